//! `POST /v1/verifications`: what nobody is asked for, because there is nothing more that they could do.

use serde_json::json;

use crate::passages::{expected, told};
use crate::policies::City;
use crate::support::{World, application, normal_day, resident_id, result, verification, with};

/// An abnormal check-in puts on a hold. Who is green all the same was cleared by a clinic on that day,
/// and there is no other check-in that they could make.
#[tokio::test]
async fn r60_whoever_was_cleared_today_has_checked_in_today() {
    let world = World::at("2020-02-18T09:00:00").await;
    let gate = world.gate("works", "workplace", "330182").await;
    let citizen = world.citizen("one").await;
    let green = citizen.applied(&application(&resident_id(1))).await;
    let ill = with(&normal_day(), "/temperature_c", 38);
    citizen.check_in(&green, &ill).await.is(201);
    assert_eq!(citizen.colour(&green).await, "yellow");
    world.set("2020-02-18T15:00:00");
    let cleared = result("lab-1", &resident_id(1), "cleared", "2020-02-18T14:00:00");
    let clinic = world.clinic("one").await;
    clinic.post("/v1/evidence", &cleared).await.is(202);
    let question = with(&verification("works"), "/token", citizen.pass(&green).await);
    assert_eq!(
        told(&gate.asks(&question).await),
        expected("admit", &[], &[])
    );
}

/// A rule that checks one way only asks for nothing the other way, of nobody.
#[tokio::test]
async fn r57_where_leaving_is_not_checked_nobody_needs_a_code_to_leave() {
    let world = World::at("2020-02-12T09:00:00").await;
    let city = City::of(&world).await;
    let mut policy = city.with_medium("v2", "2020-02-12", &json!([]));
    let rules = policy["access"].as_array_mut().unwrap();
    let border = rules.iter_mut().find(|rule| rule["code_required"] == true);
    border.unwrap()["directions"] = json!(["entry"]);
    city.publishes(&policy).await;
    let gate = world.gate("border", "city-entry", "330106").await;
    let entering = verification("border");
    assert_eq!(
        told(&gate.asks(&entering).await),
        expected("refuse", &["code-required"], &[])
    );
    let leaving = with(&entering, "/direction", "exit");
    assert_eq!(
        told(&gate.asks(&leaving).await),
        expected("admit", &[], &[])
    );
}
