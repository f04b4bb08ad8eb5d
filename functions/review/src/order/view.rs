//! An order as officers see it.

use rules::calendar::show;
use rules::identity::District;
use rules::order::Order;
use rules::words::{Colour, Isolation, LegalGround, OrderStatus};
use serde::Serialize;
use utoipa::ToSchema;

/// An order and how far it is.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrderView {
    /// Its id.
    pub order_id: String,
    /// Where it stands.
    pub status: OrderStatus,
    /// The district whose officer proposed it; null for the city.
    #[schema(value_type = Option<String>, example = "330106")]
    pub district: Option<District>,
    /// What it puts on.
    pub colour: Colour,
    /// Days of consecutive normal check-ins that end it.
    pub days: u8,
    /// Where the people stay meanwhile.
    pub isolation: Isolation,
    /// The law.
    pub legal_ground: LegalGround,
    /// On how many people.
    pub people: usize,
    /// For how many of them it has been carried out. Whoever has no code is one of them: it counts
    /// when they apply.
    pub done: usize,
    /// When it was proposed.
    pub proposed_at: String,
    /// Whether the caller proposed it, and so cannot approve it.
    pub proposed_by_you: bool,
    /// When it was approved.
    pub approved_at: Option<String>,
}

impl OrderView {
    /// `order` as the officer with this account sees it.
    pub fn of(order: &Order, account: &str) -> Self {
        let terms = order.terms;
        Self {
            order_id: order.id.clone(),
            status: order.status(),
            district: order.district,
            colour: terms.colour(),
            days: terms.days(),
            isolation: terms.isolation(),
            legal_ground: terms.legal_ground(),
            people: order.people,
            done: order.done,
            proposed_at: show(order.proposed_at),
            proposed_by_you: order.proposed_by == account,
            approved_at: order.approved.as_ref().map(|approved| show(approved.at)),
        }
    }
}
