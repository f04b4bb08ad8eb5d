//! What registries tell of stays and contacts, and how it bears on the case (R14, R19).

use rules::calendar::days_after;
use rules::case::Change;
use rules::hold::Progress;
use rules::words::{Colour, ContactDegree, EndedBy, Isolation, Rule, Source};

use crate::person::*;

/// Applied on 02-11, with nothing to hold against them.
fn green() -> Somebody {
    Somebody::applying("2020-02-11", &nothing())
}

/// The rules of the holds after a record of a stay on 02-13 and 02-14, after the declaration.
fn after_a_stay_in(code: &str) -> Vec<Rule> {
    let mut somebody = green();
    somebody.learns("2020-02-15", &travel(code, "2020-02-13", "2020-02-14"));
    somebody.rules_at("2020-02-15")
}

#[test]
fn r14_a_record_puts_on_the_hold_of_the_entry_in_which_the_stay_was() {
    for (code, rules) in [
        ("42", vec![Rule::TravelRecordHigh]),
        ("420106", vec![Rule::TravelRecordHigh]),
        ("3303", vec![Rule::TravelRecordMedium]),
        ("331002", vec![Rule::TravelRecordMedium]),
        ("430100", vec![]),
        ("33", vec![]),
        ("KR", vec![]),
    ] {
        assert_eq!(after_a_stay_in(code), rules, "{code}");
    }
}

#[test]
fn r14_a_high_risk_record_is_red_for_14_days_and_a_medium_one_yellow_for_7() {
    for (code, rule, colour, required_days) in [
        ("42", Rule::TravelRecordHigh, Colour::Red, 14),
        ("3310", Rule::TravelRecordMedium, Colour::Yellow, 7),
    ] {
        let mut somebody = green();
        somebody.learns("2020-02-15", &travel(code, "2020-02-12", "2020-02-14"));
        let (status, progress) = somebody.hold_at("2020-02-15", rule);
        let expected = Progress {
            required_days,
            normal_days: 0,
            remaining_days: required_days,
            earliest_release_on: days_after(day("2020-02-15"), required_days.into()),
        };
        assert_eq!(progress, expected);
        assert_eq!(status.hold.since, day("2020-02-15"), "the day it arrived");
        assert_eq!(somebody.colour_at("2020-02-15"), colour);
        somebody.is_well("2020-02-15", required_days.into());
        let release = expected.earliest_release_on.to_string();
        assert_eq!(
            somebody.colour_at(&format!("{release}T00:00:00")),
            Colour::Green
        );
    }
}

#[test]
fn r5_a_record_of_a_stay_inside_the_city_is_no_travel() {
    for code in ["3301", "330106", "330182"] {
        let mut somebody = green();
        let record = travel(code, "2020-02-13", "2020-02-14");
        assert!(somebody.learns("2020-02-15", &record).is_empty());
        assert!(somebody.case.stays.is_empty(), "{code}");
    }
}

#[test]
fn r20_a_record_of_a_country_counts_from_the_version_on_that_lists_it() {
    for (arrives, rules) in [
        ("2020-02-29", vec![]),
        ("2020-03-01", vec![Rule::TravelRecordMedium]),
    ] {
        let mut somebody = green();
        somebody.learns(arrives, &travel("KR", "2020-02-25", "2020-02-28"));
        assert_eq!(somebody.rules_at(arrives), rules, "{arrives}");
    }
    let mut somebody = green();
    somebody.learns("2020-03-02", &travel("FR", "2020-02-25", "2020-02-28"));
    assert_eq!(somebody.rules_at("2020-03-02"), []);
}

#[test]
fn r14_a_stay_exactly_14_days_before_the_record_arrives_counts_and_one_of_15_does_not() {
    let record = travel("42", "2020-02-12", "2020-02-13");
    for (arrives, rules) in [
        ("2020-02-27T23:59:59", vec![Rule::TravelRecordHigh]),
        ("2020-02-28T00:00:00", vec![]),
    ] {
        let mut somebody = green();
        somebody.learns(arrives, &record);
        assert_eq!(somebody.rules_at(arrives), rules, "{arrives}");
    }
}

#[test]
fn r19_a_record_that_waited_is_judged_on_the_day_of_the_application() {
    let record = travel("42", "2020-02-04", "2020-02-05");
    for (applies, rules) in [
        ("2020-02-11", vec![Rule::TravelRecordHigh]),
        ("2020-02-19", vec![Rule::TravelRecordHigh]),
        ("2020-02-20", vec![]),
    ] {
        let mut somebody = Somebody::unknown_until(day(applies));
        somebody.learns("2020-02-08", &record);
        // Another day than the record's, since only the place has to be named.
        somebody.declares(applies, &stays(&[("42", "2020-01-01")]));
        assert_eq!(somebody.rules_at(applies), rules, "{applies}");
        if let [rule] = rules[..] {
            let status = somebody.status_at(applies, rule);
            assert_eq!(status.hold.since, day(applies));
        }
    }
}

#[test]
fn r19_before_or_after_the_application_a_record_comes_to_the_same() {
    let record = travel("420106", "2020-02-01", "2020-02-09");
    let declared = stays(&[("42", "2020-02-09")]);
    let mut told_before = Somebody::unknown_until(day("2020-02-11"));
    told_before.learns("2020-02-10", &record);
    told_before.declares("2020-02-11", &declared);
    let mut told_after = Somebody::applying("2020-02-11", &declared);
    told_after.learns("2020-02-11T20:00:00", &record);
    let rules = [Rule::StayHighRisk, Rule::TravelRecordHigh];
    for somebody in [&told_before, &told_after] {
        assert_eq!(somebody.rules_at("2020-02-11T21:00:00"), rules);
        let (_, progress) = somebody.hold_at("2020-02-11T21:00:00", Rule::TravelRecordHigh);
        assert_eq!(progress.earliest_release_on, day("2020-02-25"));
    }
}

#[test]
fn r15_the_hold_names_the_record_and_when_it_reached_us() {
    let mut somebody = Somebody::unknown_until(day("2020-02-11"));
    let record = travel("42", "2020-02-01", "2020-02-09");
    somebody.learns("2020-02-10T08:00:00", &record);
    somebody.declares("2020-02-11", &stays(&[("42", "2020-02-09")]));
    let status = somebody.status_at("2020-02-11", Rule::TravelRecordHigh);
    let ground = status.hold.ground().unwrap();
    assert_eq!(ground.source, Source::Registry);
    assert_eq!(ground.id, record.evidence.id);
    assert_eq!(ground.recorded_at, at("2020-02-10T08:00:00"));
}

#[test]
fn an_earlier_stay_is_covered_and_a_later_one_renews() {
    let mut somebody = green();
    somebody.learns("2020-02-15", &travel("42", "2020-02-13", "2020-02-13"));
    somebody.is_well("2020-02-15", 3);
    let covered = somebody.learns("2020-02-17", &travel("42", "2020-02-12", "2020-02-15"));
    let [Change::Noted(hold)] = covered.as_slice() else {
        panic!("{covered:?}")
    };
    assert_eq!((hold.since, hold.evidence().len()), (day("2020-02-15"), 2));
    let later = somebody.learns("2020-02-17", &travel("42", "2020-02-12", "2020-02-16"));
    let [Change::Renewed(hold)] = later.as_slice() else {
        panic!("{later:?}")
    };
    assert_eq!(
        (hold.id(), hold.since),
        ("h1".to_owned(), day("2020-02-17"))
    );
}

#[test]
fn a_record_of_a_stay_that_an_ended_hold_covers_puts_on_nothing() {
    let mut somebody = green();
    somebody.learns("2020-02-15", &travel("3303", "2020-02-13", "2020-02-14"));
    somebody.is_well("2020-02-15", 7);
    somebody.learns("2020-02-22", &travel("3310", "2020-02-13", "2020-02-15"));
    assert_eq!(somebody.colour_at("2020-02-22"), Colour::Green);
    somebody.learns("2020-02-22", &travel("3310", "2020-02-13", "2020-02-16"));
    assert_eq!(somebody.rules_at("2020-02-22"), [Rule::TravelRecordMedium]);
}

#[test]
fn r19_a_re_application_takes_off_nothing_that_a_record_put_on() {
    let mut somebody = green();
    somebody.learns("2020-02-15", &travel("42", "2020-02-13", "2020-02-14"));
    somebody.is_well("2020-02-15", 2);
    let before = somebody.hold_at("2020-02-16", Rule::TravelRecordHigh);
    somebody.declares("2020-02-16", &stays(&[("42", "2020-02-14")]));
    assert_eq!(
        somebody.hold_at("2020-02-16", Rule::TravelRecordHigh),
        before
    );
}

#[test]
fn r14_a_close_contact_is_red_in_a_central_facility_and_a_secondary_one_yellow_at_home() {
    for (degree, rule, colour, days, isolation) in [
        (
            ContactDegree::Close,
            Rule::CloseContact,
            Colour::Red,
            14,
            Isolation::Central,
        ),
        (
            ContactDegree::Secondary,
            Rule::SecondaryContact,
            Colour::Yellow,
            7,
            Isolation::Home,
        ),
    ] {
        let mut somebody = green();
        somebody.learns("2020-02-15", &contact(degree, "2020-02-12"));
        let (status, progress) = somebody.hold_at("2020-02-15", rule);
        assert_eq!(somebody.rules_at("2020-02-15"), [rule]);
        assert_eq!(
            (status.hold.colour, status.hold.isolation),
            (colour, isolation)
        );
        assert_eq!(status.hold.ending.by(), EndedBy::CheckIns);
        assert_eq!(
            (status.hold.since, progress.required_days),
            (day("2020-02-15"), days)
        );
    }
}

#[test]
fn r14_a_contact_14_days_before_it_is_judged_counts_and_one_of_15_does_not() {
    let met = contact(ContactDegree::Close, "2020-02-12");
    for (judged, rules) in [
        ("2020-02-26", vec![Rule::CloseContact]),
        ("2020-02-27", vec![]),
    ] {
        let mut told_after = green();
        told_after.learns(judged, &met);
        let mut told_before = Somebody::unknown_until(day(judged));
        told_before.learns("2020-02-13", &met);
        told_before.declares(judged, &nothing());
        assert_eq!(told_after.rules_at(judged), rules, "{judged}");
        assert_eq!(told_before.rules_at(judged), rules, "{judged}");
    }
}

#[test]
fn r14_what_is_told_twice_counts_once() {
    for record in [
        travel("42", "2020-02-10", "2020-02-14"),
        contact(ContactDegree::Close, "2020-02-14"),
        contact(ContactDegree::Secondary, "2020-02-14"),
    ] {
        let mut somebody = green();
        somebody.learns("2020-02-15", &record);
        somebody.is_well("2020-02-15", 3);
        let once = somebody.case.clone();
        for moment in ["2020-02-17", "2020-02-17T23:00:00"] {
            assert!(somebody.learns(moment, &record).is_empty());
            assert_eq!(but_for_told(&somebody.case), but_for_told(&once));
        }
    }
}
