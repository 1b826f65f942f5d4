//! The tags of a page's text with their attributes, walked by hand in one pass, for what has to be known before it is parsed.

/// The longest tag that is read, in bytes; browsers know no bound, and declarations are short.
const LONGEST: usize = 4096;

/// A tag as it begins an element.
#[derive(Debug)]
pub(crate) struct Tag<'t> {
    /// Its name as it is written.
    pub(crate) name: &'t str,
    inside: &'t str,
}

impl<'t> Tag<'t> {
    /// The value of an attribute, without its quotes; empty where it has none. The first of equal names counts.
    pub(crate) fn attribute(&self, wanted: &str) -> Option<&'t str> {
        let mut rest = self.inside;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            let end =
                rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/')).unwrap_or(rest.len());
            if rest.is_empty() {
                return None;
            }
            // An equals sign without a name before it is a name of its own (HTML standard, 13.2.5.32).
            let (name, after) = rest.split_at(end.max(1));
            let (value, after) = value(after);
            if name.eq_ignore_ascii_case(wanted) {
                return Some(value);
            }
            rest = after;
        }
    }
}

/// The value after an attribute's name, and what follows it.
fn value(after: &str) -> (&str, &str) {
    let Some(told) = after.trim_ascii_start().strip_prefix('=') else { return ("", after) };
    let told = told.trim_ascii_start();
    for quote in ['"', '\''] {
        if let Some(quoted) = told.strip_prefix(quote) {
            return quoted.split_once(quote).unwrap_or((quoted, ""));
        }
    }
    told.split_at(told.find(|c: char| c.is_ascii_whitespace()).unwrap_or(told.len()))
}

/// The tags that begin elements, in their order; comments are passed over.
///
/// Linear in the text: each byte is looked at once or twice, as a tag that is not closed is passed over as far as it was
/// looked at.
pub(crate) fn tags(text: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let (_, tag) = rest.split_once('<')?;
            if let Some(comment) = tag.strip_prefix("!--") {
                rest = comment.split_once("-->").map_or("", |(_, after)| after);
                continue;
            }
            let named = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
            let (name, after) = tag.split_at(named);
            if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
                rest = tag;
                continue;
            }
            let (end, is_closed) = end(after);
            let (inside, behind) = after.split_at(end);
            rest = behind;
            if is_closed {
                return Some(Tag { name, inside });
            }
        }
    })
}

/// Where a tag ends, and whether it is closed there; another tag, or the bound, ends one that is not.
fn end(after: &str) -> (usize, bool) {
    let mut quote = None;
    let mut before = ' ';
    for (at, letter) in after.char_indices() {
        match (quote, letter) {
            (None, '>') => return (at, true),
            (None, '<') => return (at, false),
            _ if at > LONGEST => return (at, false),
            // A quote that follows no equals sign is a letter of a name.
            (None, '"' | '\'') if before == '=' => quote = Some(letter),
            (Some(open), letter) if open == letter => quote = None,
            _ => {}
        }
        if !letter.is_ascii_whitespace() {
            before = letter;
        }
    }
    (after.len(), false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_read_as_a_browser_reads_them() {
        for (page, wanted, value) in [
            ("<link rel=canonical href=https://a.example/>", "href", Some("https://a.example/")),
            ("<LINK HREF = 'a>b' rel=x>", "href", Some("a>b")),
            ("<link data-href=\"x\" href=\"y\">", "href", Some("y")),
            ("<link title=\"href=x\">", "href", None),
            ("<link disabled href=y>", "disabled", Some("")),
            ("<!-- <link href=x> --><link href=y>", "href", Some("y")),
            ("<link <link href=y>", "href", Some("y")),
            ("<link href=x", "href", None),
        ] {
            let found = tags(page).find(|tag| tag.name.eq_ignore_ascii_case("link"));
            assert_eq!(found.and_then(|tag| tag.attribute(wanted)), value, "{page}");
        }
    }

    #[test]
    fn unclosed_tags_by_the_thousand_are_walked_once() {
        for unit in ["<link", "<link href=\"", "<link href=\"<link href='", "<!--", "<link ="] {
            let page = unit.repeat((1 << 20) / unit.len());
            assert!(tags(&page).count() <= 2, "nothing in it is a tag: {unit}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_walked(text in "(<|>|=|'|\"|/|a| |é|--|!){0,60}") {
            for tag in tags(&text) {
                proptest::prop_assert!(!tag.name.is_empty(), "a tag has a name: {text}");
                let _ = tag.attribute("a");
            }
        }
    }
}
