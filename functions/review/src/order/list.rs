//! `GET /v1/orders`: those that wait for a second officer, or those that were approved.

use axum::response::Response;
use edge::{Call, Faults, Problem, ProblemView, Query, RequestFault, json_ok};
use futures_util::future::try_join_all;
use rules::text::Text;
use rules::words::OrderStatus;
use serde::Serialize;
use store::WaitingOrder;
use utoipa::ToSchema;

use super::view::OrderView;
use crate::officer::{districts, officer};
use crate::page::page;

/// A page of orders.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrdersView {
    /// The one proposed first in front.
    orders: Vec<OrderView>,
    /// Give it as `cursor` for the next page; null on the last.
    next_cursor: Option<String>,
}

/// Orders that wait for a second officer, or that were approved: a district's officer sees their own
/// district's, the city's team all.
#[utoipa::path(
    get, path = "/v1/orders", tag = "district", security(("access_token" = ["district"]), ("access_token" = ["city"])),
    params(
        ("status" = Option<OrderStatus>, Query, description = "`proposed` if it is left out; `approved` lists those that were carried out, or are being so"),
        ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before"),
    ),
    responses(
        (status = 200, description = "A page of at most 50", body = OrdersView),
        (status = 403, description = "no-district", body = ProblemView, content_type = "application/problem+json"),
        (status = 422, description = "Every fault of the query", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn list_orders(call: Call, query: Query) -> Result<Response, Problem> {
    let (status, after) = read(&query)?;
    let store = &call.state.store;
    let officer = officer(&call)?;
    let city = officer.is_of_the_city().then_some(None);
    let mut seats: Vec<_> = districts(&call)?.into_iter().map(Some).collect();
    seats.extend(city);
    let pages = seats
        .into_iter()
        .map(|seat| store.orders_of(seat, status, after.as_deref()));
    let mut orders: Vec<_> = try_join_all(pages).await?.into_iter().flatten().collect();
    if status == OrderStatus::Approved {
        let at_work = store.orders_at_work(after.as_deref()).await?;
        let own = at_work
            .into_iter()
            .filter(|waiting| waiting.order.is_before(&officer));
        orders.extend(own);
    }
    let (orders, next_cursor) = page(orders, |waiting: &WaitingOrder| &waiting.position);
    json_ok(&OrdersView {
        orders: orders
            .map(|waiting| OrderView::of(&waiting.order, &call.caller.account))
            .collect(),
        next_cursor,
    })
}

fn read(query: &Query) -> Result<(OrderStatus, Option<String>), Problem> {
    let faults = Faults::default();
    let parameters = query.of_only(&["status", "cursor"], &faults);
    let status = parameters.parsed(
        "status",
        |status| status.parse().ok(),
        RequestFault::UnknownValue,
        Text::new(
            "应为 proposed 或 approved。",
            "proposed or approved is expected.",
        ),
    );
    let after = parameters.cursor(|position| String::from_utf8(position).ok());
    let status = status.map(|status| status.unwrap_or(OrderStatus::Proposed));
    faults.end(status.zip(after))
}
