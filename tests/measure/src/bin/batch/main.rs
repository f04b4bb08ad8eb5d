//! The night: what the countdown takes in a city of so many people in quarantine, one in fourteen of
//! whom is due. The city lies in a file of the embedded database, which this process serves; the work is
//! done by a process of its own, so that its memory is its own and it can be killed.
//!
//! It fails if the night took more than was promised, if a second run writes, if the worker's memory
//! grows with the city, or if a night with kills ends otherwise than one without.

mod city;
mod killed;
mod lives;
mod measured;
mod memory;
mod worker;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use edge::Clock;
use indicatif::{ProgressBar, ProgressStyle};
use local::database::{Database, Storage};
use measure::caller::Failed;
use measure::program::{Found, end};
use store::SHARDS;
use store::meter::metered;

use killed::Killed;
use lives::{DAY, Life, night};
use measured::Measured;
use worker::Night;

/// Workers that are killed in a night.
const KILLS: u32 = 8;

/// Measures the night.
#[derive(Debug, Parser)]
struct Options {
    /// People in quarantine; several numbers, smallest first, for several cities.
    #[arg(long, value_delimiter = ',', default_value = "10000")]
    people: Vec<u64>,
    /// A file for the cities, which must not be there and is removed in the end; they need 4 KB a person,
    /// and twice that with `--kill`. By default one among the machine's temporary files.
    #[arg(long)]
    file: Option<PathBuf>,
    /// Do the night of each city once more with workers that are killed, and compare.
    #[arg(long)]
    kill: bool,
    /// Be the worker, over the database at this endpoint.
    #[arg(long, hide = true)]
    worker: Option<String>,
    /// How many people are due.
    #[arg(long, hide = true, default_value_t = 0)]
    due: u64,
}

#[tokio::main]
async fn main() -> ExitCode {
    let options = Options::parse();
    end(match &options.worker {
        Some(endpoint) => told(worker::work(endpoint, options.due).await),
        None => Box::pin(run(&options)).await,
    })
}

/// A worker's word to the process that started it.
fn told(night: Result<Night, Failed>) -> Result<Found, Failed> {
    let printed = serde_json::to_string(&night?);
    Ok(Found {
        printed: printed.map_err(|error| Failed::Unreadable(error.to_string()))?,
        complaints: Vec::new(),
    })
}

async fn run(options: &Options) -> Result<Found, Failed> {
    let file = options.file.clone().unwrap_or_else(|| {
        let name = format!("health-code-night-{}.db", std::process::id());
        std::env::temp_dir().join(name)
    });
    if file.exists() {
        let there = std::io::ErrorKind::AlreadyExists.into();
        return Err(Failed::File(file.display().to_string(), there));
    }
    let lives = lives::live().await?;
    let mut all = Vec::new();
    for &people in &options.people {
        let city = Scratch(file.clone());
        let measured = Box::pin(measure(&city.0, &lives, people, options.kill));
        all.push(measured.await?);
    }
    Ok(measured::found(&all))
}

async fn measure(
    file: &Path,
    lives: &[Life],
    people: u64,
    has_kills: bool,
) -> Result<Measured, Failed> {
    let doing = Doing::new(people);
    doing.tell("settling");
    city::found(file, lives, people).await?;
    let copy = Scratch(file.with_extension("killed.db"));
    if has_kills {
        for suffix in ["", "-wal"] {
            let (from, to) = (suffixed(file, suffix), suffixed(&copy.0, suffix));
            if from.exists() {
                std::fs::copy(&from, &to)
                    .map_err(|error| Failed::File(to.display().to_string(), error))?;
            }
        }
    }
    let database = open(file).await?;
    let state = local::state(
        &database,
        Clock::standing_at(night()?),
        edge::log::Log::off(),
    )?;
    let (due, finding) = Box::pin(metered(found(&state.store))).await;
    let due = due?;
    doing.tell("the night");
    let night = worker::ended(worker::start(&database.endpoint, due)?).await?;
    doing.tell("the same night again");
    let again = worker::ended(worker::start(&database.endpoint, 0)?).await?;
    let root = state.store.root_of(DAY).await?;
    let killed = if has_kills {
        doing.tell("the night, with kills");
        let seconds = night.days.seconds + night.heads.seconds;
        Some(with_kills(&database, &copy.0, due, seconds).await?)
    } else {
        None
    };
    Ok(Measured {
        people,
        due,
        finding: finding.rru,
        night,
        again,
        sealed: root.map_or(0, |root| root.people),
        engine_peak: memory::peak(),
        killed,
    })
}

async fn with_kills(
    undisturbed: &Database,
    copy: &Path,
    due: u64,
    seconds: f64,
) -> Result<Killed, Failed> {
    let database = open(copy).await?;
    let kills = killed::work(&database.endpoint, due, KILLS, seconds).await?;
    killed::compare(undisturbed, &database, kills).await
}

async fn open(file: &Path) -> Result<Database, Failed> {
    let tables = local::template::shipped()?.tables;
    Ok(Database::open(&Storage::File(file.to_owned()), &tables).await?)
}

/// How many people the due index names: all that it takes to know who is due.
async fn found(store: &store::Store) -> Result<u64, Failed> {
    let mut found = 0;
    for shard in 0..SHARDS {
        let mut after = None;
        loop {
            let (people, next) = store.due(shard, DAY, after).await?;
            found += people.len() as u64;
            match next {
                Some(next) => after = Some(next),
                None => break,
            }
        }
    }
    Ok(found)
}

/// For whoever watches: which city, and what is going on in it.
struct Doing {
    bar: ProgressBar,
    people: u64,
}

impl Doing {
    fn new(people: u64) -> Self {
        let bar = ProgressBar::no_length().with_style(ProgressStyle::default_spinner());
        Self { bar, people }
    }

    fn tell(&self, what: &str) {
        self.bar.println(format!("{} people: {what}", self.people));
    }
}

fn suffixed(path: &Path, suffix: &str) -> PathBuf {
    format!("{}{suffix}", path.display()).into()
}

/// A file that is removed with what the database puts beside it.
struct Scratch(PathBuf);

impl Drop for Scratch {
    fn drop(&mut self) {
        for suffix in ["", "-wal", "-shm"] {
            // It may never have been made.
            let _ = std::fs::remove_file(suffixed(&self.0, suffix));
        }
    }
}
