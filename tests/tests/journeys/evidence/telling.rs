//! The request: who may tell what, what is answered, and which ids are one.

use serde_json::json;
use tests::engine;

use super::{DAY, entries, holds};
use crate::support::{
    Institution, Reply, World, application, contact, resident_id, result, travel_record, with,
};

const OBSERVED: &str = "2020-02-11T08:30:00";

/// An answer without what only the local bundle adds, and without the time of day.
fn told(reply: &Reply) -> (u16, Vec<u8>, Vec<(String, String)>) {
    let headers = reply.headers.iter().filter(|(name, _)| {
        let name = name.as_str();
        !name.starts_with("x-consumed-") && name != "date"
    });
    let headers = headers.map(|(name, value)| (name.to_string(), format!("{value:?}")));
    (reply.status, reply.body.clone(), headers.collect())
}

#[tokio::test]
async fn r69_the_answer_is_the_same_for_known_for_unknown_and_for_told_before() {
    let world = World::at(DAY).await;
    let (clinic, registry) = (world.clinic("a").await, world.registry().await);
    let citizen = world.citizen("one").await;
    citizen.applied(&application(&resident_id(1))).await;
    let of = |n: u32| {
        let document = resident_id(n);
        [
            result("e-1", &document, "suspected", OBSERVED),
            travel_record("e-2", &document, "420100", "2020-02-05"),
            contact("e-3", &document, "close", "2020-02-05"),
        ]
    };
    for (known, unknown) in of(1).iter().zip(&of(2)) {
        let teller = if known["kind"] == "clinic-result" {
            &clinic
        } else {
            &registry
        };
        let first = teller.tell(known).await;
        assert_eq!(first.is(202), json!({"evidence_id": known["id"]}));
        for evidence in [known, unknown, unknown] {
            assert_eq!(told(&teller.tell(evidence).await), told(&first));
        }
    }
}

#[tokio::test]
async fn r14_clinics_tell_results_and_registries_tell_stays_and_contacts() {
    let world = World::at(DAY).await;
    let institution = async |scope: &str| {
        let claims = json!({"sub": "somebody", "scope": scope, "org": "a"});
        Institution(world.actor(&claims).await)
    };
    let document = resident_id(1);
    let (finding, stay, met) = (
        result("e-1", &document, "suspected", OBSERVED),
        travel_record("e-2", &document, "420100", "2020-02-05"),
        contact("e-3", &document, "close", "2020-02-05"),
    );
    let clinic = institution("clinic").await;
    clinic.tell(&finding).await.is(202);
    for other in [&stay, &met] {
        clinic.tell(other).await.is_problem(403, "other-source");
    }
    let registry = institution("registry").await;
    registry
        .tell(&finding)
        .await
        .is_problem(403, "other-source");
    registry.tells([&stay, &met]).await;
    let both = institution("clinic registry").await;
    both.tells([&finding, &stay, &met]).await;
    for scope in ["citizen", "checkpoint", "district city", "employer"] {
        let reply = institution(scope).await.tell(&finding).await;
        assert_eq!(reply.is(403), json!({"message": "Forbidden"}), "{scope}");
    }
}

#[tokio::test]
async fn what_was_refused_left_no_trace() {
    let world = World::at(DAY).await;
    let (clinic, registry) = (world.clinic("a").await, world.registry().await);
    let document = resident_id(1);
    let confirmed = result("e-1", &document, "confirmed", OBSERVED);
    registry.tell(&confirmed).await.is(403);
    let stay = travel_record("e-2", &document, "420100", "2020-02-05");
    clinic.tell(&stay).await.is(403);
    let later = with(&confirmed, "/observed_at", "2020-02-11T09:30:00+08:00");
    clinic.tell(&later).await.is(422);
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&document)).await;
    assert_eq!(citizen.colour(&person).await, "green");
}

#[tokio::test]
async fn r41_the_same_id_again_does_nothing_whatever_it_says() {
    let world = World::at(DAY).await;
    let clinic = world.clinic("a").await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    let first = result("e-1", &resident_id(1), "suspected", OBSERVED);
    clinic.tells([&first, &first]).await;
    let before = citizen.history(&person).await;
    let others = [
        with(&first, "/result", "recovered"),
        with(&first, "/observed_at", "2020-02-11T08:59:00+08:00"),
    ];
    clinic.tells(others.iter().chain([&first])).await;
    assert_eq!(entries(&before).len(), 2);
    assert_eq!(citizen.history(&person).await, before);
    assert_eq!(
        holds(&citizen.code(&person).await),
        [("clinic-suspected", "red", "2020-02-11")]
    );
}

#[tokio::test]
async fn r41_another_organisations_id_and_another_persons_are_other_evidence() {
    let world = World::at(DAY).await;
    let (one, other) = (world.clinic("a").await, world.clinic("b").await);
    let citizen = world.citizen("one").await;
    let mine = citizen.applied(&application(&resident_id(1))).await;
    let hers = citizen.applied(&application(&resident_id(2))).await;
    one.tells([
        &result("e-1", &resident_id(1), "suspected", OBSERVED),
        &result("e-1", &resident_id(2), "suspected", OBSERVED),
    ])
    .await;
    let later = result("e-1", &resident_id(1), "cleared", "2020-02-11T08:45:00");
    one.tells([&later]).await;
    assert_eq!(citizen.colour(&mine).await, "red");
    other.tells([&later]).await;
    assert_eq!(citizen.colour(&mine).await, "green");
    assert_eq!(citizen.colour(&hers).await, "red");
}

#[tokio::test]
async fn a_key_gives_the_same_answer_and_stands_for_one_body() {
    let world = World::at(DAY).await;
    let clinic = world.clinic("a").await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    let suspected = result("e-1", &resident_id(1), "suspected", OBSERVED);
    let cleared = result("e-2", &resident_id(1), "cleared", "2020-02-11T08:45:00");
    let path = "/v1/evidence";
    let first = clinic.post_once(path, &suspected, "k").await;
    first.is(202);
    let again = clinic.post_once(path, &suspected, "k").await;
    assert_eq!(told(&again), told(&first));
    let other = clinic.post_once(path, &cleared, "k").await;
    other.is_problem(422, "idempotency-key-reused");
    assert_eq!(citizen.colour(&person).await, "red", "it took no effect");

    // What was told before without a key is answered, and the answer kept, all the same.
    let again = clinic.post_once(path, &suspected, "l").await;
    assert_eq!(told(&again), told(&first));
    let other = clinic.post_once(path, &cleared, "l").await;
    other.is_problem(422, "idempotency-key-reused");
    clinic.post_once(path, &cleared, "m").await.is(202);
    assert_eq!(citizen.colour(&person).await, "green");
}

#[tokio::test]
async fn what_a_piece_costs() {
    if engine::is_skipped(engine::UNITS) {
        return;
    }
    let world = World::at(DAY).await;
    let registry = world.registry().await;
    let citizen = world.citizen("one").await;
    let units = |reply: Reply| -> (f64, f64) {
        reply.is(202);
        let read = |name| reply.header(name).parse().unwrap();
        (read("x-consumed-rru"), read("x-consumed-wru"))
    };
    let of = |id: &str, n: u32| contact(id, &resident_id(n), "close", "2020-02-05");
    // In one transaction, at two units each: the piece, and what stands for who has not applied.
    assert_eq!(units(registry.tell(&of("e-1", 1)).await), (1.0, 4.0));
    assert_eq!(units(registry.tell(&of("e-2", 1)).await), (1.0, 4.0));
    // DynamoDB does not tell what a refused transaction used.
    assert_eq!(units(registry.tell(&of("e-1", 1)).await), (1.0, 0.0));
    citizen.applied(&application(&resident_id(2))).await;
    // The piece, the person and the entry of the history; a first hold's day enters an index.
    assert_eq!(units(registry.tell(&of("e-1", 2)).await), (1.0, 8.0));
    assert_eq!(units(registry.tell(&of("e-2", 2)).await), (1.0, 7.0));
    assert_eq!(units(registry.tell(&of("e-1", 2)).await), (1.0, 0.0));
}
