//! Changing a person: load, decide, write on the condition that nothing changed meanwhile.
//!
//! One person is one item with a version. A change names the version it saw; if somebody was
//! faster, the decision is made again on what they left, a bounded number of times. What
//! belongs to a change (history entries, a review, an identity, the answer to a keyed
//! request) is written in the same transaction, so nothing is ever half-written.

use std::time::Duration;

use backon::{BackoffBuilder as _, ExponentialBuilder};
use rules::evidence::Record;
use rules::identity::PersonId;
use rules::person::Person;

use crate::commit::{Commit, Subject, Verdict, With};
use crate::history::LogItem;
use crate::integrity::IntegrityItem;
use crate::items::{PersonItem, RecordItem, WaitingItem};
use crate::people::BoundItem;
use crate::reviews::ReviewItem;
use crate::stored::{Found, Mark, Stored};
use crate::write::{Condition, Write};
use crate::{Store, StoreError, due, keys};

/// How often a change is decided again when others keep being faster.
const TRIES: usize = 8;

/// What is known of somebody when a change is decided.
#[derive(Debug, Clone, Copy)]
pub enum Seen<'a> {
    /// They have a code.
    Person(&'a Stored),
    /// They have not applied; this evidence waits for them.
    Nobody(&'a [Record]),
}

impl Store {
    /// Decides about a person and makes the decision true, or tells why not. `decide` may run
    /// several times and must depend on nothing but what it is given; `attempt` is unique to
    /// the request, so that a write whose answer was lost is known again as our own.
    ///
    /// # Errors
    /// The decision's own refusal, or a [`StoreError`] turned into one: `Conflict` when
    /// others were faster every time, `Answered` when the same keyed request won, `Known` when
    /// the same evidence was taken before, `Erased` when the service's end came first.
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
        self.decided(id, attempt, Waiting::IsLeft, |seen| match seen {
            Seen::Person(stored) => decide(Some(stored)),
            Seen::Nobody(_) => decide(None),
        })
        .await
    }

    /// As [`Self::change`], for a decision to which evidence about somebody who has not applied
    /// matters.
    pub async fn change_seen<T, E>(
        &self,
        id: PersonId,
        attempt: &str,
        decide: impl Fn(Seen<'_>) -> Result<Verdict<T>, E>,
    ) -> Result<T, E>
    where
        E: From<StoreError>,
    {
        self.decided(id, attempt, Waiting::IsRead, decide).await
    }

    async fn decided<T, E>(
        &self,
        id: PersonId,
        attempt: &str,
        waiting: Waiting,
        decide: impl Fn(Seen<'_>) -> Result<Verdict<T>, E>,
    ) -> Result<T, E>
    where
        E: From<StoreError>,
    {
        let mut delays = backoff();
        let mut tried: Option<(Mark, T)> = None;
        loop {
            let found = self.found(id).await?;
            let mark = found.as_ref().map(Found::mark).cloned();
            if let Some((ours, result)) = tried.take()
                && mark.as_ref() == Some(&ours)
            {
                return Ok(result);
            }
            let (stored, evidence) = match (found, waiting) {
                (Some(Found::Person(stored)), _) => (Some(stored), Vec::new()),
                // Whatever is told from here on moves the version that the write names.
                (Some(Found::Waiting(_)), Waiting::IsRead) => (None, self.evidence(id).await?),
                (Some(Found::Waiting(_)), Waiting::IsLeft) | (None, _) => (None, Vec::new()),
                // Erased is erased: nobody is made of what is kept for reading reviews.
                (Some(Found::Kept(..)), _) => return Err(StoreError::Erased.into()),
            };
            let seen = stored
                .as_deref()
                .map_or(Seen::Nobody(&evidence), Seen::Person);
            let (commit, result) = match decide(seen)? {
                Verdict::Keep(result) => return Ok(result),
                Verdict::Write(commit, result) => (commit, result),
            };
            let ours = Mark {
                version: mark.map_or(1, |mark| mark.version + 1),
                attempt: attempt.to_owned(),
            };
            let before = stored.as_deref().map(|stored| &stored.person);
            match self.commit(*commit, before, &ours).await {
                Ok(()) => return Ok(result),
                Err(StoreError::Conflict) => tried = Some((ours, result)),
                Err(error) => return Err(error.into()),
            }
            match delays.next() {
                Some(delay) => tokio::time::sleep(delay).await,
                None => return Err(StoreError::Conflict.into()),
            }
        }
    }

    async fn commit(
        &self,
        commit: Commit,
        before: Option<&Person>,
        mark: &Mark,
    ) -> Result<(), StoreError> {
        let Commit {
            subject,
            entries,
            with,
        } = commit;
        let people = &self.tables.people;
        let condition = if mark.version == 1 {
            Condition::New
        } else {
            Condition::Version(mark.version - 1)
        };
        let mut writes = Vec::new();
        let person = match subject {
            Subject::Nobody(id) => {
                let item = WaitingItem {
                    pk: id,
                    sk: keys::CASE.to_owned(),
                    v: mark.version,
                    w: mark.attempt.clone(),
                    waiting: true,
                };
                writes.push(Write::put(people, &item, condition)?);
                Whom::Nobody(id)
            }
            Subject::Person(person, due_on) => {
                let due = due_on.map(|day| (due::shard_of(person.id), day));
                let item = PersonItem::of(&person, mark.version, &mark.attempt, due);
                writes.push(Write::put(people, &item, condition)?);
                // An entry without its case is a hint to nobody, so entries may go ahead of the
                // transaction, in which each would cost twice as much.
                self.index_stays(before, &person).await?;
                let had = before.and_then(|before| before.integrity.as_ref());
                if let Some(case) = person.integrity.as_ref().filter(|&case| Some(case) != had) {
                    let item = IntegrityItem::of(case, &person.holder);
                    writes.push(Write::put(people, &item, Condition::Any)?);
                }
                Whom::Person(person)
            }
        };
        for entry in &entries {
            writes.push(Write::put(
                people,
                &LogItem::of(person.id(), entry),
                Condition::New,
            )?);
        }
        for with in with {
            self.add(&mut writes, &person, with)?;
        }
        self.write(writes).await
    }

    fn add(&self, writes: &mut Vec<Write>, whom: &Whom, with: With) -> Result<(), StoreError> {
        let (people, identities) = (&self.tables.people, &self.tables.identities);
        let pk = whom.id().to_string();
        let write = match with {
            With::Receipt(receipt) => self.receipt(&receipt)?,
            With::Evidence(record, teller) => {
                Write::put_evidence(people, &RecordItem::of(whom.id(), &teller, &record))?
            }
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
            With::Filed(review, private) => {
                let sk = keys::review(review.id.number);
                writes.push(Write::put_at(identities, &pk, &sk, &private)?);
                let item = ReviewItem::of(&review, &whom.person()?.holder);
                Write::put(people, &item, Condition::New)?
            }
            // The person's version, which the same transaction names, is the review's too.
            With::Review(review) => {
                let item = ReviewItem::of(&review, &whom.person()?.holder);
                Write::put(people, &item, Condition::Any)?
            }
            With::Reply(review, reply) => {
                Write::put_at(identities, &pk, &keys::reply(review.number), &reply)?
            }
            With::Statement(case, statement) => {
                Write::put_at(identities, &pk, &keys::integrity(case.number), &statement)?
            }
        };
        writes.push(write);
        Ok(())
    }
}

/// What a change does about evidence that waits for somebody who has not applied. Only an
/// application needs it; for everybody else such a person is as unknown as any other, at the
/// same single read.
#[derive(Debug, Clone, Copy)]
enum Waiting {
    IsRead,
    IsLeft,
}

/// Whom a commit is about, once the item is made.
enum Whom {
    Person(Box<Person>),
    Nobody(PersonId),
}

impl Whom {
    fn person(&self) -> Result<&Person, StoreError> {
        match self {
            Self::Person(person) => Ok(person),
            Self::Nobody(_) => Err(StoreError::Broken("a review of nobody".to_owned())),
        }
    }

    fn id(&self) -> PersonId {
        match self {
            Self::Person(person) => person.id,
            Self::Nobody(id) => *id,
        }
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
