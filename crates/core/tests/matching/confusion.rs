//! The confusion table of docs/matching.md: what matching says of the labelled pairs, by category.

use crate::labelled::{Labelled, Pair};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use unlisted_core::matching::Likeness;

/// How often each verdict was given.
#[derive(Clone, Copy, Default)]
pub(crate) struct Tally {
    pub(crate) same: u32,
    pub(crate) possible: u32,
    pub(crate) other: u32,
}

impl Tally {
    fn add(&mut self, verdict: Likeness) {
        match verdict {
            Likeness::Same => self.same += 1,
            Likeness::Possible => self.possible += 1,
            Likeness::Other => self.other += 1,
        }
    }

    pub(crate) fn all(self) -> u32 {
        self.same + self.possible + self.other
    }
}

/// The tallies of the person's own listings and of other people's.
#[derive(Clone, Copy, Default)]
pub(crate) struct Row {
    pub(crate) own: Tally,
    pub(crate) others: Tally,
}

/// Everything the goals are about.
#[derive(Default)]
pub(crate) struct Confusion {
    pub(crate) categories: BTreeMap<String, Row>,
    pub(crate) total: Row,
    /// Own pairs with any two agreeing fields, also where the name shown is only initials.
    pub(crate) any_two: Tally,
    /// Own pairs whose name agrees, and one field more.
    pub(crate) two_fields: Tally,
    /// Own pairs whose name agrees, and two fields more.
    pub(crate) three_fields: Tally,
}

pub(crate) fn count(labelled: &Labelled) -> Confusion {
    let mut confusion = Confusion::default();
    for pair in &labelled.pairs {
        let verdict = pair.matched(&labelled.people).verdict;
        let side =
            |row: &mut Row| if pair.is_person { row.own.add(verdict) } else { row.others.add(verdict) };
        side(confusion.categories.entry(pair.category.clone()).or_default());
        side(&mut confusion.total);
        if pair.is_person && pair.fields.len() >= 2 {
            confusion.any_two.add(verdict);
        }
        if pair.is_person && pair.agreeing() >= 2 {
            confusion.two_fields.add(verdict);
        }
        if pair.is_person && pair.agreeing() >= 3 {
            confusion.three_fields.add(verdict);
        }
    }
    confusion
}

/// The part between the markers of docs/matching.md.
pub(crate) fn write_tables(confusion: &Confusion, pairs: &[Pair]) -> String {
    let share = |part: u32, whole: u32| format!("{:.1} %", 100.0 * f64::from(part) / f64::from(whole.max(1)));
    let (own, others) = (confusion.total.own, confusion.total.others);
    let mut out = format!(
        "{} judged pairs in {} categories: {} are the person, {} are somebody else.\n\n",
        pairs.len(),
        confusion.categories.len(),
        own.all(),
        others.all()
    );
    out.push_str("| goal | wanted | reached |\n|---|---|---|\n");
    let (any_two, two, three) = (confusion.any_two, confusion.two_fields, confusion.three_fields);
    let rows = [
        ("somebody else called *same*", "0".to_owned(), others.same.to_string()),
        (
            "own listings called *same* or *possible*",
            "99 %".to_owned(),
            share(own.same + own.possible, own.all()),
        ),
        (
            "*same* for own listings with any two agreeing fields",
            "90 %".to_owned(),
            share(any_two.same, any_two.all()),
        ),
        ("*same* for own listings with the name and one more", "90 %".to_owned(), share(two.same, two.all())),
        (
            "*same* for own listings with the name and two more",
            "90 %".to_owned(),
            share(three.same, three.all()),
        ),
    ];
    for (goal, wanted, reached) in rows {
        writeln!(out, "| {goal} | {wanted} | {reached} |").expect("a string takes all");
    }
    out.push_str("\n| category | own: same | possible | other | others: same | possible | other |\n");
    out.push_str("|---|---|---|---|---|---|---|\n");
    let mut line = |name: &str, row: &Row| {
        let Row { own, others } = row;
        let cells = [own.same, own.possible, own.other, others.same, others.possible, others.other]
            .map(|it| it.to_string());
        writeln!(out, "| {name} | {} |", cells.join(" | ")).expect("a string takes all");
    };
    for (category, row) in &confusion.categories {
        line(category, row);
    }
    line("**all**", &confusion.total);
    out
}
