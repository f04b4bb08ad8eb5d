//! Runs of days: how red and yellow end, read over HTTP, with no countdown run at all.

use serde_json::{Value, json};

use crate::support::{
    Citizen, World, application, day_after, days, normal_day, resident_id, stay, with,
};

const FIRST: &str = "2020-02-11";

/// A world in the morning of the first day, and somebody who declared this.
async fn declared(pointer: &str, value: Value) -> (World, Citizen, String) {
    let world = World::at("2020-02-11T09:00:00").await;
    let citizen = world.citizen("one").await;
    let person = citizen
        .applied(&with(&application(&resident_id(1)), pointer, value))
        .await;
    (world, citizen, person)
}

#[tokio::test]
async fn r26_red_turns_green_at_midnight_after_fourteen_normal_days_and_without_a_countdown() {
    let (world, citizen, person) = declared("/travel", stay("420100", "2020-02-05")).await;
    for (day, done) in days(FIRST, 14).zip(1..) {
        world.morning_of(&day);
        assert_eq!(citizen.code(&person).await["check_in"]["today"], "due");
        let code = citizen.checks_in(&person).await;
        let hold = &code["holds"][0];
        assert_eq!(code["colour"], "red", "R28: never on the last day itself");
        assert_eq!(hold["normal_days"], done);
        assert_eq!(hold["remaining_days"], 14 - done);
        assert_eq!(hold["earliest_release_on"], "2020-02-25");
    }
    world.set("2020-02-24T23:59:50");
    assert_eq!(citizen.colour(&person).await, "red");
    world.set("2020-02-25T00:00:00");
    let code = citizen.code(&person).await;
    assert_eq!(
        (code["colour"].as_str(), &code["holds"]),
        (Some("green"), &json!([]))
    );
}

#[tokio::test]
async fn r27_yellow_ends_after_its_seven_days() {
    let (world, citizen, person) = declared("/travel", stay("330302", "2020-02-05")).await;
    for day in days(FIRST, 7) {
        world.morning_of(&day);
        assert_eq!(citizen.checks_in(&person).await["colour"], "yellow");
    }
    world.set("2020-02-18T00:00:00");
    assert_eq!(citizen.colour(&person).await, "green");
}

#[tokio::test]
async fn r26_days_without_check_ins_release_nobody() {
    let (world, citizen, person) = declared("/contact/confirmed_case", json!(true)).await;
    world.set("2020-06-01T00:00:00");
    let code = citizen.code(&person).await;
    assert_eq!(code["colour"], "red");
    assert_eq!(code["holds"][0]["earliest_release_on"], "2020-06-15");
}

#[tokio::test]
async fn r36_a_missed_day_restarts_the_run_and_does_nothing_else() {
    let (world, citizen, person) = declared("/contact/confirmed_case", json!(true)).await;
    for day in days(FIRST, 3) {
        world.morning_of(&day);
        citizen.checks_in(&person).await;
    }
    world.morning_of("2020-02-15");
    let code = citizen.code(&person).await;
    assert_eq!(
        (code["colour"].as_str(), &code["holds"][0]["normal_days"]),
        (Some("red"), &json!(0))
    );
    assert_eq!(code["holds"].as_array().unwrap().len(), 1);
    assert_eq!(
        code["check_in"]["calendar"][3],
        json!({"date": "2020-02-14", "result": "missed"})
    );
    let hold = citizen.checks_in(&person).await["holds"][0].clone();
    assert_eq!(
        (&hold["normal_days"], &hold["since"]),
        (&json!(1), &json!(FIRST))
    );
    assert_eq!(hold["earliest_release_on"], "2020-02-29");
    for day in days("2020-02-16", 13) {
        world.morning_of(&day);
        citizen.checks_in(&person).await;
    }
    assert_eq!(citizen.colour(&person).await, "red");
    world.set("2020-02-29T00:00:00");
    assert_eq!(citizen.colour(&person).await, "green");
}

#[tokio::test]
async fn r36_an_abnormal_day_sets_the_run_to_zero_and_puts_the_symptom_hold_on() {
    let (world, citizen, person) = declared("/contact/confirmed_case", json!(true)).await;
    for day in days(FIRST, 13) {
        world.morning_of(&day);
        citizen.checks_in(&person).await;
    }
    world.morning_of("2020-02-24");
    let fever = with(&normal_day(), "/temperature_c", 38);
    let code = citizen.check_in(&person, &fever).await.is(201)["code"].clone();
    let holds: Vec<_> = code["holds"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hold| {
            (
                hold["rule"].as_str().unwrap(),
                hold["normal_days"].clone(),
                hold["earliest_release_on"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        holds,
        [
            ("contact-confirmed", json!(0), "2020-03-10"),
            ("symptoms", json!(0), "2020-03-03"),
        ]
    );
    world.set("2020-02-25T00:00:00");
    assert_eq!(citizen.colour(&person).await, "red");
}

#[tokio::test]
async fn r36_an_abnormal_check_in_undoes_a_run_completed_that_same_day() {
    let (world, citizen, person) = declared("/travel", stay("330302", "2020-02-05")).await;
    for day in days(FIRST, 7) {
        world.morning_of(&day);
        citizen.checks_in(&person).await;
    }
    citizen
        .check_in(&person, &with(&normal_day(), "/symptoms", json!(["fever"])))
        .await
        .is(200);
    world.set("2020-02-18T00:00:00");
    assert_eq!(citizen.colour(&person).await, "yellow");
}

#[tokio::test]
async fn r28_a_hold_that_ended_stays_ended() {
    let (world, citizen, person) = declared("/travel", stay("330302", "2020-02-05")).await;
    for day in days(FIRST, 7) {
        world.morning_of(&day);
        citizen.checks_in(&person).await;
    }
    world.morning_of("2020-02-18");
    let fever = with(&normal_day(), "/temperature_c", 38);
    let code = citizen.check_in(&person, &fever).await.is(201)["code"].clone();
    let rules: Vec<_> = code["holds"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hold| hold["rule"].clone())
        .collect();
    assert_eq!(rules, [json!("symptoms")]);
}

#[tokio::test]
async fn r24_two_holds_count_at_once_and_end_each_in_its_time() {
    let travel = json!([
        {"place": "420100", "from": "2020-02-01", "to": "2020-02-05"},
        {"place": "330302", "from": "2020-02-06", "to": "2020-02-08"},
    ]);
    let (world, citizen, person) = declared("/travel", travel).await;
    for (day, done) in days(FIRST, 14).zip(0_usize..) {
        world.morning_of(&day);
        let code = citizen.checks_in(&person).await;
        assert_eq!(code["colour"], "red");
        let open = if done < 7 { 2 } else { 1 };
        assert_eq!(code["holds"].as_array().unwrap().len(), open, "{day}");
    }
    world.set("2020-02-25T00:00:00");
    assert_eq!(citizen.colour(&person).await, "green");
}

#[tokio::test]
async fn r28_days_are_shanghais() {
    let (world, citizen, person) = declared("/travel", stay("330302", "2020-02-05")).await;
    for ahead in 0..7 {
        let day = day_after(FIRST, ahead);
        let time = if ahead % 2 == 0 {
            "00:00:01"
        } else {
            "23:59:30"
        };
        world.set(&format!("{day}T{time}"));
        citizen.checks_in(&person).await;
    }
    world.set_exactly("2020-02-17T15:59:50Z");
    assert_eq!(citizen.colour(&person).await, "yellow");
    world.set_exactly("2020-02-17T16:00:00Z");
    assert_eq!(citizen.colour(&person).await, "green");
}
