//! What is wrong with a policy document: where, a stable code, and a sentence in both languages.

use std::borrow::Cow;
use std::fmt;

use crate::vocabulary::vocabulary;

vocabulary! {
    /// What a policy document can be refused for. `docs/policy.md` explains each.
    pub enum PolicyFaultCode {
        /// Something that every policy has is missing.
        Required,
        /// There is no such field.
        UnknownField,
        /// Another JSON type is expected.
        Type,
        /// Not a word of the vocabulary.
        UnknownValue,
        /// A number or a day outside its bounds.
        Range,
        /// A list, or an object, that may not be empty.
        Empty,
        /// More entries than a list may have.
        TooMany,
        /// The same entry twice.
        Duplicate,
        /// Not a name of a version.
        Version,
        /// Not a day that exists, or not written as `YYYY-MM-DD`.
        Date,
        /// A text without a word in it.
        EmptyText,
        /// Not the code of an area.
        AreaCode,
        /// An area in no revision of GB/T 2260.
        UnknownArea,
        /// Not a country by ISO 3166-1, or China itself.
        Country,
        /// Not the code of a district.
        District,
        /// A district that is no part of the city.
        OutsideCity,
        /// A district that this policy does not list.
        UnknownDistrict,
        /// An area of the city itself.
        InsideCity,
        /// A colour that this hold cannot have.
        Colour,
        /// An ending that this hold cannot have.
        EndsBy,
        /// Days, on a hold that check-ins do not end.
        NoDays,
        /// Two access rules with nothing to decide between them.
        SameRank,
        /// A kind of place without a rule for the whole city.
        NoFallback,
        /// A rule of the city's border that lets somebody enter without a code (R3).
        CityBorder,
    }
}

/// One thing that a policy may not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyFault {
    /// JSON pointer to it, `#/holds/stay-medium-risk/days`.
    pub pointer: String,
    /// Stable code.
    pub code: PolicyFaultCode,
    /// What is expected, in simplified Chinese.
    pub zh: Cow<'static, str>,
    /// What is expected, in English.
    pub en: Cow<'static, str>,
}

impl fmt::Display for PolicyFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.pointer, self.code, self.en)
    }
}
