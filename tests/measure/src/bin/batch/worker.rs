//! The worker: a process of its own, as on Lambda, that does the night's parts over somebody else's
//! database and tells what they took. It can be killed at any moment.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use countdown::{Part, Report};
use edge::{Clock, State};
use indicatif::ProgressBar;
use local::database::{Database, Storage};
use measure::caller::Failed;
use serde::{Deserialize, Serialize};
use store::HEAD_SHARDS;
use store::meter::metered;

use crate::lives::night;
use crate::memory::peak;

/// What some parts of a night came to.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct Told {
    pub examined: u64,
    pub released: u64,
    pub failed: u64,
    pub seconds: f64,
    pub rru: f64,
    pub wru: f64,
    /// The most memory that the process ever had, at their end.
    pub peak: u64,
}

/// What a worker did.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct Night {
    /// The most memory that it had before it began.
    pub peak_before: u64,
    /// Counting down.
    pub days: Told,
    /// Sealing the heads.
    pub heads: Told,
}

/// Does a night over the database at this endpoint, and shows how far it is: of `due` people, and then
/// of the parts that seal the heads.
pub async fn work(endpoint: &str, due: u64) -> Result<Night, Failed> {
    let tables = local::template::shipped()?.tables;
    let storage = Storage::Endpoint(endpoint.to_owned());
    let database = Database::open(&storage, &tables).await?;
    let state = local::state(
        &database,
        Clock::standing_at(night()?),
        edge::log::Log::off(),
    )?;
    let peak_before = peak();
    let bar = ProgressBar::new(due);
    let mut parts = Part::of_policies(&state).await?;
    parts.extend(Part::of_officers().chain(Part::of_a_night()));
    let days = done(&state, &parts, &bar).await;
    bar.finish_and_clear();
    let parts = Part::of_heads(&state, (0..HEAD_SHARDS).map(Some)).await?;
    let bar = ProgressBar::new(parts.len() as u64);
    let heads = done(&state, &parts, &bar).await;
    bar.finish_and_clear();
    Ok(Night {
        peak_before,
        days,
        heads,
    })
}

async fn done(state: &State, parts: &[Part], bar: &ProgressBar) -> Told {
    let begun = Instant::now();
    let mut sum = Report::default();
    let (mut rru, mut wru) = (0.0, 0.0);
    for part in parts {
        let examined_before = sum.examined;
        let tell = |report: &Report| bar.set_position(examined_before + report.examined);
        let work = Box::pin(part.work_telling(state, || false, &tell));
        let (report, units) = metered(work).await;
        sum.add(report);
        if let Part::Heads { .. } = part {
            bar.inc(1);
        }
        rru += units.rru;
        wru += units.wru;
    }
    Told {
        examined: sum.examined,
        released: sum.released,
        failed: sum.failed,
        seconds: begun.elapsed().as_secs_f64(),
        rru,
        wru,
        peak: peak(),
    }
}

/// This program as a worker, in a process of its own.
pub fn start(endpoint: &str, due: u64) -> Result<Child, Failed> {
    let program = std::env::current_exe().map_err(|error| failed(&PathBuf::new(), error))?;
    Command::new(&program)
        .args(["--worker", endpoint, "--due", &due.to_string()])
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| failed(&program, error))
}

/// What a worker tells that was left to end by itself.
pub async fn ended(worker: Child) -> Result<Night, Failed> {
    let output = tokio::task::spawn_blocking(|| worker.wait_with_output()).await;
    let output = output
        .map_err(|error| Failed::Unreadable(error.to_string()))?
        .map_err(|error| failed(&PathBuf::from("the worker"), error))?;
    serde_json::from_slice(&output.stdout)
        .map_err(|error| Failed::Unreadable(format!("the worker told nothing: {error}")))
}

fn failed(path: &std::path::Path, error: std::io::Error) -> Failed {
    Failed::File(path.display().to_string(), error)
}
