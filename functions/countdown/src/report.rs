//! What a run of the countdown did.

use serde::Serialize;

/// Counts of one run, or of one part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Report {
    /// People who were due.
    pub examined: u64,
    /// People of whom at least one hold ended.
    pub released: u64,
    /// People whose release date moved on, because a day was missed.
    pub restarted: u64,
    /// Reviews that went up to the city.
    pub escalated: u64,
    /// People, reviews, orders or pages that did not work; they stay due, and the next run tries them again.
    pub failed: u64,
    /// Whether time was up before the work was done.
    #[serde(skip)]
    pub is_unfinished: bool,
}

impl Report {
    /// Adds what another part did.
    pub fn add(&mut self, other: Self) {
        self.examined += other.examined;
        self.released += other.released;
        self.restarted += other.restarted;
        self.escalated += other.escalated;
        self.failed += other.failed;
        self.is_unfinished |= other.is_unfinished;
    }
}
