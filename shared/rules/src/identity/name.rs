//! Names of people, and the only form of them that others may see: surname and `XX` (R66).

use std::fmt;

use super::surnames::surname_of;

const MAX_CHARS: usize = 50;

/// The dots between the parts of a name that is written in Chinese by its sound.
const NAME_DOTS: [char; 4] = ['·', '•', '‧', '・'];

/// A person's name in any script: 1 to 50 characters, trimmed.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PersonName(String);

impl PersonName {
    /// Reads a name; `None` when it is empty or too long, has no letter, or has a digit or
    /// an invisible control character.
    pub fn parse(name: &str) -> Option<Self> {
        let name = name.trim();
        let right = name.chars().nth(MAX_CHARS).is_none()
            && name.chars().any(char::is_alphabetic)
            && !name.chars().any(is_never_in_a_name);
        right.then(|| Self(name.to_owned()))
    }

    /// The name as given, trimmed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What others may see of the name (R66): 鲍晓 is `鲍XX`, 欧阳修文 `欧阳XX`.
    ///
    /// A name of two characters has a surname of one, even 欧阳. With a dot between its
    /// parts, the first character is left (阿卜杜拉·买买提 is `阿XX`). In scripts with
    /// spaces the first word is (`John Smith` is `John XX`), or the first letter of a single
    /// word (`MXX`).
    pub fn masked(&self) -> String {
        let has_letter = |word: &&str| word.contains(char::is_alphabetic);
        let words: Vec<&str> = self.0.split_whitespace().filter(has_letter).collect();
        let is_dotted = self.0.contains(NAME_DOTS);
        match words.as_slice() {
            _ if is_dotted => format!("{}XX", self.first_letter()),
            _ if self.0.starts_with(is_han) => format!("{}XX", surname_of(&words.concat())),
            [first, _, ..] => format!("{} XX", first.trim_end_matches(',')),
            _ => format!("{}XX", self.first_letter()),
        }
    }

    fn first_letter(&self) -> String {
        self.0
            .chars()
            .find(|c| c.is_alphabetic())
            .into_iter()
            .collect()
    }
}

/// Shows nothing; the name is personal.
impl fmt::Debug for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonName(redacted)")
    }
}

fn is_never_in_a_name(c: char) -> bool {
    c.is_control() || is_invisible(c) || (c.is_numeric() && c != '〇')
}

/// Separators and marks of direction, with which a name could be shown as another one.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}'
    )
}

fn is_han(c: char) -> bool {
    matches!(
        c,
        '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// R66
    #[test]
    fn only_the_surname_is_shown() {
        for (name, shown) in [
            ("鲍晓", "鲍XX"),
            ("鲍", "鲍XX"),
            ("鲍 晓", "鲍XX"),
            ("鲍晓晓晓", "鲍XX"),
            ("欧阳修文", "欧阳XX"),
            ("欧阳修", "欧阳XX"),
            ("欧阳 修", "欧阳XX"),
            ("欧阳", "欧XX"),
            ("司马某", "司马XX"),
            ("諸葛某", "諸葛XX"),
            ("𠮷某", "𠮷XX"),
            ("阿卜杜拉·买买提", "阿XX"),
            ("阿卜杜拉•买买提", "阿XX"),
            ("Jean·Luc", "JXX"),
            ("John Smith", "John XX"),
            ("SMITH, John Paul", "SMITH XX"),
            ("Ånna", "ÅXX"),
            ("김철수", "김XX"),
            ("'Umar", "UXX"),
            ("Anna .", "AXX"),
        ] {
            assert_eq!(PersonName::parse(name).unwrap().masked(), shown, "{name}");
        }
    }

    #[test]
    fn a_name_is_trimmed_and_at_most_50_characters() {
        assert_eq!(PersonName::parse(" 刘〇 \n").unwrap().as_str(), "刘〇");
        assert!(PersonName::parse(&"长".repeat(50)).is_some());
        assert!(PersonName::parse(&"长".repeat(51)).is_none());
    }

    #[test]
    fn what_cannot_be_a_name_is_refused() {
        for given in [
            "",
            "  ",
            "··",
            "-",
            "鲍1",
            "鲍１",
            "Ann²",
            "鲍\n晓",
            "鲍\u{0}",
            "\u{202E}Anna",
            "鲍\u{200B}晓",
        ] {
            assert_eq!(PersonName::parse(given), None, "{given:?}");
        }
    }

    #[test]
    fn a_name_does_not_show_itself() {
        assert_eq!(
            format!("{:?}", PersonName::parse("鲍晓").unwrap()),
            "PersonName(redacted)"
        );
    }

    proptest! {
        #[test]
        fn any_string_can_be_asked_and_masked(text in "\\PC*|[\\p{Han}· ]{1,5}|\\p{L}{1,6}( \\p{L}{1,6})?") {
            if let Some(name) = PersonName::parse(&text) {
                prop_assert!(name.masked().ends_with("XX"));
                prop_assert!(name.masked().len() > 2);
            }
        }

        /// R66
        #[test]
        fn a_han_given_name_is_never_shown(surname in "[王李张]", given in "[甲乙丙丁]{1,3}") {
            let name = PersonName::parse(&format!("{surname}{given}")).unwrap();
            prop_assert_eq!(name.masked(), format!("{surname}XX"));
        }
    }
}
