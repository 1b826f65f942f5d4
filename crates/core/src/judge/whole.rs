//! Whether an answer came whole. What was cut off may have been a listing, so nothing is proved by a part.

use super::answer::Answer;
use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Whether the answer is whole, as far as it shows: the length it announced, and an end where its markup or its JSON has
/// one. A page that names its `<html>` or `<body>` closes one of them, or announced exactly its length; a fragment closes
/// its blocks.
pub(super) fn is_whole(answer: &Answer<'_>) -> bool {
    let reply = answer.reply;
    if reply.status == 206 || reply.header("content-range").is_some() {
        return false;
    }
    let announced = match (reply.header("content-encoding"), reply.header("content-length")) {
        (None, Some(length)) => length.trim().parse::<usize>().ok(),
        _ => None,
    };
    let length = reply.body.reveal().len();
    if announced.is_some_and(|announced| announced > length) {
        return false;
    }
    if answer.is_json() {
        return answer.json().is_some();
    }
    !answer.is_page() || ends(&answer.body, announced == Some(length))
}

fn ends(body: &str, is_announced: bool) -> bool {
    static TAGS: LazyLock<Regex> = LazyLock::new(|| {
        let tags = "html|body|script|style|template|textarea|title|div|section|article|main|ul|ol|dl|table|form|header|\
                    footer|aside|nav|select";
        Regex::new(&format!(r"(?i)<!--|-->|<(/?)({tags})\b")).expect("the pattern is a constant")
    });
    // Cut in the middle of a tag.
    if body.rfind('<') > body.rfind('>') {
        return false;
    }
    let mut open: HashMap<String, i64> = HashMap::new();
    let mut within: Option<&str> = None;
    let mut has_end = false;
    for found in TAGS.captures_iter(body) {
        let whole = found.get(0).map_or("", |whole| whole.as_str());
        let (Some(slash), Some(name)) = (found.get(1), found.get(2)) else {
            match (whole, within) {
                ("<!--", None) => within = Some("-->"),
                ("-->", Some("-->")) => within = None,
                _ => {}
            }
            continue;
        };
        let name = name.as_str().to_ascii_lowercase();
        let closes = !slash.as_str().is_empty();
        match within {
            // Nothing counts within a comment or a script but its end.
            Some(raw) if !(closes && raw == name) => continue,
            Some(_) => within = None,
            None => {
                let raw = ["script", "style", "textarea", "title"].into_iter().find(|raw| *raw == name);
                within = raw.filter(|_| !closes);
            }
        }
        has_end |= closes && matches!(name.as_str(), "html" | "body");
        *open.entry(name).or_default() += if closes { -1 } else { 1 };
    }
    if within.is_some() {
        return false;
    }
    let names_page = open.contains_key("html") || open.contains_key("body");
    let blocks_closed =
        open.iter().all(|(name, left)| matches!(name.as_str(), "html" | "body") || *left <= 0);
    has_end || (blocks_closed && (!names_page || is_announced))
}
