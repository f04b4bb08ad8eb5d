//! `POST /v1/verifications`: what the rule of a place makes of colour, document, proof, temperature,
//! check-in and direction (R49).

use serde_json::{Value, json};

use crate::support::{Citizen, World, application, resident_id, verification, with};

const DAY: &str = "2020-02-11T09:00:00";

/// Outcome, reasons and what is missing.
pub fn told(answer: &Value) -> (String, Vec<String>, Vec<String>) {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let reasons = answer["reasons"]
        .as_array()
        .unwrap()
        .iter()
        .map(|reason| text(&reason["code"]));
    let missing = answer["missing"].as_array().unwrap().iter().map(text);
    (
        text(&answer["outcome"]),
        reasons.collect(),
        missing.collect(),
    )
}

pub fn expected(
    outcome: &str,
    reasons: &[&str],
    missing: &[&str],
) -> (String, Vec<String>, Vec<String>) {
    let texts = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
    (outcome.to_owned(), texts(reasons), texts(missing))
}

/// A person of each colour.
async fn people(world: &World) -> (Citizen, [String; 3]) {
    let citizen = world.citizen("one").await;
    let green = citizen.applied(&application(&resident_id(1))).await;
    let yellow = with(
        &application(&resident_id(2)),
        "/contact/quarantined_cohabitant",
        true,
    );
    let yellow = citizen.applied(&yellow).await;
    let red = citizen
        .applied(&with(
            &application(&resident_id(3)),
            "/contact/confirmed_case",
            true,
        ))
        .await;
    (citizen, [green, yellow, red])
}

#[tokio::test]
async fn r50_yellow_and_red_are_referred_whatever_else_they_show_and_whichever_way_they_go() {
    let world = World::at(DAY).await;
    let gate = world.gate("estate", "community", "330106").await;
    let (citizen, [_, yellow, red]) = people(&world).await;
    for (person, reason, colour) in [
        (&yellow, "colour-yellow", "yellow"),
        (&red, "colour-red", "red"),
    ] {
        for direction in ["entry", "exit"] {
            let question = with(
                &verification("estate"),
                "/token",
                citizen.pass(person).await,
            );
            let question = with(
                &question,
                "/presented",
                json!(["identity-document", "lease"]),
            );
            let answer = gate.asks(&with(&question, "/direction", direction)).await;
            assert_eq!(told(&answer), expected("refer", &[reason], &[]));
            assert_eq!(answer["colour"], colour);
        }
    }
}

#[tokio::test]
async fn r3_at_the_city_border_only_green_is_admitted() {
    let world = World::at(DAY).await;
    let gate = world.gate("border", "city-entry", "330110").await;
    let (citizen, [green, yellow, red]) = people(&world).await;
    for (person, outcome, reasons) in [
        (green, "admit", &[][..]),
        (yellow, "refer", &["colour-yellow"]),
        (red, "refer", &["colour-red"]),
    ] {
        let question = with(
            &verification("border"),
            "/token",
            citizen.pass(&person).await,
        );
        assert_eq!(
            told(&gate.asks(&question).await),
            expected(outcome, reasons, &[])
        );
    }
    let nobody = gate.asks(&verification("border")).await;
    assert_eq!(told(&nobody), expected("refuse", &["code-required"], &[]));
    let unknown = gate
        .asks(&with(&verification("border"), "/document", resident_id(9)))
        .await;
    assert_eq!(told(&unknown), expected("refuse", &["code-required"], &[]));
}

#[tokio::test]
async fn r4_anywhere_else_nobody_is_refused_for_having_no_code() {
    let world = World::at(DAY).await;
    for kind in ["community", "workplace", "school", "commercial", "transit"] {
        let gate = world.gate(kind, kind, "330106").await;
        let answer = gate.asks(&verification(kind)).await;
        assert_eq!(
            told(&answer),
            expected("refer", &["no-code"], &[]),
            "{kind}"
        );
        assert_eq!(
            (&answer["colour"], &answer["holder"]),
            (&json!("none"), &Value::Null)
        );
        let unknown = gate
            .asks(&with(&verification(kind), "/document", resident_id(9)))
            .await;
        assert_eq!(
            told(&unknown),
            expected("refer", &["no-code"], &[]),
            "{kind}"
        );
    }
}

#[tokio::test]
async fn r71_people_without_a_smartphone_are_verified_by_their_document() {
    let world = World::at(DAY).await;
    let gate = world.gate("estate", "community", "330106").await;
    people(&world).await;
    for (n, outcome, reasons) in [
        (1, "admit", &[][..]),
        (2, "refer", &["colour-yellow"]),
        (3, "refer", &["colour-red"]),
    ] {
        let document = resident_id(n);
        let answer = gate
            .asks(&with(
                &verification("estate"),
                "/document",
                document.clone(),
            ))
            .await;
        assert_eq!(told(&answer), expected(outcome, reasons, &[]));
        assert_eq!(
            answer["holder"]["document_tail"],
            document["number"].as_str().unwrap()[14..]
        );
    }
}

#[tokio::test]
async fn r52_r55_green_is_enough_where_no_other_rule_is() {
    let world = World::at(DAY).await;
    let (citizen, [green, ..]) = people(&world).await;
    for (place, kind, district) in [
        ("metro", "transit", "330104"),
        ("chunan-estate", "community", "330127"),
        ("chunan-works", "workplace", "330127"),
    ] {
        let gate = world.gate(place, kind, district).await;
        let question = with(&verification(place), "/token", citizen.pass(&green).await);
        assert_eq!(
            told(&gate.asks(&question).await),
            expected("admit", &[], &[]),
            "{place}"
        );
    }
}

#[tokio::test]
async fn r53_nine_districts_ask_for_a_document_too() {
    let world = World::at(DAY).await;
    let (citizen, [green, ..]) = people(&world).await;
    for district in [
        "330102", "330103", "330105", "330106", "330108", "330109", "330111", "330112", "330182",
    ] {
        for kind in ["community", "workplace"] {
            let place = format!("{kind}-{district}");
            let gate = world.gate(&place, kind, district).await;
            let question = with(&verification(&place), "/token", citizen.pass(&green).await);
            let missing = expected("undecided", &[], &["identity-document"]);
            assert_eq!(told(&gate.asks(&question).await), missing, "{place}");
            let shown = with(&question, "/presented", json!(["identity-document"]));
            assert_eq!(
                told(&gate.asks(&shown).await),
                expected("admit", &[], &[]),
                "{place}"
            );
        }
    }
}

#[tokio::test]
async fn r54_three_districts_ask_for_a_proof_and_a_lease_is_as_good_as_any() {
    let world = World::at(DAY).await;
    let (citizen, [green, ..]) = people(&world).await;
    for district in ["330104", "330110", "330122"] {
        let place = format!("estate-{district}");
        let gate = world.gate(&place, "community", district).await;
        for proof in ["residence-pass", "work-pass", "lease", "title-deed"] {
            let question = with(&verification(&place), "/token", citizen.pass(&green).await);
            let question = with(&question, "/presented", json!([proof, "identity-document"]));
            assert_eq!(
                told(&gate.asks(&question).await),
                expected("admit", &[], &[]),
                "{proof}"
            );
        }
        let question = with(&verification(&place), "/token", citizen.pass(&green).await);
        let without = with(&question, "/presented", json!(["identity-document"]));
        let missing = expected("undecided", &[], &["residence-or-work-proof"]);
        assert_eq!(told(&gate.asks(&without).await), missing);
    }
}

#[tokio::test]
async fn r58_fever_at_a_place_is_referred_and_changes_no_colour() {
    let world = World::at(DAY).await;
    let gate = world.gate("metro", "transit", "330106").await;
    let (citizen, [green, _, red]) = people(&world).await;
    let question = with(&verification("metro"), "/token", citizen.pass(&green).await);
    let hot = gate.asks(&with(&question, "/temperature_c", 37.3)).await;
    assert_eq!(told(&hot), expected("refer", &["temperature-high"], &[]));
    assert!(
        hot["reasons"][0]["title"]
            .as_str()
            .unwrap()
            .contains("发热门诊")
    );
    let warm = gate.asks(&with(&question, "/temperature_c", 37.2)).await;
    assert_eq!(told(&warm), expected("admit", &[], &[]));
    assert_eq!(citizen.colour(&green).await, "green");
    let question = with(&verification("metro"), "/token", citizen.pass(&red).await);
    let both = gate.asks(&with(&question, "/temperature_c", 38)).await;
    assert_eq!(
        told(&both),
        expected("refer", &["colour-red", "temperature-high"], &[])
    );
}

#[tokio::test]
async fn a_refusal_beats_a_referral_and_a_referral_beats_undecided() {
    let world = World::at(DAY).await;
    let gate = world.gate("estate", "community", "330104").await;
    let (citizen, [green, _, red]) = people(&world).await;
    let borrowed = with(&verification("estate"), "/token", citizen.pass(&red).await);
    let borrowed = with(
        &with(&borrowed, "/document", resident_id(1)),
        "/temperature_c",
        39,
    );
    assert_eq!(
        told(&gate.asks(&borrowed).await),
        expected("refuse", &["holder-mismatch"], &[])
    );
    let hot = with(
        &verification("estate"),
        "/token",
        citizen.pass(&green).await,
    );
    let hot = with(&hot, "/temperature_c", 39);
    assert_eq!(
        told(&gate.asks(&hot).await),
        expected("refer", &["temperature-high"], &[])
    );
}

#[tokio::test]
async fn r49_a_rule_may_ask_for_the_days_check_in_and_for_one_direction_only() {
    let world = World::at("2020-02-18T09:00:00").await;
    let gate = world.gate("works", "workplace", "330182").await;
    let (citizen, [green, _, red]) = people(&world).await;
    let question = with(&verification("works"), "/token", citizen.pass(&green).await);
    let missing = expected("undecided", &[], &["check-in-today"]);
    assert_eq!(told(&gate.asks(&question).await), missing);
    citizen.checks_in(&green).await;
    let again = with(&question, "/temperature_c", 36.5);
    assert_eq!(told(&gate.asks(&again).await), expected("admit", &[], &[]));
    let leaving = with(&verification("works"), "/direction", "exit");
    let red = with(&leaving, "/token", citizen.pass(&red).await);
    assert_eq!(
        told(&gate.asks(&red).await),
        expected("refer", &["colour-red"], &[])
    );
    assert_eq!(
        told(&gate.asks(&leaving).await),
        expected("admit", &[], &[])
    );
}
