//! `GET /v1/roots` and `GET /v1/roots/{day}`: the roots over all histories. They name nobody and
//! never change, so that anybody can keep them and hold the service to them.

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use edge::{Faults, Problem, ProblemView, Query, Segments, cursor_at};
use http::HeaderValue;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use jiff::civil::Date;
use rules::calendar::read_day;
use rules::heads::Root;
use serde::Serialize;
use utoipa::ToSchema;

/// A new one comes once a day.
const LIST_KEPT: HeaderValue = HeaderValue::from_static("public, max-age=300");
/// It stays what it is.
const ROOT_KEPT: HeaderValue = HeaderValue::from_static("public, max-age=86400, immutable");

/// A page of roots.
#[derive(Debug, Serialize, ToSchema)]
pub struct RootsView {
    /// Newest first. Each names the hash of the one before it.
    roots: Vec<Root>,
    /// Give it as `cursor` for the next page; null on the last.
    next_cursor: Option<String>,
}

/// The roots of the days over the heads of all histories, newest first (R84).
#[utoipa::path(
    get, path = "/v1/roots", tag = "public",
    params(("cursor" = Option<String>, Query, description = "`next_cursor` of the page before")),
    responses(
        (status = 200, description = "A page of at most 50", body = RootsView),
        (status = 422, description = "Every fault of the query", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn roots(State(state): State<edge::State>, query: Query) -> Result<Response, Problem> {
    let page = state.store.roots(read(&query)?).await?;
    let view = RootsView {
        roots: page.roots,
        next_cursor: page.next.map(|day| cursor_at(day.to_string().as_bytes())),
    };
    public(&view, LIST_KEPT)
}

/// The root of one day.
#[utoipa::path(
    get, path = "/v1/roots/{day}", tag = "public",
    params(("day" = String, Path, description = "The day on which it was sealed, `YYYY-MM-DD`")),
    responses(
        (status = 200, description = "The root", body = Root),
        (status = 404, description = "No root of that day", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn root(
    State(state): State<edge::State>,
    Segments(day): Segments<String>,
) -> Result<Response, Problem> {
    let day = read_day(&day).ok_or_else(Problem::not_found)?;
    let root = state.store.root_of(day).await?;
    public(&root.ok_or_else(Problem::not_found)?, ROOT_KEPT)
}

fn read(query: &Query) -> Result<Option<Date>, Problem> {
    let faults = Faults::default();
    let day = query
        .of_only(&["cursor"], &faults)
        .cursor(|position| read_day(str::from_utf8(&position).ok()?));
    faults.end(day)
}

fn public(view: &impl Serialize, kept: HeaderValue) -> Result<Response, Problem> {
    let body = serde_json::to_string(view)
        .map_err(|error| Problem::broken(format!("an answer does not serialise: {error}")))?;
    let json = HeaderValue::from_static("application/json");
    Ok(([(CONTENT_TYPE, json), (CACHE_CONTROL, kept)], body).into_response())
}
