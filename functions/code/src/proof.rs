//! `GET /v1/people/{person}/history/proof`: that a history is the one of that day, checkable by its
//! owner with SHA-256 alone.

use axum::response::Response;
use edge::{Call, Faults, Problem, ProblemView, Query, Segments, json_ok};
use jiff::civil::Date;
use rules::heads::Proof;
use wire::bound;

/// The proof that this person's history, as it was when a day was sealed, is in the root of that
/// day (R84).
#[utoipa::path(
    get, path = "/v1/people/{person}/history/proof", tag = "citizen", security(("access_token" = ["citizen"])),
    params(
        ("person" = String, Path, description = "Person id"),
        ("day" = Option<String>, Query, description = "The day whose root it is, `YYYY-MM-DD`; the latest that is sealed where it is not given"),
    ),
    responses(
        (status = 200, description = "The head that was sealed, and all that proves it", body = Proof),
        (status = 404, description = "Not there, or not yours; no root of that day; not in it, because the code is younger; or the day is too long ago", body = ProblemView, content_type = "application/problem+json"),
        (status = 422, description = "Every fault of the query", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn proof(
    call: Call,
    Segments(person): Segments<String>,
    query: Query,
) -> Result<Response, Problem> {
    let day = read(&query)?;
    let person = bound(&call.state, &call.caller, &person).await?;
    let store = &call.state.store;
    let root = match day {
        Some(day) => store.root_of(day).await?,
        None => store.last_root().await?,
    };
    let root = root.ok_or_else(Problem::not_found)?;
    let proof = store.proof(person.id, root, call.now).await?;
    json_ok(&proof.ok_or_else(Problem::not_found)?)
}

fn read(query: &Query) -> Result<Option<Date>, Problem> {
    let faults = Faults::default();
    let day = query.of_only(&["day"], &faults).day("day");
    faults.end(day)
}
