//! What a failed exchange means, in the vocabulary of [`NoReply`].

use crate::dns::{NobodyLooksUp, NotAllowed};
use rustls::Error as Tls;
use std::error::Error;
use std::io;
use unlisted_core::NoReply;

/// Reads the cause of a failure. The failure itself is dropped, because it holds the address that was asked.
pub(crate) fn derive_no_reply(failure: &reqwest::Error) -> NoReply {
    let causes: Vec<_> = causes(failure).collect();
    let tls = causes.iter().find_map(|cause| cause.downcast_ref::<Tls>());
    if causes.iter().any(|cause| cause.is::<NotAllowed>()) {
        NoReply::Refused
    } else if let Some(tls) = tls {
        match tls {
            // Not TLS at all, or somebody else's certificate: a stranger stands between.
            Tls::InvalidCertificate(_) | Tls::NoCertificatesPresented | Tls::InvalidMessage(_) => {
                NoReply::NotTrusted
            }
            _ => NoReply::Broken,
        }
    } else if failure.is_timeout() {
        NoReply::TooSlow
    } else if causes.iter().any(|cause| is_cut_short(*cause)) {
        NoReply::Broken
    } else if causes.iter().any(|cause| is_no_network(*cause)) {
        NoReply::Offline
    } else if failure.is_connect() {
        NoReply::NotThere
    } else {
        NoReply::Broken
    }
}

/// The other side was there and left in the middle.
fn is_cut_short(cause: &(dyn Error + 'static)) -> bool {
    cause
        .downcast_ref::<io::Error>()
        .is_some_and(|io| matches!(io.kind(), io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset))
}

/// This machine has no way out: no route to the address, or nobody to look its name up.
fn is_no_network(cause: &(dyn Error + 'static)) -> bool {
    use io::ErrorKind::{HostUnreachable, NetworkDown, NetworkUnreachable};
    cause.is::<NobodyLooksUp>()
        || cause
            .downcast_ref::<io::Error>()
            .is_some_and(|io| matches!(io.kind(), NetworkUnreachable | HostUnreachable | NetworkDown))
}

/// The failure and everything that led to it. `io::Error` hides what it wraps from `source`, so it is asked directly.
fn causes<'a>(failure: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(failure), |&cause: &&'a (dyn Error + 'static)| {
        match cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(inside) => Some(inside as &(dyn Error + 'static)),
            None => cause.source(),
        }
    })
    .take(32)
}
