//! The erasure is killed wherever it stands, or runs out of time, and goes on with the next start.

use std::sync::atomic::{AtomicU32, Ordering};

use super::{ALL_OVER, NOTICED, everything, last_day, run, told, with_review};
use crate::support::{Between, Fault, World, application, resident_id};

async fn town() -> (Between, World) {
    let between = Between::start().await;
    let world = World::on(between.storage(), "2020-05-30T09:00:00").await;
    last_day(&world).await;
    let many = world.citizen("many").await;
    for n in 0..10 {
        many.applied(&application(&resident_id(n))).await;
    }
    for n in 10..15 {
        with_review(&world, &format!("account-{n}"), n).await;
    }
    (between, world)
}

#[tokio::test(flavor = "multi_thread")]
async fn r85_a_run_killed_after_every_few_writes_ends_where_an_undisturbed_one_does() {
    let (between, world) = town().await;
    let undisturbed = town().await;
    for (now, writes) in [(NOTICED, 7), (ALL_OVER, 3)] {
        world.set(now);
        undisturbed.1.set(now);
        run(&undisturbed.1).await.is(200);
        let mut kills = 0;
        loop {
            between.set(Fault::StandstillAfter(writes));
            let state = world.bundle.state_of("sunset");
            let mut worker = tokio::spawn(async move { sunset::run(&state, || false).await });
            let is_done = tokio::select! {
                done = &mut worker => { done.unwrap().unwrap(); true }
                () = between.stands_still() => false,
            };
            worker.abort();
            if is_done {
                break;
            }
            kills += 1;
            assert!(kills < 200, "it gets nowhere");
        }
        assert!(kills > 2, "{kills}");
        between.set(Fault::None);
        run(&world).await.is(200);
        let (after, expected) = (told(&world).await, told(&undisturbed.1).await);
        for name in ["left", "is_complete", "kept_for_reviews"] {
            let counted = &after["report"][name];
            // A worker that was killed may not have told how many people it had in hand.
            if name == "kept_for_reviews" {
                assert!(counted.as_u64() <= expected["report"][name].as_u64());
            } else {
                assert_eq!(counted, &expected["report"][name], "{name}");
            }
        }
        let items = everything(&between.database.client).await.len();
        assert_eq!(
            items,
            everything(&undisturbed.0.database.client).await.len()
        );
    }
    assert_eq!(told(&world).await["report"]["is_complete"], true);
}

#[tokio::test]
async fn r85_a_run_whose_time_is_up_goes_on_with_the_next_start() {
    let (_between, world) = town().await;
    world.set(NOTICED);
    let mut starts = 0;
    loop {
        starts += 1;
        let looks = AtomicU32::new(0);
        let is_time_up = || looks.fetch_add(1, Ordering::Relaxed) >= starts * 8;
        let state = world.bundle.state_of("sunset");
        let ran = Box::pin(sunset::run(&state, is_time_up))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(ran.failed, 0);
        if !ran.is_unfinished {
            break;
        }
        assert_eq!(
            told(&world).await["report"]["examined"],
            0,
            "no whole pass yet"
        );
    }
    assert!(starts > 2);
    assert_eq!(told(&world).await["report"]["left"]["people"], 5);
}

#[tokio::test]
async fn r85_a_run_that_cannot_write_says_so_and_the_next_one_does_the_work() {
    let (between, world) = town().await;
    let before = everything(&between.database.client).await.len();
    world.set(NOTICED);
    between.set(Fault::WritesThrottled);
    let ran = run(&world).await.is(200);
    assert!(
        ran["failed"].as_u64() > Some(0) && ran["erased"] == 0,
        "{ran}"
    );
    between.set(Fault::None);
    assert_eq!(everything(&between.database.client).await.len(), before);
    let ran = run(&world).await.is(200);
    assert!(ran["failed"] == 0 && ran["left"]["people"] == 5, "{ran}");
}
