//! A busy database is a 503 with `Retry-After` and no trace; a lost answer is no lost write.

use serde_json::json;

use crate::proxy::{Mood, Proxy};
use crate::world::{application, declaration, review, well};

#[tokio::test(flavor = "multi_thread")]
async fn a_throttled_application_is_503_and_leaves_nothing() {
    let (world, proxy, _owner) = Proxy::world().await;
    let me = world.citizen("me").await;
    for mood in [Mood::Throttling, Mood::Contended] {
        proxy.set(mood);
        let (status, problem) = me.post("/v1/applications", &application("T0000001")).await;
        assert_eq!(
            (status, &problem["code"]),
            (503, &json!("busy")),
            "{mood:?}"
        );
        let (_, people) = me.get("/v1/people").await;
        assert_eq!(people, json!({"people": []}), "{mood:?}");
    }
    proxy.set(Mood::Well);
    assert_eq!(
        me.post("/v1/applications", &application("T0000001"))
            .await
            .0,
        201
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn r16_a_reapplication_that_did_not_get_through_does_not_use_it_up() {
    let (world, proxy, _owner) = Proxy::world().await;
    let me = world.citizen("me").await;
    let person = me.applies_red("T0000001").await;
    let path = format!("/v1/people/{person}/reapplication");
    proxy.set(Mood::Contended);
    assert_eq!(me.post(&path, &declaration()).await.0, 503);
    proxy.set(Mood::Well);
    let (_, code) = me.get(&format!("/v1/people/{person}/code")).await;
    assert_eq!(code["reapplication"], "available");
    assert_eq!(me.post(&path, &declaration()).await.0, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_lost_after_the_write_is_no_second_effect() {
    let (world, proxy, _owner) = Proxy::world().await;
    let me = world.citizen("me").await;
    proxy.set(Mood::LosingOneAnswer);
    let (status, applied) = me.post("/v1/applications", &application("T0000001")).await;
    assert_eq!(status, 201, "{applied}");
    let person = applied["person_id"].as_str().unwrap();

    proxy.set(Mood::LosingOneAnswer);
    let (status, answer) = me
        .post(&format!("/v1/people/{person}/check-ins"), &well())
        .await;
    assert_eq!(
        (status, &answer["code"]["holds"][0]["normal_days"]),
        (201, &json!(1))
    );

    proxy.set(Mood::LosingOneAnswer);
    let (status, filed) = me
        .post(&format!("/v1/people/{person}/reviews"), &review("一次"))
        .await;
    assert_eq!((status, &filed["status"]), (201, &json!("submitted")));

    let (_, history) = me.get(&format!("/v1/people/{person}/history")).await;
    let kinds: Vec<_> = history["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["kind"].clone())
        .collect();
    assert_eq!(kinds, [json!("applied"), json!("review-filed")]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_countdown_under_throttling_fails_and_the_next_one_makes_good() {
    let (world, proxy, _owner) = Proxy::world().await;
    let me = world.citizen("me").await;
    let person = me.applies_red("T0000001").await;
    world.set_clock("2020-03-10T00:05:00+08:00");
    proxy.set(Mood::Throttling);
    let report = countdown::run(&world.bundle.state).await;
    assert_eq!(
        (report.examined, report.restarted, report.failed),
        (1, 0, 1)
    );
    proxy.set(Mood::Well);
    let report = countdown::run(&world.bundle.state).await;
    assert_eq!(
        (report.examined, report.restarted, report.failed),
        (1, 1, 0)
    );
    let report = countdown::run(&world.bundle.state).await;
    assert_eq!(report, countdown::Report::default());
    let (_, code) = me.get(&format!("/v1/people/{person}/code")).await;
    assert_eq!(code["holds"][0]["earliest_release_on"], "2020-03-24");
}
