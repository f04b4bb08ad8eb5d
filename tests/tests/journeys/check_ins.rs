//! `POST /v1/people/{person}/check-ins`: one day's check-in. Runs of days are in `runs`.

use serde_json::json;

use crate::support::{World, application, normal_day, resident_id, stay, with};

const DAY: &str = "2020-02-11T09:00:00";

#[tokio::test]
async fn r32_several_a_day_count_once() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let person = citizen
        .applied(&with(
            &application(&resident_id(1)),
            "/contact/confirmed_case",
            true,
        ))
        .await;
    let first = citizen.check_in(&person, &normal_day()).await.is(201);
    assert_eq!(first["result"], "normal");
    assert_eq!(first["code"]["check_in"]["today"], "done");
    for _ in 0..2 {
        let again = citizen.check_in(&person, &normal_day()).await.is(200);
        assert_eq!(again["code"]["holds"][0]["normal_days"], 1);
    }
}

#[tokio::test]
async fn r32_the_worst_of_the_day_stands() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let person = citizen
        .applied(&with(
            &application(&resident_id(1)),
            "/contact/confirmed_case",
            true,
        ))
        .await;
    citizen.checks_in(&person).await;
    let fever = with(&normal_day(), "/temperature_c", 37.3);
    let worse = citizen.check_in(&person, &fever).await.is(200);
    assert_eq!(worse["result"], "abnormal");
    assert_eq!(worse["code"]["holds"][0]["normal_days"], 0);
    let better = citizen.check_in(&person, &normal_day()).await.is(200);
    assert_eq!(better["result"], "abnormal");
    let calendar = json!([{"date": "2020-02-11", "result": "abnormal"}]);
    assert_eq!(better["code"]["check_in"]["calendar"], calendar);
}

#[tokio::test]
async fn r33_only_todays_date_is_accepted() {
    let world = World::at("2020-02-12T00:00:00").await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    for date in ["2020-02-11", "2020-02-13"] {
        let reply = citizen
            .check_in(&person, &with(&normal_day(), "/date", date))
            .await;
        let problem = reply.is_problem(422, "not-today");
        assert_eq!(problem["errors"][0]["pointer"], "#/date");
    }
    citizen
        .check_in(&person, &with(&normal_day(), "/date", "2020-02-12"))
        .await
        .is(201);
}

#[tokio::test]
async fn r34_not_checking_in_makes_nobody_yellow_or_red() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    for day in ["2020-02-12", "2020-02-25", "2020-04-30"] {
        world.morning_of(day);
        let code = citizen.code(&person).await;
        assert_eq!(
            (code["colour"].as_str(), &code["holds"]),
            (Some("green"), &json!([]))
        );
        assert_eq!(
            code["check_in"]["calendar"],
            json!([]),
            "green people miss nothing"
        );
    }
}

#[tokio::test]
async fn r35_green_people_are_not_asked_but_may() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    assert_eq!(citizen.code(&person).await["check_in"]["today"], "optional");
    let code = citizen.checks_in(&person).await;
    assert_eq!(
        (code["colour"].as_str(), code["check_in"]["today"].as_str()),
        (Some("green"), Some("done"))
    );
}

#[tokio::test]
async fn r36_fever_or_a_symptom_of_a_green_person_puts_the_symptom_hold_on() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    for (n, pointer, value) in [
        (1, "/temperature_c", json!(37.3)),
        (2, "/symptoms", json!(["diarrhoea"])),
        (3, "/symptoms", json!(["cough"])),
    ] {
        let person = citizen.applied(&application(&resident_id(n))).await;
        let body = citizen
            .check_in(&person, &with(&normal_day(), pointer, value))
            .await
            .is(201);
        assert_eq!(body["result"], "abnormal");
        let hold = &body["code"]["holds"][0];
        assert_eq!(
            (hold["rule"].as_str(), hold["colour"].as_str()),
            (Some("symptoms"), Some("yellow"))
        );
        assert_eq!(hold["evidence"]["source"], "check-in");
        assert_eq!(hold["evidence"]["id"], "check-in-2020-02-11");
        assert_eq!(hold["earliest_release_on"], "2020-02-19");
    }
}

#[tokio::test]
async fn r40_a_chronic_cough_with_normal_temperature_is_normal() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    let cough = json!({"temperature_c": 37.2, "symptoms": ["cough"], "chronic": ["cough"]});
    let body = citizen.check_in(&person, &cough).await.is(201);
    assert_eq!(
        (body["result"].as_str(), body["code"]["colour"].as_str()),
        (Some("normal"), Some("green"))
    );
    let feverish = with(&cough, "/temperature_c", 37.3);
    assert_eq!(
        citizen.check_in(&person, &feverish).await.is(200)["result"],
        "abnormal"
    );
}

#[tokio::test]
async fn r28_a_check_in_of_the_day_counts_for_a_hold_put_on_later_that_day() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    citizen.checks_in(&person).await;
    let mut again = with(
        &application(&resident_id(1)),
        "/travel",
        stay("330302", "2020-02-05"),
    );
    again.as_object_mut().unwrap().remove("person");
    let code = citizen.reapply(&person, &again).await.is(200)["code"].clone();
    assert_eq!(code["holds"][0]["normal_days"], 1);
    assert_eq!(code["holds"][0]["earliest_release_on"], "2020-02-18");
}

#[tokio::test]
async fn every_fault_of_a_check_in_is_told_and_nothing_counted() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    let body = json!({"temperature_c": 33.9, "symptoms": ["joy"], "chronic": ["fever"], "date": "today", "mood": 1});
    let faults = citizen.check_in(&person, &body).await.faults();
    let expected = [
        ("#/chronic/0", "never-chronic"),
        ("#/date", "date"),
        ("#/mood", "unknown-field"),
        ("#/symptoms/0", "unknown-value"),
        ("#/temperature_c", "range"),
    ];
    assert_eq!(
        faults,
        expected.map(|(pointer, code)| (pointer.to_owned(), code.to_owned()))
    );
    for temperature in [33.9, 43.1] {
        let body = with(&normal_day(), "/temperature_c", temperature);
        let range = [("#/temperature_c".to_owned(), "range".to_owned())];
        assert_eq!(citizen.check_in(&person, &body).await.faults(), range);
    }
    assert_eq!(citizen.code(&person).await["check_in"]["today"], "optional");
}
