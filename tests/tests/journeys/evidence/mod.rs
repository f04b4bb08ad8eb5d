//! `POST /v1/evidence` and the queue of evidence: what institutions tell, and what it does to a code.

use serde_json::Value;

mod bodies;
mod clinic;
mod contradicted;
mod orders;
mod queue;
mod races;
mod records;
mod seen;
mod telling;
mod waiting;

/// The first morning.
const DAY: &str = "2020-02-11T09:00:00";

/// Rule, colour and first day of each hold, as they are listed.
fn holds(code: &Value) -> Vec<(&str, &str, &str)> {
    let holds = code["holds"].as_array().expect("holds are a list").iter();
    holds
        .map(|hold| {
            let text = |field: &str| hold[field].as_str().expect("a text");
            (text("rule"), text("colour"), text("since"))
        })
        .collect()
}

/// The entries of a history.
fn entries(history: &Value) -> &[Value] {
    history["entries"].as_array().expect("entries are a list")
}
