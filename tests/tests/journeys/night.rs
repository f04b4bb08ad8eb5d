//! A night on Lambda: a schedule plans it, messages bring its parts, and its end is told once, in one
//! line, whatever was broken off, repeated or lost on the way.

mod counts;

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};

use countdown::Part;
use countdown::lambda::Countdown;
use lambda_runtime::{Context, LambdaEvent};
use rules::heads::Root;
use serde_json::{Value, json};
use tracing::Dispatch;
use tracing::instrument::WithSubscriber as _;

use crate::support::{
    Between, Fault, PartsQueue, World, application, days, resident_id, review, settle_copies,
    settle_crowd, with,
};

/// Parts of a night without new policies: shards of the due index and of the heads, reviews, orders.
const PARTS: usize = 16 + 16 + 2;

/// When the schedule plans a night.
const MIDNIGHT: &str = "2020-02-18T00:05:00";

/// In milliseconds since 1970: a deadline that is far, whenever the test runs.
const FAR: u64 = 4_102_444_800_000;

/// The lines of a world's log that say that a night is finished, without what is never the same.
fn nights(world: &World) -> Vec<Value> {
    let is_night = |line: &Value| line["message"] == "night finished";
    world
        .logged()
        .into_iter()
        .filter(is_night)
        .map(|mut line| {
            assert!(line["seconds"].is_number(), "{line}");
            let fields = line.as_object_mut().unwrap();
            for name in ["message", "timestamp", "level", "seconds"] {
                fields.remove(name);
            }
            line
        })
        .collect()
}

/// The line of a night on the 18th.
fn line(examined: u32, released: u32, escalated: u32, parts: usize) -> Value {
    json!({
        "day": "2020-02-18", "is_today": true, "parts": parts, "examined": examined, "released": released,
        "restarted": 0, "escalated": escalated, "failed": 0,
    })
}

/// The parts that the log's lines name, each time that one was worked on.
fn worked(world: &World) -> Vec<String> {
    let is_work = |line: &Value| line["message"] == "countdown worked";
    let lines = world.logged().into_iter().filter(is_work);
    lines
        .map(|line| line["part"].as_str().unwrap().to_owned())
        .collect()
}

/// Somebody whose seven days end with the 17th, and whose review is overdue in the night after.
async fn quarantined(world: &World) -> String {
    let citizen = world.citizen("one").await;
    let contact = "/contact/quarantined_cohabitant";
    let yellow = with(&application(&resident_id(1)), contact, true);
    let person = citizen.applied(&yellow).await;
    citizen.file(&person, &review()).await.is(201);
    for day in days("2020-02-11", 7) {
        world.morning_of(&day);
        citizen.checks_in(&person).await;
    }
    person
}

/// A countdown under its role, with a queue of its own.
pub struct Night {
    countdown: Countdown,
    queue: PartsQueue,
}

impl Night {
    /// In this world, at its time.
    pub async fn in_world(world: &World) -> Self {
        let queue = PartsQueue::start().await;
        let countdown = Countdown {
            state: world.bundle.state_of("countdown"),
            queue: Some(queue.queue()),
        };
        Self { countdown, queue }
    }

    /// Gives the function an event, with all the time in the world.
    async fn answer(&self, event: Value) -> Value {
        self.answer_by(event, FAR).await
    }

    async fn answer_by(&self, event: Value, deadline: u64) -> Value {
        let mut context = Context::default();
        context.deadline = deadline;
        let event = LambdaEvent::new(event, context);
        let answer = self.countdown.answer(event);
        Box::pin(answer.with_subscriber(self.log())).await.unwrap()
    }

    /// Where the function's lines go.
    fn log(&self) -> Dispatch {
        self.countdown.state.log.lines()
    }

    /// The schedule's event.
    pub async fn plan(&self) -> Value {
        self.answer(json!({"source": "aws.scheduler", "detail": "{}"}))
            .await["planned"]
            .clone()
    }

    /// Delivers all that lies in the queue, each message as often as this.
    pub async fn deliver(&self, times: u32) {
        while let Some(event) = self.queue.next() {
            for _ in 0..times {
                let answer = self.answer(event.clone()).await;
                assert_eq!(answer["batchItemFailures"], json!([]), "{event}");
            }
        }
    }

    /// Delivers all that lies in the queue, and what is handed on, and gives how much that was: each part's
    /// first piece has no time at all, in its second there is time until it is looked at once, and so on.
    async fn deliver_in_pieces(&self) -> usize {
        let (mut pieces, mut handed_on) = (HashMap::<String, u32>::new(), 0);
        while let Some(event) = self.queue.next() {
            let name = event["Records"][0]["body"].to_string();
            let piece = pieces.entry(name).or_default();
            assert!(*piece < 50, "it gets nowhere");
            let (looks, most) = (AtomicU32::new(0), *piece);
            let is_time_up = || looks.fetch_add(1, Ordering::Relaxed) >= most;
            *piece += 1;
            let depth = self.queue.depth();
            let messages = serde_json::from_value(event).unwrap();
            let taken = self.countdown.take(messages, is_time_up);
            let answer = Box::pin(taken.with_subscriber(self.log())).await;
            assert!(answer.batch_item_failures.is_empty());
            handed_on += self.queue.depth() - depth;
        }
        handed_on
    }
}

#[tokio::test]
async fn a_night_is_told_once_however_often_its_messages_come() {
    let world = World::at("2020-02-11T09:00:00").await;
    quarantined(&world).await;
    world.set(MIDNIGHT);
    let night = Night::in_world(&world).await;
    assert_eq!(night.plan().await, PARTS);
    night.deliver(3).await;
    let told = vec![line(1, 1, 1, PARTS)];
    assert_eq!(nights(&world), told);
    let (worked, parts) = (worked(&world), Part::of_a_night());
    assert_eq!(worked.len(), 3 * PARTS);
    for part in parts.map(|part| part.name()) {
        assert_eq!(worked.iter().filter(|one| **one == part).count(), 3);
    }
    // The schedule tries again, because it did not hear that the plan succeeded.
    assert_eq!(night.plan().await, 0);
    assert_eq!((night.queue.depth(), nights(&world)), (0, told));
}

#[tokio::test]
async fn a_night_that_is_planned_again_is_the_same_night_with_what_is_left_of_it() {
    let world = World::at("2020-02-11T09:00:00").await;
    quarantined(&world).await;
    world.set(MIDNIGHT);
    let night = Night::in_world(&world).await;
    night.plan().await;
    for _ in 0..20 {
        let event = night.queue.next().unwrap();
        night.answer(event).await;
    }
    assert_eq!(
        (night.plan().await, nights(&world)),
        (json!(PARTS - 20), vec![])
    );
    assert_eq!(night.queue.depth(), 2 * (PARTS - 20));
    night.deliver(1).await;
    assert_eq!(nights(&world), vec![line(1, 1, 1, PARTS)]);
    // The next one is another.
    world.set("2020-02-19T00:05:00");
    assert_eq!(night.plan().await, PARTS);
    night.deliver(1).await;
    assert_eq!(nights(&world).len(), 2);
    assert_eq!(nights(&world)[1]["day"], "2020-02-19");
}

/// More people in a part than a page has, so that time can be up between any two of them.
#[tokio::test]
async fn a_night_whose_time_is_up_at_every_point_counts_everybody_once() {
    let world = World::at("2020-02-11T09:00:00").await;
    let person = quarantined(&world).await;
    settle_copies(&world, &person, 450, 3).await;
    settle_crowd(&world, 2100, Some(9)).await;
    world.set(MIDNIGHT);
    let night = Night::in_world(&world).await;
    night.plan().await;
    let handed_on = night.deliver_in_pieces().await;
    assert!(handed_on > 20, "{handed_on}");
    // A copy has no review in the queue of the district.
    assert_eq!(nights(&world), vec![line(451, 451, 1, PARTS)]);
    let root = world.anonymous().get("/v1/roots/2020-02-18").await.is(200);
    let root: Root = serde_json::from_value(root).unwrap();
    assert_eq!(root.people, 451 + 2100);
    let left = world.countdown().await;
    assert_eq!((&left["examined"], &left["failed"]), (&json!(0), &json!(0)));
}

#[tokio::test]
async fn a_part_that_cannot_be_handed_on_stays_in_the_queue() {
    let world = World::at("2020-02-11T09:00:00").await;
    quarantined(&world).await;
    world.set(MIDNIGHT);
    let night = Night::in_world(&world).await;
    night.plan().await;
    let mut all = Vec::new();
    while let Some(event) = night.queue.next() {
        all.push(event);
    }
    night.queue.refuses(true);
    // The deadline is over before anything begins.
    let mut came_again = Vec::new();
    for event in all {
        let answer = night.answer_by(event.clone(), 0).await;
        let failed = answer["batchItemFailures"].as_array().unwrap();
        if let Some(failed) = failed.first() {
            let record = &event["Records"][0];
            assert_eq!(failed["itemIdentifier"], record["messageId"]);
            came_again.push(event);
        }
    }
    // Everybody who is due, and the reviews; the heads are few, and an order there is none.
    assert_eq!((came_again.len(), nights(&world)), (17, vec![]));
    for event in came_again {
        night.answer(event).await;
    }
    assert_eq!(nights(&world), vec![line(1, 1, 1, PARTS)]);
}

#[tokio::test]
async fn a_night_is_told_once_whichever_answers_of_the_database_are_lost() {
    for lost in 1..=3 {
        let between = Between::start().await;
        let world = World::on(between.storage(), "2020-02-17T09:00:00").await;
        world.set(MIDNIGHT);
        let night = Night::in_world(&world).await;
        night.plan().await;
        while let Some(event) = night.queue.next() {
            if night.queue.depth() == 0 {
                between.set(Fault::LostAnswers(lost));
            }
            let failures = night.answer(event.clone()).await["batchItemFailures"].clone();
            // As the queue does with what failed.
            if failures != json!([]) {
                night.answer(event).await;
            }
        }
        assert!(between.is_over());
        assert_eq!(nights(&world), vec![line(0, 0, 0, PARTS)], "{lost}");
    }
}

#[tokio::test]
async fn a_night_that_ends_on_the_day_after_it_is_told_as_an_older_one() {
    let world = World::at(MIDNIGHT).await;
    let night = Night::in_world(&world).await;
    night.plan().await;
    world.set("2020-02-19T00:05:00");
    night.deliver(1).await;
    assert_eq!(nights(&world).len(), 1);
    assert_eq!(nights(&world)[0]["is_today"], false);
    assert_eq!(nights(&world)[0]["day"], "2020-02-18");
}

#[tokio::test]
async fn a_night_that_one_process_does_is_told_in_the_same_words() {
    let world = World::at("2020-02-11T09:00:00").await;
    quarantined(&world).await;
    world.set("2020-02-18T00:05:00");
    world.countdown().await;
    // All heads are one part.
    assert_eq!(nights(&world), vec![line(1, 1, 1, PARTS - 15)]);
}
