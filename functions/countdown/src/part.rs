//! Parts of the work: small enough to be handed on when time is up.
//!
//! A part needs no memory of how far it came: who was settled has left the index, or has
//! nothing more to be settled, so a part that is done again does what is left.

use edge::State;
use futures_util::{StreamExt as _, stream};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use rules::calendar::{day_of, days_between};
use rules::identity::{District, PersonId};
use rules::policy::{LONGEST_WINDOW_DAYS, PolicyBook};
use serde::{Deserialize, Serialize};
use store::{SHARDS, StoreError};

use crate::Report;
use crate::sealing;
use crate::step::{Step, step};

/// People written at the same time.
const AT_ONCE: usize = 16;

/// Time after its approval by which every process has noticed a version, and more.
const NOTICED_AFTER: SignedDuration = SignedDuration::from_mins(2);

/// One part of the work, as a queue's message names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "part", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Part {
    /// The people of one shard of the due index.
    Due {
        /// Which.
        shard: u8,
    },
    /// Open reviews past their due time (R77).
    Reviews,
    /// The people of one shard whom a version that came into force concerns (R61).
    Policy {
        /// Its name.
        version: String,
        /// Which.
        shard: u8,
    },
    /// The heads of a shard's histories, to be sealed into the root of a day (R84).
    Heads {
        /// The day.
        day: Date,
        /// Which; all at once without one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        shard: Option<u8>,
    },
}

impl Part {
    /// What the days bring: every night's work.
    pub fn of_a_night() -> impl Iterator<Item = Self> {
        (0..SHARDS)
            .map(|shard| Self::Due { shard })
            .chain([Self::Reviews])
    }

    /// What the policies bring that came into force and have not judged everybody whom they
    /// concern. A version that is older than every stay on record concerns nobody any more.
    pub async fn of_policies(state: &State) -> Result<Vec<Self>, StoreError> {
        let today = day_of(state.clock.now());
        let book = state.book().await?;
        let mut parts = Vec::new();
        for succession in book.successions() {
            let age = days_between(succession.first_day, today);
            if !(0..=i32::from(LONGEST_WINDOW_DAYS)).contains(&age) {
                continue;
            }
            let policy = succession.policy;
            let done = state.store.reassessed(&policy.version).await?;
            let left = (0..SHARDS).filter(|shard| !done.contains(shard));
            parts.extend(left.map(|shard| Self::Policy {
                version: policy.version.clone(),
                shard,
            }));
        }
        Ok(parts)
    }

    /// What seals today's root, unless it is sealed: a part for each of these shards.
    pub async fn of_heads(
        state: &State,
        shards: impl IntoIterator<Item = Option<u8>>,
    ) -> Result<Vec<Self>, StoreError> {
        let day = day_of(state.clock.now());
        let last = state.store.last_root().await?;
        if last.is_some_and(|last| last.day >= day) {
            return Ok(Vec::new());
        }
        let part = |shard| Self::Heads { day, shard };
        Ok(shards.into_iter().map(part).collect())
    }

    /// Does this part until it is done or time is up.
    pub async fn work(&self, state: &State, is_time_up: impl Fn() -> bool) -> Report {
        let mut report = Report::default();
        if let Err(error) = self.try_work(state, is_time_up, &mut report).await {
            tracing::error!(part = ?self, cause = %error, "a part of the countdown broke off");
            report.failed += 1;
        }
        report
    }

    async fn try_work(
        &self,
        state: &State,
        is_time_up: impl Fn() -> bool,
        report: &mut Report,
    ) -> Result<(), StoreError> {
        let book = state.book().await?;
        let round = Round {
            state,
            book: &book,
            now: state.clock.now(),
        };
        match self {
            Self::Due { shard } => round.count_down(*shard, is_time_up, report).await,
            Self::Reviews => round.escalate(is_time_up, report).await,
            Self::Policy { version, shard } => {
                round.judge_again(version, *shard, is_time_up, report).await
            }
            Self::Heads { day, shard } => {
                let is_done = sealing::seal(state, *day, *shard, is_time_up).await?;
                report.is_unfinished |= !is_done;
                Ok(())
            }
        }
    }
}

/// One part's work at one moment.
struct Round<'a> {
    state: &'a State,
    book: &'a PolicyBook,
    now: Timestamp,
}

impl Round<'_> {
    async fn count_down(
        &self,
        shard: u8,
        is_time_up: impl Fn() -> bool,
        report: &mut Report,
    ) -> Result<(), StoreError> {
        let (store, today) = (&self.state.store, day_of(self.now));
        let mut after = None;
        loop {
            if is_time_up() {
                report.is_unfinished = true;
                return Ok(());
            }
            let (people, next) = store.due(shard, today, after).await?;
            self.settle(people, report).await;
            match next {
                Some(next) => after = Some(next),
                None => return Ok(()),
            }
        }
    }

    /// Whoever stayed where the version judges otherwise than the one before it. What it came
    /// to is noted, so that it is done once and not every night.
    async fn judge_again(
        &self,
        version: &str,
        shard: u8,
        is_time_up: impl Fn() -> bool,
        report: &mut Report,
    ) -> Result<(), StoreError> {
        let store = &self.state.store;
        let failed_before = report.failed;
        let mut successions = self.book.successions();
        let Some(succession) = successions.find(|one| one.policy.version == version) else {
            return Ok(());
        };
        for entry in succession.policy.judges_anew(succession.before) {
            let mut after = None;
            loop {
                if is_time_up() {
                    report.is_unfinished = true;
                    return Ok(());
                }
                let (people, next) = store.stayed_in(&entry, shard, after).await?;
                self.settle(people, report).await;
                match next {
                    Some(next) => after = Some(next),
                    None => break,
                }
            }
        }
        // Until then somebody may still write by the version before.
        let is_noticed_by_all = succession
            .approved_at
            .is_none_or(|approved_at| self.now.duration_since(approved_at) > NOTICED_AFTER);
        if report.failed == failed_before && is_noticed_by_all {
            store.note_reassessed(version, shard).await?;
        }
        Ok(())
    }

    async fn settle(&self, people: Vec<PersonId>, report: &mut Report) {
        let mut steps = stream::iter(people)
            .map(|person| step(self.state, self.book, person, self.now))
            .buffer_unordered(AT_ONCE);
        while let Some(step) = steps.next().await {
            report.examined += 1;
            match step {
                Ok(Step::Released) => report.released += 1,
                Ok(Step::Restarted) => report.restarted += 1,
                Ok(Step::Judged | Step::Nothing) => {}
                Err(problem) => {
                    let code = problem.code();
                    tracing::error!(code, "a person could not be counted down");
                    report.failed += 1;
                }
            }
        }
    }

    async fn escalate(
        &self,
        is_time_up: impl Fn() -> bool,
        report: &mut Report,
    ) -> Result<(), StoreError> {
        let (store, now) = (&self.state.store, self.now);
        let policy = self.book.on(day_of(now));
        let districts: Vec<District> = policy.districts.keys().copied().collect();
        for district in districts {
            let mut after: Option<String> = None;
            loop {
                if is_time_up() {
                    report.is_unfinished = true;
                    return Ok(());
                }
                let overdue = store
                    .open_reviews(district, after.as_deref(), Some(now))
                    .await?;
                let Some(last) = overdue.last() else { break };
                after = Some(last.position.clone());
                let is_new = |open: &&store::OpenReview| open.review.escalated_at.is_none();
                for open in overdue.iter().filter(is_new) {
                    report.escalated += u64::from(store.escalate(open.review.id, now).await?);
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nights_parts_are_every_shard_once_and_the_reviews() {
        let parts: Vec<_> = Part::of_a_night().collect();
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
        for part in Part::of_a_night() {
            let message = serde_json::to_string(&part).unwrap();
            assert_eq!(serde_json::from_str::<Part>(&message).unwrap(), part);
        }
        assert_eq!(
            serde_json::to_string(&Part::Due { shard: 3 }).unwrap(),
            r#"{"part":"due","shard":3}"#
        );
        let policy = r#"{"part":"policy","version":"2020-03-01","shard":3}"#;
        let part = Part::Policy {
            version: "2020-03-01".to_owned(),
            shard: 3,
        };
        assert_eq!(serde_json::from_str::<Part>(policy).unwrap(), part);
        let heads = r#"{"part":"heads","day":"2020-02-12","shard":3}"#;
        let day = jiff::civil::date(2020, 2, 12);
        let part = |shard| Part::Heads { day, shard };
        assert_eq!(serde_json::from_str::<Part>(heads).unwrap(), part(Some(3)));
        let all = r#"{"part":"heads","day":"2020-02-12"}"#;
        assert_eq!(serde_json::to_string(&part(None)).unwrap(), all);
        assert_eq!(serde_json::from_str::<Part>(all).unwrap(), part(None));
        assert!(serde_json::from_str::<Part>(r#"{"part":"due"}"#).is_err());
    }
}
