//! The headers of a request: what its definition adds to the fixed ones, and nothing that would change the manners.

use crate::asker::USER_AGENT;
use reqwest::header::{ACCEPT, CONTENT_ENCODING, HeaderMap, HeaderName, HeaderValue, USER_AGENT as WHO};
use unlisted_core::ask::KEPT_HEADERS;
use unlisted_core::{NoReply, Personal};

/// The headers as they are sent. A name or value that is none, or one of ours, is [`NoReply::Refused`].
///
/// Our name is among them and not in the client's own settings, from where it would also go to a proxy in clear.
pub(crate) fn make_headers(wanted: &[(String, Personal<String>)]) -> Result<HeaderMap, NoReply> {
    let mut headers = HeaderMap::new();
    for (name, value) in wanted {
        let name = HeaderName::try_from(name.as_str()).map_err(|_| NoReply::Refused)?;
        let mut value = HeaderValue::try_from(value.reveal().as_str()).map_err(|_| NoReply::Refused)?;
        if KEPT_HEADERS.contains(&name.as_str()) {
            return Err(NoReply::Refused);
        }
        value.set_sensitive(true);
        headers.insert(name, value);
    }
    headers.insert(WHO, HeaderValue::from_static(USER_AGENT));
    Ok(headers)
}

/// What may go along to another host of the same site: keys stay behind.
pub(crate) fn without_keys(mut headers: HeaderMap) -> HeaderMap {
    let kept = [ACCEPT, WHO].map(|name| headers.remove(&name).map(|value| (name, value)));
    headers.clear();
    headers.extend(kept.into_iter().flatten());
    headers
}

/// Whether a body is as it reads. The client takes off the one coding it asks for, and the header with it; what is left
/// is a coding that nobody asked for, whose bytes must not be judged as text.
pub(crate) fn is_plain(headers: &HeaderMap) -> bool {
    headers
        .get_all(CONTENT_ENCODING)
        .iter()
        .all(|coding| coding.to_str().is_ok_and(|coding| matches!(coding.trim(), "" | "identity")))
}

/// The headers of a reply with lower-case names; bytes that are not UTF-8 become U+FFFD.
pub(crate) fn read_headers(headers: &HeaderMap) -> Vec<(String, String)> {
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    headers.iter().map(|(name, value)| (name.as_str().to_owned(), text(value))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_definition_cannot_change_who_we_say_we_are() {
        for name in ["User-Agent", "cookie", "host", "Referer", "a b", "x\r\ny"] {
            let wanted = [(name.to_owned(), Personal::from("v"))];
            assert_eq!(make_headers(&wanted).err(), Some(NoReply::Refused), "header {name:?}");
        }
        let split = [("x-key".to_owned(), Personal::from("v\r\nhost: elsewhere"))];
        assert_eq!(make_headers(&split).err(), Some(NoReply::Refused));
    }

    #[test]
    fn keys_stay_with_the_host_they_were_meant_for() {
        let wanted =
            [("accept".to_owned(), Personal::from("text/html")), ("x-key".to_owned(), Personal::from("k"))];
        let left = without_keys(make_headers(&wanted).unwrap());
        assert_eq!(left.len(), 2, "what is accepted and who asks, and no key: {left:?}");
        assert_eq!(left.get("accept").unwrap(), "text/html");
        assert_eq!(left.get("user-agent").unwrap(), USER_AGENT);
    }
}
