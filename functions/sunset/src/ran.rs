//! What a run of the erasure tells.

use std::collections::BTreeMap;

use rules::calendar::show;
use serde::Serialize;
use store::Erasure;

/// How far the erasure is after a run; once it is complete, its report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ran {
    /// Items that the last whole pass looked at.
    pub examined: u64,
    /// Items erased since the end.
    pub erased: u64,
    /// People of whom it was kept who may read their reviews.
    pub kept_for_reviews: u64,
    /// What is left by kind.
    pub left: BTreeMap<String, u64>,
    /// Whether nothing personal is left.
    pub is_complete: bool,
    /// When that was found.
    pub finished_at: Option<String>,
    /// Whether something is left of which nobody has decided whether it is personal.
    #[serde(skip)]
    pub has_unknown: bool,
    /// What could not be read or erased in this run; the next one tries again.
    pub failed: u64,
    /// Whether time was up before this run was done.
    pub is_unfinished: bool,
}

impl Ran {
    /// What a run tells of the erasure as it is after it.
    pub fn of(erasure: Erasure, failed: u64, is_unfinished: bool) -> Self {
        Self {
            examined: erasure.examined,
            erased: erasure.erased,
            kept_for_reviews: erasure.kept_for_reviews,
            is_complete: erasure.finished_at.is_some(),
            finished_at: erasure.finished_at.map(show),
            has_unknown: erasure.has_unknown(),
            left: erasure.left_over,
            failed,
            is_unfinished,
        }
    }
}
