//! What the style sheets within a page hide: a text of "no results" that waits hidden on every page proves nothing.

use scraper::Html;
use scraper::node::Element;
use std::collections::HashSet;

/// Classes and ids that a page's own `<style>` hides.
///
/// Only rules that hold for every screen and name one class or one id are read. A later rule may show an element again;
/// here it stays hidden, because a proof too few is "could not check" and a proof too many is a lie.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    classes: HashSet<String>,
    ids: HashSet<String>,
}

impl Sheet {
    /// Reads every `<style>` of the page once.
    pub(super) fn read(page: &Html) -> Self {
        let mut sheet = Self::default();
        for node in page.tree.root().descendants() {
            if node.value().as_element().is_some_and(|element| element.name() == "style") {
                let texts = node.children().filter_map(|child| child.value().as_text().map(|text| &**text));
                sheet.add(&texts.collect::<String>());
            }
        }
        sheet
    }

    /// Whether a rule hides the element.
    pub(super) fn hides(&self, element: &Element) -> bool {
        (!self.classes.is_empty() && element.classes().any(|class| self.classes.contains(class)))
            || (!self.ids.is_empty() && element.attr("id").is_some_and(|id| self.ids.contains(id)))
    }

    fn add(&mut self, css: &str) {
        let css = without_comments(css);
        let mut rest = css.as_str();
        while let Some((prelude, after)) = rest.split_once('{') {
            // What stands before the rule without a block, such as `@import`, ends with a semicolon.
            let prelude = prelude.rsplit(';').next().unwrap_or_default().trim();
            let end = block_end(after);
            let (block, after) = after.split_at(end);
            rest = after.strip_prefix('}').unwrap_or_default();
            // A rule within `@media print` and the like holds elsewhere.
            if prelude.starts_with('@') || !hides(block) {
                continue;
            }
            for selector in prelude.split(',').map(str::trim) {
                let is_name = |name: &&str| {
                    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
                };
                if let Some(class) = selector.strip_prefix('.').filter(is_name) {
                    self.classes.insert(class.to_owned());
                } else if let Some(id) = selector.strip_prefix('#').filter(is_name) {
                    self.ids.insert(id.to_owned());
                }
            }
        }
    }
}

/// Where the block ends that was just opened.
fn block_end(text: &str) -> usize {
    let mut depth = 1_u32;
    for (at, letter) in text.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => continue,
        }
        if depth == 0 {
            return at;
        }
    }
    text.len()
}

fn hides(block: &str) -> bool {
    block.split(';').filter_map(|declaration| declaration.split_once(':')).any(|(name, value)| {
        let value = value.trim().to_ascii_lowercase();
        match name.trim().to_ascii_lowercase().as_str() {
            "display" => value.starts_with("none"),
            "visibility" => value.starts_with("hidden"),
            _ => false,
        }
    })
}

fn without_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once("*/").map_or("", |(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::node::Node;

    fn check(css: &str, markup: &str, hidden: bool) {
        let page = Html::parse_document(&format!("<style>{css}</style>{markup}"));
        let sheet = Sheet::read(&page);
        let found = page.tree.root().descendants().any(|node| match node.value() {
            Node::Element(element) => sheet.hides(element),
            _ => false,
        });
        assert_eq!(found, hidden, "{css} {markup}");
    }

    #[test]
    fn rules_that_hide_one_class_or_id_are_read() {
        for css in [
            ".none{display:none}",
            "a{color:red} .x, .none { color: red; DISPLAY : NONE !important }",
            "@import 'x.css'; /* .a{ */ .none\n{visibility:hidden}",
            "@media print { .a { display: block } } .none { display: none",
        ] {
            check(css, "<p class='wide none'>Nobody</p>", true);
        }
        check("#none{display:none}", "<p id=none>Nobody</p>", true);
    }

    #[test]
    fn other_rules_hide_nothing() {
        for css in [
            ".none{display:block}",
            "@media print{.none{display:none}}",
            ".open .none{display:none}",
            ".none:empty{display:none}",
            ".other{display:none}",
            "/* .none{display:none} */",
            "}}{{",
            "",
        ] {
            check(css, "<p class=none>Nobody</p>", false);
        }
    }
}
