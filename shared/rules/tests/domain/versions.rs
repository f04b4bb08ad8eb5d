//! A new policy version comes into force: the stays on record are judged again.

use rules::case::Change;
use rules::words::{Colour, Rule};

use crate::person::*;

fn back_from_korea(to: &str) -> Somebody {
    Somebody::applying("2020-02-25", &stays(&[("KR", to)]))
}

#[test]
fn r61_a_stay_is_judged_again_on_the_first_day_of_a_new_version() {
    let somebody = back_from_korea("2020-02-20");
    assert_eq!(somebody.colour_at("2020-02-29T23:59:59"), Colour::Green);
    assert_eq!(somebody.at("2020-02-29T23:59:59").policy, "2020-02-11");
    let (status, progress) = somebody.hold_at("2020-03-01T00:00:00", Rule::StayMediumRisk);
    assert_eq!(status.hold.since, day("2020-03-01"));
    assert_eq!(status.hold.policy, "2020-03-01");
    assert_eq!(progress.earliest_release_on, day("2020-03-08"));
    assert_eq!(somebody.at("2020-03-01T00:00:00").policy, "2020-03-01");
}

#[test]
fn r61_the_window_is_counted_from_the_versions_first_day_however_late_one_looks() {
    for (to, colour) in [
        ("2020-02-16", Colour::Yellow),
        ("2020-02-15", Colour::Green),
    ] {
        let somebody = back_from_korea(to);
        for moment in ["2020-03-01T00:00:00", "2020-03-02", "2020-03-20"] {
            assert_eq!(somebody.colour_at(moment), colour, "{to} at {moment}");
        }
    }
}

#[test]
fn r29_judged_late_or_early_the_result_is_the_same() {
    for settled in ["2020-02-29", "2020-03-01", "2020-03-05", "2020-03-20"] {
        let mut somebody = back_from_korea("2020-02-20");
        somebody.settle(at(settled));
        let (status, _) = somebody.hold_at("2020-03-20", Rule::StayMediumRisk);
        assert_eq!(status.hold.since, day("2020-03-01"), "settled on {settled}");
        somebody.is_well("2020-03-20", 7);
        assert_eq!(somebody.colour_at("2020-03-26"), Colour::Yellow);
        assert_eq!(somebody.colour_at("2020-03-27"), Colour::Green);
    }
}

#[test]
fn r61_a_version_judges_once() {
    let mut somebody = back_from_korea("2020-02-20");
    let changes = somebody.case.settle(&somebody.book, day("2020-03-01"));
    assert!(
        matches!(changes.as_slice(), [Change::PutOn(_)]),
        "{changes:?}"
    );
    assert!(
        somebody
            .case
            .settle(&somebody.book, day("2020-03-02"))
            .is_empty()
    );
    assert_eq!(somebody.case.judged_by, "2020-03-01");
    somebody.is_well("2020-03-02", 7);
    assert_eq!(somebody.colour_at("2020-03-09"), Colour::Green);
}

#[test]
fn r61_a_check_in_of_the_versions_first_day_counts() {
    let mut somebody = back_from_korea("2020-02-20");
    somebody.is_well("2020-02-25", 12);
    assert_eq!(somebody.colour_at("2020-03-07"), Colour::Yellow);
    assert_eq!(
        somebody
            .hold_at("2020-03-07", Rule::StayMediumRisk)
            .1
            .normal_days,
        7
    );
    assert_eq!(somebody.colour_at("2020-03-08"), Colour::Green);
}

#[test]
fn r61_a_stay_that_an_earlier_hold_of_the_rule_covers_is_not_judged_twice() {
    let mut somebody = Somebody::applying(
        "2020-02-21",
        &stays(&[("KR", "2020-02-20"), ("3303", "2020-02-19")]),
    );
    somebody.is_well("2020-02-21", 7);
    assert_eq!(somebody.colour_at("2020-02-28"), Colour::Green);
    assert_eq!(somebody.colour_at("2020-03-01"), Colour::Green);
}

#[test]
fn r61_a_hold_that_ended_before_the_version_is_released_and_not_renewed_by_it() {
    let declared = stays(&[("3303", "2020-02-19")]);
    let mut somebody = Somebody::applying("2020-02-20", &declared);
    somebody.is_well("2020-02-20", 6);
    somebody.declares("2020-02-26", &stays(&[("KR", "2020-02-25")]));
    somebody.is_well("2020-02-26", 1);
    let changes = somebody.case.settle(&somebody.book, day("2020-03-03"));
    let [Change::Released(yellow, ended_on), Change::PutOn(korea)] = changes.as_slice() else {
        panic!("{changes:?}")
    };
    assert_eq!(
        (yellow.id(), *ended_on),
        ("h1".to_owned(), day("2020-02-27"))
    );
    assert_eq!(
        (korea.id(), korea.since),
        ("h2".to_owned(), day("2020-03-01"))
    );
}

#[test]
fn r61_a_new_version_takes_nothing_off() {
    let mut somebody = Somebody::applying("2020-02-25", &stays(&[("42", "2020-02-20")]));
    somebody.is_well("2020-02-25", 10);
    let (status, progress) = somebody.hold_at("2020-03-05", Rule::StayHighRisk);
    assert_eq!(
        (status.hold.since, progress.normal_days),
        (day("2020-02-25"), 10)
    );
    assert_eq!(status.hold.policy, "2020-02-11");
}

#[test]
fn r20_a_stay_abroad_declared_under_the_new_version_counts_at_once() {
    let somebody = Somebody::applying("2020-03-01", &stays(&[("KR", "2020-02-20")]));
    let (status, _) = somebody.hold_at("2020-03-01", Rule::StayMediumRisk);
    assert_eq!(status.hold.since, day("2020-03-01"));
    assert_eq!(
        Somebody::applying("2020-02-29", &stays(&[("FR", "2020-02-20")])).colour_at("2020-03-02"),
        Colour::Green
    );
}
