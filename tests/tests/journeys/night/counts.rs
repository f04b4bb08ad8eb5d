//! What a night came to: everybody once, whoever was faster, whatever was lost and handed on.

use countdown::Part;
use serde_json::json;
use store::NightCounts;

use super::{MIDNIGHT, Night, PARTS, line, nights};
use crate::policies::{AND_GUANGDONG, City, from_guangzhou};
use crate::support::{World, settle_copies};

/// What is counted for this part: all that is done, and nobody else's.
async fn counted(world: &World, part: &str, people: u64, is_done: bool, attempt: &str) -> [u64; 3] {
    let counts = NightCounts {
        examined: people,
        released: people,
        escalated: people,
        ..NightCounts::default()
    };
    let (store, day) = (&world.bundle.state.store, jiff::civil::date(2020, 2, 18));
    let night = store.count_part(day, part, counts, is_done, attempt).await;
    let counts = night.unwrap().unwrap().counts;
    [counts.examined, counts.released, counts.escalated]
}

#[tokio::test]
async fn two_runs_of_one_part_count_what_each_has_written_until_the_night_is_told() {
    let world = World::at(MIDNIGHT).await;
    let night = Night::in_world(&world).await;
    night.plan().await;
    let [one, other] = [3, 4].map(|shard| Part::Due { shard }.name());
    assert_eq!(counted(&world, &one, 5, true, "first").await, [5, 5, 5]);
    assert_eq!(counted(&world, &one, 3, true, "second").await, [5, 8, 8]);
    // A retry of either, which has not heard that it counted, counts nothing.
    assert_eq!(counted(&world, &one, 3, true, "second").await, [5, 8, 8]);
    assert_eq!(counted(&world, &one, 5, true, "first").await, [5, 8, 8]);
    assert_eq!(counted(&world, &other, 1, true, "third").await, [6, 9, 9]);
    night.deliver(1).await;
    assert_eq!(nights(&world), vec![line(6, 9, 9, PARTS)]);
    assert_eq!(counted(&world, &one, 2, true, "late").await, [6, 9, 9]);
}

#[tokio::test]
async fn a_count_whose_answer_is_lost_is_known_again_whoever_counted_in_between() {
    let world = World::at(MIDNIGHT).await;
    Night::in_world(&world).await.plan().await;
    let [one, other] = [3, 4].map(|shard| Part::Due { shard }.name());
    assert_eq!(counted(&world, &one, 5, false, "first").await, [5, 5, 5]);
    assert_eq!(counted(&world, &other, 1, false, "second").await, [6, 6, 6]);
    assert_eq!(counted(&world, &one, 2, false, "third").await, [8, 8, 8]);
    assert_eq!(counted(&world, &one, 5, false, "first").await, [8, 8, 8]);
}

/// People of one shard whom a version concerns, more of them than a page has.
#[tokio::test]
async fn whoever_a_policy_concerns_is_counted_once_however_often_its_part_is_handed_on() {
    let world = World::at("2020-02-12T09:00:00").await;
    let city = City::of(&world).await;
    let person = world.citizen("one").await.applied(&from_guangzhou(1)).await;
    settle_copies(&world, &person, 450, 3).await;
    city.publishes(&city.with_medium("v2", "2020-02-18", &json!(AND_GUANGDONG)))
        .await;
    world.set(MIDNIGHT);
    let night = Night::in_world(&world).await;
    assert_eq!(night.plan().await, PARTS + 16);
    let handed_on = night.deliver_in_pieces().await;
    assert!(handed_on > 20, "{handed_on}");
    assert_eq!(nights(&world), vec![line(451, 0, 0, PARTS + 16)]);
}
