//! The watch bites.

use std::panic::{AssertUnwindSafe, catch_unwind};

use data_encoding::{BASE64, BASE64URL_NOPAD};
use serde_json::json;
use tracing::dispatcher::with_default;

use super::Watch;
use crate::support::{World, application, message, resident_id, with};

/// A world in which somebody has applied.
async fn world() -> World {
    let world = World::at("2020-02-11T09:00:00").await;
    let body = with(&application(&resident_id(1)), "/address", "文三路 8 号");
    world.citizen("one").await.applied(&body).await;
    world
}

/// What a world says that falls when it ends.
fn falls(world: World) -> String {
    let fallen = catch_unwind(AssertUnwindSafe(|| drop(world))).expect_err("the watch bites");
    *fallen.downcast::<String>().expect("a text")
}

/// Every way out, and every spelling of a name, a phone, a document's number and an address.
#[tokio::test]
async fn a_canary_that_gets_out_in_any_spelling_fails_the_journey() {
    let id = resident_id(1)["number"].as_str().unwrap().to_owned();
    let coded = |text: &str, before: &str| BASE64.encode(format!("{before}{text}").as_bytes());
    for (leak, canary) in [
        ("鲍晓".to_owned(), "鲍晓"),
        (r"\u9c8d\u6653".to_owned(), "鲍晓"),
        ("%E9%B2%8D%E6%99%93".to_owned(), "鲍晓"),
        ("%e9%b2%8d%e6%99%93".to_owned(), "鲍晓"),
        (coded("13800000000", ""), "13800000000"),
        (coded("13800000000", "x"), "13800000000"),
        (coded("13800000000", "xy"), "13800000000"),
        (
            BASE64URL_NOPAD.encode("?文三路 8 号".as_bytes()),
            "文三路 8 号",
        ),
        (format!("a{id}b"), id.as_str()),
    ] {
        let world = world().await;
        with_default(&world.bundle.state.log.lines(), || {
            tracing::warn!(target: "store", leak, "a line of ours");
        });
        let fallen = falls(world);
        assert!(
            fallen.contains(&format!("{canary} is in the log")),
            "{fallen}"
        );
    }
}

#[tokio::test]
async fn a_canary_in_a_url_an_error_or_a_message_fails_the_journey() {
    for place in ["a Location", "the problem at /v1/shares", "a message"] {
        let world = world().await;
        world
            .watch()
            .hears(place, "/v1/people?name=%E9%B2%8D%E6%99%93");
        let fallen = falls(world);
        assert!(fallen.contains(&format!("鲍晓 is in {place}")), "{fallen}");
    }
}

#[tokio::test]
async fn an_id_of_a_person_may_be_in_a_url_and_not_in_the_log() {
    for (is_logged, falls_) in [(false, false), (true, true)] {
        let world = World::at("2020-02-11T09:00:00").await;
        let one = world.citizen("one").await;
        let person = one.applied(&application(&resident_id(1))).await;
        one.code(&person).await;
        if is_logged {
            with_default(&world.bundle.state.log.lines(), || {
                tracing::info!(target: "store", person, "a line of ours");
            });
        }
        let leaks = world.watch().leaks();
        assert_eq!(leaks.contains(&person), falls_, "{leaks}");
        if falls_ {
            falls(world);
        }
    }
}

/// A queue's messages hide their bodies in a text.
#[test]
fn canaries_are_picked_out_of_messages_too() {
    let body = json!({"document": {"type": "passport", "number": "M00000042"}});
    let batch = json!({"Records": [message("m", &body)]});
    let found = super::personal("/dev/queue/evidence", &batch);
    assert_eq!(found, ["M00000042"]);
    assert!(Watch::default().leaks().is_empty());
}
