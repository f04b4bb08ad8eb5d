//! Shares: a person's code, offered to one further account for a quarter of an hour (R68, R69).
//!
//! A share lies under a keyed hash of its share code, so the table cannot tell the code. That it
//! binds one account only is the condition of the write that uses it up, in the transaction that
//! binds the account.

use jiff::Timestamp;
use rules::identity::PersonId;
use rules::person::Person;
use rules::share::{Share, ShareCode};
use serde::{Deserialize, Serialize};

use crate::classify::unreadable;
use crate::commit::Verdict;
use crate::once::Receipt;
use crate::write::{Condition, Write};
use crate::{Pepper, Store, StoreError, keys};

/// How long a share is kept after its code has died, in seconds: whoever used it and missed the
/// answer can ask again.
const KEPT_SECONDS: i64 = 24 * 60 * 60;

#[derive(Debug, Serialize, Deserialize)]
struct ShareItem {
    pk: String,
    sk: String,
    person: PersonId,
    sharer: String,
    until: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    used_by: Option<String>,
    expires_at: i64,
}

impl ShareItem {
    fn of(pk: String, share: &Share) -> Self {
        let Share {
            person,
            sharer,
            until,
            used_by,
        } = share;
        Self {
            pk,
            sk: keys::ONLY.to_owned(),
            person: *person,
            sharer: sharer.clone(),
            until: *until,
            used_by: used_by.clone(),
            expires_at: until.as_second() + KEPT_SECONDS,
        }
    }

    fn into_share(self) -> Share {
        Share {
            person: self.person,
            sharer: self.sharer,
            until: self.until,
            used_by: self.used_by,
        }
    }
}

/// Why a change by a share stopped.
enum Stopped<E> {
    Refused(E),
    Failed(StoreError),
}

impl<E> From<StoreError> for Stopped<E> {
    fn from(error: StoreError) -> Self {
        Self::Failed(error)
    }
}

impl Store {
    /// Keeps a new share under its code.
    ///
    /// # Errors
    /// `Conflict` if there is one under this code; `Answered` if the receipt's request was answered.
    pub async fn put_share(
        &self,
        code: &ShareCode,
        share: &Share,
        receipt: Option<&Receipt>,
    ) -> Result<(), StoreError> {
        let item = ShareItem::of(pk(&self.pepper, code), share);
        let mut writes = vec![Write::put(&self.tables.people, &item, Condition::New)?];
        if let Some(receipt) = receipt {
            writes.push(self.receipt(receipt)?);
        }
        self.write(writes).await
    }

    /// As [`Self::change`], of the person whom a share code shares, deciding on the share as well.
    /// A code that nobody has is looked up like any other: `decide` gets neither share nor person.
    ///
    /// # Errors
    /// As [`Self::change`]. If somebody else used the share up first, it is decided again on that.
    pub async fn change_by_share<T, E>(
        &self,
        code: &ShareCode,
        attempt: &str,
        now: Timestamp,
        decide: impl Fn(Option<&Share>, Option<&Person>) -> Result<Verdict<T>, E>,
    ) -> Result<T, E>
    where
        E: From<StoreError>,
    {
        let mut is_last = false;
        loop {
            let share = self.share(code, now).await?;
            let person = share
                .as_ref()
                .map_or_else(|| self.pepper.nobody(code), |share| share.person);
            let changed = self.change(person, attempt, |person| {
                decide(share.as_ref(), person).map_err(Stopped::Refused)
            });
            match changed.await {
                Ok(result) => return Ok(result),
                Err(Stopped::Refused(refusal)) => return Err(refusal),
                // A used share stays used, so the second look decides.
                Err(Stopped::Failed(StoreError::Used)) if !is_last => is_last = true,
                Err(Stopped::Failed(error)) => return Err(error.into()),
            }
        }
    }

    /// The share under this code, unless its time is over by `now`.
    async fn share(&self, code: &ShareCode, now: Timestamp) -> Result<Option<Share>, StoreError> {
        let (people, pk) = (&self.tables.people, pk(&self.pepper, code));
        let Some(item) = self.item(people, &pk, keys::ONLY).await? else {
            return Ok(None);
        };
        let item: ShareItem = serde_dynamo::from_item(item).map_err(|_| unreadable("share"))?;
        Ok((item.expires_at > now.as_second()).then(|| item.into_share()))
    }

    /// The write that uses a share up, on the condition that nobody has.
    pub(crate) fn used_share(&self, code: &ShareCode, share: &Share) -> Result<Write, StoreError> {
        let item = ShareItem::of(pk(&self.pepper, code), share);
        Write::put_used(&self.tables.people, &item)
    }
}

fn pk(pepper: &Pepper, code: &ShareCode) -> String {
    keys::share(&pepper.share(code))
}
