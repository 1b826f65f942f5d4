//! Age and birth year: shown ages are rounded, stale or given as a range.

use crate::listing::Listing;
use crate::person::Birth;
use jiff::civil::Date;

/// The widest range, in years, that can speak for the person.
const WIDEST_RANGE: i32 = 15;
/// The most years an age may be off and still speak for the person.
const MOST_AGREEING_GAP: i32 = 2;

/// The most years that a page left standing may lag behind.
const MOST_STALE: i32 = 12;

/// How a listing's ages fit.
#[expect(clippy::struct_excessive_bools, reason = "each is one independent finding")]
#[derive(Clone, Copy)]
pub(super) struct AgeLikeness {
    /// Log-odds; none when there was nothing to compare.
    pub(super) weight: Option<f64>,
    /// Within a year, or within a range of at most ten years.
    pub(super) fits: bool,
    /// Off by three to five years.
    pub(super) off: bool,
    /// Off by six years or more: somebody else, unless something settles it.
    pub(super) far: bool,
    /// Off, but younger, as a page that was left standing shows.
    pub(super) lags: bool,
    /// Far, but younger by no more than a page that was left standing for some years would show.
    pub(super) stale: bool,
    /// The part of the people who have an age that would fit too.
    pub(super) share: f64,
}

impl Default for AgeLikeness {
    fn default() -> Self {
        Self { weight: None, fits: false, off: false, far: false, lags: true, stale: true, share: 1.0 }
    }
}

/// The youngest and oldest the person can be on `today`; a birth year alone leaves two ages.
pub(super) fn derive_ages(birth: &Birth, today: Date) -> Option<(i32, i32)> {
    let year = i32::from(birth.year()?);
    let now = i32::from(today.year());
    match birth.date {
        Some(born) => {
            let before_birthday = (today.month(), today.day()) < (born.month(), born.day());
            let age = now - year - i32::from(before_birthday);
            Some((age, age))
        }
        None => Some((now - year - 1, now - year)),
    }
}

/// Compares every age a listing gives. The best counts, but a far one among them is remembered.
pub(super) fn compare_age(
    ages: Option<(i32, i32)>,
    birth_year: Option<i32>,
    listing: &Listing,
    today: Date,
) -> AgeLikeness {
    let (Some(ages), Some(birth_year)) = (ages, birth_year) else { return AgeLikeness::default() };
    let mut all = AgeLikeness::default();
    let (mut best, mut worst) = (f64::NEG_INFINITY, f64::INFINITY);
    let mut add = |gap: i32, older: bool, wide: i32| {
        let weight = weigh_gap(gap, older, wide);
        all.fits |= gap <= 1 && wide <= 10;
        all.off |= (3..6).contains(&gap);
        all.far |= gap >= 6;
        all.lags &= gap < 6 && (gap < 3 || !older);
        all.stale &= gap < 6 || (!older && gap <= MOST_STALE);
        if weight > 0.0 {
            // About one in eighty of all people has a given age.
            all.share = all.share.min(f64::from(3 + wide) / 80.0);
        }
        best = best.max(weight);
        worst = worst.min(weight);
    };
    // An age of 0 stands for "unknown" on many pages; nobody here is that young.
    if let Some(age) = listing.age.map(i32::from).filter(|age| (1..=120).contains(age)) {
        add(gap_between((age, age), ages), age > ages.1, 0);
    }
    if let Some([one, other]) = listing.age_range.filter(|range| *range != [0, 0]) {
        let range = (i32::from(one.min(other)), i32::from(one.max(other)));
        let (gap, wide) = (gap_between(range, ages), range.1 - range.0);
        // A range that most people are in says nothing for anybody; being years outside of it still speaks against.
        if wide <= WIDEST_RANGE || gap > MOST_AGREEING_GAP {
            add(gap, range.0 > ages.1, wide);
        }
    }
    if let Some(year) =
        listing.birth_year.map(i32::from).filter(|year| (1880..=i32::from(today.year())).contains(year))
    {
        add((year - birth_year).abs(), year < birth_year, 0);
    }
    // With nothing in favour, the worst counts, so that one more wrong age never helps.
    if best.is_finite() {
        all.weight = Some(if best > 0.0 { best } else { worst });
    }
    all.lags &= all.off;
    all.stale &= all.far;
    all
}

fn gap_between(one: (i32, i32), other: (i32, i32)) -> i32 {
    (one.0 - other.1).max(other.0 - one.1).max(0)
}

/// Old pages show people too young, seldom too old.
fn weigh_gap(gap: i32, shown_older: bool, wide: i32) -> f64 {
    let full = match gap {
        0 => 1.8,
        1 => 1.3,
        2 => return 0.3,
        3..=5 => return if shown_older { -2.0 } else { -1.0 },
        6..=MOST_STALE if !shown_older => return -3.5,
        _ => return -5.0,
    };
    full * match wide {
        0..=2 => 1.0,
        3..=5 => 0.7,
        6..=10 => 0.5,
        _ => 0.15,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_speaks_for_somebody_only_when_it_is_narrow() {
        let today = jiff::civil::date(2026, 11, 22);
        let weight = |range: [u8; 2]| {
            let listing = Listing { age_range: Some(range), ..Listing::default() };
            compare_age(Some((32, 32)), Some(1994), &listing, today).weight
        };
        for range in [[30, 34], [34, 30], [25, 40], [40, 25], [33, 48]] {
            assert!(weight(range) > Some(0.0), "{range:?}");
        }
        assert_eq!(weight([30, 39]), weight([39, 30]), "put in order");
        for range in [[25, 41], [41, 25], [18, 99], [99, 18], [0, 255], [34, 60]] {
            assert_eq!(weight(range), None, "{range:?}");
        }
        for range in [[60, 99], [99, 60], [0, 20]] {
            assert!(weight(range) < Some(0.0), "{range:?} is years away");
        }
    }

    #[test]
    fn a_wide_range_does_not_hide_a_wrong_age() {
        let today = jiff::civil::date(2026, 11, 22);
        let listing = Listing { age: Some(61), age_range: Some([18, 99]), ..Listing::default() };
        let found = compare_age(Some((32, 32)), Some(1994), &listing, today);
        assert!(found.far && !found.fits && found.weight < Some(0.0));
    }
}
