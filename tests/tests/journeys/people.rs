//! `GET /v1/people`, and what a stranger learns: nothing.

use serde_json::json;

use crate::support::{World, application, normal_day, resident_id, review, with, without};

const DAY: &str = "2020-02-11T09:00:00";

#[tokio::test]
async fn r8_another_channel_of_the_same_account_has_the_same_record() {
    let world = World::at(DAY).await;
    let phone = world.citizen("one").await;
    let person = phone.applied(&application(&resident_id(1))).await;
    let browser = world.citizen("one").await;
    let people = browser.get("/v1/people").await.is(200);
    assert_eq!(people["people"][0]["person_id"], person);
    assert_eq!(browser.colour(&person).await, "green");
}

#[tokio::test]
async fn an_account_lists_all_whom_it_keeps_masked_and_in_todays_colour() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    citizen.applied(&application(&resident_id(1))).await;
    let child = with(&application(&resident_id(2)), "/person/relation", "child");
    let child = with(&child, "/person/name", "欧阳小晓");
    let child = with(&child, "/contact/confirmed_case", true);
    citizen.applied(&child).await;
    let reply = citizen.get("/v1/people").await;
    let mut people = reply.is(200)["people"].as_array().unwrap().clone();
    people.sort_by_key(|kept| kept["relation"] == "self");
    let document = resident_id(2);
    let tail = &document["number"].as_str().unwrap()[14..];
    assert_eq!(people.len(), 2);
    assert_eq!(
        people[0]["holder"],
        json!({"name_masked": "欧阳XX", "document_tail": tail})
    );
    assert_eq!(
        (people[0]["colour"].as_str(), people[1]["colour"].as_str()),
        (Some("red"), Some("green"))
    );
    assert!(!reply.text().contains("小晓") && !reply.text().contains("19900101"));
}

#[tokio::test]
async fn a_stranger_cannot_tell_there_from_not_there() {
    let world = World::at(DAY).await;
    let owner = world.citizen("one").await;
    let person = owner.applied(&application(&resident_id(1))).await;
    owner.file(&person, &review()).await.is(201);
    let nobody = "p_00000000000000000000000000";
    let stranger = world.citizen("two").await;
    for path in [
        "code", "code.svg", "code.png", "scans", "history", "reviews",
    ] {
        let there = stranger.get(&format!("/v1/people/{person}/{path}")).await;
        let not_there = stranger.get(&format!("/v1/people/{nobody}/{path}")).await;
        there.is_problem(404, "not-found");
        assert_eq!(there.told(), not_there.told(), "{path}");
    }
    let filed = |id: &str| format!("/v1/people/{id}/reviews/r_{}_1", &id[2..]);
    assert_eq!(
        stranger.get(&filed(&person)).await.told(),
        stranger.get(&filed(nobody)).await.told()
    );
    let again = without(&application(&resident_id(1)), "/person");
    for (path, body) in [
        ("check-ins", normal_day()),
        ("reapplication", again),
        ("reviews", review()),
    ] {
        let there = stranger
            .post(&format!("/v1/people/{person}/{path}"), &body)
            .await;
        let not_there = stranger
            .post(&format!("/v1/people/{nobody}/{path}"), &body)
            .await;
        there.is_problem(404, "not-found");
        assert_eq!(there.told(), not_there.told(), "{path}");
    }
}

#[tokio::test]
async fn an_id_that_cannot_be_is_not_there_either() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    for id in [
        "x",
        "p_",
        "p_0",
        "P_00000000000000000000000000",
        "%00",
        "p_%F0%9F",
        "..",
    ] {
        assert_eq!(
            citizen.get(&format!("/v1/people/{id}/code")).await.status,
            404,
            "{id}"
        );
    }
}
