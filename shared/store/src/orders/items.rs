//! An order as stored: its state, which offices list, and its people in parts.

use jiff::Timestamp;
use rules::identity::{District, PersonId};
use rules::officer::Seat;
use rules::order::{Approved, Order};
use serde::{Deserialize, Serialize};

use crate::items::TermsItem;
use crate::keys;
use crate::queue::position;

/// An order, small enough to be listed.
#[derive(Debug, Serialize, Deserialize)]
pub struct OrderItem {
    pk: String,
    sk: String,
    pub v: u64,
    queue: String,
    queue_at: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    district: Option<District>,
    terms: TermsItem,
    people: usize,
    proposed_by: String,
    proposed_at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    approved: Option<ApprovedItem>,
    done: usize,
}

#[derive(Debug, Serialize, Deserialize)]
struct ApprovedItem {
    by: String,
    /// The district of the officer's seat; none for the city.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    district: Option<District>,
    mark: String,
    at: Timestamp,
}

/// A part of an order's list of people: who, and the document's tail.
#[derive(Debug, Serialize, Deserialize)]
pub struct PeopleItem {
    pub people: Vec<(PersonId, String)>,
}

impl OrderItem {
    pub fn of(order: &Order, version: u64) -> Self {
        let queue = match &order.approved {
            None => keys::order_queue(order.district),
            Some(_) if order.done < order.people => keys::ORDERS_AT_WORK.to_owned(),
            Some(_) => keys::carried_out(order.district),
        };
        Self {
            pk: order.id.clone(),
            sk: keys::ORDER.to_owned(),
            v: version,
            queue_at: queue_at(order),
            queue,
            district: order.district,
            terms: TermsItem::of(order.terms),
            people: order.people,
            proposed_by: order.proposed_by.clone(),
            proposed_at: order.proposed_at,
            approved: order.approved.as_ref().map(ApprovedItem::of),
            done: order.done,
        }
    }

    pub fn into_order(self) -> Option<Order> {
        Some(Order {
            id: self.pk,
            district: self.district,
            terms: self.terms.into_terms()?,
            people: self.people,
            proposed_by: self.proposed_by,
            proposed_at: self.proposed_at,
            approved: self.approved.map(ApprovedItem::into_approved),
            done: self.done,
        })
    }
}

impl ApprovedItem {
    fn of(approved: &Approved) -> Self {
        Self {
            by: approved.by.clone(),
            district: approved.seat.district(),
            mark: approved.mark.clone(),
            at: approved.at,
        }
    }

    fn into_approved(self) -> Approved {
        Approved {
            by: self.by,
            seat: self.district.map_or(Seat::City, Seat::District),
            mark: self.mark,
            at: self.at,
        }
    }
}

/// Sort key in the queue index: when it was proposed, then which it is.
pub fn queue_at(order: &Order) -> String {
    position(order.proposed_at, &order.id)
}
