//! The body: documents of every kind, times, and all faults at once.

use serde_json::json;

use super::DAY;
use crate::support::{
    Institution, Reply, World, application, number_with_check, passport, resident_id, result,
    travel_record, with, without,
};

const OBSERVED: &str = "2020-02-11T08:30:00";

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
    let ages_ago = with(&at("old"), "/observed_at", "0001-01-02T01:59:59Z");
    let ages_ago = with(&ages_ago, "/document", resident_id(2));
    clinic.tells([&ages_ago]).await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(2))).await;
    assert_eq!(citizen.colour(&person).await, "red");
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
