//! What a city needs before anything can be measured in it: gates, and people with a code.

use serde_json::json;

use crate::caller::{Caller, Failed, Request};
use crate::people::{application, citizen, officer, resident_id};

/// The district of everything.
pub const DISTRICT: &str = "330106";

/// Sets up a gate of the metro under this id.
///
/// # Errors
/// As [`Caller::send`].
pub async fn gate(caller: &Caller, id: &str) -> Result<(), Failed> {
    let place = json!({"name": "示例卡点", "type": "transit", "district": DISTRICT});
    let put = Request::put(format!("/v1/places/{id}"), place);
    let put = put.by(&officer("officer", DISTRICT));
    caller.send(&put, 200).await.map(drop)
}

/// The account of the `n`-th person.
pub fn account(n: u32) -> serde_json::Value {
    citizen(&format!("account-{n}"))
}

/// The `n`-th person applies, comes out green, and has this id.
///
/// # Errors
/// As [`Caller::send`].
pub async fn person(caller: &Caller, n: u32) -> Result<String, Failed> {
    let apply = Request::post("/v1/applications", application(&resident_id(n)));
    let applied = caller.send(&apply.by(&account(n)), 201).await?;
    applied.text("/person_id")
}
