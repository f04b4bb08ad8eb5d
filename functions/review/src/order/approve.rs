//! `POST /v1/orders/{order}/approval`.

use std::time::{Duration, Instant};

use axum::response::Response;
use edge::log::{Said, say};
use edge::{Call, NoBody, NoBodyView, Problem, ProblemView, Segments, json_ok};
use wire::refusal;

use super::view::OrderView;
use crate::officer::officer;

/// How long one request carries an order out. What is left then is done by the countdown, or by the same
/// request once more.
const PATIENCE: Duration = Duration::from_secs(15);

/// Approve an order as another officer than the one who proposed it: of the same district, or of the
/// city; on more than 50 people only of the city. It is carried out at once, and the answer tells how far.
#[utoipa::path(
    post, path = "/v1/orders/{order}/approval", tag = "district", security(("access_token" = ["district"]), ("access_token" = ["city"])),
    params(
        ("order" = String, Path, description = "Order id"),
        ("Idempotency-Key" = Option<String>, Header, description = "Same key and body, same answer"),
    ),
    request_body(content = Option<NoBodyView>, description = "May be left out"),
    responses(
        (status = 200, description = "Approved, now or before", body = OrderView),
        (status = 403, description = "city-required, no-district", body = ProblemView, content_type = "application/problem+json"),
        (status = 404, description = "Not there, or another district's", body = ProblemView, content_type = "application/problem+json"),
        (status = 409, description = "second-officer-required", body = ProblemView, content_type = "application/problem+json"),
        (status = 422, description = "A field where none is read", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn approve_order(
    call: Call,
    Segments(order): Segments<String>,
    NoBody: NoBody,
) -> Result<Response, Problem> {
    let officer = officer(&call)?;
    let store = &call.state.store;
    let approved = store.approve_order(&order, |order| {
        if !order.is_before(&officer) {
            return Err(Problem::not_found());
        }
        order.approve(&officer, call.now).map_err(refusal)
    });
    let mut order = approved.await?.ok_or_else(Problem::not_found)?;
    let is_now = order
        .approved
        .as_ref()
        .is_some_and(|approved| approved.mark == officer.mark);
    if is_now {
        // Many small orders instead of a large one are seen by their sum: the template has an alarm.
        let seat = if officer.is_of_the_city() {
            "city"
        } else {
            "district"
        };
        say(Said {
            message: "order approved",
            count: ("people", order.people),
            word: ("seat", seat),
        });
    }
    let begun = Instant::now();
    let is_time_up = || begun.elapsed() > PATIENCE;
    let carried_out = store.carry_out(&order, &call.book, call.now, &call.attempt, is_time_up);
    order.done = carried_out.await?;
    json_ok(&OrderView::of(&order, &call.caller.account))
}
