//! Contacts: phone numbers, e-mail addresses, account names and domains, masked ones included.
//!
//! Each file reads what is known and what is shown, and compares the two into a `ContactLikeness`.
//! Not here: what an agreeing contact weighs (`collect`) and allows (`weigh`).

pub(crate) mod account;
pub(crate) mod domain;
pub(crate) mod email;
pub(crate) mod likeness;
pub(crate) mod phone;
