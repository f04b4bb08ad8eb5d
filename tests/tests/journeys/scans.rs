//! `GET /v1/people/{person}/scans`: who verified a code (R84).

use serde_json::json;

use crate::policies::City;
use crate::support::{World, application, day_after, resident_id, verification, with};

#[tokio::test]
async fn r84_a_person_reads_when_where_which_way_and_what_came_of_it() {
    let world = World::at("2020-02-11T09:00:00").await;
    let gate = world.gate("estate", "community", "330106").await;
    let border = world.gate("border", "city-entry", "330110").await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    assert!(citizen.scans(&person).await.is_empty());
    let entry = with(&verification("estate"), "/document", resident_id(1));
    gate.asks(&entry).await;
    world.set("2020-02-11T18:00:00");
    gate.asks(&with(&entry, "/direction", "exit")).await;
    world.set("2020-02-12T08:00:00");
    let pass = citizen.pass(&person).await;
    let borrowed = with(
        &with(&verification("border"), "/token", pass),
        "/document",
        resident_id(2),
    );
    let told = border.asks(&borrowed).await;

    let scans = citizen.scans(&person).await;
    let seen: Vec<_> = scans
        .iter()
        .map(|scan| {
            (
                scan["place_id"].as_str().unwrap(),
                scan["direction"].as_str().unwrap(),
                scan["outcome"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            ("border", "entry", "refuse"),
            ("estate", "exit", "admit"),
            ("estate", "entry", "admit")
        ],
        "R43, newest first"
    );
    assert_eq!(scans[0]["scan_id"], told["scan_id"]);
    assert_eq!(scans[0]["verified_at"], told["verified_at"]);
    assert_eq!(scans[0]["reasons"], json!(["holder-mismatch"]));
}

#[tokio::test]
async fn r45_a_screenshot_and_a_replay_are_in_the_list_of_the_person_they_abuse() {
    let world = World::at("2020-02-11T09:00:00").await;
    let gate = world.gate("metro", "transit", "330106").await;
    world.gate("mall", "commercial", "330106").await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    let pass = citizen.pass(&person).await;
    gate.asks(&with(&verification("metro"), "/token", pass.clone()))
        .await;
    world.set("2020-02-11T09:00:20");
    gate.asks(&with(&verification("mall"), "/token", pass.clone()))
        .await;
    world.set("2020-02-11T09:10:00");
    gate.asks(&with(&verification("mall"), "/token", pass))
        .await;
    let scans = citizen.scans(&person).await;
    let reasons: Vec<_> = scans.iter().map(|scan| scan["reasons"].clone()).collect();
    assert_eq!(
        reasons,
        [json!(["code-expired"]), json!(["code-replayed"]), json!([])]
    );
}

#[tokio::test]
async fn scans_end_after_the_policys_days_by_the_clock() {
    let world = World::at("2020-02-11T09:00:00").await;
    let gate = world.gate("metro", "transit", "330106").await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    gate.asks(&with(&verification("metro"), "/document", resident_id(1)))
        .await;
    world.set("2020-03-12T08:59:00");
    assert_eq!(citizen.scans(&person).await.len(), 1);
    world.set("2020-03-12T09:01:00");
    assert!(citizen.scans(&person).await.is_empty());
}

#[tokio::test]
async fn r85_a_scan_ends_by_the_policy_in_force_and_not_later_than_was_promised() {
    let world = World::at("2020-03-10T09:00:00").await;
    let gate = world.gate("metro", "transit", "330106").await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    gate.asks(&with(&verification("metro"), "/document", resident_id(1)))
        .await;
    let city = City::of(&world).await;
    let promised = city.current["retention"]["scans_days"].as_i64().unwrap();
    assert!(promised > 6, "{promised}");
    let keeping = |version: &str, from: &str, days: i64| {
        let policy = with(&city.current, "/version", version);
        let policy = with(&policy, "/effective_from", from);
        with(&policy, "/retention/scans_days", days)
    };
    city.publishes(&keeping("shorter", "2020-03-12", 5)).await;
    for (now, scans) in [
        ("2020-03-14T09:00:00", 1),
        ("2020-03-15T08:59:30", 1),
        ("2020-03-15T09:00:30", 0),
    ] {
        world.set(now);
        assert_eq!(citizen.scans(&person).await.len(), scans, "{now}");
    }
    city.publishes(&keeping("longer", "2020-03-16", 365)).await;
    let last = day_after("2020-03-10", i32::try_from(promised).unwrap());
    for (now, scans) in [("T08:59:30", 1), ("T09:00:30", 0)] {
        world.set(&format!("{last}{now}"));
        assert_eq!(citizen.scans(&person).await.len(), scans, "{last}{now}");
    }
}
