//! `GET /v1/orders/{order}`: what a second officer has to read, and how far an approved one is.

use axum::response::Response;
use edge::{Call, Problem, ProblemView, Segments, json_ok};
use serde::Serialize;
use utoipa::ToSchema;

use super::view::OrderView;
use crate::officer::officer;

/// An order with what is private of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrderFileView {
    #[serde(flatten)]
    order: OrderView,
    /// What it rests on.
    evidence: Option<String>,
    /// Why it is put on.
    statement: Option<String>,
    /// The last four characters of each document, in the order given, to compare with the officers'
    /// own list. No more of them is kept.
    document_tails: Vec<String>,
}

/// An order: its terms, evidence and statement, on whom, and how far it is.
#[utoipa::path(
    get, path = "/v1/orders/{order}", tag = "district", security(("access_token" = ["district"]), ("access_token" = ["city"])),
    params(("order" = String, Path, description = "Order id")),
    responses(
        (status = 200, description = "The order", body = OrderFileView),
        (status = 403, description = "no-district", body = ProblemView, content_type = "application/problem+json"),
        (status = 404, description = "Not there, or another district's", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn read_order(
    call: Call,
    Segments(order): Segments<String>,
) -> Result<Response, Problem> {
    let officer = officer(&call)?;
    let store = &call.state.store;
    let order = store.order(&order).await?;
    let order = order
        .filter(|order| order.is_before(&officer))
        .ok_or_else(Problem::not_found)?;
    let people = store.people_of_order(&order.id).await?;
    let (evidence, statement) = store
        .private_order(&order.id)
        .await?
        .map(|private| (private.evidence, private.statement))
        .unzip();
    json_ok(&OrderFileView {
        order: OrderView::of(&order, &call.caller.account),
        evidence,
        statement,
        document_tails: people.into_iter().map(|one| one.tail).collect(),
    })
}
