//! Carrying an approved order out, person by person.

use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity};
use futures_util::{StreamExt as _, stream};
use jiff::Timestamp;
use rules::calendar::day_of;
use rules::evidence::{Record, Says};
use rules::hold::Evidence;
use rules::identity::PersonId;
use rules::order::{Order, OrderSays};
use rules::policy::PolicyBook;
use rules::words::Source;

use super::PEOPLE_AN_ITEM;
use crate::classify::classify;
use crate::commit::{Commit, With};
use crate::write::key;
use crate::{Store, StoreError, Stored, keys, meter};

/// Whose word an order is, as a teller of evidence.
const TELLER: &str = "officers";
/// People written at the same time.
const AT_ONCE: usize = 16;

impl Store {
    /// Carries an approved order out for everybody for whom it was not yet, until `is_time_up`;
    /// gives how many it has been carried out for. May be begun again at any point, and by several
    /// at once: nobody gets it twice.
    ///
    /// # Errors
    /// `Conflict`, `Busy` and `Broken` of a person for whom it did not work; the others have it.
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
            says: Says::Ordered(OrderSays {
                terms: order.terms,
                seat: approved.seat,
                mark: approved.mark.clone(),
            }),
        };
        let mut failed = None;
        for some in people[done.min(people.len())..].chunks(PEOPLE_AN_ITEM) {
            if is_time_up() {
                break;
            }
            let ids: Vec<PersonId> = some.iter().map(|one| one.person).collect();
            let each = stream::iter(ids)
                .map(|person| self.order_one(person, &record, book, now, attempt))
                .buffer_unordered(AT_ONCE);
            let errors = each.filter_map(|done| async { done.err() });
            // Nobody waits for somebody for whom it does not work; but what is noted as done is.
            failed = errors.collect::<Vec<_>>().await.pop().or(failed);
            if failed.is_none() {
                done += some.len();
                self.note_done(order, done).await?;
            }
        }
        failed.map_or(Ok(done), Err)
    }

    async fn order_one(
        &self,
        person: PersonId,
        record: &Record,
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
            let entry = person.obey(record, book.on(day_of(now)), now);
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
