//! R41: what clinics find changes the code by itself, both ways.

use serde_json::{Value, json};

use super::{DAY, holds};
use crate::support::{
    Citizen, Institution, World, application, days, normal_day, resident_id, result, stay, with,
};

/// A bundle with one green person, their account, and a clinic.
async fn world() -> (World, Citizen, String, Institution) {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    let clinic = world.clinic("a").await;
    (world, citizen, person, clinic)
}

fn found(id: &str, finding: &str, observed_at: &str) -> Value {
    result(id, &resident_id(1), finding, observed_at)
}

#[tokio::test]
async fn r41_suspected_is_red_at_once_and_for_fourteen_days_of_check_ins() {
    let (world, citizen, person, clinic) = world().await;
    clinic
        .tells([&found("e-1", "suspected", "2020-02-11T08:30:00")])
        .await;
    let code = citizen.code(&person).await;
    assert_eq!(code["colour"], "red");
    let hold = &code["holds"][0];
    assert_eq!(hold["rule"], "clinic-suspected");
    assert_eq!(hold["ends_by"], "check-ins");
    assert_eq!(hold["remaining_days"], 14);
    assert_eq!(hold["earliest_release_on"], "2020-02-25");
    assert_eq!(hold["evidence"]["source"], "clinic");
    assert_eq!(hold["evidence"]["id"], "e-1");
    let recorded = hold["evidence"]["recorded_at"].as_str().unwrap();
    assert!(recorded.starts_with("2020-02-11T09:0"), "{recorded}");
    for day in days("2020-02-11", 14) {
        world.morning_of(&day);
        assert_eq!(citizen.checks_in(&person).await["colour"], "red", "{day}");
    }
    world.set("2020-02-25T00:00:00");
    assert_eq!(citizen.colour(&person).await, "green");
}

#[tokio::test]
async fn r41_cleared_closes_symptoms_at_once_and_they_stay_closed() {
    let (world, citizen, person, clinic) = world().await;
    let ill = with(&normal_day(), "/symptoms", json!(["cough"]));
    citizen.check_in(&person, &ill).await.is(201);
    assert_eq!(citizen.colour(&person).await, "yellow");
    world.set("2020-02-11T12:00:00");
    clinic
        .tells([&found("e-1", "cleared", "2020-02-11T11:30:00")])
        .await;
    assert_eq!(citizen.code(&person).await["holds"], json!([]));
    world.set("2020-02-12T00:05:00");
    world.countdown().await;
    assert_eq!(citizen.colour(&person).await, "green");
    // A new day's symptoms are new.
    world.morning_of("2020-02-12");
    citizen.check_in(&person, &ill).await.is(201);
    assert_eq!(
        holds(&citizen.code(&person).await),
        [("symptoms", "yellow", "2020-02-12")]
    );
}

#[tokio::test]
async fn r41_cleared_closes_suspicion_and_nothing_else() {
    let world = World::at(DAY).await;
    let clinic = world.clinic("a").await;
    let citizen = world.citizen("one").await;
    let body = with(
        &application(&resident_id(1)),
        "/health/symptoms",
        json!(["fever"]),
    );
    let body = with(&body, "/contact/quarantined_cohabitant", true);
    let body = with(&body, "/contact/confirmed_case", true);
    let body = with(&body, "/travel", stay("330302", "2020-02-05"));
    let person = citizen.applied(&body).await;
    clinic
        .tells([&found("e-1", "suspected", "2020-02-11T08:30:00")])
        .await;
    assert_eq!(
        citizen.code(&person).await["holds"]
            .as_array()
            .unwrap()
            .len(),
        5
    );
    world.set("2020-02-11T10:00:00");
    clinic
        .tells([&found("e-2", "cleared", "2020-02-11T09:45:00")])
        .await;
    assert_eq!(
        holds(&citizen.code(&person).await),
        [
            ("contact-confirmed", "red", "2020-02-11"),
            ("cohabitant-quarantined", "yellow", "2020-02-11"),
            ("stay-medium-risk", "yellow", "2020-02-11"),
        ]
    );
}

#[tokio::test]
async fn r41_cleared_before_the_symptoms_says_nothing_of_them() {
    let (world, citizen, person, clinic) = world().await;
    let ill = with(&normal_day(), "/temperature_c", 38);
    citizen.check_in(&person, &ill).await.is(201);
    world.set("2020-02-11T10:00:00");
    clinic
        .tells([&found("e-1", "cleared", "2020-02-11T08:59:59")])
        .await;
    assert_eq!(
        holds(&citizen.code(&person).await),
        [("symptoms", "yellow", "2020-02-11")]
    );
}

#[tokio::test]
async fn r41_confirmed_is_red_until_recovered_and_then_fourteen_days_more() {
    let (world, citizen, person, clinic) = world().await;
    clinic
        .tells([&found("e-1", "confirmed", "2020-02-11T08:30:00")])
        .await;
    for day in days("2020-02-11", 20) {
        world.morning_of(&day);
        citizen.checks_in(&person).await;
    }
    world.set("2020-03-02T00:05:00");
    world.countdown().await;
    let code = citizen.code(&person).await;
    assert_eq!(holds(&code), [("clinic-confirmed", "red", "2020-02-11")]);
    let hold = &code["holds"][0];
    assert_eq!(hold["ends_by"], "clinic");
    for field in [
        "required_days",
        "normal_days",
        "remaining_days",
        "earliest_release_on",
    ] {
        assert!(hold[field].is_null(), "{field}");
    }

    world.morning_of("2020-03-02");
    clinic
        .tells([&found("e-2", "cleared", "2020-03-01T10:00:00")])
        .await;
    assert_eq!(
        citizen.code(&person).await["holds"][0],
        *hold,
        "not by that"
    );
    clinic
        .tells([&found("e-3", "recovered", "2020-03-01T18:00:00")])
        .await;
    assert_eq!(
        holds(&citizen.code(&person).await),
        [("post-discharge", "red", "2020-03-02")]
    );
    for day in days("2020-03-02", 14) {
        world.morning_of(&day);
        citizen.checks_in(&person).await;
    }
    world.set("2020-03-16T00:00:00");
    assert_eq!(citizen.colour(&person).await, "green");
    // Whoever falls ill again is confirmed again.
    clinic
        .tells([&found("e-4", "confirmed", "2020-03-15T18:00:00")])
        .await;
    assert_eq!(
        holds(&citizen.code(&person).await),
        [("clinic-confirmed", "red", "2020-03-16")]
    );
}

#[tokio::test]
async fn r41_recovered_closes_all_that_the_illness_put_on() {
    let (world, citizen, person, clinic) = world().await;
    let ill = with(&normal_day(), "/temperature_c", 38.5);
    citizen.check_in(&person, &ill).await.is(201);
    world.set("2020-02-11T20:00:00");
    clinic
        .tells([
            &found("e-1", "suspected", "2020-02-11T12:00:00"),
            &found("e-2", "confirmed", "2020-02-11T15:00:00"),
            &found("e-3", "recovered", "2020-02-11T19:00:00"),
        ])
        .await;
    assert_eq!(
        holds(&citizen.code(&person).await),
        [("post-discharge", "red", "2020-02-11")]
    );
}

#[tokio::test]
async fn r41_an_older_result_that_comes_late_overrides_nothing() {
    let cases = [
        (
            ["suspected", "cleared"],
            vec![("clinic-suspected", "red", "2020-02-12")],
        ),
        (["cleared", "suspected"], vec![]),
        (
            ["confirmed", "cleared"],
            vec![("clinic-confirmed", "red", "2020-02-12")],
        ),
        (
            ["confirmed", "recovered"],
            vec![("clinic-confirmed", "red", "2020-02-12")],
        ),
        (
            ["recovered", "confirmed"],
            vec![("post-discharge", "red", "2020-02-12")],
        ),
    ];
    for ([newer, older], expected) in cases {
        let (world, citizen, person, clinic) = world().await;
        world.morning_of("2020-02-12");
        clinic
            .tells([&found("newer", newer, "2020-02-12T08:00:00")])
            .await;
        let before = citizen.history(&person).await;
        clinic
            .tells([
                &found("older", older, "2020-02-12T07:59:59"),
                // The very moment is no later either.
                &found("same", older, "2020-02-12T08:00:00"),
            ])
            .await;
        assert_eq!(
            holds(&citizen.code(&person).await),
            expected,
            "{newer} {older}"
        );
        assert_eq!(citizen.history(&person).await, before);
    }
}
