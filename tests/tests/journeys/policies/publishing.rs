//! Two officers publish, what is no policy is refused, and anybody can read.

use std::time::Duration;

use serde_json::{Value, json};

use super::{AND_GUANGDONG, City, from_guangzhou};
use crate::support::{World, review, with, without};

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
    for no_name in [
        "v".repeat(33),
        "v".repeat(3000),
        "%E6%94%BF%E7%AD%96".to_owned(),
    ] {
        let missing = reader.get(&format!("/v1/policies/{no_name}")).await;
        missing.is_problem(404, "not-found");
        let approval = city.approve(&city.second, &no_name).await;
        approval.is_problem(404, "not-found");
    }
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
async fn r77_what_was_sent_to_a_district_that_a_version_dissolves_stays_before_the_city() {
    let world = World::at("2020-02-12T09:00:00").await;
    let city = City::of(&world).await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&from_guangzhou(1)).await;
    let doubt = with(&review(), "/district", "330103");
    let filed = citizen.file(&person, &doubt).await.is(201);
    let mut merged = city.with_medium("2020-02-12-a", "2020-02-12", &json!(["3303", "3310"]));
    let districts = merged["districts"].as_object_mut().unwrap();
    districts.remove("330103").unwrap();
    for rule in merged["access"].as_array_mut().unwrap() {
        if let Some(districts) = rule.get_mut("districts") {
            districts
                .as_array_mut()
                .unwrap()
                .retain(|one| one != "330103");
        }
    }
    city.publishes(&merged).await;

    world.set("2020-02-20T09:00:00");
    assert_eq!(world.countdown().await["escalated"], 1);
    let listed = world.city().await.open_reviews("overdue=true").await;
    assert_eq!(listed["reviews"][0]["review_id"], filed["review_id"]);
    let path = format!("/v1/reviews/{}", filed["review_id"].as_str().unwrap());
    world.city().await.get(&path).await.is(200);
}
