//! A declaration that a record contradicts (R64): when, when not, and what ends it.

use rules::assess::CheckInToday;
use rules::case::Change;
use rules::declaration::{Arrival, Declaration};
use rules::evidence::Record;
use rules::identity::AreaCode;
use rules::words::{Colour, EndedBy, Rule, Transport};
use serde_json::json;

use crate::person::*;
use crate::published::{book, version};

/// A record of a stay in 武汉 that ended on 02-09.
fn wuhan() -> Record {
    travel("420106", "2020-02-01", "2020-02-09")
}

/// Applies on 02-11, and then the record arrives.
fn told_after(declaration: &Declaration, record: &Record) -> Somebody {
    let mut somebody = Somebody::applying("2020-02-11", declaration);
    somebody.learns("2020-02-11T20:00:00", record);
    somebody
}

/// The record arrives, and then they apply on 02-11.
fn told_before(declaration: &Declaration, record: &Record) -> Somebody {
    let mut somebody = Somebody::unknown_until(day("2020-02-11"));
    somebody.learns("2020-02-10", record);
    somebody.declares("2020-02-11", declaration);
    somebody
}

fn is_contradicted(somebody: &Somebody, on: &str) -> bool {
    let moment = format!("{on}T23:59:59");
    somebody.rules_at(&moment).contains(&Rule::FalseDeclaration)
}

#[test]
fn r64_a_record_contradicts_a_declaration_that_leaves_it_out_whichever_came_first() {
    for somebody in [
        told_after(&nothing(), &wuhan()),
        told_before(&nothing(), &wuhan()),
    ] {
        let moment = "2020-02-11T21:00:00";
        assert_eq!(somebody.colour_at(moment), Colour::Red);
        assert_eq!(
            somebody.rules_at(moment),
            [Rule::FalseDeclaration, Rule::TravelRecordHigh]
        );
        let status = somebody.status_at(moment, Rule::FalseDeclaration);
        assert_eq!(status.hold.since, day("2020-02-11"));
        assert_eq!(status.hold.ground().unwrap().id, wuhan().evidence.id);
    }
}

#[test]
fn r64_a_medium_risk_stay_left_out_makes_red_at_once() {
    let somebody = told_after(&nothing(), &travel("3303", "2020-02-01", "2020-02-09"));
    assert_eq!(
        somebody.rules_at("2020-02-11T20:00:00"),
        [Rule::FalseDeclaration, Rule::TravelRecordMedium]
    );
}

#[test]
fn r64_r65_only_an_officer_ends_it_so_there_are_no_days_to_show() {
    let mut somebody = told_after(&nothing(), &wuhan());
    let status = somebody.status_at("2020-02-12", Rule::FalseDeclaration);
    assert_eq!(status.hold.ending.by(), EndedBy::Officer);
    assert_eq!(status.progress, None);
    somebody.is_well("2020-02-11", 60);
    assert_eq!(somebody.rules_at("2020-04-11"), [Rule::FalseDeclaration]);
    let assessment = somebody.at("2020-04-11");
    assert_eq!(assessment.due_on, None, "nothing will end by itself");
    assert_eq!(assessment.today, CheckInToday::Due);
}

#[test]
fn r64_dates_are_not_compared_and_any_place_of_the_same_entry_names_it() {
    for (named, recorded, expected) in [
        ("420106", "420106", false),
        ("4206", "420106", false),
        ("42", "420106", false),
        ("420106", "42", false),
        ("3303", "330302", false),
        ("33", "330302", false),
        ("3310", "3303", true),
        ("3303", "420106", true),
        ("430100", "420106", true),
        ("330106", "3303", true),
        ("430100", "430200", false),
    ] {
        let record = travel(recorded, "2020-02-01", "2020-02-09");
        let declared = stays(&[(named, "2020-01-20")]);
        for somebody in [
            told_after(&declared, &record),
            told_before(&declared, &record),
        ] {
            let found = is_contradicted(&somebody, "2020-02-11");
            assert_eq!(found, expected, "{named} declared, {recorded} on record");
        }
    }
}

#[test]
fn r20_a_country_is_named_by_itself_alone() {
    for (named, expected) in [("KR", false), ("JP", true), ("42", true)] {
        let mut somebody = Somebody::applying("2020-03-02", &stays(&[(named, "2020-02-20")]));
        somebody.learns("2020-03-03", &travel("KR", "2020-02-20", "2020-02-25"));
        assert_eq!(
            is_contradicted(&somebody, "2020-03-03"),
            expected,
            "{named}"
        );
    }
}

#[test]
fn r64_the_stay_must_have_been_in_the_14_days_before_the_declaration() {
    for (from, to, expected) in [
        ("2020-01-20", "2020-01-27", false),
        ("2020-01-20", "2020-01-28", true),
        ("2020-02-10", "2020-02-11", true),
        // All on the day of the declaration.
        ("2020-02-11", "2020-02-11", true),
        // It had begun before, and went on.
        ("2020-02-10", "2020-02-13", true),
        // It began that day and was not over; or later.
        ("2020-02-11", "2020-02-12", false),
        ("2020-02-12", "2020-02-13", false),
    ] {
        let mut somebody = Somebody::applying("2020-02-11", &nothing());
        somebody.learns("2020-02-14", &travel("42", from, to));
        assert_eq!(
            is_contradicted(&somebody, "2020-02-14"),
            expected,
            "{from} to {to}"
        );
    }
}

#[test]
fn r64_whoever_tells_that_they_come_from_there_has_not_left_it_out() {
    for (from, expected) in [("420106", false), ("42", false), ("3101", true)] {
        let arrival = Arrival {
            date: day("2020-02-12"),
            from: AreaCode::parse(from).unwrap(),
            transport: Transport::Rail,
            number: None,
        };
        let declared = Declaration {
            arrival: Some(arrival),
            ..nothing()
        };
        for somebody in [
            told_after(&declared, &wuhan()),
            told_before(&declared, &wuhan()),
        ] {
            assert_eq!(is_contradicted(&somebody, "2020-02-11"), expected, "{from}");
        }
    }
}

#[test]
fn r64_a_record_too_old_to_be_a_stay_that_counts_still_contradicts() {
    let mut somebody = Somebody::applying("2020-02-11", &nothing());
    somebody.learns("2020-03-20", &wuhan());
    assert_eq!(somebody.rules_at("2020-03-20"), [Rule::FalseDeclaration]);
}

#[test]
fn r19_a_re_application_that_names_the_stay_takes_off_nothing() {
    let mut somebody = told_after(&nothing(), &wuhan());
    somebody.declares("2020-02-12", &stays(&[("42", "2020-02-09")]));
    assert_eq!(
        somebody.rules_at("2020-02-12"),
        [
            Rule::FalseDeclaration,
            Rule::TravelRecordHigh,
            Rule::StayHighRisk
        ]
    );
}

#[test]
fn r64_a_re_application_that_omits_what_the_first_named_is_contradicted() {
    // The very stay that is on record.
    let declared = stays(&[("420106", "2020-02-09")]);
    let mut record_first = told_after(&declared, &wuhan());
    assert!(!is_contradicted(&record_first, "2020-02-12"));
    record_first.declares("2020-02-13", &nothing());
    let mut record_last = Somebody::applying("2020-02-11", &declared);
    record_last.declares("2020-02-13", &nothing());
    record_last.learns("2020-02-13T20:00:00", &wuhan());
    for somebody in [record_first, record_last] {
        let status = somebody.status_at("2020-02-13T21:00:00", Rule::FalseDeclaration);
        assert_eq!(status.hold.since, day("2020-02-13"));
    }
}

#[test]
fn r64_whoever_corrects_themselves_before_the_record_arrives_is_not_contradicted() {
    let mut somebody = Somebody::applying("2020-02-11", &nothing());
    somebody.declares("2020-02-12", &stays(&[("42", "2020-02-05")]));
    somebody.learns("2020-02-12T20:00:00", &wuhan());
    assert!(!is_contradicted(&somebody, "2020-02-12"));
}

#[test]
fn r64_a_re_application_is_judged_by_its_own_14_days() {
    // Ended on 02-09: in the window of 02-11 and of 02-23, out of that of 02-24.
    for (again, expected) in [("2020-02-23", true), ("2020-02-24", false)] {
        let mut somebody = told_after(&stays(&[("42", "2020-02-09")]), &wuhan());
        somebody.declares(again, &nothing());
        assert_eq!(is_contradicted(&somebody, again), expected, "{again}");
    }
}

#[test]
fn r64_it_is_put_on_once_however_many_records_tell_it() {
    let mut somebody = told_after(&nothing(), &wuhan());
    let once = somebody.case.clone();
    assert!(somebody.learns("2020-02-11T21:00:00", &wuhan()).is_empty());
    assert_eq!(but_for_told(&somebody.case), but_for_told(&once));
    let other = travel("3303", "2020-01-30", "2020-02-05");
    let changes = somebody.learns("2020-02-12", &other);
    let [Change::PutOn(medium), Change::Noted(denial)] = changes.as_slice() else {
        panic!("{changes:?}")
    };
    assert_eq!(medium.rule, Rule::TravelRecordMedium);
    assert_eq!(
        (denial.rule, denial.since, denial.evidence().len()),
        (Rule::FalseDeclaration, day("2020-02-11"), 2)
    );
    somebody.declares("2020-02-13", &nothing());
    let status = somebody.status_at("2020-02-13", Rule::FalseDeclaration);
    assert_eq!(status.hold.since, day("2020-02-11"));
}

#[test]
fn r64_an_area_is_judged_by_the_lists_of_the_day_on_which_the_record_arrives_or_is_denied() {
    let korea = travel("KR", "2020-02-18", "2020-02-22");
    let mut somebody = Somebody::applying("2020-02-24", &nothing());
    somebody.learns("2020-02-25", &korea);
    assert_eq!(somebody.rules_at("2020-02-29"), []);
    assert_eq!(
        somebody.rules_at("2020-03-01"),
        [Rule::TravelRecordMedium],
        "that a version lists it denies nothing"
    );
    let mut declared_again = somebody.clone();
    declared_again.declares("2020-03-02", &nothing());
    assert!(is_contradicted(&declared_again, "2020-03-02"));
    let mut told_later = Somebody::applying("2020-02-24", &nothing());
    told_later.learns("2020-03-02", &korea);
    assert!(is_contradicted(&told_later, "2020-03-02"));
}

#[test]
fn r5_a_place_inside_the_city_names_no_entry_around_it() {
    let around = version("v", "2020-02-12", |document| {
        document["areas"]["medium"]["areas"] = json!(["33"]);
    });
    let policies = book([(around.unwrap(), "2020-02-11T12:00:00")]);
    for (named, expected) in [("330106", true), ("3301", true), ("3304", false)] {
        let mut somebody = Somebody::unknown_until(day("2020-02-12"));
        somebody.book = policies.clone();
        somebody.declares("2020-02-12", &stays(&[(named, "2020-02-09")]));
        somebody.learns("2020-02-13", &travel("3303", "2020-02-01", "2020-02-09"));
        assert_eq!(
            is_contradicted(&somebody, "2020-02-13"),
            expected,
            "{named}"
        );
    }
}
