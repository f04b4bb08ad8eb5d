//! Fifty at once: what must happen once happens once, by conditions in the database.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::support::{
    Actor, Citizen, Reply, World, application, normal_day, resident_id, review, verification, with,
    without,
};

const DAY: &str = "2020-02-11T09:00:00";
const MANY: usize = 50;

/// Posts all of them at the same time; the answers in the order in which they came.
async fn at_once(requests: impl IntoIterator<Item = (Actor, String, Value)>) -> Vec<Reply> {
    let mut running = JoinSet::new();
    for (actor, path, body) in requests {
        running.spawn(async move { actor.post(&path, &body).await });
    }
    running.join_all().await
}

/// How many answers had which status.
fn statuses(replies: &[Reply]) -> BTreeMap<u16, usize> {
    let mut counts = BTreeMap::new();
    for reply in replies {
        *counts.entry(reply.status).or_default() += 1;
    }
    counts
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn r6_fifty_identical_applications_are_one_person() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let body = application(&resident_id(1));
    let replies = at_once((0..MANY).map(|_| {
        (
            citizen.0.clone(),
            "/v1/applications".to_owned(),
            body.clone(),
        )
    }))
    .await;
    assert_eq!(
        statuses(&replies),
        BTreeMap::from([(200, MANY - 1), (201, 1)])
    );
    let person = replies[0].json()["person_id"].clone();
    assert!(
        replies
            .iter()
            .all(|reply| reply.json()["person_id"] == person)
    );
    let history = citizen.history(person.as_str().unwrap()).await;
    assert_eq!(history["entries"].as_array().unwrap().len(), 1);
}

/// The index of stays is written ahead of the case, so also by those who then lose the race for it.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn r61_whoever_loses_the_race_does_not_take_the_winner_out_of_the_index_of_stays() {
    let world = World::at(DAY).await;
    let (one, two) = (world.citizen("one").await, world.citizen("two").await);
    for n in 0..20 {
        let body = |day| {
            let stay = json!([{"place": "440100", "from": day, "to": day}]);
            with(&application(&resident_id(n)), "/travel", stay)
        };
        let request = |citizen: &Citizen, day| {
            let path = "/v1/applications".to_owned();
            (citizen.0.clone(), path, body(day))
        };
        let replies = at_once([request(&one, "2020-02-10"), request(&two, "2020-01-26")]).await;
        assert_eq!(statuses(&replies), BTreeMap::from([(201, 1), (409, 1)]));
    }
    let entries = world.bundle.database.client.scan().table_name("People");
    let entries = entries
        .filter_expression("begins_with(pk, :stays)")
        .expression_attribute_values(":stays", AttributeValue::S("stays#".into()));
    let entries = entries.send().await.unwrap();
    let mut lasting = BTreeMap::new();
    for entry in entries.items() {
        let person = entry["sk"].as_s().unwrap().split_once('#').unwrap().1;
        lasting.insert(
            person.to_owned(),
            entry["expires_at"].as_n().unwrap().clone(),
        );
    }
    // The longest window is 21 days, and they are whole ones.
    let end: Timestamp = "2020-03-02T23:59:59+08:00".parse().unwrap();
    let people = one.people().await;
    assert!(!people.is_empty(), "the first one of two lost every race");
    for person in people {
        let id = person["person_id"].as_str().unwrap();
        assert_eq!(lasting[id], end.as_second().to_string());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn r6_fifty_accounts_with_one_document_are_one_person_of_one_account() {
    let world = World::at(DAY).await;
    let body = application(&resident_id(1));
    let mut requests = Vec::new();
    let mut accounts = Vec::new();
    for n in 0..MANY {
        let citizen = world.citizen(&format!("account-{n}")).await;
        requests.push((
            citizen.0.clone(),
            "/v1/applications".to_owned(),
            body.clone(),
        ));
        accounts.push(citizen);
    }
    let replies = at_once(requests).await;
    assert_eq!(
        statuses(&replies),
        BTreeMap::from([(201, 1), (409, MANY - 1)])
    );
    for reply in replies.iter().filter(|reply| reply.status == 409) {
        reply.is_problem(409, "person-already-registered");
    }
    let mut kept = 0;
    for account in accounts {
        kept += account.get("/v1/people").await.is(200)["people"]
            .as_array()
            .unwrap()
            .len();
    }
    assert_eq!(kept, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn r16_fifty_different_reapplications_are_one() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    let path = format!("/v1/people/{person}/reapplication");
    let body = without(&application(&resident_id(1)), "/person");
    let bodies = (0..MANY).map(|n| with(&body, "/address", format!("示例路 {n} 号")));
    let replies = at_once(bodies.map(|body| (citizen.0.clone(), path.clone(), body))).await;
    assert_eq!(
        statuses(&replies),
        BTreeMap::from([(200, 1), (409, MANY - 1)])
    );
    let history = citizen.history(&person).await;
    assert_eq!(history["entries"].as_array().unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn r75_fifty_reviews_are_one() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    let path = format!("/v1/people/{person}/reviews");
    let replies = at_once((0..MANY).map(|_| (citizen.0.clone(), path.clone(), review()))).await;
    assert_eq!(
        statuses(&replies),
        BTreeMap::from([(201, 1), (409, MANY - 1)])
    );
    let queue = world.officer("330106").await.open_reviews("").await;
    assert_eq!(queue["reviews"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn r32_fifty_check_ins_of_a_day_are_one_day() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let red = with(
        &application(&resident_id(1)),
        "/contact/confirmed_case",
        true,
    );
    let person = citizen.applied(&red).await;
    let path = format!("/v1/people/{person}/check-ins");
    let replies = at_once((0..MANY).map(|_| (citizen.0.clone(), path.clone(), normal_day()))).await;
    assert_eq!(
        statuses(&replies),
        BTreeMap::from([(200, MANY - 1), (201, 1)])
    );
    assert_eq!(citizen.code(&person).await["holds"][0]["normal_days"], 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn r32_the_worst_of_fifty_check_ins_stands() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    let path = format!("/v1/people/{person}/check-ins");
    let bodies = (0..MANY).map(|n| {
        with(
            &normal_day(),
            "/temperature_c",
            if n % 10 == 7 { 38.0 } else { 36.5 },
        )
    });
    let replies = at_once(bodies.map(|body| (citizen.0.clone(), path.clone(), body))).await;
    assert_eq!(
        statuses(&replies),
        BTreeMap::from([(200, MANY - 1), (201, 1)])
    );
    let code = citizen.code(&person).await;
    assert_eq!(code["check_in"]["calendar"][0]["result"], "abnormal");
    assert_eq!(code["holds"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn r45_of_two_places_that_scan_one_pass_fifty_times_one_wins() {
    let world = World::at(DAY).await;
    let gate = world.gate("metro", "transit", "330106").await;
    world.gate("mall", "commercial", "330106").await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    let pass = citizen.pass(&person).await;
    let bodies = (0..MANY).map(|n| {
        with(
            &verification(["metro", "mall"][n % 2]),
            "/token",
            pass.clone(),
        )
    });
    let replies =
        at_once(bodies.map(|body| (gate.0.clone(), "/v1/verifications".to_owned(), body))).await;
    assert_eq!(statuses(&replies), BTreeMap::from([(200, MANY)]));
    let admitted = replies
        .iter()
        .filter(|reply| reply.json()["outcome"] == "admit");
    let ids: Vec<_> = admitted
        .map(|reply| reply.json()["scan_id"].clone())
        .collect();
    assert_eq!(ids.len(), MANY / 2);
    assert!(ids.iter().all(|id| *id == ids[0]), "one place, one scan");
    let scans = citizen.scans(&person).await;
    let admits: Vec<_> = scans
        .iter()
        .filter(|scan| scan["outcome"] == "admit")
        .collect();
    assert_eq!(admits.len(), 1);
    assert!(
        scans
            .iter()
            .all(|scan| scan["outcome"] == "admit" || scan["reasons"] == json!(["code-replayed"]))
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_keyed_repeats_at_once_get_one_answer() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    let path = format!("/v1/people/{person}/reviews");
    let mut running = JoinSet::new();
    for _ in 0..MANY {
        let (citizen, path) = (citizen.clone(), path.clone());
        running.spawn(async move { citizen.post_once(&path, &review(), "k").await });
    }
    let replies = running.join_all().await;
    assert_eq!(statuses(&replies), BTreeMap::from([(201, MANY)]));
    assert!(replies.iter().all(|reply| reply.body == replies[0].body));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_countdown_beside_check_ins_and_itself_releases_once() {
    let world = World::at("2020-02-11T09:00:00").await;
    let citizen = world.citizen("one").await;
    let yellow = with(
        &application(&resident_id(1)),
        "/contact/quarantined_cohabitant",
        true,
    );
    let person = citizen.applied(&yellow).await;
    for day in crate::support::days("2020-02-11", 7) {
        world.morning_of(&day);
        citizen.checks_in(&person).await;
    }
    world.set("2020-02-18T00:05:00");
    let path = format!("/v1/people/{person}/check-ins");
    let runs = (0..8).map(|_| (world.anonymous(), "/dev/countdown".to_owned(), json!({})));
    let check_ins = (0..8).map(|_| (citizen.0.clone(), path.clone(), normal_day()));
    let replies = at_once(runs.chain(check_ins)).await;
    let failed: u64 = replies
        .iter()
        .filter_map(|reply| reply.json()["failed"].as_u64())
        .sum();
    assert_eq!((failed, statuses(&replies).get(&201)), (0, Some(&1)));
    let history = citizen.history(&person).await;
    let kinds: Vec<_> = history["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["kind"].clone())
        .collect();
    assert_eq!(kinds, [json!("applied"), json!("recomputed")]);
}
