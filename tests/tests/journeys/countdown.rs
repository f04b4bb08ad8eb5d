//! The countdown: it makes lasting what readers see anyway, once, and is never waited for.

use serde_json::{Value, json};

use crate::support::{
    Reply, World, application, days, normal_day, resident_id, stay, with, without,
};

const NOTHING: [(&str, u64); 5] = [
    ("examined", 0),
    ("released", 0),
    ("restarted", 0),
    ("escalated", 0),
    ("failed", 0),
];

fn report(told: &[(&str, u64)]) -> Value {
    let mut report = json!({});
    for (name, count) in NOTHING.iter().chain(told) {
        report[*name] = json!(count);
    }
    report
}

async fn run(world: &World) -> Reply {
    world.anonymous().post("/dev/countdown", &json!({})).await
}

#[tokio::test]
async fn r28_a_release_is_written_once() {
    let world = World::at("2020-02-11T09:00:00").await;
    let citizen = world.citizen("one").await;
    let yellow = with(
        &application(&resident_id(1)),
        "/travel",
        stay("330302", "2020-02-05"),
    );
    let person = citizen.applied(&yellow).await;
    citizen.applied(&application(&resident_id(2))).await;
    for day in days("2020-02-11", 7) {
        world.morning_of(&day);
        citizen.checks_in(&person).await;
        assert_eq!(run(&world).await.is(200), report(&[]), "{day}");
    }
    world.set("2020-02-18T00:05:00");
    let first = run(&world).await;
    assert_eq!(first.is(200), report(&[("examined", 1), ("released", 1)]));
    assert_ne!(first.header("x-consumed-wru"), "0");
    let history = citizen.history(&person).await;
    let second = run(&world).await;
    assert_eq!(second.is(200), report(&[]));
    assert_eq!(second.header("x-consumed-wru"), "0");
    assert_eq!(citizen.history(&person).await, history);
}

#[tokio::test]
async fn r36_a_broken_run_is_moved_on_once() {
    let world = World::at("2020-02-11T09:00:00").await;
    let citizen = world.citizen("one").await;
    let red = with(
        &application(&resident_id(1)),
        "/contact/confirmed_case",
        true,
    );
    let person = citizen.applied(&red).await;
    citizen.checks_in(&person).await;
    world.set("2020-02-25T00:05:00");
    let before = citizen.code(&person).await["holds"].clone();
    assert_eq!(
        run(&world).await.is(200),
        report(&[("examined", 1), ("restarted", 1)])
    );
    let second = run(&world).await;
    assert_eq!(
        (second.is(200), second.header("x-consumed-wru")),
        (report(&[]), "0")
    );
    assert_eq!(citizen.code(&person).await["holds"], before);
    assert_eq!(before[0]["earliest_release_on"], "2020-03-10");
}

/// What a reader sees of a code, without what belongs to the moment of reading.
fn seen(code: &Value) -> Value {
    let code = without(&json!({"code": code}), "/code/pass");
    without(&code, "/code/as_of")
}

#[tokio::test]
async fn r29_a_countdown_that_runs_late_or_never_changes_nothing_that_is_read() {
    let start = "2020-02-20T09:00:00";
    let worlds = [
        World::at(start).await,
        World::at(start).await,
        World::at(start).await,
    ];
    let travel = json!([
        {"place": "420100", "from": "2020-02-10", "to": "2020-02-15"},
        {"place": "330302", "from": "2020-02-10", "to": "2020-02-15"},
        {"country": "KR", "from": "2020-02-10", "to": "2020-02-18"},
    ]);
    let body = with(&application(&resident_id(1)), "/travel", travel);
    let mut people = Vec::new();
    for world in &worlds {
        let citizen = world.citizen("one").await;
        let person = citizen.applied(&body).await;
        people.push((citizen, person));
    }
    for (day, n) in days("2020-02-20", 24).zip(0..) {
        let mut codes = Vec::new();
        for ((world, (citizen, person)), habit) in worlds.iter().zip(&people).zip(0..) {
            world.set(&format!("{day}T00:05:00"));
            // The first world's runs every night, the second's once in eight, the third's never.
            if habit == 0 || habit == 1 && n % 8 == 7 {
                assert_eq!(world.countdown().await["failed"], 0);
            }
            codes.push(seen(&citizen.code(person).await));
            match n {
                3 | 9 => {}
                6 => drop(
                    citizen
                        .check_in(person, &with(&normal_day(), "/temperature_c", 38))
                        .await
                        .is(201),
                ),
                _ => drop(citizen.checks_in(person).await),
            }
            codes.push(seen(&citizen.code(person).await));
        }
        assert_eq!(codes[0..2], codes[2..4], "{day}");
        assert_eq!(codes[0..2], codes[4..6], "{day}");
    }
    for (world, (citizen, person)) in worlds.iter().zip(&people) {
        assert_eq!(citizen.colour(person).await, "red");
        world.set("2020-03-15T00:00:00");
        assert_eq!(citizen.colour(person).await, "green");
    }
}

#[tokio::test]
async fn a_countdown_meets_all_who_are_due_whatever_their_shard() {
    let world = World::at("2020-02-11T00:00:00").await;
    let citizen = world.citizen("one").await;
    let mut people = Vec::new();
    for n in 0..16 {
        let body = with(
            &application(&resident_id(n)),
            "/contact/quarantined_cohabitant",
            true,
        );
        people.push(citizen.applied(&body).await);
    }
    for day in days("2020-02-11", 7) {
        world.morning_of(&day);
        for person in &people {
            citizen.checks_in(person).await;
        }
    }
    world.set("2020-02-18T00:05:00");
    assert_eq!(
        run(&world).await.is(200),
        report(&[("examined", 16), ("released", 16)])
    );
    assert_eq!(run(&world).await.is(200), report(&[]));
}
