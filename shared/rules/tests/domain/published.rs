//! Versions that the city publishes while the service runs (R61): which is in force when. What
//! they judge is in `versions`.

use rules::policy::{LONGEST_WINDOW_DAYS, Policy, PolicyBook, PolicyError, Published};
use rules::words::{Colour, Rule};
use serde_json::{Value, json};

use crate::person::*;

/// The first shipped version under another name, with something changed.
pub fn version(
    name: &str,
    effective_from: &str,
    change: impl FnOnce(&mut Value),
) -> Result<Policy, PolicyError> {
    let shipped = PolicyBook::shipped().unwrap();
    let mut document = serde_json::to_value(shipped.version("2020-02-11").unwrap()).unwrap();
    document["version"] = json!(name);
    document["effective_from"] = json!(effective_from);
    change(&mut document);
    Policy::load(&document.to_string())
}

/// A version that lists 长沙 (4301) at this level.
pub fn with_changsha(level: &str, name: &str, effective_from: &str) -> Policy {
    let change = |document: &mut Value| {
        let areas = document["areas"][level]["areas"].as_array_mut().unwrap();
        areas.push(json!("4301"));
    };
    version(name, effective_from, change).unwrap()
}

/// The shipped versions and these, each with when it was approved, in the order of approval.
pub fn book(approved: impl IntoIterator<Item = (Policy, &'static str)>) -> PolicyBook {
    let published = (1..)
        .zip(approved)
        .map(|(number, (policy, approved_at))| Published {
            policy,
            approved_at: at(approved_at),
            number,
        });
    // They may be read in any order.
    let published: Vec<_> = published.collect();
    PolicyBook::with(published.into_iter().rev()).unwrap()
}

fn in_force(book: &PolicyBook, on: &str) -> String {
    book.on(day(on)).version.clone()
}

/// Applied on 02-12 with a stay in 长沙 that ended on 02-10; nobody minds, until a version does.
fn back_from_changsha() -> Somebody {
    Somebody::applying("2020-02-12", &stays(&[("430102", "2020-02-10")]))
}

#[test]
fn r61_an_approved_version_is_in_force_from_its_first_day_on() {
    let mut somebody = back_from_changsha();
    somebody.book = book([(
        with_changsha("high", "v", "2020-02-15"),
        "2020-02-13T10:00:00",
    )]);
    assert_eq!(somebody.colour_at("2020-02-14T23:59:59"), Colour::Green);
    for moment in ["2020-02-15T00:00:00", "2020-02-20"] {
        let (status, _) = somebody.hold_at(moment, Rule::StayHighRisk);
        assert_eq!(
            (status.hold.since, status.hold.policy.as_str()),
            (day("2020-02-15"), "v")
        );
    }
    assert_eq!(in_force(&somebody.book, "2020-02-29"), "v");
    assert_eq!(in_force(&somebody.book, "2020-03-01"), "2020-03-01");
}

#[test]
fn r61_approved_on_its_first_day_it_is_in_force_that_day() {
    let mut somebody = back_from_changsha();
    somebody.is_well("2020-02-12", 1);
    assert_eq!(somebody.colour_at("2020-02-12T09:59:59"), Colour::Green);
    somebody.book = book([(
        with_changsha("medium", "v", "2020-02-12"),
        "2020-02-12T10:00:00",
    )]);
    let (status, progress) = somebody.hold_at("2020-02-12T10:00:01", Rule::StayMediumRisk);
    assert_eq!(status.hold.since, day("2020-02-12"));
    assert_eq!(progress.normal_days, 1, "this morning's check-in counts");
}

#[test]
fn r61_approved_after_its_first_day_it_is_in_force_from_that_day_on_and_judges_nothing_backwards() {
    let mut somebody = back_from_changsha();
    somebody.book = book([(
        with_changsha("high", "v", "2020-02-12"),
        "2020-02-24T23:00:00",
    )]);
    assert_eq!(in_force(&somebody.book, "2020-02-23"), "2020-02-11");
    assert_eq!(somebody.colour_at("2020-02-23T23:59:59"), Colour::Green);
    // Ended on 02-10: 14 days before the day of the approval.
    let status = somebody.status_at("2020-02-24T23:30:00", Rule::StayHighRisk);
    assert_eq!(status.hold.since, day("2020-02-24"));
    let late = book([(
        with_changsha("high", "v", "2020-02-12"),
        "2020-02-25T00:00:00",
    )]);
    let mut somebody = back_from_changsha();
    somebody.book = late;
    assert_eq!(somebody.colour_at("2020-02-25"), Colour::Green);
}

#[test]
fn r61_a_version_whose_first_day_another_took_before_it_began_is_never_in_force() {
    let mut somebody = back_from_changsha();
    somebody.book = book([
        (
            with_changsha("high", "strict", "2020-02-15"),
            "2020-02-13T10:00:00",
        ),
        (
            with_changsha("medium", "mild", "2020-02-15"),
            "2020-02-14T23:59:59",
        ),
    ]);
    assert_eq!(in_force(&somebody.book, "2020-02-15"), "mild");
    assert_eq!(somebody.rules_at("2020-02-15"), [Rule::StayMediumRisk]);
    let versions = somebody.book.successions();
    let names: Vec<_> = versions.map(|one| one.policy.version.as_str()).collect();
    assert_eq!(names, ["mild", "2020-03-01"]);
}

#[test]
fn r61_what_is_shipped_is_superseded_in_the_same_way() {
    let mut somebody = Somebody::applying("2020-02-25", &stays(&[("KR", "2020-02-24")]));
    let without_countries = version("v", "2020-03-01", |_| {}).unwrap();
    somebody.book = book([(without_countries, "2020-02-26T10:00:00")]);
    assert_eq!(in_force(&somebody.book, "2020-03-01"), "v");
    assert_eq!(somebody.colour_at("2020-03-05"), Colour::Green);
}

#[test]
fn r61_of_two_versions_of_one_day_that_were_both_in_force_each_judges_and_the_later_goes_on() {
    let mut somebody = back_from_changsha();
    let strict = (
        with_changsha("high", "strict", "2020-02-15"),
        "2020-02-13T10:00:00",
    );
    let mild = (
        with_changsha("medium", "mild", "2020-02-15"),
        "2020-02-15T10:00:00",
    );
    somebody.book = book([strict.clone()]);
    assert_eq!(somebody.rules_at("2020-02-15"), [Rule::StayHighRisk]);
    // Seen this morning or not: what the first one put on is not taken off.
    let mut seen = somebody.clone();
    seen.settle(at("2020-02-15"));
    for mut somebody in [seen, somebody] {
        somebody.book = book([strict.clone(), mild.clone()]);
        assert_eq!(in_force(&somebody.book, "2020-02-15"), "mild");
        let rules = [Rule::StayHighRisk, Rule::StayMediumRisk];
        assert_eq!(somebody.rules_at("2020-02-15T10:00:01"), rules);
    }
}

#[test]
fn r61_no_version_may_look_back_further_than_stays_are_kept() {
    for (days, is_policy) in [
        (0, false),
        (1, true),
        (LONGEST_WINDOW_DAYS, true),
        (LONGEST_WINDOW_DAYS + 1, false),
    ] {
        let loaded = version("v", "2020-02-25", |document| {
            document["window_days"] = json!(days);
        });
        match loaded {
            Ok(_) => assert!(is_policy, "{days} days were accepted"),
            Err(PolicyError::Faults(faults)) => {
                assert!(!is_policy, "{faults:?}");
                assert_eq!(faults[0].pointer, "#/window_days");
            }
            Err(other) => panic!("{other}"),
        }
    }
}

#[test]
fn r61_judged_by_a_version_that_this_book_does_not_know_yet_a_case_stays_as_it_is() {
    let shipped = PolicyBook::shipped().unwrap();
    let mut somebody = back_from_changsha();
    somebody.book = book([(with_changsha("medium", "v", "2020-02-15"), "2020-02-13")]);
    somebody.settle(at("2020-02-15"));
    somebody.book = shipped;
    assert_eq!(somebody.rules_at("2020-02-16"), [Rule::StayMediumRisk]);
}
