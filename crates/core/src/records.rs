//! Whether a page looks as if it showed records of people, whatever else it says.
//!
//! A "no results" may stand on a page that shows the person: hidden by a style sheet, about something else, or left over
//! from before a redesign. So no such page proves anything. What is here: the page's lines (`rows.rs`), what lines of
//! records look like (`shape.rs`), and what the page says of itself to machines (`data.rs`). Visibility is read generously, since a line too many only makes an answer unknown.
//!
//! Known false alarms, which all end as "could not check": advertised people beside an honest "no results", the site's own
//! address beside the asked name, an article about somebody of that name.

mod data;
mod rows;
mod shape;

use crate::source::{Placeholder, Values};
use rows::{Place, Row};
use scraper::Html;
use shape::Shape;

/// How many lines after a name still belong to its card, and how many characters.
const CARD_ROWS: usize = 8;
const CARD_CHARS: usize = 700;
/// So many towns, each behind a line that could be a name, are a list of people.
const LEAST_TOWNS: usize = 3;

/// Whether the page shows what may be a record of a person. `asked` are the values of the question, and `said` the texts
/// that the definition takes for "no results": sentences around those are about the question.
pub(crate) fn shows_record(page: &Html, asked: &Values, said: &[&str]) -> bool {
    let Some(rows) = rows::read(page) else { return true };
    let rows: Vec<Line> = rows.into_iter().map(|row| Line::read(row, said)).collect();
    shows_asked(&rows, asked) || shows_several(&rows) || data::describes_asked(page, asked)
}

/// Whether a page holds another page or a part that a browser draws from elsewhere in it: a frame with its text inside,
/// or a shadow root. What stands there was not looked at.
pub(crate) fn has_unread_parts(page: &Html) -> bool {
    page.tree.nodes().any(|node| {
        node.value().as_element().is_some_and(|element| match element.name() {
            "iframe" | "frame" => element.attr("srcdoc").is_some_and(|text| !text.trim().is_empty()),
            "template" => element.attr("shadowrootmode").or(element.attr("shadowroot")).is_some(),
            _ => false,
        })
    })
}

/// A line and what it looks like.
struct Line {
    row: Row,
    shape: Shape,
    /// Whether it repeats the question: the sentence that says "no results", a heading, a form.
    is_echo: bool,
}

impl Line {
    fn read(row: Row, said: &[&str]) -> Self {
        let shape = Shape::read(&row.text);
        let is_echo = row.place == Place::Echo || said.iter().any(|said| row.text.contains(said));
        Self { row, shape, is_echo }
    }

    fn is_in_body(&self) -> bool {
        self.row.place == Place::Body
    }
}

/// Whether the asked name, or the asked family name behind another first name, stands beside a fact of a person.
fn shows_asked(lines: &[Line], asked: &Values) -> bool {
    let (Some(first), Some(last)) = (asked.get(&Placeholder::First), asked.get(&Placeholder::Last)) else {
        return false;
    };
    let (first, last) = (shape::folded_words(first), shape::folded_words(last));
    let (Some(first), Some(last)) = (first.last(), last.last()) else { return false };
    lines.iter().enumerate().any(|(at, line)| {
        if line.is_echo {
            return false;
        }
        let next = lines.get(at + 1).filter(|next| !next.is_echo);
        let Some(named) = shape::names(&line.row.text, next.map(|next| next.row.text.as_str()), first, last)
        else {
            return false;
        };
        let card = card_after(lines, at);
        let tells = |fact: fn(&Shape) -> bool| card.clone().any(|line| fact(&line.shape));
        // In a line of its own a name is a heading; then a town, a label or a bare number after it is enough. A sentence
        // that begins with the name tells something about the person.
        tells(Shape::is_strong)
            || (named.is_alone && tells(Shape::is_weak))
            || (named.leads && line.is_in_body() && line.shape.has_label)
    })
}

/// The line and those after it that may be its card.
fn card_after(lines: &[Line], at: usize) -> impl Iterator<Item = &Line> + Clone {
    let mut chars = 0;
    let mut end = at;
    for line in lines.iter().skip(at).take(CARD_ROWS + 1) {
        chars += line.row.text.chars().count();
        if chars > CARD_CHARS && end > at {
            break;
        }
        end += 1;
    }
    lines.get(at..end).unwrap_or_default().iter().filter(|line| line.is_in_body() && !line.is_echo)
}

/// Whether facts of people repeat: two ages, two streets, an age beside a street, or a row of names with towns.
fn shows_several(lines: &[Line]) -> bool {
    let body: Vec<&Line> = lines.iter().filter(|line| line.is_in_body() && !line.is_echo).collect();
    let different = |fact: fn(&Shape) -> bool| {
        let mut texts: Vec<&str> =
            body.iter().filter(|line| fact(&line.shape)).map(|line| line.row.text.as_str()).collect();
        texts.sort_unstable();
        texts.dedup();
        texts.len()
    };
    let is_age: fn(&Shape) -> bool = |shape| shape.has_card_age;
    let is_street: fn(&Shape) -> bool = |shape| shape.has_street;
    let beside = body.iter().enumerate().any(|(at, line)| {
        let near =
            body.get(at.saturating_sub(CARD_ROWS)..(at + CARD_ROWS).min(body.len())).unwrap_or_default();
        line.shape.has_card_age && near.iter().any(|other| other.shape.has_street)
    });
    let towns = body
        .windows(2)
        .filter(|pair| matches!(pair, [name, town] if name.shape.could_be_name && town.shape.has_town));
    different(is_age) >= 2 || different(is_street) >= 2 || beside || towns.count() >= LEAST_TOWNS
}

#[cfg(test)]
mod tests;
