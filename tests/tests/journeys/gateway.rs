//! What every route has in common: who may ask, what is refused before it is read, and the headers.

use serde_json::json;

use crate::support::{Reply, World, application, normal_day, passport, resident_id, review};

const DAY: &str = "2020-02-11T09:00:00";
/// The largest body that is read.
const LARGEST: usize = 64 * 1024;

#[tokio::test]
async fn r9_without_a_valid_token_nobody_is_anybody() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let changed = format!("{}x", citizen.token());
    let anonymous = world.anonymous();
    for request in [
        anonymous.request("GET", "/v1/people"),
        anonymous.request("GET", "/v1/people").bearer_auth("x.y.z"),
        anonymous.request("GET", "/v1/people").bearer_auth(changed),
        anonymous
            .request("GET", "/v1/people")
            .header("x-account", "one"),
        anonymous
            .request("POST", "/v1/applications")
            .json(&application(&resident_id(1))),
    ] {
        let reply = Reply::of(request.send().await.unwrap()).await;
        assert_eq!(reply.is(401), json!({"message": "Unauthorized"}));
        assert_eq!(
            (
                reply.header("x-consumed-rru"),
                reply.header("x-consumed-wru")
            ),
            ("0", "0")
        );
    }
}

#[tokio::test]
async fn a_token_opens_the_routes_of_its_scope_and_no_others() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let gate = world.checkpoint("330106").await;
    let officer = world.officer("330106").await;
    let forbidden = json!({"message": "Forbidden"});
    assert_eq!(citizen.get("/v1/reviews").await.is(403), forbidden);
    assert_eq!(
        citizen.post("/v1/verifications", &json!({})).await.is(403),
        forbidden
    );
    assert_eq!(
        citizen.put("/v1/places/x", &json!({})).await.is(403),
        forbidden
    );
    assert_eq!(gate.get("/v1/people").await.is(403), forbidden);
    assert_eq!(
        gate.put("/v1/places/x", &json!({})).await.is(403),
        forbidden
    );
    assert_eq!(
        officer.post("/v1/applications", &json!({})).await.is(403),
        forbidden
    );
    assert_eq!(
        world
            .city()
            .await
            .put("/v1/places/x", &json!({}))
            .await
            .is(403),
        forbidden
    );
}

#[tokio::test]
async fn a_route_that_is_not_there_and_another_method_are_both_404() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    for (method, path) in [
        ("GET", "/"),
        ("GET", "/v1"),
        ("GET", "/v1/nothing"),
        ("GET", "/v1/applications"),
        ("DELETE", "/v1/people"),
        ("PUT", "/v1/applications"),
        ("POST", "/v1/people/p_1/code"),
        ("PATCH", "/v1/people/p_1/reviews"),
        ("OPTIONS", "/v1/people"),
        ("POST", "/.well-known/jwks.json"),
        ("GET", "/v1/people/"),
        ("GET", "/v1/people//code"),
    ] {
        let reply = Reply::of(citizen.request(method, path).send().await.unwrap()).await;
        assert_eq!(
            reply.is(404),
            json!({"message": "Not Found"}),
            "{method} {path}"
        );
    }
    let head = citizen.request("HEAD", "/v1/people").send().await.unwrap();
    assert_eq!(head.status().as_u16(), 404);
}

#[tokio::test]
async fn a_body_that_is_not_json_is_refused_before_it_is_read() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let request = || citizen.request("POST", "/v1/applications");
    for body in ["", "{", "{\"a\":1}}", "x", "{\"a\":\"\\ud800\"}"] {
        let request = request()
            .header("content-type", "application/json")
            .body(body);
        Reply::of(request.send().await.unwrap())
            .await
            .is_problem(400, "not-json");
    }
    let latin = request()
        .header("content-type", "application/json")
        .body(vec![b'"', 0xe4, b'"']);
    Reply::of(latin.send().await.unwrap())
        .await
        .is_problem(400, "not-json");
    for kind in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/xml",
        "",
    ] {
        let request = request().header("content-type", kind).body("{}");
        Reply::of(request.send().await.unwrap())
            .await
            .is_problem(415, "unsupported-media-type");
    }
    let bare = request().body("{}");
    Reply::of(bare.send().await.unwrap())
        .await
        .is_problem(415, "unsupported-media-type");
    let charset = request()
        .header("content-type", "Application/JSON; charset=utf-8")
        .body("{}");
    Reply::of(charset.send().await.unwrap())
        .await
        .is_problem(422, "not-acceptable");
}

#[tokio::test]
async fn a_body_may_have_64_kib_and_not_a_byte_more() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let body = application(&resident_id(1)).to_string();
    let send = |length: usize| {
        let padded = format!("{body}{}", " ".repeat(length - body.len()));
        let request = citizen.request("POST", "/v1/applications");
        request
            .header("content-type", "application/json")
            .body(padded)
            .send()
    };
    Reply::of(send(LARGEST + 1).await.unwrap())
        .await
        .is_problem(413, "too-large");
    Reply::of(send(LARGEST).await.unwrap()).await.is(201);
}

#[tokio::test]
async fn a_body_that_is_no_object_has_one_fault_at_its_root() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&passport(1))).await;
    for body in [json!([]), json!(null), json!("x"), json!(1)] {
        for path in ["check-ins", "reapplication", "reviews"] {
            let reply = citizen
                .post(&format!("/v1/people/{person}/{path}"), &body)
                .await;
            assert_eq!(reply.status, 422, "{path} {body}");
            assert!(
                !reply.faults().is_empty(),
                "{path} {body}: {}",
                reply.text()
            );
        }
    }
}

#[tokio::test]
async fn every_answer_tells_the_units_that_it_used() {
    let world = World::at(DAY).await;
    let gate = world.gate("metro", "transit", "330106").await;
    let citizen = world.citizen("one").await;
    let applied = citizen.apply(&application(&resident_id(1))).await;
    let person = applied.is(201)["person_id"].as_str().unwrap().to_owned();
    let units = |reply: &Reply, name: &str| reply.header(name).parse::<f64>().expect("a number");
    let replies = [
        (applied, true),
        (citizen.check_in(&person, &normal_day()).await, true),
        (citizen.check_in(&person, &normal_day()).await, false),
        (citizen.file(&person, &review()).await, true),
        (
            citizen.get(&format!("/v1/people/{person}/code")).await,
            false,
        ),
        (citizen.get("/v1/people").await, false),
        (
            gate.verify(&json!({"place_id": "metro", "direction": "entry"}))
                .await,
            true,
        ),
        (citizen.apply(&json!({})).await, false),
    ];
    for (reply, has_written) in replies {
        assert_eq!(
            units(&reply, "x-consumed-wru") > 0.0,
            has_written,
            "{}",
            reply.text()
        );
        assert!(units(&reply, "x-consumed-rru") >= 0.0);
    }
}
