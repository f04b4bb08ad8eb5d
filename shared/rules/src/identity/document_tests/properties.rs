//! What holds for every number, not only for the examples.

use proptest::prelude::*;

use super::{CARD_18_DAY, DocumentKind, ResidentId, TODAY, parse, parse_on, with_check};

fn some_resident_id() -> impl Strategy<Value = String> {
    let province = prop::sample::select(vec![11, 13, 31, 33, 42, 46, 54, 65]);
    (
        province,
        0..10_000,
        1880_i16..2020,
        1_i8..=12,
        1_i8..=28,
        0..1000,
    )
        .prop_map(|(province, county, year, month, day, sequence)| {
            with_check(&format!(
                "{province}{county:04}{year}{month:02}{day:02}{sequence:03}"
            ))
        })
}

proptest! {
    /// R21
    #[test]
    fn every_right_resident_id_is_accepted(number in some_resident_id()) {
        let document = parse(ResidentId, &number).unwrap();
        prop_assert_eq!(document.number(), &number);
        prop_assert_eq!(document.tail(), &number[14..]);
    }

    /// R21
    #[test]
    fn one_changed_character_of_a_resident_id_is_refused(
        number in some_resident_id(), at in 0_usize..18, symbol in "[0-9X]",
    ) {
        let mut changed = number.clone();
        changed.replace_range(at..=at, &symbol);
        prop_assume!(changed != number);
        prop_assert!(parse(ResidentId, &changed).is_err());
    }

    /// R21
    #[test]
    fn two_swapped_neighbours_of_a_resident_id_are_refused(
        number in some_resident_id(), at in 0_usize..17,
    ) {
        let mut bytes = number.clone().into_bytes();
        bytes.swap(at, at + 1);
        let swapped = String::from_utf8(bytes).unwrap();
        prop_assume!(swapped != number);
        prop_assert!(parse(ResidentId, &swapped).is_err());
    }

    #[test]
    fn any_string_can_be_presented_as_any_kind(
        text in "\\PC*|[0-9]{0,17}\\PC?|[HM9]?[0-9]{0,14}[éX中][0-9]{0,3}|[A-Zé]{1,3}[0-9]{10,13}",
        kind in prop::sample::select(DocumentKind::ALL),
        day in prop::sample::select(vec![TODAY, CARD_18_DAY]),
    ) {
        if let Ok(document) = parse_on(day, kind, &text) {
            prop_assert_eq!(document.tail().len(), 4);
            let again = parse_on(day, kind, document.number()).unwrap();
            prop_assert_eq!(again.identity_key(), document.identity_key());
        }
    }
}
