//! Parts of the work: small enough to be handed on when time is up.
//!
//! A part needs no memory of how far it came: who was settled has left the index, or has
//! nothing more to be settled, so a part that is done again does what is left.

use edge::State;
use jiff::civil::Date;
use rules::calendar::{day_of, days_between};
use rules::policy::LONGEST_WINDOW_DAYS;
use serde::{Deserialize, Serialize};
use store::{SHARDS, StoreError};

use crate::Report;
use crate::round::Round;
use crate::sealing;

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
    /// Approved orders that were not carried out for everybody (R83).
    Orders,
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

    /// What officers began and somebody has to finish, at any time of the day.
    pub fn of_officers() -> impl Iterator<Item = Self> {
        [Self::Orders].into_iter()
    }

    /// What the policies bring that came into force and have not judged everybody whom they
    /// concern. A version that is older than every stay on record concerns nobody any more.
    pub async fn of_policies(state: &State) -> Result<Vec<Self>, StoreError> {
        let today = day_of(state.clock.now());
        let book = state.book().await?;
        let mut parts = Vec::new();
        if book.sunset_on(today).is_some() {
            return Ok(parts);
        }
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

    /// Its name: what a message says of it.
    pub fn name(&self) -> String {
        // Every part has a spelling: names of fields and of versions, numbers and days.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The part of this name.
    pub fn named(name: &str) -> Option<Self> {
        serde_json::from_str(name).ok()
    }

    /// Does this part until it is done or time is up.
    pub async fn work(&self, state: &State, is_time_up: impl Fn() -> bool) -> Report {
        self.work_telling(state, is_time_up, &|_| {}).await
    }

    /// As [`Self::work`], and tells after each page of people what was done so far.
    pub async fn work_telling(
        &self,
        state: &State,
        is_time_up: impl Fn() -> bool,
        tell: &(dyn Fn(&Report) + Send + Sync),
    ) -> Report {
        let mut report = Report::default();
        if let Err(error) = self.try_work(state, is_time_up, tell, &mut report).await {
            tracing::error!(part = ?self, cause = %error, "a part of the countdown broke off");
            report.failed += 1;
        }
        report
    }

    async fn try_work(
        &self,
        state: &State,
        is_time_up: impl Fn() -> bool,
        tell: &(dyn Fn(&Report) + Send + Sync),
        report: &mut Report,
    ) -> Result<(), StoreError> {
        let book = state.book().await?;
        // After the service's end there is nobody left to count down (R85).
        if book.sunset_on(day_of(state.clock.now())).is_some() {
            return Ok(());
        }
        let round = Round {
            state,
            book: &book,
            now: state.clock.now(),
            tell,
        };
        match self {
            Self::Due { shard } => round.count_down(*shard, is_time_up, report).await,
            Self::Reviews => round.escalate(is_time_up, report).await,
            Self::Orders => round.finish_orders(is_time_up, report).await,
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
            assert_eq!(Part::named(&part.name()), Some(part));
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
