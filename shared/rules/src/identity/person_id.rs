//! Person ids: 128 bits with exactly one spelling, `p_` and 26 characters.
//!
//! The spelling is Crockford's base 32 in upper case, most significant bits first, and it
//! sorts as the bits do. Other spellings of the same bits (lower case, `O` for zero) are
//! refused: an id is a key, and a key with two spellings is two keys.

use std::fmt;

use super::serde_as_string;

/// Crockford's base 32: no I, L, O, U.
pub const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

const PREFIX: &str = "p_";

/// 26 characters of 5 bits are 130 bits: the first character has 3 bits only.
const LENGTH: usize = 26;

/// The primary key of a person: a keyed hash of the identity document, not a secret.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(
    feature = "schema",
    schema(value_type = String, pattern = "^p_[0-7][0-9A-HJKMNP-TV-Z]{25}$")
)]
pub struct PersonId([u8; 16]);

impl PersonId {
    /// The id with these bits.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The bits of the id.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// Reads the one spelling of an id; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let symbols = text.strip_prefix(PREFIX)?.as_bytes();
        if symbols.len() != LENGTH || value_of(symbols[0])? > 7 {
            return None;
        }
        let bits = symbols
            .iter()
            .try_fold(0_u128, |bits, &symbol| Some(bits << 5 | value_of(symbol)?))?;
        Some(Self(bits.to_be_bytes()))
    }
}

impl fmt::Display for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bits = u128::from_be_bytes(self.0);
        let symbols = (0..LENGTH)
            .rev()
            .map(|place| symbol_of(bits >> (5 * place)));
        f.write_str(&PREFIX.chars().chain(symbols).collect::<String>())
    }
}

impl fmt::Debug for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PersonId({self})")
    }
}

serde_as_string!(PersonId, "a person id: p_ and 26 characters of base 32");

fn value_of(symbol: u8) -> Option<u128> {
    (0_u128..)
        .zip(CROCKFORD)
        .find(|&(_, &known)| known == symbol)
        .map(|(value, _)| value)
}

/// The character of the last five bits.
fn symbol_of(bits: u128) -> char {
    char::from(CROCKFORD[(bits & 31) as usize])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_ends_of_the_range_are_spelled_out() {
        let least = PersonId::from_bytes([0; 16]);
        let most = PersonId::from_bytes([255; 16]);
        assert_eq!(least.to_string(), "p_00000000000000000000000000");
        assert_eq!(most.to_string(), "p_7ZZZZZZZZZZZZZZZZZZZZZZZZZ");
    }

    #[test]
    fn only_the_canonical_spelling_is_read() {
        for given in [
            "",
            "p_",
            "00000000000000000000000000",
            "P_00000000000000000000000000",
            "p_0000000000000000000000000",
            "p_000000000000000000000000000",
            "p_0000000000000000000000000a",
            "p_0000000000000000000000000O",
            "p_0000000000000000000000000U",
            "p_80000000000000000000000000",
            "p_000000000000000000000000é",
            " p_00000000000000000000000000",
        ] {
            assert_eq!(PersonId::parse(given), None, "{given}");
        }
    }

    #[test]
    fn an_id_is_a_string_on_the_wire() {
        let id = PersonId::from_bytes(*b"sixteen of bytes");
        let text = serde_json::to_string(&id).unwrap();
        assert_eq!(text, format!("\"{id}\""));
        assert_eq!(serde_json::from_str::<PersonId>(&text).unwrap(), id);
        assert!(serde_json::from_str::<PersonId>("\"p_1\"").is_err());
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(bytes in any::<[u8; 16]>()) {
            let id = PersonId::from_bytes(bytes);
            prop_assert_eq!(id.to_string().len(), 28);
            prop_assert_eq!(PersonId::parse(&id.to_string()), Some(id));
            prop_assert_eq!(id.as_bytes(), &bytes);
        }

        #[test]
        fn spellings_sort_as_ids(a in any::<[u8; 16]>(), b in any::<[u8; 16]>()) {
            let (a, b) = (PersonId::from_bytes(a), PersonId::from_bytes(b));
            prop_assert_eq!(a.cmp(&b), a.to_string().cmp(&b.to_string()));
        }

        #[test]
        fn any_string_can_be_asked(text in "\\PC*|p_[0-9A-Z]{26}|p_\\PC{26}") {
            if let Some(id) = PersonId::parse(&text) {
                prop_assert_eq!(id.to_string(), text);
            }
        }
    }
}
