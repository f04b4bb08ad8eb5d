//! `GET /v1/people/{person}/code`.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::support::{World, application, resident_id, stay, with};

const DAY: &str = "2020-02-11T09:00:00";

#[tokio::test]
async fn r22_reading_a_code_consumes_and_changes_nothing() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    let history = citizen.history(&person).await;
    for _ in 0..3 {
        let reply = citizen.get(&format!("/v1/people/{person}/code")).await;
        assert_eq!(
            (
                reply.is(200)["reapplication"].as_str(),
                reply.header("x-consumed-wru")
            ),
            (Some("available"), "0")
        );
        assert_eq!(reply.header("cache-control"), "no-store");
    }
    assert_eq!(citizen.history(&person).await, history);
}

#[tokio::test]
async fn r30_a_colour_has_no_life_of_its_own_and_a_pass_lives_sixty_seconds() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    let pass = citizen.code(&person).await["pass"].clone();
    let time = |name: &str| pass[name].as_str().unwrap().parse::<Timestamp>().unwrap();
    assert_eq!(
        time("expires_at").as_second() - time("issued_at").as_second(),
        60
    );
    assert_eq!(pass["refresh_after_seconds"], 30);
    for later in [
        "2020-02-12T10:00:00",
        "2020-03-20T10:00:00",
        "2021-02-12T10:00:00",
    ] {
        world.set(later);
        assert_eq!(citizen.colour(&person).await, "green");
    }
}

#[tokio::test]
async fn a_pass_says_nothing_of_its_holder_and_no_two_are_the_same() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    let (one, two) = (citizen.pass(&person).await, citizen.pass(&person).await);
    assert_ne!(one, two);
    let payload = one.split('.').nth(1).unwrap();
    let claims = data_encoding::BASE64URL_NOPAD
        .decode(payload.as_bytes())
        .unwrap();
    let claims: Value = serde_json::from_slice(&claims).unwrap();
    let mut names: Vec<_> = claims.as_object().unwrap().keys().cloned().collect();
    names.sort();
    assert_eq!(names, ["aud", "exp", "sub"]);
}

#[tokio::test]
async fn r66_a_code_shows_the_surname_and_the_last_four() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let reply = citizen.apply(&application(&resident_id(1))).await;
    let number = resident_id(1)["number"].as_str().unwrap().to_owned();
    let holder = json!({"name_masked": "鲍XX", "document_tail": &number[14..]});
    assert_eq!(reply.is(201)["code"]["holder"], holder);
    assert!(!reply.text().contains(&number) && !reply.text().contains("鲍晓"));
    assert!(!reply.text().contains("13800000000"));
}

#[tokio::test]
async fn r29_a_policy_that_comes_into_force_changes_the_colour_at_midnight_by_itself() {
    let world = World::at("2020-02-28T09:00:00").await;
    let citizen = world.citizen("one").await;
    let korea = json!([{"country": "KR", "from": "2020-02-20", "to": "2020-02-27"}]);
    let person = citizen
        .applied(&with(&application(&resident_id(1)), "/travel", korea))
        .await;
    world.set("2020-02-29T23:59:50");
    let code = citizen.code(&person).await;
    assert_eq!(
        (code["colour"].as_str(), code["policy"].as_str()),
        (Some("green"), Some("2020-02-11"))
    );
    world.set("2020-03-01T00:00:00");
    let code = citizen.code(&person).await;
    assert_eq!(
        (code["colour"].as_str(), code["policy"].as_str()),
        (Some("yellow"), Some("2020-03-01"))
    );
    assert_eq!(code["holds"][0]["rule"], "stay-medium-risk");
    assert_eq!(code["holds"][0]["since"], "2020-03-01");
    assert_eq!(code["holds"][0]["earliest_release_on"], "2020-03-08");
    assert_eq!(
        citizen.get("/v1/people").await.is(200)["people"][0]["colour"],
        "yellow"
    );
}

#[tokio::test]
async fn r29_a_new_policy_judges_only_stays_inside_its_window_and_takes_nothing_off() {
    let world = World::at("2020-02-16T09:00:00").await;
    let citizen = world.citizen("one").await;
    let before = json!([{"country": "KR", "from": "2020-02-10", "to": "2020-02-15"}]);
    let inside = json!([{"country": "KR", "from": "2020-02-10", "to": "2020-02-16"}]);
    let high = stay("420100", "2020-02-10");
    let mut people = Vec::new();
    for (travel, n) in [before, inside, high].into_iter().zip(1..) {
        people.push(
            citizen
                .applied(&with(&application(&resident_id(n)), "/travel", travel))
                .await,
        );
    }
    world.set("2020-03-01T00:00:00");
    let mut colours = Vec::new();
    for person in &people {
        colours.push(citizen.colour(person).await);
    }
    assert_eq!(colours, ["green", "yellow", "red"]);
}
