//! What was found between a person and one listing, with its reasons.

use super::age::AgeLikeness;
use super::because::Because;
use super::contact::likeness::ContactLikeness;
use super::name::alike::{Class, Detail};
use super::name::generation::Generation;
use super::place::nearness::Nearness;
use super::{Comparison, Field};

/// Most entries looked at in any one list of a listing; no honest record has as many.
pub(super) const MOST: usize = 48;

/// Everything that was found, for [`super::weigh`] to decide on.
#[expect(clippy::struct_excessive_bools, reason = "each is one independent finding")]
pub(super) struct Evidence {
    pub(super) class: Class,
    /// The part of all people who have the agreeing name.
    pub(super) name_share: f64,
    /// The first name agrees through a looser form: John for Jack.
    pub(super) other_form: bool,
    /// The middle name agrees only on one of the listing's other names, which some pages make up.
    pub(super) middle_elsewhere: bool,
    /// Both a name for the public and a name for papers agree.
    pub(super) linked: bool,
    /// The name is that of a firm or a trust.
    pub(super) organisation: bool,
    /// The first name agrees and is written out.
    pub(super) first_in_full: bool,
    /// The family name agrees and is written out.
    pub(super) family_in_full: bool,
    /// The first name agrees through a short form or another spelling.
    pub(super) short_form: bool,
    /// The person's first name is short for several, and the listing has only one of them: Chris and Christina.
    pub(super) unclear: bool,
    /// The listing's own name is another of the household, and only its other names agree: sites mix up spouses.
    pub(super) mixed: bool,
    pub(super) middle: Detail,
    pub(super) generation: Generation,
    /// Both sides show the same one.
    pub(super) same_generation: bool,
    pub(super) age: AgeLikeness,
    pub(super) place: Option<Nearness>,
    /// The least populous agreeing town, in thousands, and how many of the person's towns agree.
    pub(super) thousands: f64,
    pub(super) towns: usize,
    pub(super) phone: ContactLikeness,
    pub(super) email: ContactLikeness,
    pub(super) account: ContactLikeness,
    /// The agreeing account name is long enough to be one person's.
    pub(super) distinctive: bool,
    pub(super) domain: ContactLikeness,
    /// Relatives that agree; those with rare names of their own count twice.
    pub(super) relatives: usize,
    /// The part of the namesakes who would have these relatives too.
    pub(super) relatives_share: f64,
    pub(super) affiliations: usize,
    /// The person's own name stands among the relatives of either side, as a parent's or child's of the same name would.
    pub(super) own_relative: bool,
    /// The person's own name stands among the listing's relatives, and another form of it at its head: Jon beside John.
    pub(super) twin: bool,
    /// Log-odds with their sentence.
    pub(super) reasons: Vec<(f64, Comparison)>,
}

impl Evidence {
    /// Notes a reason with its log-odds.
    pub(super) fn say(&mut self, field: Field, weight: f64, agrees: bool, because: Because) {
        self.reasons.push((weight, Comparison { field, agrees, because }));
    }
}
