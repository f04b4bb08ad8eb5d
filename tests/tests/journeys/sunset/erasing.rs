//! The erasure: what was erased stays erased, whoever is slow, comes late or turns the clock back.

use serde_json::json;

use super::{
    A_DAY_LATER, ALL_OVER, END, LAST_EVENING, NOTICED, everything, last_day, run, told, with_review,
};
use crate::support::{
    Between, World, application, contact, message, normal_day, resident_id, review, with, without,
};

/// Two bundles on one database: in the second one it is still the evening before.
async fn two_worlds() -> (Between, World, World) {
    let between = Between::start().await;
    let world = World::on(between.storage(), "2020-05-30T09:00:00").await;
    last_day(&world).await;
    let slow = World::on(between.storage(), LAST_EVENING).await;
    (between, world, slow)
}

#[tokio::test]
async fn r85_whoever_writes_late_is_found_by_the_next_run() {
    let (between, world, slow) = two_worlds().await;
    let client = &between.database.client;
    let (_, person, _) = with_review(&world, "keeper", 1).await;
    world.set(END);
    let first = run(&world).await.is(200);
    let kept = everything(client).await.len();

    // A process that has not noticed takes an application, a check-in, a review and evidence.
    let late = slow.citizen("late").await;
    let newcomer = late.applied(&application(&resident_id(2))).await;
    late.check_in(&newcomer, &normal_day()).await.is(201);
    late.file(&newcomer, &review()).await.is(201);
    let told_late = contact("c-1", &resident_id(3), "close", "2020-05-31");
    slow.deliver(&json!({"Records": [message("m-1", &told_late)]}))
        .await
        .is(200);
    assert!(everything(client).await.len() > kept + 5);

    // Not yet believed to be over, so the next start looks again.
    world.set("2020-06-01T00:20:00");
    let second = run(&world).await.is(200);
    assert_eq!(
        (&first["kept_for_reviews"], &second["kept_for_reviews"]),
        (&json!(1), &json!(2))
    );
    assert_eq!(second["left"]["people"], 2);
    assert_eq!(
        everything(client).await.len(),
        kept + 3,
        "two who may read, and what they filed"
    );
    world.set(ALL_OVER);
    assert_eq!(run(&world).await.is(200)["is_complete"], true);
    let left = everything(client).await;
    assert!(
        !left
            .iter()
            .any(|(_, item)| item.contains(&newcomer) || item.contains(&person))
    );
}

#[tokio::test]
async fn r85_a_person_who_is_erased_cannot_come_back_while_their_reviews_are_kept() {
    let (between, world, slow) = two_worlds().await;
    let (me, person, _) = with_review(&world, "keeper", 1).await;
    let share = me.shares(&person).await;
    world.set(END);
    run(&world).await.is(200);
    let kept = everything(&between.database.client).await;

    // For a clock that was set back there is nobody, and nobody can be made of what is kept.
    let me = slow.citizen("keeper").await;
    let body = application(&resident_id(1));
    for refused in [
        me.apply(&body).await,
        me.reapply(&person, &without(&body, "/person")).await,
        me.check_in(&person, &normal_day()).await,
        me.file(&person, &review()).await,
        me.share(&person).await,
        me.redeem(&share, "self").await,
        me.get(&format!("/v1/people/{person}/code")).await,
        me.get(&format!("/v1/people/{person}/code.png")).await,
        me.get(&format!("/v1/people/{person}/history")).await,
        me.get(&format!("/v1/people/{person}/scans")).await,
    ] {
        let code = refused.json()["code"].clone();
        let said = (refused.status, code.as_str().unwrap_or_default().to_owned());
        let gone = [(404, "not-found"), (409, "service-ended")];
        assert!(gone.contains(&(said.0, said.1.as_str())), "{said:?}");
    }
    assert!(me.people().await.is_empty());
    let told_late = contact("c-1", &resident_id(1), "close", "2020-05-31");
    let late = slow
        .deliver(&json!({"Records": [message("m-1", &told_late)]}))
        .await
        .is(200);
    assert_eq!(late["batchItemFailures"].as_array().unwrap().len(), 1);
    let gate = slow.gate("metro", "transit", "330106").await;
    let by_document = with(
        &crate::support::verification("metro"),
        "/document",
        resident_id(1),
    );
    assert_eq!(gate.asks(&by_document).await["colour"], "none");
    let now = everything(&between.database.client).await;
    // Nothing but the place and the scan at it.
    assert_eq!(now.len(), kept.len() + 2);
    for item in &kept {
        assert!(now.contains(item), "{item:?}");
    }
}

#[tokio::test]
async fn r85_a_clock_set_back_before_the_end_brings_nothing_back() {
    let world = World::at("2020-05-30T09:00:00").await;
    last_day(&world).await;
    let (me, person, _) = with_review(&world, "keeper", 1).await;
    let other = world.citizen("other").await;
    let others = other.applied(&application(&resident_id(2))).await;
    for after in [END, ALL_OVER] {
        world.set(after);
        run(&world).await.is(200);
        world.set(LAST_EVENING);
        for (who, whose) in [(&me, &person), (&other, &others)] {
            who.get(&format!("/v1/people/{whose}/code"))
                .await
                .is_problem(404, "not-found");
            assert!(who.people().await.is_empty());
        }
        assert_eq!(
            run(&world).await.is(200),
            json!(null),
            "before the end nothing is erased"
        );
    }
    // Whoever applies then is somebody new, and ends with the rest.
    let anew = me.applied(&application(&resident_id(1))).await;
    assert_eq!(anew, person);
    assert_eq!(
        me.history(&person).await["entries"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    world.set(A_DAY_LATER);
    run(&world).await.is(200);
    let left = everything(&world.bundle.database.client).await;
    assert!(!left.iter().any(|(_, item)| item.contains(&person)));
}

#[tokio::test]
async fn r85_running_again_does_nothing_more_and_two_at_once_do_it_once() {
    if tests::engine::is_skipped("DynamoDB Local tells two deletions of one item that they did it")
    {
        return;
    }
    let world = World::at("2020-05-30T09:00:00").await;
    last_day(&world).await;
    for n in 0..12 {
        with_review(&world, &format!("account-{n}"), n).await;
    }
    let client = &world.bundle.database.client;
    let before = everything(client).await.len();
    world.set(NOTICED);
    let (one, other) = tokio::join!(run(&world), run(&world));
    assert!(one.is(200)["failed"] == 0 && other.is(200)["failed"] == 0);
    let report = told(&world).await["report"].clone();
    assert_eq!(report["kept_for_reviews"], 12);
    let after = everything(client).await.len();
    // What is gone was counted once; the note of how far it came is new.
    assert_eq!(report["erased"], before - (after - 1));
    let again = run(&world).await;
    assert_eq!(again.header("x-consumed-wru"), "0");
    assert_eq!(told(&world).await["report"], report);
    world.set(ALL_OVER);
    let (one, other) = tokio::join!(run(&world), run(&world));
    one.is(200);
    other.is(200);
    let report = told(&world).await["report"].clone();
    assert_eq!(
        (&report["is_complete"], &report["kept_for_reviews"]),
        (&json!(true), &json!(12))
    );
}
