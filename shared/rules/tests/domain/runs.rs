//! Runs of normal days, and what they end.

use rules::hold::Run;
use rules::words::{Colour, DayResult, Rule};

use crate::person::*;

fn red() -> Somebody {
    Somebody::applying("2020-02-11", &stays(&[("42", "2020-02-10")]))
}

fn yellow() -> Somebody {
    Somebody::applying("2020-02-11", &stays(&[("3303", "2020-02-10")]))
}

#[test]
fn r26_red_is_not_green_on_day_13_nor_14_and_straight_green_on_day_15() {
    let mut somebody = red();
    somebody.is_well("2020-02-11", 13);
    assert_eq!(somebody.colour_at("2020-02-23"), Colour::Red);
    somebody.is_well("2020-02-24", 1);
    assert_eq!(somebody.colour_at("2020-02-24"), Colour::Red);
    assert_eq!(somebody.colour_at("2020-02-25"), Colour::Green);
    assert!(somebody.at("2020-02-25").holds.is_empty());
}

#[test]
fn r28_green_begins_at_midnight_after_the_last_day_and_not_a_second_earlier() {
    let mut somebody = red();
    somebody.is_well("2020-02-11", 14);
    assert_eq!(somebody.colour_at("2020-02-24T23:59:59"), Colour::Red);
    assert_eq!(somebody.colour_at("2020-02-25T00:00:00"), Colour::Green);
}

#[test]
fn r26_thirteen_days_are_not_enough_however_long_one_waits() {
    let mut somebody = red();
    somebody.is_well("2020-02-11", 13);
    assert_eq!(somebody.colour_at("2020-02-25"), Colour::Red);
    assert_eq!(somebody.colour_at("2020-12-31"), Colour::Red);
}

#[test]
fn r27_yellow_takes_seven_days() {
    let mut somebody = yellow();
    somebody.is_well("2020-02-11", 7);
    assert_eq!(somebody.colour_at("2020-02-17T23:59:59"), Colour::Yellow);
    assert_eq!(somebody.colour_at("2020-02-18T00:00:00"), Colour::Green);
}

#[test]
fn r28_the_first_day_counts_if_the_check_in_came_after_the_hold() {
    let mut somebody = red();
    somebody.checks_in("2020-02-11T23:59:59", &well());
    assert_eq!(
        somebody
            .hold_at("2020-02-11T23:59:59", Rule::StayHighRisk)
            .1
            .normal_days,
        1
    );
}

#[test]
fn r28_the_first_day_counts_if_the_check_in_came_before_the_hold() {
    let mut somebody = Somebody::applying("2020-02-11T08:00:00", &nothing());
    somebody.checks_in("2020-02-12T08:00:00", &well());
    somebody.declares("2020-02-12T20:00:00", &contact_with_a_case());
    let (status, progress) = somebody.hold_at("2020-02-12T20:00:00", Rule::ContactConfirmed);
    assert_eq!(
        (status.hold.since, progress.normal_days),
        (day("2020-02-12"), 1)
    );
    somebody.is_well("2020-02-13", 13);
    assert_eq!(somebody.colour_at("2020-02-25"), Colour::Red);
    assert_eq!(somebody.colour_at("2020-02-26"), Colour::Green);
}

#[test]
fn r28_days_before_the_hold_count_for_nothing() {
    let mut somebody = Somebody::applying("2020-02-11", &nothing());
    somebody.is_well("2020-02-11", 5);
    somebody.declares("2020-02-16", &contact_with_a_case());
    assert_eq!(
        somebody
            .hold_at("2020-02-16", Rule::ContactConfirmed)
            .1
            .normal_days,
        0
    );
}

#[test]
fn a_declaration_is_no_check_in() {
    let somebody = red();
    assert_eq!(
        somebody
            .hold_at("2020-02-11", Rule::StayHighRisk)
            .1
            .normal_days,
        0
    );
    assert!(somebody.case.check_ins.is_empty());
}

#[test]
fn r36_a_missed_day_restarts_the_run() {
    let mut somebody = yellow();
    somebody.is_well("2020-02-11", 6);
    somebody.is_well("2020-02-18", 6);
    let (_, progress) = somebody.hold_at("2020-02-23", Rule::StayMediumRisk);
    assert_eq!(
        (progress.normal_days, progress.earliest_release_on),
        (6, day("2020-02-25"))
    );
    somebody.is_well("2020-02-24", 1);
    assert_eq!(somebody.colour_at("2020-02-24"), Colour::Yellow);
    assert_eq!(somebody.colour_at("2020-02-25"), Colour::Green);
}

#[test]
fn r36_an_abnormal_day_sets_every_open_hold_to_0_and_puts_on_symptoms() {
    let mut somebody = Somebody::applying(
        "2020-02-11",
        &stays(&[("42", "2020-02-10"), ("3303", "2020-02-10")]),
    );
    somebody.is_well("2020-02-11", 4);
    somebody.checks_in("2020-02-15", &ill());
    for rule in [Rule::StayHighRisk, Rule::StayMediumRisk, Rule::Symptoms] {
        assert_eq!(
            somebody.hold_at("2020-02-15", rule).1.normal_days,
            0,
            "{rule}"
        );
    }
    assert_eq!(
        somebody
            .hold_at("2020-02-15", Rule::StayHighRisk)
            .0
            .hold
            .since,
        day("2020-02-11")
    );
}

#[test]
fn r36_an_abnormal_check_in_later_on_a_normal_day_sets_the_run_to_0() {
    let mut somebody = yellow();
    somebody.is_well("2020-02-11", 3);
    somebody.checks_in("2020-02-13T22:00:00", &ill());
    assert_eq!(
        somebody
            .hold_at("2020-02-13T22:00:00", Rule::StayMediumRisk)
            .1
            .normal_days,
        0
    );
}

#[test]
fn r36_an_abnormal_check_in_undoes_a_run_that_reached_its_length_that_very_day() {
    let mut somebody = red();
    somebody.is_well("2020-02-11", 14);
    somebody.checks_in("2020-02-24T23:59:00", &ill());
    assert_eq!(somebody.colour_at("2020-02-25"), Colour::Red);
    assert_eq!(
        somebody.rules_at("2020-02-25"),
        [Rule::StayHighRisk, Rule::Symptoms]
    );
    assert_eq!(
        somebody
            .hold_at("2020-02-25", Rule::StayHighRisk)
            .1
            .earliest_release_on,
        day("2020-03-10")
    );
}

#[test]
fn r32_normal_after_abnormal_on_the_same_day_changes_nothing() {
    let mut somebody = yellow();
    somebody.checks_in("2020-02-12T08:00:00", &ill());
    let case = somebody.case.clone();
    let again = somebody.checks_in("2020-02-12T20:00:00", &well());
    assert_eq!(again.result, DayResult::Abnormal);
    assert!(!again.is_first && again.changes.is_empty());
    assert_eq!(somebody.case, case);
}

#[test]
fn r32_several_check_ins_of_a_day_count_once() {
    let mut somebody = yellow();
    assert!(somebody.checks_in("2020-02-11T08:00:00", &well()).is_first);
    for hour in 9..20 {
        let again = somebody.checks_in(&format!("2020-02-11T{hour:02}:00:00"), &well());
        assert!(!again.is_first && again.changes.is_empty());
    }
    assert_eq!(
        somebody
            .hold_at("2020-02-11T20:00:00", Rule::StayMediumRisk)
            .1
            .normal_days,
        1
    );
}

#[test]
fn r36_a_second_abnormal_day_renews_the_symptom_hold() {
    let mut somebody = Somebody::applying("2020-02-11", &nothing());
    somebody.checks_in("2020-02-12", &ill());
    somebody.is_well("2020-02-13", 3);
    somebody.checks_in("2020-02-16", &ill());
    let (status, progress) = somebody.hold_at("2020-02-16", Rule::Symptoms);
    assert_eq!(
        (status.hold.since, progress.earliest_release_on),
        (day("2020-02-16"), day("2020-02-24"))
    );
    somebody.is_well("2020-02-17", 7);
    assert_eq!(somebody.colour_at("2020-02-23"), Colour::Yellow);
    assert_eq!(somebody.colour_at("2020-02-24"), Colour::Green);
}

#[test]
fn r24_of_two_holds_yellow_ends_first_and_red_goes_on() {
    let mut somebody = Somebody::applying(
        "2020-02-11",
        &stays(&[("42", "2020-02-10"), ("3303", "2020-02-10")]),
    );
    somebody.is_well("2020-02-11", 7);
    assert_eq!(
        somebody.rules_at("2020-02-17"),
        [Rule::StayHighRisk, Rule::StayMediumRisk]
    );
    assert_eq!(somebody.rules_at("2020-02-18"), [Rule::StayHighRisk]);
    somebody.is_well("2020-02-18", 7);
    assert_eq!(somebody.colour_at("2020-02-24"), Colour::Red);
    assert_eq!(somebody.colour_at("2020-02-25"), Colour::Green);
}

#[test]
fn r24_red_that_ends_before_a_later_yellow_leaves_yellow() {
    let mut somebody = Somebody::applying("2020-02-11", &contact_with_a_case());
    somebody.is_well("2020-02-11", 9);
    somebody.declares("2020-02-20", &cohabitant_quarantined());
    somebody.is_well("2020-02-20", 5);
    assert_eq!(somebody.colour_at("2020-02-24"), Colour::Red);
    assert_eq!(
        somebody.rules_at("2020-02-25"),
        [Rule::CohabitantQuarantined]
    );
    somebody.is_well("2020-02-25", 2);
    assert_eq!(somebody.colour_at("2020-02-26"), Colour::Yellow);
    assert_eq!(somebody.colour_at("2020-02-27"), Colour::Green);
}

#[test]
fn r28_release_is_for_good_and_a_later_abnormal_day_puts_on_symptoms_only() {
    let mut somebody = red();
    somebody.is_well("2020-02-11", 14);
    somebody.checks_in("2020-02-25T00:00:00", &ill());
    assert_eq!(somebody.rules_at("2020-02-25"), [Rule::Symptoms]);
    assert_eq!(somebody.colour_at("2020-02-25"), Colour::Yellow);
}

#[test]
fn r28_a_missed_day_after_the_last_one_takes_nothing_back() {
    let mut somebody = red();
    somebody.is_well("2020-02-11", 14);
    assert_eq!(somebody.colour_at("2020-03-25"), Colour::Green);
    somebody.is_well("2020-03-26", 1);
    assert_eq!(somebody.colour_at("2020-03-26"), Colour::Green);
}

#[test]
fn r32_counting_a_day_twice_leaves_the_run_as_it_was() {
    let run = Run::new(day("2020-02-13"), 3);
    assert_eq!(run.with_normal_day(day("2020-02-13")), run);
    assert_eq!(
        run.with_normal_day(day("2020-02-14")).last_and_days(),
        Some((day("2020-02-14"), 4))
    );
    assert_eq!(
        run.with_normal_day(day("2020-02-15")).last_and_days(),
        Some((day("2020-02-15"), 1))
    );
}
