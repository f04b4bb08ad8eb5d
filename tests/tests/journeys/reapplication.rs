//! `POST /v1/people/{person}/reapplication`.

use serde_json::{Value, json};

use crate::support::{World, application, resident_id, stay, with, without};

const DAY: &str = "2020-02-11T09:00:00";

fn declaration() -> Value {
    without(&application(&resident_id(1)), "/person")
}

#[tokio::test]
async fn r16_a_person_declares_again_exactly_once() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    let second = with(&declaration(), "/travel", stay("330302", "2020-02-05"));
    let body = citizen.reapply(&person, &second).await.is(200);
    assert_eq!(body["person_id"], person);
    assert_eq!(body["code"]["colour"], "yellow");
    assert_eq!(body["code"]["reapplication"], "used");

    let third = with(&declaration(), "/district", "330110");
    let refused = citizen
        .reapply(&person, &third)
        .await
        .is_problem(409, "reapplication-used");
    assert!(refused["detail"].as_str().unwrap().contains("/reviews"));
    assert_eq!(citizen.colour(&person).await, "yellow");
}

#[tokio::test]
async fn r16_a_refused_try_does_not_use_the_chance_up() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    for body in [
        with(&declaration(), "/pledge/accepted", false),
        with(&declaration(), "/colour", "green"),
        application(&resident_id(1)),
    ] {
        citizen
            .reapply(&person, &body)
            .await
            .is_problem(422, "not-acceptable");
    }
    assert_eq!(citizen.code(&person).await["reapplication"], "available");
    citizen.reapply(&person, &declaration()).await.is(200);
}

#[tokio::test]
async fn r16_a_repeat_does_not_count_twice() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    let second = with(&declaration(), "/district", "330110");
    citizen.reapply(&person, &second).await.is(200);
    citizen.reapply(&person, &second).await.is(200);
    let entries = citizen.history(&person).await["entries"].clone();
    let kinds: Vec<_> = entries
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["kind"].clone())
        .collect();
    assert_eq!(kinds, [json!("applied"), json!("reapplied")]);
}

#[tokio::test]
async fn r16_there_is_none_before_a_first_success_and_none_for_strangers() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    let stranger = world.citizen("two").await;
    stranger
        .reapply(&person, &declaration())
        .await
        .is_problem(404, "not-found");
    stranger
        .reapply("p_00000000000000000000000000", &declaration())
        .await
        .is_problem(404, "not-found");
    assert_eq!(citizen.code(&person).await["reapplication"], "available");
}

#[tokio::test]
async fn r19_declaring_less_never_helps() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let told = with(
        &application(&resident_id(1)),
        "/travel",
        stay("420100", "2020-02-05"),
    );
    let told = with(&told, "/health/symptoms", json!(["cough"]));
    let person = citizen.applied(&told).await;
    world.set("2020-02-12T09:00:00");
    let code = citizen.reapply(&person, &declaration()).await.is(200)["code"].clone();
    let rules: Vec<_> = code["holds"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hold| hold["rule"].clone())
        .collect();
    assert_eq!(code["colour"], "red");
    assert_eq!(rules, [json!("stay-high-risk"), json!("symptoms")]);
    assert_eq!(code["holds"][0]["since"], "2020-02-11");
}

#[tokio::test]
async fn r19_a_position_told_or_not_told_bears_on_nothing() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let wuhan = json!({"latitude": 30.6, "longitude": 114.3});
    let told = with(&application(&resident_id(1)), "/position", wuhan);
    let person = citizen.applied(&told).await;
    assert_eq!(citizen.colour(&person).await, "green");
    let code = citizen.reapply(&person, &declaration()).await.is(200)["code"].clone();
    assert_eq!(code["colour"], "green");
}

#[tokio::test]
async fn r19_an_old_stay_declared_again_is_covered_by_the_hold_that_it_put_on() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let travel = stay("420100", "2020-02-05");
    let person = citizen
        .applied(&with(
            &application(&resident_id(1)),
            "/travel",
            travel.clone(),
        ))
        .await;
    citizen.checks_in(&person).await;
    world.set("2020-02-12T09:00:00");
    let code = citizen
        .reapply(&person, &with(&declaration(), "/travel", travel))
        .await
        .is(200)["code"]
        .clone();
    assert_eq!(code["holds"].as_array().unwrap().len(), 1);
    assert_eq!(code["holds"][0]["since"], "2020-02-11");
    assert_eq!(code["holds"][0]["normal_days"], 1);
}
