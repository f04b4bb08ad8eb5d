//! What the holder of a code is shown: days done, days left, dates, order, calendar.

use rules::assess::{CheckInToday, DayMark};
use rules::calendar::days_after;
use rules::case::Change;
use rules::hold::Progress;
use rules::words::{Colour, DayResult, Rule};

use crate::person::*;

fn red() -> Somebody {
    Somebody::applying("2020-02-11", &stays(&[("42", "2020-02-10")]))
}

fn progress(somebody: &Somebody, moment: &str) -> Progress {
    somebody.hold_at(moment, Rule::StayHighRisk).1
}

#[test]
fn r15_three_of_fourteen_days_done_are_shown_as_in_the_contract() {
    let mut somebody = red();
    somebody.is_well("2020-02-11", 3);
    let expected = Progress {
        required_days: 14,
        normal_days: 3,
        remaining_days: 11,
        earliest_release_on: day("2020-02-25"),
    };
    assert_eq!(progress(&somebody, "2020-02-13"), expected);
    assert_eq!(
        progress(&somebody, "2020-02-14"),
        expected,
        "yesterday's run still stands"
    );
}

#[test]
fn r15_before_the_first_check_in_the_earliest_release_counts_today() {
    let shown = progress(&red(), "2020-02-11");
    assert_eq!((shown.normal_days, shown.remaining_days), (0, 14));
    assert_eq!(shown.earliest_release_on, day("2020-02-25"));
}

#[test]
fn r15_on_an_abnormal_day_the_earliest_release_is_one_day_later() {
    let mut somebody = red();
    somebody.checks_in("2020-02-11", &ill());
    assert_eq!(
        progress(&somebody, "2020-02-11").earliest_release_on,
        day("2020-02-26")
    );
    assert_eq!(
        progress(&somebody, "2020-02-12").earliest_release_on,
        day("2020-02-26")
    );
}

#[test]
fn r15_a_run_is_shown_until_a_day_is_missed() {
    let mut somebody = red();
    somebody.is_well("2020-02-11", 3);
    assert_eq!(progress(&somebody, "2020-02-14T23:59:59").normal_days, 3);
    let broken = progress(&somebody, "2020-02-15T00:00:00");
    assert_eq!((broken.normal_days, broken.remaining_days), (0, 14));
    assert_eq!(broken.earliest_release_on, day("2020-02-29"));
}

#[test]
fn r15_on_the_last_day_nothing_remains_and_release_is_tomorrow() {
    let mut somebody = red();
    somebody.is_well("2020-02-11", 14);
    let shown = progress(&somebody, "2020-02-24");
    assert_eq!((shown.normal_days, shown.remaining_days), (14, 0));
    assert_eq!(shown.earliest_release_on, day("2020-02-25"));
}

#[test]
fn r28_steady_check_ins_never_move_the_earliest_release() {
    let mut somebody = red();
    for n in 0..14 {
        let today = days_after(day("2020-02-11"), n).to_string();
        assert_eq!(
            progress(&somebody, &format!("{today}T00:00:00")).earliest_release_on,
            day("2020-02-25")
        );
        somebody.checks_in(&today, &well());
        assert_eq!(
            progress(&somebody, &today).earliest_release_on,
            day("2020-02-25")
        );
        assert_eq!(somebody.at(&today).due_on, Some(day("2020-02-25")));
    }
}

#[test]
fn r15_holds_are_listed_worst_first_then_oldest_then_by_rule() {
    let mut somebody = Somebody::applying("2020-02-11", &stays(&[("3303", "2020-02-10")]));
    somebody.declares("2020-02-12", &feeling_ill());
    somebody.declares("2020-02-12", &cohabitant_quarantined());
    somebody.declares("2020-02-13", &stays(&[("42", "2020-02-10")]));
    somebody.declares("2020-02-14", &contact_with_a_case());
    assert_eq!(
        somebody.rules_at("2020-02-14"),
        [
            Rule::StayHighRisk,
            Rule::ContactConfirmed,
            Rule::StayMediumRisk,
            Rule::CohabitantQuarantined,
            Rule::Symptoms,
        ]
    );
}

#[test]
fn the_first_release_of_several_is_the_one_that_is_due() {
    let mut somebody = red();
    somebody.declares("2020-02-12", &cohabitant_quarantined());
    assert_eq!(somebody.at("2020-02-12").due_on, Some(day("2020-02-19")));
    assert_eq!(
        Somebody::applying("2020-02-11", &nothing())
            .at("2020-02-11")
            .due_on,
        None
    );
}

#[test]
fn r35_green_may_check_in_and_others_are_asked_to() {
    let mut green = Somebody::applying("2020-02-11", &nothing());
    assert_eq!(green.at("2020-02-12").today, CheckInToday::Optional);
    green.checks_in("2020-02-12", &well());
    assert_eq!(green.at("2020-02-12T23:59:59").today, CheckInToday::Done);
    assert_eq!(
        green.at("2020-02-13T00:00:00").today,
        CheckInToday::Optional
    );
    let mut red = red();
    assert_eq!(red.at("2020-02-11").today, CheckInToday::Due);
    red.checks_in("2020-02-11", &ill());
    assert_eq!(red.at("2020-02-11").today, CheckInToday::Done);
}

#[test]
fn r36_the_calendar_marks_every_day_of_a_hold_that_is_over() {
    let mut somebody = red();
    somebody.is_well("2020-02-11", 1);
    somebody.checks_in("2020-02-13", &ill());
    let calendar = somebody.at("2020-02-15").calendar;
    assert_eq!(
        calendar,
        [
            (day("2020-02-11"), DayMark::Result(DayResult::Normal)),
            (day("2020-02-12"), DayMark::Missed),
            (day("2020-02-13"), DayMark::Result(DayResult::Abnormal)),
            (day("2020-02-14"), DayMark::Missed),
        ]
    );
}

#[test]
fn r35_green_people_miss_nothing() {
    let mut somebody = Somebody::applying("2020-02-11", &nothing());
    somebody.is_well("2020-02-13", 1);
    assert_eq!(
        somebody.at("2020-02-20").calendar,
        [(day("2020-02-13"), DayMark::Result(DayResult::Normal))]
    );
}

#[test]
fn r85_a_check_in_past_its_retention_is_not_shown_whether_or_not_anything_was_deleted() {
    let mut somebody = Somebody::applying("2020-02-11", &nothing());
    somebody.is_well("2020-02-11", 1);
    assert_eq!(somebody.at("2020-03-12").calendar.len(), 1);
    assert!(somebody.at("2020-03-13").calendar.is_empty());
}

#[test]
fn r85_a_check_in_that_was_forgotten_is_not_called_missed() {
    let mut somebody = red();
    somebody.is_well("2020-02-11", 2);
    somebody.is_well("2020-03-20", 1);
    let calendar = somebody.at("2020-03-20").calendar;
    assert_eq!(
        calendar.first(),
        Some(&(day("2020-02-19"), DayMark::Missed))
    );
    assert_eq!(calendar.len(), 31);
}

#[test]
fn r22_reading_changes_nothing() {
    let mut somebody = red();
    somebody.is_well("2020-02-11", 14);
    let case = somebody.case.clone();
    let first = somebody.at("2020-02-25");
    assert_eq!(somebody.at("2020-02-25"), first);
    assert_eq!(somebody.case, case);
    assert_eq!(first.colour, Colour::Green);
}

#[test]
fn r29_a_batch_that_never_ran_shows_no_old_colour() {
    let mut somebody = red();
    somebody.is_well("2020-02-11", 14);
    assert_eq!(somebody.case.colour(), Colour::Red, "stored as it was");
    assert_eq!(somebody.colour_at("2020-02-25T00:00:00"), Colour::Green);
}

#[test]
fn r28_settling_tells_each_release_once_and_on_its_day() {
    let mut somebody = Somebody::applying("2020-02-11", &stays(&[("3303", "2020-02-10")]));
    somebody.is_well("2020-02-11", 7);
    assert!(
        somebody
            .case
            .settle(&somebody.book, day("2020-02-17"))
            .is_empty()
    );
    let changes = somebody.case.settle(&somebody.book, day("2020-02-28"));
    let [Change::Released(hold, ended_on)] = changes.as_slice() else {
        panic!("{changes:?}")
    };
    assert_eq!(
        (hold.rule, *ended_on),
        (Rule::StayMediumRisk, day("2020-02-18"))
    );
    assert!(
        somebody
            .case
            .settle(&somebody.book, day("2020-02-28"))
            .is_empty()
    );
}
