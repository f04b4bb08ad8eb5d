//! Which of clinics' results count (R41): their order, their days, their repeats. What each
//! does is in `clinic`.

use rules::case::Change;
use rules::evidence::Record;
use rules::words::{ClinicFinding, Colour, Rule};

use ClinicFinding::{Cleared, Confirmed, Suspected};

use crate::person::*;

fn green() -> Somebody {
    Somebody::applying("2020-02-11", &nothing())
}

#[test]
fn r41_an_older_result_that_arrives_late_has_no_effect_at_all() {
    for newer in ClinicFinding::ALL {
        for older in ClinicFinding::ALL {
            for observed in ["2020-02-12T08:00:00", "2020-02-12T12:00:00"] {
                let mut somebody = green();
                somebody.checks_in("2020-02-12T07:00:00", &ill());
                somebody.learns(
                    "2020-02-12T12:30:00",
                    &result(*newer, "2020-02-12T12:00:00"),
                );
                let before = somebody.case.clone();
                let changes = somebody.learns("2020-02-12T13:00:00", &result(*older, observed));
                assert!(changes.is_empty(), "{older} after {newer}");
                assert_eq!(somebody.case, before);
            }
        }
    }
}

#[test]
fn r41_a_result_that_closed_nothing_is_later_all_the_same() {
    let mut somebody = green();
    somebody.learns("2020-02-13", &result(Cleared, "2020-02-13T08:00:00"));
    somebody.learns("2020-02-13", &result(Suspected, "2020-02-12T08:00:00"));
    assert_eq!(somebody.colour_at("2020-02-13"), Colour::Green);
}

#[test]
fn the_day_of_a_result_is_that_of_its_observation() {
    let mut somebody = green();
    somebody.learns("2020-02-14", &result(Suspected, "2020-02-12T08:00:00"));
    let covered = somebody.learns("2020-02-16", &result(Suspected, "2020-02-14T23:59:59"));
    assert!(
        matches!(covered.as_slice(), [Change::Noted(_)]),
        "{covered:?}"
    );
    let later = somebody.learns("2020-02-16", &result(Suspected, "2020-02-15T00:00:00"));
    let [Change::Renewed(hold)] = later.as_slice() else {
        panic!("{later:?}")
    };
    assert_eq!(hold.since, day("2020-02-16"));
}

#[test]
fn a_suspicion_that_days_ended_covers_what_was_observed_before_it_was_put_on() {
    let mut somebody = green();
    somebody.learns("2020-02-14", &result(Suspected, "2020-02-12T08:00:00"));
    somebody.is_well("2020-02-14", 14);
    somebody.learns("2020-02-28", &result(Suspected, "2020-02-14T08:00:00"));
    assert_eq!(somebody.colour_at("2020-02-28"), Colour::Green);
    somebody.learns("2020-02-28", &result(Suspected, "2020-02-15T08:00:00"));
    assert_eq!(somebody.colour_at("2020-02-28"), Colour::Red);
}

#[test]
fn r19_results_that_waited_are_taken_in_the_order_in_which_they_were_observed() {
    let suspected = result(Suspected, "2020-02-08T08:00:00");
    let cleared = result(Cleared, "2020-02-09T08:00:00");
    let confirmed = result(Confirmed, "2020-02-10T08:00:00");
    let rules = |waiting: &[&Record]| {
        let mut somebody = Somebody::unknown_until(day("2020-02-11"));
        for record in waiting {
            somebody.learns("2020-02-10T20:00:00", record);
        }
        somebody.declares("2020-02-11", &nothing());
        somebody.rules_at("2020-02-11")
    };
    for waiting in [[&suspected, &cleared], [&cleared, &suspected]] {
        assert_eq!(rules(&waiting), []);
    }
    for waiting in [[&suspected, &confirmed], [&confirmed, &suspected]] {
        assert_eq!(
            rules(&waiting),
            [Rule::ClinicConfirmed, Rule::ClinicSuspected]
        );
    }
}

#[test]
fn r41_a_result_has_no_window() {
    let confirmed = result(Confirmed, "2020-01-01T08:00:00");
    let mut somebody = Somebody::unknown_until(day("2020-02-11"));
    somebody.learns("2020-01-02", &confirmed);
    somebody.declares("2020-02-11", &nothing());
    let status = somebody.status_at("2020-02-11", Rule::ClinicConfirmed);
    assert_eq!(status.hold.since, day("2020-02-11"));
}

#[test]
fn r41_what_a_clinic_tells_twice_counts_once() {
    for finding in ClinicFinding::ALL {
        let mut somebody = green();
        somebody.checks_in("2020-02-12T07:00:00", &ill());
        let record = result(*finding, "2020-02-12T08:00:00");
        somebody.learns("2020-02-12T09:00:00", &record);
        somebody.is_well("2020-02-13", 2);
        let once = somebody.case.clone();
        assert!(somebody.learns("2020-02-14T12:00:00", &record).is_empty());
        assert_eq!(somebody.case, once);
    }
}
