//! Runs at once of each function, and how long it takes until there are as many.

use local::template::Template;
use measure::table::Table;

use crate::account::shown;
use crate::load::Load;

/// A function gets at most so many new environments in ten seconds, and room for so many more requests a
/// second; Lambda developer guide, "scaling behavior".
const NEW_IN_TEN_SECONDS: f64 = 1_000.0;
const MORE_REQUESTS_IN_TEN_SECONDS: f64 = 10_000.0;

/// One line a function and rate.
pub fn table(template: &Template, loads: &[Load]) -> Table {
    let mut table = Table::new([
        "function",
        "MB",
        "requests a second",
        "at once",
        "seconds until there",
    ]);
    for load in loads {
        for share in &load.shares {
            let memory = template.memory_mb.get(share.function).copied();
            let by_environments = share.at_once / NEW_IN_TEN_SECONDS;
            let by_requests = share.rate / MORE_REQUESTS_IN_TEN_SECONDS;
            table.row([
                share.function.to_owned(),
                memory.unwrap_or_default().to_string(),
                shown(share.rate),
                shown(share.at_once.ceil()),
                shown((by_environments.max(by_requests) * 10.0).ceil()),
            ]);
        }
    }
    table
}
