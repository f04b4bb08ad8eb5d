//! How long a function takes to start: each of ours against an empty one and against one that reads an
//! item with every default of the SDK, interleaved in one run, over a database behind TLS.
//!
//! The figures are of this machine: our own Runtime API, no network, and the share of a processor that
//! Lambda gives 128 MB, by a control group.

mod ablation;
mod builds;
mod database;
mod emulator;
mod goals;
mod instructions;
mod runtime;
mod sample;
mod sandbox;
mod show;
mod subject;
mod warm;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use measure::caller::Failed;
use measure::program::{Found, end};

use builds::{Change, built};
use database::Secured;
use goals::{Figures, judge};
use sample::{LAMBDA, Lane, SHARE, Sample, WHOLE, typical};
use sandbox::Cage;
use subject::{GET_ITEM, HELLO, Subject};

/// What Cargo and the SDK do unless told otherwise; our workspaces tell them.
const AS_TUTORIALS_BUILD: Change = Change {
    variables: &[
        ("AWS_LC_SYS_NO_JITTER_ENTROPY", "0"),
        ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "3"),
        ("CARGO_PROFILE_RELEASE_LTO", "false"),
        ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ],
    features: "",
};

/// Measures the starts of the functions that `tests/bundle.sh` has built.
#[derive(Debug, Parser)]
#[expect(clippy::struct_excessive_bools, reason = "switches of a command line")]
struct Options {
    /// What `tests/bundle.sh` has left.
    #[arg(long, default_value = "target/bundle")]
    bundle: PathBuf,
    /// Where the peers are built.
    #[arg(long, default_value = "target/peers")]
    peers: PathBuf,
    /// AWS's emulator; without it, nothing is measured under it.
    #[arg(long)]
    emulator: Option<PathBuf>,
    /// Starts of each function with a whole processor; a third of it with a share.
    #[arg(long, default_value_t = 21)]
    rounds: usize,
    /// Count instructions by callgrind, which takes some minutes.
    #[arg(long)]
    instructions: bool,
    /// Instead, change one thing at a time about one function that reads an item.
    #[arg(long)]
    ablation: bool,
    /// Instead, count the instructions of a code and of a verification.
    #[arg(long)]
    warm: bool,
    /// Missed goals are told, but are no failure.
    #[arg(long)]
    print_only: bool,
}

#[tokio::main]
#[expect(clippy::print_stderr, reason = "for whoever watches")]
async fn main() -> ExitCode {
    let options = Options::parse();
    let found = run(&options, |line| eprintln!("{line}")).await;
    end(found.map(|found| Found {
        printed: found.printed,
        complaints: if options.print_only {
            Vec::new()
        } else {
            found.complaints
        },
    }))
}

async fn run(options: &Options, progress: impl Fn(&str)) -> Result<Found, Failed> {
    let failed = |path: &PathBuf, error| Failed::File(path.display().to_string(), error);
    std::fs::create_dir_all(&options.peers).map_err(|error| failed(&options.peers, error))?;
    let folder = options.peers.canonicalize();
    let folder = folder.map_err(|error| failed(&options.peers, error))?;
    let database = Secured::open(&folder).await?;
    if options.ablation {
        return ablation::run(&folder, &database, options.rounds, progress).await;
    }
    progress("building the peers");
    let peers = built(HELLO, &folder, Change::default()).await?;
    built(GET_ITEM, &folder, AS_TUTORIALS_BUILD).await?;
    let subjects = subject::all(&options.bundle, &peers, &database)?;
    settle(&subjects).await?;
    if options.warm {
        return warm::run(&folder, &subjects).await;
    }
    let cage = Cage::open()?;
    let mut printed = String::new();
    let mut lanes = BTreeMap::new();
    for (lane, rounds) in [
        (WHOLE, options.rounds),
        (SHARE, options.rounds.div_ceil(3)),
        (LAMBDA, options.rounds.div_ceil(3)),
    ] {
        progress(&format!("{}: {rounds} starts of each", lane.name));
        let samples = raced(&subjects, lane, rounds, &cage).await?;
        printed += &show::starts(lane, &subjects, &samples)?;
        lanes.insert(lane.name, samples);
    }
    if let Some(emulator) = &options.emulator {
        printed += &show::emulated(emulator, &subjects, &database).await?;
    }
    if options.instructions {
        progress("counting instructions");
        printed += &show::instructions(&folder, &subjects).await?;
    }
    let figures = |index: usize| Figures {
        whole: lanes[WHOLE.name][index],
        share: lanes[SHARE.name].get(index).copied(),
    };
    let ours: Vec<_> = (0..subjects.len())
        .filter(|&index| subjects[index].is_waited_for())
        .map(|index| (subjects[index].name.clone(), figures(index)))
        .collect();
    let (table, complaints) = judge(&figures(0), &figures(1), &ours);
    printed += &table.to_string();
    Ok(Found {
        printed,
        complaints,
    })
}

/// Has every function answer its event once, in the order in which they need each other.
async fn settle(subjects: &[Subject]) -> Result<(), Failed> {
    for subject in subjects.iter().filter(|subject| subject.is_ours()) {
        Sample::take(subject, WHOLE, None).await?;
    }
    Ok(())
}

/// The typical life of each subject: one life of each in turn, so that a busy moment hits all alike.
async fn raced(
    subjects: &[Subject],
    lane: Lane,
    rounds: usize,
    cage: &Cage,
) -> Result<Vec<Sample>, Failed> {
    let mut lives = vec![Vec::with_capacity(rounds); subjects.len()];
    for _ in 0..rounds {
        for (subject, lives) in subjects.iter().zip(&mut lives) {
            lives.push(Sample::take(subject, lane, Some(cage)).await?);
        }
    }
    Ok(lives.iter().map(|lives| typical(lives)).collect())
}
