//! `GET /v1/people`.

use axum::response::Response;
use edge::{Call, Problem, ProblemView, json_ok};
use serde::Serialize;
use utoipa::ToSchema;
use wire::KeptView;

/// All people whom an account keeps.
#[derive(Debug, Serialize, ToSchema)]
pub struct PeopleView {
    people: Vec<KeptView>,
}

/// All people whom this account keeps: oneself, elders, children (R8, R68).
#[utoipa::path(
    get, path = "/v1/people", tag = "citizen", security(("access_token" = ["citizen"])),
    responses(
        (status = 200, description = "All of them, possibly none", body = PeopleView),
        (status = 503, description = "busy", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn people(call: Call) -> Result<Response, Problem> {
    let account = &call.caller.account;
    let people = call.state.store.people_of(account).await?;
    let people = people
        .iter()
        .filter_map(|stored| KeptView::of(&stored.person, account, &call.book, call.now))
        .collect();
    json_ok(&PeopleView { people })
}
