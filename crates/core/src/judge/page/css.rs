//! CSS selectors with a cheap first look: most elements of a page have the wrong name or class for most fields.

use crate::verdict::Reason;
use scraper::{ElementRef, Selector};

/// A selector, and what its last part asks of an element at least.
pub(super) struct Css {
    selector: Selector,
    name: Option<String>,
    class: Option<String>,
}

impl Css {
    /// Fails with [`Reason::Changed`] where it is not CSS; the linter tells the author before that.
    pub(super) fn parse(css: &str) -> Result<Self, Reason> {
        let selector = Selector::parse(css).map_err(|_| Reason::Changed)?;
        let (name, class) = last_part(css).unwrap_or_default();
        Ok(Self { selector, name, class })
    }

    /// The elements within another one that it selects, in document order.
    pub(super) fn select<'h>(&self, within: ElementRef<'h>) -> impl Iterator<Item = ElementRef<'h>> {
        let elements = within.descendants().skip(1).filter_map(ElementRef::wrap);
        elements.filter(|element| self.may_match(*element) && self.selector.matches(element))
    }

    fn may_match(&self, element: ElementRef<'_>) -> bool {
        let element = element.value();
        self.name.as_deref().is_none_or(|name| element.name() == name)
            && self.class.as_deref().is_none_or(|class| {
                element
                    .attr("class")
                    .is_some_and(|classes| classes.split_ascii_whitespace().any(|own| own == class))
            })
    }
}

/// The name and the first class in the last part of a plain selector such as `ul.phones > li`; `None` for anything that
/// takes more than a glance.
fn last_part(css: &str) -> Option<(Option<String>, Option<String>)> {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || " .#>-_".contains(letter);
    if !css.chars().all(is_plain) {
        return None;
    }
    let part = css.rsplit([' ', '>']).find(|part| !part.is_empty())?;
    let name = part.split(['.', '#']).next().filter(|name| !name.is_empty());
    let class = part.split_once('.').and_then(|(_, rest)| rest.split(['.', '#']).next());
    Some((name.map(str::to_ascii_lowercase), class.map(str::to_owned)))
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
            let found: Vec<_> =
                Css::parse(css).ok().unwrap().select(html.root_element()).map(|e| e.id()).collect();
            assert_eq!(found, expected, "{css}");
        }
    }
}
