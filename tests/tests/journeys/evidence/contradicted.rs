//! R64, R65: a contradicted declaration is red and no more. Whether the credit system is ever told is
//! an officer's decision after an investigation, so until then nobody learns that there was one, and
//! nothing but an officer ends the hold.

use std::collections::BTreeSet;

use local::database::Database;
use serde_json::{Value, json};

use super::{DAY, holds};
use crate::support::{
    Citizen, World, application, days, resident_id, result, travel_record, verification, with,
    without,
};

const EMPLOYER: &str = "91330106MA00000003";

/// Words that would give away more than a colour.
const TELLING: [&str; 4] = ["false-declaration", "rail-1", "420100", "registry"];

fn record(n: u32) -> Value {
    travel_record("rail-1", &resident_id(n), "420100", "2020-02-05")
}

/// Somebody employed whose declaration leaves out what a record then tells.
async fn contradicted(world: &World) -> (Citizen, String) {
    let citizen = world.citizen("one").await;
    let body = with(&application(&resident_id(1)), "/employer", EMPLOYER);
    let person = citizen.applied(&body).await;
    world.registry().await.tells([&record(1)]).await;
    (citizen, person)
}

#[tokio::test]
async fn r65_a_contradiction_is_told_to_nobody_but_its_holder() {
    let world = World::at(DAY).await;
    let (citizen, person) = contradicted(&world).await;
    let code = citizen.code(&person).await;
    assert!(holds(&code).contains(&("false-declaration", "red", "2020-02-11")));

    let registry = world.registry().await;
    let (again, stranger) = (
        registry.tell(&record(1)).await,
        registry.tell(&record(2)).await,
    );
    assert_eq!(again.is(202), stranger.is(202), "not to who told it");

    let gate = world.gate("metro", "transit", "330106").await;
    let asked = with(
        &verification("metro"),
        "/token",
        citizen.pass(&person).await,
    );
    let verdict = gate.asks(&asked).await;
    let reasons = verdict["reasons"].as_array().unwrap().iter();
    let reasons: Vec<_> = reasons.map(|reason| &reason["code"]).collect();
    assert_eq!(reasons, [&json!("colour-red")]);
    let roster = world.employer(EMPLOYER).await.roster().await;
    assert_eq!(roster.len(), 1);
    assert_eq!(roster[0]["colour"], "red");
    for seen in [verdict.to_string(), json!(roster).to_string()] {
        for word in TELLING {
            assert!(!seen.contains(word), "{word}: {seen}");
        }
    }
    let stranger = world.citizen("two").await;
    for path in ["code", "history", "reviews", "scans"] {
        let path = format!("/v1/people/{person}/{path}");
        stranger.get(&path).await.is_problem(404, "not-found");
    }
}

#[tokio::test]
async fn r65_a_contradiction_is_written_nowhere_but_with_the_person() {
    let database = Database::open(&tests::engine::fresh(), &[]).await.unwrap();
    let world = World::on(database.storage(), DAY).await;
    let (_, person) = contradicted(&world).await;
    let mut elsewhere = BTreeSet::new();
    for table in ["People", "Identities", "Scans"] {
        let scanned = database.client.scan().table_name(table).send().await;
        for item in scanned.unwrap().items() {
            let partition = item["pk"].as_s().unwrap();
            if *partition != person {
                elsewhere.insert(partition.split('#').next().unwrap().to_owned());
                assert!(!format!("{item:?}").contains("false-declaration"));
            }
        }
    }
    // The account's list of people, and the index of stays, which says where and not what of it.
    let expected = ["account", "stays"].map(str::to_owned);
    assert_eq!(elsewhere, BTreeSet::from(expected));
}

#[tokio::test]
async fn r65_only_an_officer_ends_it() {
    let world = World::at(DAY).await;
    let (citizen, person) = contradicted(&world).await;
    for day in days("2020-02-11", 20) {
        world.morning_of(&day);
        citizen.checks_in(&person).await;
    }
    let clinic = world.clinic("a").await;
    for finding in ["cleared", "recovered"] {
        let observed = format!("2020-03-01T08:{}:00", 10 + finding.len());
        let told = result(finding, &resident_id(1), finding, &observed);
        clinic.tells([&told]).await;
    }
    let names_it = with(
        &without(&application(&resident_id(1)), "/person"),
        "/travel",
        json!([{"place": "420100", "from": "2020-02-05", "to": "2020-02-05"}]),
    );
    citizen.reapply(&person, &names_it).await.is(200);
    world.countdown().await;
    let code = citizen.code(&person).await;
    let mut open = code["holds"].as_array().unwrap().iter();
    let hold = open.find(|hold| hold["rule"] == "false-declaration");
    let hold = hold.expect("it is still there");
    assert_eq!(hold["ends_by"], "officer");
    for days in [
        "required_days",
        "normal_days",
        "remaining_days",
        "earliest_release_on",
    ] {
        assert_eq!(hold[days], Value::Null, "{days}");
    }
    assert_eq!(hold["evidence"]["id"], "rail-1");
    assert_eq!(code["colour"], "red");
}
