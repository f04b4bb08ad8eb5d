//! The countdown: what days do by themselves, made lasting.
//!
//! Readers compute every colour, so nobody waits for this and a late run shows no old colour
//! (R29). It writes what came true into people's items and histories: a hold that reached its
//! days is released, a broken run's release date is moved on, an overdue review goes up to
//! the city. It meets only people who are due, writes nothing twice, and may be killed at any
//! point and started again.

mod report;
mod schedule;

use edge::{Problem, State, random};
use futures_util::{StreamExt as _, stream};
use jiff::Timestamp;
use rules::calendar::day_of;
use rules::case::Change;
use rules::identity::{District, PersonId};
use store::{Commit, SHARDS, Stored, Verdict};

pub use report::Report;
pub use schedule::serve;

/// People written at the same time.
const AT_ONCE: usize = 16;

/// What became of one person who was due.
enum Step {
    /// At least one hold ended.
    Released,
    /// The release date moved on.
    Restarted,
    /// Somebody was faster, or the index was behind.
    Nothing,
}

/// Does all that is due now, until it is done or `until_when` says that time is up.
pub async fn run_until(state: &State, is_time_up: impl Fn() -> bool) -> Report {
    let now = state.clock.now();
    let mut report = Report::default();
    for shard in 0..SHARDS {
        count_down(state, shard, now, &is_time_up, &mut report).await;
    }
    escalate(state, now, &mut report).await;
    report
}

/// Does all that is due now.
pub async fn run(state: &State) -> Report {
    run_until(state, || false).await
}

async fn count_down(
    state: &State,
    shard: u8,
    now: Timestamp,
    is_time_up: &impl Fn() -> bool,
    report: &mut Report,
) {
    let mut after = None;
    loop {
        if is_time_up() {
            report.unfinished_shards += 1;
            return;
        }
        let (people, next) = match state.store.due(shard, day_of(now), after).await {
            Ok(page) => page,
            Err(error) => {
                tracing::error!(shard, cause = %error, "a shard of the due index did not read");
                report.failed += 1;
                return;
            }
        };
        let steps = stream::iter(people)
            .map(|person| step(state, person, now))
            .buffer_unordered(AT_ONCE);
        steps
            .for_each(|step| {
                report.count(step);
                std::future::ready(())
            })
            .await;
        match next {
            Some(next) => after = Some(next),
            None => return,
        }
    }
}

async fn step(state: &State, person: PersonId, now: Timestamp) -> Result<Step, Problem> {
    let attempt = random::token()?;
    state
        .store
        .change_stored(person, &attempt, |stored| Ok(decide(state, stored, now)))
        .await
}

fn decide(state: &State, stored: Option<&Stored>, now: Timestamp) -> Verdict<Step> {
    let Some(stored) =
        stored.filter(|stored| stored.due_on.is_some_and(|due_on| due_on <= day_of(now)))
    else {
        return Verdict::Keep(Step::Nothing);
    };
    let mut person = stored.person.clone();
    let mut ahead = person.case.clone();
    let is_released = ahead
        .settle(&state.book, day_of(now))
        .iter()
        .any(|change| matches!(change, Change::Released(..)));
    let entry = person.settle(&state.book, now);
    let step = if is_released {
        Step::Released
    } else {
        Step::Restarted
    };
    Commit::of(person, &state.book, now)
        .entries(entry)
        .then(step)
}

/// Overdue reviews go up to the city (R77).
async fn escalate(state: &State, now: Timestamp, report: &mut Report) {
    let districts: Vec<District> = state
        .book
        .on(day_of(now))
        .districts
        .keys()
        .copied()
        .collect();
    for district in districts {
        if let Err(error) = escalate_in(state, district, now, report).await {
            tracing::error!(district = district.as_str(), cause = %error, "overdue reviews were not read");
            report.failed += 1;
        }
    }
}

async fn escalate_in(
    state: &State,
    district: District,
    now: Timestamp,
    report: &mut Report,
) -> Result<(), store::StoreError> {
    let mut after: Option<String> = None;
    loop {
        let overdue = state
            .store
            .open_reviews(district, after.as_deref(), Some(now))
            .await?;
        let Some(last) = overdue.last() else {
            return Ok(());
        };
        after = Some(last.position.clone());
        for open in overdue
            .iter()
            .filter(|open| open.review.escalated_at.is_none())
        {
            report.escalated += u64::from(state.store.escalate(open.review.id, now).await?);
        }
    }
}
