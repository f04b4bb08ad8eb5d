//! `GET /v1/orders`: those that wait for a second officer.

use axum::response::Response;
use edge::{Call, Problem, ProblemView, Query, json_ok};
use futures_util::future::try_join_all;
use rules::officer::Seat;
use serde::Serialize;
use store::WaitingOrder;
use utoipa::ToSchema;

use super::view::OrderView;
use crate::officer::{districts, officer};
use crate::page::{cursor_alone, page};

/// A page of orders.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrdersView {
    /// The one proposed first in front.
    orders: Vec<OrderView>,
    /// Give it as `cursor` for the next page; null on the last.
    next_cursor: Option<String>,
}

/// Orders that wait for a second officer: a district's officer sees their own district's, the city's
/// team all.
#[utoipa::path(
    get, path = "/v1/orders", tag = "district", security(("access_token" = ["district"]), ("access_token" = ["city"])),
    params(("cursor" = Option<String>, Query, description = "`next_cursor` of the page before")),
    responses(
        (status = 200, description = "A page of at most 50", body = OrdersView),
        (status = 403, description = "no-district", body = ProblemView, content_type = "application/problem+json"),
        (status = 422, description = "Every fault of the query", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn list_orders(call: Call, query: Query) -> Result<Response, Problem> {
    let after = cursor_alone(&query)?;
    let store = &call.state.store;
    let city = (officer(&call, "")?.seat == Seat::City).then_some(None);
    let mut seats: Vec<_> = districts(&call)?.into_iter().map(Some).collect();
    seats.extend(city);
    let pages = seats
        .into_iter()
        .map(|seat| store.waiting_orders(seat, after.as_deref()));
    let orders = try_join_all(pages).await?.into_iter().flatten().collect();
    let (orders, next_cursor) = page(orders, |waiting: &WaitingOrder| &waiting.position);
    json_ok(&OrdersView {
        orders: orders
            .map(|waiting| OrderView::of(&waiting.order, &call.caller.account))
            .collect(),
        next_cursor,
    })
}
