//! `Accept-Language`: titles, details and next steps in Chinese or English; codes never change.

use serde_json::{Value, json};

use crate::support::{Reply, World, application, resident_id, review, stay, verification, with};

const DAY: &str = "2020-02-11T09:00:00";

/// Asserts that both say the same in two languages: equal but for texts, which all differ.
#[track_caller]
fn is_translated(zh: &Reply, en: &Reply) {
    let (zh_problem, en_problem) = (zh.json(), en.json());
    assert_eq!(zh.status, en.status);
    assert_eq!(zh_problem["code"], en_problem["code"]);
    for text in ["title", "detail"] {
        let (zh, en) = (
            zh_problem[text].as_str().unwrap(),
            en_problem[text].as_str().unwrap(),
        );
        assert!(
            !zh.is_ascii() && en.is_ascii() && !en.is_empty(),
            "{zh} / {en}"
        );
    }
    assert_eq!(zh.faults_or_none(), en.faults_or_none());
    assert_eq!(
        (zh.header("content-language"), en.header("content-language")),
        ("zh-CN", "en")
    );
}

impl Reply {
    fn faults_or_none(&self) -> Vec<(String, String)> {
        if self.status == 422 {
            self.faults()
        } else {
            Vec::new()
        }
    }
}

#[tokio::test]
async fn every_problem_is_told_in_chinese_and_in_english() {
    let world = World::at(DAY).await;
    let (zh, en) = (
        world.citizen("one").await,
        world.citizen("one").await.reading("en"),
    );
    let body = application(&resident_id(1));
    let person = zh.applied(&body).await;
    zh.file(&person, &review()).await.is(201);
    zh.reapply(&person, &crate::support::without(&body, "/person"))
        .await
        .is(200);
    let other = with(&body, "/district", "330110");
    let again = crate::support::without(&other, "/person");
    is_translated(&zh.apply(&other).await, &en.apply(&other).await);
    is_translated(
        &zh.reapply(&person, &again).await,
        &en.reapply(&person, &again).await,
    );
    is_translated(
        &zh.file(&person, &review()).await,
        &en.file(&person, &review()).await,
    );
    is_translated(
        &zh.apply(&json!({"x": 1})).await,
        &en.apply(&json!({"x": 1})).await,
    );
    is_translated(
        &zh.get("/v1/people/p_1/code").await,
        &en.get("/v1/people/p_1/code").await,
    );
    let (zh, en) = (
        world.citizen("two").await,
        world.citizen("two").await.reading("en"),
    );
    is_translated(&zh.apply(&body).await, &en.apply(&body).await);
    let yesterday = json!({"temperature_c": 36.6, "date": "2020-02-10"});
    let person = zh.applied(&application(&resident_id(2))).await;
    is_translated(
        &zh.check_in(&person, &yesterday).await,
        &en.check_in(&person, &yesterday).await,
    );
}

#[tokio::test]
async fn chinese_is_spoken_unless_english_is_preferred() {
    let world = World::at(DAY).await;
    for (asked, tag) in [
        ("zh-CN", "zh-CN"),
        ("en", "en"),
        ("en-GB, zh;q=0.5", "en"),
        ("fr", "zh-CN"),
        ("zh, en;q=0.9", "zh-CN"),
    ] {
        let citizen = world.citizen("one").await.reading(asked);
        assert_eq!(
            citizen
                .get("/v1/people/p_1/code")
                .await
                .header("content-language"),
            tag,
            "{asked}"
        );
    }
}

#[tokio::test]
async fn r42_on_symptoms_the_advice_says_fever_clinic_and_never_pharmacy() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let body = with(
        &application(&resident_id(1)),
        "/health/symptoms",
        json!(["fever", "dry-cough"]),
    );
    let person = citizen.applied(&body).await;
    let hold = citizen.code(&person).await["holds"][0].clone();
    let advice = hold["next_step"].as_str().unwrap();
    assert!(
        advice.contains("发热门诊") && !advice.contains("药店") && !advice.contains("药房"),
        "{advice}"
    );
    let hold = citizen.reading("en").code(&person).await["holds"][0].clone();
    let advice = hold["next_step"].as_str().unwrap().to_lowercase();
    assert!(
        advice.contains("fever clinic") && !advice.contains("pharmacy"),
        "{advice}"
    );
}

#[tokio::test]
async fn every_hold_has_its_texts_in_both_languages_and_one_code() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let travel = json!([
        stay("420100", "2020-02-05")[0],
        stay("330302", "2020-02-05")[0]
    ]);
    let body = with(&application(&resident_id(1)), "/travel", travel);
    let body = with(
        &body,
        "/contact",
        json!({"confirmed_case": true, "quarantined_cohabitant": true}),
    );
    let body = with(&body, "/health/temperature_c", 38);
    let person = citizen.applied(&body).await;
    let zh = citizen.code(&person).await["holds"]
        .as_array()
        .unwrap()
        .clone();
    let en = citizen.reading("en").code(&person).await["holds"]
        .as_array()
        .unwrap()
        .clone();
    assert_eq!((zh.len(), en.len()), (5, 5));
    for (zh, en) in zh.iter().zip(&en) {
        assert_eq!(zh["rule"], en["rule"]);
        for text in ["title", "next_step", "legal_basis"] {
            let is_ascii = |hold: &Value| hold[text].as_str().unwrap().is_ascii();
            assert!(!is_ascii(zh) && is_ascii(en), "{text} of {}", zh["rule"]);
        }
    }
}

#[tokio::test]
async fn a_gate_is_told_reasons_and_rule_in_its_language() {
    let world = World::at(DAY).await;
    let zh = world.gate("estate", "community", "330106").await;
    let en = world.checkpoint("330106").await.reading("en");
    let question = verification("estate");
    let (zh, en) = (zh.asks(&question).await, en.asks(&question).await);
    for (zh, en) in [
        (&zh["reasons"][0]["title"], &en["reasons"][0]["title"]),
        (&zh["rule"]["text"], &en["rule"]["text"]),
        (&zh["rule"]["authority"], &en["rule"]["authority"]),
    ] {
        assert!(
            !zh.as_str().unwrap().is_ascii() && en.as_str().unwrap().is_ascii(),
            "{zh} {en}"
        );
    }
    assert_eq!(zh["reasons"][0]["code"], en["reasons"][0]["code"]);
}
