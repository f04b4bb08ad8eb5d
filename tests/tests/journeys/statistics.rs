//! `GET /v1/statistics`: how many people had which colour, and what verifications came to, by counts
//! that are kept by what is written anyway (R86).

mod hours;

use serde_json::{Value, json};

use crate::support::{
    World, application, days, resident_id, settle_copies, settle_earlier_crowd, stay, with,
};

const XIHU: &str = "330106";
const YUHANG: &str = "330110";

/// The numbers as the city sees them.
async fn city(world: &World, query: &str) -> Value {
    let city = world.city().await;
    city.get(&format!("/v1/statistics{query}")).await.is(200)
}

/// A day's line.
fn day(day: &str, district: &str, [green, yellow, red]: [u64; 3]) -> Value {
    json!({"day": day, "district": district, "green": green, "yellow": yellow, "red": red})
}

/// Two green and one red in 西湖, one yellow in 余杭; the ids of the red and the yellow one.
async fn town(world: &World) -> [String; 2] {
    let citizen = world.citizen("one").await;
    let relation = |body: &Value| with(body, "/person/relation", "other");
    for n in [1, 2] {
        let green = relation(&application(&resident_id(n)));
        citizen.applied(&green).await;
    }
    let red = with(
        &relation(&application(&resident_id(3))),
        "/travel",
        stay("420100", "2020-02-10"),
    );
    let yellow = with(
        &relation(&application(&resident_id(4))),
        "/contact/quarantined_cohabitant",
        true,
    );
    let yellow = with(&yellow, "/district", YUHANG);
    [citizen.applied(&red).await, citizen.applied(&yellow).await]
}

#[tokio::test]
async fn r86_after_a_night_a_district_sees_its_own_people_by_colour_and_the_city_everybodys() {
    let world = World::at("2020-02-11T09:00:00").await;
    town(&world).await;
    assert_eq!(city(&world, "").await["days"], json!([]), "no night yet");
    world.set("2020-02-12T00:05:00");
    world.countdown().await;
    let xihu = day("2020-02-12", XIHU, [2, 0, 1]);
    let yuhang = day("2020-02-12", YUHANG, [0, 1, 0]);
    let all = city(&world, "").await;
    assert_eq!(all["days"], json!([xihu, yuhang]));
    for (district, days) in [
        (XIHU, json!([xihu])),
        (YUHANG, json!([yuhang])),
        ("330102", json!([])),
    ] {
        let officer = world.officer(district).await;
        let own = officer.get("/v1/statistics").await.is(200);
        assert_eq!(own["days"], days, "{district}");
    }
    let both = json!({"sub": "both", "scope": "district city", "district": YUHANG});
    let both = world.actor(&both).await.get("/v1/statistics").await;
    assert_eq!(both.is(200), all, "a token of both kinds sits in the city");
}

#[tokio::test]
async fn r86_a_colour_that_a_night_releases_is_counted_as_it_then_is_and_a_steady_day_costs_one_unit()
 {
    let world = World::at("2020-02-11T09:00:00").await;
    let [_, yellow] = town(&world).await;
    let citizen = world.citizen("one").await;
    for day in days("2020-02-11", 7) {
        world.morning_of(&day);
        let check_in = citizen
            .check_in(&yellow, &crate::support::normal_day())
            .await;
        check_in.is(201);
        assert_eq!(check_in.header("x-consumed-wru"), "1", "{day}");
    }
    world.set("2020-02-18T00:05:00");
    world.countdown().await;
    let days = city(&world, "?from=2020-02-18").await["days"].clone();
    assert_eq!(days[1], day("2020-02-18", YUHANG, [1, 0, 0]));
}

#[tokio::test]
async fn r86_a_night_that_is_repeated_counts_nobody_twice_and_a_day_without_one_is_missing() {
    let world = World::at("2020-02-11T09:00:00").await;
    let [red, _] = town(&world).await;
    world.set("2020-02-12T00:05:00");
    world.countdown().await;
    let first = city(&world, "").await;
    // Whoever comes on the day is the next one's.
    settle_copies(&world, &red, 3, 0).await;
    for _ in 0..2 {
        world.countdown().await;
        assert_eq!(city(&world, "").await, first);
    }
    world.set("2020-02-14T00:05:00");
    world.countdown().await;
    let days = city(&world, "").await["days"].clone();
    let seen: Vec<_> = days
        .as_array()
        .unwrap()
        .iter()
        .map(|day| day["day"].clone())
        .collect();
    assert_eq!(
        seen,
        ["2020-02-12", "2020-02-12", "2020-02-14", "2020-02-14"]
    );
    assert_eq!(days[2], day("2020-02-14", XIHU, [2, 0, 4]));
}

#[tokio::test]
async fn r86_whom_an_earlier_bundle_listed_without_colour_and_district_is_counted_nowhere() {
    let world = World::at("2020-02-11T09:00:00").await;
    settle_earlier_crowd(&world, 5).await;
    world.set("2020-02-12T00:05:00");
    world.countdown().await;
    assert_eq!(city(&world, "").await["days"], json!([]));
    let root = world.anonymous().get("/v1/roots/2020-02-12").await.is(200);
    assert_eq!(root["people"], 5, "and is in the root all the same");
    town(&world).await;
    world.set("2020-02-13T00:05:00");
    world.countdown().await;
    let days = city(&world, "?from=2020-02-13").await["days"].clone();
    assert_eq!(days[0], day("2020-02-13", XIHU, [2, 0, 1]));
}

#[tokio::test]
async fn r85_the_numbers_of_a_day_end_after_400_days_by_the_clock() {
    let world = World::at("2020-02-11T09:00:00").await;
    town(&world).await;
    world.set("2020-02-12T00:05:00");
    world.countdown().await;
    for (now, days) in [("2021-03-18T23:59:00", 2), ("2021-03-19T00:00:00", 0)] {
        world.set(now);
        let told = city(&world, "?from=2020-02-12&to=2020-02-12").await;
        assert_eq!(told["days"].as_array().unwrap().len(), days, "{now}");
    }
}

#[tokio::test]
async fn without_days_the_last_14_are_told_and_a_last_day_to_come_is_today() {
    let world = World::at("2020-02-20T09:00:00").await;
    for (query, from, to) in [
        ("", "2020-02-07", "2020-02-20"),
        ("?to=2020-02-15", "2020-02-02", "2020-02-15"),
        ("?from=2020-02-19", "2020-02-19", "2020-02-20"),
        ("?from=2020-02-20&to=2021-12-31", "2020-02-20", "2020-02-20"),
        ("?from=2020-01-21&to=2020-02-20", "2020-01-21", "2020-02-20"),
    ] {
        let told = city(&world, query).await;
        assert_eq!(
            told,
            json!({"from": from, "to": to, "days": [], "hours": []}),
            "{query}"
        );
    }
}

#[tokio::test]
async fn every_fault_of_the_days_is_named_at_once() {
    let world = World::at("2020-02-20T09:00:00").await;
    let officer = world.officer(XIHU).await;
    for (query, faults) in [
        (
            "from=2020-02-30&to=x",
            vec![("?from", "date"), ("?to", "date")],
        ),
        (
            "from=2020-02-19&to=2020-02-18",
            vec![("?to", "before-from")],
        ),
        ("from=2020-02-21", vec![("?from", "in-the-future")]),
        ("from=2020-01-20&to=2020-02-20", vec![("?from", "too-many")]),
        (
            "from=0001-01-01&day=2020-02-20",
            vec![("?day", "unknown-parameter"), ("?from", "too-many")],
        ),
    ] {
        let reply = officer.get(&format!("/v1/statistics?{query}")).await;
        let expected: Vec<_> = faults
            .into_iter()
            .map(|(pointer, code)| (pointer.to_owned(), code.to_owned()))
            .collect();
        assert_eq!(reply.faults(), expected, "{query}");
    }
    let nowhere = json!({"sub": "officer", "scope": "district"});
    let nowhere = world.actor(&nowhere).await;
    let reply = nowhere.get("/v1/statistics").await;
    reply.is_problem(403, "no-district");
}
