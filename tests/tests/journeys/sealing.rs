//! The sealing of a day: once, whole, and to the same root however often it is broken off and
//! however many work at it.

use std::time::Instant;

use countdown::Part;
use futures_util::{StreamExt as _, stream};
use rules::heads::Root;
use serde_json::json;

use crate::support::{Reply, World, application, resident_id, review, settle_crowd};

const NIGHT: &str = "2020-02-12T00:05:00";

async fn run(world: &World) -> Reply {
    let countdown = world.anonymous().request("POST", "/dev/countdown");
    Reply::of(countdown.send().await.unwrap()).await
}

/// How many people the day counts, whatever their colour.
async fn counted(world: &World, day: &str) -> u64 {
    let days = colours(world, day).await;
    let days = days.as_array().unwrap().iter();
    days.flat_map(|day| ["green", "yellow", "red"].map(|colour| day[colour].as_u64().unwrap()))
        .sum()
}

async fn colours(world: &World, day: &str) -> serde_json::Value {
    world.set(&format!("{day}T00:10:00"));
    let path = format!("/v1/statistics?from={day}&to={day}");
    world.city().await.get(&path).await.is(200)["days"].clone()
}

async fn root(world: &World) -> Root {
    let root = world.anonymous().get("/v1/roots/2020-02-12").await.is(200);
    serde_json::from_value(root).unwrap()
}

#[tokio::test]
async fn r84_a_day_is_sealed_once_and_again_writes_nothing() {
    let world = World::at("2020-02-11T09:00:00").await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    world.set(NIGHT);
    run(&world).await.is(200);
    let sealed = root(&world).await;
    // What happens on the day is the next one's.
    citizen.file(&person, &review()).await.is(201);
    citizen.applied(&application(&resident_id(2))).await;
    let again = run(&world).await;
    assert_eq!(again.is(200)["failed"], 0);
    assert_eq!(again.header("x-consumed-wru"), "0");
    // Also for whoever still has the parts to do.
    let day = sealed.day;
    for shard in (0..16).map(Some).chain([None]) {
        let report = Part::Heads { day, shard }
            .work(&world.bundle.state_of("countdown"), || false)
            .await;
        assert_eq!((report.failed, report.is_unfinished), (0, false));
    }
    assert_eq!(root(&world).await, sealed);
    let proof = citizen.proof(&person, None).await.is(200);
    assert_eq!(proof["leaf"]["seq"], 1);
}

#[tokio::test]
async fn r84_many_who_seal_the_same_days_at_once_make_one_chain() {
    let world = World::at(NIGHT).await;
    settle_crowd(&world, 60, None).await;
    let days = ["2020-02-12", "2020-02-13"].map(|day| day.parse().unwrap());
    let mut parts = Vec::new();
    for _ in 0..3 {
        for shard in (0..16).map(Some).chain([None]) {
            parts.extend(days.map(|day| Part::Heads { day, shard }));
        }
    }
    let state = world.bundle.state_of("countdown");
    let works: Vec<_> = parts
        .iter()
        .map(|part| part.work(&state, || false))
        .collect();
    let works = stream::iter(works).buffer_unordered(8);
    // They have other heads in front of them than each other: somebody comes meanwhile.
    let citizen = world.citizen("one").await;
    let body = application(&resident_id(1));
    let (reports, _) = futures_util::join!(works.collect::<Vec<_>>(), citizen.applied(&body));
    assert!(
        reports
            .iter()
            .all(|report| report.failed == 0 && !report.is_unfinished)
    );
    let roots = world.anonymous().get("/v1/roots").await.is(200)["roots"].clone();
    let roots: Vec<Root> = serde_json::from_value(roots).unwrap();
    // Whichever was sealed first: never the earlier day after the later one.
    assert!(roots.len() == 2 || roots.len() == 1 && roots[0].day == days[1]);
    assert_eq!(roots.last().unwrap().prev_hash.to_string(), "0".repeat(64));
    for pair in roots.windows(2) {
        assert_eq!((pair[0].day, pair[0].prev_hash), (days[1], pair[1].hash));
    }
    // Of each day those are counted whose heads are in its root, each once.
    for root in &roots {
        assert_eq!(counted(&world, &root.day.to_string()).await, root.people);
    }
}

/// More people in a part than a page has, so that time can be up in between.
#[tokio::test]
async fn r84_a_day_that_is_broken_off_again_and_again_comes_to_the_same_root() {
    let whole = World::at(NIGHT).await;
    settle_crowd(&whole, 2500, Some(3)).await;
    run(&whole).await.is(200);
    for shards in [vec![None], (0..16).map(Some).collect()] {
        let broken = World::at(NIGHT).await;
        settle_crowd(&broken, 2500, Some(3)).await;
        let mut pieces = 0;
        let state = broken.bundle.state_of("countdown");
        let parts = Part::of_heads(&state, shards).await;
        for part in parts.unwrap() {
            // Each piece is a new process, which knows only what was noted.
            while part.work(&state, || true).await.is_unfinished {
                pieces += 1;
                let roots = broken.anonymous().get("/v1/roots").await.is(200);
                assert_eq!(roots["roots"], json!([]));
            }
        }
        assert_eq!(pieces, 2);
        assert_eq!(root(&broken).await, root(&whole).await);
        let day = "2020-02-12";
        assert_eq!(colours(&broken, day).await, colours(&whole, day).await);
    }
    assert_eq!(root(&whole).await.people, 2500);
    assert_eq!(counted(&whole, "2020-02-12").await, 2500);
}

#[tokio::test]
async fn r84_a_day_is_never_sealed_after_a_later_one() {
    let world = World::at(NIGHT).await;
    let state = world.bundle.state_of("countdown");
    let late = Part::of_heads(&state, [None, Some(3)]).await.unwrap();
    world.set("2020-02-13T00:05:00");
    run(&world).await.is(200);
    for part in late {
        assert_eq!(part.work(&state, || false).await.failed, 0);
    }
    let roots = world.anonymous().get("/v1/roots").await.is(200)["roots"].clone();
    assert_eq!(roots[0]["day"], "2020-02-13");
    assert_eq!(roots[1], json!(null));
}

#[tokio::test]
async fn an_empty_city_costs_next_to_nothing() {
    let world = World::at(NIGHT).await;
    let first = run(&world).await;
    // The one part, and two items of the root in a transaction.
    assert_eq!(first.header("x-consumed-wru"), "5");
    assert_eq!(root(&world).await.people, 0);
}

/// `cargo test -p tests --test journeys -- --ignored --nocapture what_sealing_costs`
#[tokio::test]
#[ignore = "a measurement, for docs/decisions/heads.md"]
async fn what_sealing_costs() {
    for people in [0, 2_000, 20_000] {
        let world = World::at(NIGHT).await;
        settle_crowd(&world, people, None).await;
        for (what, night) in [
            ("first night", NIGHT),
            ("once sealed", NIGHT),
            ("next night", "2020-02-13T00:05:00"),
        ] {
            world.set(night);
            let begun = Instant::now();
            let reply = run(&world).await;
            println!(
                "{people} people, {what}: {} read and {} write units, {} ms",
                reply.header("x-consumed-rru"),
                reply.header("x-consumed-wru"),
                begun.elapsed().as_millis(),
            );
        }
        assert_eq!(root(&world).await.people, u64::from(people));
    }
}
