//! Recording a scan and counting it, so that the one costs the other no time.
//!
//! What is counted is each answer that staff were given, but for repeats. Whether it is a repeat only the
//! write of the scan tells, and what is due to be added is added meanwhile; so an answer is counted first,
//! and taken back if it was none. Nothing about counting ever keeps anybody at a gate.

use store::{NewScan, Passage, PassageCounts, Recorded, Store, StoreError};

/// Records a scan, and counts it if it was not recorded before.
pub async fn record_counting(store: &Store, scan: NewScan) -> Result<Recorded, StoreError> {
    let (passage, now) = (Passage::of(&scan), scan.at);
    let due = store.count(passage, now);
    let (recorded, is_added) = tokio::join!(store.record(scan), add(store, due));
    if !matches!(recorded, Ok(Recorded::As(_))) {
        add(store, store.take_back(passage, is_added)).await;
    }
    recorded
}

/// Adds what is due, and tells whether that was all of something.
async fn add(store: &Store, due: Option<PassageCounts>) -> bool {
    let Some(due) = due else { return false };
    match store.add_passages(due).await {
        Ok(()) => true,
        Err(error) => {
            tracing::warn!(cause = %error, "verifications wait to be counted");
            false
        }
    }
}
