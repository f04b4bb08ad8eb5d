//! What each of the things is worth that make a start short: one function that reads an item as ours do,
//! and the same with one of them taken back.

use std::path::Path;

use measure::caller::Failed;
use measure::program::Found;
use measure::table::Table;

use crate::builds::{Change, built};
use crate::database::Secured;
use crate::goals::megabytes;
use crate::instructions::Counter;
use crate::sample::{SHARE, Sample, WHOLE, typical};
use crate::sandbox::Cage;
use crate::show::{millions, milliseconds};
use crate::subject::{Subject, reader};

/// A thing that is changed.
struct Variant {
    name: &'static str,
    change: Change,
    /// Whether all of the system's roots are trusted.
    trusts_all: bool,
}

const fn variant(name: &'static str, features: &'static str) -> Variant {
    built_with(name, features, &[])
}

const fn built_with(
    name: &'static str,
    features: &'static str,
    variables: &'static [(&'static str, &'static str)],
) -> Variant {
    Variant {
        name,
        change: Change {
            variables,
            features,
        },
        trusts_all: false,
    }
}

/// As ours, and with one thing changed.
const VARIANTS: [Variant; 10] = [
    variant("as our functions", ""),
    variant("connection by the first request", "late"),
    Variant {
        trusts_all: true,
        ..variant("all of the system's roots", "")
    },
    variant("the SDK's chain of credentials", "chain"),
    variant("log lines filtered by RUST_LOG", "filter"),
    variant("TLS by ring", "ring"),
    variant("a thread for each processor", "threads"),
    built_with(
        "entropy from the processor's jitter",
        "",
        &[("AWS_LC_SYS_NO_JITTER_ENTROPY", "0")],
    ),
    built_with(
        "optimised for speed",
        "",
        &[("CARGO_PROFILE_RELEASE_OPT_LEVEL", "3")],
    ),
    built_with(
        "without optimisation at link time",
        "",
        &[
            ("CARGO_PROFILE_RELEASE_LTO", "off"),
            ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
        ],
    ),
];

/// Builds the variants one after the other, and then lets them start in turn.
pub async fn run(
    folder: &Path,
    database: &Secured,
    rounds: usize,
    progress: impl Fn(&str),
) -> Result<Found, Failed> {
    let mut subjects = Vec::new();
    for (number, variant) in VARIANTS.iter().enumerate() {
        progress(&format!("building: {}", variant.name));
        let binary = built("steps", folder, variant.change).await?.join("steps");
        let kept = folder.join(format!("steps-{number}"));
        let copied = std::fs::copy(&binary, &kept);
        copied.map_err(|error| Failed::File(kept.display().to_string(), error))?;
        subjects.push(reader(variant.name, kept, database, variant.trusts_all)?);
    }
    let cage = Cage::open()?;
    let mut table = Table::new([
        "one thing changed",
        "binary, MB",
        "ready, ms",
        "first answer, ms",
        "later answer, ms",
        "together with 7.2 %, ms",
        "peak memory, MB",
        "instructions until the first answer, million",
    ]);
    progress("starting them in turn");
    let mut lives = vec![(Vec::new(), Vec::new()); subjects.len()];
    for round in 0..rounds {
        for (subject, lives) in subjects.iter().zip(&mut lives) {
            lives.0.push(Sample::take(subject, WHOLE, None).await?);
            if round % 3 == 0 {
                lives
                    .1
                    .push(Sample::take(subject, SHARE, Some(&cage)).await?);
            }
        }
    }
    for (subject, (whole, share)) in subjects.iter().zip(&lives) {
        table.row(row(folder, subject, &typical(whole), &typical(share)).await?);
    }
    Ok(Found {
        printed: table.to_string(),
        complaints: Vec::new(),
    })
}

async fn row(
    folder: &Path,
    subject: &Subject,
    whole: &Sample,
    share: &Sample,
) -> Result<[String; 8], Failed> {
    let size = std::fs::metadata(&subject.binary);
    let size = size.map_err(|error| Failed::File(subject.binary.display().to_string(), error))?;
    let event = std::slice::from_ref(&subject.event);
    let instructions = Counter { folder }.of(subject, event).await?;
    Ok([
        subject.name.clone(),
        format!("{:.1}", megabytes(size.len())),
        milliseconds(whole.init),
        milliseconds(whole.first),
        milliseconds(whole.warm),
        milliseconds(share.init + share.first),
        format!("{:.1}", megabytes(whole.peak)),
        millions(instructions),
    ])
}
