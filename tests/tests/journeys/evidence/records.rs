//! R14, R64: stays and contacts that registries tell of, and declarations that they contradict.

use serde_json::{Value, json};

use super::{DAY, entries, holds};
use crate::support::{
    Citizen, Institution, World, application, contact, day_after, days, resident_id, stay,
    travel_record, with, without,
};

/// A bundle with the registry, and an account.
async fn world() -> (World, Citizen, Institution) {
    let world = World::at(DAY).await;
    let (citizen, registry) = (world.citizen("one").await, world.registry().await);
    (world, citizen, registry)
}

fn record(id: &str, place: &str, day: &str) -> Value {
    travel_record(id, &resident_id(1), place, day)
}

/// An application that names these places, each for a day.
fn declaring(places: &[&str]) -> Value {
    let stays = places
        .iter()
        .map(|place| json!({"place": place, "from": "2020-02-01", "to": "2020-02-01"}));
    with(
        &application(&resident_id(1)),
        "/travel",
        stays.collect::<Vec<_>>(),
    )
}

const FALSE: (&str, &str, &str) = ("false-declaration", "red", "2020-02-11");
const HIGH: (&str, &str, &str) = ("travel-record-high", "red", "2020-02-11");
const MEDIUM: (&str, &str, &str) = ("travel-record-medium", "yellow", "2020-02-11");

#[tokio::test]
async fn r14_a_record_judges_by_its_area_and_whoever_declared_it_is_not_contradicted() {
    for (place, expected) in [
        ("42", Some(HIGH)),
        ("420106", Some(HIGH)),
        ("3303", Some(MEDIUM)),
        ("331002", Some(MEDIUM)),
        ("33", None),
        ("110101", None),
        ("330110", None),
    ] {
        let (_world, citizen, registry) = world().await;
        // The day is past the window: what was declared puts on nothing by itself.
        let told = with(&declaring(&[place]), "/travel/0/from", "2020-01-20");
        let told = with(&told, "/travel/0/to", "2020-01-20");
        let person = citizen.applied(&told).await;
        registry.tells([&record("e-1", place, "2020-02-05")]).await;
        let code = citizen.code(&person).await;
        let expected: Vec<_> = expected.into_iter().collect();
        assert_eq!(holds(&code), expected, "{place}");
    }
}

#[tokio::test]
async fn r14_a_record_counts_for_fourteen_days_before_it_reaches_us() {
    let (_world, citizen, registry) = world().await;
    let person = citizen.applied(&declaring(&["42"])).await;
    let before = holds(&citizen.code(&person).await).len();
    registry
        .tells([&record("e-1", "420100", "2020-01-27")])
        .await;
    assert_eq!(holds(&citizen.code(&person).await).len(), before);
    registry
        .tells([&record("e-2", "420100", "2020-01-28")])
        .await;
    assert!(holds(&citizen.code(&person).await).contains(&HIGH));
}

#[tokio::test]
async fn r40_contacts_are_red_or_yellow_by_their_degree() {
    let (world, citizen, registry) = world().await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    let of = |id: &str, degree: &str, day: &str| contact(id, &resident_id(1), degree, day);
    registry.tells([&of("e-0", "close", "2020-01-27")]).await;
    assert_eq!(citizen.colour(&person).await, "green", "15 days ago");
    registry
        .tells([&of("e-1", "secondary", "2020-01-28")])
        .await;
    let code = citizen.code(&person).await;
    assert_eq!(
        holds(&code),
        [("secondary-contact", "yellow", "2020-02-11")]
    );
    assert_eq!(code["holds"][0]["required_days"], 7);
    world.morning_of("2020-02-12");
    registry.tells([&of("e-2", "close", "2020-02-09")]).await;
    let code = citizen.code(&person).await;
    assert_eq!(
        holds(&code),
        [
            ("close-contact", "red", "2020-02-12"),
            ("secondary-contact", "yellow", "2020-02-11"),
        ]
    );
    assert_eq!(code["holds"][0]["required_days"], 14);
    // A later contact of the same degree begins the days again, an earlier one does not.
    world.morning_of("2020-02-14");
    registry.tells([&of("e-3", "close", "2020-02-08")]).await;
    assert_eq!(
        citizen.code(&person).await["holds"][0]["since"],
        "2020-02-12"
    );
    registry.tells([&of("e-4", "close", "2020-02-13")]).await;
    let code = citizen.code(&person).await;
    assert_eq!(code["holds"][0]["since"], "2020-02-14");
    assert_eq!(code["holds"][0]["evidence"]["id"], "e-4");
}

#[tokio::test]
async fn r64_r65_a_record_that_contradicts_the_declaration_is_red_at_once() {
    let (world, citizen, registry) = world().await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    assert_eq!(citizen.colour(&person).await, "green");
    registry
        .tells([&record("e-1", "330302", "2020-02-05")])
        .await;
    let code = citizen.code(&person).await;
    assert_eq!(code["colour"], "red");
    assert_eq!(holds(&code), [FALSE, MEDIUM]);
    let hold = &code["holds"][0];
    assert_eq!(hold["ends_by"], "officer");
    assert_eq!(hold["evidence"]["source"], "registry");
    assert_eq!(hold["evidence"]["id"], "e-1");
    assert!(hold["earliest_release_on"].is_null());
    // Days end the other one, and this one never.
    for day in days("2020-02-11", 15) {
        world.morning_of(&day);
        citizen.checks_in(&person).await;
    }
    assert_eq!(holds(&citizen.code(&person).await), [FALSE]);
    // A second record of the kind adds no second one.
    world.morning_of(&day_after("2020-02-11", 15));
    registry
        .tells([&record("e-2", "331002", "2020-02-09")])
        .await;
    let code = citizen.code(&person).await;
    assert_eq!(holds(&code), [FALSE]);
}

#[tokio::test]
async fn r64_days_may_be_misremembered_and_provinces_may_not() {
    let (_world, citizen, registry) = world().await;
    let cases = [
        ("42", "420106", false),
        ("420100", "421300", false),
        ("33", "330302", false),
        ("330324", "3303", false),
        ("331002", "330302", true),
        ("330302", "420100", true),
        ("110000", "420100", true),
        ("110000", "310000", false),
    ];
    for ((named, told, is_contradicted), n) in cases.into_iter().zip(0..) {
        for (record_first, n) in [(false, n), (true, n + 100)] {
            let document = resident_id(n);
            let evidence = with(
                &record("e-1", told, "2020-02-09"),
                "/document",
                document.clone(),
            );
            let body = with(&declaring(&[named]), "/person/document", document);
            if record_first {
                registry.tells([&evidence]).await;
            }
            let person = citizen.applied(&body).await;
            if !record_first {
                registry.tells([&evidence]).await;
            }
            let code = citizen.code(&person).await;
            let case = format!("{named} named, {told} told, first: {record_first}");
            assert_eq!(holds(&code).contains(&FALSE), is_contradicted, "{case}");
        }
    }
}

#[tokio::test]
async fn r64_nobody_denies_what_came_after_they_spoke_or_long_before() {
    let (world, citizen, registry) = world().await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    registry
        .tells([&record("old", "420100", "2020-01-27")])
        .await;
    assert_eq!(citizen.colour(&person).await, "green");
    world.morning_of("2020-02-14");
    registry
        .tells([&record("new", "420100", "2020-02-12")])
        .await;
    assert_eq!(
        holds(&citizen.code(&person).await),
        [("travel-record-high", "red", "2020-02-14")]
    );
}

#[tokio::test]
async fn r19_declaring_less_the_second_time_is_seen() {
    let (world, citizen, registry) = world().await;
    let person = citizen.applied(&declaring(&["420100"])).await;
    registry
        .tells([&record("e-1", "420100", "2020-02-05")])
        .await;
    let open = |code: &Value| -> Vec<String> {
        let holds = holds(code).into_iter();
        holds.map(|(rule, ..)| rule.to_owned()).collect()
    };
    let before = citizen.code(&person).await;
    assert_eq!(open(&before), ["stay-high-risk", "travel-record-high"]);
    world.morning_of("2020-02-13");
    let less = without(&application(&resident_id(1)), "/person");
    let after = citizen.reapply(&person, &less).await.is(200)["code"].clone();
    assert_eq!(
        open(&after),
        ["stay-high-risk", "travel-record-high", "false-declaration"]
    );
    let history = citizen.history(&person).await;
    let last = entries(&history).last().unwrap();
    assert_eq!(last["kind"], "reapplied");
    let put_on = last["detail"]["put_on"].as_array().unwrap();
    assert_eq!(put_on.len(), 1);
    assert_eq!(put_on[0]["rule"], "false-declaration");
    assert_eq!(
        put_on[0]["evidence"],
        json!([{"source": "registry", "id": "e-1"}])
    );
}

#[tokio::test]
async fn r64_owning_up_the_second_time_takes_nothing_off() {
    let (world, citizen, registry) = world().await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    registry
        .tells([&record("e-1", "420100", "2020-02-05")])
        .await;
    world.morning_of("2020-02-12");
    let more = with(
        &without(&application(&resident_id(1)), "/person"),
        "/travel",
        stay("420100", "2020-02-05"),
    );
    citizen.reapply(&person, &more).await.is(200);
    let code = citizen.code(&person).await;
    assert!(holds(&code).contains(&FALSE), "an officer ends it");
    assert!(holds(&code).contains(&HIGH));
}

#[tokio::test]
async fn r61_a_stay_on_record_is_judged_by_the_policy_that_comes_later() {
    let (world, citizen, registry) = world().await;
    world.morning_of("2020-02-20");
    let person = citizen.applied(&application(&resident_id(1))).await;
    let abroad = without(&record("e-1", "42", "2020-02-18"), "/place");
    let abroad = with(&abroad, "/country", "KR");
    registry.tells([&abroad]).await;
    assert_eq!(citizen.colour(&person).await, "green");
    world.set("2020-03-01T00:05:00");
    let expected = [("travel-record-medium", "yellow", "2020-03-01")];
    assert_eq!(holds(&citizen.code(&person).await), expected);
    world.countdown().await;
    assert_eq!(holds(&citizen.code(&person).await), expected);
    let history = citizen.history(&person).await;
    assert_eq!(entries(&history).last().unwrap()["kind"], "recomputed");
}
