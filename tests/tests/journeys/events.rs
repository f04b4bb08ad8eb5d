//! What a bundle's log says of a request: one event, with the units that it cost, and no path.

use serde_json::{Value, json};

use crate::support::{
    Between, Fault, World, application, message, normal_day, order, resident_id, verification, with,
};

const DAY: &str = "2020-02-11T09:00:00";

/// The longest event of a successful verification, with the end of its line.
const LONGEST_BYTES: usize = 250;

/// Routes and statuses, in the order of the log.
fn told(world: &World) -> Vec<(String, u64)> {
    let events = world.logged().into_iter();
    let told = events.map(|event| {
        let route = event["route"].as_str().expect("a route").to_owned();
        (route, event["status"].as_u64().expect("a status"))
    });
    told.collect()
}

fn units(event: &Value) -> (f64, f64) {
    let of = |name: &str| event.get(name).map_or(Some(0.0), Value::as_f64);
    (of("rru").expect("units"), of("wru").expect("units"))
}

#[tokio::test]
async fn each_request_that_reaches_a_function_is_one_event_with_its_units() {
    let world = World::at(DAY).await;
    let gate = world.gate("metro", "transit", "330106").await;
    let one = world.citizen("one").await;
    let person = one.applied(&application(&resident_id(1))).await;
    let path = format!("/v1/people/{person}/check-ins");
    let checked_in = one.post_once(&path, &normal_day(), "k").await;
    let again = one.post_once(&path, &normal_day(), "k").await;
    let pass = one.pass(&person).await;
    gate.asks(&with(&verification("metro"), "/token", pass))
        .await;
    one.get("/v1/people/p_nobody/code").await.is(404);
    world.anonymous().get("/v1/people").await.is(401);
    world.anonymous().get("/v1/nothing").await.is(404);
    let route = |route: &str, status: u64| (route.to_owned(), status);
    assert_eq!(
        told(&world),
        [
            route("PUT /v1/places/{place}", 200),
            route("POST /v1/applications", 201),
            route("POST /v1/people/{person}/check-ins", 201),
            route("POST /v1/people/{person}/check-ins", 201),
            route("GET /v1/people/{person}/code", 200),
            route("POST /v1/verifications", 200),
            route("GET /v1/people/{person}/code", 404),
        ],
        "the gateway's own answers are in its access log"
    );
    let events = world.logged();
    for (reply, event) in [(checked_in, &events[2]), (again, &events[3])] {
        let header = |name: &str| reply.header(name).parse::<f64>().unwrap();
        let charged = (header("x-consumed-rru"), header("x-consumed-wru"));
        assert_eq!(units(event), charged);
        assert!(charged.0 > 0.0);
    }
    assert_eq!(units(&events[5]), (1.0, 1.0));
    assert_eq!(events[6]["code"], "not-found");
    let cold = events.iter().filter(|event| event["cold"] == 1).count();
    assert_eq!(cold, 1, "the first one's");
}

#[tokio::test]
async fn the_event_of_a_verification_has_at_most_250_bytes() {
    let world = World::at(DAY).await;
    let gate = world.gate("metro", "transit", "330106").await;
    let one = world.citizen("one").await;
    let person = one.applied(&application(&resident_id(1))).await;
    for _ in 0..3 {
        let pass = one.pass(&person).await;
        let answer = gate
            .asks(&with(&verification("metro"), "/token", pass))
            .await;
        assert_eq!(answer["outcome"], "admit");
    }
    let logged = world.watch().logged();
    let verified: Vec<_> = logged
        .split_inclusive('\n')
        .filter(|line| line.contains("POST /v1/verifications"))
        .collect();
    assert_eq!(verified.len(), 3);
    for line in verified {
        assert!(line.len() <= LONGEST_BYTES, "{} bytes: {line}", line.len());
    }
}

#[tokio::test]
async fn a_fault_is_told_with_its_cause() {
    let between = Between::start().await;
    let world = World::on(between.storage(), DAY).await;
    let one = world.citizen("one").await;
    let person = one.applied(&application(&resident_id(1))).await;
    between.set(Fault::WritesThrottled);
    one.check_in(&person, &normal_day()).await.is(503);
    let events = world.logged();
    let event = events.last().expect("an event");
    assert_eq!(
        (&event["status"], &event["code"], &event["faults"]),
        (&json!(503), &json!("busy"), &json!(1))
    );
    assert!(
        event["cause"]
            .as_str()
            .is_some_and(|cause| !cause.is_empty())
    );
}

/// The template counts these by the words of the event.
#[tokio::test]
async fn r83_an_approved_order_says_on_how_many_people_and_by_whose_seat() {
    let world = World::at(DAY).await;
    let one = world.officer_called("one", "330106").await;
    let two = world.officer_called("two", "330106").await;
    let documents = [resident_id(1), resident_id(2)];
    let proposed = one.post("/v1/orders", &order(&documents)).await.is(201);
    let path = format!("/v1/orders/{}", proposed["order_id"].as_str().unwrap());
    for _ in 0..2 {
        two.approve(&path).await.is(200);
    }
    let events = world.logged();
    let approved: Vec<_> = events
        .iter()
        .filter(|event| event["message"] == "order approved")
        .collect();
    assert!(!approved.is_empty());
    for event in approved {
        assert_eq!(event["route"], "POST /v1/orders/{order}/approval");
        assert_eq!(
            (&event["people"], &event["seat"]),
            (&json!(2), &json!("district"))
        );
    }
}

#[tokio::test]
async fn a_message_that_cannot_be_taken_is_a_line_with_a_code_and_nothing_of_the_message() {
    let world = World::at(DAY).await;
    let body = json!({"id": "a", "kind": "rumour", "document": resident_id(7), "name": "鲍晓明"});
    let batch = json!({"Records": [message("m-1", &body)]});
    world.deliver(&batch).await.is(200);
    let lines = world.logged();
    let [line] = lines.as_slice() else {
        panic!("{lines:?}");
    };
    assert_eq!(line["message"], "evidence was not taken");
    assert_eq!(
        (&line["level"], &line["message_id"]),
        (&json!("WARN"), &json!("m-1"))
    );
    assert_eq!(line["code"], "not-acceptable");
}
