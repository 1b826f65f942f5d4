//! Judges a page of listings.

mod css;
mod kind;
mod label;
mod value;

use super::answer::Answer;
use super::json::has;
use super::sign::any_holds;
use super::{Read, age, copies, field, text, tidy_listing, tree};
use crate::identifier::parse_address_line;
use crate::listing::Listing;
use crate::reason::Reason;
use crate::records;
use crate::source::{PageField, PageFields, PageListings, Reading, Values};
use css::{Css, Seen};
use kind::Kind;
use scraper::{ElementRef, Html};
use std::collections::HashSet;
use url::Url;
use value::Field;

/// The most elements that all cards of a page together may have; a card may stand within a card.
const MOST_ELEMENTS: usize = 1_500_000;

/// Listings, or none with the proof of "no results", or why it was not understood.
///
/// A proof counts only where the page shows nothing that looks like a record, read generously: a text of "no results" may
/// be hidden in more ways than anybody can list.
pub(super) fn judge_page(page: Reading<'_>, asked: &Values, answer: &Answer<'_>) -> Result<Read, Reason> {
    // Data is no page, even where its text has the words of a proof in it.
    if !answer.is_page() {
        return Err(Reason::Changed);
    }
    if answer.reply.status == 200 {
        let html = answer.page().ok_or(Reason::TooBig)?;
        let base = base(html, answer.reply.url.reveal());
        let cards = read_cards(page.listings, html, &base)?;
        if !cards.listings.is_empty() {
            return Ok(cards);
        }
        if cards.unread > 0 {
            return Err(Reason::Changed);
        }
    }
    let html = answer.page().ok_or(Reason::TooBig)?;
    if !any_holds(page.not_listed, answer) || records::has_unread_parts(html) {
        return Err(Reason::Changed);
    }
    let said: Vec<&str> = page.not_listed.iter().flat_map(|sign| sign.contains.iter()).collect();
    if records::shows_record(html, asked, &said) { Err(Reason::Changed) } else { Ok(Read::default()) }
}

/// What the cards of a page tell, and how many of them tell nothing that was understood.
fn read_cards(listings: &PageListings, html: &Html, base: &Url) -> Result<Read, Reason> {
    let each = Css::parse(&listings.each)?;
    let fields = Fields::prepare(&listings.fields)?;
    if fields.looks_at_siblings(&listings.each) && !tree::has_short_rows(html) {
        return Err(Reason::TooBig);
    }
    let found: Vec<ElementRef<'_>> = css::elements_within(html.root_element())
        .filter_map(|seen| each.selects(&seen))
        .filter(|card| !text::is_never_shown(*card))
        .collect();
    let (shown, hidden): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|card| !text::is_within_hidden(*card, None));
    // Cards behind "show more" are hidden beside the first ones; a hidden card alone is a template that waits.
    let parents: HashSet<_> =
        shown.iter().filter_map(|card| card.parent()).map(|parent| parent.id()).collect();
    let more = hidden.into_iter().filter(|card| {
        card.parent().is_some_and(|parent| parents.contains(&parent.id())) && !is_pattern(*card)
    });
    let mut cards = shown.iter().copied().chain(more);
    let (mut told, mut unread) = (Vec::new(), Vec::new());
    let mut elements = 0;
    for card in cards.by_ref().take(super::MOST_LISTINGS) {
        let within: Vec<Seen<'_>> = css::elements_within(card).collect();
        elements += within.len();
        if elements > MOST_ELEMENTS {
            return Err(Reason::TooBig);
        }
        let listing = fields.read(card, &within, base);
        if !listing.is_empty() && listings.must.iter().all(|name| has(&listing, name)) {
            told.push(listing);
        } else {
            unread.push(listing);
        }
    }
    unread.retain(|listing| !copies::is_told_by(listing, &told));
    Ok(Read { listings: told, unread: unread.len() + cards.count() })
}

/// Whether a hidden card is what a script makes cards of, rather than a card.
fn is_pattern(card: ElementRef<'_>) -> bool {
    const NAMES: [&str; 6] = ["template", "tpl", "skeleton", "prototype", "placeholder", "sample"];
    let named = [card.attr("class"), card.attr("id")].into_iter().flatten().any(|names| {
        let names = names.to_lowercase();
        NAMES.iter().any(|name| names.contains(name))
    });
    named || card.text().any(|text| ["{{", "${", "<%", "__"].iter().any(|mark| text.contains(mark)))
}

/// The address that relative links start from: the page's own, or what its `<base>` says.
fn base(html: &Html, url: &Url) -> Url {
    let mut parts = html.root_element().child_elements();
    let head = parts.find(|part| part.value().name() == "head");
    let elements = head.into_iter().flat_map(|head| head.child_elements());
    let mut bases = elements.filter(|element| element.value().name() == "base");
    let href = bases.find_map(|element| element.attr("href"));
    let base =
        href.and_then(|href| url.join(href).ok()).filter(|base| matches!(base.scheme(), "http" | "https"));
    base.unwrap_or_else(|| url.clone())
}

/// The fields of a card with their selectors ready.
pub(super) struct Fields<'d> {
    name: Option<Field<'d>>,
    alternative_names: Option<Field<'d>>,
    age: Option<Field<'d>>,
    birth_year: Option<Field<'d>>,
    addresses: Option<Field<'d>>,
    phones: Option<Field<'d>>,
    emails: Option<Field<'d>>,
    relatives: Option<Field<'d>>,
    usernames: Option<Field<'d>>,
    details: Option<Field<'d>>,
    url: Option<Field<'d>>,
    labels: Vec<String>,
}

impl<'d> Fields<'d> {
    /// Fails with [`Reason::Changed`] where a selector is not CSS; the linter tells the author before that.
    pub(super) fn prepare(fields: &'d PageFields) -> Result<Self, Reason> {
        let ready = |field: &'d Option<PageField>| field.as_ref().map(Field::prepare).transpose();
        let prepared = Self {
            name: ready(&fields.name)?,
            alternative_names: ready(&fields.alternative_names)?,
            age: ready(&fields.age)?,
            birth_year: ready(&fields.birth_year)?,
            addresses: ready(&fields.addresses)?,
            phones: ready(&fields.phones)?,
            emails: ready(&fields.emails)?,
            relatives: ready(&fields.relatives)?,
            usernames: ready(&fields.usernames)?,
            details: ready(&fields.details)?,
            url: ready(&fields.url)?,
            labels: Vec::new(),
        };
        Ok(Self { labels: prepared.labels(), ..prepared })
    }

    /// The labels of all fields: one ends what another one's label begins.
    fn labels(&self) -> Vec<String> {
        self.all().filter_map(Field::label).collect()
    }

    /// Whether a selector, `each` or one of a field, compares elements with their siblings.
    fn looks_at_siblings(&self, each: &str) -> bool {
        let looks =
            |css: &str| ["+", "~", "-child", "-of-type", ":has("].iter().any(|part| css.contains(part));
        looks(each) || self.all().filter_map(Field::css).any(looks)
    }

    fn all(&self) -> impl Iterator<Item = &Field<'d>> {
        let fields = [
            &self.name,
            &self.alternative_names,
            &self.age,
            &self.birth_year,
            &self.addresses,
            &self.phones,
            &self.emails,
            &self.relatives,
            &self.usernames,
            &self.details,
            &self.url,
        ];
        fields.into_iter().flatten()
    }

    /// What a card tells; values that are not there are left out.
    fn read<'h>(&self, card: ElementRef<'h>, elements: &[Seen<'h>], base: &Url) -> Listing {
        let rows = std::cell::OnceCell::new();
        let values = |field: &Option<Field<'d>>, kind| {
            let from = value::Card { element: card, elements, base, labels: &self.labels, rows: &rows };
            field.as_ref().map(|field| field.values(&from, kind)).unwrap_or_default()
        };
        let first = |field| values(field, Kind::Single).into_iter().next();
        let list = |field| values(field, Kind::List);
        let (age, age_range) = age::read(&first(&self.age).unwrap_or_default());
        let mut listing = Listing {
            name: first(&self.name),
            alternative_names: list(&self.alternative_names),
            age,
            age_range,
            birth_year: first(&self.birth_year).and_then(|text| field::year(&text)),
            addresses: values(&self.addresses, Kind::Address)
                .iter()
                .map(|line| parse_address_line(line))
                .collect(),
            phones: values(&self.phones, Kind::Lines),
            emails: values(&self.emails, Kind::Lines),
            relatives: list(&self.relatives),
            usernames: list(&self.usernames),
            domains: Vec::new(),
            kinds_seen: Vec::new(),
            details: list(&self.details),
            url: first(&self.url).and_then(|link| field::link(base, &link)),
            elsewhere: None,
        };
        tidy_listing::tidy_listing(&mut listing);
        listing
    }
}
