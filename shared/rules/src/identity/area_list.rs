//! Which areas exist or have existed: the prefectures and counties of GB/T 2260, retired ones
//! included. `data/README.md` tells where the list is from.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::AreaCode;

/// The counties of each prefecture: its four digits, and two more for each county, in a row.
static COUNTIES: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
    include_str!("../../data/gb2260.txt")
        .lines()
        .map(|line| line.split_once(' ').unwrap_or((line, "")))
        .collect()
});

impl AreaCode {
    /// Whether the area is in any revision of GB/T 2260. Asked of policies only: a citizen who
    /// names a place that no list has may still have been there.
    pub fn exists(&self) -> bool {
        let code = self.as_str();
        // Reading a code has already asked for its province.
        let Some(prefecture) = code.get(..4) else {
            return true;
        };
        COUNTIES.get(prefecture).is_some_and(|counties| {
            let county = &code[4..];
            county.is_empty()
                || counties
                    .as_bytes()
                    .chunks_exact(2)
                    .any(|known| known == county.as_bytes())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exists(code: &str) -> bool {
        AreaCode::parse(code).is_some_and(|area| area.exists())
    }

    #[test]
    fn areas_of_today_and_retired_ones_exist() {
        for code in [
            // Provinces, with the three that have no parts here.
            "33", "42", "420000", "71", "81", "82",
            // Prefectures; municipalities and counties under a province have one in the standard too.
            "3301", "3303", "330300", "4201", "5001", "5002", "4290", "4690", "6590", "4419",
            "2327",
            // Counties; Linping and Qiantang are of 2021, Hotan's two of 2024.
            "330106", "330113", "330114", "330182", "420106", "429004", "110101", "653228",
            "653229",
            // Retired: Xiaoshan as a county-level city, Yuhang, Laiwu, Chongqing in Sichuan, Shanghai county.
            "330181", "330184", "3712", "371202", "5102", "510202", "310112", "330103", "330104",
        ] {
            assert!(exists(code), "{code}");
        }
    }

    #[test]
    fn what_no_revision_has_does_not_exist() {
        for code in [
            "99", "83", "4299", "429900", "3399", "330199", "420199", "110199", "8101", "810101",
            "7101", "820101",
            // A development zone, which only statistics count as a county.
            "130171", "320571",
        ] {
            assert!(!exists(code), "{code}");
        }
    }

    #[test]
    fn the_list_is_sorted_and_whole() {
        let lines: Vec<_> = include_str!("../../data/gb2260.txt").lines().collect();
        assert!(lines.is_sorted());
        assert_eq!(lines.len(), COUNTIES.len(), "a prefecture stands twice");
        for (prefecture, counties) in &*COUNTIES {
            assert_eq!(prefecture.len(), 4, "{prefecture}");
            assert!(AreaCode::parse(prefecture).is_some(), "{prefecture}");
            let pairs: Vec<_> = counties.as_bytes().chunks(2).collect();
            assert!(pairs.is_sorted(), "{prefecture}");
            assert!(
                pairs
                    .iter()
                    .all(|pair| pair.len() == 2 && pair.iter().all(u8::is_ascii_digit))
            );
        }
    }

    /// R5
    #[test]
    fn the_areas_of_the_shipped_policies_exist() {
        let book = crate::policy::PolicyBook::shipped().unwrap();
        let policy = book.on(jiff::civil::date(2020, 3, 1));
        assert!(policy.city_area.exists());
        for district in policy.districts.keys() {
            assert!(exists(district.as_str()), "{district}");
        }
    }
}
