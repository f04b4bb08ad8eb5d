//! Evidence that arrives while the person applies or checks in: it is folded in or learned, and never
//! lost and never doubled.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tokio::task::JoinSet;

use super::{DAY, entries, holds};
use crate::support::{
    World, application, contact, message, normal_day, passport, resident_id, result, travel_record,
};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn r19_evidence_that_races_with_the_application_is_never_lost() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let (clinic, registry) = (world.clinic("a").await, world.registry().await);
    let mut seen = BTreeSet::new();
    for n in 0..50 {
        let document = resident_id(n);
        let found = result("e-1", &document, "suspected", "2020-02-11T08:30:00");
        let stayed = travel_record("e-2", &document, "420100", "2020-02-05");
        let (first, second, applied) = (
            async { clinic.tell(&found).await.is(202) },
            async { registry.tell(&stayed).await.is(202) },
            async { citizen.applied(&application(&document)).await },
        );
        // Each in turn has a small start.
        let person = match n % 3 {
            0 => tokio::join!(first, second, applied).2,
            1 => tokio::join!(applied, first, second).0,
            _ => tokio::join!(second, applied, first).1,
        };
        let code = citizen.code(&person).await;
        assert_eq!(
            holds(&code),
            [
                ("clinic-suspected", "red", "2020-02-11"),
                ("false-declaration", "red", "2020-02-11"),
                ("travel-record-high", "red", "2020-02-11"),
            ],
            "{n}"
        );
        let history = citizen.history(&person).await;
        let put_on = entries(&history).iter().flat_map(|entry| {
            let put_on = entry["detail"]["put_on"].as_array().into_iter().flatten();
            put_on.map(|hold| hold["rule"].as_str().unwrap())
        });
        assert_eq!(put_on.count(), 3, "{history}");
        seen.insert(entries(&history).len());
    }
    // Both ways were taken: folded into the application, and learned after it.
    assert!(seen.len() > 1, "{seen:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn r41_fifty_times_the_same_at_once_is_once() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let registry = world.registry().await;
    for (document, is_known) in [(resident_id(1), true), (resident_id(2), false)] {
        if is_known {
            citizen.applied(&application(&document)).await;
        }
        let evidence = contact("e-1", &document, "close", "2020-02-05");
        let mut running = JoinSet::new();
        for _ in 0..50 {
            let (registry, evidence) = (registry.clone(), evidence.clone());
            running.spawn(async move { registry.tell(&evidence).await.status });
        }
        let statuses: BTreeSet<_> = running.join_all().await.into_iter().collect();
        assert!(statuses.is_subset(&[202, 503].into()), "{statuses:?}");
        registry.tells([&evidence]).await;
        if !is_known {
            citizen.applied(&application(&document)).await;
        }
        let person = world.id_of(&document);
        let history = citizen.history(&person).await;
        assert_eq!(entries(&history).len(), if is_known { 2 } else { 1 });
        assert_eq!(
            citizen.code(&person).await["holds"][0]["rule"],
            "close-contact"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_workers_with_one_batch_about_one_person_who_applies_and_checks_in() {
    for round in 0..10 {
        let world = World::at(DAY).await;
        let citizen = world.citizen("one").await;
        let document = passport(round);
        let records = (0..10).map(|n| {
            let day = format!("2020-02-{:02}", n + 1);
            let body = match n % 3 {
                0 => contact(&format!("c-{n}"), &document, "close", &day),
                1 => travel_record(&format!("t-{n}"), &document, "420100", &day),
                _ => result(
                    &format!("r-{n}"),
                    &document,
                    "suspected",
                    &format!("{day}T08:00:00"),
                ),
            };
            message(&format!("m-{n}"), &body)
        });
        let batch = json!({"Records": records.collect::<Vec<_>>()});
        let person = async {
            let person = citizen.applied(&application(&document)).await;
            citizen.check_in(&person, &normal_day()).await.is(201);
            person
        };
        let (one, two, person) =
            tokio::join!(delivered(&world, &batch), delivered(&world, &batch), person);
        assert_eq!((one, two), (0, 0), "round {round}");
        let code = citizen.code(&person).await;
        assert_eq!(
            holds(&code),
            [
                ("clinic-suspected", "red", "2020-02-11"),
                ("close-contact", "red", "2020-02-11"),
                ("false-declaration", "red", "2020-02-11"),
                ("travel-record-high", "red", "2020-02-11"),
            ]
        );
        assert_eq!(code["check_in"]["today"], "done");
        for hold in code["holds"].as_array().unwrap() {
            let days = &hold["normal_days"];
            assert!(days == 1 || hold["ends_by"] == "officer", "{hold}");
        }
    }
}

/// Delivers a batch until all of it is taken, a few times at most; gives how many were left.
async fn delivered(world: &World, batch: &Value) -> usize {
    let mut left = batch.clone();
    for _ in 0..5 {
        let answer = world.deliver(&left).await.is(200);
        let failed = answer["batchItemFailures"].as_array().unwrap().iter();
        let failed: BTreeSet<_> = failed
            .map(|one| one["itemIdentifier"].to_string())
            .collect();
        let records = left["Records"].as_array_mut().unwrap();
        records.retain(|record| failed.contains(&record["messageId"].to_string()));
        if failed.is_empty() {
            break;
        }
    }
    left["Records"].as_array().unwrap().len()
}
