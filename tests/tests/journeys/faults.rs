//! What a database does on a bad day: a request ends with one effect and a right answer, or with
//! 503 and none.

use serde_json::json;

use crate::support::{
    Between, Citizen, Fault, Reply, World, application, normal_day, resident_id, review,
    verification, with, without,
};

const DAY: &str = "2020-02-11T09:00:00";

async fn world() -> (Between, World) {
    let between = Between::start().await;
    let world = World::on(between.storage(), DAY).await;
    (between, world)
}

async fn somebody(world: &World) -> (Citizen, String) {
    let citizen = world.citizen("one").await;
    let red = with(
        &application(&resident_id(1)),
        "/contact/confirmed_case",
        true,
    );
    let person = citizen.applied(&red).await;
    (citizen, person)
}

/// Asserts that a caller is told to come back.
#[track_caller]
fn is_busy(reply: &Reply) {
    reply.is_problem(503, "busy");
    assert!(
        reply
            .header("retry-after")
            .parse::<u32>()
            .is_ok_and(|seconds| seconds >= 1)
    );
}

/// Every writing request of a citizen and of a gate, sent at once.
async fn all_writes(world: &World, citizen: &Citizen, person: &str) -> Vec<Reply> {
    let gate = world.checkpoint("330106").await;
    let new = application(&resident_id(2));
    let again = without(&new, "/person");
    let by_document = with(&verification("metro"), "/document", resident_id(1));
    let (day, file) = (normal_day(), review());
    let (applied, reapplied, checked_in, filed, verified) = tokio::join!(
        citizen.apply(&new),
        citizen.reapply(person, &again),
        citizen.check_in(person, &day),
        citizen.file(person, &file),
        gate.verify(&by_document),
    );
    vec![applied, reapplied, checked_in, filed, verified]
}

#[tokio::test(flavor = "multi_thread")]
async fn throttled_for_ever_is_503_and_nothing_is_half_written() {
    for fault in [
        Fault::Throttled,
        Fault::WritesThrottled,
        Fault::WritesConflict,
    ] {
        let (between, world) = world().await;
        world.gate("metro", "transit", "330106").await;
        let (citizen, person) = somebody(&world).await;
        let items = between.items().await;
        between.set(fault);
        for reply in all_writes(&world, &citizen, &person).await {
            is_busy(&reply);
        }
        if fault == Fault::Throttled {
            is_busy(&citizen.get(&format!("/v1/people/{person}/code")).await);
            is_busy(&citizen.get("/v1/people").await);
        }
        between.set(Fault::None);
        assert_eq!(between.items().await, items, "{fault:?}");
        let code = citizen.code(&person).await;
        assert_eq!(
            (
                code["reapplication"].as_str(),
                code["check_in"]["today"].as_str()
            ),
            (Some("available"), Some("due"))
        );
        let statuses: Vec<_> = all_writes(&world, &citizen, &person)
            .await
            .iter()
            .map(|reply| reply.status)
            .collect();
        assert_eq!(
            statuses,
            [201, 200, 201, 201, 200],
            "the same requests, sent again"
        );
    }
}

#[tokio::test]
async fn a_lost_answer_of_a_write_that_took_effect_is_still_one_effect_and_the_right_answer() {
    let (between, world) = world().await;
    let citizen = world.citizen("one").await;

    between.set(Fault::LostAnswers(1));
    let person = citizen
        .applied(&with(
            &application(&resident_id(1)),
            "/contact/confirmed_case",
            true,
        ))
        .await;
    assert!(between.is_over());

    between.set(Fault::LostAnswers(1));
    citizen.check_in(&person, &normal_day()).await.is(201);
    assert!(between.is_over());

    between.set(Fault::LostAnswers(1));
    citizen
        .reapply(&person, &without(&application(&resident_id(1)), "/person"))
        .await
        .is(200);
    assert!(between.is_over());

    between.set(Fault::LostAnswers(1));
    let filed = citizen.file(&person, &review()).await.is(201);
    assert!(between.is_over());

    let list = citizen
        .get(&format!("/v1/people/{person}/reviews"))
        .await
        .is(200);
    assert_eq!(list["reviews"].as_array().unwrap().len(), 1);
    assert_eq!(list["reviews"][0]["review_id"], filed["review_id"]);
    assert_eq!(
        citizen.history(&person).await["entries"]
            .as_array()
            .unwrap()
            .len(),
        3
    );
    assert_eq!(citizen.code(&person).await["holds"][0]["normal_days"], 1);
}

#[tokio::test]
async fn a_lost_answer_of_a_scan_is_one_scan_and_no_replay() {
    let (between, world) = world().await;
    let gate = world.gate("metro", "transit", "330106").await;
    let (citizen, person) = somebody(&world).await;
    let by_pass = with(
        &verification("metro"),
        "/token",
        citizen.pass(&person).await,
    );
    let by_document = with(&verification("metro"), "/document", resident_id(1));
    for (question, scans) in [(by_pass, 1), (by_document, 2)] {
        between.set(Fault::LostAnswers(1));
        let answer = gate.asks(&question).await;
        assert!(between.is_over());
        assert_eq!(answer["outcome"], "refer");
        assert_eq!(answer["reasons"][0]["code"], "colour-red");
        assert_eq!(citizen.scans(&person).await.len(), scans);
    }
}

#[tokio::test]
async fn a_keyed_request_whose_answers_were_all_lost_gets_its_answer_when_sent_again() {
    let (between, world) = world().await;
    let (citizen, person) = somebody(&world).await;
    let path = format!("/v1/people/{person}/reviews");
    between.set(Fault::LostAnswers(100));
    let broken = citizen.post_once(&path, &review(), "k").await;
    between.set(Fault::None);
    assert!([201, 503].contains(&broken.status), "{}", broken.text());
    let again = citizen.post_once(&path, &review(), "k").await;
    again.is(201);
    assert_eq!(
        citizen.post_once(&path, &review(), "k").await.body,
        again.body
    );
    let list = citizen.get(&path).await.is(200);
    assert_eq!(list["reviews"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_keyed_request_with_one_lost_answer_gets_the_same_answer_again() {
    let (between, world) = world().await;
    let (citizen, person) = somebody(&world).await;
    for (path, body) in [("check-ins", normal_day()), ("reviews", review())] {
        let path = format!("/v1/people/{person}/{path}");
        between.set(Fault::LostAnswers(1));
        let first = citizen.post_once(&path, &body, &path).await;
        first.is(201);
        assert!(between.is_over());
        let again = citizen.post_once(&path, &body, &path).await;
        assert_eq!(
            (again.status, &again.body),
            (first.status, &first.body),
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_countdown_that_cannot_write_reports_it_and_the_next_run_does_the_work() {
    let (between, world) = world().await;
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
    between.set(Fault::WritesThrottled);
    let report = world.countdown().await;
    // The person, and the day's root.
    assert_eq!(
        (&report["examined"], &report["released"], &report["failed"]),
        (&1.into(), &0.into(), &2.into())
    );
    assert_eq!(
        citizen.colour(&person).await,
        "green",
        "R29: nobody waits for it"
    );
    between.set(Fault::None);
    assert_eq!(world.countdown().await["released"], 1);
    assert_eq!(world.countdown().await["examined"], 0);
}

#[tokio::test]
async fn a_lost_answer_of_sharing_is_still_one_share_and_one_binding() {
    let (between, world) = world().await;
    let one = world.citizen("one").await;
    let person = one.applied(&application(&resident_id(1))).await;
    for (n, key) in [None, Some("k")].into_iter().enumerate() {
        let two = world.citizen(&format!("account-{n}")).await;
        between.set(Fault::LostAnswers(1));
        let path = format!("/v1/people/{person}/shares");
        let share = match key {
            Some(key) => one.post_once(&path, &json!({}), key).await,
            None => one.share(&person).await,
        };
        assert!(between.is_over());
        let body = json!({"share_code": share.is(201)["share_code"], "relation": "child"});
        between.set(Fault::LostAnswers(1));
        let redeemed = match key {
            Some(key) => two.post_once("/v1/shares", &body, key).await,
            None => two.post("/v1/shares", &body).await,
        };
        assert!(between.is_over());
        redeemed.is(201);
        assert_eq!(two.people().await, [redeemed.json()]);
        two.post("/v1/shares", &body).await.is(200);
    }
    let history = one.history(&person).await;
    assert_eq!(history["entries"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn a_busy_database_uses_no_share_code_up() {
    for fault in [
        Fault::Throttled,
        Fault::WritesThrottled,
        Fault::WritesConflict,
    ] {
        let (between, world) = world().await;
        let one = world.citizen("one").await;
        let person = one.applied(&application(&resident_id(1))).await;
        let code = one.shares(&person).await;
        let two = world.citizen("two").await;
        let items = between.items().await;
        between.set(fault);
        let (shared, redeemed) = tokio::join!(one.share(&person), two.redeem(&code, "child"));
        for reply in [shared, redeemed] {
            is_busy(&reply);
        }
        between.set(Fault::None);
        assert_eq!(between.items().await, items, "{fault:?}");
        assert!(two.people().await.is_empty());
        two.redeem(&code, "child").await.is(201);
    }
}
