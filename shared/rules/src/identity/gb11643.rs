//! The 18-character citizen number of GB 11643, and the numbers built like it.
//!
//! Six digits of region, eight of birth date, three of sequence and the MOD 11-2 check
//! character of ISO 7064. Residence permits of Hong Kong, Macau and Taiwan and, since
//! 2023-12-01, the permanent residence card of foreigners have the same form.

use jiff::civil::Date;

use super::is_digits;

/// Nobody alive in 2020 was born before this year.
const EARLIEST_BIRTH_YEAR: i16 = 1880;

/// A number of the right form: 17 digits and a digit or `X`. Its parts may still be wrong.
#[derive(Clone, Copy)]
pub(super) struct Gb11643<'a>(&'a str);

impl<'a> Gb11643<'a> {
    /// Takes an upper-case number; `None` when it has another form.
    pub(super) fn of_form(number: &'a str) -> Option<Self> {
        let (body, check) = number.split_at_checked(17)?;
        (is_digits(body) && (check == "X" || check.len() == 1 && is_digits(check)))
            .then_some(Self(number))
    }

    /// The six digits of the region.
    pub(super) fn region(self) -> &'a str {
        &self.0[..6]
    }

    /// Whether the birth date is in the calendar, not after `today` and not before 1880.
    pub(super) fn is_born_by(self, today: Date) -> bool {
        calendar_date(&self.0[6..14])
            .is_some_and(|birth| birth.year() >= EARLIEST_BIRTH_YEAR && birth <= today)
    }

    /// Whether the check character is the one that ISO 7064 MOD 11-2 asks for.
    pub(super) fn passes_check(self) -> bool {
        // Horner's form of the weights 2^(17-i): a right number leaves 1.
        let remainder = self.0.bytes().fold(0, |sum, byte| {
            let value = if byte == b'X' {
                10
            } else {
                u32::from(byte - b'0')
            };
            (sum * 2 + value) % 11
        });
        remainder == 1
    }
}

/// Reads `YYYYMMDD`; `None` when there is no such day.
pub(super) fn calendar_date(digits: &str) -> Option<Date> {
    let part = |range: std::ops::Range<usize>| digits.get(range)?.parse::<i16>().ok();
    let (year, month, day) = (part(0..4)?, part(4..6)?, part(6..8)?);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
