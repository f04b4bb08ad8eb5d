//! `GET /v1/integrity-cases`: those that wait for a finding.

use axum::response::Response;
use edge::{Call, Problem, ProblemView, Query, json_ok};
use futures_util::future::try_join_all;
use serde::Serialize;
use store::OpenCase;
use utoipa::ToSchema;

use super::view::IntegrityView;
use crate::officer::districts;
use crate::page::{cursor_alone, page};

/// A page of integrity cases.
#[derive(Debug, Serialize, ToSchema)]
pub struct IntegrityCasesView {
    /// The oldest in front.
    cases: Vec<IntegrityView>,
    /// Give it as `cursor` for the next page; null on the last.
    next_cursor: Option<String>,
}

/// Contradicted declarations that wait for a finding: a district's officer sees their own district's,
/// the city's team all.
#[utoipa::path(
    get, path = "/v1/integrity-cases", tag = "district", security(("access_token" = ["district"]), ("access_token" = ["city"])),
    params(("cursor" = Option<String>, Query, description = "`next_cursor` of the page before")),
    responses(
        (status = 200, description = "A page of at most 50", body = IntegrityCasesView),
        (status = 403, description = "no-district", body = ProblemView, content_type = "application/problem+json"),
        (status = 422, description = "Every fault of the query", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn list_integrity_cases(call: Call, query: Query) -> Result<Response, Problem> {
    let after = cursor_alone(&query)?;
    let store = &call.state.store;
    let pages = districts(&call)?
        .into_iter()
        .map(|district| store.open_integrity_cases(district, after.as_deref()));
    let cases = try_join_all(pages).await?.into_iter().flatten().collect();
    let (cases, next_cursor) = page(cases, |open: &OpenCase| &open.position);
    json_ok(&IntegrityCasesView {
        cases: cases
            .map(|open| IntegrityView::of(&open.case, &open.holder, &call.caller.account))
            .collect(),
        next_cursor,
    })
}
