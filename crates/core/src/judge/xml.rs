//! XML written so that the HTML parser reads it as it was meant: CDATA as text, and empty elements closed.

use regex::Regex;
use std::borrow::Cow;
use std::sync::LazyLock;

/// Whether a body is XML: it says so itself, or its sender does.
pub(super) fn is_xml(body: &str, content_type: Option<&str>) -> bool {
    let media_type = content_type.and_then(|told| told.split(';').next()).unwrap_or_default().trim();
    let is_told = ["application/xml", "text/xml"].iter().any(|xml| media_type.eq_ignore_ascii_case(xml));
    is_told || body.trim_start().starts_with("<?xml")
}

/// The same XML for an HTML parser, in which a CDATA section would be a comment and `<a/>` would stay open.
pub(super) fn as_html(body: &str) -> Cow<'_, str> {
    static EMPTY: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"<([A-Za-z][\w.-]{0,63})\s*/>").expect("the pattern is a constant"));
    let mut html = String::with_capacity(body.len());
    let mut rest = body;
    while let Some((before, after)) = rest.split_once("<![CDATA[") {
        html.push_str(&EMPTY.replace_all(before, "<$1></$1>"));
        // A section without an end runs to the end, as in XML.
        let (text, following) = after.split_once("]]>").unwrap_or((after, ""));
        html.push_str(&text.replace('&', "&amp;").replace('<', "&lt;"));
        rest = following;
    }
    html.push_str(&EMPTY.replace_all(rest, "<$1></$1>"));
    Cow::Owned(html)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_text_and_empty_elements_are_closed() {
        for (xml, expected) in [
            ("<a><![CDATA[1 < 2 & <b>]]></a>", "<a>1 &lt; 2 &amp; &lt;b></a>"),
            ("<a/><b />c", "<a></a><b></b>c"),
            ("<a><![CDATA[<x/>]]></a>", "<a>&lt;x/></a>"),
            ("<a><![CDATA[cut", "<a>cut"),
        ] {
            assert_eq!(as_html(xml), expected, "of {xml}");
        }
    }

    #[test]
    fn it_is_xml_where_it_says_so() {
        assert!(is_xml("<?xml version=\"1.0\"?><a/>", None), "by its own first line");
        assert!(is_xml("<a/>", Some("text/xml; charset=utf-8")), "by its sender");
        assert!(!is_xml("<html>", Some("text/html")), "a page is none");
    }
}
