//! What a source learns by being asked; the cheapest questions come first in a plan.

use crate::source::Placeholder;

/// What a source learns, cheapest first. The order is ours: what is public by its nature costs least, and what leads to
/// a door costs most (docs/threat-model.md, section 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Learns {
    /// An account name or a domain: made to be seen.
    Handle,
    /// An e-mail address.
    Email,
    /// A name alone.
    Name,
    /// A town or region, mostly with a name.
    Place,
    /// A street or a phone number: it leads to a door or a pocket.
    Door,
}

/// The dearest thing that these placeholders tell.
pub(super) fn of_asking(needs: &[Placeholder]) -> Learns {
    let of = |placeholder: &Placeholder| match placeholder {
        Placeholder::Username | Placeholder::Domain => Learns::Handle,
        Placeholder::Email => Learns::Email,
        Placeholder::First | Placeholder::Last => Learns::Name,
        Placeholder::City | Placeholder::Region | Placeholder::RegionName => Learns::Place,
        Placeholder::Postcode | Placeholder::Street | Placeholder::Phone | Placeholder::PhoneNational => {
            Learns::Door
        }
    };
    needs.iter().map(of).max().unwrap_or(Learns::Handle)
}
