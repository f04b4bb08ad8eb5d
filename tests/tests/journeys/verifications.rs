//! `POST /v1/verifications`: the pass, and whether it counts.

use jiff::{SignedDuration, Timestamp};
use pass::KeyRing;
use rules::identity::PersonId;
use serde_json::{Value, json};

use crate::support::{World, application, resident_id, verification, with};

const DAY: &str = "2020-02-11T09:00:00";

/// A question with this pass.
fn showing(place: &str, token: &str) -> Value {
    with(&verification(place), "/token", token)
}

/// Asserts a refusal for this reason alone.
#[track_caller]
fn is_refused(answer: &Value, reason: &str) {
    assert_eq!(answer["outcome"], "refuse", "{answer}");
    let reasons: Vec<_> = answer["reasons"]
        .as_array()
        .unwrap()
        .iter()
        .map(|reason| &reason["code"])
        .collect();
    assert_eq!(reasons, [reason], "{answer}");
    assert_eq!(answer["missing"], json!([]));
}

#[tokio::test]
async fn a_green_pass_is_let_through_with_whom_to_compare_and_by_which_rule() {
    let world = World::at(DAY).await;
    let gate = world.gate("metro", "transit", "330106").await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    let code = citizen.code(&person).await;
    let answer = gate
        .asks(&showing("metro", code["pass"]["token"].as_str().unwrap()))
        .await;
    assert_eq!(
        (answer["outcome"].as_str(), answer["colour"].as_str()),
        (Some("admit"), Some("green"))
    );
    assert_eq!(answer["holder"], code["holder"], "R44");
    assert_eq!(
        (&answer["reasons"], &answer["missing"]),
        (&json!([]), &json!([]))
    );
    assert_eq!(answer["rule"]["version"], "2020-02-11");
    assert_eq!(answer["rule"]["effective_from"], "2020-02-11");
    assert!(
        answer["verified_at"]
            .as_str()
            .unwrap()
            .starts_with("2020-02-11T09:0")
    );
    assert!(answer["scan_id"].as_str().unwrap().starts_with("s_"));
}

#[tokio::test]
async fn r45_a_pass_of_59_seconds_counts_and_one_of_60_is_a_screenshot() {
    let world = World::at(DAY).await;
    let gate = world.gate("metro", "transit", "330106").await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    // The clock runs: an answer that came after the end says nothing of the second before it.
    let (question, end) = loop {
        let pass = citizen.code(&person).await["pass"].clone();
        let question = showing("metro", pass["token"].as_str().unwrap());
        let end: Timestamp = pass["expires_at"].as_str().unwrap().parse().unwrap();
        world.bundle.clock.set(end - SignedDuration::from_secs(1));
        let answer = gate.asks(&question).await;
        if world.bundle.clock.now() < end {
            assert_eq!(answer["outcome"], "admit");
            break (question, end);
        }
    };
    world.bundle.clock.set(end);
    let answer = gate.asks(&question).await;
    is_refused(&answer, "code-expired");
    assert_eq!(
        (&answer["colour"], &answer["holder"]),
        (&json!("none"), &Value::Null)
    );
}

#[tokio::test]
async fn r45_a_forged_or_foreign_pass_is_turned_back() {
    let world = World::at(DAY).await;
    let gate = world.gate("metro", "transit", "330106").await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    let real = citizen.pass(&person).await;
    let (start, end) = real.split_at(real.len() - 10);
    let changed = format!(
        "{start}{}{}",
        if end.starts_with('A') { 'B' } else { 'A' },
        &end[1..]
    );
    let another = KeyRing::parse("a:the signing secret of another service than this one").unwrap();
    let foreign = another
        .issue(
            PersonId::parse(&person).unwrap(),
            world.bundle.clock.now(),
            [1; 7],
        )
        .unwrap();
    for token in [
        changed.as_str(),
        foreign.token.as_str(),
        citizen.token(),
        "x",
        "a.b.c",
        "https://example.org",
    ] {
        let answer = gate.asks(&showing("metro", token)).await;
        is_refused(&answer, "code-invalid");
        assert_eq!(
            (&answer["colour"], &answer["holder"]),
            (&json!("none"), &Value::Null)
        );
    }
}

/// A pass of ours for a person who is not here is no pass of this city.
#[tokio::test]
async fn r45_a_pass_for_nobody_is_turned_back() {
    let world = World::at(DAY).await;
    let gate = world.gate("metro", "transit", "330106").await;
    let token = world
        .bundle
        .state
        .ring
        .issue(
            PersonId::from_bytes([9; 16]),
            world.bundle.clock.now(),
            [1; 7],
        )
        .unwrap()
        .token;
    is_refused(&gate.asks(&showing("metro", &token)).await, "code-invalid");
}

#[tokio::test]
async fn a_pass_is_no_access_token() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    let pass = citizen.pass(&person).await;
    let request = world
        .anonymous()
        .request("GET", "/v1/people")
        .bearer_auth(pass);
    assert_eq!(request.send().await.unwrap().status().as_u16(), 401);
}

#[tokio::test]
async fn r45_a_pass_used_at_another_place_is_replayed_there() {
    let world = World::at(DAY).await;
    let gate = world.gate("metro", "transit", "330106").await;
    world.gate("mall", "commercial", "330106").await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    let pass = citizen.pass(&person).await;
    let first = gate.verify(&showing("metro", &pass)).await;
    assert_eq!(first.is(200)["outcome"], "admit");
    is_refused(&gate.asks(&showing("mall", &pass)).await, "code-replayed");
    is_refused(&gate.asks(&showing("mall", &pass)).await, "code-replayed");
    let again = gate.verify(&showing("metro", &pass)).await;
    assert_eq!(
        again.body, first.body,
        "the first place is told what it was told"
    );
    let fresh = citizen.pass(&person).await;
    assert_eq!(
        gate.asks(&showing("mall", &fresh)).await["outcome"],
        "admit"
    );
}

#[tokio::test]
async fn the_same_question_at_the_same_place_gets_the_same_answer_and_is_one_scan() {
    let world = World::at(DAY).await;
    let gate = world.gate("metro", "transit", "330106").await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    let question = showing("metro", &citizen.pass(&person).await);
    let first = gate.verify(&question).await;
    first.is(200);
    for _ in 0..3 {
        assert_eq!(gate.verify(&question).await.body, first.body);
    }
    assert_eq!(citizen.scans(&person).await.len(), 1);
}

#[tokio::test]
async fn undecided_is_completed_with_the_same_pass() {
    let world = World::at(DAY).await;
    let gate = world.gate("estate", "community", "330104").await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    let question = showing("estate", &citizen.pass(&person).await);
    let first = gate.asks(&question).await;
    assert_eq!(first["outcome"], "undecided");
    assert_eq!(
        first["missing"],
        json!(["identity-document", "residence-or-work-proof"])
    );
    let more = with(&question, "/presented", json!(["identity-document"]));
    assert_eq!(
        gate.asks(&more).await["missing"],
        json!(["residence-or-work-proof"])
    );
    let all = with(
        &question,
        "/presented",
        json!(["identity-document", "lease"]),
    );
    let last = gate.asks(&all).await;
    assert_eq!(last["outcome"], "admit");
    assert_eq!(last["scan_id"], first["scan_id"]);
    let scans = citizen.scans(&person).await;
    assert_eq!((scans.len(), &scans[0]["outcome"]), (1, &json!("admit")));
}

#[tokio::test]
async fn r44_a_borrowed_code_is_turned_back_by_its_document() {
    let world = World::at(DAY).await;
    let gate = world.gate("metro", "transit", "330106").await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    world
        .citizen("two")
        .await
        .applied(&application(&resident_id(2)))
        .await;
    for (borrower, n) in [("with a code", 2), ("without one", 3)] {
        let code = citizen.code(&person).await;
        let question = showing("metro", code["pass"]["token"].as_str().unwrap());
        let answer = gate
            .asks(&with(&question, "/document", resident_id(n)))
            .await;
        is_refused(&answer, "holder-mismatch");
        assert_eq!(answer["holder"], code["holder"], "{borrower}");
    }
    let own = with(
        &showing("metro", &citizen.pass(&person).await),
        "/document",
        resident_id(1),
    );
    assert_eq!(gate.asks(&own).await["outcome"], "admit");
}

#[tokio::test]
async fn r43_staff_ask_for_places_of_their_own_district() {
    let world = World::at(DAY).await;
    world.gate("metro", "transit", "330106").await;
    let other = world.checkpoint("330110").await;
    other
        .verify(&verification("metro"))
        .await
        .is_problem(403, "other-district");
    other
        .verify(&verification("nowhere"))
        .await
        .is_problem(404, "not-found");
    let nowhere = world
        .actor(&json!({"sub": "gate", "scope": "checkpoint"}))
        .await;
    nowhere
        .post("/v1/verifications", &verification("metro"))
        .await
        .is_problem(403, "other-district");
}

#[tokio::test]
async fn r47_plate_and_registration_cannot_be_asked_with() {
    let world = World::at(DAY).await;
    let gate = world.gate("metro", "transit", "330106").await;
    let question = json!({"place_id": "metro", "direction": "up", "number_plate": "x", "household_registration": "y",
        "temperature_c": 50, "presented": ["face"], "document": {"type": "passport", "number": "M00000001"}});
    let faults = [
        ("#/direction", "unknown-value"),
        ("#/document/country", "country-required"),
        ("#/household_registration", "unknown-field"),
        ("#/number_plate", "unknown-field"),
        ("#/presented/0", "unknown-value"),
        ("#/temperature_c", "range"),
    ];
    let faults = faults.map(|(pointer, code)| (pointer.to_owned(), code.to_owned()));
    assert_eq!(gate.verify(&question).await.faults(), faults);
}
