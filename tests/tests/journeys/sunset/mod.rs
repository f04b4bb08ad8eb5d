//! The end of the service (R85): from its first moment every route says so, reviews can be read for
//! the stated days, and everything personal is erased, provably.

mod closed;
mod erasing;
mod killed;
mod planned;
mod proof;
pub mod town;
mod units;

use std::collections::BTreeMap;

use aws_sdk_dynamodb::{Client, types::AttributeValue};
use serde_json::{Value, json};

use crate::policies::City;
use crate::support::{Citizen, Reply, World, application, resident_id, review, with};

/// The last evening, so late that what follows is still that day.
pub const LAST_EVENING: &str = "2020-05-31T23:50:00";
/// The first moment without the service.
pub const END: &str = "2020-06-01T00:00:00";
/// When everybody has noticed.
pub const NOTICED: &str = "2020-06-01T00:30:00";
/// The last evening on which reviews can be read, of three days.
pub const LAST_REVIEWS: &str = "2020-06-03T23:50:00";
/// The first moment at which they cannot.
pub const ALL_OVER: &str = "2020-06-04T00:00:00";

/// More than a day after a run at that moment.
pub const A_DAY_LATER: &str = "2020-06-05T00:20:00";

/// The policy in force, under another name, with this end and three days for reviews.
pub fn ending(city: &City, version: &str, effective_from: &str, on: &str) -> Value {
    let policy = with(&city.current, "/version", version);
    let policy = with(&policy, "/effective_from", effective_from);
    let sunset = json!({"on": on, "reviews_readable_days": 3});
    with(&policy, "/sunset", sunset)
}

/// A world on its last full day: the service ends at [`END`].
pub async fn last_day(world: &World) {
    world.set("2020-05-30T09:00:00");
    let city = City::of(world).await;
    city.publishes(&ending(&city, "end", "2020-05-30", "2020-06-01"))
        .await;
    world.set("2020-05-31T09:00:00");
}

/// Somebody with a review, their person id and the review's.
pub async fn with_review(world: &World, account: &str, n: u32) -> (Citizen, String, String) {
    let citizen = world.citizen(account).await;
    let person = citizen.applied(&application(&resident_id(n))).await;
    let filed = citizen.file(&person, &review()).await.is(201);
    let review = filed["review_id"].as_str().expect("an id").to_owned();
    (citizen, person, review)
}

/// Runs the erasure, with what it used.
pub async fn run(world: &World) -> Reply {
    world.anonymous().post("/dev/sunset", &json!({})).await
}

/// What anybody can read of the end.
pub async fn told(world: &World) -> Value {
    world.anonymous().get("/v1/sunset").await.is(200)
}

/// Everything in the tables, behind the counter: table, item as text.
pub async fn everything(client: &Client) -> Vec<(&'static str, String)> {
    let mut all = Vec::new();
    for table in ["People", "Identities", "Scans"] {
        let mut pages = client.scan().table_name(table).into_paginator().send();
        while let Some(page) = pages.next().await {
            let items = page.expect("a page").items.unwrap_or_default();
            let texts = items
                .into_iter()
                .map(|item| shown(&AttributeValue::M(item)));
            all.extend(texts.map(|text| (table, text)));
        }
    }
    all
}

/// The same text for the same value: maps have no order.
fn shown(value: &AttributeValue) -> String {
    match value {
        AttributeValue::M(members) => {
            let members = members.iter().map(|(name, value)| (name, shown(value)));
            format!("{:?}", members.collect::<BTreeMap<_, _>>())
        }
        AttributeValue::L(entries) => entries.iter().map(shown).collect::<Vec<_>>().join(", "),
        AttributeValue::S(text) => text.clone(),
        other => format!("{other:?}"),
    }
}

/// Puts an item, as somebody would who does not know of the end.
pub async fn put(world: &World, table: &str, pk: &str, sk: &str) {
    let text = |text: &str| AttributeValue::S(text.to_owned());
    let put = world.bundle.database.client.put_item().table_name(table);
    let put = put.item("pk", text(pk)).item("sk", text(sk)).send();
    put.await.expect("a put");
}
