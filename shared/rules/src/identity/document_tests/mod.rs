//! R21 by example and by property. All numbers are made up; their check digits are computed
//! here, by the standard's table and not by the code under test.

use jiff::civil::{Date, date};

use super::{Country, Document, DocumentFault, DocumentKind};
use DocumentFault::{BirthDate, CheckDigit, CountryNotAllowed, CountryRequired, Format, Region};
use DocumentKind::{
    ForeignResidentId, HkMacauPermit, HmtResidencePermit, Passport, ResidentId, TaiwanPermit,
};

mod foreign_cards;
mod properties;

const TODAY: Date = date(2020, 2, 11);
const CARD_18_DAY: Date = date(2023, 12, 1);

/// The 17 digits with their check character, by the table of weights of GB 11643.
fn with_check(body: &str) -> String {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body
        .chars()
        .zip(WEIGHTS)
        .map(|(c, w)| c.to_digit(10).unwrap() * w)
        .sum();
    let check = "10X98765432".chars().nth((sum % 11) as usize).unwrap();
    format!("{body}{check}")
}

/// A right form with a wrong check character.
fn with_wrong_check(body: &str) -> String {
    let right = with_check(body);
    let wrong = if right.ends_with('1') { '2' } else { '1' };
    format!("{body}{wrong}")
}

fn parse_on(today: Date, kind: DocumentKind, number: &str) -> Result<Document, Vec<DocumentFault>> {
    let country = (kind == Passport).then(|| Country::parse("KR").unwrap());
    Document::parse(kind, number, country, today)
}

fn parse(kind: DocumentKind, number: &str) -> Result<Document, Vec<DocumentFault>> {
    parse_on(TODAY, kind, number)
}

fn assert_refused(kind: DocumentKind, cases: &[(&str, &[DocumentFault])]) {
    for (number, faults) in cases {
        assert_eq!(parse(kind, number), Err(faults.to_vec()), "{kind} {number}");
    }
}

/// R21
#[test]
fn a_resident_id_of_any_county_and_day_is_accepted() {
    for body in [
        "33010618890101001", // a district of today
        "33018119651231002", // a retired county
        "11010120000229003", // a leap day
        "65010118800101004", // the earliest birth
        "46010020200211005", // born today
    ] {
        let number = with_check(body);
        assert_eq!(parse(ResidentId, &number).unwrap().number(), number);
    }
}

/// R21; the examples that GB 11643 itself prints.
#[test]
fn the_examples_of_the_standard_are_accepted() {
    for number in ["11010519491231002X", "440524188001010014"] {
        assert!(parse(ResidentId, number).is_ok(), "{number}");
    }
}

/// R21
#[test]
fn a_lower_case_x_is_normalised() {
    let number = (0..1000)
        .map(|n| with_check(&format!("33010618890101{n:03}")))
        .find(|number| number.ends_with('X'))
        .unwrap();
    let typed = format!(" {} ", number.to_lowercase());
    assert_eq!(parse(ResidentId, &typed), parse(ResidentId, &number));
    assert_eq!(parse(ResidentId, &typed).unwrap().number(), number);
}

/// R21
#[test]
fn a_resident_id_is_refused_with_all_its_faults() {
    let check = with_check;
    let wrong = with_wrong_check;
    assert_refused(
        ResidentId,
        &[
            ("", &[Format]),
            ("330106900101001", &[Format]),
            (&check("33010618890101001")[..17], &[Format]),
            (&format!("{}0", check("33010618890101001")), &[Format]),
            ("33010X199001010010", &[Format]),
            ("33010618890101001Y", &[Format]),
            ("330106-19900101-00", &[Format]),
            ("３３０１０６199001010", &[Format]),
            ("33010618890101001é", &[Format]),
            (&check("81000018890101001"), &[Region]),
            (&check("71000018890101001"), &[Region]),
            (&check("83000018890101001"), &[Region]),
            (&check("00010618890101001"), &[Region]),
            (&check("33010618890230001"), &[BirthDate]),
            (&check("33010619010229001"), &[BirthDate]),
            (&check("33010618891301001"), &[BirthDate]),
            (&check("33010618890100001"), &[BirthDate]),
            (&check("33010600000101001"), &[BirthDate]),
            (&check("33010618791231001"), &[BirthDate]),
            (&check("33010620200212001"), &[BirthDate]),
            (&wrong("33010618890101001"), &[CheckDigit]),
            (
                &wrong("99010620300101001"),
                &[Region, BirthDate, CheckDigit],
            ),
        ],
    );
}

/// R21
#[test]
fn a_residence_permit_has_one_of_three_regions() {
    for region in ["810000", "820000", "830000"] {
        assert!(
            parse(
                HmtResidencePermit,
                &with_check(&format!("{region}19900101001"))
            )
            .is_ok()
        );
    }
    assert_refused(
        HmtResidencePermit,
        &[
            ("H12345678", &[Format]),
            (&with_check("33010618890101001"), &[Region]),
            (&with_check("81000118890101001"), &[Region]),
            (&with_check("71000018890101001"), &[Region]),
            (&with_check("81000020210101001"), &[BirthDate]),
            (&with_wrong_check("81000018890101001"), &[CheckDigit]),
        ],
    );
}

/// R21
#[test]
fn travel_permits_have_8_digits_or_10() {
    for number in ["H12345678", "M12345678", "h1234567801", " M1234567899"] {
        assert!(parse(HkMacauPermit, number).is_ok(), "{number}");
    }
    for number in ["12345678", "1234567801 "] {
        assert!(parse(TaiwanPermit, number).is_ok(), "{number}");
    }
    for number in [
        "",
        "H",
        "H1234567",
        "H123456789",
        "H12345678012",
        "T12345678",
        "12345678",
        "港12345678",
    ] {
        assert_eq!(parse(HkMacauPermit, number), Err(vec![Format]), "{number}");
    }
    for number in [
        "",
        "1234567",
        "123456789",
        "12345678012",
        "H12345678",
        "1234567X",
        "１２３４５６７８",
    ] {
        assert_eq!(parse(TaiwanPermit, number), Err(vec![Format]), "{number}");
    }
}

/// R21
#[test]
fn a_passport_has_5_to_20_letters_and_digits() {
    for number in ["A1234", "e00000000", "12345678901234567890", "ABCD1"] {
        assert!(parse(Passport, number).is_ok(), "{number}");
    }
    for number in [
        "",
        "A123",
        "ABCDE",
        "123456789012345678901",
        "A12 345",
        "A12-345",
        "Ä12345",
        "护照12345",
    ] {
        assert_eq!(parse(Passport, number), Err(vec![Format]), "{number}");
    }
}

/// R21
#[test]
fn only_a_passport_has_a_country() {
    let korea = Country::parse("KR");
    let id = with_check("33010618890101001");
    assert_eq!(
        Document::parse(Passport, "M0000000", korea, TODAY)
            .unwrap()
            .country(),
        korea
    );
    let refused = [
        (Passport, "M0000000", None, vec![CountryRequired]),
        (Passport, "M", None, vec![Format, CountryRequired]),
        (ResidentId, id.as_str(), korea, vec![CountryNotAllowed]),
        (TaiwanPermit, "1", korea, vec![Format, CountryNotAllowed]),
    ];
    for (kind, number, country, faults) in refused {
        assert_eq!(Document::parse(kind, number, country, TODAY), Err(faults));
    }
}

/// R6
#[test]
fn two_spellings_of_one_document_give_one_key() {
    for (kind, number, key) in [
        (HkMacauPermit, "H12345678", "hk-macau-permit||H12345678"),
        (HkMacauPermit, "h1234567802", "hk-macau-permit||H12345678"),
        (TaiwanPermit, "12345678", "taiwan-permit||12345678"),
        (TaiwanPermit, "1234567803", "taiwan-permit||12345678"),
        (Passport, " m0000000", "passport|KR|M0000000"),
        (
            ForeignResidentId,
            "kor330190010101",
            "foreign-resident-id||KOR330190010101",
        ),
    ] {
        assert_eq!(parse(kind, number).unwrap().identity_key(), key);
    }
}

/// R6
#[test]
fn one_number_of_two_countries_is_two_people() {
    let key = |country| {
        let document = Document::parse(Passport, "A0000000", Country::parse(country), TODAY);
        document.unwrap().identity_key()
    };
    assert_ne!(key("KR"), key("JP"));
    assert_eq!(key("KR"), key("kr"));
}

/// R66
#[test]
fn a_document_shows_its_kind_and_its_tail_only() {
    let document = parse(HkMacauPermit, "H1234567801").unwrap();
    assert_eq!(document.tail(), "7801");
    assert_eq!(
        format!("{document:?}"),
        "Document(hk-macau-permit, redacted)"
    );
}

#[test]
fn every_fault_has_its_word_its_field_and_both_texts() {
    for (fault, field, word) in [
        (Format, "number", "format"),
        (Region, "number", "region"),
        (BirthDate, "number", "birth-date"),
        (CheckDigit, "number", "check-digit"),
        (CountryRequired, "country", "country-required"),
        (CountryNotAllowed, "country", "country-not-allowed"),
    ] {
        assert_eq!((fault.field(), fault.code()), (field, word));
        assert!(fault.text().zh.ends_with('。') && fault.text().en.ends_with('.'));
    }
}
