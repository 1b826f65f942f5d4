//! Asks: turns a [`unlisted_core::Request`] into a [`unlisted_core::Reply`], politely. The only code that opens a socket.
//!
//! It does not know the vault, the profile or what a reply means, and it keeps nothing once the reply is handed over.
//! What holds for every request, whatever a definition says:
//! one at a time per host with the host's pace; an honest name; no cookies, no referrer, no proxy taken from the
//! environment; redirects within the registrable domain only; https to public addresses only; every answer bounded in
//! time and in size. A [`Route`] that the person chose is the only way out or none; [`Robots`] reads what a site asks
//! programs to leave, and whoever plans the questions keeps to it.

mod asker;
mod cancel;
mod circuit;
mod dns;
mod fault;
mod gate;
mod guard;
mod headers;
mod proxy;
mod reach;
mod redirect;
mod robots;
mod route;
mod trust;
mod turn;
mod unready;

pub use asker::{Asker, USER_AGENT};
pub use cancel::Cancel;
pub use gate::{Asked, Gate};
pub use guard::is_public;
pub use proxy::{ProxyFault, check_proxy};
pub use reach::{Limits, RangeDoor, Reach};
pub use robots::{PRODUCT_TOKEN, Robots};
pub use route::{BadRoute, Proxy, Route};
pub use unready::Unready;
