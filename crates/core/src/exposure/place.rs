//! Whether two postal addresses are the same place, as far as exposure needs to know.

use crate::matching::is_same_house;
use crate::person::Address;

/// Whether both name a street and it is the same house: the same number in the same street, and neither town, postcode,
/// region nor country speaks against it; doors are not compared. The reader and the comparison are those of matching, so
/// that the danger page and the review never disagree about one address.
pub fn same_place(a: &Address, b: &Address) -> bool {
    is_same_house(a, b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identifier::parse_address_line;

    fn check(a: &str, b: &str, expected: bool) {
        assert_eq!(same_place(&parse_address_line(a), &parse_address_line(b)), expected, "{a} / {b}");
    }

    #[test]
    fn the_same_door_however_written() {
        check(
            "1420 Example Lane, Springfield, IL 62701",
            "1420 Example Ln, Springfield, IL 62701-1234",
            true,
        );
        check("1420 N Example Lane, Springfield, IL", "1420 Example Ln, Springfield, IL 62701", true);
        check("1420 Example Lane Apt 3, Springfield, IL", "1420 Example Ln #5, Springfield, IL 62701", true);
        check("1420 Example Lane, Springfield, IL 62701", "1422 Example Lane, Springfield, IL 62701", false);
        check("1420 Example Lane, Springfield, IL 62701", "1420 Sample Lane, Springfield, IL 62701", false);
        check("1420 Example Lane, Springfield, IL 62701", "1420 Example Lane, Dayton, OH 45402", false);
        check("Springfield, IL 62701", "Springfield, IL 62701", false);
    }

    #[test]
    fn numbers_may_stand_behind_the_name() {
        let street = |street: &str| Address { street: street.into(), ..Address::default() };
        for (a, b, expected) in [
            ("Musterstra\u{df}e 5", "Musterstr. 5", true),
            ("Musterstra\u{df}e 5", "Musterstra\u{df}e 7", false),
            ("5 rue de l'Exemple", "5, Rue de l'Exemple", true),
            ("5 rue de l'Exemple", "5 rue du Modele", false),
            ("12 The Avenue", "12 The Avenue", true),
            ("10 Sample Road Flat 2", "10 Sample Rd", true),
            ("1420 Example Ln, Springfield, IL 62701", "1420 Example Lane", true),
        ] {
            assert_eq!(same_place(&street(a), &street(b)), expected, "{a} / {b}");
        }
    }
}
