//! A table for spreadsheets and programs: RFC 4180, UTF-8 with its mark, CRLF, every cell quoted (docs/reports.md).

use crate::invisible::is_invisible;

/// What tells Excel that the letters are UTF-8.
const MARK: char = '\u{feff}';

/// Writes a table whose rows have one cell for each column.
pub(super) fn write_table<const COLUMNS: usize>(
    heads: [&str; COLUMNS],
    rows: impl Iterator<Item = [String; COLUMNS]>,
) -> String {
    let mut table = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .from_writer(MARK.to_string().into_bytes());
    for row in std::iter::once(heads.map(str::to_owned)).chain(rows) {
        table.write_record(row.each_ref().map(|value| cell(value))).expect("memory takes every row");
    }
    String::from_utf8(table.into_inner().expect("memory takes every row")).expect("all cells are text")
}

/// A value as a spreadsheet may show it: where it, or a part of it that another reader takes for a cell or a line of its
/// own, would be run as a formula, an apostrophe stands before that part (OWASP, CSV injection).
///
/// Excel separates at `;` in most of Europe, and import dialogs offer tabs and bars; quotes do not help there.
fn cell(value: &str) -> String {
    let mut safe = String::with_capacity(value.len());
    let mut begins = true;
    // Line ends within a cell are the same as between rows.
    let value = value.replace("\r\n", "\n").replace('\r', "\n");
    for c in value.chars() {
        let is_blank = c.is_whitespace() || matches!(c, '"' | '\'') || is_invisible(c);
        let runs = matches!(
            c,
            '=' | '+' | '-' | '@' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}' | '\u{2212}'
        );
        let separates = matches!(c, ';' | '\t' | '|' | '\n');
        if begins && (runs || c == '\t') {
            safe.push('\'');
        }
        begins = separates || (begins && is_blank);
        if c == '\n' { safe.push_str("\r\n") } else { safe.push(c) }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_marked_as_utf_8_and_every_cell_is_quoted() {
        let rows = [["a;b".to_owned(), "say \"no\"".to_owned()], ["one\ntwo".to_owned(), String::new()]];
        assert_eq!(
            write_table(["x", "y"], rows.into_iter()),
            "\u{feff}\"x\",\"y\"\r\n\"a;b\",\"say \"\"no\"\"\"\r\n\"one\r\ntwo\",\"\"\r\n"
        );
    }

    #[test]
    fn no_part_of_a_cell_is_a_formula_for_any_reader() {
        for (value, expected) in [
            ("plain", "plain"),
            ("a,b", "a,b"),
            ("one\ntwo", "one\r\ntwo"),
            ("one\r\n=1", "one\r\n'=1"),
            ("=1+1", "'=1+1"),
            ("+12175550142", "'+12175550142"),
            ("-2", "'-2"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t'=1"),
            ("  =1", "  '=1"),
            ("\u{ff1d}1", "'\u{ff1d}1"),
            ("Juniper;=cmd|' /C calc'!A0", "Juniper;'=cmd|' /C calc'!A0"),
            ("a; =1", "a; '=1"),
            ("a|+1", "a|'+1"),
            ("a;\"=1", "a;\"'=1"),
            ("a;\u{200b}=1", "a;\u{200b}'=1"),
            ("https://a.example/?b=1", "https://a.example/?b=1"),
        ] {
            assert_eq!(cell(value), expected, "cell {value:?}");
        }
    }
}
