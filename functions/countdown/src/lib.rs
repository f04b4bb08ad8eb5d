//! The countdown: what days do by themselves, made lasting.
//!
//! Readers compute every colour, so nobody waits for this and a late run shows no old colour
//! (R29). It writes what came true into people's items and histories: a hold that reached its
//! days is released, a broken run's release date is moved on, an overdue review goes up to
//! the city, a new policy judges the stays on record, an order that broke off is carried out. It
//! meets only people who are due, writes nothing twice, and may be killed at any
//! point and started again. At last it seals the day: the heads of all histories into one root,
//! and tells in one line what the night came to (`night`).
//!
//! The work is in parts (`part`), which need nothing of each other. On Lambda a schedule puts
//! one message a part into a queue (`lambda`); in one process [`run`] does them in turn.

mod dry_run;
pub mod lambda;
mod night;
mod part;
mod queue;
mod report;
mod round;
mod sealing;
mod step;
mod task;

use edge::State;
use store::StoreError;

pub use dry_run::{ColourChange, DryRun, dry_run};
pub use part::Part;
pub use queue::Queue;
pub use report::Report;
pub use task::Task;

/// Does all that is due now: policies first, because what they put on can be due as well, and the
/// heads last, because all of that moves them.
pub async fn run(state: &State) -> Report {
    let began_at = state.clock.now();
    let mut report = Report::default();
    let mut parts = planned(Part::of_policies(state).await, &mut report);
    parts.extend(Part::of_officers().chain(Part::of_a_night()));
    for part in &parts {
        report.add(Box::pin(part.work(state, || false)).await);
    }
    let heads = planned(Part::of_heads(state, [None]).await, &mut report);
    for part in &heads {
        report.add(Box::pin(part.work(state, || false)).await);
    }
    let done = (parts.len() + heads.len()) as u64;
    night::tell_at_once(done, &report, began_at, state.clock.now());
    report
}

/// The parts that were planned; a plan that failed is a failure, and no part.
fn planned(plan: Result<Vec<Part>, StoreError>, report: &mut Report) -> Vec<Part> {
    plan.unwrap_or_else(|error| {
        tracing::error!(cause = %error, "a part of the countdown could not be planned");
        report.failed += 1;
        Vec::new()
    })
}
