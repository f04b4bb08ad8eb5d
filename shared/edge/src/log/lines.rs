//! Lines of what no request asked for: the night, the queue, a start that failed.

use tracing::level_filters::LevelFilter;
use tracing::{Dispatch, Level};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt;
use tracing_subscriber::layer::SubscriberExt as _;

use super::output::Output;

/// Crates whose lines say only what we wrote.
const OURS: [&str; 14] = [
    "apply",
    "check_in",
    "code",
    "countdown",
    "edge",
    "evidence",
    "pass",
    "registry",
    "review",
    "rules",
    "store",
    "sunset",
    "verify",
    "wire",
];

/// Says on its own account what a database refuses, which is an answer like any other.
const SILENT: &str = "dynoxide";

/// One JSON object a line, from `level` on. Names and levels are compared; a filter that reads expressions
/// would compile some at every start.
pub fn subscriber(output: Output, level: Level) -> Dispatch {
    let of_others = level.min(Level::WARN);
    let filter = Targets::new()
        .with_default(of_others)
        .with_target(SILENT, LevelFilter::OFF)
        .with_targets(OURS.map(|name| (name, level)));
    let lines = fmt::layer()
        .json()
        .flatten_event(true)
        .with_target(false)
        .with_current_span(false)
        .with_span_list(false)
        .with_writer(move || output.clone());
    tracing_subscriber::registry()
        .with(filter)
        .with(lines)
        .into()
}
