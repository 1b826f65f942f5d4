//! The report as a checklist in Markdown (`CommonMark` with task lists).

use super::{FindingLine, Report, SourceLine, TaskLine};
use crate::exposure::Band;
use crate::redact::Redaction;
use crate::removal::TaskState;
use std::fmt::Write;

/// Writes the checklist.
pub(super) fn write(report: &Report) -> String {
    let mut text = String::new();
    // Writing into a String cannot fail.
    let _ = put(&mut text, report);
    text
}

fn put(text: &mut String, report: &Report) -> std::fmt::Result {
    writeln!(text, "# Checklist\n")?;
    if report.practice {
        writeln!(text, "**Practice: this is about an invented person.**\n")?;
    }
    writeln!(text, "Made on {}.\n", report.made_on)?;
    writeln!(text, "{}\n", super::explain_redaction(report.redaction))?;
    if let Some(consent) = &report.consent {
        writeln!(text, "{}\n", escape(consent))?;
    }
    summary(text, report)?;
    writeln!(text, "## Tasks\n")?;
    if report.tasks.is_empty() {
        writeln!(text, "No tasks yet.\n")?;
    }
    for line in &report.tasks {
        task(text, line)?;
    }
    writeln!(text, "## Findings\n")?;
    if report.findings.is_empty() {
        writeln!(text, "Nothing was confirmed as being about the person.\n")?;
    }
    for line in &report.findings {
        finding(text, line, report.redaction)?;
    }
    writeln!(text, "## Sources\n")?;
    writeln!(text, "Every source of the plan, once. *Could not check* never means that nothing is there.\n")?;
    for line in &report.sources {
        source(text, line)?;
    }
    Ok(())
}

fn summary(text: &mut String, report: &Report) -> std::fmt::Result {
    let summary = &report.summary;
    writeln!(text, "## Summary\n")?;
    for (label, number) in super::summary_rows(summary) {
        writeln!(text, "- {label}: {number}")?;
    }
    for band in Band::ALL {
        writeln!(text, "- {} findings: {}", band.word(), summary.mine.of(band))?;
    }
    writeln!(text)
}

fn task(text: &mut String, task: &TaskLine) -> std::fmt::Result {
    let tick = if task.state == TaskState::Done { 'x' } else { ' ' };
    writeln!(
        text,
        "- [{tick}] **{}. {}** ({}, due {})",
        task.order,
        escape(&task.title),
        task.band,
        task.due
    )?;
    let since = task.since.map(|since| format!(" since {since}")).unwrap_or_default();
    writeln!(text, "  - State: {}{since}", task.state.words())?;
    writeln!(text, "  - Due: {}", escape(&task.due_why))?;
    writeln!(text, "  - Why: {}", escape(&task.why))?;
    if let Some(warning) = &task.warning {
        writeln!(text, "  - Beforehand: {}", escape(warning))?;
    }
    if !task.flags.is_empty() {
        writeln!(text, "  - It {}", task.flags.join("; it "))?;
    }
    if !task.would_teach.is_empty() {
        writeln!(text, "  - The form would newly tell them: {}", task.would_teach.join(", "))?;
    }
    if !task.clears.is_empty() {
        writeln!(text, "  - Clears: {}", escape(&task.clears.join(", ")))?;
    }
    if let Some(link) = &task.link {
        writeln!(text, "  - Link: {}", shown_link(link))?;
    }
    if let Some(contact) = &task.contact {
        writeln!(text, "  - Privacy mailbox: {}", escape(contact))?;
    }
    for link in &task.listings {
        writeln!(text, "  - Listing: {}", shown_link(link))?;
    }
    writeln!(text, "  - Steps:")?;
    for (at, step) in task.steps.iter().enumerate() {
        writeln!(text, "    {}. {}", at + 1, escape(step))?;
    }
    if let Some(law) = &task.law {
        writeln!(text, "  - Law: {}", escape(law))?;
    }
    if let Some((subject, body)) = &task.letter {
        writeln!(text, "  - Letter: {}\n", escape(subject))?;
        fenced(text, body)?;
    }
    if task.state != TaskState::Open {
        writeln!(text, "  - Next: {}", escape(&task.next_advice))?;
    }
    if let Some(note) = &task.note {
        writeln!(text, "  - Your note: {}", escape(note))?;
    }
    if !task.facts.is_empty() {
        writeln!(text, "  - Facts from: {}", escape(&task.facts.join("; ")))?;
    }
    writeln!(text)
}

/// How many backticks stand in a row at most.
fn longest_backticks(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// A block of plain text within a list item; its fence is longer than any row of backticks inside.
fn fenced(text: &mut String, body: &str) -> std::fmt::Result {
    let fence = "`".repeat(longest_backticks(body).max(2) + 1);
    writeln!(text, "    {fence}text")?;
    for line in body.lines() {
        writeln!(text, "{}", format!("    {line}").trim_end())?;
    }
    writeln!(text, "    {fence}\n")
}

fn finding(text: &mut String, finding: &FindingLine, redaction: Redaction) -> std::fmt::Result {
    let sure = if finding.severity.confirmed { "" } else { ", unconfirmed" };
    let band = finding.severity.band.word();
    writeln!(text, "- **{}**: {band} ({}{sure})", escape(&finding.source), finding.decision)?;
    let severity = &finding.severity;
    writeln!(
        text,
        "  - Severity: harm {} times reach {} is {}",
        severity.harm, severity.reach, severity.score
    )?;
    for reason in &severity.reasons {
        writeln!(text, "  - {}", escape(reason))?;
    }
    if redaction == Redaction::Redacted && !finding.shown.is_empty() {
        let kinds: Vec<&str> = finding.shown.iter().map(|(kind, _)| *kind).collect();
        writeln!(text, "  - Shows: {}", kinds.join(", "))?;
    } else {
        for (kind, value) in &finding.shown {
            writeln!(text, "  - Shows {kind}: {}", escape(value.as_deref().unwrap_or_default()))?;
        }
    }
    writeln!(text, "  - Link: {}\n", shown_link(&finding.link))
}

fn source(text: &mut String, source: &SourceLine) -> std::fmt::Result {
    let sentence = source.outcome.sentence();
    writeln!(text, "- **{}** (`{}`): {}", escape(&source.name), source.id, escape(&sentence))?;
    if let Some(partly) = source.outcome.partly() {
        writeln!(text, "  - A part could not be checked. {}", escape(&partly))?;
    }
    if let Some(advice) = source.outcome.advice() {
        writeln!(text, "  - {}", escape(advice))?;
    }
    Ok(())
}

/// A link between angle brackets where it is one, else plain text.
fn shown_link(link: &str) -> String {
    match url::Url::parse(link) {
        Ok(url) if matches!(url.scheme(), "https" | "http") && !url.as_str().contains(['<', '>', ' ']) => {
            format!("<{url}>")
        }
        _ => escape(link),
    }
}

/// Text of a site so that no sign of it is read as Markdown or HTML, and nothing in it becomes a link by itself.
fn escape(text: &str) -> String {
    let words: Vec<String> = text
        .split([' ', '\n', '\r'])
        .map(|word| if becomes_link(word) { code_span(word) } else { escape_word(word) })
        .collect();
    words.join(" ")
}

/// Whether a reader may make a link of a word: addresses of pages and mailboxes, which GitHub's autolinks find behind any
/// escape.
fn becomes_link(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    word.contains('@')
        || word.contains("://")
        || word.contains("www.")
        || word.contains("mailto:")
        || word.contains("xmpp:")
}

/// A word as code, between more backticks than stand in it.
fn code_span(word: &str) -> String {
    let fence = "`".repeat(longest_backticks(word) + 1);
    // A blank keeps a backtick at an end apart from the fence; readers take both blanks away again.
    let blank = if word.starts_with('`') || word.ends_with('`') { " " } else { "" };
    format!("{fence}{blank}{word}{blank}{fence}")
}

fn escape_word(word: &str) -> String {
    let mut escaped = String::with_capacity(word.len());
    for (at, character) in word.char_indices() {
        let is_sign = match character {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '!' | '$'
            | '^' => true,
            '&' => begins_reference(word.get(at + 1..).unwrap_or_default()),
            _ => false,
        };
        if is_sign {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// Whether what follows an ampersand makes a character reference of it: `amp;`, `#38;`.
fn begins_reference(after: &str) -> bool {
    after.split_once(';').is_some_and(|(name, _)| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_a_site_is_never_markup() {
        for (text, expected) in [
            ("plain words, 12 of them.", "plain words, 12 of them."),
            ("[click](https://example.com)", "`[click](https://example.com)`"),
            ("<img src=x onerror=1>", "\\<img src=x onerror=1\\>"),
            ("**bold** _it_ `code`", "\\*\\*bold\\*\\* \\_it\\_ \\`code\\`"),
            ("see www.example.com now", "see `www.example.com` now"),
            ("juniper@example.com, or", "`juniper@example.com,` or"),
            ("`a@example.com", "`` `a@example.com ``"),
            ("AT&T and R&D", "AT&T and R&D"),
            ("a\n# Title", "a \\# Title"),
            ("&lt;b&gt; &#38;", "\\&lt;b\\&gt; \\&\\#38;"),
        ] {
            assert_eq!(escape(text), expected, "text {text:?}");
        }
    }

    #[test]
    fn a_letter_cannot_leave_its_block() {
        let mut text = String::new();
        fenced(&mut text, "one\n````\n# out").unwrap();
        assert!(text.starts_with("    `````text\n"), "the fence is longer than what is inside: {text}");
    }
}
