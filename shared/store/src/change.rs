//! Changing a person: load, decide, write on the condition that nothing changed meanwhile.
//!
//! One person is one item with a version. A change names the version it saw; if somebody was
//! faster, the decision is made again on what they left, a bounded number of times. What
//! belongs to a change (`compose`) is written in the same transaction, so nothing is ever half-written.

use std::time::Duration;

use backon::{BackoffBuilder as _, ExponentialBuilder};
use rules::evidence::Record;
use rules::identity::PersonId;
use rules::person::Person;

use crate::commit::Verdict;
use crate::read::Look;
use crate::stored::{Found, Mark, Stored};
use crate::{Store, StoreError};

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

impl<'a> Seen<'a> {
    fn stored(self) -> Option<&'a Stored> {
        match self {
            Self::Person(stored) => Some(stored),
            Self::Nobody(_) => None,
        }
    }
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
        let decide = |seen: Seen<'_>| decide(seen.stored());
        self.decided(id, attempt, Waiting::IsLeft, Look::IsNow, decide)
            .await
    }

    /// As [`Self::change_stored`], at half the price of the first look, which may be a moment old. A
    /// write names the version that was seen, so what was decided on an old one is decided again;
    /// only that nothing is to be done is believed. For whoever comes again in any case.
    pub async fn change_due<T, E>(
        &self,
        id: PersonId,
        attempt: &str,
        decide: impl Fn(Option<&Stored>) -> Result<Verdict<T>, E>,
    ) -> Result<T, E>
    where
        E: From<StoreError>,
    {
        let decide = |seen: Seen<'_>| decide(seen.stored());
        self.decided(id, attempt, Waiting::IsLeft, Look::MayBeOld, decide)
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
        self.decided(id, attempt, Waiting::IsRead, Look::IsNow, decide)
            .await
    }

    async fn decided<T, E>(
        &self,
        id: PersonId,
        attempt: &str,
        waiting: Waiting,
        mut look: Look,
        decide: impl Fn(Seen<'_>) -> Result<Verdict<T>, E>,
    ) -> Result<T, E>
    where
        E: From<StoreError>,
    {
        let mut delays = backoff();
        let mut tried: Option<(Mark, T)> = None;
        loop {
            let found = self.found(id, look).await?;
            look = Look::IsNow;
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
}

/// What a change does about evidence that waits for somebody who has not applied. Only an
/// application needs it; for everybody else such a person is as unknown as any other, at the
/// same single read.
#[derive(Debug, Clone, Copy)]
enum Waiting {
    IsRead,
    IsLeft,
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
