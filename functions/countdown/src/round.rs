//! The work of a part: who is due, whom a policy concerns, what officers left, what is overdue.

use edge::{State, random};
use futures_util::{StreamExt as _, stream};
use jiff::{SignedDuration, Timestamp};
use rules::calendar::day_of;
use rules::identity::PersonId;
use rules::policy::PolicyBook;
use store::{StoreError, WaitingOrder};

use crate::Report;
use crate::step::{Step, Why, go_up, step};

/// People written at the same time.
const AT_ONCE: usize = 16;

/// Time after its approval by which every process has noticed a version, and more.
const NOTICED_AFTER: SignedDuration = SignedDuration::from_mins(2);

/// One part's work at one moment.
pub struct Round<'a> {
    /// What the process shares.
    pub state: &'a State,
    /// The city's policies.
    pub book: &'a PolicyBook,
    /// When.
    pub now: Timestamp,
    /// Told after each page of people what was done so far.
    pub tell: &'a (dyn Fn(&Report) + Send + Sync),
}

impl Round<'_> {
    pub async fn count_down(
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
            self.settle(people, Why::Due, report).await;
            match next {
                Some(next) => after = Some(next),
                None => return Ok(()),
            }
        }
    }

    /// Whoever stayed where the version judges otherwise than the one before it. What it came
    /// to is noted, so that it is done once and not every night.
    pub async fn judge_again(
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
                self.settle(people, Why::Policy, report).await;
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

    async fn settle(&self, people: Vec<PersonId>, why: Why, report: &mut Report) {
        let mut steps = stream::iter(people)
            .map(|person| step(self.state, self.book, person, why, self.now))
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
        (self.tell)(report);
    }

    /// Goes on with orders whose approval broke off before everybody had them.
    pub async fn finish_orders(
        &self,
        is_time_up: impl Fn() -> bool,
        report: &mut Report,
    ) -> Result<(), StoreError> {
        let (store, attempt) = (&self.state.store, random::token());
        let attempt = attempt.map_err(|error| StoreError::Broken(error.to_string()))?;
        let mut after = None;
        loop {
            let orders = store.orders_at_work(after.as_deref()).await?;
            let Some(last) = orders.last() else {
                return Ok(());
            };
            after = Some(last.position.clone());
            for WaitingOrder { order, .. } in &orders {
                let done = store.carry_out(order, self.book, self.now, &attempt, &is_time_up);
                match done.await {
                    Ok(done) => report.is_unfinished |= done < order.people,
                    // Those behind it do not wait for it.
                    Err(error) => {
                        tracing::error!(cause = %error, "an order could not be carried out");
                        report.failed += 1;
                    }
                }
            }
            if report.is_unfinished {
                return Ok(());
            }
        }
    }

    pub async fn escalate(
        &self,
        is_time_up: impl Fn() -> bool,
        report: &mut Report,
    ) -> Result<(), StoreError> {
        let (store, now) = (&self.state.store, self.now);
        for district in self.book.districts() {
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
                    match go_up(self.state, self.book, open.review.id, now).await {
                        Ok(went_up) => report.escalated += u64::from(went_up),
                        Err(error) => {
                            tracing::error!(cause = %error, "a review could not go up to the city");
                            report.failed += 1;
                        }
                    }
                }
            }
        }
        Ok(())
    }
}
