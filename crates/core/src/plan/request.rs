//! Turns a check of an accepted plan into the request that is sent.

use super::Check;
use crate::ask::{Method, Request};
use crate::personal::Personal;
use crate::source::{Definition, Key, KeyPlace, Probe};
use crate::verdict::Reason;
use std::collections::BTreeMap;
use std::time::Duration;

/// The request of a check. `key` is the person's own key for the source, if they gave one.
///
/// Fails with [`Reason::NeedsPerson`] for a hand source and [`Reason::NeedsKey`] where a key is missing.
pub fn make_request(definition: &Definition, check: &Check, key: Option<&str>) -> Result<Request, Reason> {
    let (headers, pace, follow, wanted) = match &definition.probe {
        Probe::Json(json) => (&json.headers, json.pace_seconds, true, json.key.as_ref()),
        Probe::Page(page) => (&page.headers, page.pace_seconds, true, None),
        // A presence answer often *is* the redirect, so it is never followed.
        Probe::Presence(presence) => (&presence.headers, presence.pace_seconds, false, None),
        Probe::Hand(_) => return Err(Reason::NeedsPerson),
    };
    let mut request = Request {
        method: Method::Get,
        url: check.url.clone(),
        headers: personal_headers(headers),
        body: None,
        follow_redirects: follow,
        pace: Duration::from_secs(pace.into()),
    };
    if let Some(wanted) = wanted {
        let key = key.or(wanted.public.as_deref()).ok_or(Reason::NeedsKey)?;
        add_key(&mut request, wanted, key);
    }
    Ok(request)
}

fn personal_headers(headers: &BTreeMap<String, String>) -> Vec<(String, Personal<String>)> {
    headers.iter().map(|(name, value)| (name.to_lowercase(), value.as_str().into())).collect()
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
