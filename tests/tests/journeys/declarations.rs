//! `POST /v1/applications`: what is declared, and the holds that it puts on.

use serde_json::{Value, json};

use crate::support::{World, application, resident_id, stay, with};

const DAY: &str = "2020-02-11T09:00:00";

#[tokio::test]
async fn r2_who_is_about_to_enter_tells_how_they_arrive() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let inbound = with(&application(&resident_id(1)), "/presence", "inbound");
    let missing = [("#/arrival".to_owned(), "required".to_owned())];
    assert_eq!(citizen.apply(&inbound).await.faults(), missing);
    let arrival =
        json!({"date": "2020-02-12", "from": "420100", "transport": "rail", "number": "G123"});
    citizen
        .apply(&with(&inbound, "/arrival", arrival))
        .await
        .is(201);
}

#[tokio::test]
async fn r5_the_thirteen_districts_are_hangzhou_and_later_ones_are_unknown() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let known = [
        "330102", "330103", "330104", "330105", "330106", "330108", "330109", "330110", "330111",
        "330112", "330122", "330127", "330182",
    ];
    for (district, n) in known.into_iter().zip(1..) {
        let body = with(&application(&resident_id(n)), "/district", district);
        citizen.apply(&body).await.is(201);
    }
    for district in ["330113", "330114", "330101", "3301", "420100", ""] {
        let body = with(&application(&resident_id(99)), "/district", district);
        let fault = [("#/district".to_owned(), "unknown-district".to_owned())];
        assert_eq!(citizen.apply(&body).await.faults(), fault, "{district}");
    }
}

#[tokio::test]
async fn r5_moving_between_districts_is_not_travel() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    for (place, n) in ["330182", "330122", "3301"].into_iter().zip(1..) {
        let body = with(
            &application(&resident_id(n)),
            "/travel",
            stay(place, "2020-02-10"),
        );
        assert_eq!(
            citizen.apply(&body).await.is(201)["code"]["colour"],
            "green"
        );
    }
}

#[tokio::test]
async fn r18_position_is_never_needed_and_changes_nothing() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let position = json!({"latitude": 30.2, "longitude": 120.1});
    let body = application(&resident_id(1));
    let told = with(&body, "/position", position);
    let person = citizen.applied(&told).await;
    assert_eq!(citizen.apply(&body).await.is(200)["person_id"], person);
    let nowhere = with(&told, "/position/latitude", 91);
    let fault = [("#/position/latitude".to_owned(), "range".to_owned())];
    assert_eq!(citizen.apply(&nowhere).await.faults(), fault);
}

#[tokio::test]
async fn every_fault_of_a_stay_is_told() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let faults = async |stay: Value| {
        let body = with(&application(&resident_id(1)), "/travel", json!([stay]));
        citizen.apply(&body).await.faults()
    };
    for (from, to, expected) in [
        (json!("x"), json!(5), vec![("from", "date"), ("to", "type")]),
        (
            json!(null),
            json!("x"),
            vec![("from", "required"), ("to", "date")],
        ),
        (
            json!("x"),
            json!("2020-02-12"),
            vec![("from", "date"), ("to", "in-the-future")],
        ),
        (
            json!("2020-02-13"),
            json!("2020-02-12"),
            vec![("to", "before-from"), ("to", "in-the-future")],
        ),
        (
            json!("2020-02-10"),
            json!("2020-02-09"),
            vec![("to", "before-from")],
        ),
        (json!("2020-02-10"), json!(null), vec![("to", "required")]),
    ] {
        let expected = expected.into_iter();
        let expected: Vec<_> = expected
            .map(|(field, code)| (format!("#/travel/0/{field}"), code.to_owned()))
            .collect();
        let told = faults(json!({"place": "420100", "from": from, "to": to})).await;
        assert_eq!(told, expected, "{from} {to}");
    }
}

#[tokio::test]
async fn r20_travel_abroad_can_be_declared() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let abroad = json!([{"country": "KR", "from": "2020-02-01", "to": "2020-02-09"}]);
    let body = with(&application(&resident_id(1)), "/travel", abroad);
    assert_eq!(
        citizen.apply(&body).await.is(201)["code"]["colour"],
        "green"
    );
    for (travel, pointer, code) in [
        (
            json!([{"country": "CN", "from": "2020-02-01", "to": "2020-02-09"}]),
            "#/travel/0/country",
            "country",
        ),
        (
            json!([{"from": "2020-02-01", "to": "2020-02-09"}]),
            "#/travel/0",
            "place-or-country",
        ),
        (
            json!([{"country": "KR", "place": "42", "from": "2020-02-01", "to": "2020-02-09"}]),
            "#/travel/0",
            "place-or-country",
        ),
        (
            json!([{"country": "KR", "from": "2020-02-09", "to": "2020-02-01"}]),
            "#/travel/0/to",
            "before-from",
        ),
        (
            json!([{"country": "KR", "from": "2020-02-09", "to": "2020-02-12"}]),
            "#/travel/0/to",
            "in-the-future",
        ),
    ] {
        let body = with(&application(&resident_id(2)), "/travel", travel);
        assert_eq!(
            citizen.apply(&body).await.faults(),
            [(pointer.to_owned(), code.to_owned())]
        );
    }
}

#[tokio::test]
async fn r40_what_is_declared_puts_on_holds_as_the_policy_says() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let cases: [(&str, Value, &str, &str, u8); 8] = [
        (
            "/travel",
            stay("42", "2020-02-11"),
            "stay-high-risk",
            "red",
            14,
        ),
        (
            "/travel",
            stay("420100", "2020-01-28"),
            "stay-high-risk",
            "red",
            14,
        ),
        (
            "/travel",
            stay("330302", "2020-02-05"),
            "stay-medium-risk",
            "yellow",
            7,
        ),
        (
            "/travel",
            stay("3310", "2020-02-05"),
            "stay-medium-risk",
            "yellow",
            7,
        ),
        (
            "/contact/confirmed_case",
            json!(true),
            "contact-confirmed",
            "red",
            14,
        ),
        (
            "/contact/quarantined_cohabitant",
            json!(true),
            "cohabitant-quarantined",
            "yellow",
            7,
        ),
        (
            "/health/temperature_c",
            json!(37.3),
            "symptoms",
            "yellow",
            7,
        ),
        (
            "/health/symptoms",
            json!(["fatigue"]),
            "symptoms",
            "yellow",
            7,
        ),
    ];
    for ((pointer, value, rule, colour, days), n) in cases.into_iter().zip(1..) {
        let body = with(&application(&resident_id(n)), pointer, value);
        let code = citizen.apply(&body).await.is(201)["code"].clone();
        assert_eq!(code["colour"], colour, "{rule}");
        let holds = code["holds"].as_array().unwrap();
        assert_eq!((holds.len(), &holds[0]["rule"]), (1, &json!(rule)));
        assert_eq!(holds[0]["required_days"], days, "{rule}");
        assert!(colour == "red" || days <= 7, "R27");
    }
}

#[tokio::test]
async fn r40_what_the_policy_does_not_name_leaves_the_code_green() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let chronic = json!({"temperature_c": 37.2, "symptoms": ["cough", "runny-nose"], "chronic": ["cough", "runny-nose"]});
    let cases = [
        ("/travel", stay("420100", "2020-01-27")),
        ("/travel", stay("310100", "2020-02-10")),
        ("/travel", stay("33", "2020-02-10")),
        ("/health", chronic),
        ("/health", json!({"symptoms": []})),
    ];
    for ((pointer, value), n) in cases.into_iter().zip(1..) {
        let body = with(&application(&resident_id(n)), pointer, value.clone());
        assert_eq!(
            citizen.apply(&body).await.is(201)["code"]["colour"],
            "green",
            "{value}"
        );
    }
}

#[tokio::test]
async fn r24_the_worst_hold_decides_and_all_are_shown_worst_first() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let travel = json!([
        {"place": "330302", "from": "2020-02-01", "to": "2020-02-03"},
        {"place": "420100", "from": "2020-02-03", "to": "2020-02-05"},
    ]);
    let body = with(&application(&resident_id(1)), "/travel", travel);
    let body = with(&body, "/health/symptoms", json!(["cough"]));
    let code = citizen.apply(&body).await.is(201)["code"].clone();
    let holds = code["holds"].as_array().unwrap();
    let rules: Vec<_> = holds
        .iter()
        .map(|hold| hold["rule"].as_str().unwrap())
        .collect();
    assert_eq!(code["colour"], "red");
    assert_eq!(rules, ["stay-high-risk", "stay-medium-risk", "symptoms"]);
}

#[tokio::test]
async fn r15_a_hold_tells_its_rule_its_law_its_evidence_and_its_end() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let body = with(
        &application(&resident_id(1)),
        "/travel",
        stay("420100", "2020-02-05"),
    );
    let hold = citizen.apply(&body).await.is(201)["code"]["holds"][0].clone();
    for (field, value) in [
        ("id", json!("h1")),
        ("rule", json!("stay-high-risk")),
        ("colour", json!("red")),
        ("since", json!("2020-02-11")),
        ("required_days", json!(14)),
        ("normal_days", json!(0)),
        ("remaining_days", json!(14)),
        ("earliest_release_on", json!("2020-02-25")),
        ("ends_by", json!("check-ins")),
        ("isolation", json!("home")),
    ] {
        assert_eq!(hold[field], value, "{field}");
    }
    assert!(
        hold["legal_basis"]
            .as_str()
            .unwrap()
            .contains("传染病防治法")
    );
    assert!(!hold["title"].as_str().unwrap().is_empty());
    assert!(!hold["next_step"].as_str().unwrap().is_empty());
    assert_eq!(hold["evidence"]["source"], "declaration");
    assert_eq!(hold["evidence"]["id"], "declaration-1");
    assert!(
        hold["evidence"]["recorded_at"]
            .as_str()
            .unwrap()
            .starts_with("2020-02-11T09:0")
    );
}
