//! Surnames of Han names, so that a masked name shows the whole surname and nothing after it.
//!
//! The list has the compound surnames that can hardly be a surname of one character and a
//! given name (梁丘 and 宗政 are left out); a missing one shows less of the name, never more.

/// In simplified and traditional writing, sorted by code point.
const COMPOUND_SURNAMES: &[&str] = &[
    "万俟", "上官", "东方", "东郭", "乐正", "亓官", "令狐", "仲孙", "公冶", "公孙", "公孫", "公羊",
    "公良", "公西", "南宫", "南宮", "即墨", "司寇", "司徒", "司空", "司馬", "司马", "呼延", "夏侯",
    "太叔", "太史", "宇文", "完顏", "完颜", "尉迟", "尉遲", "左丘", "巫马", "慕容", "拓跋", "東方",
    "東郭", "樂正", "欧阳", "歐陽", "段干", "漆雕", "澹台", "澹臺", "濮阳", "濮陽", "独孤", "獨孤",
    "申屠", "百里", "皇甫", "端木", "第五", "納蘭", "纳兰", "羊舌", "聞人", "西門", "西门", "諸葛",
    "诸葛", "谷梁", "贺兰", "赫连", "赫連", "軒轅", "轩辕", "达奚", "鍾離", "钟离", "長孫", "长孙",
    "閭丘", "闻人", "闾丘", "顓孫", "颛孙", "鮮于", "鲜于",
];

/// The surname of a Han name without spaces: two characters where it is a compound one and a
/// given name follows, else the first character.
pub(super) fn surname_of(name: &str) -> &str {
    let mut ends = name.char_indices().map(|(start, _)| &name[..start]).skip(1);
    let (one, two) = (ends.next(), ends.next());
    two.filter(|two| COMPOUND_SURNAMES.binary_search(two).is_ok())
        .or(one)
        .unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_without_doubles() {
        assert!(COMPOUND_SURNAMES.is_sorted_by(|a, b| a < b));
        assert!(
            COMPOUND_SURNAMES
                .iter()
                .all(|surname| surname.chars().count() == 2)
        );
    }

    /// R66
    #[test]
    fn a_compound_surname_needs_a_given_name_after_it() {
        for (name, surname) in [
            ("上官某某", "上官"),
            ("上官某", "上官"),
            ("上官", "上"),
            ("上某官", "上"),
            ("上", "上"),
            ("", ""),
        ] {
            assert_eq!(surname_of(name), surname, "{name}");
        }
    }
}
