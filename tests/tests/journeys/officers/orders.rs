//! Orders: a hold by hand takes a law, evidence, a statement and two officers; on more than fifty
//! people the city (R83).

use countdown::Part;
use serde_json::{Value, json};

use super::{DAY, kinds};
use crate::history::checked;
use crate::support::{
    Between, Fault, Officer, World, application, days, order, resident_id, review, with, without,
};

async fn two(world: &World) -> (Officer, Officer) {
    (
        world.officer_called("one", "330106").await,
        world.officer_called("two", "330106").await,
    )
}

#[tokio::test]
async fn r83_an_order_is_a_hold_that_explains_itself_once_two_officers_agree() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    let (one, two) = two(&world).await;
    let proposed = one.post("/v1/orders", &order(&[resident_id(1)])).await;
    let id = proposed.is(201)["order_id"].as_str().unwrap().to_owned();
    let path = format!("/v1/orders/{id}");
    assert_eq!(proposed.header("location"), path);
    assert_eq!(proposed.json()["status"], "proposed");
    assert_eq!(
        citizen.colour(&person).await,
        "green",
        "nothing has changed"
    );
    one.approve(&path)
        .await
        .is_problem(409, "second-officer-required");
    assert_eq!(citizen.colour(&person).await, "green");

    let approved = two.approve(&path).await.is(200);
    assert_eq!(
        (&approved["status"], &approved["people"], &approved["done"]),
        (&json!("approved"), &json!(1), &json!(1))
    );
    let code = citizen.code(&person).await;
    let hold = &code["holds"][0];
    assert_eq!(code["colour"], "red");
    assert_eq!(
        (&hold["rule"], &hold["required_days"], &hold["isolation"]),
        (&json!("officer-order"), &json!(14), &json!("home"))
    );
    assert_eq!(
        (
            &hold["ends_by"],
            &hold["evidence"]["source"],
            &hold["evidence"]["id"]
        ),
        (&json!("check-ins"), &json!("officer"), &json!(id))
    );
    let law = hold["legal_basis"].as_str().unwrap();
    assert!(law.contains("传染病防治法"), "R15: {law}");
    let entries = checked(&citizen.history(&person).await);
    let entry = entries.last().unwrap();
    assert_eq!(
        (
            &entry["kind"],
            &entry["colour_after"],
            &entry["detail"]["legal_ground"]
        ),
        (
            &json!("ordered"),
            &json!("red"),
            &json!("infectious-disease-law-39")
        )
    );
    assert_eq!(
        entry["actor"],
        json!({"role": "district", "district": "330106"})
    );

    for day in days("2020-02-11", 14) {
        world.morning_of(&day);
        citizen.checks_in(&person).await;
    }
    world.morning_of("2020-02-25");
    assert_eq!(citizen.colour(&person).await, "green", "R28: by itself");
    two.approve(&path).await.is(200);
    world.countdown().await;
    assert_eq!(
        citizen.colour(&person).await,
        "green",
        "approved again puts on nothing"
    );
}

#[tokio::test]
async fn r83_more_than_fifty_people_take_the_city() {
    let world = World::at(DAY).await;
    let (one, two) = two(&world).await;
    let documents: Vec<Value> = (1..=51).map(resident_id).collect();
    let fifty = one.orders(&order(&documents[..50])).await;
    two.approve(&format!("/v1/orders/{fifty}")).await.is(200);
    let more = format!("/v1/orders/{}", one.orders(&order(&documents)).await);
    two.approve(&more).await.is_problem(403, "city-required");
    assert_eq!(one.get(&more).await.is(200)["status"], "proposed");
    let approved = world.city().await.approve(&more).await.is(200);
    assert_eq!(
        (&approved["people"], &approved["done"]),
        (&json!(51), &json!(51))
    );
    let citizen = world.citizen("one").await;
    let code = citizen.apply(&application(&resident_id(51))).await.is(201)["code"].clone();
    assert_eq!(
        (
            code["colour"].as_str(),
            code["holds"].as_array().unwrap().len()
        ),
        (Some("red"), 1)
    );
}

#[tokio::test]
async fn r83_an_approved_order_counts_for_whoever_applies_later_and_a_proposed_one_does_not() {
    let world = World::at(DAY).await;
    let (one, two) = two(&world).await;
    let id = one.orders(&order(&[resident_id(1)])).await;
    one.orders(&order(&[resident_id(2)])).await;
    two.approve(&format!("/v1/orders/{id}")).await.is(200);
    world.set("2020-02-20T09:00:00");
    let citizen = world.citizen("one").await;
    let ordered = citizen.applied(&application(&resident_id(1))).await;
    let hold = citizen.code(&ordered).await["holds"][0].clone();
    assert_eq!(
        (&hold["rule"], &hold["since"]),
        (&json!("officer-order"), &json!("2020-02-20"))
    );
    let entries = checked(&citizen.history(&ordered).await);
    let entry = entries.last().unwrap();
    assert_eq!(
        (
            &entry["kind"],
            &entry["actor"]["district"],
            &entry["detail"]["legal_ground"]
        ),
        (
            &json!("ordered"),
            &json!("330106"),
            &json!("infectious-disease-law-39")
        ),
        "the law and the office stand in the history also then"
    );
    let other = with(&application(&resident_id(2)), "/person/relation", "child");
    let free = citizen.applied(&other).await;
    assert_eq!(citizen.colour(&free).await, "green");
}

#[tokio::test]
async fn r72_whoever_is_ordered_files_a_review_and_two_officers_close_the_hold() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    let (one, two) = two(&world).await;
    let id = one.orders(&order(&[resident_id(1)])).await;
    two.approve(&format!("/v1/orders/{id}")).await.is(200);
    let filed = citizen.file(&person, &review()).await.is(201);
    let review = filed["review_id"].as_str().unwrap();
    let hold = citizen.code(&person).await["holds"][0]["id"].clone();
    let amend = json!({"outcome": "amend", "close_holds": [hold], "reply": "非密接。"});
    two.propose(review, &amend).await.is(200);
    one.approve(&format!("/v1/reviews/{review}")).await.is(200);
    assert_eq!(citizen.colour(&person).await, "green");
    two.approve(&format!("/v1/orders/{id}")).await.is(200);
    world.countdown().await;
    assert_eq!(
        citizen.colour(&person).await,
        "green",
        "the order does not come back"
    );
}

#[tokio::test]
async fn r83_an_order_is_before_its_own_district_and_the_city_only() {
    let world = World::at(DAY).await;
    let (one, _) = two(&world).await;
    let stranger = world.officer_called("three", "330110").await;
    let city = world.city().await;
    let id = one.orders(&order(&[resident_id(1), resident_id(2)])).await;
    let citys = city.orders(&order(&[resident_id(3)])).await;
    let endless = "o".repeat(3000);
    for id in [id.as_str(), "o_none", &endless] {
        let path = format!("/v1/orders/{id}");
        stranger.get(&path).await.is_problem(404, "not-found");
        stranger.approve(&path).await.is_problem(404, "not-found");
    }
    one.approve(&format!("/v1/orders/{citys}"))
        .await
        .is_problem(404, "not-found");
    let listed = |reply: &Value| -> Vec<String> {
        let orders = reply["orders"].as_array().unwrap().iter();
        orders
            .map(|one| one["order_id"].as_str().unwrap().to_owned())
            .collect()
    };
    let own = listed(&one.get("/v1/orders").await.is(200));
    assert_eq!(own, std::slice::from_ref(&id));
    assert_eq!(listed(&stranger.get("/v1/orders").await.is(200)), [""; 0]);
    let mut all = listed(&city.get("/v1/orders").await.is(200));
    all.sort();
    let mut both = [id.clone(), citys.clone()];
    both.sort();
    assert_eq!(all, both);

    let read = one.get(&format!("/v1/orders/{id}")).await.is(200);
    assert_eq!(
        (&read["evidence"], &read["statement"]),
        (&order(&[])["evidence"], &order(&[])["statement"])
    );
    let tail = |n: u32| resident_id(n)["number"].as_str().unwrap()[14..].to_owned();
    assert_eq!(read["document_tails"], json!([tail(1), tail(2)]));
    let number = resident_id(1)["number"].as_str().unwrap().to_owned();
    assert!(
        !read.to_string().contains(&number),
        "no more of a document is kept"
    );
    city.approve(&format!("/v1/orders/{id}")).await.is(200);
    assert_eq!(listed(&one.get("/v1/orders").await.is(200)), [""; 0]);
    let approved = "/v1/orders?status=approved";
    for (officer, expected) in [
        (&one, vec![id.clone()]),
        (&stranger, vec![]),
        (&city, vec![id]),
    ] {
        assert_eq!(listed(&officer.get(approved).await.is(200)), expected);
    }
    let faults = one.get("/v1/orders?status=open&x=1").await.faults();
    let expected = [("?status", "unknown-value"), ("?x", "unknown-parameter")];
    assert_eq!(faults, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
}

#[tokio::test]
async fn every_fault_of_an_order_is_told_and_no_order_turns_anybody_green() {
    let world = World::at(DAY).await;
    let (one, _) = two(&world).await;
    let bad = json!({
        "colour": "green", "days": 14.5, "isolation": "jail", "legal_ground": "because",
        "evidence": "", "statement": "明".repeat(2001), "plate": "浙A00000",
        "documents": [resident_id(1), resident_id(1), {"type": "resident-id", "number": "1"}],
    });
    let faults = one.post("/v1/orders", &bad).await.faults();
    let expected = [
        ("#/colour", "order-colour"),
        ("#/days", "type"),
        ("#/documents/1", "duplicate"),
        ("#/documents/2/number", "format"),
        ("#/evidence", "length"),
        ("#/isolation", "unknown-value"),
        ("#/legal_ground", "unknown-value"),
        ("#/plate", "unknown-field"),
        ("#/statement", "length"),
    ];
    let owned = |(a, b): (&str, &str)| (a.to_owned(), b.to_owned());
    assert_eq!(faults, expected.map(owned));
    for (colour, days) in [("red", 13), ("red", 7), ("yellow", 8), ("yellow", 14)] {
        let body = with(
            &with(&order(&[resident_id(1)]), "/colour", colour),
            "/days",
            days,
        );
        let faults = one.post("/v1/orders", &body).await.faults();
        assert_eq!(faults, [owned(("#/days", "order-days"))], "{colour} {days}");
    }
    for field in [
        "legal_ground",
        "evidence",
        "statement",
        "documents",
        "colour",
        "days",
    ] {
        let body = without(&order(&[resident_id(1)]), &format!("/{field}"));
        let faults = one.post("/v1/orders", &body).await.faults();
        assert_eq!(faults, [owned((&format!("#/{field}"), "required"))]);
    }
    let faults = one.post("/v1/orders", &order(&[])).await.faults();
    assert_eq!(faults, [owned(("#/documents", "required"))]);
    assert_eq!(one.get("/v1/orders").await.is(200)["orders"], json!([]));
}

#[tokio::test]
async fn an_order_proposed_twice_with_a_key_is_one_order() {
    let world = World::at(DAY).await;
    let (one, _) = two(&world).await;
    let body = order(&[resident_id(1)]);
    let first = one.post_once("/v1/orders", &body, "k").await.is(201);
    let again = one.post_once("/v1/orders", &body, "k").await.is(201);
    assert_eq!(first, again);
    let open = one.get("/v1/orders").await.is(200);
    assert_eq!(open["orders"].as_array().unwrap().len(), 1);
    let other = with(&body, "/days", 7);
    one.post_once("/v1/orders", &other, "k").await.is(422);
}

#[tokio::test]
async fn r83_an_order_that_cannot_be_carried_out_keeps_back_none_behind_it() {
    let between = Between::start().await;
    let world = World::on(between.storage(), DAY).await;
    let (one, two) = two(&world).await;
    let citizen = world.citizen("one").await;
    let (mut people, mut paths) = (Vec::new(), Vec::new());
    for (n, time) in (1..).zip(["09:00:00", "09:10:00"]) {
        world.set(&format!("2020-02-11T{time}"));
        let body = with(&application(&resident_id(n)), "/person/relation", "other");
        let person = citizen.applied(&body).await;
        let path = format!("/v1/orders/{}", one.orders(&order(&[resident_id(n)])).await);
        between.set(Fault::WritesAboutThrottled(person.clone().leak()));
        two.approve(&path).await.is(503);
        between.set(Fault::None);
        people.push(person);
        paths.push(path);
    }
    between.set(Fault::WritesAboutThrottled(people[0].clone().leak()));
    let report = Box::pin(Part::Orders.work(&world.bundle.state, || false)).await;
    assert_eq!((report.failed, report.is_unfinished), (1, false));
    between.set(Fault::None);
    let done = [
        one.get(&paths[0]).await.is(200)["done"].clone(),
        one.get(&paths[1]).await.is(200)["done"].clone(),
    ];
    assert_eq!(done, [json!(0), json!(1)]);
    assert_eq!(citizen.colour(&people[1]).await, "red");
}

/// The approval is cut off among the people: the countdown goes on, and nobody has it twice.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn r83_an_order_that_broke_off_is_carried_out_by_the_countdown() {
    let between = Between::start().await;
    let world = World::on(between.storage(), DAY).await;
    let (one, two) = two(&world).await;
    let mut people = Vec::new();
    let citizen = world.citizen("one").await;
    for n in 1..=30 {
        let body = with(&application(&resident_id(n)), "/person/relation", "other");
        people.push(citizen.applied(&body).await);
    }
    let documents: Vec<Value> = (1..=30).map(resident_id).collect();
    let path = format!("/v1/orders/{}", one.orders(&order(&documents)).await);
    between.set(Fault::StandstillAfter(12));
    let approval = tokio::spawn({
        let (two, path) = (two.clone(), path.clone());
        async move { two.approve(&path).await }
    });
    between.stands_still().await;
    approval.abort();
    between.set(Fault::None);
    let half = one.get(&path).await.is(200);
    let listed = one.get("/v1/orders?status=approved").await.is(200);
    assert_eq!(
        listed["orders"][0]["order_id"], half["order_id"],
        "nobody loses sight of it"
    );
    assert_eq!(
        (&half["status"], &half["done"]),
        (&json!("approved"), &json!(0))
    );
    world.countdown().await;
    let done = one.get(&path).await.is(200);
    assert_eq!(done["done"], 30);
    world.countdown().await;
    for person in &people {
        let code = citizen.code(person).await;
        assert_eq!(code["holds"].as_array().unwrap().len(), 1, "once");
        let ordered = kinds(&citizen, person).await;
        let ordered = ordered.iter().filter(|(kind, _)| kind == "ordered");
        assert_eq!(ordered.count(), 1);
    }
}
