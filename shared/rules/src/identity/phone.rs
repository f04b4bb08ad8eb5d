//! Phone numbers: one that exists can be dialled from Hangzhou, as far as its form tells.

use std::fmt;

use super::is_digits;

/// A mainland mobile number (`13800000000`) or an international one (`+8210…`).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone(String);

impl Phone {
    /// Reads 11 digits that begin with 13 to 19, or `+` and the 6 to 15 digits of E.164.
    ///
    /// White space around is cut; spaces and hyphens inside are not accepted. A mainland
    /// mobile number with `+86` is kept without it, so that it has one spelling.
    pub fn parse(number: &str) -> Option<Self> {
        let number = number.trim();
        let local = number.strip_prefix("+86").unwrap_or(number);
        if is_mainland_mobile(local) {
            return Some(Self(local.to_owned()));
        }
        is_international(number).then(|| Self(number.to_owned()))
    }

    /// The number: 11 digits, or `+` and the digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Shows nothing; the number is personal.
impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phone(redacted)")
    }
}

fn is_mainland_mobile(number: &str) -> bool {
    number.len() == 11
        && is_digits(number)
        && number
            .strip_prefix('1')
            .is_some_and(|rest| rest.starts_with(|c| ('3'..='9').contains(&c)))
}

fn is_international(number: &str) -> bool {
    number.strip_prefix('+').is_some_and(|digits| {
        (6..=15).contains(&digits.len()) && is_digits(digits) && !digits.starts_with('0')
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn mainland_mobiles_and_international_numbers_are_read() {
        for (given, kept) in [
            ("13800000000", "13800000000"),
            (" 19900000000 ", "19900000000"),
            ("+8613800000000", "13800000000"),
            ("+8657100000000", "+8657100000000"),
            ("+821000000000", "+821000000000"),
            ("+390000", "+390000"),
            ("+123456789012345", "+123456789012345"),
        ] {
            assert_eq!(Phone::parse(given).unwrap().as_str(), kept, "{given}");
        }
    }

    #[test]
    fn what_cannot_be_dialled_is_refused() {
        for given in [
            "",
            "+",
            "12345",
            "12800000000",
            "1380000000",
            "138000000000",
            "138-0000-0000",
            "138 0000 0000",
            "057100000000",
            "+12345",
            "+1234567890123456",
            "+0123456",
            "++1234567",
            "8613800000000",
            "１３８００００００００",
            "一三八零零零零零零零零",
        ] {
            assert_eq!(Phone::parse(given), None, "{given}");
        }
    }

    #[test]
    fn a_phone_does_not_show_itself() {
        assert_eq!(
            format!("{:?}", Phone::parse("13800000000").unwrap()),
            "Phone(redacted)"
        );
    }

    proptest! {
        #[test]
        fn any_string_can_be_asked(text in "\\PC*|\\+?[0-9]{0,17}|1[0-9]{8}é") {
            if let Some(phone) = Phone::parse(&text) {
                prop_assert_eq!(Phone::parse(phone.as_str()), Some(phone));
            }
        }
    }
}
