//! CSS selectors with a cheap first look: most elements of a page have the wrong name or class for most fields.

use crate::reason::Reason;
use html5ever::{LocalName, local_name};
use scraper::{ElementRef, Selector};

/// A selector, and what its last part asks of an element at least.
pub(super) struct Css {
    selector: Selector,
    name: Option<LocalName>,
    class: Option<String>,
}

/// An element with its classes, looked up once for all selectors.
pub(super) struct Seen<'h> {
    element: ElementRef<'h>,
    classes: Option<&'h str>,
}

/// Every element within another one, in document order.
pub(super) fn elements_within(within: ElementRef<'_>) -> impl Iterator<Item = Seen<'_>> {
    within.descendants().skip(1).filter_map(ElementRef::wrap).map(|element| {
        let attributes = &element.value().attrs;
        let classes = attributes.iter().find(|(name, _)| name.local == local_name!("class"));
        Seen { element, classes: classes.map(|(_, value)| &**value) }
    })
}

impl Css {
    /// Fails with [`Reason::Changed`] where it is not CSS; the linter tells the author before that.
    pub(super) fn parse(css: &str) -> Result<Self, Reason> {
        let selector = Selector::parse(css).map_err(|_| Reason::Changed)?;
        let (name, class) = last_part(css).unwrap_or_default();
        Ok(Self { selector, name, class })
    }

    /// Whether it selects an element.
    pub(super) fn selects<'h>(&self, seen: &Seen<'h>) -> Option<ElementRef<'h>> {
        (self.may_match(seen) && self.selector.matches(&seen.element)).then_some(seen.element)
    }

    fn may_match(&self, seen: &Seen<'_>) -> bool {
        self.name.as_ref().is_none_or(|name| seen.element.value().name.local == *name)
            && self.class.as_deref().is_none_or(|class| {
                seen.classes.is_some_and(|classes| classes.split_ascii_whitespace().any(|own| own == class))
            })
    }
}

/// The name and the first class in the last part of a plain selector such as `ul.phones > li`; `None` for anything that
/// takes more than a glance.
fn last_part(css: &str) -> Option<(Option<LocalName>, Option<String>)> {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || " .#>-_".contains(letter);
    if !css.chars().all(is_plain) {
        return None;
    }
    let part = css.rsplit([' ', '>']).find(|part| !part.is_empty())?;
    let name = part.split(['.', '#']).next().filter(|name| !name.is_empty());
    let class = part.split_once('.').and_then(|(_, rest)| rest.split(['.', '#']).next());
    // Names in capital letters mean different things in HTML and in drawings.
    let name = name.filter(|name| !name.contains(|letter: char| letter.is_ascii_uppercase()));
    Some((name.map(LocalName::from), class.map(str::to_owned)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::Html;

    #[test]
    fn the_first_look_misses_nothing() {
        let page = "<body><DIV class='card  big' id=a><ul class=list><li class='x y'>1<li>2</ul><svg><g class=x></g></svg>\
                    <a href='/p' class=Card>3</a></div><div id=b class=card></div></body>";
        let html = Html::parse_document(page);
        for css in [
            "div.card",
            "DIV",
            ".card",
            "div#a",
            ".big.card",
            "ul.list > li",
            "ul>li",
            "li.y.x",
            "div .x",
            "*",
            "[href]",
            "a[href='/p']",
            "li:first-child",
            "li, a",
            "li + li",
            "g.x",
            ".Card",
            "body > div",
            "#b.card",
        ] {
            let expected: Vec<_> =
                html.root_element().select(&Selector::parse(css).unwrap()).map(|e| e.id()).collect();
            let ready = Css::parse(css).ok().unwrap();
            let found = elements_within(html.root_element()).filter_map(|seen| ready.selects(&seen));
            let found: Vec<_> = found.map(|element| element.id()).collect();
            assert_eq!(found, expected, "{css}");
        }
    }
}
