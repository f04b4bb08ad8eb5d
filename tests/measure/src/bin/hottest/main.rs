//! The hottest keys of the database: a partition bears only so much, however large the table is.
//!
//! Real requests run against a real bundle, with one gate that takes a twentieth of all scans, and a
//! recorder before the database notes what each operation costs under which key. The shares that the
//! keys got are then scaled to the rate that is asked about.

mod recorder;
mod town;

use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;
use measure::caller::Failed;
use measure::program::{Found, end};
use measure::table::Table;

use recorder::{Heat, Recorder};

/// What one partition bears in a second (AWS: Best practices for designing and using partition keys).
const READS: f64 = 3000.0;
/// The same of writes.
const WRITES: f64 = 1000.0;
/// How long a process believes a place; policies are read again sooner. A shorter run counts as so long.
const KEPT_SECONDS: f64 = 60.0;
/// Keys that are shown.
const SHOWN: usize = 8;

/// Finds the hottest keys of a rush.
#[derive(Debug, Parser)]
struct Options {
    /// Requests that are really made.
    #[arg(long, default_value_t = 12_000)]
    requests: u32,
    /// People with a code. The fewer, the hotter each.
    #[arg(long, default_value_t = 1000)]
    people: u32,
    /// Requests a second that are asked about.
    #[arg(long, default_value_t = 60_000.0)]
    rate: f64,
    /// Execution environments at that rate, each with its own memory of places and policies: the rate
    /// times 20 ms a request.
    #[arg(long, default_value_t = 1200.0)]
    environments: f64,
}

#[tokio::main]
async fn main() -> ExitCode {
    end(run(&Options::parse()).await)
}

async fn run(options: &Options) -> Result<Found, Failed> {
    let recorder = Recorder::start().await?;
    let started = Instant::now();
    town::live(&recorder, options.people, options.requests).await?;
    let asked = f64::from(options.requests);
    let seconds = started.elapsed().as_secs_f64().max(KEPT_SECONDS);
    let mut keys: Vec<_> = recorder
        .heats()
        .into_iter()
        .map(|(key, heat)| {
            let often = if is_kept(&key) {
                options.environments / seconds
            } else {
                options.rate / asked
            };
            (key, heat.scaled(often))
        })
        .collect();
    keys.sort_by(|(_, one), (_, other)| share(other).total_cmp(&share(one)));
    let mut table = Table::new([
        "table or index",
        "key",
        "reads a second",
        "writes a second",
        "of a partition",
    ]);
    for (key, heat) in keys.iter().take(SHOWN) {
        table.row([
            key.table.clone(),
            key.shown(),
            format!("{:.0}", heat.reads),
            format!("{:.0}", heat.writes),
            format!("{:.1} %", share(heat) * 100.0),
        ]);
    }
    let hottest = keys.first().map(|(_, heat)| share(heat));
    let hottest = hottest.unwrap_or_default();
    let told = format!(
        "Hottest: {:.0} % of what a partition bears.",
        hottest * 100.0
    );
    let complaint = (hottest >= 0.5).then(|| "half a partition is used".to_owned());
    Ok(Found {
        printed: format!("{table}\n{told}\n"),
        complaints: complaint.into_iter().collect(),
    })
}

/// Which part of a partition this takes.
fn share(heat: &Heat) -> f64 {
    (heat.reads / READS).max(heat.writes / WRITES)
}

/// Whether each process uses this by the clock and not by the request.
fn is_kept(key: &recorder::Key) -> bool {
    match key.table.as_str() {
        "People" => key.value.starts_with("place#") || key.value.starts_with("polic"),
        "Scans" => key.value.starts_with("counts#"),
        _ => false,
    }
}
