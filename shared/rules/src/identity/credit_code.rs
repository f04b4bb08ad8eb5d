//! Unified social credit codes of GB 32100-2015: one that exists has the right check
//! character, so a mistyped employer (R7) is refused and not kept.

use std::fmt;

use crate::text::Text;
use crate::texts::FormFault;

/// The 31 characters of the standard in the order of their values; no I, O, S, V, Z.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// A unified social credit code: 18 characters in upper case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CreditCode(String);

impl CreditCode {
    /// Reads a code in either case, with white space around it cut.
    ///
    /// The form is two characters, the six digits of a region, nine characters of the
    /// organisation and the check character.
    pub fn parse(code: &str) -> Result<Self, CreditCodeFault> {
        let code = code.trim().to_ascii_uppercase();
        let values = values_of(&code).ok_or(CreditCodeFault::Format)?;
        if passes_check(values) {
            Ok(Self(code))
        } else {
            Err(CreditCodeFault::CheckCharacter)
        }
    }

    /// The code in upper case.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CreditCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What is wrong with a credit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CreditCodeFault {
    /// Not 18 characters of the standard's alphabet with digits as the region.
    Format,
    /// The last character is not the one that the others give.
    CheckCharacter,
}

impl CreditCodeFault {
    /// The contract's word for the fault.
    pub fn code(self) -> &'static str {
        let word = match self {
            Self::Format => FormFault::Format,
            Self::CheckCharacter => FormFault::CheckCharacter,
        };
        word.code()
    }

    /// A sentence for the client that tells what is expected.
    pub fn text(self) -> Text {
        match self {
            Self::Format => Text {
                zh: "统一社会信用代码应为18位数字或大写字母，不使用I、O、S、V、Z，第3至8位为数字。",
                en: "A unified social credit code has 18 digits or letters without I, O, S, V and \
                     Z, and digits in the places 3 to 8.",
            },
            Self::CheckCharacter => Text {
                zh: "统一社会信用代码的最后一位校验码与其余各位不符，请对照营业执照逐位核对。",
                en: "The last character, the check character, does not agree with the others; \
                     please compare the code with the business licence.",
            },
        }
    }
}

/// The values of the 18 characters; `None` when the form is another.
fn values_of(code: &str) -> Option<[usize; 18]> {
    let bytes: &[u8; 18] = code.as_bytes().try_into().ok()?;
    let mut values = [0; 18];
    for (value, byte) in values.iter_mut().zip(bytes) {
        *value = ALPHABET.iter().position(|symbol| symbol == byte)?;
    }
    values[2..8]
        .iter()
        .all(|&value| value < 10)
        .then_some(values)
}

/// Whether the sum of the values, weighted by the powers of 3, is a multiple of 31; the
/// check character has the weight 1.
fn passes_check(values: [usize; 18]) -> bool {
    let (body, check) = (&values[..17], values[17]);
    let (sum, _) = body.iter().fold((check, 1), |(sum, weight), value| {
        (sum + value * weight, weight * 3 % 31)
    });
    sum % 31 == 0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The weights as the standard's table prints them.
    const WEIGHTS: [usize; 17] = [
        1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28,
    ];
    const SYMBOLS: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /// Made-up organisations as registrars number them: companies, households in trade, farmers'
    /// cooperatives, offices, institutions, associations, villages. Places 9 to 17 are a code of
    /// GB 11714. Their check characters were computed apart from this crate; the last two are the
    /// ends of the alphabet.
    const MADE_UP: [&str; 12] = [
        "91330106MA2AXY0K6Q",
        "91310000607271835X",
        "92330110MA28WQ7T52",
        "933301275802647146",
        "11330000002481960H",
        "123301004700328161",
        "513301005018732485",
        "54330182MJ87120H0U",
        "N2330122MF0P3L5R4P",
        "Y1330100MC6000216Y",
        "91330106MA20003340",
        "91330106MA2000211Y",
    ];

    /// The same sum without weights, from the last character to the first: a whole code comes to
    /// nothing.
    fn comes_to_nothing(code: &str) -> bool {
        let values = code.chars().rev().map(|c| SYMBOLS.find(c).unwrap());
        let check = values.clone().next().unwrap();
        let body = values.skip(1).fold(0, |sum, value| (sum * 3 + value) % 31);
        (body + check) % 31 == 0
    }

    fn with_check_character(body: &str) -> String {
        let value = |symbol| SYMBOLS.find(symbol).unwrap();
        let sum: usize = body
            .chars()
            .zip(WEIGHTS)
            .map(|(c, weight)| value(c) * weight)
            .sum();
        let check = SYMBOLS.chars().nth((31 - sum % 31) % 31).unwrap();
        format!("{body}{check}")
    }

    fn some_code() -> impl Strategy<Value = String> {
        "[159Y][1239][0-9]{6}[0-9A-HJ-NP-RTUWXY]{9}".prop_map(|body| with_check_character(&body))
    }

    /// R7
    #[test]
    fn a_code_is_read_in_either_case_and_kept_in_upper_case() {
        let code = with_check_character("91330106MA000000X");
        let spellings = [code.clone(), code.to_lowercase(), format!(" {code}\n")];
        for given in spellings {
            assert_eq!(CreditCode::parse(&given).unwrap().as_str(), code);
        }
    }

    /// R7; the example that GB 32100 itself prints.
    #[test]
    fn the_example_of_the_standard_is_accepted() {
        assert!(CreditCode::parse("91350100M000100Y43").is_ok());
        assert_eq!(
            CreditCode::parse("91350100M000100Y34"),
            Err(CreditCodeFault::CheckCharacter)
        );
    }

    /// R7
    #[test]
    fn codes_of_all_registrars_are_accepted_with_their_check_character_only() {
        for code in MADE_UP {
            assert_eq!(CreditCode::parse(code).unwrap().as_str(), code);
            assert!(comes_to_nothing(code), "{code}");
            let accepted = SYMBOLS.chars().filter(|&symbol| {
                let other = format!("{}{symbol}", &code[..17]);
                CreditCode::parse(&other).is_ok()
            });
            assert_eq!(accepted.count(), 1, "{code}");
        }
    }

    /// R7
    #[test]
    fn another_form_is_refused() {
        for given in [
            "",
            "91330106",
            "91330106MA000000XI1",
            "91330106MA00000000",
            "9133010AMA000000XA",
            "91330106MO000000XA",
            "91330106MS000000XA",
            "９1330106MA000000X",
            "91330106-MA000000X",
            "杭州杭州杭州",
            "ı1330106MA000000Xab",
        ] {
            let refused = CreditCode::parse(given).map(|code| code.as_str().to_owned());
            assert!(refused.is_err(), "{given}");
        }
        assert_eq!(
            CreditCode::parse("9133010AMA000000XA"),
            Err(CreditCodeFault::Format)
        );
        assert_eq!(
            CreditCode::parse("91330106MO000000XA"),
            Err(CreditCodeFault::Format)
        );
    }

    #[test]
    fn every_fault_has_its_word_and_both_texts() {
        for (fault, word) in [
            (CreditCodeFault::Format, "format"),
            (CreditCodeFault::CheckCharacter, "check-character"),
        ] {
            assert_eq!(fault.code(), word);
            assert!(!fault.text().zh.is_empty() && !fault.text().en.is_empty());
        }
    }

    proptest! {
        #[test]
        fn every_code_with_its_check_character_is_accepted(code in some_code()) {
            let parsed = CreditCode::parse(&code).unwrap();
            prop_assert_eq!(parsed.as_str(), &code);
        }

        #[test]
        fn the_check_agrees_with_the_sum_done_without_weights(
            code in "[159Y][1239][0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}",
        ) {
            prop_assert_eq!(CreditCode::parse(&code).is_ok(), comes_to_nothing(&code));
        }

        #[test]
        fn one_changed_character_is_refused(
            code in some_code(), at in 0_usize..18, symbol in 0_usize..31,
        ) {
            let mut bytes = code.clone().into_bytes();
            bytes[at] = SYMBOLS.as_bytes()[symbol];
            let changed = String::from_utf8(bytes).unwrap();
            prop_assume!(changed != code);
            prop_assert!(CreditCode::parse(&changed).is_err());
        }

        #[test]
        fn any_string_can_be_asked(text in "\\PC*|[0-9A-Z]{16}é|[0-9A-Z]{15}中") {
            let _ = CreditCode::parse(&text);
        }
    }
}
