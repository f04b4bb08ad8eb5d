//! Sharing a person's code with a further account (R68, R69): by a share code, which is told to
//! whoever shall keep the code too.
//!
//! A share code is 60 random bits, lives 15 minutes and binds one account. It is a secret while it
//! lives, so it never shows itself in `Debug`; what is stored of it is a keyed hash.

use std::fmt;

use jiff::{SignedDuration, Timestamp};

use crate::identity::{CROCKFORD, PersonId};

/// How long a share code lives.
const LIFE: SignedDuration = SignedDuration::from_mins(15);

/// Characters of a code, 5 bits each.
const LENGTH: usize = 12;
/// Characters between two hyphens.
const GROUP: usize = 4;

/// A share code: 12 characters of Crockford's base 32, shown as `XXXX-XXXX-XXXX`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ShareCode([u8; LENGTH]);

impl ShareCode {
    /// The code of the last 60 of these bits, which the caller makes unpredictable.
    pub fn from_bits(bits: u64) -> Self {
        let mut symbols = [0; LENGTH];
        for (place, symbol) in (0..LENGTH).rev().zip(&mut symbols) {
            *symbol = CROCKFORD[(bits >> (5 * place) & 31) as usize];
        }
        Self(symbols)
    }

    /// Reads a code as people write and say it: in any case, with or without hyphens and spaces,
    /// `O` for zero, `I` or `L` for one. `None` for what can be no code.
    pub fn parse(text: &str) -> Option<Self> {
        let symbols = text
            .chars()
            .filter(|symbol| *symbol != '-' && !symbol.is_whitespace())
            .map(canonical)
            .collect::<Option<Vec<_>>>()?;
        symbols.try_into().ok().map(Self)
    }

    /// The code without hyphens: its one spelling, for hashing.
    pub const fn as_bytes(&self) -> &[u8; LENGTH] {
        &self.0
    }
}

fn canonical(symbol: char) -> Option<u8> {
    let symbol = match symbol.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let symbol = u8::try_from(symbol).ok()?;
    CROCKFORD.contains(&symbol).then_some(symbol)
}

impl fmt::Display for ShareCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, &symbol) in self.0.iter().enumerate() {
            if place > 0 && place % GROUP == 0 {
                f.write_str("-")?;
            }
            write!(f, "{}", char::from(symbol))?;
        }
        Ok(())
    }
}

/// Shows nothing; the code is a secret.
impl fmt::Debug for ShareCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ShareCode(..)")
    }
}

/// What stands behind a share code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Whose code is shared.
    pub person: PersonId,
    /// The account that shares it.
    pub sharer: String,
    /// From this whole second on the share code is none.
    pub until: Timestamp,
    /// The account that it bound, which used it up.
    pub used_by: Option<String>,
}

impl Share {
    /// A share of `person` by the account `sharer`, made at `now`.
    pub fn new(person: PersonId, sharer: &str, now: Timestamp) -> Self {
        let until = Timestamp::from_second(now.as_second().saturating_add(LIFE.as_secs()));
        Self {
            person,
            sharer: sharer.to_owned(),
            until: until.unwrap_or(Timestamp::MAX),
            used_by: None,
        }
    }

    /// Whether it can bind an account at `now`, as far as it depends on itself: whether the sharer
    /// still keeps the code is another question.
    pub fn is_open_at(&self, now: Timestamp) -> bool {
        self.used_by.is_none() && now < self.until
    }

    /// Whether `account` used it up.
    pub fn was_used_by(&self, account: &str) -> bool {
        self.used_by.as_deref() == Some(account)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn r69_a_share_code_is_open_for_fifteen_minutes_to_the_second() {
        let person = PersonId::from_bytes([7; 16]);
        let share = Share::new(person, "one", at("2020-02-11T09:00:00.9+08:00"));
        assert_eq!(share.until, at("2020-02-11T09:15:00+08:00"));
        assert!(share.is_open_at(at("2020-02-11T09:14:59.999999+08:00")));
        assert!(!share.is_open_at(at("2020-02-11T09:15:00+08:00")));
    }

    #[test]
    fn r69_a_used_share_code_is_not_open_and_tells_by_whom() {
        let person = PersonId::from_bytes([7; 16]);
        let now = at("2020-02-11T09:00:00+08:00");
        let share = Share {
            used_by: Some("two".to_owned()),
            ..Share::new(person, "one", now)
        };
        assert!(!share.is_open_at(now));
        assert!(share.was_used_by("two") && !share.was_used_by("one"));
    }

    #[test]
    fn a_code_is_read_as_people_write_it() {
        let code = ShareCode::parse("01AB-CDEF-GH10").unwrap();
        assert_eq!(code.to_string(), "01AB-CDEF-GH10");
        for written in [
            "01ABCDEFGH10",
            "01ab-cdef-gh10",
            "oiab-cdef-ghlO",
            "OLAB-CDEF-GHI0",
            " 01AB CDEF GH10 ",
            "0-1-A-B-C-D-E-F-G-H-1-0",
        ] {
            assert_eq!(ShareCode::parse(written), Some(code), "{written}");
        }
    }

    #[test]
    fn what_can_be_no_code_is_none() {
        for written in [
            "",
            "-",
            "01AB-CDEF-GH1",
            "01AB-CDEF-GH100",
            "01AB-CDEF-GH1U",
            "01AB_CDEF_GH10",
            "01AB-CDEF-GH1é",
            "01AB-CDEF-GH1０",
        ] {
            assert_eq!(ShareCode::parse(written), None, "{written}");
        }
    }

    #[test]
    fn a_code_does_not_show_itself_by_accident() {
        let code = ShareCode::parse("01AB-CDEF-GH10").unwrap();
        assert_eq!(format!("{code:?}"), "ShareCode(..)");
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(bits in any::<u64>()) {
            let code = ShareCode::from_bits(bits);
            prop_assert_eq!(code.to_string().len(), 14);
            prop_assert_eq!(ShareCode::parse(&code.to_string().to_lowercase()), Some(code));
        }

        #[test]
        fn sixty_bits_are_sixty_bits(a in 0..1_u64 << 60, b in 0..1_u64 << 60) {
            prop_assert_eq!(ShareCode::from_bits(a) == ShareCode::from_bits(b), a == b);
            prop_assert_eq!(ShareCode::from_bits(a | 15 << 60), ShareCode::from_bits(a));
        }

        #[test]
        fn any_string_can_be_asked(text in "\\PC*|[0-9A-Za-z -]{0,20}") {
            if let Some(code) = ShareCode::parse(&text) {
                prop_assert_eq!(ShareCode::parse(&code.to_string()), Some(code));
            }
        }
    }
}
