//! Whether two postal addresses are the same place, as far as exposure needs to know.

use crate::person::Address;

/// Whether both name a street and it is the same door: same number, same street word, and neither postcode nor city
/// speaks against it. Street types ("St", "Street") and units are not compared.
pub fn same_place(a: &Address, b: &Address) -> bool {
    let (Some(a_door), Some(b_door)) = (door(&a.street), door(&b.street)) else { return false };
    if a_door != b_door {
        return false;
    }
    let (a_post, b_post) = (postcode(a), postcode(b));
    if !a_post.is_empty() && !b_post.is_empty() {
        return a_post == b_post;
    }
    a.city.is_empty() || b.city.is_empty() || a.city.to_lowercase() == b.city.to_lowercase()
}

/// House number and first street word in lower case, compass points left out.
fn door(street: &str) -> Option<(String, String)> {
    let lower = street.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let number = words.next()?;
    if !number.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let points = ["n", "s", "e", "w", "ne", "nw", "se", "sw", "north", "south", "east", "west"];
    let words: Vec<&str> = words.collect();
    let name = words.iter().find(|word| !points.contains(word)).or(words.first())?;
    Some((number.to_owned(), (*name).to_owned()))
}

/// The first five signs of a postcode, so that ZIP and ZIP+4 agree.
fn postcode(address: &Address) -> String {
    address.postcode.chars().filter(|c| c.is_alphanumeric()).take(5).collect::<String>().to_uppercase()
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
        check("1420 Example Lane, Springfield, IL 62701", "1422 Example Lane, Springfield, IL 62701", false);
        check("1420 Example Lane, Springfield, IL 62701", "1420 Sample Lane, Springfield, IL 62701", false);
        check("1420 Example Lane, Springfield, IL 62701", "1420 Example Lane, Dayton, OH 45402", false);
        check("Springfield, IL 62701", "Springfield, IL 62701", false);
    }
}
