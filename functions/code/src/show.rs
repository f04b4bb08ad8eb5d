//! `GET /v1/people/{person}/code`.

use axum::response::Response;
use edge::{Call, Problem, ProblemView, Segments, json_ok};
use wire::{CodeView, bound};

/// The code now: colour, reasons, days, and a fresh pass.
#[utoipa::path(
    get, path = "/v1/people/{person}/code", tag = "citizen", security(("access_token" = ["citizen"])),
    params(("person" = String, Path, description = "Person id")),
    responses(
        (status = 200, description = "The code", body = CodeView),
        (status = 404, description = "Not there, or not yours", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn code(call: Call, Segments(person): Segments<String>) -> Result<Response, Problem> {
    let person = bound(&call.state, &call.caller, &person).await?;
    json_ok(&CodeView::of(&person, &call)?)
}
