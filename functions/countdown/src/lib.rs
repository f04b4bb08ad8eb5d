//! The countdown: what days do by themselves, made lasting.
//!
//! Readers compute every colour, so nobody waits for this and a late run shows no old colour
//! (R29). It writes what came true into people's items and histories: a hold that reached its
//! days is released, a broken run's release date is moved on, an overdue review goes up to
//! the city, a new policy judges the stays on record, an order that broke off is carried out. It
//! meets only people who are due, writes nothing twice, and may be killed at any
//! point and started again.
//!
//! The work is in parts (`part`), which need nothing of each other. On Lambda a schedule puts
//! one message a part into a queue (`lambda`); in one process [`run`] does them in turn.

mod dry_run;
pub mod lambda;
mod part;
mod report;
mod step;

use edge::State;

pub use dry_run::{ColourChange, DryRun, dry_run};
pub use part::Part;
pub use report::Report;

/// Does all that is due now: policies first, because what they put on can be due as well.
pub async fn run(state: &State) -> Report {
    let mut report = Report::default();
    let policies = Part::of_policies(state).await.unwrap_or_else(|error| {
        tracing::error!(cause = %error, "the policies could not be read");
        report.failed += 1;
        Vec::new()
    });
    let parts = policies.into_iter().chain(Part::of_officers());
    for part in parts.chain(Part::of_a_night()) {
        report.add(Box::pin(part.work(state, || false)).await);
    }
    report
}
