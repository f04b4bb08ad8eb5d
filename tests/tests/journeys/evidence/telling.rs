//! The request: who may tell what, what is answered, which ids are one.

use serde_json::json;

use super::{DAY, entries, holds};
use crate::support::{
    Institution, Reply, World, application, contact, number_with_check, passport, resident_id,
    result, travel_record, with, without,
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
async fn all_faults_of_a_piece_are_named_at_once() {
    let world = World::at(DAY).await;
    let (clinic, registry) = (world.clinic("a").await, world.registry().await);
    let document = json!({"type": "resident-id", "number": "330106199003071230"});
    let finding = json!({
        "id": "with space", "kind": "clinic-result", "document": document,
        "observed_at": "2020-02-11T09:06:00+08:00", "result": "healthy", "place": "420100",
    });
    assert_eq!(
        named(&clinic.tell(&finding).await),
        [
            "#/document/number check-digit",
            "#/id evidence-id",
            "#/observed_at in-the-future",
            "#/place unknown-field",
            "#/result unknown-value",
        ]
    );
    let stay = json!({
        "id": "x".repeat(65), "kind": "travel-record", "document": {"type": "passport", "number": "M1234567"},
        "observed_at": "2020-02-11", "place": "420100", "country": "KR",
        "from": "2020-02-12", "to": "2020-02-13", "degree": "close",
    });
    assert_eq!(
        named(&registry.tell(&stay).await),
        [
            "#/degree unknown-field",
            "#/document/country country-required",
            "#/id evidence-id",
            "#/observed_at time",
            "#/place place-or-country",
            "#/to in-the-future",
        ]
    );
    let met = json!({"id": "", "kind": "contact", "document": {}, "observed_at": 1, "degree": "far", "on": "2020-02-12"});
    assert_eq!(
        named(&registry.tell(&met).await),
        [
            "#/degree unknown-value",
            "#/document/number required",
            "#/document/type required",
            "#/id evidence-id",
            "#/observed_at type",
            "#/on in-the-future",
        ]
    );
    assert_eq!(
        named(&registry.tell(&json!({"kind": "rumour", "on": 1})).await),
        [
            "#/document required",
            "#/id required",
            "#/kind unknown-value",
            "#/observed_at required",
        ]
    );
    for whole in [json!(null), json!([]), json!("x"), json!(1)] {
        let faults = named(&registry.tell(&whole).await);
        assert_eq!(faults, ["# type"], "{whole}");
    }
}

/// The faults of an answer, each as pointer and code.
#[track_caller]
fn named(reply: &Reply) -> Vec<String> {
    let faults = reply.faults().into_iter();
    faults
        .map(|(pointer, code)| format!("{pointer} {code}"))
        .collect()
}

#[tokio::test]
async fn an_observation_may_be_five_minutes_ahead() {
    let world = World::at(DAY).await;
    let clinic = world.clinic("a").await;
    let at = |time: &str| result(time, &resident_id(1), "suspected", time);
    clinic.tells([&at("2020-02-11T09:05:00")]).await;
    // To the second it is a test of the function's own: here the clock runs.
    assert_eq!(
        named(&clinic.tell(&at("2020-02-11T09:05:30")).await),
        ["#/observed_at in-the-future"]
    );
    // However long ago, it is an observation, of somebody who may apply later.
    let ages_ago = with(&at("old"), "/observed_at", "-009999-01-02T01:59:59Z");
    let ages_ago = with(&ages_ago, "/document", resident_id(2));
    clinic.tells([&ages_ago]).await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(2))).await;
    assert_eq!(citizen.colour(&person).await, "red");
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
async fn r21_evidence_finds_its_person_by_every_kind_of_document() {
    let world = World::at(DAY).await;
    let clinic = world.clinic("a").await;
    let citizen = world.citizen("one").await;
    let with_x = (0..100).map(resident_id).find(|document| {
        let number = document["number"].as_str();
        number.is_some_and(|number| number.ends_with('X'))
    });
    let with_x = with_x.unwrap();
    let lower = with_x["number"].as_str().unwrap().to_lowercase();
    let document = |kind: &str, number: &str| json!({"type": kind, "number": number});
    let permit = number_with_check("81000018890101001");
    let as_told = [
        document("resident-id", &lower),
        document("hmt-residence-permit", &permit),
        document("hk-macau-permit", "h12345678"),
        document("taiwan-permit", "12345678"),
        document("foreign-resident-id", "kor330190010101"),
        with(&passport(1), "/country", "kr"),
    ];
    let as_declared = [
        with_x,
        document("hmt-residence-permit", &permit),
        document("hk-macau-permit", "H12345678"),
        document("taiwan-permit", "12345678"),
        document("foreign-resident-id", "KOR330190010101"),
        passport(1),
    ];
    for (told, declared) in as_told.iter().zip(&as_declared) {
        let evidence = result("e-1", told, "suspected", OBSERVED);
        clinic.tells([&evidence]).await;
        let person = citizen.applied(&application(declared)).await;
        assert_eq!(citizen.colour(&person).await, "red", "{declared}");
    }
    // A passport of another country is another's; so is another kind of paper with that number.
    for other in [
        with(&passport(1), "/country", "JP"),
        document("hk-macau-permit", "M12345678"),
    ] {
        let person = citizen.applied(&application(&other)).await;
        assert_eq!(citizen.colour(&person).await, "green", "{other}");
    }
    let nameless = result(
        "e-2",
        &without(&passport(2), "/country"),
        "cleared",
        OBSERVED,
    );
    assert_eq!(
        named(&clinic.tell(&nameless).await),
        ["#/document/country country-required"]
    );
}

#[tokio::test]
async fn refusals_are_told_in_the_readers_language_and_repeat_nothing() {
    let world = World::at(DAY).await;
    let claims = json!({"sub": "clinic", "scope": "clinic"});
    let english = Institution(world.actor(&claims).await.reading("en"));
    let evidence = travel_record("e-1", &resident_id(1), "420100", "2020-02-05");
    let problem = english
        .tell(&evidence)
        .await
        .is_problem(403, "other-source");
    assert_eq!(problem["title"], "Not for this institution to tell");
    let chinese = world.clinic("a").await.tell(&evidence).await.json();
    assert_eq!(chinese["title"], "不是本机构可报送的类型");
    let secret = "鲍晓-330106188901010010";
    let body = json!({"id": secret, "kind": secret, "observed_at": secret,
        "document": {"type": secret, "number": secret.repeat(9)}});
    let text = english.tell(&body).await.text();
    assert!(
        !text.contains("鲍晓") && !text.contains("3301061889"),
        "{text}"
    );
}

#[tokio::test]
async fn what_a_piece_costs() {
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
    assert_eq!(units(registry.tell(&of("e-1", 2)).await), (1.0, 7.0));
    assert_eq!(units(registry.tell(&of("e-2", 2)).await), (1.0, 6.0));
    assert_eq!(units(registry.tell(&of("e-1", 2)).await), (1.0, 0.0));
}
