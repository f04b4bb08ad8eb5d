//! Every key has its kind, and every kind its fate.

use super::*;
use crate::keys;

const PERSON: &str = "p_7ZZZZZZZZZZZZZZZZZZZZZZZZZ";
const AN_ORDER: &str = "o_AAAAAAAAAAAA";

#[test]
fn every_kind_is_told_by_the_keys_that_the_store_writes() {
    let written = [
        (Table::People, PERSON.to_owned(), CASE.to_owned()),
        (Table::People, PERSON.to_owned(), keys::log(7)),
        (Table::People, PERSON.to_owned(), keys::review(1)),
        (Table::People, PERSON.to_owned(), keys::integrity(1)),
        (
            Table::People,
            PERSON.to_owned(),
            keys::evidence("contact", "t", "1"),
        ),
        (Table::People, keys::account("somebody"), PERSON.to_owned()),
        (
            Table::People,
            keys::stays("42", 7),
            format!("420100#{PERSON}"),
        ),
        (Table::People, keys::policy("v"), ONLY.to_owned()),
        (Table::People, POLICIES.to_owned(), ONLY.to_owned()),
        (Table::People, keys::policy("v"), keys::reassessed(7)),
        (Table::People, keys::place("metro"), ONLY.to_owned()),
        (Table::People, keys::share("digest"), ONLY.to_owned()),
        (Table::People, format!("{ONCE}digest"), ONLY.to_owned()),
        (Table::People, HELD.to_owned(), "message".to_owned()),
        (Table::People, AN_ORDER.to_owned(), ORDER.to_owned()),
        (
            Table::People,
            keys::heads(jiff::civil::date(2020, 2, 12)),
            keys::part(None),
        ),
        (
            Table::People,
            keys::night(jiff::civil::date(2020, 2, 12)),
            ONLY.to_owned(),
        ),
        (Table::People, COLOURS.to_owned(), "2020-02-12".to_owned()),
        (Table::People, SUNSET.to_owned(), PROGRESS.to_owned()),
        (Table::Identities, PERSON.to_owned(), IDENTITY.to_owned()),
        (Table::Identities, PERSON.to_owned(), keys::declaration(2)),
        (Table::Identities, PERSON.to_owned(), keys::review(1)),
        (Table::Identities, PERSON.to_owned(), keys::reply(1)),
        (Table::Identities, PERSON.to_owned(), keys::integrity(1)),
        (Table::Identities, AN_ORDER.to_owned(), ORDER.to_owned()),
        (
            Table::Scans,
            PERSON.to_owned(),
            "001581500000#serial".to_owned(),
        ),
        (
            Table::Scans,
            PASSAGES.to_owned(),
            "2020-02-12T01:00:00Z".to_owned(),
        ),
    ];
    let kinds: Vec<_> = written
        .iter()
        .map(|(table, pk, sk)| Kind::of(*table, pk, sk))
        .collect();
    let all: Vec<_> = Kind::ALL.iter().copied().map(Some).collect();
    assert_eq!(kinds, all, "in the order of the kinds");
    let nobodys = keys::scans_of_nobody("metro", "1");
    assert_eq!(Kind::of(Table::Scans, &nobodys, "1"), Some(Kind::Scans));
    let list = keys::order_people(3);
    let people = Kind::of(Table::People, AN_ORDER, &list);
    assert_eq!(people, Some(Kind::Orders));
}

#[test]
fn r85_a_key_that_nobody_has_decided_about_is_of_no_kind() {
    for (table, pk, sk) in [
        (Table::People, PERSON, "photograph"),
        (Table::People, "p_somebody", CASE),
        (Table::People, "order#1", ONLY),
        (Table::People, "policies", "more"),
        (Table::People, "sunset", "somebody"),
        (Table::People, "share#digest", "more"),
        (Table::Identities, PERSON, "photograph"),
        (Table::Identities, "account#somebody", IDENTITY),
        (Table::Scans, "plate#A", "1"),
    ] {
        assert_eq!(Kind::of(table, pk, sk), None, "{pk} {sk}");
    }
}

#[test]
fn r85_what_is_kept_for_reviews_goes_when_their_days_are_over_and_nothing_else_is_kept() {
    for kind in Kind::ALL {
        let (first, last) = (kind.fate(Phase::ReviewsReadable), kind.fate(Phase::AllOver));
        let for_reviews = [Kind::People, Kind::Reviews, Kind::Statements, Kind::Replies];
        let is_for_reviews = for_reviews.contains(kind);
        assert_eq!(first != last, is_for_reviews, "{kind:?}");
        assert!(
            last != Fate::IsKept && last != Fate::LeavesReaders,
            "{kind:?}"
        );
        assert_eq!(last == Fate::Goes, first == Fate::Goes || is_for_reviews);
    }
}
