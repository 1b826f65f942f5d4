//! What a page says of itself to machines: descriptions of persons (schema.org, `Person`) in JSON-LD.

use super::shape::folded_words;
use crate::source::{Placeholder, Values};
use scraper::Html;
use scraper::node::Node;

/// Whether a script of the page describes a person who has the asked first and last name.
///
/// Read generously, as text: a description too many only makes an answer unknown.
pub(super) fn describes_asked(page: &Html, asked: &Values) -> bool {
    let (Some(first), Some(last)) = (asked.get(&Placeholder::First), asked.get(&Placeholder::Last)) else {
        return false;
    };
    let wanted: Vec<String> = [first, last].into_iter().flat_map(|name| folded_words(name)).collect();
    page.tree.nodes().any(|node| {
        let is_description = node.value().as_element().is_some_and(|element| {
            element.name() == "script"
                && element.attr("type").is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json"))
        });
        is_description
            && node.children().any(|child| match child.value() {
                Node::Text(text) => is_of_person(text) && holds_all(text, &wanted),
                _ => false,
            })
    })
}

fn is_of_person(text: &str) -> bool {
    text.contains("\"Person\"") || text.contains("schema.org/Person")
}

/// Whether every word stands in the text. Folding looks at the beginning of a text only, so the values are folded one by
/// one.
fn holds_all(text: &str, wanted: &[String]) -> bool {
    let said: Vec<String> = text.split('"').flat_map(folded_words).collect();
    wanted.iter().all(|word| said.contains(word))
}
