//! Turns values into a check, and a check of an accepted plan into the request that is sent.

use super::explain::explain;
use super::{Check, derive_check_id};
use crate::ask::{Method, Request};
use crate::identifier::IdentifierId;
use crate::personal::Personal;
use crate::reason::Reason;
use crate::source::{
    Asking, Definition, Key, KeyPlace, MOST_DETAILS, MOST_PAGES, Placeholder, Probe, Values,
};
use std::time::Duration;

/// What all questions to one source have in common.
pub(crate) struct Questions<'a> {
    definition: &'a Definition,
    needs: Vec<Placeholder>,
    why: String,
    at_most: u16,
}

impl<'a> Questions<'a> {
    /// The questions about a person.
    pub(crate) fn about_a_person(definition: &'a Definition) -> Self {
        Self::of(definition, false)
    }

    /// The questions about nobody: an invented value leads nowhere further, but to accounts that are known to exist.
    pub(crate) fn about_nobody(definition: &'a Definition) -> Self {
        Self::of(definition, true)
    }

    fn of(definition: &'a Definition, control: bool) -> Self {
        let at_most = most_steps(definition, control) + u16::from(asks_rules(definition));
        Self { definition, needs: definition.needs(), why: explain(definition, control), at_most }
    }

    /// The placeholders that are asked for.
    pub(super) fn needs(&self) -> &[Placeholder] {
        &self.needs
    }

    /// The question with these values; `None` where they do not fit the source.
    pub(crate) fn check(
        &self,
        values: &Values,
        identifiers: Vec<IdentifierId>,
        sends_hidden: bool,
    ) -> Option<Check> {
        let definition = self.definition;
        let mut sent: Values = values.clone();
        sent.retain(|placeholder, _| self.needs.contains(placeholder));
        let shortened = strip(definition, &mut sent);
        if !definition.fits(&sent) {
            return None;
        }
        let url = definition.template().fill(&sent)?;
        let asking = definition.probe.asking();
        let body = match asking.filter(|asking| asking.method == Method::Post) {
            Some(Asking { body: Some(body), body_type, .. }) => Some(body.fill(&sent, body_type)?),
            _ => None,
        };
        if asking.is_some_and(|asking| asking.headers.values().any(|value| value.fill(&sent).is_none())) {
            return None;
        }
        Some(Check {
            id: derive_check_id(&definition.id, &sent),
            source: definition.id.clone(),
            values: sent.into(),
            identifiers,
            url: url.into(),
            by_hand: definition.is_by_hand(),
            control: false,
            sends_hidden,
            method: asking.map(|asking| asking.method).unwrap_or_default(),
            body: body.map(Personal::from),
            at_most: self.at_most,
            stands_for: (!shortened.is_empty()).then(|| shortened.into()),
            why: self.why.clone(),
            joins: false,
        })
    }
}

impl Check {
    /// Whether the site drops characters of the account name, so that another account was asked about.
    pub(crate) fn is_shortened(&self) -> bool {
        self.stands_for.as_ref().is_some_and(|written| written.reveal().contains_key(&Placeholder::Username))
    }

    /// Whether two checks of one source send the same.
    pub(super) fn is_same_question(&self, other: &Self) -> bool {
        self.url == other.url && self.body == other.body
    }
}

/// At most so many known accounts are asked about: the first that is found is enough, and lists grow old.
const MOST_KNOWN: u16 = 2;

/// Drops the characters that a site drops from account names; returns the names that were another one before.
fn strip(definition: &Definition, values: &mut Values) -> Values {
    let Probe::Presence(presence) = &definition.probe else { return Values::new() };
    let Some(name) = values.get_mut(&Placeholder::Username) else { return Values::new() };
    let stripped = presence.strip_name(name);
    if stripped == *name {
        return Values::new();
    }
    Values::from([(Placeholder::Username, std::mem::replace(name, stripped))])
}

/// How many further result pages and pages behind listings one check may ask for; a control, how many known accounts.
pub(crate) fn most_steps(definition: &Definition, control: bool) -> u16 {
    if control {
        return u16::try_from(definition.known().len()).map_or(MOST_KNOWN, |known| known.min(MOST_KNOWN));
    }
    let pages = definition.probe.next().map_or(0, |next| next.most.min(MOST_PAGES).saturating_sub(1));
    let details = definition.probe.most_details().min(MOST_DETAILS);
    u16::from(pages) + u16::from(details)
}

/// Whether the site's rules for programs (robots.txt) are asked first: for pages made for people.
fn asks_rules(definition: &Definition) -> bool {
    matches!(definition.probe, Probe::Page(_))
}

/// The request of a check. `key` is the person's own key for the source, if they gave one.
///
/// Fails with [`Reason::NeedsPerson`] for a hand source, [`Reason::NeedsKey`] where a key is missing, and
/// [`Reason::Refused`] where the definition no longer fits the accepted check.
pub fn make_request(definition: &Definition, check: &Check, key: Option<&str>) -> Result<Request, Reason> {
    let asking = definition.probe.asking().ok_or(Reason::NeedsPerson)?;
    if asking.method != check.method {
        return Err(Reason::Refused);
    }
    let mut headers: Vec<(String, Personal<String>)> = Vec::new();
    for (name, value) in asking.headers {
        headers.push((name.to_lowercase(), value.fill(check.values.reveal()).ok_or(Reason::Refused)?.into()));
    }
    if check.body.is_some() && headers.iter().all(|(name, _)| name != "content-type") {
        headers.push(("content-type".to_owned(), asking.body_type.content_type().into()));
    }
    let mut request = Request {
        method: asking.method,
        url: check.url.clone(),
        headers,
        body: check.body.clone(),
        // A presence answer often *is* the redirect, so it is never followed.
        follow_redirects: !matches!(definition.probe, Probe::Presence(_)),
        pace: Duration::from_secs(asking.pace_seconds.into()),
    };
    if let Some(wanted) = asking.key {
        let key = key.or(wanted.public.as_deref()).ok_or(Reason::NeedsKey)?;
        add_key(&mut request, wanted, key);
    }
    debug_assert!(request.body.is_none() || request.method == Method::Post, "only a POST has a body");
    Ok(request)
}

fn add_key(request: &mut Request, wanted: &Key, key: &str) {
    match wanted.place {
        KeyPlace::Query => {
            let mut url = request.url.reveal().clone();
            url.query_pairs_mut().append_pair(&wanted.name, key);
            request.url = url.into();
        }
        KeyPlace::Header => request.headers.push((wanted.name.to_lowercase(), key.into())),
        KeyPlace::Basic => {
            let pair = data_encoding::BASE64.encode(format!("{key}:").as_bytes());
            request.headers.push(("authorization".to_owned(), format!("Basic {pair}").into()));
        }
    }
}
