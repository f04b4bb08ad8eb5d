//! After every route was used, the report says that nothing personal is left, and eyes of our own
//! find none either.

use serde_json::json;

use super::town::Town;
use super::{A_DAY_LATER, ALL_OVER, END, LAST_REVIEWS, NOTICED, everything, put, run, told};
use crate::support::World;

/// Of these texts those that stand anywhere.
fn found<'a>(texts: &'a [String], items: &[(&'static str, String)]) -> Vec<&'a str> {
    let stands = |text: &&String| items.iter().any(|(_, item)| item.contains(text.as_str()));
    texts.iter().filter(stands).map(String::as_str).collect()
}

#[tokio::test]
async fn r85_after_every_route_was_used_nothing_personal_is_left() {
    let world = World::at("2020-05-30T09:00:00").await;
    let client = &world.bundle.database.client;
    let traces = Town::live(&world).await;
    let before = everything(client).await;
    assert_eq!(
        found(&traces.of_anybody, &before),
        traces.of_anybody,
        "in sight before"
    );
    assert_eq!(
        found(&traces.of_reviews, &before),
        traces.of_reviews,
        "in sight before"
    );

    world.set(END);
    let first = run(&world).await.is(200);
    let kept = everything(client).await;
    assert_eq!(found(&traces.of_anybody, &kept), Vec::<&str>::new());
    assert_eq!(
        found(&traces.of_reviews, &kept),
        traces.of_reviews,
        "for reading reviews"
    );
    assert!(
        first["kept_for_reviews"] == 1 && first["is_complete"] == false,
        "{first}"
    );
    assert_eq!(first["left"]["people"], 1);
    assert_eq!(first["left"]["reviews"], 1);
    assert_eq!(first["left"]["statements"], 1);
    assert_eq!(first["left"]["replies"], 1);

    world.set(ALL_OVER);
    let last = run(&world).await.is(200);
    assert!(last["is_complete"] == true && last["failed"] == 0, "{last}");
    let left = everything(client).await;
    let nobody = [traces.of_anybody, traces.of_reviews].concat();
    assert_eq!(found(&nobody, &left), Vec::<&str>::new());
    assert_eq!(
        last["left"],
        json!({"policies": 1, "policy_lists": 1, "policy_notes": 16, "places": 1, "sunset_notes": 1})
    );
    // The report itself is one more.
    assert_eq!(left.len(), 1 + 1 + 16 + 1 + 1 + 1);
    assert!(left.iter().all(|(table, _)| *table == "People"));
    let erased = before.len() + 1 - (left.len() - 1);
    assert_eq!(
        last["erased"], erased,
        "each once, and the kept person once more"
    );
    let report = told(&world).await["report"].clone();
    for name in [
        "examined",
        "erased",
        "kept_for_reviews",
        "left",
        "is_complete",
        "finished_at",
    ] {
        assert_eq!(report[name], last[name], "{name}");
    }
}

#[tokio::test]
async fn r85_what_nobody_has_decided_about_counts_as_personal() {
    for (table, pk) in [
        ("People", "photograph#1"),
        ("Identities", "account#somebody"),
        ("Scans", "plate#1"),
    ] {
        let world = World::at("2020-05-30T09:00:00").await;
        super::last_day(&world).await;
        put(&world, table, pk, "-").await;
        world.set(ALL_OVER);
        let report = run(&world).await.is(200);
        assert_eq!(report["left"]["unknown"], 1, "{report}");
        assert_eq!(
            (&report["is_complete"], &report["finished_at"]),
            (&json!(false), &json!(null))
        );
        // Somebody decides: here, that it goes.
        let client = &world.bundle.database.client;
        let text = |text: &str| aws_sdk_dynamodb::types::AttributeValue::S(text.to_owned());
        let delete = client.delete_item().table_name(table);
        delete
            .key("pk", text(pk))
            .key("sk", text("-"))
            .send()
            .await
            .unwrap();
        world.set(A_DAY_LATER);
        let report = run(&world).await.is(200);
        assert_eq!(report["is_complete"], true, "{report}");
    }
}

#[tokio::test]
async fn r85_the_report_is_written_once_and_who_comes_late_is_found_all_the_same() {
    let world = World::at("2020-05-30T09:00:00").await;
    super::last_day(&world).await;
    world.set(NOTICED);
    run(&world).await.is(200);
    world.set(LAST_REVIEWS);
    assert_eq!(run(&world).await.is(200)["is_complete"], false);
    world.set(ALL_OVER);
    let report = run(&world).await.is(200);
    assert_eq!(report["finished_at"], "2020-06-04T00:00:00+08:00");
    put(
        &world,
        "Identities",
        "p_7ZZZZZZZZZZZZZZZZZZZZZZZZZ",
        "identity",
    )
    .await;
    // Within a day of a pass that met nothing nobody looks again.
    let again = run(&world).await;
    assert_eq!(
        (again.is(200), again.header("x-consumed-wru")),
        (report.clone(), "0")
    );
    assert_eq!(again.header("x-consumed-rru"), "2");
    world.set(A_DAY_LATER);
    assert_eq!(run(&world).await.is(200), report, "the first one stands");
    let left = everything(&world.bundle.database.client).await;
    assert!(left.iter().all(|(table, _)| *table == "People"), "{left:?}");
}
