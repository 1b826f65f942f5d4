//! Postal addresses: typed in parts by the person, or read from one line of a listing.
//!
//! `line` cuts a line into parts with the help of `region`, `country` and `postcode`; `remark` drops what is not an
//! address; `town` finds the town of a line without commas. Everything that compares addresses reads them here.

mod country;
mod line;
mod postcode;
mod region;
mod remark;
mod town;

pub(crate) use country::country_code;
pub use line::parse_address_line;
pub(crate) use region::{australian_state, region_code, region_name};
pub(crate) use remark::{is_cut, without_remarks};

use super::{Rejected, RejectedPart, tidy};
use crate::person::Address;

/// Reads an address typed in parts; at least a city or a postcode is needed. A region's name becomes its code.
pub fn parse_address(
    street: &str,
    city: &str,
    region: &str,
    postcode: &str,
    country: &str,
    current: bool,
) -> Result<Address, RejectedPart> {
    let part = |part: &'static str, text: &str, most: usize| {
        tidy(text, most).map_err(|why| RejectedPart { part, why })
    };
    let region = part("region", region, 60)?;
    let region = region_code(&region).map_or(region, str::to_owned);
    let address = Address {
        street: part("street", street, 200)?,
        city: part("city", city, 100)?,
        region,
        postcode: part("postcode", postcode, 12)?.to_uppercase(),
        country: part("country", country, 2)?.to_uppercase(),
        current,
    };
    if address.city.is_empty() && address.postcode.is_empty() {
        let nothing = address.street.is_empty() && address.region.is_empty();
        let why = if nothing { Rejected::Empty } else { Rejected::AddressTooVague };
        return Err(RejectedPart { part: "city", why });
    }
    Ok(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_addresses_need_a_place() {
        let why =
            |street: &str, region: &str| parse_address(street, "", region, "", "", true).map_err(|it| it.why);
        assert_eq!(why("", ""), Err(Rejected::Empty));
        assert_eq!(why("1 Example St", "IL"), Err(Rejected::AddressTooVague));
        let address = parse_address("", "Springfield", "illinois", "62701", "us", true).unwrap();
        assert_eq!((address.region.as_str(), address.country.as_str()), ("IL", "US"));
    }
}
