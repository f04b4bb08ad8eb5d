//! The tables of the section "Cold starts".

use std::path::Path;
use std::time::Duration;

use measure::caller::Failed;
use measure::table::Table;

use crate::database::Secured;
use crate::emulator;
use crate::goals::megabytes;
use crate::instructions::Counter;
use crate::sample::{Lane, Sample};
use crate::subject::Subject;

/// One lane's lives.
pub fn starts(lane: Lane, subjects: &[Subject], samples: &[Sample]) -> Result<String, Failed> {
    let headings = [
        "function",
        "binary, MB",
        "ready, ms",
        "first answer, ms",
        "together, ms",
        "later answer, ms",
        "peak memory, MB",
    ];
    let mut table = Table::new(headings);
    for (subject, sample) in subjects.iter().zip(samples) {
        let size = std::fs::metadata(&subject.binary);
        let size = size
            .map_err(|error| Failed::File(subject.binary.display().to_string(), error))?
            .len();
        table.row([
            subject.name.clone(),
            format!("{:.1}", megabytes(size)),
            milliseconds(sample.init),
            milliseconds(sample.first),
            milliseconds(sample.init + sample.first),
            milliseconds(sample.warm),
            format!("{:.1}", megabytes(sample.peak)),
        ]);
    }
    let name = lane.name;
    Ok(format!("With {name}:\n\n{table}\n"))
}

/// Under AWS's emulator.
pub async fn emulated(
    emulator: &Path,
    subjects: &[Subject],
    database: &Secured,
) -> Result<String, Failed> {
    let mut table = Table::new(["function", "start and first answer, ms", "later answer, ms"]);
    for subject in subjects {
        let (first, warm) = emulator::emulated(emulator, &subject.without_tls(database)?).await?;
        table.row([
            subject.name.clone(),
            milliseconds(first),
            milliseconds(warm),
        ]);
    }
    Ok(format!("Under AWS's emulator, without TLS:\n\n{table}\n"))
}

/// By callgrind.
pub async fn instructions(folder: &Path, subjects: &[Subject]) -> Result<String, Failed> {
    let counter = Counter { folder };
    let mut table = Table::new(["function", "until ready, million", "first answer, million"]);
    for subject in subjects {
        let ready = counter.of(subject, &[]).await?;
        let answered = counter
            .of(subject, std::slice::from_ref(&subject.event))
            .await?;
        let first = answered.saturating_sub(ready);
        table.row([subject.name.clone(), millions(ready), millions(first)]);
    }
    Ok(format!("Instructions, by callgrind:\n\n{table}\n"))
}

/// With two decimals.
pub fn milliseconds(time: Duration) -> String {
    format!("{:.2}", time.as_secs_f64() * 1e3)
}

/// With two decimals.
pub fn millions(count: u64) -> String {
    format!("{:.2}", megabytes(count))
}
