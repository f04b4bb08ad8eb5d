//! What somebody tried who looked for a wrong green, a false red, or somebody else's data.

use serde_json::{Value, json};

use crate::world::{Account, World, application, well};

async fn gate(world: &World, place: &str, kind: &str, district: &str) -> Account {
    let officer = world
        .account(json!({"sub": "officer", "scope": "district", "district": district}))
        .await;
    let body = json!({"name": place, "type": kind, "district": district});
    assert_eq!(
        officer.put(&format!("/v1/places/{place}"), &body).await,
        200
    );
    world
        .account(json!({"sub": "staff", "scope": "checkpoint", "district": district}))
        .await
}

async fn applies_healthy(me: &Account, passport: &str) -> String {
    let mut body = application(passport);
    body["travel"] = json!([]);
    let (status, applied) = me.post("/v1/applications", &body).await;
    assert_eq!(status, 201, "{applied}");
    applied["person_id"].as_str().unwrap().to_owned()
}

async fn token(me: &Account, person: &str) -> Value {
    me.get(&format!("/v1/people/{person}/code")).await.1["pass"]["token"].clone()
}

#[tokio::test]
async fn r60_a_check_in_made_at_the_gate_completes_the_same_question() {
    let world = World::start().await;
    world.set_clock("2020-02-19T09:00:00+08:00");
    let staff = gate(&world, "works", "workplace", "330182").await;
    let me = world.citizen("me").await;
    let person = applies_healthy(&me, "T0000001").await;
    let question =
        json!({"place_id": "works", "direction": "entry", "token": token(&me, &person).await});
    let (_, first) = staff.post("/v1/verifications", &question).await;
    assert_eq!(
        (&first["outcome"], &first["missing"]),
        (&json!("undecided"), &json!(["check-in-today"]))
    );
    assert_eq!(
        me.post(&format!("/v1/people/{person}/check-ins"), &well())
            .await
            .0,
        201
    );
    let (_, second) = staff.post("/v1/verifications", &question).await;
    assert_eq!(
        (&second["outcome"], &second["scan_id"]),
        (&json!("admit"), &first["scan_id"])
    );
}

#[tokio::test]
async fn r29_a_colour_that_turns_between_two_scans_of_a_pass_is_seen_by_the_second() {
    let world = World::start().await;
    let staff = gate(&world, "metro", "transit", "330106").await;
    let me = world.citizen("me").await;
    let person = applies_healthy(&me, "T0000001").await;
    let question =
        json!({"place_id": "metro", "direction": "entry", "token": token(&me, &person).await});
    assert_eq!(
        staff.post("/v1/verifications", &question).await.1["outcome"],
        "admit"
    );
    let ill = json!({"temperature_c": 38.5, "symptoms": ["fever"]});
    assert_eq!(
        me.post(&format!("/v1/people/{person}/check-ins"), &ill)
            .await
            .0,
        201
    );
    let (_, second) = staff.post("/v1/verifications", &question).await;
    assert_eq!(
        (&second["outcome"], &second["colour"]),
        (&json!("refer"), &json!("yellow"))
    );
}

#[tokio::test]
async fn r84_no_scan_of_a_pass_hides_another() {
    let world = World::start().await;
    let staff = gate(&world, "metro", "transit", "330106").await;
    let me = world.citizen("me").await;
    let person = applies_healthy(&me, "T0000001").await;
    let token = token(&me, &person).await;
    let question = json!({"place_id": "metro", "direction": "entry", "token": token});
    let mut borrowed = question.clone();
    borrowed["document"] = json!({"type": "passport", "number": "T9999999", "country": "KR"});
    let mut leaving = question.clone();
    leaving["direction"] = json!("exit");
    for question in [&question, &question, &borrowed, &borrowed, &leaving] {
        staff.post("/v1/verifications", question).await;
    }
    let (_, scans) = me.get(&format!("/v1/people/{person}/scans")).await;
    let mut seen: Vec<_> = scans["scans"]
        .as_array()
        .unwrap()
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
    let world = World::start().await;
    let staff = gate(&world, "metro", "transit", "330106").await;
    let me = world.citizen("me").await;
    let person = applies_healthy(&me, "T0000001").await;
    let question = json!({"place_id": "metro", "direction": "entry", "document": {"type": "passport", "number": "T0000001", "country": "KR"}});
    let mut asking = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let (staff, question) = (staff.clone(), question.clone());
        asking.spawn(async move {
            staff
                .post_keyed("/v1/verifications", &question, Some("one key"))
                .await
        });
    }
    let answers = asking.join_all().await;
    assert!(
        answers
            .iter()
            .all(|answer| answer == &answers[0] && answer.0 == 200)
    );
    let (_, scans) = me.get(&format!("/v1/people/{person}/scans")).await;
    assert_eq!(scans["scans"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn r69_the_owner_may_repeat_what_took_the_code_over() {
    let world = World::start().await;
    let guardian = world.citizen("guardian").await;
    let person = guardian.applies_red("T0000001").await;
    let verified = json!({"type": "passport", "number": "T0000001"});
    let owner = world
        .account(json!({"sub": "owner", "scope": "citizen", "verified_document": verified}))
        .await;
    let mut body = application("T0000001");
    body["person"]["name"] = json!("王示例");
    for _ in 0..2 {
        let (status, taken) = owner.post("/v1/applications", &body).await;
        assert_eq!((status, &taken["person_id"]), (200, &json!(person)));
        assert_eq!(taken["code"]["holder"]["name_masked"], "王XX");
        assert_eq!(taken["code"]["colour"], "red");
    }
    assert_eq!(
        guardian.get(&format!("/v1/people/{person}/code")).await.0,
        404
    );
}

#[tokio::test]
async fn a_claim_that_vouches_for_nobody_does_not_let_anybody_be_themselves() {
    let world = World::start().await;
    let odd = [
        json!({}),
        json!({"type": "passport"}),
        json!({"type": "passport", "number": 7}),
        json!({"type": "number-plate", "number": "T0000001"}),
        json!({"type": "passport", "number": "T0000002", "country": "KR"}),
    ];
    for claim in odd {
        let account = world
            .account(json!({"sub": "me", "scope": "citizen", "verified_document": claim}))
            .await;
        let (status, problem) = account
            .post("/v1/applications", &application("T0000001"))
            .await;
        assert_eq!(
            (status, &problem["code"]),
            (403, &json!("identity-mismatch")),
            "{claim}"
        );
    }
}

#[tokio::test]
async fn a_policy_that_turns_somebody_yellow_is_written_by_the_countdown() {
    let world = World::start().await;
    world.set_clock("2020-02-20T09:00:00+08:00");
    let me = world.citizen("me").await;
    let mut body = application("T0000001");
    body["travel"] = json!([{"country": "KR", "from": "2020-02-14", "to": "2020-02-18"}]);
    let (_, applied) = me.post("/v1/applications", &body).await;
    assert_eq!(applied["code"]["colour"], "green");
    world.set_clock("2020-03-01T00:05:00+08:00");
    let report = countdown::run(&world.bundle.state).await;
    assert_eq!(
        (report.examined, report.released, report.restarted),
        (1, 0, 0)
    );
    assert_eq!(countdown::run(&world.bundle.state).await.examined, 0);
    let path = format!(
        "/v1/people/{}/history",
        applied["person_id"].as_str().unwrap()
    );
    let (_, history) = me.get(&path).await;
    let last = history["entries"].as_array().unwrap().last().unwrap();
    assert_eq!(
        (&last["kind"], &last["colour_before"], &last["colour_after"]),
        (&json!("recomputed"), &json!("green"), &json!("yellow"))
    );
}

#[tokio::test]
async fn faults_that_hide_behind_each_other_are_all_named() {
    let world = World::start().await;
    let me = world.citizen("me").await;
    let mut body = application("!");
    body["person"]["document"]["country"] = json!("XX");
    body["travel"] = json!([
        {"from": "2020-02-12", "to": "2020-02-13"},
        {"place": "42", "country": "KR", "from": "2020-02-05", "to": "2020-02-01"},
    ]);
    body["health"] = json!({"symptoms": ["x"], "chronic": ["fever", "y"]});
    let (status, problem) = me.post("/v1/applications", &body).await;
    let mut faults: Vec<_> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| {
            format!(
                "{} {}",
                fault["pointer"].as_str().unwrap(),
                fault["code"].as_str().unwrap()
            )
        })
        .collect();
    faults.sort();
    assert_eq!(status, 422);
    assert_eq!(
        faults,
        [
            "#/health/chronic/0 never-chronic",
            "#/health/chronic/1 unknown-value",
            "#/health/symptoms/0 unknown-value",
            "#/person/document/country country",
            "#/person/document/number format",
            "#/travel/0 place-or-country",
            "#/travel/0/to in-the-future",
            "#/travel/1 place-or-country",
            "#/travel/1/to before-from",
        ]
    );
}

#[tokio::test]
async fn a_place_id_that_cannot_be_is_not_there() {
    let world = World::start().await;
    let anybody = world.citizen("anybody").await;
    let (status, _) = anybody
        .get(&format!("/v1/places/{}/rule", "x".repeat(3000)))
        .await;
    assert_eq!(status, 404);
}
