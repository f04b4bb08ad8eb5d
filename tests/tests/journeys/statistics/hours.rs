//! What verifications came to, by hour: counted once each, added once a minute, and never in the way.

use serde_json::{Value, json};

use super::{XIHU, YUHANG, city};
use crate::policies::City;
use crate::support::{
    Between, Checkpoint, Fault, Reply, World, application, resident_id, stay, verification, with,
};

/// An hour's line: admitted, refused, referred, undecided.
fn hour(hour: &str, district: &str, [admit, refuse, refer, undecided]: [u64; 4]) -> Value {
    json!({
        "hour": format!("{hour}:00:00+08:00"), "district": district,
        "admit": admit, "refuse": refuse, "refer": refer, "undecided": undecided,
    })
}

async fn hours(world: &World) -> Value {
    city(world, "").await["hours"].clone()
}

/// A question about whoever has this document, at a metro station.
fn about(n: u32) -> Value {
    with(&verification("metro"), "/document", resident_id(n))
}

/// A metro station's staff, and a green one and a red one.
async fn settled(world: &World) -> Checkpoint {
    let gate = world.gate("metro", "transit", XIHU).await;
    world
        .citizen("one")
        .await
        .applied(&application(&resident_id(1)))
        .await;
    let red = with(
        &application(&resident_id(2)),
        "/travel",
        stay("420100", "2020-02-10"),
    );
    world.citizen("two").await.applied(&red).await;
    gate
}

fn wru(reply: &Reply) -> &str {
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply.header("x-consumed-wru")
}

#[tokio::test]
async fn r86_verifications_are_counted_by_hour_district_and_outcome_for_a_unit_a_minute() {
    let world = World::at("2020-02-11T09:00:00").await;
    let gate = settled(&world).await;
    let border = world.gate("border", "city-entry", YUHANG).await;
    // The first one begins the minute; until it is over a verification is one write.
    let first = gate.verify(&about(1)).await;
    assert_eq!((first.header("x-consumed-rru"), wru(&first)), ("1", "1"));
    world.set("2020-02-11T09:00:59");
    assert_eq!(wru(&gate.verify(&about(2)).await), "1");
    assert_eq!(wru(&border.verify(&verification("border")).await), "1");
    assert_eq!(hours(&world).await, json!([]), "a minute behind");
    world.set("2020-02-11T09:01:00");
    let minute = gate.verify(&verification("metro")).await;
    assert_eq!(wru(&minute), "2", "all districts at once");
    let xihu = hour("2020-02-11T09", XIHU, [1, 0, 2, 0]);
    let yuhang = hour("2020-02-11T09", YUHANG, [0, 1, 0, 0]);
    assert_eq!(hours(&world).await, json!([xihu, yuhang]));
    for (district, lines) in [
        (XIHU, json!([xihu])),
        (YUHANG, json!([yuhang])),
        ("330102", json!([])),
    ] {
        let officer = world.officer(district).await;
        let own = officer.get("/v1/statistics").await.is(200);
        assert_eq!(own["hours"], lines, "{district}");
    }
}

#[tokio::test]
async fn r86_an_hour_that_is_over_and_a_quiet_gate_are_seen_with_the_next_verification() {
    let world = World::at("2020-02-11T09:59:50").await;
    let gate = settled(&world).await;
    gate.asks(&about(1)).await;
    world.set("2020-02-11T10:00:00");
    gate.asks(&about(1)).await;
    let nine = hour("2020-02-11T09", XIHU, [1, 0, 0, 0]);
    let ten = hour("2020-02-11T10", XIHU, [1, 0, 0, 0]);
    assert_eq!(hours(&world).await, json!([nine, ten]));
    world.set("2020-02-12T00:00:00");
    gate.asks(&about(2)).await;
    let midnight = hour("2020-02-12T00", XIHU, [0, 0, 1, 0]);
    assert_eq!(hours(&world).await, json!([nine, ten, midnight]));
    let yesterday = city(&world, "?to=2020-02-11").await;
    assert_eq!(yesterday["hours"], json!([nine, ten]));
    let today = city(&world, "?from=2020-02-12").await;
    assert_eq!(today["hours"], json!([midnight]));
}

#[tokio::test]
async fn r86_the_same_scan_again_is_not_counted_also_when_it_is_the_one_that_adds() {
    let world = World::at("2020-02-11T09:00:00").await;
    let gate = settled(&world).await;
    gate.asks(&about(2)).await;
    world.set("2020-02-11T09:00:30");
    let person = world.id_of(&resident_id(1));
    let pass = world.citizen("one").await.pass(&person).await;
    let by_pass = with(&verification("metro"), "/token", pass);
    let first = gate.asks(&by_pass).await;
    for now in ["2020-02-11T09:00:59", "2020-02-11T09:01:00"] {
        world.set(now);
        assert_eq!(gate.asks(&by_pass).await, first);
    }
    let counted = hour("2020-02-11T09", XIHU, [1, 0, 1, 0]);
    assert_eq!(hours(&world).await, json!([counted]));
}

#[tokio::test]
async fn r86_a_replay_is_counted_as_the_refusal_that_it_is_and_what_was_added_to_as_both_answers() {
    let world = World::at("2020-02-11T09:00:00").await;
    let gate = settled(&world).await;
    world.gate("mall", "commercial", XIHU).await;
    world.gate("estate", "community", XIHU).await;
    let (citizen, person) = (world.citizen("one").await, world.id_of(&resident_id(1)));
    gate.asks(&about(1)).await;
    world.set("2020-02-11T09:00:30");
    let pass = citizen.pass(&person).await;
    gate.asks(&with(&verification("metro"), "/token", pass.clone()))
        .await;
    world.set("2020-02-11T09:01:00");
    // It is this one that adds, and it was to be admitted.
    let replayed = gate
        .asks(&with(&verification("mall"), "/token", pass))
        .await;
    assert_eq!(replayed["reasons"][0]["code"], "code-replayed");
    assert_eq!(
        hours(&world).await,
        json!([hour("2020-02-11T09", XIHU, [2, 0, 0, 0])])
    );
    let pass = citizen.pass(&person).await;
    let bare = with(&verification("estate"), "/token", pass);
    assert_eq!(gate.asks(&bare).await["outcome"], "undecided");
    let shown = with(&bare, "/presented", json!(["identity-document"]));
    assert_eq!(gate.asks(&shown).await["outcome"], "admit");
    world.set("2020-02-11T09:02:00");
    gate.asks(&about(2)).await;
    let counted = hour("2020-02-11T09", XIHU, [3, 1, 1, 1]);
    assert_eq!(hours(&world).await, json!([counted]));
}

#[tokio::test]
async fn r86_counts_that_cannot_be_added_keep_nobody_at_the_gate_and_wait_for_the_next_minute() {
    let between = Between::start().await;
    let world = World::on(between.storage(), "2020-02-11T09:00:00").await;
    let gate = settled(&world).await;
    gate.asks(&about(1)).await;
    between.set(Fault::WritesAboutThrottled("counts#passages"));
    for now in ["2020-02-11T09:01:00", "2020-02-11T10:00:00"] {
        world.set(now);
        let reply = gate.verify(&about(1)).await;
        assert_eq!(reply.json()["outcome"], "admit");
        assert_eq!(wru(&reply), "1");
    }
    assert_eq!(hours(&world).await, json!([]));
    between.set(Fault::None);
    world.set("2020-02-11T10:01:00");
    let reply = gate.verify(&about(2)).await;
    assert_eq!(wru(&reply), "3", "two hours");
    let nine = hour("2020-02-11T09", XIHU, [2, 0, 0, 0]);
    let ten = hour("2020-02-11T10", XIHU, [1, 0, 1, 0]);
    assert_eq!(hours(&world).await, json!([nine, ten]));
}

#[tokio::test]
async fn r86_a_verification_that_was_not_recorded_is_not_counted() {
    let between = Between::start().await;
    let world = World::on(between.storage(), "2020-02-11T09:00:00").await;
    let gate = settled(&world).await;
    gate.asks(&about(1)).await;
    let person = world.id_of(&resident_id(1));
    for now in ["2020-02-11T09:00:10", "2020-02-11T09:02:00"] {
        world.set(now);
        // Every write about the person, so not that of the hour.
        let about_person: &'static str = Box::leak(person.clone().into_boxed_str());
        between.set(Fault::WritesAboutThrottled(about_person));
        let reply = gate.verify(&about(1)).await;
        assert_eq!(reply.status, 503, "{}", reply.text());
        between.set(Fault::None);
    }
    assert_eq!(
        hours(&world).await,
        json!([hour("2020-02-11T09", XIHU, [1, 0, 0, 0])])
    );
}

#[tokio::test]
async fn r85_an_hour_ends_with_its_first_scans_by_the_clock_and_by_the_policy_in_force() {
    let world = World::at("2020-03-10T09:00:00").await;
    let gate = world.gate("metro", "transit", XIHU).await;
    gate.asks(&verification("metro")).await;
    world.set("2020-03-10T10:00:00");
    gate.asks(&verification("metro")).await;
    let city_team = City::of(&world).await;
    let count = async |now: &str| {
        world.set(now);
        let told = city(&world, "?from=2020-03-10&to=2020-03-10").await;
        told["hours"].as_array().unwrap().len()
    };
    let keeping = |version: &str, from: &str, days: i64| {
        let policy = with(&city_team.current, "/version", version);
        let policy = with(&policy, "/effective_from", from);
        with(&policy, "/retention/scans_days", days)
    };
    city_team
        .publishes(&keeping("shorter", "2020-03-12", 5))
        .await;
    assert_eq!(count("2020-03-15T08:59:30").await, 2);
    assert_eq!(count("2020-03-15T09:00:30").await, 1);
    assert_eq!(count("2020-03-15T10:00:30").await, 0);
    city_team
        .publishes(&keeping("longer", "2020-03-16", 365))
        .await;
    assert_eq!(
        count("2020-04-09T09:59:30").await,
        1,
        "as was promised, 30 days"
    );
    assert_eq!(count("2020-04-09T10:00:30").await, 0);
}
