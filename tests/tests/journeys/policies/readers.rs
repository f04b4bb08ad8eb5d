//! Every reader is right at once; the countdown writes it down; a dry run tells beforehand.

use std::time::Duration;

use serde_json::json;

use super::{AND_GUANGDONG, City, from_guangzhou};
use crate::support::{World, application, resident_id, stay, verification, with};

#[tokio::test]
async fn r29_every_reader_sees_a_policy_at_once_and_the_countdown_writes_it_for_whom_it_concerns() {
    let world = World::at("2020-02-12T09:00:00").await;
    let city = City::of(&world).await;
    let gate = world.gate("gate-1", "transit", "330106").await;
    let citizen = world.citizen("one").await;
    let concerned = [
        citizen.applied(&from_guangzhou(1)).await,
        citizen.applied(&from_guangzhou(2)).await,
    ];
    for n in 10..30 {
        let elsewhere = stay("310101", "2020-02-09");
        let body = with(&application(&resident_id(n)), "/travel", elsewhere);
        citizen.applied(&body).await;
    }
    city.publishes(&city.with_medium("2020-02-12-a", "2020-02-12", &json!(AND_GUANGDONG)))
        .await;

    let token = citizen.pass(&concerned[0]).await;
    let asked = with(&verification("gate-1"), "/token", token);
    let verdict = gate.asks(&asked).await;
    assert_eq!(
        (&verdict["outcome"], &verdict["colour"]),
        (&json!("refer"), &json!("yellow"))
    );
    assert_eq!(verdict["rule"]["version"], "2020-02-12-a");
    let listed = citizen.get("/v1/people").await.is(200);
    let yellow = listed["people"].as_array().unwrap().iter();
    assert_eq!(yellow.filter(|one| one["colour"] == "yellow").count(), 2);
    assert_eq!(
        citizen.history(&concerned[0]).await["entries"]
            .as_array()
            .unwrap()
            .len(),
        1
    );

    let ran = world.anonymous().post("/dev/countdown", &json!({})).await;
    let report = ran.is(200);
    assert_eq!(
        (&report["examined"], &report["failed"]),
        (&json!(2), &json!(0))
    );
    for person in &concerned {
        let history = citizen.history(person).await;
        let entry = history["entries"][1].clone();
        assert_eq!(entry["kind"], "recomputed");
        assert_eq!(entry["colour_after"], "yellow");
        assert_eq!(entry["detail"]["put_on"][0]["policy"], "2020-02-12-a");
    }
    let again = world.anonymous().post("/dev/countdown", &json!({})).await;
    again.is(200);
    assert_eq!(again.header("x-consumed-wru"), "0");
}

#[tokio::test]
async fn r61_once_everybody_was_judged_nobody_is_read_for_it_again() {
    let world = World::at("2020-02-12T09:00:00").await;
    let city = City::of(&world).await;
    world.citizen("one").await.applied(&from_guangzhou(1)).await;
    city.publishes(&city.with_medium("v2", "2020-02-12", &json!(AND_GUANGDONG)))
        .await;
    world.set("2020-02-12T09:10:00");
    assert_eq!(world.countdown().await["examined"], 1);
    assert_eq!(world.countdown().await["examined"], 0);
}

#[tokio::test]
async fn r61_a_policy_for_a_later_day_judges_from_the_first_moment_of_that_day() {
    let world = World::at("2020-02-12T09:00:00").await;
    let city = City::of(&world).await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&from_guangzhou(1)).await;
    city.publishes(&city.with_medium("2020-02-15", "2020-02-15", &json!(AND_GUANGDONG)))
        .await;
    world.set("2020-02-14T23:59:59");
    assert_eq!(citizen.colour(&person).await, "green");
    assert_eq!(citizen.code(&person).await["policy"], "2020-02-11");
    world.set("2020-02-15T00:00:00");
    let code = citizen.code(&person).await;
    assert_eq!(code["holds"][0]["since"], "2020-02-15");
    assert_eq!(code["policy"], "2020-02-15");
    world.set("2020-02-15T00:05:00");
    assert_eq!(world.countdown().await["examined"], 1);
    // The shipped version of March comes into force over it.
    world.set("2020-03-01T08:00:00");
    let current = world.anonymous().get("/v1/policies/current").await.is(200);
    assert_eq!(current["version"], "2020-03-01");
}

#[tokio::test]
async fn r61_a_first_day_that_is_over_means_from_the_approval_on() {
    let world = World::at("2020-02-14T09:00:00").await;
    let city = City::of(&world).await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&from_guangzhou(1)).await;
    city.publishes(&city.with_medium("late", "2020-02-11", &json!(AND_GUANGDONG)))
        .await;
    let code = citizen.code(&person).await;
    assert_eq!(
        (&code["policy"], &code["holds"][0]["since"]),
        (&json!("late"), &json!("2020-02-14"))
    );
}

#[tokio::test]
async fn r61_of_two_versions_for_one_day_the_later_approval_counts() {
    let world = World::at("2020-02-12T09:00:00").await;
    let city = City::of(&world).await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&from_guangzhou(1)).await;
    city.publishes(&city.with_medium("a", "2020-02-14", &json!(AND_GUANGDONG)))
        .await;
    city.publishes(&city.with_medium("b", "2020-02-14", &json!(["3303", "3310"])))
        .await;
    world.morning_of("2020-02-14");
    // The first was taken back before its day: it never judged anybody.
    assert_eq!(citizen.colour(&person).await, "green");
    assert_eq!(citizen.code(&person).await["policy"], "b");
}

#[tokio::test]
async fn r61_taking_an_area_off_takes_no_hold_off() {
    let world = World::at("2020-02-12T09:00:00").await;
    let city = City::of(&world).await;
    let citizen = world.citizen("one").await;
    let wenzhou = stay("330302", "2020-02-09");
    let person = citizen
        .applied(&with(
            &application(&resident_id(1)),
            "/travel",
            wenzhou.clone(),
        ))
        .await;
    city.publishes(&city.with_medium("b", "2020-02-12", &json!(["3310"])))
        .await;
    assert_eq!(citizen.colour(&person).await, "yellow");
    assert_eq!(
        citizen.code(&person).await["holds"][0]["since"],
        "2020-02-12"
    );
    let other = with(&application(&resident_id(2)), "/travel", wenzhou);
    let other = citizen.applied(&other).await;
    assert_eq!(citizen.colour(&other).await, "green");
}

#[tokio::test]
async fn r51_r61_a_districts_new_rule_is_shown_to_the_gatekeeper_at_once() {
    let world = World::at("2020-02-12T09:00:00").await;
    let city = City::of(&world).await;
    let gate = world.gate("estate-1", "community", "330127").await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    let mut policy = city.with_medium("v2", "2020-02-12", &json!(["3303", "3310"]));
    policy["access"].as_array_mut().unwrap().push(json!({
        "districts": ["330127"], "place_types": ["community"], "effective_from": "2020-02-12",
        "directions": ["entry"], "requires": ["temperature"],
        "authority": {"zh": "淳安县", "en": "Chun'an County"},
        "text": {"zh": "进入须测温。", "en": "Temperature is taken on the way in."},
    }));
    let ask = async || {
        let asked = with(
            &verification("estate-1"),
            "/token",
            citizen.pass(&person).await,
        );
        gate.asks(&asked).await
    };
    assert_eq!(ask().await["outcome"], "admit");
    city.publishes(&policy).await;
    let verdict = ask().await;
    assert_eq!(
        (&verdict["outcome"], &verdict["missing"]),
        (&json!("undecided"), &json!(["temperature"]))
    );
    assert_eq!(verdict["rule"]["authority"], "淳安县");
    let rule = world
        .anonymous()
        .get("/v1/places/estate-1/rule")
        .await
        .is(200);
    assert_eq!(rule["effective_from"], "2020-02-12");
    assert_eq!(rule["version"], "v2");
}

#[tokio::test]
async fn r61_another_process_notices_without_being_started_again() {
    let world = World::at("2020-02-12T09:00:00").await;
    let city = City::of(&world).await;
    let here = &world.bundle.state.store;
    let elsewhere = here.clone().believing_its_book_for(Duration::ZERO);
    let unaware = here.clone().believing_its_book_for(Duration::from_mins(1));
    let day = "2020-02-12".parse().unwrap();
    for store in [&elsewhere, &unaware] {
        assert_eq!(store.book().await.unwrap().on(day).version, "2020-02-11");
    }
    city.publishes(&city.with_medium("v2", "2020-02-12", &json!(AND_GUANGDONG)))
        .await;
    assert_eq!(elsewhere.book().await.unwrap().on(day).version, "v2");
    // Its minute is not over.
    assert_eq!(unaware.book().await.unwrap().on(day).version, "2020-02-11");
}

#[tokio::test]
async fn r61_a_dry_run_tells_who_would_change_colour_and_writes_nothing() {
    let world = World::at("2020-02-12T09:00:00").await;
    let city = City::of(&world).await;
    let citizen = world.citizen("one").await;
    let mut people = Vec::new();
    for n in 0..3 {
        people.push(citizen.applied(&from_guangzhou(n)).await);
    }
    let red = with(&from_guangzhou(3), "/contact/confirmed_case", true);
    citizen.applied(&red).await;
    citizen.applied(&application(&resident_id(4))).await;
    let policy = city.with_medium("v2", "2020-02-14", &json!(AND_GUANGDONG));
    let expected = json!({
        "version": "v2", "first_day": "2020-02-14", "examined": 4,
        "changes": [{"from": "green", "to": "yellow", "people": 3}],
    });
    let dry = world
        .anonymous()
        .post("/dev/policies/dry-run", &policy)
        .await;
    assert_eq!(dry.is(200), expected);
    assert_eq!(dry.header("x-consumed-wru"), "0");
    city.proposes(&policy).await;
    let named = world
        .anonymous()
        .post("/dev/policies/dry-run", &json!({"version": "v2"}))
        .await;
    assert_eq!(named.is(200), expected);
    assert_eq!(citizen.colour(&people[0]).await, "green");
    city.approve(&city.second, "v2").await.is(200);
    world.morning_of("2020-02-14");
    for person in &people {
        assert_eq!(citizen.colour(person).await, "yellow");
    }
}

/// What it is compared with is what would be in force without it, also where that has not begun yet.
#[tokio::test]
async fn r61_a_dry_run_of_what_replaces_a_version_to_come_tells_whom_that_would_have_turned() {
    let world = World::at("2020-02-12T09:00:00").await;
    let city = City::of(&world).await;
    let citizen = world.citizen("one").await;
    citizen.applied(&from_guangzhou(1)).await;
    city.publishes(&city.with_medium("v2", "2020-02-14", &json!(AND_GUANGDONG)))
        .await;
    let without = city.with_medium(
        "v3",
        "2020-02-14",
        &city.current["areas"]["medium"]["areas"],
    );
    let dry = world
        .anonymous()
        .post("/dev/policies/dry-run", &without)
        .await;
    assert_eq!(
        dry.is(200),
        json!({
            "version": "v3", "first_day": "2020-02-14", "examined": 1,
            "changes": [{"from": "yellow", "to": "green", "people": 1}],
        })
    );
}
