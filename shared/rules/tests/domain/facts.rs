//! Facts become holds: the window, covered, renewed, put on, declared again, fever.

use rules::declaration::{Contact, Declaration};
use rules::words::{Colour, DayResult, Rule, Source, Symptom};

use crate::person::*;

#[test]
fn r40_a_stay_exactly_14_days_ago_counts_and_one_of_15_days_ago_does_not() {
    for (to, colour) in [
        ("2020-02-11", Colour::Red),
        ("2020-01-29", Colour::Red),
        ("2020-01-28", Colour::Red),
        ("2020-01-27", Colour::Green),
    ] {
        let somebody = Somebody::applying("2020-02-11", &stays(&[("42", to)]));
        assert_eq!(somebody.colour_at("2020-02-11"), colour, "{to}");
    }
}

#[test]
fn r1_the_window_is_counted_in_shanghai_days() {
    let stay = stays(&[("42", "2020-01-29")]);
    let mut in_time = Somebody::unknown_until(day("2020-02-12"));
    in_time.declares("2020-02-12T23:59:59", &stay);
    assert_eq!(in_time.colour_at("2020-02-12T23:59:59"), Colour::Red);
    let mut too_late = Somebody::unknown_until(day("2020-02-13"));
    too_late.declares("2020-02-13T00:00:00", &stay);
    assert_eq!(too_late.colour_at("2020-02-13T00:00:00"), Colour::Green);
}

#[test]
fn r40_a_stay_in_the_window_when_declared_does_not_fade_when_the_window_moves_on() {
    let somebody = Somebody::applying("2020-02-11", &stays(&[("42", "2020-01-28")]));
    assert_eq!(somebody.colour_at("2020-04-11"), Colour::Red);
}

#[test]
fn r40_areas_of_any_level_put_on_the_hold_of_their_entry() {
    for (code, rules) in [
        ("42", vec![Rule::StayHighRisk]),
        ("4201", vec![Rule::StayHighRisk]),
        ("420106", vec![Rule::StayHighRisk]),
        ("330300", vec![Rule::StayMediumRisk]),
        ("331002", vec![Rule::StayMediumRisk]),
        ("33", vec![]),
        ("430100", vec![]),
        ("KR", vec![]),
    ] {
        let somebody = Somebody::applying("2020-02-11", &stays(&[(code, "2020-02-10")]));
        assert_eq!(somebody.rules_at("2020-02-11"), rules, "{code}");
    }
}

#[test]
fn r5_moving_between_the_citys_districts_is_no_travel() {
    let somebody = Somebody::applying(
        "2020-02-11",
        &stays(&[("330106", "2020-02-10"), ("3301", "2020-02-09")]),
    );
    assert!(somebody.case.stays.is_empty());
    assert_eq!(somebody.colour_at("2020-02-11"), Colour::Green);
}

#[test]
fn r40_every_answer_puts_on_its_own_hold_and_the_worst_decides() {
    let everything = Declaration {
        contact: Contact {
            confirmed_case: true,
            quarantined_cohabitant: true,
        },
        health: ill(),
        ..stays(&[("42", "2020-02-10"), ("3303", "2020-02-10")])
    };
    let somebody = Somebody::applying("2020-02-11", &everything);
    assert_eq!(
        somebody.rules_at("2020-02-11"),
        [
            Rule::ContactConfirmed,
            Rule::StayHighRisk,
            Rule::CohabitantQuarantined,
            Rule::StayMediumRisk,
            Rule::Symptoms,
        ]
    );
    assert_eq!(somebody.colour_at("2020-02-11"), Colour::Red);
}

#[test]
fn a_fact_that_an_open_hold_covers_adds_only_its_evidence() {
    let mut somebody = Somebody::applying("2020-02-11", &stays(&[("42", "2020-02-08")]));
    somebody.is_well("2020-02-11", 3);
    let before = somebody.hold_at("2020-02-13", Rule::StayHighRisk);
    somebody.declares("2020-02-13", &stays(&[("4201", "2020-02-11")]));
    let after = somebody.hold_at("2020-02-13", Rule::StayHighRisk);
    assert_eq!(after.1, before.1);
    assert_eq!(after.0.hold.since, day("2020-02-11"));
    let evidence: Vec<_> = after
        .0
        .hold
        .evidence()
        .iter()
        .map(|piece| piece.id.as_str())
        .collect();
    assert_eq!(evidence, ["declaration-1", "declaration-2"]);
}

#[test]
fn r19_a_stay_later_than_the_hold_renews_it() {
    let mut somebody = Somebody::applying("2020-02-11", &stays(&[("42", "2020-02-08")]));
    somebody.is_well("2020-02-11", 3);
    somebody.declares("2020-02-14", &stays(&[("42", "2020-02-12")]));
    let (status, progress) = somebody.hold_at("2020-02-14", Rule::StayHighRisk);
    assert_eq!(status.hold.since, day("2020-02-14"));
    assert_eq!(status.hold.id(), "h1");
    assert_eq!(status.hold.ground().unwrap().id, "declaration-2");
    assert_eq!(
        (progress.normal_days, progress.earliest_release_on),
        (0, day("2020-02-28"))
    );
}

#[test]
fn r19_a_hold_renewed_after_the_days_check_in_starts_with_that_day() {
    let mut somebody = Somebody::applying("2020-02-11", &contact_with_a_case());
    somebody.is_well("2020-02-11", 4);
    somebody.declares("2020-02-14T20:00:00", &contact_with_a_case());
    let (_, progress) = somebody.hold_at("2020-02-14T20:00:00", Rule::ContactConfirmed);
    assert_eq!(
        (progress.normal_days, progress.earliest_release_on),
        (1, day("2020-02-28"))
    );
}

#[test]
fn r19_declaring_less_the_second_time_improves_nothing() {
    let everything = Declaration {
        contact: Contact {
            confirmed_case: true,
            quarantined_cohabitant: true,
        },
        ..stays(&[("42", "2020-02-10"), ("3303", "2020-02-10")])
    };
    let mut somebody = Somebody::applying("2020-02-11", &everything);
    somebody.is_well("2020-02-11", 2);
    let before = somebody.at("2020-02-12");
    somebody.declares("2020-02-12", &nothing());
    assert_eq!(somebody.at("2020-02-12"), before);
}

#[test]
fn r19_declaring_the_same_again_neither_renews_nor_improves() {
    let stay = stays(&[("42", "2020-02-10")]);
    let mut somebody = Somebody::applying("2020-02-11", &stay);
    somebody.is_well("2020-02-11", 5);
    let before = somebody.hold_at("2020-02-15", Rule::StayHighRisk).1;
    somebody.declares("2020-02-15", &stay);
    assert_eq!(somebody.hold_at("2020-02-15", Rule::StayHighRisk).1, before);
}

#[test]
fn an_old_stay_that_an_ended_hold_covers_does_not_come_back() {
    let mut somebody = Somebody::applying("2020-02-11", &stays(&[("3303", "2020-02-10")]));
    somebody.is_well("2020-02-11", 7);
    assert_eq!(somebody.colour_at("2020-02-18"), Colour::Green);
    somebody.declares(
        "2020-02-18",
        &stays(&[("3303", "2020-02-10"), ("3310", "2020-02-11")]),
    );
    assert_eq!(somebody.colour_at("2020-02-18"), Colour::Green);
}

#[test]
fn a_stay_later_than_an_ended_hold_puts_on_a_new_one() {
    let mut somebody = Somebody::applying("2020-02-11", &stays(&[("3303", "2020-02-10")]));
    somebody.is_well("2020-02-11", 7);
    somebody.declares("2020-02-18", &stays(&[("3310", "2020-02-12")]));
    let (status, _) = somebody.hold_at("2020-02-18", Rule::StayMediumRisk);
    assert_eq!(
        (status.hold.id().as_str(), status.hold.since),
        ("h2", day("2020-02-18"))
    );
}

#[test]
fn r36_fever_begins_at_37_3() {
    for (celsius, result) in [
        (37.2, DayResult::Normal),
        (37.29, DayResult::Normal),
        (37.3, DayResult::Abnormal),
    ] {
        let mut somebody = Somebody::applying("2020-02-11", &nothing());
        let checked_in = somebody.checks_in("2020-02-12", &health(celsius, &[], &[]));
        assert_eq!(checked_in.result, result, "{celsius}");
        let colour = if result == DayResult::Normal {
            Colour::Green
        } else {
            Colour::Yellow
        };
        assert_eq!(somebody.colour_at("2020-02-12"), colour, "{celsius}");
    }
}

#[test]
fn r40_a_chronic_cough_with_a_normal_temperature_is_normal() {
    let chronic = [Symptom::Cough, Symptom::RunnyNose];
    for (given, colour) in [
        (health(36.8, &chronic, &chronic), Colour::Green),
        (health(36.8, &chronic, &[Symptom::Cough]), Colour::Yellow),
        (health(37.3, &chronic, &chronic), Colour::Yellow),
        (health(36.8, &[], &chronic), Colour::Green),
        (
            health(36.8, &[Symptom::Fever], &[Symptom::Fever]),
            Colour::Yellow,
        ),
    ] {
        let declared = Declaration {
            health: given.clone(),
            ..nothing()
        };
        assert_eq!(
            Somebody::applying("2020-02-11", &declared).colour_at("2020-02-11"),
            colour,
            "{given:?}"
        );
    }
}

#[test]
fn r40_any_listed_symptom_alone_is_abnormal() {
    for &symptom in Symptom::ALL {
        let mut somebody = Somebody::applying("2020-02-11", &nothing());
        somebody.checks_in("2020-02-12", &health(36.5, &[symptom], &[]));
        assert_eq!(
            somebody.rules_at("2020-02-12"),
            [Rule::Symptoms],
            "{symptom}"
        );
    }
}

#[test]
fn r15_every_hold_names_its_evidence() {
    let mut somebody = Somebody::applying("2020-02-11", &stays(&[("42", "2020-02-10")]));
    somebody.checks_in("2020-02-12T10:00:00", &ill());
    let (stay, _) = somebody.hold_at("2020-02-12", Rule::StayHighRisk);
    let ground = stay.hold.ground().unwrap();
    assert_eq!(
        (ground.source, ground.recorded_at),
        (Source::Declaration, at("2020-02-11"))
    );
    let (symptoms, _) = somebody.hold_at("2020-02-12", Rule::Symptoms);
    let ground = symptoms.hold.ground().unwrap();
    assert_eq!(
        (ground.source, ground.recorded_at),
        (Source::CheckIn, at("2020-02-12T10:00:00"))
    );
}

#[test]
fn r34_nobody_turns_yellow_or_red_by_not_checking_in() {
    let mut somebody = Somebody::applying("2020-02-11", &nothing());
    assert_eq!(somebody.colour_at("2021-02-11"), Colour::Green);
    somebody.is_well("2020-02-12", 1);
    assert_eq!(somebody.colour_at("2021-02-11"), Colour::Green);
    let yellow = Somebody::applying("2020-02-11", &stays(&[("3303", "2020-02-10")]));
    assert_eq!(yellow.colour_at("2021-02-11"), Colour::Yellow);
}
