//! `GET /v1/people/{person}/history/proof`: a citizen holds the service to the history that it had
//! on a day, with what anybody can compute.

use std::collections::BTreeSet;

use aws_sdk_dynamodb::types::AttributeValue;
use rules::chain::{Break, Entry, check};
use rules::heads::{Proof, Root};
use rules::identity::PersonId;
use serde_json::{Value, json};

use crate::support::{Citizen, World, application, normal_day, resident_id, review, stay, with};

const MORNING: &str = "2020-02-11T09:00:00";
const NIGHT: &str = "2020-02-12T00:05:00";

/// Everybody's proof that is given, checked by the rules.
async fn proved(citizen: &Citizen, person: &str, day: Option<&str>) -> Proof {
    let told = citizen.proof(person, day).await.is(200);
    let proof: Proof = serde_json::from_value(told).unwrap();
    assert_eq!(proof.check(), Ok(()));
    assert_eq!(proof.leaf.person_id.to_string(), person);
    proof
}

fn entries(history: &Value) -> Vec<Entry> {
    serde_json::from_value(history["entries"].clone()).unwrap()
}

fn head(history: &Value) -> &str {
    history["head"].as_str().unwrap()
}

#[tokio::test]
async fn r84_everybody_is_proved_to_be_in_the_root_that_everybody_reads() {
    let world = World::at(MORNING).await;
    let citizen = world.citizen("one").await;
    let mut people = Vec::new();
    for n in 0..20 {
        people.push(citizen.applied(&application(&resident_id(n))).await);
    }
    world.set(NIGHT);
    world.countdown().await;
    let root = world.anonymous().get("/v1/roots/2020-02-12").await.is(200);
    let root: Root = serde_json::from_value(root).unwrap();
    assert_eq!(
        (root.people, root.prev_hash.to_string()),
        (20, "0".repeat(64))
    );
    let mut places = BTreeSet::new();
    for person in &people {
        let proof = proved(&citizen, person, None).await;
        assert_eq!(proof.root, root);
        let history = citizen.history(person).await;
        assert_eq!(proof.leaf.hash.to_string(), head(&history));
        assert_eq!(proof.leaf.seq, 1);
        places.insert((proof.in_city.index, proof.in_bucket.index));
    }
    assert_eq!(places.len(), 20, "a place of one's own");
}

#[tokio::test]
async fn r84_a_proof_is_of_the_history_as_it_was_and_the_entries_go_on() {
    let world = World::at(MORNING).await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    world.set(NIGHT);
    world.countdown().await;
    citizen.file(&person, &review()).await.is(201);
    world.set("2020-02-13T00:05:00");
    world.countdown().await;

    let entries = entries(&citizen.history(&person).await);
    for (day, seq) in [("2020-02-12", 1), ("2020-02-13", 2)] {
        let proof = proved(&citizen, &person, Some(day)).await;
        let sealed = &entries[usize::try_from(proof.leaf.seq).unwrap() - 1];
        assert_eq!(
            (proof.leaf.seq, proof.root.day.to_string()),
            (seq, day.to_owned())
        );
        assert_eq!(proof.leaf.hash.to_string(), sealed.hash);
    }
    assert_eq!(proved(&citizen, &person, None).await.leaf.seq, 2);
}

#[tokio::test]
async fn r84_who_came_later_is_not_in_an_earlier_root() {
    let world = World::at(MORNING).await;
    let citizen = world.citizen("one").await;
    citizen.applied(&application(&resident_id(1))).await;
    world.set(NIGHT);
    world.countdown().await;
    let later = citizen.applied(&application(&resident_id(2))).await;
    citizen
        .proof(&later, None)
        .await
        .is_problem(404, "not-found");
    world.set("2020-02-13T00:05:00");
    world.countdown().await;
    let before = citizen.proof(&later, Some("2020-02-12")).await;
    before.is_problem(404, "not-found");
    assert_eq!(proved(&citizen, &later, None).await.root.people, 2);
}

/// Somebody with access to the tables changes an entry as it is stored.
async fn rewrite(world: &World, pk: &str, sk: &str, name: &str, value: &str) {
    let text = |text: &str| AttributeValue::S(text.to_owned());
    let update = world.bundle.database.client.update_item();
    update
        .table_name("People")
        .key("pk", text(pk))
        .key("sk", text(sk))
        .update_expression("SET #name = :value")
        .condition_expression("attribute_exists(#name)")
        .expression_attribute_names("#name", name)
        .expression_attribute_values(":value", text(value))
        .send()
        .await
        .unwrap();
}

#[tokio::test]
async fn r84_an_entry_changed_behind_the_counter_is_found_and_so_is_a_chain_made_anew() {
    let world = World::at(MORNING).await;
    let citizen = world.citizen("one").await;
    let red = with(
        &application(&resident_id(1)),
        "/travel",
        stay("420100", "2020-02-05"),
    );
    let person = citizen.applied(&red).await;
    let abnormal = with(&normal_day(), "/temperature_c", 38);
    citizen.check_in(&person, &abnormal).await.is(201);
    world.set(NIGHT);
    world.countdown().await;

    let history = citizen.history(&person).await;
    let entries_before = entries(&history);
    assert_eq!(check(&entries_before, head(&history)), Ok(()));
    let mut forged = entries_before[0].clone();
    forged.colour_after = rules::words::Colour::Yellow;
    let write = |entry: &Entry| {
        let sk = format!("log#{:010}", entry.seq);
        let text = serde_json::to_string(entry).unwrap();
        let (world, person) = (&world, &person);
        async move { rewrite(world, person, &sk, "entry", &text).await }
    };
    write(&forged).await;
    let shown = citizen.history(&person).await;
    let broken = check(&entries(&shown), head(&shown)).unwrap_err();
    assert_eq!((broken.at, broken.why), (1, Break::Hash));

    // With every hash after it, and the head, made to fit.
    forged.hash = forged.computed_hash();
    let mut last = entries_before[1].clone();
    (last.prev_hash, last.colour_before) = (forged.hash.clone(), Some(forged.colour_after));
    last.hash = last.computed_hash();
    write(&forged).await;
    write(&last).await;
    rewrite(&world, &person, "case", "log_head", &last.hash).await;
    let shown = citizen.history(&person).await;
    assert_eq!(
        check(&entries(&shown), head(&shown)),
        Ok(()),
        "it holds by itself"
    );
    let proof = proved(&citizen, &person, Some("2020-02-12")).await;
    let sealed = &entries(&shown)[usize::try_from(proof.leaf.seq).unwrap() - 1];
    assert_ne!(sealed.hash, proof.leaf.hash.to_string());
}

#[tokio::test]
async fn r84_a_list_changed_behind_the_counter_proves_nothing() {
    let world = World::at(MORNING).await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    world.set(NIGHT);
    world.countdown().await;
    let proof = proved(&citizen, &person, None).await;
    let id = PersonId::parse(&person).unwrap();
    let list = format!("heads#2020-02-12#{:04}", rules::heads::bucket_of(id));
    let key = |name, value: String| (name, AttributeValue::S(value));
    let client = &world.bundle.database.client;
    let (pk, list) = key("pk", list);
    let blocks = client
        .query()
        .table_name("People")
        .key_condition_expression("pk = :pk");
    let blocks = blocks
        .expression_attribute_values(":pk", list)
        .send()
        .await
        .unwrap();
    let mut block = blocks.items()[0].clone();
    let mut leaves = block["leaves"].as_b().unwrap().as_ref().to_vec();
    *leaves.last_mut().unwrap() ^= 1;
    block.insert("leaves".to_owned(), AttributeValue::B(leaves.into()));
    assert!(block.contains_key(pk));
    let put = client.put_item().table_name("People").set_item(Some(block));
    put.send().await.unwrap();
    let told = citizen.proof(&person, None).await.is(200);
    let changed: Proof = serde_json::from_value(told).unwrap();
    assert!(changed.check().is_err());
    assert_ne!(changed.leaf, proof.leaf);
}

#[tokio::test]
async fn r69_a_stranger_is_told_the_same_as_of_nobody() {
    let world = World::at(MORNING).await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    let stranger = world.citizen("two").await;
    let nobody = world.id_of(&resident_id(2));
    for sealed in [false, true] {
        if sealed {
            world.set(NIGHT);
            world.countdown().await;
        }
        for day in [None, Some("2020-02-12"), Some("2020-02-11")] {
            let there = stranger.proof(&person, day).await;
            there.is_problem(404, "not-found");
            assert_eq!(there.told(), stranger.proof(&nobody, day).await.told());
            assert_eq!(there.told(), stranger.proof("p_1", day).await.told());
        }
    }
}

#[tokio::test]
async fn a_day_that_is_none_or_not_sealed_has_no_proof() {
    let world = World::at(MORNING).await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    citizen
        .proof(&person, None)
        .await
        .is_problem(404, "not-found");
    let path = format!("/v1/people/{person}/history/proof");
    for query in ["?day=2020-02-30", "?day=", "?day=20200212", "?day=today"] {
        let faults = citizen.get(&format!("{path}{query}")).await.faults();
        assert_eq!(faults, [("?day".to_owned(), "date".to_owned())], "{query}");
    }
    let faults = citizen.get(&format!("{path}?Day=x&seq=1")).await.faults();
    let unknown = |name: &str| (name.to_owned(), "unknown-parameter".to_owned());
    assert_eq!(faults, [unknown("?Day"), unknown("?seq")]);
    world.set(NIGHT);
    world.countdown().await;
    for day in ["2020-02-11", "2020-02-13", "1999-01-01"] {
        citizen
            .proof(&person, Some(day))
            .await
            .is_problem(404, "not-found");
    }
}

/// R85: the lists end by the clock, whatever the database still has. The roots stay.
#[tokio::test]
async fn r85_lists_of_heads_end_and_roots_do_not() {
    let world = World::at(MORNING).await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    world.set(NIGHT);
    world.countdown().await;
    world.set("2020-08-30T23:59:58");
    proved(&citizen, &person, Some("2020-02-12")).await;
    world.set("2020-08-31T00:00:00");
    let ended = citizen.proof(&person, Some("2020-02-12")).await;
    ended.is_problem(404, "not-found");
    world.anonymous().get("/v1/roots/2020-02-12").await.is(200);
}

#[tokio::test]
async fn a_proof_costs_four_reads_and_names_nobody_else() {
    let world = World::at(MORNING).await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    let other = citizen.applied(&application(&resident_id(2))).await;
    world.set(NIGHT);
    world.countdown().await;
    for day in [None, Some("2020-02-12")] {
        let reply = citizen.proof(&person, day).await;
        assert_eq!(reply.header("x-consumed-rru"), "4");
        assert_eq!(reply.header("x-consumed-wru"), "0");
        assert_eq!(reply.header("cache-control"), "no-store");
        assert!(!reply.text().contains(&other) && !reply.text().contains("鲍"));
        assert_eq!(reply.json()["leaf"]["person_id"], json!(person));
    }
}
