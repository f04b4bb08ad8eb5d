//! `POST /v1/applications`: who gets a code, once. What is declared is in `declarations`, kinds of
//! document in `documents`.

use serde_json::{Value, json};

use crate::support::{World, application, passport, resident_id, stay, with, without};

const DAY: &str = "2020-02-11T09:00:00";

#[tokio::test]
async fn the_same_lists_in_another_order_are_the_same_application() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let stays = [
        json!({"place": "420100", "from": "2020-02-01", "to": "2020-02-05"}),
        json!({"country": "KR", "from": "2020-01-20", "to": "2020-01-25"}),
    ];
    let told = |stays: [&Value; 2], chronic: [&str; 2]| {
        let body = with(&application(&resident_id(1)), "/travel", json!(stays));
        with(&body, "/health/chronic", json!(chronic))
    };
    let body = told([&stays[0], &stays[1]], ["cough", "dry-cough"]);
    let person = citizen.applied(&body).await;
    let turned = told([&stays[1], &stays[0]], ["dry-cough", "cough"]);
    assert_eq!(citizen.apply(&turned).await.is(200)["person_id"], person);
    let other = told([&stays[1], &stays[1]], ["dry-cough", "cough"]);
    citizen
        .apply(&other)
        .await
        .is_problem(409, "already-applied");
}

#[tokio::test]
async fn r10_a_declaration_gives_a_colour_at_once() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let reply = citizen.apply(&application(&resident_id(1))).await;
    let body = reply.is(201);
    let person = body["person_id"].as_str().unwrap();
    assert_eq!(
        reply.header("location"),
        format!("/v1/people/{person}/code")
    );
    assert_eq!(body["code"]["colour"], "green");
    assert_eq!(body["code"]["person_id"], person);
    assert_eq!(body["code"]["holds"], json!([]));
    assert_eq!(body["code"]["policy"], "2020-02-11");
    assert_eq!(body["code"]["reapplication"], "available");
    assert_eq!(
        citizen.get(reply.header("location")).await.is(200)["colour"],
        "green"
    );
}

/// R1
#[tokio::test]
async fn r1_nobody_can_apply_before_the_first_day() {
    let world = World::at("2020-02-10T23:59:40").await;
    let citizen = world.citizen("one").await;
    let body = application(&resident_id(1));
    citizen.apply(&body).await.is_problem(409, "not-in-force");
    world.set("2020-02-11T00:00:00");
    citizen.apply(&body).await.is(201);
}

#[tokio::test]
async fn r6_the_same_application_again_is_the_same_code() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let body = application(&resident_id(1));
    let person = citizen.applied(&body).await;
    let again = citizen.apply(&body).await;
    assert_eq!(again.is(200)["person_id"], person);
    assert_eq!(again.header("location"), "");
    let people = citizen.get("/v1/people").await.is(200);
    assert_eq!(people["people"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn r6_other_content_for_the_same_person_is_refused() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let body = application(&resident_id(1));
    let person = citizen.applied(&body).await;
    for other in [
        with(&body, "/person/name", "鲍小晓"),
        with(&body, "/district", "330110"),
        with(&body, "/travel", stay("420100", "2020-02-05")),
    ] {
        citizen
            .apply(&other)
            .await
            .is_problem(409, "already-applied");
    }
    assert_eq!(citizen.colour(&person).await, "green");
}

#[tokio::test]
async fn r6_one_document_has_one_code_whatever_the_account_phone_or_spelling() {
    let world = World::at(DAY).await;
    let first = world.citizen("one").await;
    let person = first.applied(&application(&passport(1))).await;
    let other = world.citizen("two").await;
    let spelled = json!({"type": "passport", "number": " m00000001 ", "country": "kr"});
    for body in [
        application(&passport(1)),
        application(&spelled),
        with(
            &application(&passport(1)),
            "/person/phone",
            "+8613900000000",
        ),
        with(&application(&passport(1)), "/person/relation", "parent"),
    ] {
        other
            .apply(&body)
            .await
            .is_problem(409, "person-already-registered");
    }
    assert_eq!(other.get("/v1/people").await.is(200), json!({"people": []}));
    assert_eq!(first.colour(&person).await, "green");
}

#[tokio::test]
async fn r13_without_the_pledge_there_is_no_code() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let body = application(&resident_id(1));
    for (body, pointer, code) in [
        (without(&body, "/pledge"), "#/pledge", "required"),
        (
            with(&body, "/pledge/accepted", false),
            "#/pledge/accepted",
            "pledge-required",
        ),
        (
            without(&body, "/pledge/accepted"),
            "#/pledge/accepted",
            "required",
        ),
        (
            without(&body, "/pledge/version"),
            "#/pledge/version",
            "required",
        ),
    ] {
        let fault = [(pointer.to_owned(), code.to_owned())];
        assert_eq!(citizen.apply(&body).await.faults(), fault);
    }
    assert_eq!(
        citizen.get("/v1/people").await.is(200),
        json!({"people": []})
    );
}

#[tokio::test]
async fn r13_the_pledge_is_kept_with_its_version_and_time() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    let entry = citizen.history(&person).await["entries"][0].clone();
    assert_eq!(entry["detail"]["pledge"], "2020-02-11");
    assert!(entry["at"].as_str().unwrap().starts_with("2020-02-11T09:0"));
}

/// R40, with the policy's terms: what is declared, the rule, its colour and its days.
#[tokio::test]
async fn r47_number_plate_and_household_registration_have_no_field() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let body = application(&resident_id(1));
    let told = with(
        &with(&body, "/number_plate", "浙A00000"),
        "/person/household_registration",
        "330106",
    );
    let faults = ["#/number_plate", "#/person/household_registration"];
    let faults = faults.map(|pointer| (pointer.to_owned(), "unknown-field".to_owned()));
    assert_eq!(citizen.apply(&told).await.faults(), faults);
}

#[tokio::test]
async fn all_faults_of_an_application_are_told_at_once() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let body = json!({
        "person": {"relation": "friend", "name": "", "phone": "123", "nick": "x",
                   "document": {"type": "resident-id", "number": "990106203001010010", "country": "KR"}},
        "presence": "elsewhere", "employer": "x",
        "travel": [{"place": "4", "from": "2020-02-30", "to": "2020-02-05"}],
        "contact": {"confirmed_case": "no"},
        "health": {"temperature_c": 43.1, "symptoms": ["joy"], "chronic": ["fever"]},
        "pledge": {"accepted": false, "version": "2020-02-11"},
        "plate": "x",
    });
    let faults = citizen.apply(&body).await.faults();
    let pointers: Vec<_> = faults.iter().map(|(pointer, _)| pointer.as_str()).collect();
    for pointer in [
        "#/person/relation",
        "#/person/name",
        "#/person/phone",
        "#/person/nick",
        "#/person/document/number",
        "#/person/document/country",
        "#/presence",
        "#/district",
        "#/employer",
        "#/travel/0/place",
        "#/travel/0/from",
        "#/contact/confirmed_case",
        "#/contact/quarantined_cohabitant",
        "#/health/temperature_c",
        "#/health/symptoms/0",
        "#/health/chronic/0",
        "#/pledge/accepted",
        "#/plate",
    ] {
        assert!(pointers.contains(&pointer), "{pointer} in {faults:?}");
    }
}
