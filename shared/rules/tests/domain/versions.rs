//! A new policy version comes into force: the stays on record are judged again.

use rules::case::Change;
use rules::policy::{LONGEST_WINDOW_DAYS, PolicyBook};
use rules::words::{Colour, Rule};
use serde_json::{Value, json};

use crate::person::*;
use crate::published::{book, version, with_changsha};

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

#[test]
fn r61_a_stay_that_a_registry_told_is_judged_again_as_that() {
    let mut somebody = Somebody::applying("2020-02-12", &nothing());
    somebody.learns("2020-02-13", &travel("430102", "2020-02-08", "2020-02-10"));
    somebody.learns("2020-02-13", &travel("4302", "2020-02-08", "2020-02-10"));
    somebody.book = book([(
        with_changsha("high", "v", "2020-02-15"),
        "2020-02-13T10:00:00",
    )]);
    assert_eq!(somebody.rules_at("2020-02-14"), []);
    assert_eq!(
        somebody.rules_at("2020-02-15"),
        [Rule::TravelRecordHigh],
        "and the declaration is not called false by a list that came later"
    );
}

#[test]
fn r61_the_window_of_a_record_ends_14_days_before_the_versions_first_day() {
    for (to, rules) in [
        ("2020-02-11", vec![Rule::TravelRecordMedium]),
        ("2020-02-10", vec![]),
    ] {
        let mut somebody = Somebody::applying("2020-02-12", &nothing());
        somebody.learns("2020-02-13", &travel("4301", "2020-02-08", to));
        somebody.book = book([(with_changsha("medium", "v", "2020-02-25"), "2020-02-20")]);
        assert_eq!(somebody.rules_at("2020-02-25"), rules, "{to}");
    }
}

#[test]
fn r61_a_longer_window_finds_the_stays_that_are_still_on_record() {
    let longer = version("v", "2020-02-25", |document| {
        document["window_days"] = json!(LONGEST_WINDOW_DAYS);
    });
    let shipped = PolicyBook::shipped().unwrap();
    let longer = longer.unwrap();
    let anew = longer.judges_anew(shipped.on(day("2020-02-24")));
    assert_eq!(anew, ["42", "3303", "3310"].map(place).into());
    // 15 days before the application; 21 before the version, which comes after a check-in.
    let mut somebody = Somebody::applying("2020-02-19", &stays(&[("42", "2020-02-04")]));
    somebody.is_well("2020-02-25", 1);
    assert_eq!(somebody.colour_at("2020-02-25"), Colour::Green);
    somebody.book = book([(longer, "2020-02-25T10:00:00")]);
    assert_eq!(
        somebody.rules_at("2020-02-25T10:00:01"),
        [Rule::StayHighRisk]
    );
}

#[test]
fn r61_nothing_that_a_former_version_put_on_is_taken_off() {
    let mut somebody = Somebody::applying("2020-02-12", &stays(&[("42", "2020-02-10")]));
    somebody.learns("2020-02-12", &travel("4201", "2020-02-01", "2020-02-10"));
    somebody.is_well("2020-02-12", 3);
    let before = somebody.at("2020-02-14").holds;
    let milder = version("v", "2020-02-15", |document| {
        document["areas"]["high"]["areas"] = json!([]);
        document["holds"]["stay-high-risk"] = document["holds"]["stay-medium-risk"].clone();
    });
    somebody.book = book([(milder.unwrap(), "2020-02-14T10:00:00")]);
    assert_eq!(
        somebody.at("2020-02-15").holds,
        before,
        "the same colour, days and policy"
    );
    assert_eq!(somebody.at("2020-02-15").policy, "v");
    somebody.is_well("2020-02-15", 11);
    assert_eq!(somebody.colour_at("2020-02-25T23:59:59"), Colour::Red);
    assert_eq!(somebody.colour_at("2020-02-26T00:00:00"), Colour::Green);
}

#[test]
fn r61_a_hold_that_is_renewed_takes_the_terms_of_the_version_in_force_unless_its_own_are_stricter()
{
    let terms = |colour: &str, days: u8, before: (&str, u8)| {
        let listing = |name, day, (colour, days): (&str, u8)| {
            let listed = version(name, day, |document| {
                document["holds"]["travel-record-medium"]["colour"] = json!(colour);
                document["holds"]["travel-record-medium"]["days"] = json!(days);
            });
            listed.unwrap()
        };
        let mut somebody = Somebody::applying("2020-02-12", &nothing());
        somebody.book = book([
            (listing("u", "2020-02-13", before), "2020-02-12T10:00:00"),
            (
                listing("v", "2020-02-15", (colour, days)),
                "2020-02-14T10:00:00",
            ),
        ]);
        somebody.learns("2020-02-13", &travel("3303", "2020-02-12", "2020-02-13"));
        somebody.learns("2020-02-16", &travel("3310", "2020-02-14", "2020-02-15"));
        let (status, progress) = somebody.hold_at("2020-02-16", Rule::TravelRecordMedium);
        let (hold, since) = (&status.hold, status.hold.since.to_string());
        assert_eq!(since, "2020-02-16", "renewed in any case");
        (hold.policy.clone(), hold.colour, progress.required_days)
    };
    let named = |name: &str, colour, days| (name.to_owned(), colour, days);
    let week = ("yellow", 7);
    assert_eq!(terms("yellow", 3, week), named("u", Colour::Yellow, 7));
    assert_eq!(terms("red", 14, week), named("v", Colour::Red, 14));
    assert_eq!(terms("yellow", 7, week), named("v", Colour::Yellow, 7));
    let red = ("red", 14);
    assert_eq!(terms("yellow", 1, red), named("u", Colour::Red, 14));
    assert_eq!(
        terms("yellow", 7, ("yellow", 3)),
        named("v", Colour::Yellow, 7)
    );
}

#[test]
fn r61_a_version_judges_anew_where_it_lists_otherwise_than_the_one_before() {
    let listing = |high: Value, medium: Value| {
        let listed = version("v", "2020-02-15", |document| {
            document["areas"]["high"]["areas"] = high;
            document["areas"]["medium"]["areas"] = medium;
        });
        listed.unwrap()
    };
    let before = listing(json!(["42", "330302"]), json!(["33", "3303"]));
    for (high, medium, anew) in [
        (json!(["42", "330302"]), json!(["33", "3303"]), vec![]),
        (json!(["42", "330302"]), json!(["33"]), vec![]),
        (json!(["42", "330302", "43"]), json!(["33"]), vec!["43"]),
        (json!(["42", "3303"]), json!(["33"]), vec!["3303"]),
        (json!(["330302"]), json!(["33", "42"]), vec!["42"]),
        // A high entry is gone, and the medium ones around it count again.
        (json!(["42"]), json!(["33", "3303"]), vec!["330302"]),
        (json!(["42"]), json!(["3310"]), vec!["3310"]),
    ] {
        let expected = anew.into_iter().map(place).collect();
        assert_eq!(listing(high, medium).judges_anew(&before), expected);
    }
}
