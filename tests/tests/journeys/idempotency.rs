//! `Idempotency-Key`: the same key and body get the same answer, byte for byte.

use serde_json::{Value, json};

use crate::support::{
    Actor, Citizen, World, application, normal_day, resident_id, review, stay, verification, with,
    without,
};

const DAY: &str = "2020-02-11T09:00:00";

/// Posts twice with the same key, a minute and a half apart; the second answer is the first.
async fn is_answered_alike(world: &World, actor: &Actor, path: &str, body: &Value, status: u16) {
    world.set(DAY);
    let first = actor.post_once(path, body, path).await;
    first.is(status);
    world.set("2020-02-11T09:01:30");
    let again = actor.post_once(path, body, path).await;
    assert_eq!(
        (again.status, &again.body),
        (first.status, &first.body),
        "{path}"
    );
    for header in ["location", "content-type", "cache-control"] {
        assert_eq!(
            again.header(header),
            first.header(header),
            "{path} {header}"
        );
    }
}

async fn somebody(world: &World) -> (Citizen, String) {
    let citizen = world.citizen("one").await;
    let red = with(
        &application(&resident_id(1)),
        "/contact/confirmed_case",
        true,
    );
    let person = citizen.applied(&red).await;
    (citizen, person)
}

#[tokio::test]
async fn every_post_gives_a_keyed_repeat_the_answer_that_it_gave() {
    let world = World::at(DAY).await;
    let gate = world.gate("metro", "transit", "330106").await;
    let (citizen, person) = somebody(&world).await;
    let of = |what: &str| format!("/v1/people/{person}/{what}");
    let again = with(
        &application(&resident_id(1)),
        "/travel",
        stay("330302", "2020-02-05"),
    );
    let again = without(&again, "/person");
    is_answered_alike(
        &world,
        &citizen,
        "/v1/applications",
        &application(&resident_id(2)),
        201,
    )
    .await;
    is_answered_alike(&world, &citizen, &of("check-ins"), &normal_day(), 201).await;
    is_answered_alike(&world, &citizen, &of("reapplication"), &again, 200).await;
    is_answered_alike(&world, &citizen, &of("reviews"), &review(), 201).await;
    let by_document = with(&verification("metro"), "/document", resident_id(1));
    is_answered_alike(&world, &gate, "/v1/verifications", &by_document, 200).await;
    assert_eq!(citizen.scans(&person).await.len(), 1);
    assert_eq!(
        citizen.history(&person).await["entries"]
            .as_array()
            .unwrap()
            .len(),
        3
    );
}

#[tokio::test]
async fn a_review_sent_twice_is_409_without_a_key_and_201_with_it() {
    let world = World::at(DAY).await;
    let (citizen, person) = somebody(&world).await;
    let path = format!("/v1/people/{person}/reviews");
    let first = citizen.post_once(&path, &review(), "k").await;
    first.is(201);
    assert_eq!(
        citizen.post_once(&path, &review(), "k").await.body,
        first.body
    );
    citizen
        .post(&path, &review())
        .await
        .is_problem(409, "review-open");
    citizen
        .post_once(&path, &review(), "another")
        .await
        .is_problem(409, "review-open");
}

#[tokio::test]
async fn a_key_with_another_body_or_path_is_refused() {
    let world = World::at(DAY).await;
    let (citizen, person) = somebody(&world).await;
    let path = format!("/v1/people/{person}/check-ins");
    citizen.post_once(&path, &normal_day(), "k").await.is(201);
    let fever = with(&normal_day(), "/temperature_c", 38);
    for (path, body) in [(path.as_str(), &fever), ("/v1/applications", &normal_day())] {
        let problem = citizen
            .post_once(path, body, "k")
            .await
            .is_problem(422, "idempotency-key-reused");
        assert!(problem["detail"].is_string());
    }
    let code = citizen.code(&person).await;
    assert_eq!(
        code["holds"][0]["normal_days"], 1,
        "the other body took no effect"
    );
}

#[tokio::test]
async fn a_key_is_an_accounts_own() {
    let world = World::at(DAY).await;
    let (one, two) = (world.citizen("one").await, world.citizen("two").await);
    let path = "/v1/applications";
    let first = one
        .post_once(path, &application(&resident_id(1)), "k")
        .await
        .is(201);
    let second = two
        .post_once(path, &application(&resident_id(2)), "k")
        .await
        .is(201);
    assert_ne!(first["person_id"], second["person_id"]);
    two.post_once(path, &application(&resident_id(1)), "k2")
        .await
        .is_problem(409, "person-already-registered");
}

#[tokio::test]
async fn a_refused_request_does_not_use_its_key_up() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let path = "/v1/applications";
    let bad = with(&application(&resident_id(1)), "/pledge/accepted", false);
    citizen
        .post_once(path, &bad, "k")
        .await
        .is_problem(422, "not-acceptable");
    citizen
        .post_once(path, &application(&resident_id(1)), "k")
        .await
        .is(201);
}

#[tokio::test]
async fn a_key_ends_after_a_day_of_the_services_clock() {
    let world = World::at(DAY).await;
    let (citizen, person) = somebody(&world).await;
    let path = format!("/v1/people/{person}/check-ins");
    let first = citizen.post_once(&path, &normal_day(), "k").await;
    first.is(201);
    world.set("2020-02-12T08:59:00");
    assert_eq!(
        citizen.post_once(&path, &normal_day(), "k").await.body,
        first.body
    );
    assert_eq!(
        citizen.code(&person).await["check_in"]["today"],
        "due",
        "nothing was counted"
    );
    world.set("2020-02-12T09:00:30");
    let next = citizen.post_once(&path, &normal_day(), "k").await.is(201);
    assert_eq!(next["code"]["holds"][0]["normal_days"], 2);
    let fever = with(&normal_day(), "/temperature_c", 38);
    citizen
        .post_once(&path, &fever, "k")
        .await
        .is_problem(422, "idempotency-key-reused");
}

#[tokio::test]
async fn a_key_that_cannot_be_is_refused() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let long = "k".repeat(256);
    for key in ["", &long] {
        let reply = citizen
            .post_once("/v1/applications", &application(&resident_id(1)), key)
            .await;
        assert_eq!(
            reply.faults(),
            [("#".to_owned(), "idempotency-key".to_owned())]
        );
    }
    let longest = "k".repeat(255);
    citizen
        .post_once("/v1/applications", &application(&resident_id(1)), &longest)
        .await
        .is(201);
}

#[tokio::test]
async fn what_is_idempotent_by_itself_needs_no_key() {
    let world = World::at(DAY).await;
    let (citizen, person) = somebody(&world).await;
    let red = with(
        &application(&resident_id(1)),
        "/contact/confirmed_case",
        true,
    );
    let again = without(&application(&resident_id(1)), "/person");
    for _ in 0..2 {
        assert_eq!(
            citizen.apply(&red).await.is(200)["person_id"],
            person.as_str()
        );
        citizen.reapply(&person, &again).await.is(200);
        assert!([200, 201].contains(&citizen.check_in(&person, &normal_day()).await.status));
    }
    assert_eq!(
        citizen.history(&person).await["entries"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    let spelled = with(&red, "/travel", json!([]));
    let spelled = with(&spelled, "/employer", Value::Null);
    assert_eq!(
        citizen.apply(&spelled).await.is(200)["person_id"],
        person.as_str(),
        "said otherwise, the same"
    );
}
