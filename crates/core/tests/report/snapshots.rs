//! Each format of one invented audit, whole, so that every change of words is seen in review.

use crate::audit::Audit;
use unlisted_core::redact::Redaction;
use unlisted_core::report::Format;

#[test]
fn markdown() {
    let audit = Audit::practice();
    insta::assert_snapshot!("markdown-redacted", audit.write(Format::Markdown, Redaction::Redacted));
    insta::assert_snapshot!("markdown-full", audit.write(Format::Markdown, Redaction::Full));
}

#[test]
fn table() {
    let audit = Audit::practice();
    // A snapshot has line feeds only; table.rs proves the CRLF.
    insta::assert_snapshot!(
        "csv-redacted",
        audit.write(Format::Csv, Redaction::Redacted).replace("\r\n", "\n")
    );
    insta::assert_snapshot!("csv-full", audit.write(Format::Csv, Redaction::Full).replace("\r\n", "\n"));
}

#[test]
fn page() {
    let audit = Audit::practice();
    insta::assert_snapshot!("html-redacted", audit.write(Format::Html, Redaction::Redacted));
    insta::assert_snapshot!("html-full", audit.write(Format::Html, Redaction::Full));
}
