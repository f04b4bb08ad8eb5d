//! Changing a person: load, decide, write on the condition that nothing changed meanwhile.
//!
//! One person is one item with a version. A change names the version it saw; if somebody was
//! faster, the decision is made again on what they left, a bounded number of times. What
//! belongs to a change (history entries, a review, an identity, the answer to a keyed
//! request) is written in the same transaction, so nothing is ever half-written.

use std::time::Duration;

use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity};
use backon::{BackoffBuilder as _, ExponentialBuilder};
use jiff::civil::Date;
use rules::identity::PersonId;
use rules::person::Person;

use crate::classify::{classify, unreadable};
use crate::commit::{Commit, Verdict, With};
use crate::history::LogItem;
use crate::items::PersonItem;
use crate::people::BoundItem;
use crate::reviews::ReviewItem;
use crate::write::{Condition, Write};
use crate::{Store, StoreError, due, keys, meter};

/// How often a change is decided again when others keep being faster.
const TRIES: usize = 8;

/// A person as read, with the version that a change must name.
#[derive(Debug, Clone)]
pub struct Stored {
    /// The person.
    pub person: Person,
    /// The day under which the due index lists them.
    pub due_on: Option<Date>,
    version: u64,
    attempt: String,
}

impl Store {
    /// The person with this id; none if nobody has applied under it. One strongly consistent
    /// read.
    pub async fn person(&self, id: PersonId) -> Result<Option<Stored>, StoreError> {
        let answer = self
            .client
            .get_item()
            .table_name(&self.tables.people)
            .key("pk", AttributeValue::S(id.to_string()))
            .key("sk", AttributeValue::S(keys::CASE.to_owned()))
            .consistent_read(true)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .map_err(|error| classify(&error))?;
        meter::read(answer.consumed_capacity());
        answer.item.map(Stored::from_item).transpose()
    }

    /// Decides about a person and makes the decision true, or tells why not. `decide` may run
    /// several times and must depend on nothing but what it is given; `attempt` is unique to
    /// the request, so that a write whose answer was lost is known again as our own.
    ///
    /// # Errors
    /// The decision's own refusal, or a [`StoreError`] turned into one: `Conflict` when
    /// others were faster every time, `Answered` when the same keyed request won.
    pub async fn change<T, E>(
        &self,
        id: PersonId,
        attempt: &str,
        decide: impl Fn(Option<&Person>) -> Result<Verdict<T>, E>,
    ) -> Result<T, E>
    where
        E: From<StoreError>,
    {
        self.change_stored(id, attempt, |stored| {
            decide(stored.map(|stored| &stored.person))
        })
        .await
    }

    /// As [`Self::change`], for a decision that depends on how the person is stored.
    pub async fn change_stored<T, E>(
        &self,
        id: PersonId,
        attempt: &str,
        decide: impl Fn(Option<&Stored>) -> Result<Verdict<T>, E>,
    ) -> Result<T, E>
    where
        E: From<StoreError>,
    {
        let mut delays = backoff();
        let mut tried: Option<(u64, T)> = None;
        loop {
            let stored = self.person(id).await?;
            if let Some((version, result)) = tried.take()
                && stored
                    .as_ref()
                    .is_some_and(|stored| stored.version == version && stored.attempt == attempt)
            {
                return Ok(result);
            }
            let (commit, result) = match decide(stored.as_ref())? {
                Verdict::Keep(result) => return Ok(result),
                Verdict::Write(commit, result) => (commit, result),
            };
            let version = stored.map_or(1, |stored| stored.version + 1);
            match self.commit(*commit, version, attempt).await {
                Ok(()) => return Ok(result),
                Err(StoreError::Conflict) => tried = Some((version, result)),
                Err(error) => return Err(error.into()),
            }
            match delays.next() {
                Some(delay) => tokio::time::sleep(delay).await,
                None => return Err(StoreError::Conflict.into()),
            }
        }
    }

    async fn commit(&self, commit: Commit, version: u64, attempt: &str) -> Result<(), StoreError> {
        let Commit {
            person,
            due_on,
            entries,
            with,
        } = commit;
        let due = due_on.map(|day| (due::shard_of(person.id), day));
        let condition = if version == 1 {
            Condition::New
        } else {
            Condition::Version(version - 1)
        };
        let people = &self.tables.people;
        let mut writes = vec![Write::put(
            people,
            &PersonItem::of(&person, version, attempt, due),
            condition,
        )?];
        for entry in &entries {
            writes.push(Write::put(
                people,
                &LogItem::of(person.id, entry),
                Condition::New,
            )?);
        }
        for with in with {
            self.add(&mut writes, &person, with)?;
        }
        self.write(writes).await
    }

    fn add(&self, writes: &mut Vec<Write>, person: &Person, with: With) -> Result<(), StoreError> {
        let (people, identities) = (&self.tables.people, &self.tables.identities);
        let pk = person.id.to_string();
        let write = match with {
            With::Receipt(receipt) => self.receipt(&receipt)?,
            With::Identity(identity) => Write::put_at(identities, &pk, keys::IDENTITY, &identity)?,
            With::Declared(declared) => Write::put_at(
                identities,
                &pk,
                &keys::declaration(declared.number),
                &declared,
            )?,
            With::Bound(binding) => Write::put_at(
                people,
                &keys::account(&binding.account),
                &pk,
                &BoundItem {
                    relation: binding.relation,
                },
            )?,
            With::Unbound(binding) => Write::delete(people, &keys::account(&binding.account), &pk),
            With::Shared(code, share) => self.used_share(&code, &share)?,
            With::Review(review, private) => {
                writes.push(Write::put_at(
                    identities,
                    &pk,
                    &keys::review(review.id.number),
                    &private,
                )?);
                Write::put(
                    people,
                    &ReviewItem::of(&review, &person.holder),
                    Condition::New,
                )?
            }
        };
        writes.push(write);
        Ok(())
    }
}

impl Stored {
    pub(crate) fn from_item(
        item: std::collections::HashMap<String, AttributeValue>,
    ) -> Result<Self, StoreError> {
        let item: PersonItem = serde_dynamo::from_item(item).map_err(|_| unreadable("person"))?;
        let (version, attempt, due_on) = (item.v, item.w.clone(), item.due_on);
        Ok(Self {
            person: item.into_person()?,
            due_on,
            version,
            attempt,
        })
    }
}

/// Short at first: a conflict is over as soon as the other's write is. Jittered, so that many
/// losers do not meet again.
fn backoff() -> impl Iterator<Item = Duration> {
    ExponentialBuilder::default()
        .with_min_delay(Duration::from_millis(4))
        .with_max_delay(Duration::from_millis(250))
        .with_max_times(TRIES)
        .with_jitter()
        .build()
}
