//! Where listings and their fields are in an answer.

use serde::Deserialize;

/// Where listings are in a JSON answer.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JsonListings {
    /// Pointer to each listing: RFC 6901 with `*` for every element and `*[key=value]` for the elements whose `key`
    /// equals (or, being an array, holds) `value`, and at most one `**` for the value so far and everything within it, 16
    /// levels deep. Empty means the whole answer. A null is no element.
    pub each: String,
    /// Fields without which an element is not understood. Named as in [`JsonFields`].
    #[serde(default)]
    pub must: Vec<String>,
    /// Phrases that mean "withheld" where they stand in a field as whole words; never within an e-mail address, whose
    /// domain may be called anything.
    #[serde(default)]
    pub withheld: Vec<String>,
    /// Names of services that stand in front of people. An element that names nobody but one of these tells the
    /// service's own address and phone, so it is withheld as a whole.
    #[serde(default)]
    pub stand_ins: Vec<String>,
    /// Pointer into the whole answer; where it leads to something, values were left out (RFC 9537), and an element that
    /// tells nothing is withheld instead of not understood.
    #[serde(default)]
    pub redacted: Option<String>,
    /// Whether the asked value itself belongs to each listing (sources asked by an exact key).
    #[serde(default)]
    pub about_asked: bool,
    /// Where each field is.
    pub fields: JsonFields,
}

/// Pointers to a listing's fields, relative to it. A field is a list of pointers: for `name` and `url` the parts of one
/// value (`name` joined by a space, `url` by nothing), for lists one pointer per kind of value (`*` allowed; a string of
/// several lines is several values).
/// A part that begins with `=` is literal text.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct JsonFields {
    /// Parts of the name.
    pub name: Vec<String>,
    /// Parts of the name where `name` tells none; the first of these that tells something counts.
    pub name_else: Vec<Vec<String>>,
    /// Other names.
    pub alternative_names: Vec<String>,
    /// Age in years.
    pub age: Vec<String>,
    /// Birth year.
    pub birth_year: Vec<String>,
    /// Addresses.
    pub addresses: Vec<AddressPointers>,
    /// Phones.
    pub phones: Vec<String>,
    /// E-mails.
    pub emails: Vec<String>,
    /// Relatives.
    pub relatives: Vec<String>,
    /// Account names.
    pub usernames: Vec<String>,
    /// Domains.
    pub domains: Vec<String>,
    /// Other facts.
    pub details: Vec<String>,
    /// Parts of the link.
    pub url: Vec<String>,
}

/// Where an address is: in parts, or as lines of text to be read.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AddressPointers {
    /// Pointer to each address, relative to the listing; empty means the listing itself.
    pub each: String,
    /// Parts of the street line, joined by a space.
    pub street: Vec<String>,
    /// City.
    pub city: Vec<String>,
    /// Region.
    pub region: Vec<String>,
    /// Postcode.
    pub postcode: Vec<String>,
    /// Lines of text, joined by ", " and read as one line.
    pub text: Vec<String>,
}

/// Where listings are on a page.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageListings {
    /// CSS selector of each card.
    pub each: String,
    /// Fields without which a card is not understood; `name` unless said.
    #[serde(default = "only_name")]
    pub must: Vec<String>,
    /// Where each field is.
    pub fields: PageFields,
}

/// Where a card's fields are.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PageFields {
    /// The name.
    pub name: Option<PageField>,
    /// Other names.
    pub alternative_names: Option<PageField>,
    /// Age or age range.
    pub age: Option<PageField>,
    /// Birth year.
    pub birth_year: Option<PageField>,
    /// Addresses, each read as one line.
    pub addresses: Option<PageField>,
    /// Phones.
    pub phones: Option<PageField>,
    /// E-mails.
    pub emails: Option<PageField>,
    /// Relatives.
    pub relatives: Option<PageField>,
    /// Account names.
    pub usernames: Option<PageField>,
    /// Other facts.
    pub details: Option<PageField>,
    /// The link to the record.
    pub url: Option<PageField>,
}

/// How one field is read from a card.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PageField {
    /// CSS selector within the card; every match is a value for lists, the first for single fields. None: the card.
    pub select: Option<String>,
    /// The text on the line after (or on the rest of the line of) this label, case-insensitive.
    pub after: Option<String>,
    /// An attribute instead of the text; links are made absolute.
    pub attribute: Option<String>,
    /// Splits the text into several values.
    pub split: Option<String>,
    /// Texts removed from each value wherever they stand.
    pub strip: Vec<String>,
}

fn only_name() -> Vec<String> {
    vec!["name".to_owned()]
}
