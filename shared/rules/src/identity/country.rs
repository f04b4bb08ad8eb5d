//! Countries: a `Country` that exists is in ISO 3166-1.

use std::fmt;

use super::serde_as_string;

/// A country or region by its two-letter code of ISO 3166-1, as in `KR`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(value_type = String, pattern = "^[A-Z]{2}$"))]
pub struct Country(&'static str);

impl Country {
    /// Reads a two-letter code in any case; `None` when ISO 3166-1 does not assign it.
    pub fn parse(code: &str) -> Option<Self> {
        let known = rust_iso3166::from_alpha2(&code.to_ascii_uppercase())?;
        Some(Self(known.alpha2))
    }

    /// Every country of ISO 3166-1.
    pub fn all() -> impl Iterator<Item = Self> {
        rust_iso3166::ALL.iter().map(|known| Self(known.alpha2))
    }

    /// The code in upper case.
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

serde_as_string!(Country, "a two-letter country code of ISO 3166-1");

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_country_is_read_in_any_case_and_kept_in_upper_case() {
        for (given, kept) in [("KR", "KR"), ("kr", "KR"), ("iT", "IT"), ("HK", "HK")] {
            assert_eq!(
                Country::parse(given).map(Country::as_str),
                Some(kept),
                "{given}"
            );
        }
    }

    #[test]
    fn what_iso_3166_does_not_assign_is_no_country() {
        for given in [
            "", "K", "ZZ", "EU", "UK", "KOR", "410", " KR", "韩国", "ＫＲ",
        ] {
            assert_eq!(Country::parse(given), None, "{given}");
        }
    }

    #[test]
    fn every_country_is_listed_once() {
        let all: std::collections::BTreeSet<_> = Country::all().collect();
        assert_eq!(all.len(), Country::all().count());
        assert!(all.len() > 200 && all.contains(&Country("KR")));
        assert!(
            all.iter()
                .all(|country| Country::parse(country.0) == Some(*country))
        );
    }

    #[test]
    fn a_country_is_a_string_on_the_wire() {
        let country: Country = serde_json::from_str("\"ir\"").unwrap();
        assert_eq!(serde_json::to_string(&country).unwrap(), "\"IR\"");
        assert!(serde_json::from_str::<Country>("\"XX\"").is_err());
    }

    proptest! {
        #[test]
        fn any_string_can_be_asked(text in any::<String>()) {
            if let Some(country) = Country::parse(&text) {
                prop_assert_eq!(Country::parse(country.as_str()), Some(country));
            }
        }
    }
}
