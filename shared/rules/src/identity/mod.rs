//! Who a person is, parsed once: a value of one of these types that exists is right.
//!
//! Raw strings end here. What could be wrong with a number, a code or a name is found by
//! its `parse`, so the rest of the domain never asks again. Values that tell who somebody
//! is (document, name, phone) never show themselves in `Debug`.

mod area;
mod area_list;
mod country;
mod credit_code;
mod document;
mod document_fault;
mod gb11643;
mod name;
mod person_id;
mod phone;
mod surnames;

pub use area::{AreaCode, District};
pub use country::Country;
pub use credit_code::{CreditCode, CreditCodeFault};
pub use document::{Document, DocumentKind};
pub use document_fault::DocumentFault;
pub use name::PersonName;
pub(crate) use person_id::CROCKFORD;
pub use person_id::PersonId;
pub use phone::Phone;

/// Gives a type with `parse` and [`std::fmt::Display`] its `serde` form: one string.
///
/// What does not parse is refused with the expected form; the string itself is not repeated.
macro_rules! serde_as_string {
    ($name:ident, $expected:literal) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Self::parse(&text)
                    .ok_or_else(|| serde::de::Error::custom(concat!("expected ", $expected)))
            }
        }
    };
}
pub(crate) use serde_as_string;

/// Whether the text is digits `0` to `9` only, and not empty.
fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod document_tests;
