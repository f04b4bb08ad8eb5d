//! `GET /v1/people/{person}/history`.

use axum::response::Response;
use edge::{Call, Problem, ProblemView, Segments, json_ok};
use rules::chain::Entry;
use serde::Serialize;
use utoipa::ToSchema;
use wire::bound;

/// A person's history, which anybody can check with SHA-256 and RFC 8785 alone.
#[derive(Debug, Serialize, ToSchema)]
pub struct HistoryView {
    /// Oldest first; each carries the hash of the one before.
    entries: Vec<Entry>,
    /// The hash of the last entry.
    head: String,
}

/// Every change of this person's colour, as a chain that can be checked (R84).
#[utoipa::path(
    get, path = "/v1/people/{person}/history", tag = "citizen", security(("access_token" = ["citizen"])),
    params(("person" = String, Path, description = "Person id")),
    responses(
        (status = 200, description = "All entries", body = HistoryView),
        (status = 404, description = "Not there, or not yours", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn history(call: Call, Segments(person): Segments<String>) -> Result<Response, Problem> {
    let person = bound(&call.state, &call.caller, &person).await?;
    let mut entries = call.state.store.history(person.id).await?;
    // What was appended after the person was read belongs to the next reading.
    entries.retain(|entry| entry.seq <= person.head.seq);
    json_ok(&HistoryView {
        entries,
        head: person.head.hash,
    })
}
