//! What tables and indexes must bear: partitions, and warm throughput where a new table has too little.

use measure::table::Table;

use crate::account::{rounded_up, shown};
use crate::load::Load;

/// What one partition bears, and what a new on-demand table or index bears at once; DynamoDB developer
/// guide, "partition key design" and "warm throughput".
const PARTITION: (f64, f64) = (3_000.0, 1_000.0);
const WARM: (f64, f64) = (12_000.0, 4_000.0);

/// One line a table or index and rate.
pub fn table(loads: &[Load]) -> Table {
    let mut table = Table::new([
        "requests a second",
        "table or index",
        "read units",
        "write units",
        "partitions at least",
        "warm to (reads, writes)",
    ]);
    for load in loads {
        for (place, (rru, wru)) in &load.units {
            let partitions = (rru / PARTITION.0).max(wru / PARTITION.1).ceil();
            table.row([
                shown(load.rate),
                (*place).to_owned(),
                shown(*rru),
                shown(*wru),
                shown(partitions.max(1.0)),
                warm(*rru, *wru),
            ]);
        }
    }
    table
}

fn warm(rru: f64, wru: f64) -> String {
    if rru <= WARM.0 && wru <= WARM.1 {
        return "a new one is warm enough".to_owned();
    }
    let (rru, wru) = (rru.max(WARM.0), wru.max(WARM.1));
    format!("{}, {}", shown(rounded_up(rru)), shown(rounded_up(wru)))
}
