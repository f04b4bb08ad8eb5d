//! What others see of evidence: the gate a colour, the person every change of it, and nobody a name.

use serde_json::{Value, json};

use super::{DAY, entries};
use crate::{
    history::checked,
    support::{
        World, application, contact, days, normal_day, resident_id, result, travel_record,
        verification, with,
    },
};

fn found(id: &str, finding: &str, observed_at: &str) -> Value {
    result(id, &resident_id(1), finding, observed_at)
}

#[tokio::test]
async fn r29_the_gate_sees_a_result_with_the_next_scan_and_the_next_day() {
    let world = World::at(DAY).await;
    let (citizen, clinic) = (world.citizen("one").await, world.clinic("a").await);
    let person = citizen.applied(&application(&resident_id(1))).await;
    let gate = world.gate("metro", "transit", "330106").await;
    let by_document = with(&verification("metro"), "/document", resident_id(1));
    assert_eq!(gate.asks(&by_document).await["outcome"], "admit");
    let token = citizen.pass(&person).await;
    clinic
        .tells([&found("e-1", "confirmed", "2020-02-11T08:30:00")])
        .await;
    // The pass was made when the code was green; what counts is now.
    let by_pass = with(&verification("metro"), "/token", token);
    for question in [&by_pass, &by_document] {
        let answer = gate.asks(question).await;
        assert_eq!(answer["outcome"], "refer");
        assert_eq!(answer["colour"], "red");
        assert_eq!(answer["reasons"][0]["code"], "colour-red");
        let text = answer.to_string();
        assert!(!text.contains("clinic") && !text.contains("e-1"), "{text}");
    }
    world.morning_of("2020-02-12");
    assert_eq!(gate.asks(&by_document).await["colour"], "red");
    clinic
        .tells([&found("e-2", "recovered", "2020-02-12T08:30:00")])
        .await;
    assert_eq!(gate.asks(&by_document).await["colour"], "red");
    assert_eq!(citizen.colour(&person).await, "red");
}

#[tokio::test]
async fn r84_every_change_that_evidence_made_is_an_entry_and_the_chain_holds() {
    let world = World::at(DAY).await;
    let (citizen, clinic) = (world.citizen("one").await, world.clinic("a").await);
    let registry = world.registry().await;
    let document = resident_id(1);
    registry
        .tells([&contact("e-0", &document, "secondary", "2020-02-05")])
        .await;
    let person = citizen.applied(&application(&document)).await;
    for day in days("2020-02-11", 7) {
        world.morning_of(&day);
        citizen.check_in(&person, &normal_day()).await.is(201);
    }
    // Released at midnight, and no countdown came: the clinic's result settles it first.
    world.morning_of("2020-02-18");
    clinic
        .tells([
            &found("e-1", "suspected", "2020-02-18T08:00:00"),
            &found("e-2", "cleared", "2020-02-18T08:30:00"),
        ])
        .await;
    registry
        .tells([&travel_record("e-3", &document, "420100", "2020-02-05")])
        .await;
    let history = citizen.history(&person).await;
    let entries = checked(&history);
    let told: Vec<_> = entries
        .iter()
        .map(|entry| {
            let text = |pointer: &str| entry.pointer(pointer).unwrap().as_str().unwrap();
            let detail = entry["detail"].as_object().unwrap().keys();
            let what = detail.filter(|key| !["pledge", "policy"].contains(&key.as_str()));
            let what: Vec<_> = what.map(String::as_str).collect();
            (
                text("/kind"),
                text("/actor/role"),
                text("/colour_after"),
                what.join(" "),
            )
        })
        .collect();
    let expected = [
        ("applied", "citizen", "yellow", "put_on"),
        ("recomputed", "system", "green", "released"),
        ("evidence-received", "clinic", "red", "put_on"),
        ("evidence-received", "clinic", "green", "closed"),
        ("evidence-received", "registry", "red", "put_on"),
    ];
    assert_eq!(
        told,
        expected.map(|(kind, role, colour, what)| (kind, role, colour, what.to_owned()))
    );

    let suspected = &entries[2]["detail"]["put_on"][0];
    assert_eq!(suspected["rule"], "clinic-suspected");
    assert_eq!(
        suspected["evidence"],
        json!([{"source": "clinic", "id": "e-1"}])
    );
    let closed = &entries[3]["detail"]["closed"][0];
    assert_eq!(closed["hold"], suspected["hold"]);
    assert_eq!(
        closed["closed_by"],
        json!({"source": "clinic", "id": "e-2"})
    );
    for entry in &entries[1..] {
        assert!(entry["actor"]["district"].is_null(), "{entry}");
    }
}

#[tokio::test]
async fn r66_no_history_no_code_and_no_scan_tells_a_document_a_name_or_an_institution() {
    let world = World::at(DAY).await;
    let gate = world.gate("metro", "transit", "330106").await;
    let (citizen, clinic) = (world.citizen("one").await, world.clinic("hospital").await);
    let registry = world.registry().await;
    let document = resident_id(1);
    let person = citizen.applied(&application(&document)).await;
    clinic
        .tells([&found("e-1", "confirmed", "2020-02-11T08:30:00")])
        .await;
    registry
        .tells([
            &travel_record("e-2", &document, "420100", "2020-02-05"),
            &contact("e-3", &document, "close", "2020-02-05"),
        ])
        .await;
    let by_document = with(&verification("metro"), "/document", document.clone());
    let told = json!([
        gate.asks(&by_document).await,
        citizen.history(&person).await,
        citizen.code(&person).await["holds"],
        citizen.scans(&person).await,
    ]);
    assert_eq!(entries(&told[1]).len(), 4);
    let text = told.to_string();
    let number = document["number"].as_str().unwrap();
    for secret in [
        "鲍晓",
        "13800000000",
        number,
        "420100",
        "hospital",
        "\"one\"",
    ] {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
}
