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

/// Runs `work` and tells which units it used. Whoever meters around this does not count them.
pub async fn metered<F: Future>(work: F) -> (F::Output, Units) {
    USED.scope(Cell::default(), async {
        let output = work.await;
        (output, USED.with(Cell::get))
    })
    .await
}

/// The same of a part of some work: whoever meters the whole counts them too.
pub async fn metered_within<F: Future>(work: F) -> (F::Output, Units) {
    let (output, units) = metered(work).await;
    add(units);
    (output, units)
}

/// Notes the units of a read.
pub(crate) fn read<'a>(consumed: impl IntoIterator<Item = &'a ConsumedCapacity>) {
    add(Units {
        rru: sum(consumed),
        wru: 0.0,
    });
}

/// Notes the units of a write.
pub(crate) fn write<'a>(consumed: impl IntoIterator<Item = &'a ConsumedCapacity>) {
    add(Units {
        rru: 0.0,
        wru: sum(consumed),
    });
}

fn sum<'a>(consumed: impl IntoIterator<Item = &'a ConsumedCapacity>) -> f64 {
    consumed
        .into_iter()
        .filter_map(ConsumedCapacity::capacity_units)
        .sum()
}

/// Outside of [`metered`] there is no counter, and nothing to do.
fn add(units: Units) {
    let _ = USED.try_with(|used| {
        let mut total = used.get();
        total.rru += units.rru;
        total.wru += units.wru;
        used.set(total);
    });
}
