//! From 00:00 of the day on nothing is issued, changed or asked for; reviews can be read.

use serde_json::{Value, json};

use super::{
    ALL_OVER, END, LAST_EVENING, LAST_REVIEWS, NOTICED, everything, last_day, run, with_review,
};
use crate::support::{
    World, application, contact, message, normal_day, passport, resident_id, review, verification,
    with,
};

/// What stays open. Opening a route after the end is a decision; make it here too.
const OPEN: [&str; 11] = [
    "GET /.well-known/jwks.json",
    "GET /v1/guidance",
    "GET /v1/openapi.json",
    "GET /v1/people/{person}/reviews",
    "GET /v1/people/{person}/reviews/{review}",
    "GET /v1/policies/current",
    "GET /v1/policies/schema",
    "GET /v1/policies/{version}",
    "GET /v1/roots",
    "GET /v1/roots/{day}",
    "GET /v1/sunset",
];

/// Whether each route says that the service has ended.
async fn says_so(world: &World, person: &str, review: &str) -> Vec<(String, bool)> {
    let scopes = "citizen checkpoint clinic registry district city employer";
    let claims = json!({"sub": "keeper", "scope": scopes, "district": "330106", "org": "91330106MA00000003"});
    let actor = world.actor(&claims).await;
    let mut said = Vec::new();
    for route in local::template::shipped().unwrap().routes {
        let path = route
            .path
            .replace("{person}", person)
            .replace("{review}", review);
        let path = path.replace("{place}", "metro").replace("{version}", "end");
        let path = path.replace("{credit_code}", "91330106MA00000003");
        let request = actor.request(route.method.as_str(), &path);
        let request = match route.method.as_str() {
            "GET" => request,
            _ => request
                .json(&json!({}))
                .header("idempotency-key", path.clone()),
        };
        let answer = request.send().await.unwrap();
        let status = answer.status().as_u16();
        let body: Value =
            serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap_or_default();
        let has_ended = body["code"] == "service-ended";
        assert_eq!(has_ended, has_ended && status == 409);
        let name = format!("{} {}", route.method, route.path);
        // Nobody sealed the day that is asked for.
        let good = if path.contains("{day}") { 404 } else { 200 };
        assert!(
            has_ended || !OPEN.contains(&name.as_str()) || status == good,
            "{name}: {status}"
        );
        said.push((name, has_ended));
    }
    said
}

#[tokio::test]
async fn r85_from_midnight_on_every_route_but_those_that_stay_says_that_the_service_has_ended() {
    let world = World::at("2020-05-30T09:00:00").await;
    last_day(&world).await;
    world
        .officer("330106")
        .await
        .sets_up("metro", "transit")
        .await;
    let (_, person, review) = with_review(&world, "keeper", 1).await;

    world.set(LAST_EVENING);
    for (route, has_ended) in says_so(&world, &person, &review).await {
        assert!(!has_ended, "{route}, the evening before");
    }
    let before = everything(&world.bundle.database.client).await.len();
    for now in [END, NOTICED, LAST_REVIEWS] {
        world.set(now);
        for (route, has_ended) in says_so(&world, &person, &review).await {
            assert_eq!(
                has_ended,
                !OPEN.contains(&route.as_str()),
                "{route} at {now}"
            );
        }
    }
    world.set(ALL_OVER);
    for (route, has_ended) in says_so(&world, &person, &review).await {
        let is_open = OPEN.contains(&route.as_str()) && !route.contains("reviews");
        assert_eq!(has_ended, !is_open, "{route}");
    }
    let after = everything(&world.bundle.database.client).await.len();
    assert_eq!(before, after, "nothing was written");
}

#[tokio::test]
async fn r85_good_requests_are_refused_too_and_leave_nothing_behind() {
    let world = World::at("2020-05-30T09:00:00").await;
    last_day(&world).await;
    let gate = world.gate("metro", "transit", "330106").await;
    let me = world.citizen("me").await;
    let person = me.applied(&application(&resident_id(1))).await;
    let share = me.shares(&person).await;
    let pass = me.pass(&person).await;
    let keyed = format!("/v1/people/{person}/check-ins");
    me.post_once(&keyed, &normal_day(), "k").await.is(201);
    let before = everything(&world.bundle.database.client).await;

    world.set(END);
    let friend = world.citizen("friend").await;
    let by_pass = with(&verification("metro"), "/token", pass);
    let observed = "2020-05-31T08:00:00+08:00";
    let told = with(
        &contact("c-1", &passport(3), "close", "2020-05-31"),
        "/observed_at",
        observed,
    );
    let registry = world.registry().await;
    for refused in [
        friend.apply(&application(&resident_id(2))).await,
        me.apply(&application(&resident_id(1))).await,
        me.check_in(&person, &normal_day()).await,
        // Nor is an answer given again.
        me.post_once(&keyed, &normal_day(), "k").await,
        me.file(&person, &review()).await,
        friend.redeem(&share, "child").await,
        gate.verify(&by_pass).await,
        registry.tell(&told).await,
        me.get(&format!("/v1/people/{person}/code")).await,
        friend.get(&format!("/v1/people/{person}/code")).await,
    ] {
        refused.is_problem(409, "service-ended");
    }
    assert_eq!(
        everything(&world.bundle.database.client).await.len(),
        before.len()
    );
}

#[tokio::test]
async fn r85_the_problem_says_since_when_and_where_reviews_are_read_until_when() {
    let world = World::at("2020-05-30T09:00:00").await;
    last_day(&world).await;
    let me = world.citizen("me").await;
    world.set("2020-05-31T23:59:50");
    me.get("/v1/people").await.is(200);
    world.set(END);
    for (language, ended) in [
        ("zh-CN", "健康码已终止"),
        ("en", "The health code has ended"),
    ] {
        let reader = me.clone().reading(language);
        let problem = reader
            .get("/v1/people")
            .await
            .is_problem(409, "service-ended");
        assert_eq!(problem["title"], ended);
        let detail = problem["detail"].as_str().unwrap();
        for part in ["2020-06-01", "2020-06-03", "/v1/people/{person}/reviews"] {
            assert!(detail.contains(part), "{detail}");
        }
    }
    world.set(ALL_OVER);
    let problem = me.get("/v1/people").await.is_problem(409, "service-ended");
    let detail = problem["detail"].as_str().unwrap();
    assert!(
        detail.contains("2020-06-03") && !detail.contains("/reviews"),
        "{detail}"
    );
}

#[tokio::test]
async fn r85_evidence_of_the_queue_that_comes_late_is_dropped_and_nothing_is_kept_of_it() {
    let world = World::at("2020-05-30T09:00:00").await;
    last_day(&world).await;
    let me = world.citizen("me").await;
    me.applied(&application(&resident_id(1))).await;
    let before = everything(&world.bundle.database.client).await.len();
    world.set(END);
    let told = |n| contact(&format!("c-{n}"), &resident_id(n), "close", "2020-05-31");
    let late = json!({"Records": [
        message("m-1", &told(1)), message("m-2", &told(2)), message("m-3", &json!("no evidence")),
    ]});
    let answer = world.deliver(&late).await.is(200);
    assert_eq!(
        answer["batchItemFailures"],
        json!([]),
        "so none ends among the dead letters"
    );
    assert_eq!(
        everything(&world.bundle.database.client).await.len(),
        before
    );
    assert!(world.held().await.is_empty());
}

#[tokio::test]
async fn r85_after_the_end_nobody_is_counted_down() {
    let world = World::at("2020-05-30T09:00:00").await;
    last_day(&world).await;
    let me = world.citizen("me").await;
    let yellow = with(
        &application(&resident_id(1)),
        "/contact/quarantined_cohabitant",
        true,
    );
    me.applied(&yellow).await;
    me.file(&world.id_of(&resident_id(1)), &review())
        .await
        .is(201);
    world.set("2020-06-20T00:05:00");
    let ran = world.anonymous().post("/dev/countdown", &json!({})).await;
    let counts = json!({"examined": 0, "released": 0, "restarted": 0, "escalated": 0, "failed": 0});
    assert_eq!((ran.is(200), ran.header("x-consumed-wru")), (counts, "0"));
}

#[tokio::test]
async fn r85_reviews_are_read_by_those_who_kept_the_person_and_by_nobody_else_for_the_stated_days()
{
    let world = World::at("2020-05-30T09:00:00").await;
    last_day(&world).await;
    let (me, person, review) = with_review(&world, "me", 1).await;
    let friend = world.citizen("friend").await;
    friend
        .redeem(&me.shares(&person).await, "child")
        .await
        .is(201);
    let (other, others, _) = with_review(&world, "other", 2).await;
    let list = format!("/v1/people/{person}/reviews");
    let one = format!("{list}/{review}");
    let before = (me.get(&list).await.is(200), me.get(&one).await.is(200));
    assert_eq!(before.1["statement"], "这几天我一直在杭州。");

    for (now, erases) in [(END, false), (END, true), (LAST_REVIEWS, true)] {
        world.set(now);
        if erases {
            run(&world).await.is(200);
        }
        for reader in [&me, &friend] {
            let read = (reader.get(&list).await, reader.get(&one).await);
            assert_eq!((read.0.is(200), read.1.is(200)), before);
            // One read of who may, one of the reviews, and one of the statement.
            assert_eq!(read.0.header("x-consumed-rru"), "2", "{now}");
        }
        // Nobody can tell whether there was such a person.
        let nobodys = format!("/v1/people/{}/reviews", world.id_of(&resident_id(3)));
        let nobody = other.get(&nobodys).await;
        nobody.is_problem(404, "not-found");
        for path in [&list, &one] {
            assert_eq!(other.get(path).await.told(), nobody.told());
        }
        me.get(&format!("/v1/people/{others}/reviews"))
            .await
            .is_problem(404, "not-found");
    }
    world.set(ALL_OVER);
    for path in [&list, &one] {
        me.get(path).await.is_problem(409, "service-ended");
    }
    // Whether or not they are erased: the clock decides.
    run(&world).await.is(200);
    me.get(&one).await.is_problem(409, "service-ended");
}
