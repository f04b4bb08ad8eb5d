//! What an erasure costs, per person.

use super::{NOTICED, everything, last_day, run};
use crate::support::{Reply, World, application, normal_day, number_with_check, with};

fn units(reply: &Reply, which: &str) -> f64 {
    reply.header(which).parse().expect("a number")
}

/// KB of this process by this name of Linux's own account of it; 0 elsewhere.
fn memory(name: &str) -> i64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let number = line.and_then(|line| line.split_whitespace().nth(1));
    number
        .and_then(|number| number.parse().ok())
        .unwrap_or_default()
}

/// What an erasure used, for each person.
struct Used {
    rru: f64,
    wru: f64,
    items: f64,
    /// By how much the process grew at most, database included, in KB of all.
    grown_kb: i64,
}

/// People with a stay, a check-in, a declaration and an identity, as many as asked for; one in ten
/// has a review.
async fn measured(people: u32) -> Used {
    let world = World::at("2020-05-30T09:00:00").await;
    last_day(&world).await;
    for n in 0..people {
        let number = number_with_check(&format!("330106{}0101{:03}", 1950 + n / 1000, n % 1000));
        let document = serde_json::json!({"type": "resident-id", "number": number});
        let citizen = world.citizen(&format!("account-{n}")).await;
        let body = with(
            &application(&document),
            "/travel",
            crate::support::stay("110101", "2020-05-25"),
        );
        let person = citizen.applied(&body).await;
        citizen.check_in(&person, &normal_day()).await.is(201);
        if n % 10 == 0 {
            citizen
                .file(&person, &crate::support::review())
                .await
                .is(201);
        }
    }
    let before = everything(&world.bundle.database.client).await.len();
    world.set(NOTICED);
    // Forgets the highest that it ever was.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let at_first = memory("VmRSS");
    let ran = run(&world).await;
    let grown_kb = memory("VmHWM") - at_first;
    assert_eq!(ran.is(200)["left"]["people"], people.div_ceil(10));
    let each = |sum: f64| sum / f64::from(people);
    let items = u32::try_from(before).expect("some");
    Used {
        rru: each(units(&ran, "x-consumed-rru")),
        wru: each(units(&ran, "x-consumed-wru")),
        items: each(f64::from(items)),
        grown_kb,
    }
}

#[tokio::test]
async fn r85_erasing_a_person_costs_about_a_write_an_item_and_a_read_for_several() {
    let Used {
        rru, wru, items, ..
    } = measured(50).await;
    // A person leaves the index of heads too, and one with a review takes two steps.
    assert!(wru < items + 2.0, "{wru} WRU for {items} items");
    assert!(rru < 4.0, "{rru} RRU");
}

/// `cargo test -p tests --test journeys thousands_of_people -- --ignored --nocapture`
#[tokio::test]
#[ignore = "a measurement of some minutes"]
async fn thousands_of_people_cost_each_the_same() {
    for people in [1_000, 4_000] {
        let Used {
            rru,
            wru,
            items,
            grown_kb,
        } = measured(people).await;
        eprintln!(
            "{people} people of {items:.2} items: {rru:.3} RRU and {wru:.3} WRU each; {grown_kb} KB more"
        );
    }
}
