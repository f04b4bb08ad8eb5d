//! What somebody tried who looked for a wrong green, a false red, or somebody else's data.

use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::support::{World, application, normal_day, passport, stay, verification, with};

const DAY: &str = "2020-02-11T09:00:00";

#[tokio::test]
async fn r60_a_check_in_made_at_the_gate_completes_the_same_question() {
    let world = World::at("2020-02-19T09:00:00").await;
    let staff = world.gate("works", "workplace", "330182").await;
    let me = world.citizen("me").await;
    let person = me.applied(&application(&passport(1))).await;
    let question = with(&verification("works"), "/token", me.pass(&person).await);
    let first = staff.asks(&question).await;
    assert_eq!(first["outcome"], "undecided");
    assert_eq!(first["missing"], json!(["check-in-today"]));
    me.check_in(&person, &normal_day()).await.is(201);
    let second = staff.asks(&question).await;
    assert_eq!(second["outcome"], "admit");
    assert_eq!(second["scan_id"], first["scan_id"]);
}

#[tokio::test]
async fn r29_a_colour_that_turns_between_two_scans_of_a_pass_is_seen_by_the_second() {
    let world = World::at(DAY).await;
    let staff = world.gate("metro", "transit", "330106").await;
    let me = world.citizen("me").await;
    let person = me.applied(&application(&passport(1))).await;
    let question = with(&verification("metro"), "/token", me.pass(&person).await);
    assert_eq!(staff.asks(&question).await["outcome"], "admit");
    me.check_in(&person, &with(&normal_day(), "/temperature_c", 38.5))
        .await
        .is(201);
    let second = staff.asks(&question).await;
    assert_eq!(second["outcome"], "refer");
    assert_eq!(second["colour"], "yellow");
}

#[tokio::test]
async fn r84_no_scan_of_a_pass_hides_another() {
    let world = World::at(DAY).await;
    let staff = world.gate("metro", "transit", "330106").await;
    let me = world.citizen("me").await;
    let person = me.applied(&application(&passport(1))).await;
    let entering = with(&verification("metro"), "/token", me.pass(&person).await);
    let borrowing = with(&entering, "/document", passport(2));
    let leaving = with(&entering, "/direction", "exit");
    for question in [&entering, &entering, &borrowing, &borrowing, &leaving] {
        staff.asks(question).await;
    }
    let mut seen: Vec<_> = me
        .scans(&person)
        .await
        .iter()
        .map(|scan| format!("{} {}", scan["direction"], scan["outcome"]))
        .collect();
    seen.sort();
    assert_eq!(
        seen,
        [
            r#""entry" "admit""#,
            r#""entry" "refuse""#,
            r#""exit" "admit""#
        ]
    );
}

#[tokio::test]
async fn a_keyed_scan_by_document_is_recorded_once() {
    let world = World::at(DAY).await;
    let staff = world.gate("metro", "transit", "330106").await;
    let me = world.citizen("me").await;
    let person = me.applied(&application(&passport(1))).await;
    let question = with(&verification("metro"), "/document", passport(1));
    let mut asking = JoinSet::new();
    for _ in 0..20 {
        let (staff, question) = (staff.0.clone(), question.clone());
        asking.spawn(async move {
            staff
                .post_once("/v1/verifications", &question, "one key")
                .await
        });
    }
    let answers = asking.join_all().await;
    assert!(
        answers
            .iter()
            .all(|answer| answer.is(200) == answers[0].json())
    );
    assert_eq!(me.scans(&person).await.len(), 1);
}

#[tokio::test]
async fn the_same_keyed_review_fifty_times_at_once_gets_one_answer() {
    let world = World::at(DAY).await;
    let me = world.citizen("me").await;
    let person = me.applied(&application(&passport(1))).await;
    let path = format!("/v1/people/{person}/reviews");
    let mut filing = JoinSet::new();
    for _ in 0..50 {
        let (me, path) = (me.0.clone(), path.clone());
        filing.spawn(async move {
            me.post_once(&path, &crate::support::review(), "one key")
                .await
        });
    }
    let answers = filing.join_all().await;
    assert!(
        answers
            .iter()
            .all(|answer| answer.is(201) == answers[0].json())
    );
}

#[tokio::test]
async fn r69_the_owner_may_repeat_what_took_the_code_over() {
    let world = World::at(DAY).await;
    let guardian = world.citizen("guardian").await;
    let red = with(
        &application(&passport(1)),
        "/travel",
        stay("420100", "2020-02-05"),
    );
    let person = guardian.applied(&red).await;
    let number = passport(1)["number"].clone();
    let owner = world
        .verified("owner", &json!({"type": "passport", "number": number}))
        .await;
    let body = with(&application(&passport(1)), "/person/name", "王示例");
    for _ in 0..2 {
        let taken = owner.apply(&body).await.is(200);
        assert_eq!(taken["person_id"], person);
        assert_eq!(taken["code"]["holder"]["name_masked"], "王XX");
        assert_eq!(taken["code"]["colour"], "red");
    }
    let path = format!("/v1/people/{person}/code");
    guardian.0.get(&path).await.is_problem(404, "not-found");
}

#[tokio::test]
async fn a_claim_that_vouches_for_nobody_does_not_let_anybody_be_themselves() {
    let world = World::at(DAY).await;
    let odd = [
        json!({}),
        json!({"type": "passport"}),
        json!({"type": "passport", "number": 7}),
        json!({"type": "number-plate", "number": passport(1)["number"]}),
        passport(2),
    ];
    for claim in odd {
        let account = world.verified("me", &claim).await;
        account
            .apply(&application(&passport(1)))
            .await
            .is_problem(403, "identity-mismatch");
    }
}

#[tokio::test]
async fn r84_a_policy_that_turns_somebody_yellow_is_written_by_the_countdown() {
    let world = World::at("2020-02-20T09:00:00").await;
    let me = world.citizen("me").await;
    let travel = json!([{"country": "KR", "from": "2020-02-14", "to": "2020-02-18"}]);
    let person = me
        .applied(&with(&application(&passport(1)), "/travel", travel))
        .await;
    assert_eq!(me.colour(&person).await, "green");
    world.set("2020-03-01T00:05:00");
    let report = world.countdown().await;
    let expected =
        json!({"examined": 1, "released": 0, "restarted": 0, "escalated": 0, "failed": 0});
    assert_eq!(report, expected);
    assert_eq!(world.countdown().await["examined"], 0);
    let history = me.history(&person).await;
    let last = history["entries"]
        .as_array()
        .and_then(|entries| entries.last())
        .cloned()
        .unwrap_or_default();
    let told: Vec<&Value> = ["kind", "colour_before", "colour_after"]
        .iter()
        .map(|&name| &last[name])
        .collect();
    assert_eq!(told, ["recomputed", "green", "yellow"]);
}

#[tokio::test]
async fn faults_that_hide_behind_each_other_are_all_named() {
    let world = World::at(DAY).await;
    let me = world.citizen("me").await;
    let document = json!({"type": "passport", "number": "!", "country": "XX"});
    let travel = json!([
        {"from": "2020-02-12", "to": "2020-02-13"},
        {"place": "42", "country": "KR", "from": "2020-02-05", "to": "2020-02-01"},
    ]);
    let body = with(&application(&document), "/travel", travel);
    let health = json!({"symptoms": ["x"], "chronic": ["fever", "y"]});
    let faults = me.apply(&with(&body, "/health", health)).await.faults();
    let expected = [
        ("#/health/chronic/0", "never-chronic"),
        ("#/health/chronic/1", "unknown-value"),
        ("#/health/symptoms/0", "unknown-value"),
        ("#/person/document/country", "country"),
        ("#/person/document/number", "format"),
        ("#/travel/0", "place-or-country"),
        ("#/travel/0/to", "in-the-future"),
        ("#/travel/1", "place-or-country"),
        ("#/travel/1/to", "before-from"),
    ];
    assert_eq!(
        faults,
        expected.map(|(pointer, code)| (pointer.to_owned(), code.to_owned()))
    );
}

#[tokio::test]
async fn a_place_id_that_cannot_be_is_not_there() {
    let world = World::at(DAY).await;
    let path = format!("/v1/places/{}/rule", "x".repeat(3000));
    world
        .anonymous()
        .get(&path)
        .await
        .is_problem(404, "not-found");
}

#[tokio::test]
async fn a_page_that_is_exactly_full_is_the_last() {
    let world = World::at(DAY).await;
    for n in 0..50 {
        let me = world.citizen(&format!("citizen-{n}")).await;
        let person = me.applied(&application(&passport(n))).await;
        me.file(&person, &crate::support::review()).await.is(201);
    }
    let page = world.officer("330106").await.open_reviews("").await;
    assert_eq!(page["reviews"].as_array().map(Vec::len), Some(50));
    assert_eq!(page["next_cursor"], Value::Null);
}

#[tokio::test]
async fn a_clock_set_back_hides_no_policy_from_what_is_declared_then() {
    let world = World::at(DAY).await;
    let me = world.citizen("me").await;
    let person = me.applied(&application(&passport(1))).await;
    world.morning_of("2020-03-02");
    me.checks_in(&person).await;
    world.morning_of("2020-02-20");
    let travel = json!([{"country": "KR", "from": "2020-02-14", "to": "2020-02-20"}]);
    let mut body = with(&application(&passport(1)), "/travel", travel);
    body.as_object_mut().map(|body| body.remove("person"));
    me.reapply(&person, &body).await.is(200);
    world.morning_of("2020-03-01");
    assert_eq!(me.colour(&person).await, "yellow");
}
