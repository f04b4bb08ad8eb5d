//! Orders: proposed, approved, and carried out person by person.
//!
//! An order reaches a person as a piece of evidence under that person's key. So it counts once,
//! however often carrying it out is begun again, and it waits for whoever has not applied yet. The list of
//! people is in items of its own and never changes; how far it was carried out is one number that
//! only grows.

mod carry_out;
mod items;

use rules::identity::District;
use rules::order::{Order, Ordered};
use rules::words::OrderStatus;
use serde::{Deserialize, Serialize};

use crate::classify::unreadable;
use crate::once::Receipt;
use crate::read::{Item, Which};
use crate::write::{Condition, Write};
use crate::{Store, StoreError, keys};
use items::{OrderItem, PeopleItem, queue_at};

/// People in one item of an order's list, and people after whom progress is noted.
const PEOPLE_AN_ITEM: usize = 100;

/// What only officers may read of an order.
#[derive(Clone, Serialize, Deserialize)]
pub struct PrivateOrder {
    /// What the order rests on.
    pub evidence: String,
    /// Why it is put on.
    pub statement: String,
}

impl std::fmt::Debug for PrivateOrder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PrivateOrder(..)")
    }
}

/// An order in its office's queue.
#[derive(Debug, Clone)]
pub struct WaitingOrder {
    /// The order.
    pub order: Order,
    /// Where it stands in the order of all queues.
    pub position: String,
}

impl Store {
    /// Keeps a proposed order with its people and what is private of it, in one transaction with the
    /// answer to a keyed request.
    ///
    /// # Errors
    /// `Answered` if the same keyed request was answered before.
    pub async fn propose_order(
        &self,
        order: &Order,
        people: &[Ordered],
        private: &PrivateOrder,
        receipt: Option<&Receipt>,
    ) -> Result<(), StoreError> {
        let table = &self.tables.people;
        let mut writes = vec![
            Write::put(table, &OrderItem::of(order, 1), Condition::New)?,
            Write::put_at(&self.tables.identities, &order.id, keys::ORDER, private)?,
        ];
        for (index, people) in people.chunks(PEOPLE_AN_ITEM).enumerate() {
            let people = people.iter();
            let item = PeopleItem {
                people: people
                    .map(|ordered| (ordered.person, ordered.tail.clone()))
                    .collect(),
            };
            writes.push(Write::put_at(
                table,
                &order.id,
                &keys::order_people(index),
                &item,
            )?);
        }
        if let Some(receipt) = receipt {
            writes.push(self.receipt(receipt)?);
        }
        self.write(writes).await
    }

    /// An order, strongly consistent.
    pub async fn order(&self, id: &str) -> Result<Option<Order>, StoreError> {
        let stored = self.stored_order(id).await?;
        Ok(stored.map(|(order, _)| order))
    }

    async fn stored_order(&self, id: &str) -> Result<Option<(Order, u64)>, StoreError> {
        let item = self.item(&self.tables.people, id, keys::ORDER).await?;
        item.map(read).transpose()
    }

    /// What is private of an order.
    pub async fn private_order(&self, id: &str) -> Result<Option<PrivateOrder>, StoreError> {
        let item = self.item(&self.tables.identities, id, keys::ORDER).await?;
        item.map(|item| serde_dynamo::from_item(item).map_err(|_| unreadable("order's evidence")))
            .transpose()
    }

    /// On whom an order is, in its order.
    pub async fn people_of_order(&self, id: &str) -> Result<Vec<Ordered>, StoreError> {
        let which = Which::Prefixed(keys::ORDER_PEOPLE);
        let items = self
            .items(&self.tables.people, id.to_owned(), which)
            .await?;
        let mut people = Vec::new();
        for item in items {
            let item: PeopleItem =
                serde_dynamo::from_item(item).map_err(|_| unreadable("order's people"))?;
            let ordered = item.people.into_iter();
            people.extend(ordered.map(|(person, tail)| Ordered { person, tail }));
        }
        Ok(people)
    }

    /// Approves an order by what `decide` says of it as it stands; it may be asked again if
    /// somebody was faster. Approved before is approved.
    pub async fn approve_order<E: From<StoreError>>(
        &self,
        id: &str,
        decide: impl Fn(&mut Order) -> Result<(), E>,
    ) -> Result<Option<Order>, E> {
        loop {
            let Some((mut order, version)) = self.stored_order(id).await? else {
                return Ok(None);
            };
            let was_approved = order.approved.is_some();
            decide(&mut order)?;
            if was_approved {
                return Ok(Some(order));
            }
            let item = OrderItem::of(&order, version + 1);
            let put = Write::put(&self.tables.people, &item, Condition::Version(version))?;
            match self.write(vec![put]).await {
                Ok(()) => return Ok(Some(order)),
                // It is approved now, by us or by another: the next look tells.
                Err(StoreError::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Orders of an office, oldest first, those after `after`: that wait for a second officer, or
    /// that were approved and carried out.
    pub async fn orders_of(
        &self,
        district: Option<District>,
        status: OrderStatus,
        after: Option<&str>,
    ) -> Result<Vec<WaitingOrder>, StoreError> {
        let queue = match status {
            OrderStatus::Proposed => keys::order_queue(district),
            OrderStatus::Approved => keys::carried_out(district),
        };
        let items = self.queued(queue, after, None).await?;
        items.into_iter().map(waiting).collect()
    }

    /// Approved orders that are not carried out for everybody yet: those after `after`.
    pub async fn orders_at_work(
        &self,
        after: Option<&str>,
    ) -> Result<Vec<WaitingOrder>, StoreError> {
        let queue = keys::ORDERS_AT_WORK.to_owned();
        let items = self.queued(queue, after, None).await?;
        items.into_iter().map(waiting).collect()
    }
}

fn read(item: Item) -> Result<(Order, u64), StoreError> {
    let item: OrderItem = serde_dynamo::from_item(item).map_err(|_| unreadable("order"))?;
    let version = item.v;
    let order = item.into_order().ok_or_else(|| unreadable("order"))?;
    Ok((order, version))
}

fn waiting(item: Item) -> Result<WaitingOrder, StoreError> {
    let (order, _) = read(item)?;
    Ok(WaitingOrder {
        position: queue_at(&order),
        order,
    })
}
