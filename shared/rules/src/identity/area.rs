//! Administrative areas by GB/T 2260: provinces, prefectures, counties and districts.
//!
//! An `AreaCode` has one spelling for each area, so that "is this inside that" is a
//! comparison of prefixes. Which counties exist is not asked of a code that is read: codes are
//! retired and created every year, and a stay in a retired one was a stay all the same. A policy
//! is asked (`exists`).

use std::fmt;

use super::{is_digits, serde_as_string};

/// The first two digits of the 31 provinces, regions and municipalities of the mainland.
pub(super) const MAINLAND_PROVINCES: [&str; 31] = [
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41",
    "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65",
];

/// The first two digits of Taiwan, Hong Kong and Macau.
const OTHER_PROVINCES: [&str; 3] = ["71", "81", "82"];

/// An area of any level, without trailing `00` pairs: `42`, `3303` or `330106`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(value_type = String, pattern = "^([0-9]{2}){1,3}$"))]
pub struct AreaCode(String);

impl AreaCode {
    /// Reads a code of 2, 4 or 6 digits and cuts trailing `00` pairs: `420000` is `42`.
    ///
    /// `None` for another form, for a province that does not exist, and for a county
    /// without a prefecture (`420001`).
    pub fn parse(code: &str) -> Option<Self> {
        if !matches!(code.len(), 2 | 4 | 6) || !is_digits(code) {
            return None;
        }
        let code = without_empty_levels(code);
        let province_exists =
            starts_with_any(code, &MAINLAND_PROVINCES) || starts_with_any(code, &OTHER_PROVINCES);
        let has_gap = code.len() == 6 && &code[2..4] == "00";
        (province_exists && !has_gap).then(|| Self(code.to_owned()))
    }

    /// The code without trailing `00` pairs: 2, 4 or 6 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this area is `other` or a part of it: `420106` is within `42`, not the
    /// other way round.
    pub fn is_within(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0)
    }
}

impl fmt::Display for AreaCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

serde_as_string!(AreaCode, "an area code of GB/T 2260 with 2, 4 or 6 digits");

/// Six digits that have the form of a district; which districts are valid is policy (R5).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(value_type = String, pattern = "^[0-9]{6}$"))]
pub struct District([u8; 6]);

impl District {
    /// Reads exactly six digits.
    pub fn parse(code: &str) -> Option<Self> {
        if !is_digits(code) {
            return None;
        }
        code.as_bytes().try_into().ok().map(Self)
    }

    /// The six digits.
    pub fn as_str(&self) -> &str {
        // Digits are UTF-8, so the default is never taken.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for District {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for District {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "District({self})")
    }
}

serde_as_string!(District, "a district code of six digits");

/// Whether the code begins with one of the prefixes.
pub(super) fn starts_with_any(code: &str, prefixes: &[&str]) -> bool {
    prefixes.iter().any(|prefix| code.starts_with(prefix))
}

fn without_empty_levels(code: &str) -> &str {
    match code.strip_suffix("00") {
        // Only whole pairs: every length on the way down is even, as the first one was.
        Some(upper) => without_empty_levels(upper),
        None => code,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn area(code: &str) -> AreaCode {
        AreaCode::parse(code).unwrap()
    }

    #[test]
    fn an_area_has_one_spelling() {
        for (given, kept) in [
            ("42", "42"),
            ("4200", "42"),
            ("420000", "42"),
            ("3303", "3303"),
            ("330300", "3303"),
            ("330106", "330106"),
            ("330181", "330181"),
            ("810000", "81"),
            ("500000", "50"),
            ("500100", "5001"),
            ("110000", "11"),
        ] {
            assert_eq!(area(given).as_str(), kept, "{given}");
        }
    }

    #[test]
    fn what_is_in_no_province_is_no_area() {
        for given in [
            "", "4", "420", "42010", "4201061", "42010600", "00", "000000", "830000", "991234",
            "66", "420001", "4a", "４２", "湖北", "+4", " 42", "42 ",
        ] {
            assert_eq!(AreaCode::parse(given), None, "{given}");
        }
    }

    #[test]
    fn there_are_34_provinces() {
        let real = (0..100)
            .filter(|n| AreaCode::parse(&format!("{n:02}")).is_some())
            .count();
        assert_eq!(real, 34);
    }

    #[test]
    fn a_part_is_within_the_whole_and_not_the_other_way_round() {
        assert!(area("420106").is_within(&area("42")));
        assert!(area("420106").is_within(&area("420100")));
        assert!(area("420100").is_within(&area("420000")));
        assert!(!area("42").is_within(&area("4201")));
        assert!(!area("430106").is_within(&area("42")));
        assert!(!area("3310").is_within(&area("3303")));
    }

    /// R5
    #[test]
    fn a_district_is_six_digits_and_nothing_else() {
        for given in ["330106", "330113", "000000"] {
            assert_eq!(District::parse(given).unwrap().as_str(), given);
        }
        for given in [
            "",
            "33010",
            "3301066",
            "33010a",
            "西湖",
            "３３０１０６",
            " 330106",
        ] {
            assert_eq!(District::parse(given), None, "{given}");
        }
    }

    #[test]
    fn areas_and_districts_are_strings_on_the_wire() {
        let place: AreaCode = serde_json::from_str("\"420000\"").unwrap();
        assert_eq!(serde_json::to_string(&place).unwrap(), "\"42\"");
        assert!(serde_json::from_str::<AreaCode>("\"99\"").is_err());
        let district: District = serde_json::from_str("\"330106\"").unwrap();
        assert_eq!(serde_json::to_string(&district).unwrap(), "\"330106\"");
        assert!(serde_json::from_str::<District>("330106").is_err());
    }

    /// Few provinces and few digits, so that the areas often contain each other.
    fn some_area() -> impl Strategy<Value = AreaCode> {
        "(11|42)(0[0-2]){0,2}".prop_filter_map("a gap", |code| AreaCode::parse(&code))
    }

    proptest! {
        #[test]
        fn containment_is_reflexive(a in some_area()) {
            prop_assert!(a.is_within(&a));
        }

        #[test]
        fn containment_is_transitive(a in some_area(), b in some_area(), c in some_area()) {
            prop_assert!(!(a.is_within(&b) && b.is_within(&c)) || a.is_within(&c));
        }

        #[test]
        fn areas_that_contain_each_other_are_one(a in some_area(), b in some_area()) {
            prop_assert_eq!(a.is_within(&b) && b.is_within(&a), a == b);
        }

        #[test]
        fn any_string_can_be_asked(text in "\\PC*|[0-9]{0,7}|[0-9]{0,4}é[0-9]{0,2}") {
            if let Some(area) = AreaCode::parse(&text) {
                prop_assert_eq!(AreaCode::parse(area.as_str()), Some(area));
            }
            let _ = District::parse(&text);
        }
    }
}
