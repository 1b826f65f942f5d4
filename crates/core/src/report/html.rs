//! The report as one page to print: no script, no picture, nothing loaded, every text escaped.

use super::{FindingLine, Report, SourceLine, TaskLine};
use crate::exposure::Band;
use crate::removal::TaskState;
use std::fmt::Write;

/// Nothing may be loaded or run, whoever opens the page and wherever.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

const STYLE: &str = "
:root { color-scheme: light dark; --ink: #1b1b1f; --paper: #ffffff; --faint: #5c5c66; --line: #c9c9d1; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececf1; --paper: #17171b; --faint: #a9a9b4; --line: #44444f; } }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3 { line-height: 1.25; }
h3 { margin-bottom: 0.25rem; }
article { border-top: 1px solid var(--line); padding: 0.5rem 0 1rem; break-inside: avoid; }
.faint { color: var(--faint); }
.box { display: inline-block; width: 1em; height: 1em; border: 1.5px solid currentColor; margin-right: 0.5em; vertical-align: -0.1em; text-align: center; line-height: 0.9; }
.band { border: 1px solid currentColor; border-radius: 0.3em; padding: 0 0.4em; font-size: 0.85em; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); padding: 0.3rem 0.5rem 0.3rem 0; }
a { color: inherit; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; border: 1px solid var(--line); padding: 0.75rem; font: 0.9em/1.45 ui-monospace, monospace; }
@media print { body { max-width: none; margin: 0; color: #000; background: #fff; } a { text-decoration: none; } }
";

/// Writes the page.
pub(super) fn write(report: &Report) -> String {
    let mut text = String::new();
    // Writing into a String cannot fail.
    let _ = put(&mut text, report);
    text
}

fn put(text: &mut String, report: &Report) -> std::fmt::Result {
    writeln!(text, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">")?;
    writeln!(text, "<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">")?;
    writeln!(text, "<meta name=\"referrer\" content=\"no-referrer\">")?;
    writeln!(text, "<meta name=\"robots\" content=\"noindex\">")?;
    writeln!(text, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
    writeln!(
        text,
        "<title>Checklist</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>Checklist</h1>"
    )?;
    if report.practice {
        writeln!(text, "<p><strong>Practice: this is about an invented person.</strong></p>")?;
    }
    writeln!(text, "<p>Made on {}.</p>", report.made_on)?;
    writeln!(text, "<p class=\"faint\">{}</p>", escape(super::explain_redaction(report.redaction)))?;
    if let Some(consent) = &report.consent {
        writeln!(text, "<p>{}</p>", escape(consent))?;
    }
    summary(text, report)?;
    writeln!(text, "<h2>Tasks</h2>")?;
    if report.tasks.is_empty() {
        writeln!(text, "<p>No tasks yet.</p>")?;
    }
    for line in &report.tasks {
        task(text, line)?;
    }
    writeln!(text, "<h2>Findings</h2>")?;
    if report.findings.is_empty() {
        writeln!(text, "<p>Nothing was confirmed as being about the person.</p>")?;
    }
    for line in &report.findings {
        finding(text, line)?;
    }
    writeln!(text, "<h2>Sources</h2>")?;
    writeln!(
        text,
        "<p>Every source of the plan, once. <em>Could not check</em> never means that nothing is there.</p>\n\
         <table>\n<thead><tr><th scope=\"col\">Source</th><th scope=\"col\">Outcome</th></tr></thead>\n<tbody>"
    )?;
    for line in &report.sources {
        source(text, line)?;
    }
    writeln!(text, "</tbody>\n</table>\n</main>\n</body>\n</html>")
}

fn summary(text: &mut String, report: &Report) -> std::fmt::Result {
    writeln!(text, "<h2>Summary</h2>\n<ul>")?;
    for (label, number) in super::summary_rows(&report.summary) {
        writeln!(text, "<li>{label}: {number}</li>")?;
    }
    for band in Band::ALL {
        writeln!(text, "<li>{} findings: {}</li>", band.word(), report.summary.mine.of(band))?;
    }
    writeln!(text, "</ul>")
}

fn task(text: &mut String, task: &TaskLine) -> std::fmt::Result {
    let done = task.state == TaskState::Done;
    writeln!(text, "<article>")?;
    writeln!(
        text,
        "<h3><span class=\"box\" aria-hidden=\"true\">{}</span>{}. {} <span class=\"band\">{}</span></h3>",
        if done { "&#10003;" } else { "&nbsp;" },
        task.order,
        escape(&task.title),
        task.band
    )?;
    let since = task.since.map(|since| format!(" since {since}")).unwrap_or_default();
    writeln!(
        text,
        "<p>Due {}. <span class=\"faint\">{}</span> State: {}{since}.</p>",
        task.due,
        escape(&task.due_why),
        task.state.words()
    )?;
    writeln!(text, "<p>{}</p>", escape(&task.why))?;
    if let Some(warning) = &task.warning {
        writeln!(text, "<p><strong>Beforehand:</strong> {}</p>", escape(warning))?;
    }
    if !task.flags.is_empty() {
        writeln!(text, "<p>It {}.</p>", task.flags.join("; it "))?;
    }
    if !task.would_teach.is_empty() {
        writeln!(text, "<p>The form would newly tell them: {}.</p>", task.would_teach.join(", "))?;
    }
    if !task.clears.is_empty() {
        writeln!(text, "<p>Clears: {}.</p>", escape(&task.clears.join(", ")))?;
    }
    if let Some(link) = &task.link {
        writeln!(text, "<p>Link: {}</p>", shown_link(link))?;
    }
    if let Some(contact) = &task.contact {
        writeln!(text, "<p>Privacy mailbox: {}</p>", escape(contact))?;
    }
    for link in &task.listings {
        writeln!(text, "<p>Listing: {}</p>", shown_link(link))?;
    }
    writeln!(text, "<ol>")?;
    for step in &task.steps {
        writeln!(text, "<li>{}</li>", escape(step))?;
    }
    writeln!(text, "</ol>")?;
    if let Some(law) = &task.law {
        writeln!(text, "<p>Law: {}</p>", escape(law))?;
    }
    if let Some((subject, body)) = &task.letter {
        writeln!(text, "<p>Letter: {}</p>\n<pre>{}</pre>", escape(subject), escape(body))?;
    }
    if task.state != TaskState::Open {
        writeln!(text, "<p>Next: {}</p>", escape(&task.next_advice))?;
    }
    if let Some(note) = &task.note {
        writeln!(text, "<p>Your note: {}</p>", escape(note))?;
    }
    if !task.facts.is_empty() {
        writeln!(text, "<p class=\"faint\">Facts from: {}</p>", escape(&task.facts.join("; ")))?;
    }
    writeln!(text, "</article>")
}

fn finding(text: &mut String, finding: &FindingLine) -> std::fmt::Result {
    let severity = &finding.severity;
    let sure = if severity.confirmed { "" } else { ", unconfirmed" };
    writeln!(
        text,
        "<article>\n<h3>{} <span class=\"band\">{}</span></h3>\n<p>{}{sure}. Harm {} times reach {} is {}.</p>\n<ul>",
        escape(&finding.source),
        severity.band.word(),
        finding.decision,
        severity.harm,
        severity.reach,
        severity.score
    )?;
    for reason in &severity.reasons {
        writeln!(text, "<li>{}</li>", escape(reason))?;
    }
    for (kind, value) in &finding.shown {
        match value {
            Some(value) => writeln!(text, "<li>Shows {kind}: {}</li>", escape(value))?,
            None => writeln!(text, "<li>Shows: {kind}</li>")?,
        }
    }
    writeln!(text, "</ul>\n<p>Link: {}</p>\n</article>", shown_link(&finding.link))
}

fn source(text: &mut String, source: &SourceLine) -> std::fmt::Result {
    let mut outcome = source.outcome.sentence();
    if let Some(partly) = source.outcome.partly() {
        outcome.push_str(" A part could not be checked. ");
        outcome.push_str(&partly);
    }
    if let Some(advice) = source.outcome.advice() {
        outcome.push(' ');
        outcome.push_str(advice);
    }
    writeln!(
        text,
        "<tr data-source=\"{}\" data-outcome=\"{}\"><td>{}</td><td>{}</td></tr>",
        escape(&source.id),
        source.outcome.word(),
        escape(&source.name),
        escape(&outcome)
    )
}

/// A link one can follow if it is a web address, else text.
fn shown_link(link: &str) -> String {
    match url::Url::parse(link) {
        Ok(url) if matches!(url.scheme(), "https" | "http") => {
            let url = escape(url.as_str());
            format!("<a href=\"{url}\" rel=\"noreferrer noopener\">{url}</a>")
        }
        _ => escape(link),
    }
}

/// Text so that no sign of it is read as HTML, in text and in quoted attributes.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_a_site_is_never_markup() {
        let hostile = "<script>alert(1)</script>\" onmouseover='x' &";
        let escaped = escape(hostile);
        assert!(!escaped.contains(['<', '>', '"', '\'']), "{escaped}");
        assert_eq!(shown_link("javascript:alert(1)"), "javascript:alert(1)", "not a link");
        assert_eq!(
            shown_link("https://example.com/?a=\"b\"&c"),
            "<a href=\"https://example.com/?a=%22b%22&amp;c\" rel=\"noreferrer noopener\">https://example.com/?a=%22b%22&amp;c</a>"
        );
    }
}
