//! The roles of `template.yaml` grant what the functions use, and nothing besides.
//!
//! That they grant enough, every journey shows: the bundle runs each function under its own role, and
//! what that refuses fails. That they grant no more is shown here.

use serde_json::Value;

use crate::night::Night;
use crate::policies::City;
use crate::sunset::{A_DAY_LATER, ALL_OVER, END, NOTICED, run, town::Town};
use crate::support::{Between, Fault, World, application, contact, order, resident_id, with};

const DISTRICT: &str = "330106";

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_grant_on_a_table_is_used_by_a_city_from_its_first_day_to_its_end() {
    let between = Between::start().await;
    let world = World::on(between.storage(), "2020-05-28T09:00:00").await;
    an_owner_takes_over(&world).await;
    a_policy_is_weighed(&world).await;
    somebody_told_of_applies(&world).await;
    let night = Night::in_world(&world).await;
    night.plan().await;
    night.deliver(1).await;
    world.set("2020-05-29T00:05:00");
    // At once, since the approval's client gives up waiting and asks again.
    an_order_breaks_off(&between, &world).await;
    world.countdown().await;
    Town::live(&world).await;
    for moment in [END, NOTICED, ALL_OVER, A_DAY_LATER] {
        world.set(moment);
        run(&world).await.is(200);
    }
    assert_eq!(world.bundle.roles.unused(), [""; 0]);
}

/// Whoever applied for somebody is unbound when that person comes with a checked document.
async fn an_owner_takes_over(world: &World) {
    let child = with(&application(&resident_id(90)), "/person/relation", "parent");
    world.citizen("daughter").await.applied(&child).await;
    let owner = world.verified("mother", &resident_id(90)).await;
    owner.apply(&application(&resident_id(90))).await.is(200);
}

/// The approval is cut off among the people, so that the countdown has to go on with it.
async fn an_order_breaks_off(between: &Between, world: &World) {
    let citizen = world.citizen("ordered").await;
    for n in 91..=99 {
        let body = with(&application(&resident_id(n)), "/person/relation", "other");
        citizen.applied(&body).await;
    }
    let one = world.officer_called("officer-one", DISTRICT).await;
    let two = world.officer_called("officer-two", DISTRICT).await;
    let documents: Vec<Value> = (91..=99).map(resident_id).collect();
    let path = format!("/v1/orders/{}", one.orders(&order(&documents)).await);
    between.set(Fault::StandstillAfter(3));
    let approval = tokio::spawn(async move { two.approve(&path).await });
    between.stands_still().await;
    approval.abort();
    between.set(Fault::None);
}

/// A version that judges a province anew, of which the countdown tells whom it would concern.
async fn a_policy_is_weighed(world: &World) {
    let city = City::of(world).await;
    let policy = with(&city.current, "/version", "weighed");
    let developer = world.anonymous();
    developer
        .post("/dev/policies/dry-run", &policy)
        .await
        .is(200);
}

/// What was told of somebody waits for their application.
async fn somebody_told_of_applies(world: &World) {
    let told = contact("c-1", &resident_id(89), "close", "2020-05-27");
    let registry = world.registry().await;
    registry.post("/v1/evidence", &told).await.is(202);
    let citizen = world.citizen("told of").await;
    citizen.applied(&application(&resident_id(89))).await;
}
