//! What a change of a person writes: the person, their history, and what else belongs to it, as one
//! transaction; and ahead of that what may be written too early without harm.

use rules::identity::PersonId;
use rules::person::Person;

use crate::commit::{Commit, Subject, With};
use crate::history::LogItem;
use crate::integrity::IntegrityItem;
use crate::items::{PersonItem, RecordItem, WaitingItem};
use crate::people::BoundItem;
use crate::read::Item;
use crate::reviews::ReviewItem;
use crate::stored::Mark;
use crate::write::{Condition, Write};
use crate::{Store, StoreError, due, keys};

/// The writes of a change.
struct Composed {
    /// The entries for stays, each by itself, before the others.
    ahead: Vec<Write>,
    /// All or none.
    whole: Vec<Write>,
}

impl Store {
    /// Writes a change, as a whole or not at all.
    pub(crate) async fn commit(
        &self,
        commit: Commit,
        before: Option<&Person>,
        mark: &Mark,
    ) -> Result<(), StoreError> {
        let Composed { ahead, whole } = self.composed(commit, before, mark)?;
        self.index_stays(ahead).await?;
        self.write(whole).await
    }

    /// The items of a change of somebody of whom nothing is stored, each with the name of its table: for
    /// whoever fills a new city at once, where no condition could fail.
    ///
    /// # Errors
    /// [`StoreError::Broken`], if an item cannot be made.
    pub fn first_items(
        &self,
        commit: Commit,
        attempt: &str,
    ) -> Result<Vec<(String, Item)>, StoreError> {
        let mark = Mark {
            version: 1,
            attempt: attempt.to_owned(),
        };
        let Composed { ahead, whole } = self.composed(commit, None, &mark)?;
        let put = |write| match write {
            Write::Put(put, _) => Some((put.table_name, put.item)),
            Write::Delete(_) => None,
        };
        Ok(ahead.into_iter().chain(whole).filter_map(put).collect())
    }

    fn composed(
        &self,
        commit: Commit,
        before: Option<&Person>,
        mark: &Mark,
    ) -> Result<Composed, StoreError> {
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
        let (mut ahead, mut writes) = (Vec::new(), Vec::new());
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
                ahead = self.places_of_stays(before, &person)?;
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
        let whole = writes;
        Ok(Composed { ahead, whole })
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
