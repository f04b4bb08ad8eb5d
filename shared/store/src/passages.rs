//! How many verifications came to what, by Shanghai hour and district.
//!
//! A process counts what it answers, and once a minute adds what it has to the item of the hour, together
//! with a verification: a count costs a unit a minute and process and not one a verification. One item
//! holds an hour of all districts, so that one update adds all that there is; at most it has about half a
//! kilobyte. What a process had not added when it was ended is in no count.

mod expression;

use std::collections::BTreeMap;
use std::mem;

use aws_sdk_dynamodb::config::Config;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::types::ReturnConsumedCapacity;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use rules::calendar::{end_of, hour_of, start_of};
use rules::identity::District;
use rules::words::Outcome;

use crate::classify::{classify, unreadable};
use crate::new_scan::DAY_SECONDS;
use crate::write::key;
use crate::{NewScan, Store, StoreError, keys, meter};

/// How long a process counts before it adds.
const INTERVAL: SignedDuration = SignedDuration::from_secs(60);

/// A verification, as far as it is counted.
#[derive(Debug, Clone, Copy)]
pub struct Passage {
    hour: Timestamp,
    district: District,
    outcome: Outcome,
    kept_days: u16,
}

/// What was counted and is to be added, by hour.
#[derive(Debug, Default)]
pub struct PassageCounts(BTreeMap<Timestamp, Hour>);

/// What is to be added to an hour.
#[derive(Debug, Default)]
struct Hour {
    counts: BTreeMap<(District, Outcome), i64>,
    kept_days: u16,
}

/// An hour's verifications, as far as they were added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassagesOfHour {
    /// When it began.
    pub hour: Timestamp,
    /// How many, by district and what they came to.
    pub counts: BTreeMap<District, BTreeMap<Outcome, u64>>,
}

/// What a process has counted since it last added.
#[derive(Debug, Default)]
pub(crate) struct Counting {
    since: Option<Timestamp>,
    counts: PassageCounts,
}

impl Passage {
    /// What a scan that is to be recorded counts as.
    pub fn of(scan: &NewScan) -> Self {
        Self {
            hour: hour_of(scan.at),
            district: scan.place.district,
            outcome: scan.outcome,
            kept_days: scan.kept_days,
        }
    }
}

impl PassageCounts {
    fn add(&mut self, passage: Passage, more: i64) {
        let hour = self.0.entry(passage.hour).or_default();
        hour.kept_days = passage.kept_days;
        let key = (passage.district, passage.outcome);
        let count = hour.counts.entry(key).or_default();
        *count += more;
        if *count == 0 {
            hour.counts.remove(&key);
        }
    }
}

impl Counting {
    /// Whether a minute is over, or the hour. The first one of a process begins its minute. A clock that
    /// was set back ends it, too.
    fn is_due(&mut self, now: Timestamp) -> bool {
        let since = *self.since.get_or_insert(now);
        let counted_for = now.duration_since(since);
        let is_due =
            counted_for.is_negative() || counted_for >= INTERVAL || hour_of(since) != hour_of(now);
        if is_due {
            self.since = Some(now);
        }
        is_due
    }
}

impl Store {
    /// Counts a verification at `now`, and gives all that is to be added now, this one included, if it is
    /// time.
    pub fn count(&self, passage: Passage, now: Timestamp) -> Option<PassageCounts> {
        let mut counting = self.passages.lock().ok()?;
        counting.counts.add(passage, 1);
        let is_due = counting.is_due(now);
        is_due.then(|| mem::take(&mut counting.counts))
    }

    /// Takes back a verification that was counted and turned out to be none, or another one. Gives what is
    /// to be added, if `was_added`.
    pub fn take_back(&self, passage: Passage, was_added: bool) -> Option<PassageCounts> {
        let mut counting = self.passages.lock().ok()?;
        counting.counts.add(passage, -1);
        was_added.then(|| mem::take(&mut counting.counts))
    }

    /// Adds what was counted. What cannot be added now is kept for the next time.
    ///
    /// # Errors
    /// Why some of it was not added.
    pub async fn add_passages(&self, counts: PassageCounts) -> Result<(), StoreError> {
        let mut result = Ok(());
        for (start, hour) in counts.0 {
            if let Err(error) = self.add_to_hour(start, &hour).await {
                self.keep_counted(start, hour);
                result = Err(error);
            }
        }
        result
    }

    /// Tries once: an addition that is sent again counts twice if it was only the answer that was lost, and
    /// somebody waits at a gate.
    async fn add_to_hour(&self, start: Timestamp, hour: &Hour) -> Result<(), StoreError> {
        if hour.counts.is_empty() {
            return Ok(());
        }
        let expires_at = expiry(start, hour.kept_days);
        let (expression, values) = expression::adding(&hour.counts, expires_at);
        let once = Config::builder().retry_config(RetryConfig::disabled());
        let answer = self
            .client
            .update_item()
            .table_name(&self.tables.scans)
            .set_key(Some(key(keys::PASSAGES, &start.to_string()).into()))
            .update_expression(expression)
            .set_expression_attribute_values(Some(values))
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .customize()
            .config_override(once)
            .send()
            .await
            .map_err(|error| classify(&error))?;
        meter::write(answer.consumed_capacity());
        Ok(())
    }

    fn keep_counted(&self, start: Timestamp, hour: Hour) {
        let Ok(mut counting) = self.passages.lock() else {
            return;
        };
        for ((district, outcome), count) in hour.counts {
            let passage = Passage {
                hour: start,
                district,
                outcome,
                kept_days: hour.kept_days,
            };
            counting.counts.add(passage, count);
        }
    }

    /// The hours of the days from `from` to `to` that are still to be kept at `now`, oldest first: none
    /// that is older than the scans that the policy in force keeps, and none that outlived what the policy
    /// of its day promised. They may be a moment old.
    pub async fn passages(
        &self,
        from: Date,
        to: Date,
        kept_days: u16,
        now: Timestamp,
    ) -> Result<Vec<PassagesOfHour>, StoreError> {
        let (from, to) = (start_of(from).to_string(), end_of(to).to_string());
        let scans = &self.tables.scans;
        let items = self.between(scans, keys::PASSAGES, &from, &to).await?;
        let mut hours = Vec::with_capacity(items.len());
        for item in items {
            let broken = || unreadable("hour's counts");
            let (hour, expires_at) = expression::read(&item).ok_or_else(broken)?;
            let ends_at = expires_at.min(expiry(hour.hour, kept_days));
            // The database collects garbage when it likes (R85).
            if ends_at > now.as_second() {
                hours.push(hour);
            }
        }
        Ok(hours)
    }
}

/// When an hour ends to be kept: with the first scans that it counts.
fn expiry(start: Timestamp, kept_days: u16) -> i64 {
    start.as_second() + i64::from(kept_days) * DAY_SECONDS
}

#[cfg(test)]
mod tests;
