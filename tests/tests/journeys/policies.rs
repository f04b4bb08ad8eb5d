//! Policies: published through the API by two officers, noticed by every reader, written down by
//! the countdown, and told beforehand by a dry run.

use std::time::Duration;

use serde_json::{Value, json};

use crate::support::{
    Actor, Reply, World, application, resident_id, stay, verification, with, without,
};

/// Two officers of the city, and the policy that they start from.
struct City {
    first: Actor,
    second: Actor,
    current: Value,
}

impl City {
    async fn of(world: &World) -> Self {
        let officer = |sub: &'static str| json!({"sub": sub, "scope": "city"});
        let current = world.anonymous().get("/v1/policies/current").await.is(200);
        Self {
            first: world.actor(&officer("city-1")).await,
            second: world.actor(&officer("city-2")).await,
            current,
        }
    }

    /// The current policy under another name, in force from `day`, with this list of medium areas.
    fn with_medium(&self, version: &str, day: &str, areas: &Value) -> Value {
        let policy = with(&self.current, "/version", version);
        let policy = with(&policy, "/effective_from", day);
        with(&policy, "/areas/medium/areas", areas.clone())
    }

    async fn proposes(&self, policy: &Value) {
        let reply = self.first.post("/v1/policies", policy).await;
        assert_eq!(reply.status, 201, "{}", reply.text());
    }

    async fn approve(&self, officer: &Actor, version: &str) -> Reply {
        let path = format!("/v1/policies/{version}/approval");
        officer.post(&path, &json!({})).await
    }

    async fn publishes(&self, policy: &Value) {
        self.proposes(policy).await;
        let version = policy["version"].as_str().expect("a version");
        self.approve(&self.second, version).await.is(200);
    }
}

fn from_guangzhou(n: u32) -> Value {
    with(
        &application(&resident_id(n)),
        "/travel",
        stay("440106", "2020-02-09"),
    )
}

const AND_GUANGDONG: [&str; 3] = ["3303", "3310", "44"];

#[tokio::test]
async fn r61_r83_a_policy_is_in_force_only_when_a_second_officer_has_approved_it() {
    let world = World::at("2020-02-12T09:00:00").await;
    let city = City::of(&world).await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&from_guangzhou(1)).await;
    let policy = city.with_medium("2020-02-12-a", "2020-02-12", &json!(AND_GUANGDONG));

    let proposed = city.first.post("/v1/policies", &policy).await;
    let view = proposed.is(201);
    assert_eq!(proposed.header("location"), "/v1/policies/2020-02-12-a");
    assert_eq!(view["status"], "proposed");
    assert_eq!(view["approved_at"], Value::Null);
    assert_eq!(citizen.colour(&person).await, "green");
    city.approve(&city.first, "2020-02-12-a")
        .await
        .is_problem(409, "second-officer-required");
    // The same officer with another token is the same officer.
    let again = world
        .actor(&json!({"sub": "city-1", "scope": "city district", "district": "330106"}))
        .await;
    city.approve(&again, "2020-02-12-a")
        .await
        .is_problem(409, "second-officer-required");
    assert_eq!(citizen.colour(&person).await, "green");
    let current = world.anonymous().get("/v1/policies/current").await.is(200);
    assert_eq!(current, city.current);

    let view = city.approve(&city.second, "2020-02-12-a").await.is(200);
    assert_eq!(view["status"], "approved");
    let code = citizen.code(&person).await;
    assert_eq!(code["policy"], "2020-02-12-a");
    assert_eq!(code["holds"][0]["rule"], "stay-medium-risk");
    assert_eq!(code["holds"][0]["since"], "2020-02-12");
    assert_eq!(code["colour"], "yellow");
    let current = world.anonymous().get("/v1/policies/current").await.is(200);
    assert_eq!(current, policy);
    // Approving again, by whomever, changes nothing.
    let repeated = city.approve(&city.second, "2020-02-12-a").await.is(200);
    assert_eq!(repeated, view);
}

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
async fn r61_the_name_of_a_version_is_one_documents() {
    let world = World::at("2020-02-12T09:00:00").await;
    let city = City::of(&world).await;
    let policy = city.with_medium("v2", "2020-02-12", &json!(AND_GUANGDONG));
    city.proposes(&policy).await;
    let repeated = city.second.post("/v1/policies", &policy).await;
    assert_eq!(repeated.is(200)["status"], "proposed");
    // Whoever repeats a proposal has not proposed it, and may approve it.
    city.approve(&city.second, "v2").await.is(200);
    let other = with(&policy, "/window_days", 10);
    let refused = city.first.post("/v1/policies", &other).await;
    refused.is_problem(409, "version-taken");
    for shipped in ["2020-02-11", "2020-03-01"] {
        let named = with(&other, "/version", shipped);
        let refused = city.first.post("/v1/policies", &named).await;
        refused.is_problem(409, "version-taken");
    }
}

#[tokio::test]
async fn r61_anybody_can_read_versions_and_sees_which_are_only_proposed() {
    let world = World::at("2020-02-12T09:00:00").await;
    let city = City::of(&world).await;
    let policy = city.with_medium("v2", "2020-02-12", &json!(AND_GUANGDONG));
    city.proposes(&policy).await;
    let reader = world.anonymous();
    let proposed = reader.get("/v1/policies/v2").await;
    assert_eq!(proposed.is(200), policy);
    assert_eq!(proposed.header("x-policy-status"), "proposed");
    city.approve(&city.second, "v2").await.is(200);
    let approved = reader.get("/v1/policies/v2").await;
    assert_eq!(approved.is(200), policy);
    assert_eq!(approved.header("x-policy-status"), "approved");
    assert_eq!(
        reader.get("/v1/policies/2020-03-01").await.is(200)["version"],
        "2020-03-01"
    );
    reader
        .get("/v1/policies/v3")
        .await
        .is_problem(404, "not-found");
    city.approve(&city.second, "v3")
        .await
        .is_problem(404, "not-found");
    let schema = reader.get("/v1/policies/schema").await;
    assert_eq!(schema.header("content-type"), "application/schema+json");
    assert_eq!(schema.is(200)["properties"]["window_days"]["maximum"], 21);
}

#[tokio::test]
async fn r61_only_officers_of_the_city_publish() {
    let world = World::at("2020-02-12T09:00:00").await;
    let city = City::of(&world).await;
    let policy = city.with_medium("v2", "2020-02-12", &json!(AND_GUANGDONG));
    let district = world.officer("330106").await;
    assert_eq!(district.post("/v1/policies", &policy).await.status, 403);
    city.proposes(&policy).await;
    assert_eq!(city.approve(&district, "v2").await.status, 403);
    assert_eq!(city.approve(&world.anonymous(), "v2").await.status, 401);
}

#[tokio::test]
async fn r27_r61_an_invalid_policy_is_refused_with_every_fault() {
    let world = World::at("2020-02-12T09:00:00").await;
    let city = City::of(&world).await;
    let policy = city.with_medium("v2", "2020-02-12", &json!(["3303", "4299"]));
    let policy = with(&policy, "/holds/stay-medium-risk/days", 8);
    let policy = with(&policy, "/access/2/districts", json!(["330113"]));
    let mut policy = without(&policy, "/holds/symptoms");
    let again = policy["access"][0].clone();
    policy["access"].as_array_mut().unwrap().push(again);
    let refused = city.first.post("/v1/policies", &policy).await;
    let faults = refused.faults();
    let pointers: Vec<&str> = faults.iter().map(|(pointer, _)| pointer.as_str()).collect();
    for expected in [
        "#/holds",
        "#/holds/stay-medium-risk/days",
        "#/access/2/districts",
    ] {
        assert!(
            pointers.iter().any(|pointer| pointer.starts_with(expected)),
            "{expected}: {faults:?}"
        );
    }
    assert!(
        pointers
            .iter()
            .any(|pointer| pointer.starts_with("#/areas/medium/areas")),
        "{faults:?}"
    );
    let last = policy["access"].as_array().unwrap().len() - 1;
    assert!(
        pointers.contains(&format!("#/access/{last}").as_str()),
        "{faults:?}"
    );
    world
        .anonymous()
        .get("/v1/policies/v2")
        .await
        .is_problem(404, "not-found");
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
async fn r83_two_officers_who_approve_at_once_approve_once() {
    let world = World::at("2020-02-12T09:00:00").await;
    let city = City::of(&world).await;
    let mut versions = Vec::new();
    for n in 0..4 {
        let version = format!("v{n}");
        city.proposes(&city.with_medium(&version, "2020-02-12", &json!(AND_GUANGDONG)))
            .await;
        versions.push(version);
    }
    let third = world
        .actor(&json!({"sub": "city-3", "scope": "city"}))
        .await;
    let approvals = versions.iter().flat_map(|version| {
        [
            city.approve(&city.second, version),
            city.approve(&third, version),
        ]
    });
    for reply in futures_util::future::join_all(approvals).await {
        reply.is(200);
    }
    let store = world
        .bundle
        .state
        .store
        .clone()
        .believing_its_book_for(Duration::ZERO);
    let book = store.book().await.unwrap();
    for version in &versions {
        let count = book
            .successions()
            .filter(|one| one.policy.version == *version)
            .count();
        assert_eq!(count, 1, "{version}");
    }
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
