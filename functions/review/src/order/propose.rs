//! `POST /v1/orders`.

use axum::response::Response;
use edge::{Call, JsonBody, Problem, ProblemView, json_with};
use http::StatusCode;
use rules::order::Order;

use super::body::{OrderBody, Proposed};
use super::view::OrderView;
use crate::officer::officer;

/// Propose a hold on people. Nobody's colour changes by that.
#[utoipa::path(
    post, path = "/v1/orders", tag = "district", security(("access_token" = ["district"]), ("access_token" = ["city"])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Same key and body, same answer")),
    request_body = OrderBody,
    responses(
        (status = 201, description = "Proposed", body = OrderView),
        (status = 403, description = "no-district", body = ProblemView, content_type = "application/problem+json"),
        (status = 422, description = "Every fault of the body", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn propose_order(call: Call, JsonBody(body): JsonBody) -> Result<Response, Problem> {
    let id = format!("o_{}", call.attempt);
    let officer = officer(&call)?;
    let proposed = Proposed::read(&call, &body)?;
    let order = Order {
        id,
        district: officer.seat.district(),
        terms: proposed.terms,
        people: proposed.people.len(),
        proposed_by: officer.account,
        proposed_at: call.now,
        approved: None,
        done: 0,
    };
    let view = OrderView::of(&order, &call.caller.account);
    let location = Some(format!("/v1/orders/{}", order.id));
    let answer = json_with(StatusCode::CREATED, &view, location)?;
    let receipt = call.receipt_alone(&answer);
    call.state
        .store
        .propose_order(
            &order,
            &proposed.people,
            &proposed.private,
            receipt.as_ref(),
        )
        .await?;
    Ok(answer.into_response_now())
}
