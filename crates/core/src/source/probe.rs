//! The four ways of asking, as a definition writes them.

use super::template::Template;
use crate::verdict::Reason;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A way of asking. A further one is a variant here and a file in `judge/`.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Probe {
    /// A documented interface that answers JSON.
    Json(Box<Json>),
    /// A page of listings.
    Page(Box<Page>),
    /// A page or interface that only tells whether an account exists.
    Presence(Presence),
    /// A site that only a person may look at.
    Hand(Hand),
}

/// Asks an interface that answers JSON.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Json {
    /// Address with placeholders.
    pub url: Template,
    /// Extra fixed headers, lower-case names.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// The least seconds between two requests to the host.
    #[serde(default = "two_seconds")]
    pub pace_seconds: u16,
    /// Per placeholder, the regular expression its value must match for the source to apply.
    #[serde(default)]
    pub pattern: BTreeMap<String, String>,
    /// The free key the source needs.
    #[serde(default)]
    pub key: Option<Key>,
    /// Where the listings are in the answer.
    pub listings: JsonListings,
    /// Proof of "no results": any one of these, all of its conditions holding.
    #[serde(default)]
    pub not_listed: Vec<Sign>,
    /// Documented refusals and errors: any one of these is `Unknown` with its reason.
    #[serde(default)]
    pub refused: Vec<Refusal>,
}

/// Asks for a page and reads the cards on it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// Address with placeholders.
    pub url: Template,
    /// Extra fixed headers, lower-case names.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// The least seconds between two requests to the host.
    #[serde(default = "five_seconds")]
    pub pace_seconds: u16,
    /// Per placeholder, the regular expression its value must match for the source to apply.
    #[serde(default)]
    pub pattern: BTreeMap<String, String>,
    /// Where the listings are on the page.
    pub listings: PageListings,
    /// Proof of "no results".
    #[serde(default)]
    pub not_listed: Vec<Sign>,
    /// Known refusals.
    #[serde(default)]
    pub refused: Vec<Refusal>,
}

/// Asks whether an account exists. Redirects are never followed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Presence {
    /// Address with placeholders.
    pub url: Template,
    /// The page to show a person, where `url` is an interface.
    #[serde(default)]
    pub show: Option<Template>,
    /// Extra fixed headers, lower-case names.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// The least seconds between two requests to the host.
    #[serde(default = "two_seconds")]
    pub pace_seconds: u16,
    /// Per placeholder, the regular expression its value must match for the source to apply.
    #[serde(default)]
    pub pattern: BTreeMap<String, String>,
    /// Proof that the account exists: any one of these.
    pub listed: Vec<Sign>,
    /// Proof that it does not: any one of these.
    pub not_listed: Vec<Sign>,
}

/// A site the person opens in their own browser.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hand {
    /// The link to open, with placeholders.
    pub url: Template,
    /// Why no program asks.
    pub why: HandWhy,
    /// What to look for there, one or two plain sentences.
    pub look_for: String,
    /// Per placeholder, the regular expression its value must match for the source to apply.
    #[serde(default)]
    pub pattern: BTreeMap<String, String>,
}

/// Why a person has to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HandWhy {
    /// The site keeps programs out.
    BotWall,
    /// The site asks a puzzle.
    Captcha,
    /// The site wants an account or personal details.
    Login,
    /// The site's rules forbid programs, or it has no address for a search.
    Terms,
    /// It takes eyes: pictures and maps.
    Eyes,
}

/// Conditions that must all hold for the sign to be there. At least one of `contains`, `at` or a status that cannot
/// be a wall (404, 410) is required; the linter checks it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sign {
    /// Any of these statuses; empty means 200.
    #[serde(default)]
    pub status: Vec<u16>,
    /// Text the answer contains: on pages the visible text (white space folded), elsewhere, or where it has `<` or `"`,
    /// the raw body. Case counts, and words and numbers are whole ones: `0 people` is not in `10 people`.
    #[serde(default)]
    pub contains: Option<String>,
    /// Text that neither the raw body nor, on pages, the visible text may contain, inside of words neither.
    #[serde(default)]
    pub lacks: Option<String>,
    /// JSON: a place that must exist.
    #[serde(default)]
    pub at: Option<String>,
    /// JSON: the value there, compared as text (`0`, `true`, `null`, `INVALID`).
    #[serde(default)]
    pub equals: Option<String>,
    /// JSON: the array or object there is empty.
    #[serde(default)]
    pub empty: bool,
}

/// A documented refusal with the reason it stands for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refusal {
    /// How it is recognised.
    pub sign: Sign,
    /// What it means.
    pub reason: Reason,
}

/// A key the source wants, given by the person.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Key {
    /// What to ask the person for, and where it is had.
    pub ask: String,
    /// Where it goes.
    pub place: KeyPlace,
    /// The query parameter's or header's name; unused for `basic`.
    #[serde(default)]
    pub name: String,
    /// A key the source publishes for trying out; used until the person gives one.
    #[serde(default)]
    pub public: Option<String>,
}

/// Where a key goes in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyPlace {
    /// HTTP Basic: the key as user name, no password.
    Basic,
    /// A query parameter.
    Query,
    /// A header.
    Header,
}

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
    /// Texts that mean "withheld" where they stand in a field.
    #[serde(default)]
    pub withheld: Vec<String>,
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

fn two_seconds() -> u16 {
    2
}

fn five_seconds() -> u16 {
    5
}

fn only_name() -> Vec<String> {
    vec!["name".to_owned()]
}
