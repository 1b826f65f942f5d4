//! Lives: a legal name, a stage name, a former name and whatever is hidden are kept apart unless their person ticks a pair.

use crate::identifier::{Identifier, IdentifierId, Value};
use crate::person::NameKind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Facts of different lives that one question would tell a site together; in the order of their ids.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Pair(pub BTreeSet<IdentifierId>);

/// Which life of the person a fact belongs to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Life<'p> {
    /// Official papers: the legal name, its short forms and the name from before a marriage, and where one lives.
    Papers,
    /// The name in public or on stream.
    Stage,
    /// A name no longer used.
    Former,
    /// A fact that is nobody else's business, or that names a life nobody told us of: hidden ones, and accounts, e-mail
    /// addresses, phones and domains, which may be anybody's of these.
    ItsOwn(&'p IdentifierId),
}

fn life_of(identifier: &Identifier) -> Life<'_> {
    if identifier.hidden {
        return Life::ItsOwn(&identifier.id);
    }
    match identifier.value.reveal() {
        Value::Name(name) => match name.kind {
            NameKind::Legal | NameKind::Nickname | NameKind::Maiden => Life::Papers,
            NameKind::Stage => Life::Stage,
            NameKind::Former => Life::Former,
        },
        Value::Address(_) | Value::Birth(_) | Value::Relative(_) | Value::Affiliation(_) => Life::Papers,
        Value::Username(_) | Value::Email(_) | Value::Phone(_) | Value::Domain(_) => {
            Life::ItsOwn(&identifier.id)
        }
    }
}

/// The facts as a pair, where they are of more than one life: who is asked with them learns that these belong together.
pub(super) fn pair_of(facts: &[&Identifier]) -> Option<Pair> {
    let lives: BTreeSet<Life<'_>> = facts.iter().map(|fact| life_of(fact)).collect();
    (lives.len() > 1).then(|| Pair(facts.iter().map(|fact| fact.id.clone()).collect()))
}
