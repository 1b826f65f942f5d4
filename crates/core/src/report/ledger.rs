//! The ledger as a table: when, to whom, what, and what came of it (docs/reports.md).

use super::table::write_table;

/// One request that left, as it is written down. Values come covered, or in clear where the person wants that; a hidden
/// one never comes in clear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerLine {
    /// When, RFC 3339.
    pub at: String,
    /// The source's name.
    pub source: String,
    /// The host that was asked.
    pub host: String,
    /// What was sent: `city: Springfield`.
    pub sent: Vec<String>,
    /// Whether the person opened the page themselves.
    pub by_hand: bool,
    /// Whether only an invented value was sent, to test the source.
    pub control: bool,
    /// `listed`, `not_listed`, a reason, `sent` and `opened` while there is no answer, or `not_sent` where the request
    /// was stopped at the last moment.
    pub outcome: String,
}

/// Writes the table; the columns are `at`, `source`, `host`, `sent`, `asked_by`, `about` and `outcome`.
pub fn write_ledger(lines: &[LedgerLine]) -> String {
    let rows = lines.iter().map(|line| {
        [
            line.at.clone(),
            line.source.clone(),
            line.host.clone(),
            line.sent.join("\n"),
            if line.by_hand { "person" } else { "app" }.to_owned(),
            if line.control { "invented" } else { "own" }.to_owned(),
            line.outcome.clone(),
        ]
    });
    write_table(["at", "source", "host", "sent", "asked_by", "about", "outcome"], rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_request_is_one_row_whatever_was_sent() {
        let line = LedgerLine {
            at: "2026-11-22T10:00:00Z".to_owned(),
            source: "Example, People".to_owned(),
            host: "people.example.com".to_owned(),
            sent: vec!["first name: =Juniper".to_owned(), "city: Spring\"field".to_owned()],
            by_hand: false,
            control: false,
            outcome: "not_listed".to_owned(),
        };
        let hand = LedgerLine {
            sent: vec!["=cmd()".to_owned()],
            by_hand: true,
            control: true,
            outcome: "opened".to_owned(),
            ..line.clone()
        };
        assert_eq!(
            write_ledger(&[line, hand]),
            "\u{feff}\"at\",\"source\",\"host\",\"sent\",\"asked_by\",\"about\",\"outcome\"\r\n\
             \"2026-11-22T10:00:00Z\",\"Example, People\",\"people.example.com\",\
             \"first name: =Juniper\r\ncity: Spring\"\"field\",\"app\",\"own\",\"not_listed\"\r\n\
             \"2026-11-22T10:00:00Z\",\"Example, People\",\"people.example.com\",\"'=cmd()\",\"person\",\"invented\",\"opened\"\r\n",
            "quoted, and never a formula"
        );
    }
}
