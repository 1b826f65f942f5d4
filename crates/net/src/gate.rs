//! The gate: whoever asks is told right before each request leaves, and may still say no.

use std::future::Future;
use unlisted_core::{NoReply, Reply};
use url::Url;

/// Is told of every request, redirects included, when its turn has come and nothing stands between it and the wire.
pub trait Gate: Sync {
    /// Whether the request to `url` may leave now. `false` ends the question as [`NoReply::Cancelled`].
    ///
    /// When the question is cancelled this may be dropped half-way; then nothing has left.
    fn open(&self, url: &Url) -> impl Future<Output = bool> + Send;
}

/// What became of one question.
#[derive(Debug)]
pub struct Asked {
    /// The reply, or why there is none.
    pub outcome: Result<Reply, NoReply>,
    /// How many requests left for it: none where the guard refused, more than one where redirects were followed.
    pub sent: u32,
}

/// Lets everything leave.
pub(crate) struct AlwaysOpen;

impl Gate for AlwaysOpen {
    async fn open(&self, _: &Url) -> bool {
        true
    }
}
