//! What a place costs, in whole pence.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use thiserror::Error;

/// An amount in pence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Price(pub u32);

impl fmt::Display for Price {
    /// "Free", "£45", "£1,250.50".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (pounds, pence) = (self.0 / 100, self.0 % 100);
        match (pounds / 1000, pence) {
            (0, 0) if pounds == 0 => return f.write_str("Free"),
            (0, _) => write!(f, "£{pounds}")?,
            (thousands, _) => write!(f, "£{thousands},{:03}", pounds % 1000)?,
        }
        if pence > 0 {
            write!(f, ".{pence:02}")?;
        }
        Ok(())
    }
}

/// Why an amount is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("Enter the price in pounds, such as 45 or 45.50, and 0 if it is free")]
pub struct PriceRefusal;

impl FromStr for Price {
    type Err = PriceRefusal;

    /// Reads "45", "£45.50", "1,250", up to £99,999.99.
    fn from_str(typed: &str) -> Result<Self, PriceRefusal> {
        let plain: String = typed.chars().filter(|c| !"£, ".contains(*c)).collect();
        let (pounds, pence) = plain.split_once('.').unwrap_or((&plain, "00"));
        let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !are_digits(pounds) || pounds.len() > 5 || !are_digits(pence) || pence.len() != 2 {
            return Err(PriceRefusal);
        }
        let number = |text: &str| text.parse::<u32>().map_err(|_| PriceRefusal);
        Ok(Self(number(pounds)? * 100 + number(pence)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn pence_are_shown_as_pounds() {
        for (pence, shown) in [
            (0, "Free"),
            (4500, "£45"),
            (4550, "£45.50"),
            (5, "£0.05"),
            (125_050, "£1,250.50"),
            (100_000, "£1,000"),
        ] {
            assert_eq!(Price(pence).to_string(), shown);
        }
    }

    #[test]
    fn pounds_are_read_as_people_type_them() {
        for (typed, pence) in [
            ("45", 4500),
            ("£45.50", 4550),
            ("0", 0),
            ("1,250.00", 125_000),
        ] {
            assert_eq!(typed.parse(), Ok(Price(pence)));
        }
        for wrong in ["", "free", "-1", "45.5", "4.555", ".50", "100000"] {
            assert_eq!(wrong.parse::<Price>(), Err(PriceRefusal), "{wrong}");
        }
    }

    proptest! {
        /// What is shown can be typed again.
        #[test]
        fn shown_and_typed_again_it_is_the_same(pence in 1u32..9_999_999) {
            prop_assert_eq!(Price(pence).to_string().parse(), Ok(Price(pence)));
        }
    }
}
