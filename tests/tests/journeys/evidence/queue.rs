//! The queue of evidence: messages come at least once, in any order, some of them broken, to a
//! worker that may die.

use serde_json::{Value, json};

use super::{DAY, entries, holds};
use crate::support::{
    Between, Citizen, Fault, World, application, contact, message, resident_id, result,
    travel_record, with, without,
};

/// A batch of these messages.
fn batch(messages: impl IntoIterator<Item = Value>) -> Value {
    json!({"Records": messages.into_iter().collect::<Vec<_>>()})
}

/// Delivers a batch, and gives the ids of the messages that are to come again.
async fn left(world: &World, batch: &Value) -> Vec<String> {
    let answer = world.deliver(batch).await.is(200);
    let failures = answer["batchItemFailures"].as_array().unwrap().iter();
    failures
        .map(|failure| failure["itemIdentifier"].as_str().unwrap().to_owned())
        .collect()
}

/// These many people of one account, who have applied.
async fn people(world: &World, many: u32) -> (Citizen, Vec<String>) {
    let citizen = world.citizen("one").await;
    let mut people = Vec::new();
    for n in 0..many {
        people.push(citizen.applied(&application(&resident_id(n))).await);
    }
    (citizen, people)
}

fn close(id: &str, n: u32) -> Value {
    contact(id, &resident_id(n), "close", "2020-02-05")
}

#[tokio::test]
async fn r14_a_batch_takes_the_same_objects_of_every_kind() {
    let world = World::at(DAY).await;
    let (citizen, people) = people(&world, 3).await;
    let found = result("e-1", &resident_id(0), "suspected", "2020-02-11T08:30:00");
    let stayed = travel_record("e-2", &resident_id(1), "420100", "2020-02-05");
    let messages = [found, stayed, close("e-3", 2), close("e-4", 3)];
    let messages = messages.iter().zip(0..);
    let messages = messages.map(|(body, n)| message(&format!("m-{n}"), body));
    assert!(left(&world, &batch(messages)).await.is_empty());
    for person in &people {
        assert_eq!(citizen.colour(person).await, "red");
    }
    let later = citizen.applied(&application(&resident_id(3))).await;
    assert_eq!(citizen.colour(&later).await, "red");
    let history = citizen.history(&people[0]).await;
    assert_eq!(entries(&history)[1]["actor"]["role"], "clinic");
    let history = citizen.history(&people[1]).await;
    assert_eq!(entries(&history)[1]["actor"]["role"], "registry");
    assert!(world.held().await.is_empty());
}

#[tokio::test]
async fn what_cannot_be_taken_comes_again_alone_and_a_note_says_why_and_not_who() {
    let world = World::at(DAY).await;
    let (citizen, people) = people(&world, 2).await;
    let secret = "鲍晓-330106188901010010";
    let strange = with(&close("e-2", 0), "/on", "2020-02-12");
    let strange = with(&strange, &format!("/{secret}"), secret);
    let strange = with(&strange, "/document/number", secret);
    let strange = with(&strange, &format!("/document/{secret}"), 1);
    let messages = [
        message("good-1", &close("e-1", 0)),
        message("strange", &strange),
        json!({"messageId": "broken", "body": format!("{{\"{secret}\":")}),
        json!({"messageId": "bodiless"}),
        message("good-2", &close("e-3", 1)),
        message(
            "early",
            &with(
                &close("e-4", 1),
                "/observed_at",
                "2020-02-11T09:30:00+08:00",
            ),
        ),
        message("no-object", &json!([close("e-5", 0)])),
        json!({"messageId": "deep", "body": "[".repeat(5000)}),
    ];
    let failed = [
        "strange",
        "broken",
        "bodiless",
        "early",
        "no-object",
        "deep",
    ];
    assert_eq!(left(&world, &batch(messages.clone())).await, failed);
    for person in &people {
        assert_eq!(holds(&citizen.code(person).await).len(), 1);
    }

    let held = world.held().await;
    let told: Vec<_> = held
        .iter()
        .map(|note| {
            let faults = note["faults"].as_array().unwrap().iter();
            let faults = faults.map(|fault| format!("{} {}", fault["pointer"], fault["code"]));
            let mut faults: Vec<_> = faults.map(|fault| fault.replace('"', "")).collect();
            faults.sort();
            (note["message_id"].as_str().unwrap(), faults.join(", "))
        })
        .collect();
    let not_json = "# not-json".to_owned();
    assert_eq!(
        told,
        [
            ("bodiless", not_json.clone()),
            ("broken", not_json.clone()),
            ("deep", not_json),
            ("early", "#/observed_at in-the-future".to_owned()),
            ("no-object", "# type".to_owned()),
            (
                "strange",
                "# unknown-field, #/document unknown-field, #/document/number format, \
                 #/on in-the-future"
                    .to_owned()
            ),
        ]
    );
    let text = Value::from(held).to_string();
    for personal in ["鲍晓", "330106", "e-2"] {
        assert!(!text.contains(personal), "{text}");
    }

    // Each try renews the note; what was too early is taken when its time has come.
    world.set("2020-02-11T09:30:00");
    assert_eq!(
        left(&world, &batch(messages)).await,
        ["strange", "broken", "bodiless", "no-object", "deep"]
    );
    let held = world.held().await;
    let at = |id: &str| {
        let note = held.iter().find(|note| note["message_id"] == id).unwrap();
        note["at"].as_str().unwrap()[..16].to_owned()
    };
    assert_eq!(at("strange"), "2020-02-11T01:30");
    assert_eq!(at("early"), "2020-02-11T01:00");
    world.morning_of("2020-02-25");
    assert_eq!(world.held().await.len(), 5, "a note lives for 14 days");
    world.set("2020-02-25T09:31:00");
    assert!(world.held().await.is_empty());
}

#[tokio::test]
async fn r41_a_whole_batch_again_and_over_http_too_is_taken_once() {
    let world = World::at(DAY).await;
    let (citizen, people) = people(&world, 2).await;
    let found = result("e-1", &resident_id(0), "suspected", "2020-02-11T08:30:00");
    let org = json!({"org": {"stringValue": "a", "dataType": "String"}});
    let by_clinic = with(&message("m-1", &found), "/messageAttributes", org);
    let all = batch([
        by_clinic.clone(),
        message("m-2", &close("e-2", 1)),
        message("m-3", &close("e-2", 1)),
    ]);
    assert!(left(&world, &all).await.is_empty());
    let mut histories = Vec::new();
    for person in &people {
        histories.push(citizen.history(person).await);
        assert_eq!(entries(&histories[histories.len() - 1]).len(), 2);
    }
    assert!(left(&world, &all).await.is_empty());
    world.clinic("a").await.tells([&found]).await;
    world.registry().await.tells([&close("e-2", 1)]).await;
    for (person, history) in people.iter().zip(&histories) {
        assert_eq!(citizen.history(person).await, *history);
    }
    // Without the attribute nobody knows that it is the same clinic's: other evidence, of the
    // same moment, which has no effect.
    let nameless = without(&by_clinic, "/messageAttributes");
    assert!(left(&world, &batch([nameless])).await.is_empty());
    assert_eq!(citizen.history(&people[0]).await, histories[0]);
}

#[tokio::test]
async fn a_worker_that_dies_between_two_messages_loses_none_and_doubles_none() {
    let between = Between::start().await;
    let world = World::on(between.storage(), DAY).await;
    let (citizen, people) = people(&world, 3).await;
    let all = batch((0..3).map(|n| message(&format!("m-{n}"), &close("e-1", n))));

    between.set(Fault::StandstillAfter(1));
    let (state, records) = (world.bundle.state_of("evidence"), all.clone());
    let worker = tokio::spawn(async move {
        let records = serde_json::from_value(records).unwrap();
        evidence::queue::take_batch(&state, records).await
    });
    between.stands_still().await;
    worker.abort();
    assert!(worker.await.unwrap_err().is_cancelled());
    between.set(Fault::None);
    let mut colours = Vec::new();
    for person in &people {
        colours.push(citizen.colour(person).await);
    }
    assert_eq!(colours, ["red", "green", "green"]);

    assert!(left(&world, &all).await.is_empty());
    for person in &people {
        assert_eq!(citizen.colour(person).await, "red");
        assert_eq!(entries(&citizen.history(person).await).len(), 2);
    }
}

#[tokio::test]
async fn what_the_database_refused_for_one_person_comes_again_for_them_alone() {
    let between = Between::start().await;
    let world = World::on(between.storage(), DAY).await;
    let (citizen, people) = people(&world, 3).await;
    let all = batch((0..3).map(|n| message(&format!("m-{n}"), &close("e-1", n))));
    let unlucky = world.id_of(&resident_id(1));
    between.set(Fault::WritesAboutThrottled(unlucky.leak()));
    assert_eq!(left(&world, &all).await, ["m-1"]);
    assert!(world.held().await.is_empty(), "the message is not at fault");
    assert_eq!(citizen.colour(&people[1]).await, "green");
    assert_eq!(citizen.colour(&people[2]).await, "red");
    between.set(Fault::None);
    assert!(
        left(&world, &batch([all["Records"][1].clone()]))
            .await
            .is_empty()
    );
    assert_eq!(citizen.colour(&people[1]).await, "red");
}

#[tokio::test]
async fn in_a_standstill_of_the_database_all_comes_again_and_a_lost_answer_is_one_effect() {
    let between = Between::start().await;
    let world = World::on(between.storage(), DAY).await;
    let (citizen, people) = people(&world, 1).await;
    let broken = json!({"messageId": "broken", "body": "{"});
    let all = batch([message("good", &close("e-1", 0)), broken]);
    for fault in [Fault::WritesThrottled, Fault::WritesConflict] {
        between.set(fault);
        assert_eq!(left(&world, &all).await, ["good", "broken"], "{fault:?}");
        let reply = world.registry().await.tell(&close("e-1", 0)).await;
        reply.is_problem(503, "busy");
    }
    between.set(Fault::None);
    assert!(world.held().await.is_empty());
    assert_eq!(entries(&citizen.history(&people[0]).await).len(), 1);
    between.set(Fault::LostAnswers(1));
    assert!(
        left(&world, &batch([all["Records"][0].clone()]))
            .await
            .is_empty()
    );
    between.set(Fault::LostAnswers(1));
    assert_eq!(
        left(&world, &batch([all["Records"][1].clone()])).await,
        ["broken"]
    );
    assert!(between.is_over());
    assert_eq!(world.held().await.len(), 1);
    between.set(Fault::LostAnswers(1));
    world
        .registry()
        .await
        .tells([&close("e-2", 0), &close("e-2", 1)])
        .await;
    assert_eq!(entries(&citizen.history(&people[0]).await).len(), 3);
}

#[tokio::test]
async fn what_is_no_batch_is_refused() {
    let world = World::at(DAY).await;
    world.deliver(&json!({"Records": []})).await.is(200);
    for other in [
        json!({}),
        json!([]),
        json!({"Records": [1]}),
        json!({"Records": null}),
    ] {
        assert_eq!(world.deliver(&other).await.status, 422, "{other}");
    }
}
