//! Parts of the work: small enough to be handed on when time is up.
//!
//! A part needs no memory of how far it came: who was settled has left the index, so a part
//! that is done again does what is left.

use edge::State;
use futures_util::{StreamExt as _, stream};
use jiff::Timestamp;
use rules::calendar::day_of;
use rules::identity::District;
use serde::{Deserialize, Serialize};
use store::{SHARDS, StoreError};

use crate::Report;
use crate::step::{Step, step};

/// People written at the same time.
const AT_ONCE: usize = 16;

/// One part of the work, as a queue's message names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "part", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Part {
    /// The people of one shard of the due index.
    Due {
        /// Which.
        shard: u8,
    },
    /// Open reviews past their due time (R77).
    Reviews,
}

impl Part {
    /// The whole work.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..SHARDS)
            .map(|shard| Self::Due { shard })
            .chain([Self::Reviews])
    }

    /// Does this part until it is done or time is up.
    pub async fn work(self, state: &State, is_time_up: impl Fn() -> bool) -> Report {
        let now = state.clock.now();
        let mut report = Report::default();
        let done = match self {
            Self::Due { shard } => count_down(state, shard, now, is_time_up, &mut report).await,
            Self::Reviews => escalate(state, now, is_time_up, &mut report).await,
        };
        if let Err(error) = done {
            tracing::error!(part = ?self, cause = %error, "a part of the countdown broke off");
            report.failed += 1;
        }
        report
    }
}

async fn count_down(
    state: &State,
    shard: u8,
    now: Timestamp,
    is_time_up: impl Fn() -> bool,
    report: &mut Report,
) -> Result<(), StoreError> {
    let mut after = None;
    loop {
        if is_time_up() {
            report.is_unfinished = true;
            return Ok(());
        }
        let (people, next) = state.store.due(shard, day_of(now), after).await?;
        let mut steps = stream::iter(people)
            .map(|person| step(state, person, now))
            .buffer_unordered(AT_ONCE);
        while let Some(step) = steps.next().await {
            report.examined += 1;
            match step {
                Ok(Step::Released) => report.released += 1,
                Ok(Step::Restarted) => report.restarted += 1,
                Ok(Step::Judged | Step::Nothing) => {}
                Err(problem) => {
                    tracing::error!(
                        shard,
                        code = problem.code(),
                        "a person could not be counted down"
                    );
                    report.failed += 1;
                }
            }
        }
        match next {
            Some(next) => after = Some(next),
            None => return Ok(()),
        }
    }
}

async fn escalate(
    state: &State,
    now: Timestamp,
    is_time_up: impl Fn() -> bool,
    report: &mut Report,
) -> Result<(), StoreError> {
    let districts: Vec<District> = state
        .book
        .on(day_of(now))
        .districts
        .keys()
        .copied()
        .collect();
    for district in districts {
        let mut after: Option<String> = None;
        loop {
            if is_time_up() {
                report.is_unfinished = true;
                return Ok(());
            }
            let overdue = state
                .store
                .open_reviews(district, after.as_deref(), Some(now))
                .await?;
            let Some(last) = overdue.last() else { break };
            after = Some(last.position.clone());
            for open in overdue
                .iter()
                .filter(|open| open.review.escalated_at.is_none())
            {
                report.escalated += u64::from(state.store.escalate(open.review.id, now).await?);
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_are_every_shard_once_and_the_reviews() {
        let parts: Vec<_> = Part::all().collect();
        let shards = parts
            .iter()
            .filter(|part| matches!(part, Part::Due { .. }))
            .count();
        assert_eq!(
            (shards, parts.len()),
            (usize::from(SHARDS), usize::from(SHARDS) + 1)
        );
    }

    #[test]
    fn a_part_has_one_spelling_in_a_message() {
        for part in Part::all() {
            let message = serde_json::to_string(&part).unwrap();
            assert_eq!(serde_json::from_str::<Part>(&message).unwrap(), part);
        }
        assert_eq!(
            serde_json::to_string(&Part::Due { shard: 3 }).unwrap(),
            r#"{"part":"due","shard":3}"#
        );
        assert!(serde_json::from_str::<Part>(r#"{"part":"due"}"#).is_err());
    }
}
