//! One person who is due: what their days came to is written, with its history entry.

use edge::{Problem, State, random};
use jiff::Timestamp;
use rules::calendar::day_of;
use rules::case::Change;
use rules::identity::PersonId;
use store::{Commit, Stored, Verdict};

/// What became of one person who was due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// At least one hold ended.
    Released,
    /// The release date moved on.
    Restarted,
    /// A policy that came into force put on or renewed a hold.
    Judged,
    /// Somebody was faster, or the index was behind.
    Nothing,
}

/// Settles one person, if they are still due.
pub async fn step(state: &State, person: PersonId, now: Timestamp) -> Result<Step, Problem> {
    let attempt = random::token()?;
    state
        .store
        .change_stored(person, &attempt, |stored| Ok(decide(state, stored, now)))
        .await
}

fn decide(state: &State, stored: Option<&Stored>, now: Timestamp) -> Verdict<Step> {
    let today = day_of(now);
    let is_due = |stored: &&Stored| stored.due_on.is_some_and(|due_on| due_on <= today);
    let Some(stored) = stored.filter(is_due) else {
        return Verdict::Keep(Step::Nothing);
    };
    let mut person = stored.person.clone();
    let (changes, entry) = person.settle_telling(&state.book, now);
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
    Commit::of(person, &state.book, now)
        .entries(entry)
        .then(step)
}
