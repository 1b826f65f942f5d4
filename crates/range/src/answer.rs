//! What the range answers to one question: the example made for it, the source's "no results", or its misbehaviour.

use crate::misbehaviour::misbehave;
use crate::script::{Play, Script};
use std::collections::BTreeMap;
use unlisted_core::source::{Catalogue, Definition, Example, KeyPlace, Probe};
use url::Url;

/// The body of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// All at once.
    Whole(String),
    /// A byte now and then.
    Drip,
}

/// One answer, ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    /// HTTP status.
    pub(crate) status: u16,
    /// Headers, lower-case names.
    pub(crate) headers: BTreeMap<String, String>,
    /// The body.
    pub(crate) content: Content,
}

/// An answer and where it comes from.
pub(crate) struct Chosen<'a> {
    /// The definition that was asked, where one fits.
    pub(crate) definition: Option<&'a Definition>,
    /// How its source behaves.
    pub(crate) play: Play,
    /// The example that is played.
    pub(crate) example: Option<&'a Example>,
    /// What is sent.
    pub(crate) answer: Answer,
}

const NOT_FOUND: &str = "<!DOCTYPE html><html lang=\"en\"><head><title>404 Not Found</title></head><body>\
<h1>404 Not Found</h1><p>The practice range has nothing here.</p></body></html>";

impl Answer {
    /// A page.
    pub(crate) fn page(status: u16, body: &str) -> Self {
        let headers = BTreeMap::from([("content-type".to_owned(), "text/html; charset=utf-8".to_owned())]);
        Self { status, headers, content: Content::Whole(body.to_owned()) }
    }

    /// The same with one header set.
    pub(crate) fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.insert(name.to_owned(), value.to_owned());
        self
    }

    fn of_example(example: &Example, json: bool) -> Self {
        let mut answer = Self::page(example.status, &example.body);
        if json {
            answer = answer.with_header("content-type", "application/json");
        }
        answer
            .headers
            .extend(example.headers.iter().map(|(name, value)| (name.to_lowercase(), value.clone())));
        answer
    }
}

/// Chooses the answer to one address.
///
/// A definition whose example was made for exactly this address comes first (two definitions may share a host), then
/// one whose template could have made it, which then has nothing for whoever was asked about. Anything else is a 404.
pub(crate) fn choose_answer<'a>(catalogue: &'a Catalogue, script: &Script, url: &Url) -> Chosen<'a> {
    let automatic =
        || catalogue.iter().filter(|definition| is_answered(definition) && is_host(definition, url));
    let exact = automatic().find_map(|definition| Some((definition, Some(example_for(definition, url)?))));
    let found = exact.or_else(|| {
        let definition = automatic().find(|definition| definition.template().covers(url))?;
        Some((definition, definition.examples.iter().find(|example| example.verdict == "not_listed")))
    });
    let Some((definition, example)) = found else {
        return Chosen {
            definition: None,
            play: Play::Example,
            example: None,
            answer: Answer::page(404, NOT_FOUND),
        };
    };
    let play = script.play(&definition.id);
    let json = speaks_json(definition);
    if let Some(answer) = misbehave(play, json) {
        return Chosen { definition: Some(definition), play, example: None, answer };
    }
    let listed = |definition: &'a Definition| definition.examples.iter().find(|it| it.verdict == "listed");
    let example = if play == Play::KnowsEverybody { listed(definition) } else { example };
    let answer =
        example.map_or_else(|| Answer::page(404, NOT_FOUND), |example| Answer::of_example(example, json));
    Chosen { definition: Some(definition), play, example, answer }
}

/// Whether a program asks this source at all; the range has no business with those that only a person opens.
pub(crate) fn is_answered(definition: &Definition) -> bool {
    !definition.is_by_hand()
}

fn is_host(definition: &Definition, url: &Url) -> bool {
    url.host_str() == Some(definition.host())
}

fn example_for<'a>(definition: &'a Definition, url: &Url) -> Option<&'a Example> {
    definition.examples.iter().find(|example| {
        let asked = example.given.as_ref().and_then(|given| definition.template().fill(given));
        asked.is_some_and(|asked| is_same_question(definition, &asked, url))
    })
}

/// Whether two addresses differ in an added key at most.
fn is_same_question(definition: &Definition, example: &Url, asked: &Url) -> bool {
    let Some(added) = asked.as_str().strip_prefix(example.as_str()) else { return false };
    let Probe::Json(json) = &definition.probe else { return added.is_empty() };
    let Some(key) = &json.key else { return added.is_empty() };
    let parameter = added.strip_prefix(['?', '&']).and_then(|added| added.split_once('='));
    let is_key = |(name, value): (&str, &str)| {
        key.place == KeyPlace::Query && name == key.name && !value.contains('&')
    };
    added.is_empty() || parameter.is_some_and(is_key)
}

fn speaks_json(definition: &Definition) -> bool {
    match &definition.probe {
        Probe::Json(_) => true,
        Probe::Page(_) | Probe::Hand(_) => false,
        // An interface is recognised by what its examples answer.
        Probe::Presence(_) => {
            definition.examples.iter().any(|example| example.body.trim_start().starts_with(['{', '[']))
        }
    }
}

#[cfg(test)]
mod tests;
