//! Values after a label: most cards have no useful classes, but they say "Lives in" before the town.

use super::kind::Kind;
use crate::judge::text::{self, End, Row};

/// A label as it is compared: folded, lower case, without its colon.
pub(super) fn fold(label: &str) -> String {
    text::fold(label).trim_end_matches([':', ' ']).to_lowercase()
}

/// What stands after a label: the rest of its line as far as the next label; where there is nothing, the next line, or
/// the whole next block where the label had a block of its own (a table cell, a `dt`, a heading).
///
/// `labels` are all labels of the card, which end each other's values.
pub(super) fn values_after(rows: &[Row], label: &str, labels: &[String], kind: Kind) -> Vec<String> {
    for (at, row) in rows.iter().enumerate() {
        let Some((piece, rest)) = find(row, label) else { continue };
        let further = row.pieces.iter().skip(piece + 1).take_while(|piece| !begins_with_any(piece, labels));
        let same_line: String = std::iter::once(rest.as_str()).chain(further.map(String::as_str)).collect();
        let same_line = without_colon(&same_line);
        if !same_line.is_empty() {
            return vec![same_line];
        }
        let below = rows.get(at + 1..).unwrap_or_default();
        let below: Vec<&Row> = below.iter().skip_while(|row| without_colon(&row.text()).is_empty()).collect();
        let block_of_its_own = row.end > End::Line;
        return below_label(&below, block_of_its_own, labels, kind);
    }
    Vec::new()
}

/// The piece of a line that begins with a label, and what follows there.
fn find(row: &Row, label: &str) -> Option<(usize, String)> {
    row.pieces.iter().enumerate().find_map(|(at, piece)| rest_after(piece, label).map(|rest| (at, rest)))
}

/// What follows a label at the beginning of a piece; the label ends where a word ends.
fn rest_after(piece: &str, label: &str) -> Option<String> {
    let mut letters = piece.trim_start().chars();
    let mut wanted = label.chars();
    let mut next = wanted.next();
    while let Some(expected) = next {
        let letter = letters.next()?;
        if expected == ' ' {
            // White space is not folded yet.
            if !letter.is_whitespace() {
                return None;
            }
            letters = letters.as_str().trim_start().chars();
            next = wanted.next();
            continue;
        }
        for lower in letter.to_lowercase() {
            if next != Some(lower) {
                return None;
            }
            next = wanted.next();
        }
    }
    let rest = letters.as_str();
    (!rest.starts_with(char::is_alphanumeric)).then(|| rest.to_owned())
}

fn begins_with_any(piece: &str, labels: &[String]) -> bool {
    labels.iter().any(|label| rest_after(piece, label).is_some())
}

fn below_label(below: &[&Row], block_of_its_own: bool, labels: &[String], kind: Kind) -> Vec<String> {
    let Some(first) = below.first() else { return Vec::new() };
    // The next line is another field's label: this one has no value.
    if begins_with_any(&first.pieces.concat(), labels) {
        return Vec::new();
    }
    if !block_of_its_own || kind == Kind::Single {
        return vec![first.text()];
    }
    let mut items = vec![Vec::new()];
    for row in below {
        if begins_with_any(&row.pieces.concat(), labels) {
            break;
        }
        if let Some(item) = items.last_mut() {
            item.push(row.text());
        }
        match row.end {
            End::Block => break,
            End::Item => items.push(Vec::new()),
            End::Line => {}
        }
    }
    match kind {
        Kind::Address => items.iter().map(|lines| envelope(lines)).collect(),
        _ => items.concat(),
    }
}

/// The lines of an address as one line.
pub(super) fn envelope(lines: &[String]) -> String {
    let lines = lines.iter().map(|line| line.trim_matches([',', ' '])).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(", ")
}

fn without_colon(text: &str) -> String {
    let text = text::fold(text);
    text.trim_start_matches([':', ' ', '-', '\u{2013}', '\u{2014}', '|', '\u{b7}', '\u{2022}']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::Html;

    fn check(card: &str, label: &str, kind: Kind, expected: &[&str]) {
        let html = Html::parse_document(card);
        let rows = text::rows(html.root_element());
        let labels = ["age", "lives in", "phones", "related to"].map(str::to_owned);
        assert_eq!(values_after(&rows, &fold(label), &labels, kind), expected, "{label} in {card}");
    }

    #[test]
    fn a_value_stands_after_its_label_in_every_layout() {
        for card in [
            "<p>Age: 32</p>",
            "<p>Age&nbsp;32",
            "<b>Age</b> 32",
            "<span>Age</span><span>32</span>",
            "<span>Age</span><span>32</span><span>Lives in</span><span>Dayton, OH</span>",
            "<dl><dt>Age</dt><dd>32</dd></dl>",
            "<table><tr><th>Age<td>32<tr><th>Lives in<td>Dayton</table>",
            "<div><div>AGE:</div><div>32</div></div>",
            "Age<br>32<br>Female",
            "<div>Age</div><div>:</div><div>32</div>",
            "<p>Aged well</p><p>Age \u{2013} 32</p>",
            "<p>A<em>ge</em></p><p>Age 32</p>",
        ] {
            check(card, "Age", Kind::Single, &["32"]);
        }
        check("<p>Lives   in Dayton, OH</p>", "Lives in:", Kind::Address, &["Dayton, OH"]);
        check("<p>Related to <a>A Q</a>, <a>B Q</a></p>", "related to", Kind::List, &["A Q, B Q"]);
    }

    #[test]
    fn a_label_without_a_value_takes_none_from_the_next() {
        check("<div>Age</div><div>Lives in</div><div>Dayton</div>", "Age", Kind::Single, &[]);
        check("<div>Age</div>", "Age", Kind::Single, &[]);
        check("<div>Ageless</div>", "Age", Kind::Single, &[]);
    }

    #[test]
    fn a_block_after_a_label_may_hold_several_values() {
        let two = ["100 Example St, Dayton, OH", "7 Sample Ct, Dayton, OH"];
        check(
            "<h4>Lives in</h4><ul><li>100 Example St<br>Dayton, OH<li>7 Sample Ct,<br>Dayton, OH</ul><p>x",
            "Lives in",
            Kind::Address,
            &two,
        );
        check(
            "<dl><dt>Lives in<dd>100 Example St<br>Dayton, OH<dd>7 Sample Ct<br>Dayton, OH<dt>Job<dd>x</dl>",
            "Lives in",
            Kind::Address,
            &two,
        );
        check("<dt>Phones<dd>555-0100<br>555-0101", "Phones", Kind::Lines, &["555-0100", "555-0101"]);
        check("Lives in<br>Dayton, OH<br>Sometimes away", "Lives in", Kind::Address, &["Dayton, OH"]);
    }
}
