//! `GET /v1/people/{person}/history`: a chain that anybody can check.

use data_encoding::HEXLOWER;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::support::{
    World, application, days, normal_day, resident_id, review, stay, with, without,
};

/// The hash that an entry should carry, by the API's description and none of the product's code.
fn hash_of(entry: &Value) -> String {
    let canonical = serde_json_canonicalizer::to_vec(
        &without(&json!({"entry": entry}), "/entry/hash")["entry"],
    )
    .unwrap();
    HEXLOWER.encode(&Sha256::digest(canonical))
}

/// Checks the whole chain, and gives its entries.
#[track_caller]
pub fn checked(history: &Value) -> Vec<Value> {
    let entries = history["entries"].as_array().unwrap();
    let mut before = "0".repeat(64);
    let mut colour = Value::Null;
    for (entry, seq) in entries.iter().zip(1..) {
        assert_eq!(entry["seq"], seq);
        assert_eq!(entry["prev_hash"], before.as_str());
        assert_eq!(entry["colour_before"], colour);
        assert_eq!(entry["hash"], hash_of(entry), "{entry}");
        before = entry["hash"].as_str().unwrap().to_owned();
        colour = entry["colour_after"].clone();
    }
    assert_eq!(history["head"], before.as_str());
    entries.clone()
}

/// Kind, role and colour after, of each entry.
fn told(entries: &[Value]) -> Vec<(&str, &str, &str)> {
    entries
        .iter()
        .map(|entry| {
            (
                entry["kind"].as_str().unwrap(),
                entry["actor"]["role"].as_str().unwrap(),
                entry["colour_after"].as_str().unwrap(),
            )
        })
        .collect()
}

#[tokio::test]
async fn r84_every_change_is_an_entry_and_the_chain_holds() {
    let world = World::at("2020-02-11T09:00:00").await;
    let citizen = world.citizen("one").await;
    let body = with(
        &application(&resident_id(1)),
        "/travel",
        stay("330302", "2020-02-05"),
    );
    let person = citizen.applied(&body).await;
    for day in days("2020-02-11", 7) {
        world.morning_of(&day);
        citizen.checks_in(&person).await;
    }
    assert_eq!(
        checked(&citizen.history(&person).await).len(),
        1,
        "a steady day changes no colour"
    );
    world.set("2020-02-18T00:05:00");
    world.countdown().await;
    world.morning_of("2020-02-18");
    citizen
        .check_in(&person, &with(&normal_day(), "/temperature_c", 38))
        .await
        .is(201);
    citizen
        .reapply(&person, &without(&application(&resident_id(1)), "/person"))
        .await
        .is(200);
    citizen.file(&person, &review()).await.is(201);

    let history = citizen.history(&person).await;
    let entries = checked(&history);
    assert_eq!(
        told(&entries),
        [
            ("applied", "citizen", "yellow"),
            ("recomputed", "system", "green"),
            ("checked-in", "citizen", "yellow"),
            ("reapplied", "citizen", "yellow"),
            ("review-filed", "citizen", "yellow"),
        ]
    );
    assert_eq!(
        entries[1]["detail"]["released"][0]["ended_on"],
        "2020-02-18"
    );
    let text = history.to_string();
    for private in ["鲍", "19900101", "13800000000", "\"one\"", "这几天"] {
        assert!(!text.contains(private), "{private}");
    }
}

/// R29: who writes first after midnight also writes what the night brought.
#[tokio::test]
async fn r84_without_a_countdown_the_release_is_written_with_the_next_change() {
    let world = World::at("2020-02-11T09:00:00").await;
    let citizen = world.citizen("one").await;
    let body = with(
        &application(&resident_id(1)),
        "/travel",
        stay("330302", "2020-02-05"),
    );
    let person = citizen.applied(&body).await;
    for day in days("2020-02-11", 7) {
        world.morning_of(&day);
        citizen.checks_in(&person).await;
    }
    world.morning_of("2020-02-20");
    assert_eq!(citizen.colour(&person).await, "green");
    citizen.file(&person, &review()).await.is(201);
    let entries = checked(&citizen.history(&person).await);
    assert_eq!(
        told(&entries),
        [
            ("applied", "citizen", "yellow"),
            ("recomputed", "system", "green"),
            ("review-filed", "citizen", "green"),
        ]
    );
    assert_eq!(
        entries[1]["detail"]["released"][0]["ended_on"],
        "2020-02-18"
    );
}

#[tokio::test]
async fn r84_a_changed_entry_would_be_seen() {
    let world = World::at("2020-02-11T09:00:00").await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    let history = citizen.history(&person).await;
    let entries = checked(&history);
    for (pointer, value) in [
        ("/colour_after", "red"),
        ("/at", "2020-02-11T09:00:01+08:00"),
        ("/kind", "confirmed"),
    ] {
        assert_ne!(
            hash_of(&with(&entries[0], pointer, value)),
            entries[0]["hash"]
        );
    }
}
