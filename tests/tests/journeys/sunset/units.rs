//! What an erasure costs, per person.

use super::{NOTICED, everything, last_day, run};
use crate::support::{Reply, World, application, normal_day, number_with_check, with};

fn units(reply: &Reply, which: &str) -> f64 {
    reply.header(which).parse().expect("a number")
}

/// People with a stay, a check-in, a declaration and an identity, as many as asked for; one in ten
/// has a review. Gives what their erasure used, for each: RRU, WRU, items.
async fn measured(people: u32) -> (f64, f64, f64) {
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
    let ran = run(&world).await;
    assert_eq!(ran.is(200)["left"]["people"], people.div_ceil(10));
    let each = |sum: f64| sum / f64::from(people);
    let items = u32::try_from(before).expect("some");
    (
        each(units(&ran, "x-consumed-rru")),
        each(units(&ran, "x-consumed-wru")),
        each(f64::from(items)),
    )
}

#[tokio::test]
async fn r85_erasing_a_person_costs_about_a_write_an_item_and_a_read_for_several() {
    let (rru, wru, items) = measured(50).await;
    assert!(wru < items + 1.0, "{wru} WRU for {items} items");
    assert!(rru < 4.0, "{rru} RRU");
}

/// `cargo test -p tests --test journeys thousands_of_people -- --ignored --nocapture`
#[tokio::test]
#[ignore = "a measurement of some minutes"]
async fn thousands_of_people_cost_each_the_same() {
    for people in [1_000, 4_000] {
        let (rru, wru, items) = measured(people).await;
        eprintln!("{people} people of {items:.2} items: {rru:.3} RRU and {wru:.3} WRU each");
    }
}
