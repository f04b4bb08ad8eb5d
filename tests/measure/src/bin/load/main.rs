//! Load: requests come when they come, whether or not the earlier ones were answered, and each is
//! timed from the moment at which it should have been sent. So a server that falls behind shows it.
//!
//! The bundle runs as a process of its own. The generator finds its saturation, and then shows what
//! happens below it, at it, and at twice as much.

mod city;
mod stage;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::Parser;
use measure::caller::Failed;
use measure::mix::Kind;
use measure::program::{Found, end};
use measure::table::Table;

use city::City;
use stage::{Stage, Told};

/// A rate is kept up if so many of a hundred requests are answered well.
const KEPT_UP_PERCENT: f64 = 99.5;
/// And if nine of ten answers take less than this.
const KEPT_UP_P90: Duration = Duration::from_millis(250);
/// By how much the rate grows while saturation is looked for.
const GROWTH: f64 = 1.25;
/// Parts of saturation that are shown.
const SHOWN: [f64; 4] = [0.5, 0.8, 1.0, 2.0];

/// Loads a bundle beyond what it can do.
#[derive(Debug, Parser)]
struct Options {
    /// The bundle's binary; by default the one that was built beside this program.
    #[arg(long)]
    bundle: Option<PathBuf>,
    /// People with a code.
    #[arg(long, default_value_t = 2000)]
    people: u32,
    /// Seconds a stage.
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// Requests a second with which the search for saturation begins.
    #[arg(long, default_value_t = 200.0)]
    from: f64,
    /// Requests a second at which the search ends in any case.
    #[arg(long, default_value_t = 20_000.0)]
    to: f64,
}

#[tokio::main]
#[expect(clippy::print_stderr, reason = "for whoever watches")]
async fn main() -> ExitCode {
    end(run(&Options::parse(), |line| eprintln!("{line}")).await)
}

async fn run(options: &Options, progress: impl Fn(&str)) -> Result<Found, Failed> {
    let city = Arc::new(City::found(options.bundle.clone(), options.people).await?);
    progress(&format!("{} people have a code", options.people));
    let length = Duration::from_secs(options.seconds);
    let stage = |rate| Stage { rate, length };
    // The first seconds warm the caches of the bundle and of this program.
    stage(options.from).run(&city).await?;
    let mut saturation = options.from;
    while saturation * GROWTH <= options.to {
        let told = stage(saturation * GROWTH).run(&city).await?;
        progress(&told.line());
        if !told.is_kept_up() {
            break;
        }
        saturation *= GROWTH;
    }
    let mut table = Table::new([
        "requests a second",
        "route",
        "sent",
        "answered",
        "refused (503)",
        "failed",
        "p50 ms",
        "p90 ms",
        "p99 ms",
        "refusal p99 ms",
    ]);
    let mut complaints = Vec::new();
    for part in SHOWN {
        let told = stage(saturation * part).run(&city).await?;
        if part < 1.0 && told.failed() > 0 {
            complaints.push(format!("{} errors below saturation", told.failed()));
        }
        if part > 1.0 && !told.is_verified_first() {
            complaints.push("applications were served before verifications".to_owned());
        }
        let offered = format!("{:.0} ({:.0} %)", saturation * part, part * 100.0);
        for kind in Kind::ALL {
            table.row(told.row(&offered, kind));
        }
    }
    Ok(Found {
        printed: table.to_string(),
        complaints,
    })
}

impl Told {
    fn is_kept_up(&self) -> bool {
        let (sent, answered) = self.sums();
        answered * 100.0 >= sent * KEPT_UP_PERCENT && self.p90() <= KEPT_UP_P90
    }
}
