//! Integrity cases: a record contradicted a declaration; what that comes to, two officers find (R64,
//! R65), and nobody is named but by a mask (R66).

use serde_json::{Value, json};

use super::{DAY, ends_with};
use crate::history::checked;
use crate::support::{Citizen, Officer, World, application, resident_id, travel_record, with};

/// Somebody whose declaration a record contradicts: the account, the person, the case.
async fn contradicted(world: &World) -> (Citizen, String, String) {
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    let record = travel_record("rail-1", &resident_id(1), "420100", "2020-02-05");
    let registry = world.registry().await;
    registry.post("/v1/evidence", &record).await.is(202);
    let cases = open(&world.officer("330106").await).await;
    let case = cases[0]["case_id"].as_str().unwrap().to_owned();
    (citizen, person, case)
}

async fn open(officer: &Officer) -> Vec<Value> {
    let cases = officer.get("/v1/integrity-cases").await.is(200)["cases"].clone();
    cases.as_array().unwrap().clone()
}

fn finding(finding: &str, credit_referral: bool) -> Value {
    json!({"finding": finding, "credit_referral": credit_referral, "statement": "已调查核实。"})
}

async fn two(world: &World) -> (Officer, Officer) {
    (
        world.officer_called("one", "330106").await,
        world.officer_called("two", "330106").await,
    )
}

#[tokio::test]
async fn r64_a_contradiction_is_red_at_once_and_a_case_for_the_persons_district() {
    let world = World::at(DAY).await;
    let (citizen, person, case) = contradicted(&world).await;
    assert_eq!(citizen.colour(&person).await, "red");
    let own = open(&world.officer("330106").await).await;
    assert_eq!(own.len(), 1);
    assert_eq!(
        (
            &own[0]["status"],
            &own[0]["public_mention"],
            &own[0]["holder"]["name_masked"]
        ),
        (
            &json!("open"),
            &json!(format!(
                "鲍XX（证件后四位：{}）",
                &resident_id(1)["number"].as_str().unwrap()[14..]
            )),
            &json!("鲍XX")
        ),
        "R66"
    );
    assert_eq!(open(&world.officer("330110").await).await.len(), 0);
    assert_eq!(open(&world.city().await).await.len(), 1);
    let stranger = world.officer("330110").await;
    let path = format!("/v1/integrity-cases/{case}");
    stranger.get(&path).await.is_problem(404, "not-found");
    stranger
        .post(&format!("{path}/proposal"), &finding("innocent", false))
        .await
        .is_problem(404, "not-found");
    stranger.approve(&path).await.is_problem(404, "not-found");
    let registry = world.registry().await;
    let more = travel_record("rail-2", &resident_id(1), "420500", "2020-02-04");
    registry.post("/v1/evidence", &more).await.is(202);
    assert_eq!(open(&world.city().await).await.len(), 1, "once");
}

#[tokio::test]
async fn r65_the_innocent_are_released_by_two_officers_and_the_stay_still_counts() {
    let world = World::at(DAY).await;
    let (citizen, person, case) = contradicted(&world).await;
    let (one, two) = two(&world).await;
    let path = format!("/v1/integrity-cases/{case}");
    let proposal = format!("{path}/proposal");
    let seen = one.get(&path).await.is(200);
    assert_eq!(seen["person"]["identity"]["name"], "鲍晓");
    let proposed = one
        .post(&proposal, &finding("innocent", false))
        .await
        .is(200);
    assert_eq!(proposed["status"], "proposed");
    assert_eq!(
        one.post(&proposal, &finding("innocent", false))
            .await
            .is(200),
        proposed
    );
    one.approve(&path)
        .await
        .is_problem(409, "second-officer-required");
    let rules = |code: &Value| -> Vec<String> {
        let holds = code["holds"].as_array().unwrap().iter();
        holds
            .map(|hold| hold["rule"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        rules(&citizen.code(&person).await),
        ["false-declaration", "travel-record-high"]
    );
    let found = two.approve(&path).await.is(200);
    assert_eq!(found["status"], "found");
    assert_eq!(rules(&citizen.code(&person).await), ["travel-record-high"]);
    assert_eq!(two.approve(&path).await.is(200), found, "again is the same");
    one.approve(&path)
        .await
        .is_problem(409, "second-officer-required");
    two.post(&proposal, &finding("serious", true))
        .await
        .is_problem(409, "finding-made");
    ends_with(
        &citizen,
        &person,
        &[
            ("file-read", "district 330106"),
            ("finding-proposed", "district 330106"),
            ("finding-approved", "district 330106"),
        ],
    )
    .await;
    assert_eq!(open(&one).await.len(), 0);
}

#[tokio::test]
async fn r65_only_a_serious_finding_goes_to_the_credit_system_and_closes_nothing() {
    let world = World::at(DAY).await;
    let (citizen, person, case) = contradicted(&world).await;
    let (one, two) = two(&world).await;
    let path = format!("/v1/integrity-cases/{case}");
    let proposal = format!("{path}/proposal");
    for word in ["innocent", "minor"] {
        let faults = one.post(&proposal, &finding(word, true)).await.faults();
        assert_eq!(
            faults,
            [("#/credit_referral".to_owned(), "not-referable".to_owned())]
        );
    }
    let before = citizen.code(&person).await["holds"].clone();
    one.post(&proposal, &finding("serious", true)).await.is(200);
    two.approve(&path).await.is(200);
    assert_eq!(citizen.code(&person).await["holds"], before);
    let entries = checked(&citizen.history(&person).await);
    let detail = &entries.last().unwrap()["detail"];
    assert_eq!(
        (&detail["finding"], &detail["credit_referral"]),
        (&json!("serious"), &json!(true)),
        "the person reads what was decided"
    );
    assert!(
        !citizen
            .history(&person)
            .await
            .to_string()
            .contains("已调查")
    );
}

#[tokio::test]
async fn a_finding_that_was_replaced_is_not_approved_by_its_number() {
    let world = World::at(DAY).await;
    let (_, _, case) = contradicted(&world).await;
    let (one, two) = two(&world).await;
    let path = format!("/v1/integrity-cases/{case}");
    let proposal = format!("{path}/proposal");
    two.approve(&path).await.is_problem(409, "nothing-proposed");
    one.post(&proposal, &finding("innocent", false))
        .await
        .is(200);
    one.post(&proposal, &finding("serious", true)).await.is(200);
    let approval = format!("{path}/approval");
    two.post(&approval, &json!({"proposal": 1}))
        .await
        .is_problem(409, "proposal-outdated");
    let found = two.post(&approval, &json!({"proposal": 2})).await.is(200);
    assert_eq!(found["proposal"]["finding"], "serious");
}

#[tokio::test]
async fn every_fault_of_a_finding_is_told() {
    let world = World::at(DAY).await;
    let (_, _, case) = contradicted(&world).await;
    let (one, _) = two(&world).await;
    let proposal = format!("/v1/integrity-cases/{case}/proposal");
    let bad = with(&finding("guilty", true), "/statement", "");
    let bad = with(&bad, "/fine", 500);
    let faults = one.post(&proposal, &bad).await.faults();
    let expected = [
        ("#/finding", "unknown-value"),
        ("#/fine", "unknown-field"),
        ("#/statement", "length"),
    ];
    assert_eq!(faults, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
}
