//! Clinics' results change the code by themselves, both ways (R41): what each of them closes
//! and puts on. Which of them count is in `results`.

use rules::case::Change;
use rules::words::{ClinicFinding, Colour, ContactDegree, EndedBy, Isolation, Rule, Source};

use ClinicFinding::{Cleared, Confirmed, Recovered, Suspected};

use crate::person::*;

fn green() -> Somebody {
    Somebody::applying("2020-02-11", &nothing())
}

/// Held under every rule there is, all of it by ten on 02-12.
fn held_by_everything() -> Somebody {
    let mut declared = contact_with_a_case();
    declared.contact.quarantined_cohabitant = true;
    declared.stays = stays(&[("42", "2020-02-10"), ("3303", "2020-02-10")]).stays;
    let mut somebody = Somebody::applying("2020-02-11", &declared);
    for record in [
        travel("4201", "2020-02-08", "2020-02-09"),
        // Of this one the declaration says nothing.
        travel("3310", "2020-02-08", "2020-02-09"),
        contact(ContactDegree::Close, "2020-02-09"),
        contact(ContactDegree::Secondary, "2020-02-09"),
        order(Colour::Yellow, 7),
    ] {
        somebody.learns("2020-02-11", &record);
    }
    somebody.learns(
        "2020-02-12T07:30:00",
        &result(Recovered, "2020-02-12T07:00:00"),
    );
    somebody.checks_in("2020-02-12T08:00:00", &ill());
    for (finding, observed) in [
        (Confirmed, "2020-02-12T08:20:00"),
        (Suspected, "2020-02-12T08:30:00"),
    ] {
        somebody.learns("2020-02-12T10:00:00", &result(finding, observed));
    }
    assert_eq!(missing(&somebody, "2020-02-12T10:00:00"), []);
    somebody
}

fn missing(somebody: &Somebody, moment: &str) -> Vec<Rule> {
    let open = somebody.rules_at(moment);
    let is_missing = |rule: &Rule| !open.contains(rule);
    Rule::ALL.iter().copied().filter(is_missing).collect()
}

#[test]
fn r41_suspected_is_red_in_a_central_facility_until_14_days_are_done() {
    let mut somebody = green();
    somebody.learns("2020-02-13", &result(Suspected, "2020-02-12T16:00:00"));
    let (status, progress) = somebody.hold_at("2020-02-13", Rule::ClinicSuspected);
    assert_eq!(
        (status.hold.colour, status.hold.isolation),
        (Colour::Red, Isolation::Central)
    );
    assert_eq!(
        (status.hold.since, progress.required_days),
        (day("2020-02-13"), 14)
    );
    let ground = status.hold.ground().unwrap();
    assert_eq!(
        (ground.source, ground.recorded_at),
        (Source::Clinic, at("2020-02-13"))
    );
    somebody.is_well("2020-02-13", 14);
    assert_eq!(somebody.colour_at("2020-02-26T23:59:59"), Colour::Red);
    assert_eq!(somebody.colour_at("2020-02-27T00:00:00"), Colour::Green);
}

#[test]
fn r41_cleared_closes_symptoms_and_suspicion_and_nothing_else() {
    let mut somebody = green();
    somebody.checks_in("2020-02-12T08:00:00", &ill());
    somebody.learns(
        "2020-02-12T12:00:00",
        &result(Suspected, "2020-02-12T11:00:00"),
    );
    let cleared = result(Cleared, "2020-02-12T15:00:00");
    let changes = somebody.learns("2020-02-12T16:00:00", &cleared);
    let closed: Vec<_> = changes
        .iter()
        .map(|change| match change {
            Change::Closed(hold, by) => (hold.rule, by.id.as_str()),
            other => panic!("{other:?}"),
        })
        .collect();
    let by = cleared.evidence.id.as_str();
    assert_eq!(closed, [(Rule::Symptoms, by), (Rule::ClinicSuspected, by)]);
    assert_eq!(somebody.colour_at("2020-02-12T16:00:00"), Colour::Green);

    let mut somebody = held_by_everything();
    somebody.learns(
        "2020-02-12T13:00:00",
        &result(Cleared, "2020-02-12T12:00:00"),
    );
    assert_eq!(
        missing(&somebody, "2020-02-12T13:00:00"),
        [Rule::Symptoms, Rule::ClinicSuspected]
    );
}

#[test]
fn r41_cleared_does_not_close_symptoms_that_were_told_after_it_was_observed() {
    for (fever, rules) in [
        ("2020-02-12T14:59:59", vec![]),
        ("2020-02-12T15:00:00", vec![Rule::Symptoms]),
        ("2020-02-12T15:30:00", vec![Rule::Symptoms]),
    ] {
        let mut somebody = green();
        somebody.checks_in(fever, &ill());
        somebody.learns(
            "2020-02-12T16:00:00",
            &result(Cleared, "2020-02-12T15:00:00"),
        );
        assert_eq!(somebody.rules_at("2020-02-12T16:00:00"), rules, "{fever}");
    }
}

#[test]
fn r41_cleared_closes_a_suspicion_that_was_observed_before_however_late_that_arrived() {
    let mut somebody = green();
    somebody.learns("2020-02-14", &result(Suspected, "2020-02-12T08:00:00"));
    somebody.learns("2020-02-14", &result(Cleared, "2020-02-13T08:00:00"));
    assert_eq!(somebody.colour_at("2020-02-14"), Colour::Green);
}

#[test]
fn r36_r41_symptoms_that_were_cleared_come_back_with_later_ones_also_of_the_same_day() {
    let mut somebody = green();
    somebody.checks_in("2020-02-12T08:00:00", &ill());
    somebody.learns(
        "2020-02-12T12:00:00",
        &result(Cleared, "2020-02-12T11:00:00"),
    );
    somebody.declares("2020-02-12T18:00:00", &feeling_ill());
    assert_eq!(somebody.colour_at("2020-02-12T18:00:00"), Colour::Yellow);
    somebody.learns(
        "2020-02-12T20:00:00",
        &result(Cleared, "2020-02-12T19:00:00"),
    );
    assert_eq!(somebody.colour_at("2020-02-12T20:00:00"), Colour::Green);
    somebody.checks_in("2020-02-12T21:00:00", &ill());
    assert_eq!(somebody.colour_at("2020-02-12T21:00:00"), Colour::Yellow);
    // The last symptom counts: this was observed before it.
    somebody.learns(
        "2020-02-12T23:00:00",
        &result(Cleared, "2020-02-12T20:30:00"),
    );
    assert_eq!(somebody.colour_at("2020-02-12T23:00:00"), Colour::Yellow);
    somebody.checks_in("2020-02-13T08:00:00", &ill());
    let (status, progress) = somebody.hold_at("2020-02-13T08:00:00", Rule::Symptoms);
    assert_eq!(
        (status.hold.since, progress.normal_days),
        (day("2020-02-13"), 0)
    );
}

#[test]
fn r41_suspected_again_after_cleared_on_the_same_day_is_red_again() {
    let mut somebody = green();
    for (finding, observed, colour) in [
        (Suspected, "2020-02-12T08:00:00", Colour::Red),
        (Cleared, "2020-02-12T10:00:00", Colour::Green),
        (Suspected, "2020-02-12T12:00:00", Colour::Red),
        (Cleared, "2020-02-12T14:00:00", Colour::Green),
    ] {
        somebody.learns(observed, &result(finding, observed));
        assert_eq!(somebody.colour_at(observed), colour, "{observed}");
    }
}

#[test]
fn r41_confirmed_is_red_until_recovered_whatever_the_days_and_whatever_else_a_clinic_finds() {
    let mut somebody = green();
    somebody.learns("2020-02-13", &result(Confirmed, "2020-02-12T16:00:00"));
    let status = somebody.status_at("2020-02-13", Rule::ClinicConfirmed);
    assert_eq!(
        (status.hold.ending.by(), status.progress),
        (EndedBy::Clinic, None)
    );
    assert_eq!(somebody.at("2020-02-13").due_on, None);
    somebody.is_well("2020-02-13", 40);
    somebody.learns("2020-03-20", &result(Cleared, "2020-03-20T08:00:00"));
    assert_eq!(somebody.rules_at("2020-03-25"), [Rule::ClinicConfirmed]);
}

#[test]
fn r41_recovered_closes_what_clinics_found_and_puts_on_14_days_of_observation() {
    let mut somebody = green();
    somebody.checks_in("2020-02-12", &ill());
    somebody.learns("2020-02-12", &result(Suspected, "2020-02-12T07:00:00"));
    somebody.learns("2020-02-13", &result(Confirmed, "2020-02-13T07:00:00"));
    assert_eq!(
        somebody.rules_at("2020-02-13"),
        [Rule::ClinicSuspected, Rule::ClinicConfirmed, Rule::Symptoms]
    );
    somebody.learns("2020-02-28", &result(Recovered, "2020-02-27T16:00:00"));
    let (status, progress) = somebody.hold_at("2020-02-28", Rule::PostDischarge);
    assert_eq!(somebody.rules_at("2020-02-28"), [Rule::PostDischarge]);
    assert_eq!(
        (status.hold.colour, status.hold.since),
        (Colour::Red, day("2020-02-28"))
    );
    assert_eq!(progress.earliest_release_on, day("2020-03-13"));
    somebody.is_well("2020-02-28", 14);
    assert_eq!(somebody.colour_at("2020-03-12T23:59:59"), Colour::Red);
    assert_eq!(somebody.colour_at("2020-03-13T00:00:00"), Colour::Green);
}

#[test]
fn r41_recovered_closes_nothing_that_others_found() {
    let mut somebody = held_by_everything();
    somebody.learns(
        "2020-02-12T13:00:00",
        &result(Recovered, "2020-02-12T12:00:00"),
    );
    assert_eq!(
        missing(&somebody, "2020-02-12T13:00:00"),
        [Rule::Symptoms, Rule::ClinicSuspected, Rule::ClinicConfirmed]
    );
}

#[test]
fn r41_confirmed_again_after_recovered_is_red_until_recovered_again() {
    let mut somebody = green();
    for (finding, observed) in [
        (Confirmed, "2020-02-12T08:00:00"),
        (Recovered, "2020-02-12T10:00:00"),
        (Confirmed, "2020-02-12T12:00:00"),
    ] {
        somebody.learns(observed, &result(finding, observed));
    }
    assert_eq!(
        somebody.rules_at("2020-02-12T12:00:00"),
        [Rule::ClinicConfirmed, Rule::PostDischarge]
    );
}
