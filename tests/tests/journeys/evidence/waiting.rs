//! Evidence of somebody who has not applied: it waits, counts once they do, and shows nobody
//! that it is there (R19, R69).

use serde_json::{Value, json};

use super::{DAY, entries, holds};
use crate::support::{
    Reply, World, application, contact, normal_day, passport, resident_id, result, review, stay,
    travel_record, verification, with, without,
};

fn three(document: &Value) -> [Value; 3] {
    [
        result("e-1", document, "suspected", "2020-02-11T08:30:00"),
        travel_record("e-2", document, "420100", "2020-02-05"),
        contact("e-3", document, "secondary", "2020-02-05"),
    ]
}

/// Tells each piece by whom it is due.
async fn tell(world: &World, evidence: &[Value]) {
    for piece in evidence {
        let teller = if piece["kind"] == "clinic-result" {
            world.clinic("a").await
        } else {
            world.registry().await
        };
        teller.tells([piece]).await;
    }
}

#[tokio::test]
async fn r19_what_was_told_before_counts_with_the_application() {
    let world = World::at(DAY).await;
    let evidence = three(&resident_id(1));
    tell(&world, &evidence).await;
    world.morning_of("2020-02-13");
    let citizen = world.citizen("one").await;
    let applied = citizen.apply(&application(&resident_id(1))).await.is(201);
    let expected = [
        ("clinic-suspected", "red", "2020-02-13"),
        ("false-declaration", "red", "2020-02-13"),
        ("travel-record-high", "red", "2020-02-13"),
        ("secondary-contact", "yellow", "2020-02-13"),
    ];
    assert_eq!(holds(&applied["code"]), expected);
    let recorded = |hold: &Value| hold["evidence"]["recorded_at"].as_str().unwrap().to_owned();
    let hold = &applied["code"]["holds"][0];
    assert!(recorded(hold).starts_with("2020-02-11T09:0"), "{hold}");

    let person = applied["person_id"].as_str().unwrap();
    let history = citizen.history(person).await;
    let [entry] = entries(&history) else {
        panic!("{history}");
    };
    assert_eq!(entry["kind"], "applied");
    assert_eq!(entry["colour_before"], Value::Null);
    assert_eq!(entry["colour_after"], "red");
    assert_eq!(entry["detail"]["put_on"].as_array().unwrap().len(), 4);

    // Told again, by the same ids: it was counted.
    tell(&world, &evidence).await;
    assert_eq!(citizen.history(person).await, history);
    assert_eq!(holds(&citizen.code(person).await), expected);
}

#[tokio::test]
async fn r19_the_window_of_what_waited_ends_at_the_application() {
    let documents = [resident_id(1), resident_id(2)];
    for (day, expected) in [
        (
            "2020-02-19",
            &[
                "clinic-suspected",
                "travel-record-high",
                "secondary-contact",
            ][..],
        ),
        ("2020-02-20", &["clinic-suspected"]),
    ] {
        let world = World::at(DAY).await;
        tell(&world, &three(&documents[0])).await;
        world.morning_of(day);
        let citizen = world.citizen("one").await;
        // The stay is named, with another day: it is no contradiction, and past the window.
        let body = with(
            &application(&documents[0]),
            "/travel",
            stay("420106", "2020-01-30"),
        );
        let person = citizen.applied(&body).await;
        let code = citizen.code(&person).await;
        let rules: Vec<_> = holds(&code).into_iter().map(|(rule, ..)| rule).collect();
        assert_eq!(rules, expected, "{day}");
        assert!(code["holds"][0]["since"] == day);
    }
}

#[tokio::test]
async fn r41_results_that_waited_count_in_the_order_of_their_observation() {
    let findings = [
        ("suspected", "2020-02-10T08:00:00"),
        ("confirmed", "2020-02-10T12:00:00"),
        ("recovered", "2020-02-11T08:00:00"),
    ];
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0], [2, 0, 1]] {
        let world = World::at(DAY).await;
        let clinic = world.clinic("a").await;
        for index in order {
            let (finding, at) = findings[index];
            // Ids sort otherwise than times.
            let id = format!("e-{}", 9 - index);
            clinic
                .tells([&result(&id, &resident_id(1), finding, at)])
                .await;
        }
        let citizen = world.citizen("one").await;
        let person = citizen.applied(&application(&resident_id(1))).await;
        assert_eq!(
            holds(&citizen.code(&person).await),
            [("post-discharge", "red", "2020-02-11")],
            "{order:?}"
        );
    }
}

#[tokio::test]
async fn r41_a_clearing_that_waited_clears_no_symptoms_declared_since() {
    let world = World::at(DAY).await;
    let cleared = result("e-1", &resident_id(1), "cleared", "2020-02-11T08:30:00");
    tell(&world, &[cleared]).await;
    let citizen = world.citizen("one").await;
    let ill = with(
        &application(&resident_id(1)),
        "/health/symptoms",
        json!(["fever"]),
    );
    let person = citizen.applied(&ill).await;
    assert_eq!(citizen.colour(&person).await, "yellow");
    // An older suspicion that comes only now stays overridden.
    let older = result("e-2", &resident_id(1), "suspected", "2020-02-11T08:00:00");
    tell(&world, &[older]).await;
    assert_eq!(citizen.colour(&person).await, "yellow");
}

#[tokio::test]
async fn r19_a_childs_evidence_is_the_childs() {
    let world = World::at(DAY).await;
    tell(&world, &three(&passport(1))).await;
    let mother = world.citizen("mother").await;
    let hers = mother.applied(&application(&resident_id(1))).await;
    let child = with(&application(&passport(1)), "/person/relation", "child");
    let childs = mother.applied(&child).await;
    assert_eq!(mother.colour(&hers).await, "green");
    assert_eq!(mother.colour(&childs).await, "red");
}

/// What a citizen's and a checkpoint's requests about this document are answered.
async fn asked_about(world: &World, document: &Value) -> Vec<Reply> {
    let citizen = world.citizen("stranger").await;
    let gate = world.checkpoint("330106").await;
    let path = |of: &str| format!("/v1/people/{}/{of}", world.id_of(document));
    let mut replies = Vec::new();
    for of in [
        "code", "code.svg", "code.png", "scans", "history", "reviews",
    ] {
        replies.push(citizen.get(&path(of)).await);
    }
    replies.push(citizen.get(&path("reviews/r1")).await);
    replies.push(citizen.post(&path("check-ins"), &normal_day()).await);
    replies.push(citizen.post(&path("reviews"), &review()).await);
    let again = without(&application(document), "/person");
    replies.push(citizen.post(&path("reapplication"), &again).await);
    let with_document = with(&verification("metro"), "/document", document.clone());
    replies.push(gate.verify(&with_document).await);
    replies.push(citizen.get("/v1/people").await);
    replies
}

#[tokio::test]
async fn r69_of_whom_there_is_evidence_only_nobody_learns_that_there_is() {
    let world = World::at(DAY).await;
    world.gate("metro", "transit", "330106").await;
    tell(&world, &three(&resident_id(1))).await;
    let waiting = asked_about(&world, &resident_id(1)).await;
    let nobody = asked_about(&world, &resident_id(2)).await;
    for (waits, is_not_there) in waiting.iter().zip(&nobody) {
        assert_eq!(waits.status, is_not_there.status);
        let units = |reply: &Reply| {
            ["x-consumed-rru", "x-consumed-wru"].map(|name| reply.header(name).to_owned())
        };
        assert_eq!(units(waits), units(is_not_there), "{}", waits.text());
    }
    let statuses: Vec<_> = waiting.iter().map(|reply| reply.status).collect();
    assert_eq!(statuses, [[404; 10].as_slice(), &[200, 200]].concat());
    for reply in &waiting[..10] {
        reply.is_problem(404, "not-found");
    }
    let scan = waiting[10].json();
    assert_eq!(scan["outcome"], "refer");
    assert_eq!(scan["colour"], "none");
    assert_eq!(scan["reasons"][0]["code"], "no-code");
    assert_eq!(waiting[11].json(), json!({"people": []}));
    world.set("2020-02-12T00:05:00");
    let report = world.countdown().await;
    assert_eq!(report["examined"], 0, "{report}");
}

#[tokio::test]
async fn r10_who_was_in_a_hundred_places_can_apply_and_every_later_policy_finds_them() {
    let world = World::at(DAY).await;
    let registry = world.registry().await;
    let places = (0..110).map(|n| format!("{}", 110_101 + n));
    for place in places {
        let stayed = travel_record(&place, &resident_id(1), &place, "2020-02-05");
        registry.tells([&stayed]).await;
    }
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    assert_eq!(citizen.colour(&person).await, "green");
    let client = &world.bundle.database.client;
    let scan = client.scan().table_name("People").send().await.unwrap();
    let keys = scan
        .items()
        .iter()
        .filter_map(|item| item["pk"].as_s().ok());
    assert_eq!(keys.filter(|pk| pk.starts_with("stays#11#")).count(), 110);
}
