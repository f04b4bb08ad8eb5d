//! Reviews: filed by citizens, listed to districts and the city.

use countdown::{Part, Report};
use serde_json::{Value, json};

use crate::support::{Between, Citizen, Fault, World, application, resident_id, review, with};

const DAY: &str = "2020-02-11T09:00:00";

async fn somebody(world: &World) -> (Citizen, String) {
    let citizen = world.citizen("one").await;
    let red = with(
        &application(&resident_id(1)),
        "/contact/confirmed_case",
        true,
    );
    let person = citizen.applied(&red).await;
    (citizen, person)
}

fn ids(page: &Value) -> Vec<String> {
    let reviews = page["reviews"].as_array().unwrap();
    reviews
        .iter()
        .map(|review| review["review_id"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn r72_whoever_doubts_the_colour_files_a_review_and_reads_its_state() {
    let world = World::at(DAY).await;
    let (citizen, person) = somebody(&world).await;
    let reply = citizen.file(&person, &review()).await;
    let filed = reply.is(201);
    let id = filed["review_id"].as_str().unwrap();
    let path = format!("/v1/people/{person}/reviews/{id}");
    assert_eq!(reply.header("location"), path);
    assert_eq!(
        (filed["status"].as_str(), filed["district"].as_str()),
        (Some("submitted"), Some("330106"))
    );

    let read = citizen.get(&path).await.is(200);
    assert_eq!(
        (read["status"].as_str(), &read["statement"]),
        (Some("submitted"), &review()["statement"]),
        "R76"
    );
    assert_eq!(
        (&read["reply"], &read["answered_at"]),
        (&Value::Null, &Value::Null)
    );
    let list = citizen
        .get(&format!("/v1/people/{person}/reviews"))
        .await
        .is(200);
    assert_eq!(ids(&list), [id]);
    assert_eq!(
        citizen.colour(&person).await,
        "red",
        "asking changes nothing"
    );
}

#[tokio::test]
async fn r75_one_is_open_at_a_time_and_nobody_can_change_or_withdraw_it() {
    let world = World::at(DAY).await;
    let (citizen, person) = somebody(&world).await;
    let id = citizen.file(&person, &review()).await.is(201)["review_id"].clone();
    let id = id.as_str().unwrap();
    citizen
        .file(&person, &review())
        .await
        .is_problem(409, "review-open");
    citizen
        .file(&person, &with(&review(), "/ground", "other"))
        .await
        .is_problem(409, "review-open");
    let path = format!("/v1/people/{person}/reviews/{id}");
    let officer = world.officer("330106").await;
    for method in ["PUT", "PATCH", "DELETE", "POST"] {
        for actor in [&*citizen, &*officer] {
            let answer = actor
                .request(method, &path)
                .json(&review())
                .send()
                .await
                .unwrap();
            assert_eq!(answer.status().as_u16(), 404, "{method}");
        }
    }
}

/// Filed on a Tuesday, before a weekend, and before the days of Qingming.
#[tokio::test]
async fn r77_a_review_is_due_in_three_working_days() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    for ((filed, due), n) in [
        ("2020-02-11T09:00:00", "2020-02-14T23:59:59+08:00"),
        ("2020-02-13T23:59:30", "2020-02-18T23:59:59+08:00"),
        ("2020-04-03T09:00:00", "2020-04-09T23:59:59+08:00"),
    ]
    .into_iter()
    .zip(1..)
    {
        world.set(filed);
        let person = citizen.applied(&application(&resident_id(n))).await;
        assert_eq!(
            citizen.file(&person, &review()).await.is(201)["due_at"],
            due,
            "{filed}"
        );
    }
}

#[tokio::test]
async fn r74_a_review_is_in_the_queue_of_its_district_only_and_the_city_sees_all() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let mut filed = Vec::new();
    for (district, n) in ["330106", "330110", "330106"].into_iter().zip(1..) {
        world.set(&format!("2020-02-1{n}T09:00:00"));
        let person = citizen.applied(&application(&resident_id(n))).await;
        let reply = citizen
            .file(&person, &with(&review(), "/district", district))
            .await;
        filed.push(reply.is(201)["review_id"].as_str().unwrap().to_owned());
    }
    let own = world
        .officer("330106")
        .await
        .open_reviews("status=open")
        .await;
    assert_eq!(ids(&own), [filed[0].clone(), filed[2].clone()]);
    let other = world.officer("330110").await.open_reviews("").await;
    assert_eq!(ids(&other), [filed[1].clone()]);
    assert_eq!(
        ids(&world.officer("330127").await.open_reviews("").await),
        [""; 0]
    );
    let city = world.city().await.open_reviews("status=open").await;
    assert_eq!(ids(&city), filed, "the one due first in front");
    let queued = &city["reviews"][0];
    assert_eq!(queued["holder"]["name_masked"], "鲍XX");
    assert!(!city.to_string().contains("这几天") && !city.to_string().contains("13800000000"));
}

#[tokio::test]
async fn the_queue_is_read_in_pages_without_loss_or_repeat() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let mut filed = Vec::new();
    for n in 0..53 {
        let person = citizen.applied(&application(&resident_id(n))).await;
        let district = if n % 9 == 0 { "330110" } else { "330106" };
        let reply = citizen
            .file(&person, &with(&review(), "/district", district))
            .await;
        filed.push(reply.is(201)["review_id"].as_str().unwrap().to_owned());
    }
    let city = world.city().await;
    let first = city.open_reviews("status=open").await;
    let cursor = first["next_cursor"].as_str().unwrap();
    let second = city
        .open_reviews(&format!("status=open&cursor={cursor}"))
        .await;
    assert_eq!((ids(&first).len(), ids(&second).len()), (50, 3));
    assert_eq!(second["next_cursor"], Value::Null);
    let mut read = [ids(&first), ids(&second)].concat();
    read.sort();
    filed.sort();
    assert_eq!(read, filed);
    let own = world.officer("330110").await.open_reviews("").await;
    assert_eq!((ids(&own).len(), &own["next_cursor"]), (6, &Value::Null));
}

#[tokio::test]
async fn r77_overdue_reviews_go_up_to_the_city_once() {
    let world = World::at(DAY).await;
    let (citizen, person) = somebody(&world).await;
    citizen.file(&person, &review()).await.is(201);
    let city = world.city().await;
    world.set("2020-02-14T23:59:40");
    assert_eq!(world.countdown().await["escalated"], 0);
    assert_eq!(ids(&city.open_reviews("overdue=true").await).len(), 0);
    world.set("2020-02-15T00:05:00");
    let overdue = city.open_reviews("overdue=true").await;
    assert_eq!(
        (
            &overdue["reviews"][0]["overdue"],
            &overdue["reviews"][0]["escalated_at"]
        ),
        (&json!(true), &Value::Null)
    );
    assert_eq!(world.countdown().await["escalated"], 1);
    assert_eq!(world.countdown().await["escalated"], 0);
    let escalated = city.open_reviews("overdue=true").await["reviews"][0]["escalated_at"].clone();
    assert!(escalated.as_str().unwrap().starts_with("2020-02-15T00:05"));
    let own = citizen
        .get(&format!("/v1/people/{person}/reviews"))
        .await
        .is(200);
    assert_eq!(own["reviews"][0]["escalated_at"], escalated);
}

#[tokio::test]
async fn a_review_that_cannot_go_up_keeps_back_none_behind_it() {
    let between = Between::start().await;
    let world = World::on(between.storage(), DAY).await;
    let citizen = world.citizen("one").await;
    let mut people = Vec::new();
    for (n, time) in (1..).zip(["09:00:00", "09:10:00", "09:20:00"]) {
        world.set(&format!("2020-02-11T{time}"));
        let other = with(&application(&resident_id(n)), "/person/relation", "other");
        let red = with(&other, "/contact/confirmed_case", true);
        let person = citizen.applied(&red).await;
        citizen.file(&person, &review()).await.is(201);
        people.push(person);
    }
    world.set("2020-02-18T00:05:00");
    between.set(Fault::WritesAboutThrottled(people.remove(0).leak()));
    let escalated = escalations(&world).await;
    assert_eq!((escalated.escalated, escalated.failed), (2, 1));
    between.set(Fault::None);
    let escalated = escalations(&world).await;
    assert_eq!((escalated.escalated, escalated.failed), (1, 0));
}

async fn escalations(world: &World) -> Report {
    Box::pin(Part::Reviews.work(&world.bundle.state, || false)).await
}

#[tokio::test]
async fn every_fault_of_a_review_and_of_a_query_is_told() {
    let world = World::at(DAY).await;
    let (citizen, person) = somebody(&world).await;
    let body =
        json!({"ground": "anger", "statement": "", "phone": "1", "district": "330113", "mood": 1});
    let expected = [
        ("#/district", "unknown-district"),
        ("#/ground", "unknown-value"),
        ("#/mood", "unknown-field"),
        ("#/phone", "phone"),
        ("#/statement", "length"),
    ];
    let expected = expected.map(|(pointer, code)| (pointer.to_owned(), code.to_owned()));
    assert_eq!(citizen.file(&person, &body).await.faults(), expected);
    let longest = with(&review(), "/statement", "复".repeat(2001));
    assert_eq!(
        citizen.file(&person, &longest).await.faults(),
        [("#/statement".to_owned(), "length".to_owned())]
    );

    let city = world.city().await;
    let faults = city
        .get("/v1/reviews?status=closed&overdue=maybe&cursor=!&x=1")
        .await
        .faults();
    let expected = [
        ("?cursor", "cursor"),
        ("?overdue", "type"),
        ("?status", "unknown-value"),
        ("?x", "unknown-parameter"),
    ];
    assert_eq!(
        faults,
        expected.map(|(pointer, code)| (pointer.to_owned(), code.to_owned()))
    );
    let nowhere = world
        .actor(&json!({"sub": "officer", "scope": "district"}))
        .await;
    nowhere
        .get("/v1/reviews")
        .await
        .is_problem(403, "no-district");
}
