//! Plays an example: its check is asked to the end, and its own replies are what comes back.

use super::Report;
use crate::ask::{NoReply, Reply};
use crate::course::{Course, Next};
use crate::judge::judge;
use crate::own::OwnFacts;
use crate::plan::Questions;
use crate::source::{Definition, Example, KeyPlace, Values};
use crate::verdict::Verdict;
use std::collections::BTreeMap;
use url::Url;

/// Stands for the person's own key; no reply depends on it.
const KEY: &str = "example-key";

/// What an example comes to. A request that none of its pages answers is reported and gets no reply; so is a page that
/// nothing asks for.
pub(super) fn play(
    definition: &Definition,
    example: &Example,
    asked: &Values,
    place: &str,
    report: &mut Report<'_>,
) -> Verdict {
    let first = reply(question(definition, asked), example.status, &example.headers, &example.body);
    let begun = Questions::about_a_person(definition)
        .check(asked, Vec::new(), false)
        .and_then(|check| Course::begin(definition, &check, Some(KEY), &OwnFacts::default()).ok());
    // A person's own look, and a reply without a question, is only judged.
    let Some((mut course, _)) = begun else { return judge(definition, asked, Ok(&first)) };
    let mut answers: BTreeMap<Url, Reply> = BTreeMap::new();
    for page in &example.pages {
        let answer = reply(page.url.clone(), page.status, &page.headers, &page.body);
        if answers.insert(page.url.clone(), answer).is_some() {
            report.add(place, format!("{} is answered twice", page.url), "leave one of the two pages out");
        }
    }
    let mut next = course.take(definition, Ok(&first));
    loop {
        match next {
            Next::Ask(request) => {
                let url = without_key(definition, request.url.reveal());
                let answer = answers.remove(&url);
                if answer.is_none() {
                    // Examples are about invented people, so the address may be shown to its author.
                    report.add(
                        place,
                        format!("nothing answers {url}"),
                        "add an [[example.page]] with this url",
                    );
                }
                next = course.take(definition, answer.as_ref().ok_or(&NoReply::Offline));
            }
            Next::Done(verdict) => {
                for url in answers.keys() {
                    report.add(
                        place,
                        format!("nothing asks for {url}"),
                        "mend the page's url, or leave it out",
                    );
                }
                return verdict;
            }
        }
    }
}

/// A reply that came from the address that was asked.
pub(super) fn reply(url: Url, status: u16, headers: &BTreeMap<String, String>, body: &str) -> Reply {
    let headers = headers.iter().map(|(name, value)| (name.to_lowercase(), value.clone())).collect();
    Reply { status, headers, body: body.as_bytes().to_vec().into(), url: url.into() }
}

/// The address that these values are asked at.
pub(super) fn question(definition: &Definition, asked: &Values) -> Url {
    definition.template().fill(asked).unwrap_or_else(|| definition.home.clone())
}

fn without_key(definition: &Definition, url: &Url) -> Url {
    let Some(key) = definition.probe.asking().and_then(|asking| asking.key) else { return url.clone() };
    if key.place != KeyPlace::Query {
        return url.clone();
    }
    let added = format!("{}={KEY}", key.name);
    let others: Vec<&str> =
        url.query().unwrap_or_default().split('&').filter(|pair| *pair != added).collect();
    let mut url = url.clone();
    url.set_query((!others.is_empty()).then(|| others.join("&")).as_deref());
    url
}
