//! What a run of the countdown did.

use edge::Problem;
use serde::Serialize;

use crate::Step;

/// Counts of one run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Report {
    /// People who were due, or overdue reviews.
    pub examined: u64,
    /// People of whom at least one hold ended.
    pub released: u64,
    /// People whose release date moved on, because a day was missed.
    pub restarted: u64,
    /// Reviews that went up to the city.
    pub escalated: u64,
    /// People or parts that did not work; the next run tries them again.
    pub failed: u64,
    /// Parts of the index left for the next run, because time was up.
    #[serde(skip)]
    pub unfinished_shards: u64,
}

impl Report {
    pub(crate) fn count(&mut self, step: Result<Step, Problem>) {
        self.examined += 1;
        match step {
            Ok(Step::Released) => self.released += 1,
            Ok(Step::Restarted) => self.restarted += 1,
            Ok(Step::Nothing) => {}
            Err(problem) => {
                tracing::error!(code = problem.code(), "a person could not be counted down");
                self.failed += 1;
            }
        }
    }
}
