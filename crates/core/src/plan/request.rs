//! Turns a check of an accepted plan into the request that is sent.

use super::Check;
use crate::ask::{Method, Request};
use crate::personal::Personal;
use crate::source::{Definition, Key, KeyPlace, Probe};
use crate::verdict::Reason;
use std::time::Duration;

/// The request of a check. `key` is the person's own key for the source, if they gave one.
///
/// Fails with [`Reason::NeedsPerson`] for a hand source and [`Reason::NeedsKey`] where a key is missing.
pub fn make_request(definition: &Definition, check: &Check, key: Option<&str>) -> Result<Request, Reason> {
    let asking = definition.probe.asking().ok_or(Reason::NeedsPerson)?;
    let values = check.values.reveal();
    let mut headers: Vec<(String, Personal<String>)> = Vec::new();
    for (name, value) in asking.headers {
        headers.push((name.to_lowercase(), value.fill(values).ok_or(Reason::Refused)?.into()));
    }
    let body = match asking.body.filter(|_| asking.method == Method::Post) {
        Some(body) => Some(body.fill(values, asking.body_type).ok_or(Reason::Refused)?),
        None => None,
    };
    if body.is_some() && headers.iter().all(|(name, _)| name != "content-type") {
        headers.push(("content-type".to_owned(), asking.body_type.content_type().into()));
    }
    let mut request = Request {
        method: asking.method,
        url: check.url.clone(),
        headers,
        body: body.map(Personal::from),
        // A presence answer often *is* the redirect, so it is never followed.
        follow_redirects: !matches!(definition.probe, Probe::Presence(_)),
        pace: Duration::from_secs(asking.pace_seconds.into()),
    };
    if let Some(wanted) = asking.key {
        let key = key.or(wanted.public.as_deref()).ok_or(Reason::NeedsKey)?;
        add_key(&mut request, wanted, key);
    }
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
