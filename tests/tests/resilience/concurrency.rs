//! Fifty at once: the conditions of the writes decide, not who asked first.

use std::collections::BTreeMap;
use std::future::Future;

use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::world::{Account, World, application, declaration, review, well};

const MANY: usize = 50;

/// Sends `MANY` requests at once and counts the statuses.
async fn at_once<F>(request: impl Fn(usize) -> F) -> (BTreeMap<u16, usize>, Vec<Value>)
where
    F: Future<Output = (u16, Value)> + Send + 'static,
{
    let mut requests: JoinSet<_> = (0..MANY).map(request).collect();
    let (mut statuses, mut answers) = (BTreeMap::new(), Vec::new());
    while let Some(answer) = requests.join_next().await {
        let (status, body) = answer.unwrap();
        *statuses.entry(status).or_default() += 1;
        answers.push(body);
    }
    (statuses, answers)
}

fn post(
    account: &Account,
    path: String,
    body: Value,
) -> impl Future<Output = (u16, Value)> + Send + 'static {
    let account = account.clone();
    async move { account.post(&path, &body).await }
}

#[tokio::test(flavor = "multi_thread")]
async fn r6_fifty_identical_applications_at_once_make_one_person() {
    let world = World::start().await;
    let me = world.citizen("me").await;
    let (statuses, answers) =
        at_once(|_| post(&me, "/v1/applications".to_owned(), application("T0000001"))).await;
    assert_eq!(statuses, BTreeMap::from([(200, MANY - 1), (201, 1)]));
    assert!(
        answers
            .iter()
            .all(|answer| answer["person_id"] == answers[0]["person_id"])
    );
    let (_, people) = me.get("/v1/people").await;
    assert_eq!(people["people"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn r6_fifty_accounts_applying_for_one_document_make_one_person() {
    let world = World::start().await;
    let mut accounts = Vec::new();
    for number in 0..MANY {
        accounts.push(world.citizen(&format!("account-{number}")).await);
    }
    let (statuses, answers) = at_once(|number| {
        post(
            &accounts[number],
            "/v1/applications".to_owned(),
            application("T0000001"),
        )
    })
    .await;
    assert_eq!(statuses, BTreeMap::from([(201, 1), (409, MANY - 1)]));
    assert_eq!(
        answers
            .iter()
            .filter(|answer| answer["code"] == "person-already-registered")
            .count(),
        MANY - 1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn r16_fifty_different_reapplications_at_once_leave_one_effect() {
    let world = World::start().await;
    let me = world.citizen("me").await;
    let person = me.applies_red("T0000001").await;
    let (statuses, _) = at_once(|number| {
        let mut body = declaration();
        body["address"] = json!(format!("示例路{number}号"));
        post(&me, format!("/v1/people/{person}/reapplication"), body)
    })
    .await;
    assert_eq!(statuses, BTreeMap::from([(200, 1), (409, MANY - 1)]));
    let (_, history) = me.get(&format!("/v1/people/{person}/history")).await;
    let kinds: Vec<_> = history["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["kind"].clone())
        .collect();
    assert_eq!(kinds, [json!("applied"), json!("reapplied")]);
}

#[tokio::test(flavor = "multi_thread")]
async fn r75_fifty_reviews_at_once_open_one() {
    let world = World::start().await;
    let me = world.citizen("me").await;
    let person = me.applies_red("T0000001").await;
    let path = format!("/v1/people/{person}/reviews");
    let (statuses, _) =
        at_once(|number| post(&me, path.clone(), review(&format!("第{number}次")))).await;
    assert_eq!(statuses, BTreeMap::from([(201, 1), (409, MANY - 1)]));
    let (_, reviews) = me.get(&path).await;
    assert_eq!(reviews["reviews"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_keyed_review_fifty_times_at_once_gets_one_answer() {
    let world = World::start().await;
    let me = world.citizen("me").await;
    let person = me.applies_red("T0000001").await;
    let path = format!("/v1/people/{person}/reviews");
    let (statuses, answers) = at_once(|_| {
        let (me, path) = (me.clone(), path.clone());
        async move {
            me.post_keyed(&path, &review("同一件"), Some("one key"))
                .await
        }
    })
    .await;
    assert_eq!(statuses, BTreeMap::from([(201, MANY)]));
    assert!(answers.iter().all(|answer| answer == &answers[0]));
}

#[tokio::test(flavor = "multi_thread")]
async fn r32_fifty_check_ins_of_a_day_count_once() {
    let world = World::start().await;
    let me = world.citizen("me").await;
    let person = me.applies_red("T0000001").await;
    let (statuses, _) =
        at_once(|_| post(&me, format!("/v1/people/{person}/check-ins"), well())).await;
    assert_eq!(statuses, BTreeMap::from([(200, MANY - 1), (201, 1)]));
    let (_, code) = me.get(&format!("/v1/people/{person}/code")).await;
    assert_eq!(code["holds"][0]["normal_days"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn r45_a_pass_shown_at_two_gates_at_once_opens_one() {
    let world = World::start().await;
    let me = world.citizen("me").await;
    let mut healthy = application("T0000001");
    healthy["travel"] = json!([]);
    let (_, applied) = me.post("/v1/applications", &healthy).await;
    let token = applied["code"]["pass"]["token"].clone();
    let officer = world
        .account(json!({"sub": "officer", "scope": "district", "district": "330106"}))
        .await;
    let staff = world
        .account(json!({"sub": "staff", "scope": "checkpoint", "district": "330106"}))
        .await;
    for gate in ["gate-0", "gate-1"] {
        let place = json!({"name": gate, "type": "transit", "district": "330106"});
        assert_eq!(
            officer.put(&format!("/v1/places/{gate}"), &place).await,
            200
        );
    }
    let (_, answers) = at_once(|number| {
        let body = json!({"place_id": format!("gate-{}", number % 2), "direction": "entry", "token": token});
        post(&staff, "/v1/verifications".to_owned(), body)
    })
    .await;
    let admitted = answers
        .iter()
        .filter(|answer| answer["outcome"] == "admit")
        .count();
    let replayed = answers
        .iter()
        .filter(|answer| answer["reasons"][0]["code"] == "code-replayed")
        .count();
    assert_eq!((admitted, replayed), (MANY / 2, MANY / 2));
}
