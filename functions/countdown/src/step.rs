//! One person: what their days and the policies came to is written, with its history entry.

use edge::{Problem, State, random};
use jiff::Timestamp;
use rules::calendar::day_of;
use rules::case::Change;
use rules::identity::PersonId;
use rules::person::Person;
use rules::policy::PolicyBook;
use rules::review::ReviewId;
use store::{Commit, StoreError, Stored, Verdict, With};

/// What became of one person who was due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// At least one hold ended.
    Released,
    /// The release date moved on.
    Restarted,
    /// A policy that came into force put on or renewed a hold.
    Judged,
    /// Somebody was faster, the index was behind, or the policy concerns them not.
    Nothing,
}

/// Why somebody is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The due index names them, and goes on doing so until they are settled.
    Due,
    /// A policy concerns them; they are looked at once.
    Policy,
}

/// Settles one person, if their days or a policy changed anything.
pub async fn step(
    state: &State,
    book: &PolicyBook,
    person: PersonId,
    why: Why,
    now: Timestamp,
) -> Result<Step, Problem> {
    let (store, attempt) = (&state.store, random::token()?);
    let decide = |stored: Option<&Stored>| Ok(decide(book, stored, now));
    match why {
        Why::Due => store.change_due(person, &attempt, decide).await,
        Why::Policy => store.change_stored(person, &attempt, decide).await,
    }
}

/// Lets an overdue review go up to the city, and says whether this call did it.
pub async fn go_up(
    state: &State,
    book: &PolicyBook,
    review: ReviewId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let attempt = random::token().map_err(|error| StoreError::Broken(error.to_string()))?;
    let decide = |person: Option<&Person>| {
        let Some(mut person) = person.cloned() else {
            return Ok(Verdict::Keep(false));
        };
        let settled = person.settle(book, now);
        let Some((review, entry)) = person.escalate_review(review.number, now) else {
            return Ok(Verdict::Keep(false));
        };
        Ok(Commit::of(person, book, now)
            .entries(settled.into_iter().chain([entry]))
            .with([With::Review(review)])
            .then(true))
    };
    state.store.change(review.person, &attempt, decide).await
}

fn decide(book: &PolicyBook, stored: Option<&Stored>, now: Timestamp) -> Verdict<Step> {
    let Some(stored) = stored else {
        return Verdict::Keep(Step::Nothing);
    };
    let is_due = stored.due_on.is_some_and(|due_on| due_on <= day_of(now));
    let mut person = stored.person.clone();
    let (changes, entry) = person.settle_telling(book, now);
    if changes.is_empty() && !is_due {
        return Verdict::Keep(Step::Nothing);
    }
    let step = if changes
        .iter()
        .any(|change| matches!(change, Change::Released(..)))
    {
        Step::Released
    } else if changes.is_empty() {
        Step::Restarted
    } else {
        Step::Judged
    };
    Commit::of(person, book, now).entries(entry).then(step)
}
