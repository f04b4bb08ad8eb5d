//! What a request costs: the DynamoDB units that it used, as DynamoDB told us.
//!
//! Cost is a feature, so it is counted where it arises. Counting is on only inside
//! [`metered`]; elsewhere it is a no-op.

use std::cell::Cell;
use std::future::Future;

use aws_sdk_dynamodb::types::ConsumedCapacity;

/// Read and write request units.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Units {
    /// Read request units.
    pub rru: f64,
    /// Write request units.
    pub wru: f64,
}

tokio::task_local! {
    static USED: Cell<Units>;
}

/// Runs `work` and tells which units it used.
pub async fn metered<F: Future>(work: F) -> (F::Output, Units) {
    USED.scope(Cell::default(), async {
        let output = work.await;
        (output, USED.with(Cell::get))
    })
    .await
}

/// Notes the units of a read.
pub(crate) fn read<'a>(consumed: impl IntoIterator<Item = &'a ConsumedCapacity>) {
    note(consumed, |used, units| used.rru += units);
}

/// Notes the units of a write.
pub(crate) fn write<'a>(consumed: impl IntoIterator<Item = &'a ConsumedCapacity>) {
    note(consumed, |used, units| used.wru += units);
}

fn note<'a>(
    consumed: impl IntoIterator<Item = &'a ConsumedCapacity>,
    add: impl Fn(&mut Units, f64),
) {
    let units: f64 = consumed
        .into_iter()
        .filter_map(ConsumedCapacity::capacity_units)
        .sum();
    // Outside `metered` there is no counter, and nothing to do.
    let _ = USED.try_with(|used| {
        let mut total = used.get();
        add(&mut total, units);
        used.set(total);
    });
}
