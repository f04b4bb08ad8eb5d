//! A night as a whole: planned once, told once.
//!
//! Parts are worked on by many, in any order, some of them twice. What each did is added up in one
//! item, from which it takes itself off when it is done (`store::Night`), and who takes off the last
//! one writes the night's one line into the log. A night with a part that failed for good has none,
//! which is what the alarm is about.

use edge::{State, random};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::calendar::day_of;
use store::{HEAD_SHARDS, Night, NightCounts, StoreError};

use crate::{Part, Report, Task};

/// Plans the night that it is, and gives the parts that are to be done. A night that is planned
/// already is the same night, with what is left of it.
pub async fn plan(state: &State) -> Result<Vec<Task>, StoreError> {
    let now = state.clock.now();
    let day = day_of(now);
    let mut parts = Part::of_policies(state).await?;
    parts.extend(Part::of_officers());
    parts.extend(Part::of_a_night());
    parts.extend(Part::of_heads(state, (0..HEAD_SHARDS).map(Some)).await?);
    let names = parts.iter().map(Part::name).collect();
    let attempt = attempt()?;
    let night = state.store.plan_night(day, names, now, &attempt).await?;
    tell_if_finished(state, &night).await?;
    let tasks = night.undone.iter().map(|name| {
        let part = Part::named(name)?;
        Some(Task::of_night(day, part))
    });
    let tasks: Option<_> = tasks.collect();
    tasks.ok_or_else(|| StoreError::Broken("a planned part has no name that is known".to_owned()))
}

/// Adds what was done of a part to its night.
pub async fn count(
    state: &State,
    day: Date,
    part: &Part,
    report: &Report,
) -> Result<(), StoreError> {
    let is_done = report.failed == 0 && !report.is_unfinished;
    let examined = match part {
        // Whoever a policy concerns is met again in each piece; the last one meets all of them.
        Part::Policy { .. } if !is_done => 0,
        // Who could not be settled is met again.
        _ => report.examined.saturating_sub(report.failed),
    };
    let counts = NightCounts {
        examined,
        released: report.released,
        restarted: report.restarted,
        escalated: report.escalated,
    };
    if !is_done && counts == NightCounts::default() {
        return Ok(());
    }
    let (store, attempt) = (&state.store, attempt()?);
    let night = store
        .count_part(day, &part.name(), counts, is_done, &attempt)
        .await?;
    match night {
        Some(night) => tell_if_finished(state, &night).await,
        None => Ok(()),
    }
}

async fn tell_if_finished(state: &State, night: &Night) -> Result<(), StoreError> {
    if !night.undone.is_empty() || night.is_told {
        return Ok(());
    }
    // Somebody may have added to it since it was read.
    let claimed = state.store.claim_night(night.day, &attempt()?).await?;
    if let Some(night) = claimed {
        let NightCounts {
            examined,
            released,
            restarted,
            escalated,
        } = night.counts;
        let report = Report {
            examined,
            released,
            restarted,
            escalated,
            ..Report::default()
        };
        tell(
            night.day,
            night.parts,
            &report,
            night.planned_at,
            state.clock.now(),
        );
    }
    Ok(())
}

/// The same for a night that one process has worked through since `began_at`.
pub fn tell_at_once(parts: u64, report: &Report, began_at: Timestamp, now: Timestamp) {
    tell(day_of(began_at), parts, report, began_at, now);
}

/// The night's one line.
fn tell(day: Date, parts: u64, report: &Report, began_at: Timestamp, now: Timestamp) {
    let Report {
        examined,
        released,
        restarted,
        escalated,
        failed,
        ..
    } = *report;
    // An older night's line, told late, says nothing of the night that it is.
    let is_today = day == day_of(now);
    let day = day.to_string();
    let seconds = now.duration_since(began_at).as_secs_f64();
    tracing::info!(
        day,
        is_today,
        parts,
        examined,
        released,
        restarted,
        escalated,
        failed,
        seconds,
        "night finished"
    );
}

fn attempt() -> Result<String, StoreError> {
    random::token().map_err(|error| StoreError::Broken(error.to_string()))
}
