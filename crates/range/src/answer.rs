//! What the range answers to one request: the example made for it, the source's "no results", or its misbehaviour.

use crate::misbehaviour::{misbehave, with_strange_entry};
use crate::reply::{Answer, Content};
use crate::script::{Play, Script};
use std::collections::BTreeSet;
use unlisted_core::source::{Catalogue, Definition, Example, ExamplePage, KeyPlace, Probe, Values};
use url::Url;

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

fn answer_of(played: &Played<'_>, json: bool) -> Answer {
    let (status, headers, body) = match played.page {
        Some(page) => (page.status, &page.headers, &page.body),
        None => (played.example.status, &played.example.headers, &played.example.body),
    };
    let mut answer = Answer::page(status, body);
    if json {
        answer = answer.with_header("content-type", "application/json");
    }
    answer.headers.extend(headers.iter().map(|(name, value)| (name.to_lowercase(), value.clone())));
    answer
}

/// One request as the range sees it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked<'a> {
    /// The whole address.
    pub(crate) url: &'a Url,
    /// The body; empty where there is none.
    pub(crate) body: &'a str,
}

/// Chooses the answer to one request.
///
/// A definition whose example was made for exactly this question comes first (two definitions may share a host), then
/// one that knows this account to exist, then one of whose examples this is a further page, then one whose template could have made the address, which then has
/// nothing for whoever was asked about. Anything else is a 404.
pub(crate) fn choose_answer<'a>(catalogue: &'a Catalogue, script: &Script, asked: Asked<'_>) -> Chosen<'a> {
    let automatic =
        || catalogue.iter().filter(|definition| is_answered(definition) && is_host(definition, asked.url));
    let exact = || {
        automatic()
            .find_map(|definition| Some((definition, Some(Played::whole(example_for(definition, asked)?)))))
    };
    let known = || {
        automatic()
            .find_map(|definition| Some((definition, Some(Played::whole(known_for(definition, asked)?)))))
    };
    let further =
        || automatic().find_map(|definition| Some((definition, Some(page_for(definition, asked.url)?))));
    let other = || {
        let definition = automatic().find(|definition| definition.template().covers(asked.url))?;
        let no = definition.examples.iter().find(|example| example.verdict == "not_listed");
        Some((definition, no.map(Played::whole)))
    };
    let Some((definition, played)) = exact().or_else(known).or_else(further).or_else(other) else {
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
    let played = match (play, played) {
        // A further page is still itself.
        (Play::KnowsEverybody, Some(played)) if played.page.is_some() => Some(played),
        (Play::KnowsEverybody, _) => listed(definition).map(Played::whole),
        (_, played) => played,
    };
    let mut answer =
        played.as_ref().map_or_else(|| Answer::page(404, NOT_FOUND), |played| answer_of(played, json));
    if let (Play::PartlyChanged, Content::Whole(body)) = (play, &answer.content)
        && played.as_ref().is_some_and(|played| played.example.verdict == "listed")
    {
        answer.content = Content::Whole(with_strange_entry(&definition.probe, body));
    }
    Chosen { definition: Some(definition), play, example: played.map(|played| played.example), answer }
}

/// An example, and which of its replies is meant.
struct Played<'a> {
    example: &'a Example,
    page: Option<&'a ExamplePage>,
}

impl<'a> Played<'a> {
    fn whole(example: &'a Example) -> Self {
        Self { example, page: None }
    }
}

/// Whether a program asks this source at all; the range has no business with those that only a person opens.
pub(crate) fn is_answered(definition: &Definition) -> bool {
    !definition.is_by_hand()
}

/// The host names that a definition and its examples ask.
pub(crate) fn hosts_of(definition: &Definition) -> BTreeSet<String> {
    let template = definition.template();
    let fixed = (!template.has_label()).then(|| template.host().to_owned());
    let given = definition.examples.iter().filter_map(|example| example.given.as_ref());
    let asked = given.chain(definition.control.iter().map(|control| &control.given));
    let known = definition.known();
    let filled =
        asked.chain(&known).filter_map(|values| template.fill(values)).filter_map(|url| host_of(&url));
    let pages = definition.examples.iter().flat_map(|example| &example.pages);
    fixed.into_iter().chain(filled).chain(pages.filter_map(|page| host_of(&page.url))).collect()
}

fn host_of(url: &Url) -> Option<String> {
    url.host_str().map(str::to_owned)
}

fn is_host(definition: &Definition, url: &Url) -> bool {
    let is_page = |page: &ExamplePage| page.url.host_str() == url.host_str();
    url.host_str().is_some_and(|host| definition.template().is_host(host))
        || definition.examples.iter().flat_map(|example| &example.pages).any(is_page)
}

fn example_for<'a>(definition: &'a Definition, asked: Asked<'_>) -> Option<&'a Example> {
    definition
        .examples
        .iter()
        .find(|example| example.given.as_ref().is_some_and(|given| is_question(definition, given, asked)))
}

/// The example that stands for an account known to exist.
fn known_for<'a>(definition: &'a Definition, asked: Asked<'_>) -> Option<&'a Example> {
    let is_known = definition.known().iter().any(|known| is_question(definition, known, asked));
    definition.examples.iter().find(|example| is_known && example.verdict == "listed")
}

/// Whether these values are asked for.
fn is_question(definition: &Definition, values: &Values, asked: Asked<'_>) -> bool {
    let url = definition.template().fill(values);
    url.is_some_and(|url| is_same_address(definition, &url, asked.url))
        && body_of(definition, values).unwrap_or_default() == asked.body
}

/// The body that a question is asked with.
fn body_of(definition: &Definition, given: &Values) -> Option<String> {
    let asking = definition.probe.asking()?;
    asking.body?.fill(given, asking.body_type)
}

fn page_for<'a>(definition: &'a Definition, asked: &Url) -> Option<Played<'a>> {
    definition.examples.iter().find_map(|example| {
        let page = example.pages.iter().find(|page| is_same_address(definition, &page.url, asked))?;
        Some(Played { example, page: Some(page) })
    })
}

/// Whether two addresses differ in an added key at most, wherever it stands.
fn is_same_address(definition: &Definition, example: &Url, asked: &Url) -> bool {
    let key = definition.probe.asking().and_then(|asking| asking.key);
    let Some(key) = key.filter(|key| key.place == KeyPlace::Query) else { return example == asked };
    let pairs = |url: &Url| -> Vec<(String, String)> {
        url.query_pairs()
            .filter(|(name, _)| name != key.name.as_str())
            .map(|(k, v)| (k.into(), v.into()))
            .collect()
    };
    let place = |url: &Url| (host_of(url), url.port_or_known_default(), url.path().to_owned());
    place(example) == place(asked) && pairs(example) == pairs(asked)
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
