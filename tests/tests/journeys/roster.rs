//! `GET /v1/employers/{credit_code}/roster`: what an employer is told of its people, and that it is
//! told of nobody else's.

use aws_sdk_dynamodb::types::AttributeValue;
use data_encoding::BASE64URL_NOPAD;
use local::database::Database;
use serde_json::{Value, json};
use tests::engine;

use crate::support::{World, application, days, normal_day, resident_id, stay, with, without};

const DAY: &str = "2020-02-11T09:00:00";
const OWN: &str = "91330106MA00000003";
const OTHER: &str = "91330106MA2AXY0K6Q";
const MISTYPED: &str = "91330106MA00000004";

/// An application of a made-up person who names this employer.
fn employed(n: u32, employer: &str) -> Value {
    with(&application(&resident_id(n)), "/employer", employer)
}

/// The last four characters of the made-up person's document.
fn tail(n: u32) -> String {
    resident_id(n)["number"].as_str().unwrap()[14..].to_owned()
}

fn tails(numbers: impl IntoIterator<Item = u32>) -> Vec<String> {
    let mut tails: Vec<_> = numbers.into_iter().map(tail).collect();
    tails.sort();
    tails
}

/// A world, and the database behind it.
async fn seen_through() -> (World, Database) {
    let database = Database::open(&engine::fresh(), &[]).await.unwrap();
    let world = World::on(database.storage(), DAY).await;
    (world, database)
}

#[tokio::test]
async fn r7_an_employer_sees_its_own_people_masked_and_nobody_elses() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let red = with(&employed(1, OWN), "/contact/confirmed_case", true);
    let lower_case = employed(2, &OWN.to_ascii_lowercase());
    let (others, nobodys) = (employed(3, OTHER), application(&resident_id(4)));
    let mut ids = Vec::new();
    for body in [red, lower_case, others, nobodys] {
        ids.push(citizen.applied(&body).await);
    }

    let reply = world.employer(OWN).await.page("").await;
    let mut page = reply.is(200);
    assert!(page["as_of"].as_str().unwrap().starts_with(DAY));
    page["as_of"].take();
    let people = page["people"].as_array_mut().unwrap();
    people.sort_by_key(|one| one["colour"] == "green");
    let holder = |n| json!({"name_masked": "鲍XX", "document_tail": tail(n)});
    let expected = json!({
        "employer": OWN, "as_of": null, "next_cursor": null,
        "people": [
            {"holder": holder(1), "colour": "red", "checked_in_today": false},
            {"holder": holder(2), "colour": "green", "checked_in_today": false},
        ],
    });
    assert_eq!(page, expected, "and nothing besides");
    assert!(ids.iter().all(|id| !reply.text().contains(id)));
    assert_eq!(world.employer(OTHER).await.tails().await, tails([3]));
}

#[tokio::test]
async fn r7_the_colour_is_of_this_moment_whether_or_not_the_countdown_ran() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let employer = world.employer(OWN).await;
    let yellow = with(&employed(1, OWN), "/travel", stay("330302", "2020-02-05"));
    let person = citizen.applied(&yellow).await;
    for day in days("2020-02-11", 7) {
        world.morning_of(&day);
        citizen.checks_in(&person).await;
        assert_eq!(employer.roster().await[0]["colour"], "yellow", "{day}");
    }
    world.set("2020-02-17T23:59:30");
    assert_eq!(employer.roster().await[0]["colour"], "yellow");
    world.set("2020-02-18T00:00:00");
    assert_eq!(employer.roster().await[0]["colour"], "green", "R28");
}

#[tokio::test]
async fn r7_todays_check_in_is_told_whatever_came_of_it_and_yesterdays_is_not() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let employer = world.employer(OWN).await;
    let person = citizen.applied(&employed(1, OWN)).await;
    let told = async || {
        let one = employer.roster().await[0].clone();
        (one["checked_in_today"].clone(), one["colour"].clone())
    };
    assert_eq!(told().await, (json!(false), json!("green")));
    citizen.checks_in(&person).await;
    assert_eq!(told().await, (json!(true), json!("green")));
    world.set("2020-02-12T00:00:00");
    assert_eq!(told().await, (json!(false), json!("green")));
    let ill = with(&normal_day(), "/temperature_c", 37.3);
    citizen.check_in(&person, &ill).await.is(201);
    assert_eq!(told().await, (json!(true), json!("yellow")));
}

#[tokio::test]
async fn r7_a_declaration_made_again_moves_the_person_or_takes_them_off_and_the_index_follows() {
    let (world, database) = seen_through().await;
    let citizen = world.citizen("one").await;
    let (own, other) = (world.employer(OWN).await, world.employer(OTHER).await);
    let again = |n, employer: Option<&str>| {
        let declaration = without(&application(&resident_id(n)), "/person");
        employer.map_or(declaration.clone(), |code| {
            with(&declaration, "/employer", code)
        })
    };
    for (n, employer) in [(1, Some(OTHER)), (2, None), (3, Some(OWN))] {
        let person = citizen.applied(&employed(n, OWN)).await;
        assert!(own.tails().await.contains(&tail(n)));
        citizen.reapply(&person, &again(n, employer)).await.is(200);
    }
    let none = citizen.applied(&application(&resident_id(4))).await;
    citizen.reapply(&none, &again(4, Some(OWN))).await.is(200);
    assert_eq!(own.tails().await, tails([3, 4]));
    assert_eq!(other.tails().await, tails([1]));

    let entries = database.client.scan().table_name("People");
    let entries = entries.index_name("roster").send().await.unwrap();
    let mut employers: Vec<_> = entries
        .items()
        .iter()
        .map(|entry| entry["employer"].as_s().unwrap().as_str())
        .collect();
    employers.sort_unstable();
    assert_eq!(employers, [OWN, OWN, OTHER], "no other entry is left");
}

/// An index is a moment behind. The stray item puts the entry into it that a person leaves behind
/// for that moment.
#[tokio::test]
async fn r7_whoever_no_longer_names_the_employer_is_not_shown_while_the_index_still_does() {
    let (world, database) = seen_through().await;
    let citizen = world.citizen("one").await;
    citizen.applied(&employed(1, OWN)).await;
    let gone = citizen.applied(&employed(2, OTHER)).await;
    let text = |text: &str| AttributeValue::S(text.to_owned());
    let put = database.client.put_item().table_name("People");
    put.item("pk", text(&gone))
        .item("sk", text("stray"))
        .item("employer", text(OWN))
        .send()
        .await
        .unwrap();
    assert_eq!(world.employer(OWN).await.tails().await, tails([1]));
}

#[tokio::test]
async fn r7_a_roster_is_read_in_pages_without_loss_or_repeat_and_no_cursor_names_anybody() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    for n in 0..103 {
        let employer = if n % 34 == 0 { OTHER } else { OWN };
        citizen.applied(&employed(n, employer)).await;
    }
    let employer = world.employer(OWN).await;
    let first = employer.page("").await;
    let cursor = first.is(200)["next_cursor"].as_str().unwrap().to_owned();
    let second = employer.page(&cursor).await;
    assert_eq!(first.header("x-consumed-rru"), "50.5");
    let count = |page: &Value| page["people"].as_array().unwrap().len();
    assert_eq!((count(&first.json()), count(&second.is(200))), (50, 49));
    assert_eq!(second.json()["next_cursor"], Value::Null);
    assert_eq!(
        employer.tails().await,
        tails((0..103).filter(|n| n % 34 != 0))
    );

    let position = BASE64URL_NOPAD.decode(cursor.as_bytes()).unwrap();
    assert!(position.len() < 4, "of 16 bytes: {position:?}");

    citizen.applied(&employed(103, OWN)).await;
    assert_eq!(employer.roster().await.len(), 100);
    let last = employer.page(&cursor).await.is(200);
    assert_eq!(last["next_cursor"], Value::Null, "a full page is the last");
}

#[tokio::test]
async fn r7_a_cursor_made_up_or_of_another_roster_shows_nobody_elses_people() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let other = world.employer(OTHER).await;
    let mut ids = Vec::new();
    for n in 0..51 {
        ids.push(citizen.applied(&employed(n, OTHER)).await);
    }
    citizen.applied(&employed(51, OWN)).await;
    let own = world.employer(OWN).await;
    let foreign = other.page("").await.is(200)["next_cursor"].clone();
    let made_up: [&[u8]; 5] = [&[], &[0], &[0x7F; 16], &[0xFF; 16], &[0xFF]];
    let made_up = made_up.map(|position| BASE64URL_NOPAD.encode(position));
    for cursor in made_up.iter().map(String::as_str).chain(foreign.as_str()) {
        let page = own.page(cursor).await.is(200);
        let shown = page["people"].as_array().unwrap();
        let is_own = |one: &Value| one["holder"]["document_tail"] == tail(51);
        assert!(shown.len() <= 1 && shown.iter().all(is_own), "{cursor}");
    }
    let of_somebody = BASE64URL_NOPAD.encode(ids[0].as_bytes());
    let fault = |name: &str, code: &str| (format!("?{name}"), code.to_owned());
    for cursor in ["!", "AA==", &of_somebody] {
        let faults = own.page(&format!("{cursor}&colour=red")).await.faults();
        let expected = [
            fault("colour", "unknown-parameter"),
            fault("cursor", "cursor"),
        ];
        assert_eq!(faults, expected, "{cursor}");
    }
}

#[tokio::test]
async fn r7_another_employer_and_no_employer_at_all_are_the_same_404() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    citizen.applied(&employed(1, OTHER)).await;
    let path = |code: &str| format!("/v1/employers/{code}/roster");
    let guest = world
        .actor(&json!({"sub": "hr", "scope": "employer"}))
        .await;
    let nowhere = guest.get(&path(OWN)).await;
    nowhere.is_problem(404, "not-found");
    let own = world.employer(OWN).await;
    for code in [
        OTHER,
        MISTYPED,
        "9133010600000003",
        "roster",
        "%F0%9F",
        "%20",
    ] {
        for query in ["", "?cursor=!"] {
            let told = own.get(&format!("{}{query}", path(code))).await;
            assert_eq!(told.told(), nowhere.told(), "{code}{query}");
        }
    }
    for org in ["", "x", "null", MISTYPED] {
        let claims = json!({"sub": "hr", "scope": "employer", "org": org});
        let actor = world.actor(&claims).await;
        for code in [OWN, "x", "null", MISTYPED] {
            let told = actor.get(&path(code)).await;
            assert_eq!(told.told(), nowhere.told(), "{org} {code}");
        }
    }
}

#[tokio::test]
async fn r7_a_credit_code_is_the_same_in_either_case() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    citizen.applied(&employed(1, OWN)).await;
    let lower = OWN.to_ascii_lowercase();
    for (org, path) in [(OWN, lower.as_str()), (&lower, OWN), (&lower, &lower)] {
        let claims = json!({"sub": "hr", "scope": "employer", "org": org});
        let path = format!("/v1/employers/{path}/roster");
        let page = world.actor(&claims).await.get(&path).await.is(200);
        assert_eq!(
            (&page["employer"], page["people"].as_array().unwrap().len()),
            (&json!(OWN), 1)
        );
    }
}

#[tokio::test]
async fn r7_only_employers_open_a_roster() {
    let world = World::at(DAY).await;
    for scope in ["citizen", "district city", "clinic registry checkpoint"] {
        let claims = json!({"sub": "hr", "scope": scope, "org": OWN});
        let reply = world.actor(&claims).await;
        let reply = reply.get(&format!("/v1/employers/{OWN}/roster")).await;
        assert_eq!(reply.is(403), json!({"message": "Forbidden"}), "{scope}");
    }
}

#[tokio::test]
async fn an_employer_costs_one_unit_when_it_is_named_and_none_after_that() {
    if engine::is_skipped(engine::UNITS) {
        return;
    }
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let nobodys = application(&resident_id(2));
    for (body, units) in [(employed(1, OWN), "10"), (nobodys, "9")] {
        let applied = citizen.apply(&body).await;
        assert_eq!(applied.header("x-consumed-wru"), units);
        let person = applied.is(201)["person_id"].clone();
        let day = normal_day();
        let day = citizen.check_in(person.as_str().unwrap(), &day).await;
        assert_eq!(day.header("x-consumed-wru"), "1");
    }
    let page = world.employer(OWN).await.page("").await;
    assert_eq!(page.header("x-consumed-rru"), "1.5");
}
