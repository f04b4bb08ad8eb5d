//! `POST /v1/applications`: every kind of document (R21), and what it proves about an account.

use serde_json::{Value, json};

use crate::support::{World, application, number_with_check, passport, resident_id, with};

const DAY: &str = "2020-02-11T09:00:00";

fn document(kind: &str, number: &str) -> Value {
    json!({"type": kind, "number": number})
}

#[tokio::test]
async fn r21_every_kind_of_document_gets_a_code() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let retired = number_with_check("33018119651231002");
    let permit = number_with_check("81000018890101001");
    for (kind, number, tail) in [
        ("resident-id", retired.as_str(), &retired[14..]),
        ("hmt-residence-permit", permit.as_str(), &permit[14..]),
        ("hk-macau-permit", "H12345678", "5678"),
        ("hk-macau-permit", "M1234567801", "7801"),
        ("taiwan-permit", "12345678", "5678"),
        ("taiwan-permit", "8765432101", "2101"),
        ("foreign-resident-id", "KOR330190010101", "0101"),
    ] {
        let body = citizen
            .apply(&application(&document(kind, number)))
            .await
            .is(201);
        assert_eq!(body["code"]["holder"]["document_tail"], tail, "{kind}");
    }
    citizen.apply(&application(&passport(1))).await.is(201);
}

#[tokio::test]
async fn r21_a_lower_case_x_is_the_same_person() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let upper = (0..100)
        .map(|n| resident_id(n)["number"].as_str().unwrap().to_owned())
        .find(|number| number.ends_with('X'))
        .unwrap();
    let person = citizen
        .applied(&application(&document("resident-id", &upper)))
        .await;
    let lower = application(&document("resident-id", &upper.to_lowercase()));
    assert_eq!(citizen.apply(&lower).await.is(200)["person_id"], person);
    citizen
        .apply(&with(&lower, "/district", "330110"))
        .await
        .is_problem(409, "already-applied");
}

#[tokio::test]
async fn r21_a_number_that_cannot_be_is_refused_and_never_repeated() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let future = number_with_check("33010620200212001");
    let impossible = number_with_check("33010618890230001");
    let card = "912330188901010010";
    for (kind, number, code) in [
        ("resident-id", "110105194912310021", "check-digit"),
        ("resident-id", future.as_str(), "birth-date"),
        ("resident-id", impossible.as_str(), "birth-date"),
        ("resident-id", "33010618890101", "format"),
        ("hmt-residence-permit", "H12345678", "format"),
        ("hk-macau-permit", "T12345678", "format"),
        ("taiwan-permit", "123456789", "format"),
        ("foreign-resident-id", card, "format"),
        ("passport", "KR", "format"),
    ] {
        let mut body = application(&document(kind, number));
        if kind == "passport" {
            body = with(&body, "/person/document/country", "KR");
        }
        let reply = citizen.apply(&body).await;
        let fault = ("#/person/document/number".to_owned(), code.to_owned());
        assert!(
            reply.faults().contains(&fault),
            "{kind} {code}: {}",
            reply.text()
        );
        assert!(number == "KR" || !reply.text().contains(number), "{kind}");
    }
}

#[tokio::test]
async fn r21_a_passport_has_a_country_and_nothing_else_has() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let without = application(&document("passport", "M00000001"));
    let with_one = with(
        &application(&resident_id(1)),
        "/person/document/country",
        "KR",
    );
    for (body, code) in [
        (without, "country-required"),
        (with_one, "country-not-allowed"),
    ] {
        let fault = [("#/person/document/country".to_owned(), code.to_owned())];
        assert_eq!(citizen.apply(&body).await.faults(), fault);
    }
}

#[tokio::test]
async fn a_verified_account_applies_for_itself_with_its_own_document_only() {
    let world = World::at(DAY).await;
    let citizen = world.verified("one", &resident_id(1)).await;
    let other = application(&resident_id(2));
    citizen
        .apply(&other)
        .await
        .is_problem(403, "identity-mismatch");
    citizen
        .apply(&with(&other, "/person/relation", "child"))
        .await
        .is(201);
    citizen.apply(&application(&resident_id(1))).await.is(201);
}

#[tokio::test]
async fn a_verified_self_takes_the_code_from_an_unconfirmed_guardian() {
    let world = World::at(DAY).await;
    let guardian = world.citizen("guardian").await;
    let body = with(&application(&resident_id(1)), "/person/relation", "parent");
    let body = with(&body, "/contact/confirmed_case", true);
    let person = guardian.applied(&body).await;

    let owner = world.verified("owner", &resident_id(1)).await;
    let theirs = application(&resident_id(1));
    let bound = owner.apply(&theirs).await.is(200);
    assert_eq!(bound["person_id"], person);
    assert_eq!(bound["code"]["colour"], "red", "what was declared stands");
    let kept = owner.get("/v1/people").await.is(200)["people"].clone();
    assert_eq!(
        (kept[0]["person_id"].as_str(), &kept[0]["relation"]),
        (Some(&*person), &json!("self"))
    );

    assert_eq!(
        guardian.get("/v1/people").await.is(200),
        json!({"people": []})
    );
    for path in [
        "code", "history", "scans", "reviews", "code.svg", "code.png",
    ] {
        guardian
            .get(&format!("/v1/people/{person}/{path}"))
            .await
            .is_problem(404, "not-found");
    }
    guardian
        .apply(&body)
        .await
        .is_problem(409, "person-already-registered");
}

#[tokio::test]
async fn an_account_verified_as_somebody_else_does_not_take_a_code() {
    let world = World::at(DAY).await;
    let guardian = world.citizen("guardian").await;
    let person = guardian.applied(&application(&resident_id(1))).await;
    let other = world.verified("other", &resident_id(2)).await;
    let body = application(&resident_id(1));
    other
        .apply(&body)
        .await
        .is_problem(403, "identity-mismatch");
    let body = with(&body, "/person/relation", "child");
    other
        .apply(&body)
        .await
        .is_problem(409, "person-already-registered");
    assert_eq!(guardian.colour(&person).await, "green");
}
