//! The values of one field of a card.

use super::css::{Css, Seen};
use super::kind::Kind;
use super::label;
use crate::judge::{field, text};
use crate::reason::Reason;
use crate::source::PageField;
use regex::Regex;
use scraper::ElementRef;
use std::cell::OnceCell;
use std::sync::LazyLock;
use url::Url;

/// A field with its selector ready.
pub(super) struct Field<'d> {
    wanted: &'d PageField,
    select: Option<Css>,
}

/// The card that is read.
pub(super) struct Card<'c, 'h> {
    pub(super) element: ElementRef<'h>,
    pub(super) elements: &'c [Seen<'h>],
    pub(super) base: &'c Url,
    pub(super) labels: &'c [String],
    /// The card's own lines, for labels without a selector.
    pub(super) rows: &'c OnceCell<Vec<text::Row>>,
}

impl<'d> Field<'d> {
    pub(super) fn prepare(wanted: &'d PageField) -> Result<Self, Reason> {
        let select = wanted.select.as_deref().map(Css::parse).transpose()?;
        Ok(Self { wanted, select })
    }

    /// The selector as it is written.
    pub(super) fn css(&self) -> Option<&str> {
        self.wanted.select.as_deref()
    }

    /// The label after which the value stands, as labels are compared.
    pub(super) fn label(&self) -> Option<String> {
        self.wanted.after.as_deref().map(label::fold)
    }

    /// The values in the card: tidy, each once, at most [`field::MOST_VALUES`].
    pub(super) fn values(&self, card: &Card<'_, '_>, kind: Kind) -> Vec<String> {
        let mut values = Vec::new();
        match &self.select {
            None => self.read(card.element, card, kind, &mut values),
            Some(selector) => {
                let found = card.elements.iter().filter_map(|seen| selector.selects(seen));
                let found = found.filter(|element| !text::is_never_shown(*element));
                for element in found.take(field::MOST_VALUES) {
                    self.read(element, card, kind, &mut values);
                }
            }
        }
        values
    }

    fn read(&self, element: ElementRef<'_>, card: &Card<'_, '_>, kind: Kind, values: &mut Vec<String>) {
        if let Some(attribute) = &self.wanted.attribute {
            let value = element.value().attr(attribute).map(|value| absolute(attribute, value, card.base));
            self.take(&value.unwrap_or_default(), values);
            return;
        }
        if let Some(label) = self.label() {
            let of_card = element.id() == card.element.id();
            let own;
            let rows = if of_card {
                card.rows.get_or_init(|| text::rows(element))
            } else {
                own = text::rows(element);
                &own
            };
            for value in label::values_after(rows, &label, card.labels, kind) {
                self.take(&value, values);
            }
            return;
        }
        let lines = text::lines(element);
        match kind {
            Kind::Lines => {
                for line in &lines {
                    self.take(line, values);
                }
            }
            Kind::Address => self.take(&label::envelope(&lines), values),
            Kind::Single | Kind::List if self.wanted.split.as_deref() == Some("\n") => {
                for line in &lines {
                    self.take(line, values);
                }
            }
            Kind::Single | Kind::List => self.take(&lines.join(" "), values),
        }
    }

    /// Strips and splits a text, and adds what is left of it.
    fn take(&self, text: &str, values: &mut Vec<String>) {
        let text =
            self.wanted.strip.iter().fold(text.to_owned(), |text, strip| text.replace(strip.as_str(), " "));
        let parts: Vec<&str> = match self.wanted.split.as_deref() {
            Some(split) if !split.is_empty() => text.split(split).collect(),
            _ => vec![text.as_str()],
        };
        for part in parts {
            let Some(part) = field::tidy(&without_more(part)) else { continue };
            if !values.contains(&part) && values.len() < field::MOST_VALUES {
                values.push(part);
            }
        }
    }
}

fn absolute(attribute: &str, value: &str, base: &Url) -> String {
    match attribute {
        "href" | "src" => field::link(base, value).unwrap_or_default(),
        _ => value.to_owned(),
    }
}

/// Without "+3 more", "and 2 others", "show more" at its end: a count or a button, not a value.
fn without_more(part: &str) -> String {
    static MORE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?ix) [\s,;(\[…]* (?:
                (?: \+\s*\d+ | (?:and|&|plus|view|show|see)\s+(?:all\s+)?\d+ | ^[\s(\[]*\d+ | [(\[]\s*\d+ ) \s* (?:more|others?|results)\b.*
              | \b(?:view|show|see|read|load)\s+(?:more|all|less|details|full\s+\w+)\b.*
              | ^\s*(?:\.\.\.|…)?\s*more
              | ^\s*(?:\.\.\.|…)?\s*more\s+(?:possible\s+)?(?:relatives|associates|locations|address(?:es)?|phones?|numbers|e-?mails?|names|alias(?:es)?|results|people|records)\b.*
            ) [.…)\]]* \s* $",
        )
        .expect("the pattern is a constant")
    });
    MORE.replace(&text::fold(part), "").into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_of_more_are_no_values() {
        for (part, left) in [
            ("+3 more", ""),
            ("and 2 more", ""),
            ("B Q and 2 others", "B Q"),
            ("B Q, +12 more", "B Q"),
            ("3 more relatives", ""),
            ("(2 more)", ""),
            ("J Q (2 more)", "J Q"),
            ("Show more", ""),
            ("Wren Quillfeather (show all)", "Wren Quillfeather"),
            ("... more", ""),
            ("More relatives... 39 more relatives", ""),
            ("More locations... 11 more addresses", ""),
            ("More, Thomas", "More, Thomas"),
            ("Thomas More", "Thomas More"),
            ("Allmore Other", "Allmore Other"),
            ("100 Moore St", "100 Moore St"),
        ] {
            assert_eq!(without_more(part), left, "{part:?}");
        }
    }
}
