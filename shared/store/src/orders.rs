//! Orders: proposed, approved, and carried out person by person.
//!
//! An order reaches a person as a piece of evidence under that person's key. So it counts once,
//! however often carrying it out is begun again, and it waits for whoever has not applied yet. The list of
//! people is in items of its own and never changes; how far it was carried out is one number that
//! only grows.

use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use jiff::Timestamp;
use rules::calendar::day_of;
use rules::evidence::{Record, Says};
use rules::hold::Evidence;
use rules::identity::{District, PersonId};
use rules::officer::{Officer, Seat};
use rules::order::{Approved, Order, Ordered};
use rules::policy::PolicyBook;
use rules::words::{OrderStatus, Source};
use serde::{Deserialize, Serialize};

use crate::classify::{classify, unreadable};
use crate::commit::{Commit, With};
use crate::items::TermsItem;
use crate::once::Receipt;
use crate::queue::position;
use crate::read::{Item, Which};
use crate::write::{Condition, Write, key};
use crate::{Store, StoreError, Stored, keys, meter};

/// Whose word an order is, as a teller of evidence.
const TELLER: &str = "officers";
/// People in one item of an order's list, and people after whom progress is noted.
const PEOPLE_AN_ITEM: usize = 100;
/// People written at the same time.
const AT_ONCE: usize = 16;

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

#[derive(Debug, Serialize, Deserialize)]
struct OrderItem {
    pk: String,
    sk: String,
    v: u64,
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

#[derive(Debug, Serialize, Deserialize)]
struct PeopleItem {
    people: Vec<(PersonId, String)>,
}

impl OrderItem {
    fn of(order: &Order, version: u64) -> Self {
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

    fn into_order(self) -> Option<Order> {
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
            district: match approved.seat {
                Seat::District(district) => Some(district),
                Seat::City => None,
            },
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
fn queue_at(order: &Order) -> String {
    position(order.proposed_at, &order.id)
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

    /// Carries an approved order out for everybody for whom it was not yet, until `is_time_up`;
    /// gives how many it has been carried out for. May be begun again at any point, and by several
    /// at once: nobody gets it twice.
    ///
    /// # Errors
    /// `Conflict`, `Busy` and `Broken` of the first person for whom it did not work; those before are done.
    pub async fn carry_out(
        &self,
        order: &Order,
        book: &PolicyBook,
        now: Timestamp,
        attempt: &str,
        is_time_up: impl Fn() -> bool,
    ) -> Result<usize, StoreError> {
        let Some(approved) = &order.approved else {
            return Ok(0);
        };
        let mut done = order.done;
        if done >= order.people {
            return Ok(done);
        }
        let people = self.people_of_order(&order.id).await?;
        let record = Record {
            evidence: Evidence {
                source: Source::Officer,
                id: order.id.clone(),
                recorded_at: now,
            },
            observed_at: approved.at,
            says: Says::Ordered(order.terms),
        };
        let officer = Officer {
            account: approved.by.clone(),
            seat: approved.seat,
            mark: approved.mark.clone(),
        };
        for some in people[done.min(people.len())..].chunks(PEOPLE_AN_ITEM) {
            if is_time_up() {
                break;
            }
            let ids: Vec<PersonId> = some.iter().map(|one| one.person).collect();
            stream::iter(ids)
                .map(|person| self.order_one(person, &record, &officer, book, now, attempt))
                .buffer_unordered(AT_ONCE)
                .try_collect::<()>()
                .await?;
            done += some.len();
            self.note_done(order, done).await?;
        }
        Ok(done)
    }

    async fn order_one(
        &self,
        person: PersonId,
        record: &Record,
        officer: &Officer,
        book: &PolicyBook,
        now: Timestamp,
        attempt: &str,
    ) -> Result<(), StoreError> {
        let decide = |stored: Option<&Stored>| {
            let kept = [With::Evidence(record.clone(), TELLER.to_owned())];
            let Some(stored) = stored else {
                return Ok::<_, StoreError>(Commit::nobody(person).with(kept).then(()));
            };
            let mut person = stored.person.clone();
            let settled = person.settle(book, now);
            let entry = person.obey(record, officer, book.on(day_of(now)), now);
            let entries = settled.into_iter().chain(entry);
            Ok(Commit::of(person, book, now)
                .entries(entries)
                .with(kept)
                .then(()))
        };
        match self.change_stored(person, attempt, decide).await {
            Err(StoreError::Known) => Ok(()),
            ordered => ordered,
        }
    }

    /// Notes how far an order is, never backwards; one that is done is listed as such.
    async fn note_done(&self, order: &Order, done: usize) -> Result<(), StoreError> {
        let update = self
            .client
            .update_item()
            .table_name(&self.tables.people)
            .set_key(Some(key(&order.id, keys::ORDER).into()))
            .condition_expression("done < :done")
            .expression_attribute_values(":done", AttributeValue::N(done.to_string()))
            .return_consumed_capacity(ReturnConsumedCapacity::Total);
        let update = if done < order.people {
            update.update_expression("SET done = :done")
        } else {
            update
                .update_expression("SET done = :done, queue = :queue")
                .expression_attribute_values(
                    ":queue",
                    AttributeValue::S(keys::carried_out(order.district)),
                )
        };
        match update.send().await.map_err(|error| classify(&error)) {
            Ok(answer) => {
                meter::write(answer.consumed_capacity());
                Ok(())
            }
            // Somebody else is further.
            Err(StoreError::Conflict) => Ok(()),
            Err(error) => Err(error),
        }
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
