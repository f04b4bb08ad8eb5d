//! The permanent residence card of foreigners, which has two forms since 2023-12-01.

use jiff::civil::date;

use super::DocumentFault::{BirthDate, CheckDigit, Format};
use super::{
    CARD_18_DAY, ForeignResidentId, assert_refused, parse, parse_on, with_check, with_wrong_check,
};

/// R21
#[test]
fn before_december_2023_a_foreigners_card_has_three_letters_and_12_digits() {
    for number in ["KOR330190010101", "usa110000022901", " GBR310065123199"] {
        assert!(parse(ForeignResidentId, number).is_ok(), "{number}");
        assert!(
            parse_on(CARD_18_DAY, ForeignResidentId, number).is_ok(),
            "{number}"
        );
    }
    assert_refused(
        ForeignResidentId,
        &[
            ("", &[Format]),
            ("KO3330190010101", &[Format]),
            ("KOR33019001010", &[Format]),
            ("KOR3301900101012", &[Format]),
            ("KOR33019001010X", &[Format]),
            ("韩330190010101", &[Format]),
            ("KOR330190130101", &[BirthDate]),
            ("KOR330190023001", &[BirthDate]),
            ("KOR330101022901", &[BirthDate]),
        ],
    );
}

/// R21
#[test]
fn from_december_2023_a_foreigners_card_may_have_18_characters() {
    let number = with_check("93341018890101001");
    assert_eq!(
        parse_on(date(2023, 11, 30), ForeignResidentId, &number),
        Err(vec![Format])
    );
    assert!(parse_on(CARD_18_DAY, ForeignResidentId, &number).is_ok());
    for (number, fault) in [
        (with_check("83341018890101001"), Format),
        (with_check("93341018890231001"), BirthDate),
        (with_wrong_check("93341018890101001"), CheckDigit),
    ] {
        assert_eq!(
            parse_on(CARD_18_DAY, ForeignResidentId, &number),
            Err(vec![fault])
        );
    }
}
