//! `GET /v1/roots`: what anybody can read and keep, without a token.

use rules::heads::Root;
use serde_json::Value;

use crate::support::{World, application, days, resident_id};

/// The roots of all pages, newest first, and how many pages there were.
async fn all(world: &World) -> (Vec<Root>, usize) {
    let (mut roots, mut pages) = (Vec::new(), 0);
    let mut path = "/v1/roots".to_owned();
    loop {
        let page = world.anonymous().get(&path).await.is(200);
        roots.extend(serde_json::from_value::<Vec<Root>>(page["roots"].clone()).unwrap());
        pages += 1;
        match &page["next_cursor"] {
            Value::String(cursor) => path = format!("/v1/roots?cursor={cursor}"),
            _ => return (roots, pages),
        }
    }
}

#[tokio::test]
async fn r84_the_days_are_a_chain_that_anybody_can_read_page_by_page() {
    let world = World::at("2020-02-11T09:00:00").await;
    assert_eq!(all(&world).await, (Vec::new(), 1));
    let citizen = world.citizen("one").await;
    for (day, n) in days("2020-02-12", 51).zip(0..) {
        if n < 3 {
            citizen.applied(&application(&resident_id(n))).await;
        }
        world.set(&format!("{day}T00:05:00"));
        world.countdown().await;
    }
    let (roots, pages) = all(&world).await;
    assert_eq!((roots.len(), pages), (51, 2));
    for pair in roots.windows(2) {
        assert_eq!(pair[0].prev_hash, pair[1].hash);
        assert!(pair[0].day > pair[1].day);
    }
    assert!(roots.iter().all(|root| root.hash == root.computed_hash()));
    let oldest: Vec<_> = roots.iter().rev().take(4).map(|root| root.people).collect();
    assert_eq!(oldest, [1, 2, 3, 3]);
    // Nobody's head moved, and the days are told apart all the same.
    assert_eq!(roots[0].root, roots[1].root);
    assert_ne!(roots[0].hash, roots[1].hash);
}

#[tokio::test]
async fn a_root_may_be_kept_by_whoever_reads_it_and_costs_one_read() {
    let world = World::at("2020-02-12T00:05:00").await;
    world.countdown().await;
    let (list, one) = (
        world.anonymous().get("/v1/roots").await,
        world.anonymous().get("/v1/roots/2020-02-12").await,
    );
    assert_eq!(list.is(200)["roots"][0], one.is(200));
    assert_eq!(list.header("cache-control"), "public, max-age=300");
    assert_eq!(
        one.header("cache-control"),
        "public, max-age=86400, immutable"
    );
    for reply in [list, one] {
        assert_eq!(reply.header("x-consumed-rru"), "1");
        assert_eq!(reply.header("content-type"), "application/json");
    }
}

#[tokio::test]
async fn a_day_without_a_root_is_not_found_and_a_cursor_that_is_none_is_a_fault() {
    let world = World::at("2020-02-12T00:05:00").await;
    world.countdown().await;
    for day in ["2020-02-11", "2020-02-30", "20200212", "today", "%FF"] {
        let reply = world.anonymous().get(&format!("/v1/roots/{day}")).await;
        reply.is_problem(404, "not-found");
    }
    for cursor in ["x", "MjAyMC0wMi0zMA"] {
        let reply = world
            .anonymous()
            .get(&format!("/v1/roots?cursor={cursor}"))
            .await;
        assert_eq!(
            reply.faults(),
            [("?cursor".to_owned(), "cursor".to_owned())]
        );
    }
    let reply = world.anonymous().get("/v1/roots?day=2020-02-12").await;
    assert_eq!(
        reply.faults(),
        [("?day".to_owned(), "unknown-parameter".to_owned())]
    );
}
