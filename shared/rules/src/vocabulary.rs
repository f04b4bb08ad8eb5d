//! Closed vocabularies: every code word of the contract is written once, as a variant.
//!
//! A vocabulary's code word is its variant's name in `kebab-case`. The same word stands in
//! requests, answers, policies and stored items, so a rename is a change of the contract.

/// Declares a closed vocabulary: an enum whose variants are the contract's code words.
///
/// Gives `code()` (the word), `ALL` (every member, in order), [`std::str::FromStr`],
/// [`std::fmt::Display`] and `serde` as a string.
macro_rules! vocabulary {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$vmeta:meta])* $variant:ident,)+ }) => {
        $(#[$meta])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize,
            strum::Display, strum::EnumString, strum::IntoStaticStr, strum::VariantArray,
        )]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        #[serde(rename_all = "kebab-case")]
        #[strum(serialize_all = "kebab-case")]
        pub enum $name { $($(#[$vmeta])* $variant,)+ }

        impl $name {
            /// Every member, in the order of declaration.
            pub const ALL: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;

            /// The contract's word for this member.
            pub fn code(self) -> &'static str {
                self.into()
            }
        }
    };
}
pub(crate) use vocabulary;
