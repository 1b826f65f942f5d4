//! Further requests of one check: more result pages, and the page behind each listing.

use super::fields::{JsonFields, PageFields};
use serde::Deserialize;

/// Where the next result page is. Exactly one of `select`, `at` and `page` is given.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NextPage {
    /// Page: CSS selector of the link; its first match counts.
    #[serde(default)]
    pub select: Option<String>,
    /// Page: the attribute with the address.
    #[serde(default = "href")]
    pub attribute: String,
    /// JSON: pointer to the address.
    #[serde(default)]
    pub at: Option<String>,
    /// The query parameter that counts the pages; the next one is asked as long as a page had listings.
    #[serde(default)]
    pub page: Option<String>,
    /// What `page` is for the second page.
    #[serde(default = "two")]
    pub second: u32,
    /// By how much `page` grows after that.
    #[serde(default = "one")]
    pub step: u32,
    /// The most result pages, the first one included; at most [`MOST_PAGES`].
    #[serde(default = "three")]
    pub most: u8,
}

/// The most result pages a definition may ask for.
pub const MOST_PAGES: u8 = 10;

/// The most pages behind listings a definition may ask for.
pub const MOST_DETAILS: u8 = 20;

/// The page behind a listing of a page: its address is the listing's `url`, on the same registrable domain.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageDetail {
    /// For how many listings it is asked; at most [`MOST_DETAILS`].
    #[serde(default = "five")]
    pub most: u8,
    /// CSS selector of the part that is about the person.
    #[serde(default = "whole_page")]
    pub each: String,
    /// Fields without which it is not understood.
    #[serde(default)]
    pub must: Vec<String>,
    /// Where each field is.
    pub fields: PageFields,
}

/// The answer behind a listing of a JSON answer: its address is the listing's `url`, on the same registrable domain.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JsonDetail {
    /// For how many listings it is asked; at most [`MOST_DETAILS`].
    #[serde(default = "five")]
    pub most: u8,
    /// Pointer to the part that is about the person; empty means the whole answer.
    #[serde(default)]
    pub each: String,
    /// Fields without which it is not understood.
    #[serde(default)]
    pub must: Vec<String>,
    /// Where each field is.
    pub fields: JsonFields,
}

fn href() -> String {
    "href".to_owned()
}

fn whole_page() -> String {
    "body".to_owned()
}

fn one() -> u32 {
    1
}

fn two() -> u32 {
    2
}

fn three() -> u8 {
    3
}

fn five() -> u8 {
    5
}
