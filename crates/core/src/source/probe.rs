//! The four ways of asking, as a definition writes them.

use super::asking::{Asking, Key, Pattern};
use super::fields::{JsonListings, PageListings};
use super::sign::{Refusal, Sign};
use super::steps::{JsonDetail, NextPage, PageDetail};
use super::template::{BodyTemplate, BodyType, HeaderTemplate, Template};
use crate::ask::Method;
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
    Presence(Box<Presence>),
    /// A site that only a person may look at.
    Hand(Box<Hand>),
}

/// Asks an interface that answers JSON.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Json {
    /// Address with placeholders.
    pub url: Template,
    /// How it is asked.
    #[serde(default)]
    pub method: Method,
    /// Body of a POST, with placeholders.
    #[serde(default)]
    pub body: Option<BodyTemplate>,
    /// What the body is; decides how values are written into it.
    #[serde(default)]
    pub body_type: BodyType,
    /// Extra headers, lower-case names.
    #[serde(default)]
    pub headers: BTreeMap<String, HeaderTemplate>,
    /// The least seconds between two requests to the host.
    #[serde(default = "two_seconds")]
    pub pace_seconds: u16,
    /// Per placeholder, the regular expression its value must match for the source to apply.
    #[serde(default)]
    pub pattern: BTreeMap<String, Pattern>,
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
    /// More result pages.
    #[serde(default)]
    pub next: Option<NextPage>,
    /// What is read behind each listing.
    #[serde(default)]
    pub detail: Option<JsonDetail>,
}

/// Asks for a page and reads the cards on it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// Address with placeholders.
    pub url: Template,
    /// How it is asked.
    #[serde(default)]
    pub method: Method,
    /// Body of a POST, with placeholders.
    #[serde(default)]
    pub body: Option<BodyTemplate>,
    /// What the body is; decides how values are written into it.
    #[serde(default)]
    pub body_type: BodyType,
    /// Extra headers, lower-case names.
    #[serde(default)]
    pub headers: BTreeMap<String, HeaderTemplate>,
    /// The least seconds between two requests to the host.
    #[serde(default = "five_seconds")]
    pub pace_seconds: u16,
    /// Per placeholder, the regular expression its value must match for the source to apply.
    #[serde(default)]
    pub pattern: BTreeMap<String, Pattern>,
    /// Where the listings are on the page.
    pub listings: PageListings,
    /// Proof of "no results".
    #[serde(default)]
    pub not_listed: Vec<Sign>,
    /// Known refusals.
    #[serde(default)]
    pub refused: Vec<Refusal>,
    /// More result pages.
    #[serde(default)]
    pub next: Option<NextPage>,
    /// What is read behind each listing.
    #[serde(default)]
    pub detail: Option<PageDetail>,
}

/// Asks whether an account exists. Redirects are never followed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Presence {
    /// Address with placeholders; one of them may be a whole label of the host name.
    pub url: Template,
    /// The page to show a person, where `url` is an interface.
    #[serde(default)]
    pub show: Option<Template>,
    /// How it is asked.
    #[serde(default)]
    pub method: Method,
    /// Body of a POST, with placeholders.
    #[serde(default)]
    pub body: Option<BodyTemplate>,
    /// What the body is; decides how values are written into it.
    #[serde(default)]
    pub body_type: BodyType,
    /// Extra headers, lower-case names.
    #[serde(default)]
    pub headers: BTreeMap<String, HeaderTemplate>,
    /// The least seconds between two requests to the host.
    #[serde(default = "two_seconds")]
    pub pace_seconds: u16,
    /// Per placeholder, the regular expression its value must match, after `strip`, for the source to apply.
    #[serde(default)]
    pub pattern: BTreeMap<String, Pattern>,
    /// Characters that the site drops from a name; they are dropped before asking, and the check says so.
    #[serde(default)]
    pub strip: String,
    /// Accounts known to exist, for a try of the definition itself.
    #[serde(default)]
    pub known: Vec<String>,
    /// Proof that the account exists: any one of these.
    pub listed: Vec<Sign>,
    /// Proof that it does not: any one of these. With none the source can only say "listed".
    #[serde(default)]
    pub not_listed: Vec<Sign>,
    /// Known refusals.
    #[serde(default)]
    pub refused: Vec<Refusal>,
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
    pub pattern: BTreeMap<String, Pattern>,
    /// How a page that the person saved is read.
    #[serde(default)]
    pub read: Option<SavedReading>,
}

/// How a saved page of a hand source is read: as the page of a page probe.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedReading {
    /// Where the listings are on the page.
    pub listings: PageListings,
    /// Proof of "no results".
    #[serde(default)]
    pub not_listed: Vec<Sign>,
    /// Known refusals.
    #[serde(default)]
    pub refused: Vec<Refusal>,
}

/// How a page is read, whoever fetched it.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// Where the listings are on the page.
    pub listings: &'a PageListings,
    /// Proof of "no results".
    pub not_listed: &'a [Sign],
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

impl Presence {
    /// A name without the characters that the site drops.
    pub fn strip_name(&self, name: &str) -> String {
        name.chars().filter(|character| !self.strip.contains(*character)).collect()
    }
}

impl Probe {
    /// The address template.
    pub fn url(&self) -> &Template {
        match self {
            Self::Json(json) => &json.url,
            Self::Page(page) => &page.url,
            Self::Presence(presence) => &presence.url,
            Self::Hand(hand) => &hand.url,
        }
    }

    /// Per placeholder, what its value must match.
    pub fn pattern(&self) -> &BTreeMap<String, Pattern> {
        match self {
            Self::Json(json) => &json.pattern,
            Self::Page(page) => &page.pattern,
            Self::Presence(presence) => &presence.pattern,
            Self::Hand(hand) => &hand.pattern,
        }
    }

    /// The first request of an automatic probe; `None` where a person looks.
    pub fn asking(&self) -> Option<Asking<'_>> {
        macro_rules! asking {
            ($probe:expr, $key:expr) => {
                Asking {
                    method: $probe.method,
                    url: &$probe.url,
                    body: $probe.body.as_ref(),
                    body_type: $probe.body_type,
                    headers: &$probe.headers,
                    pace_seconds: $probe.pace_seconds,
                    key: $key,
                }
            };
        }
        match self {
            Self::Json(json) => Some(asking!(json, json.key.as_ref())),
            Self::Page(page) => Some(asking!(page, None)),
            Self::Presence(presence) => Some(asking!(presence, None)),
            Self::Hand(_) => None,
        }
    }

    /// How a page of this probe is read, fetched or saved; `None` where the answer is not a page of listings.
    pub fn reading(&self) -> Option<Reading<'_>> {
        match self {
            Self::Page(page) => Some(Reading { listings: &page.listings, not_listed: &page.not_listed }),
            Self::Hand(hand) => hand
                .read
                .as_ref()
                .map(|read| Reading { listings: &read.listings, not_listed: &read.not_listed }),
            Self::Json(_) | Self::Presence(_) => None,
        }
    }

    /// The documented refusals.
    pub fn refused(&self) -> &[Refusal] {
        match self {
            Self::Json(json) => &json.refused,
            Self::Page(page) => &page.refused,
            Self::Presence(presence) => &presence.refused,
            Self::Hand(hand) => hand.read.as_ref().map_or(&[], |read| &read.refused),
        }
    }

    /// The signs of "no results".
    pub fn not_listed(&self) -> &[Sign] {
        match self {
            Self::Json(json) => &json.not_listed,
            Self::Page(page) => &page.not_listed,
            Self::Presence(presence) => &presence.not_listed,
            Self::Hand(hand) => hand.read.as_ref().map_or(&[], |read| &read.not_listed),
        }
    }

    /// More result pages.
    pub fn next(&self) -> Option<&NextPage> {
        match self {
            Self::Json(json) => json.next.as_ref(),
            Self::Page(page) => page.next.as_ref(),
            Self::Presence(_) | Self::Hand(_) => None,
        }
    }

    /// How the page behind a listing is asked and read: the same way, but for its fields; nothing there is a "no".
    pub(crate) fn detail(&self) -> Option<Self> {
        match self {
            Self::Json(json) => {
                let detail = json.detail.as_ref()?;
                let mut behind =
                    Json { detail: None, next: None, not_listed: Vec::new(), ..(**json).clone() };
                behind.listings.each.clone_from(&detail.each);
                behind.listings.must.clone_from(&detail.must);
                behind.listings.fields = detail.fields.clone();
                behind.listings.about_asked = false;
                Some(Self::Json(Box::new(behind)))
            }
            Self::Page(page) => {
                let detail = page.detail.as_ref()?;
                let mut behind =
                    Page { detail: None, next: None, not_listed: Vec::new(), ..(**page).clone() };
                behind.listings.each.clone_from(&detail.each);
                behind.listings.must.clone_from(&detail.must);
                behind.listings.fields = detail.fields.clone();
                Some(Self::Page(Box::new(behind)))
            }
            Self::Presence(_) | Self::Hand(_) => None,
        }
    }

    /// How many listings are looked at behind their link.
    pub fn most_details(&self) -> u8 {
        match self {
            Self::Json(json) => json.detail.as_ref().map_or(0, |detail| detail.most),
            Self::Page(page) => page.detail.as_ref().map_or(0, |detail| detail.most),
            Self::Presence(_) | Self::Hand(_) => 0,
        }
    }
}

fn two_seconds() -> u16 {
    2
}

fn five_seconds() -> u16 {
    5
}
