//! Before the end: it is told when it is, and can still be moved or dropped.

use serde_json::{Value, json};

use super::{ending, run, told};
use crate::policies::City;
use crate::support::{World, application, resident_id, with};

#[tokio::test]
async fn r85_a_service_without_an_end_has_nothing_to_tell_and_nothing_to_erase() {
    let world = World::at("2020-05-30T09:00:00").await;
    let me = world.citizen("me").await;
    let person = me.applied(&application(&resident_id(1))).await;
    let read = world.anonymous().get("/v1/sunset").await;
    assert_eq!(read.is(200), json!({"sunset": null, "report": null}));
    assert_eq!(read.header("x-consumed-rru"), "0");
    let ran = run(&world).await;
    assert_eq!(ran.is(200), Value::Null);
    assert_eq!(
        (ran.header("x-consumed-rru"), ran.header("x-consumed-wru")),
        ("0", "0")
    );
    assert_eq!(me.colour(&person).await, "green");
}

#[tokio::test]
async fn r85_an_end_is_told_as_soon_as_it_is_approved_and_may_be_moved_and_dropped() {
    let world = World::at("2020-05-30T09:00:00").await;
    let city = City::of(&world).await;
    let policy = ending(&city, "end", "2020-05-31", "2020-06-01");
    city.proposes(&policy).await;
    assert_eq!(told(&world).await["sunset"], Value::Null, "only proposed");
    city.approve(&city.second, "end").await.is(200);
    let planned = json!({"on": "2020-06-01", "reviews_until": "2020-06-03", "has_come": false});
    assert_eq!(
        told(&world).await,
        json!({"sunset": planned, "report": null})
    );

    world.set("2020-05-31T23:00:00");
    let later = ending(&city, "later", "2020-05-31", "2020-07-01");
    city.publishes(&later).await;
    assert_eq!(told(&world).await["sunset"]["on"], "2020-07-01");
    world.set("2020-06-01T09:00:00");
    let me = world.citizen("me").await;
    me.applied(&application(&resident_id(1))).await;
    assert_eq!(run(&world).await.is(200), Value::Null);

    let going_on = with(&city.current, "/version", "going-on");
    let going_on = with(&going_on, "/effective_from", "2020-06-02");
    city.publishes(&going_on).await;
    assert_eq!(told(&world).await["sunset"], Value::Null);
    world.set("2020-07-02T09:00:00");
    me.applied(&application(&resident_id(2))).await;
}

#[tokio::test]
async fn r85_an_end_that_has_come_is_final() {
    let world = World::at("2020-05-30T09:00:00").await;
    let city = City::of(&world).await;
    // Approved in time, but in force too late to change anything.
    city.publishes(&ending(&city, "end", "2020-05-30", "2020-06-01"))
        .await;
    let reviving = with(&city.current, "/version", "reviving");
    city.publishes(&with(&reviving, "/effective_from", "2020-06-02"))
        .await;
    let late = with(&reviving, "/version", "late");
    city.proposes(&with(&late, "/effective_from", "2020-05-30"))
        .await;
    for now in [
        "2020-06-01T00:00:00",
        "2020-06-02T09:00:00",
        "2020-08-01T09:00:00",
    ] {
        world.set(now);
        let approved = city.approve(&city.second, "late").await;
        approved.is_problem(409, "service-ended");
        let me = world.citizen("me").await;
        me.apply(&application(&resident_id(1)))
            .await
            .is_problem(409, "service-ended");
        assert_eq!(told(&world).await["sunset"]["has_come"], true);
    }
}

#[tokio::test]
async fn r85_an_end_approved_after_its_day_comes_with_the_next_midnight() {
    let world = World::at("2020-05-30T09:00:00").await;
    let city = City::of(&world).await;
    city.publishes(&ending(&city, "end", "2020-05-01", "2020-05-10"))
        .await;
    let me = world.citizen("me").await;
    me.applied(&application(&resident_id(1))).await;
    assert_eq!(told(&world).await["sunset"]["on"], "2020-05-31");
    world.set("2020-05-31T00:00:00");
    me.get("/v1/people").await.is_problem(409, "service-ended");
}

#[tokio::test]
async fn r85_a_policy_with_a_bad_end_is_refused_with_every_fault() {
    let world = World::at("2020-05-30T09:00:00").await;
    let city = City::of(&world).await;
    let sunset = json!({"on": "2020-05-30", "reviews_readable_days": 0, "erase": false});
    let policy = ending(&city, "end", "2020-05-30", "2020-06-01");
    let refused = city
        .first
        .post("/v1/policies", &with(&policy, "/sunset", sunset))
        .await;
    let faults = [
        ("#/sunset/erase", "unknown-field"),
        ("#/sunset/on", "range"),
        ("#/sunset/reviews_readable_days", "range"),
    ];
    assert_eq!(
        refused.faults(),
        faults.map(|(place, code)| (place.to_owned(), code.to_owned()))
    );
}
