//! The figures that somebody accepted: `tests/measure/units.csv`, a line a case.

use std::collections::BTreeMap;
use std::path::PathBuf;

use measure::caller::Failed;
use measure::cases::Measured;

/// Accepted units by route and case.
pub struct Kept(BTreeMap<String, (f64, f64)>);

fn path() -> PathBuf {
    concat!(env!("CARGO_MANIFEST_DIR"), "/units.csv").into()
}

fn failed(error: std::io::Error) -> Failed {
    Failed::File(path().display().to_string(), error)
}

impl Kept {
    /// What is kept; nothing if there is no file yet.
    pub fn read() -> Result<Self, Failed> {
        let text = match std::fs::read_to_string(path()) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            other => other.map_err(failed)?,
        };
        let lines = text.lines().map(|line| {
            let unreadable = || Failed::Unreadable(format!("{}: {line}", path().display()));
            let mut cells = line.rsplitn(3, ',');
            let mut number = || cells.next()?.parse().ok();
            let (wru, rru) = (number(), number());
            let units = rru.zip(wru).ok_or_else(unreadable)?;
            Ok((cells.next().ok_or_else(unreadable)?.to_owned(), units))
        });
        lines.collect::<Result<_, _>>().map(Self)
    }

    /// Keeps these.
    pub fn write(measured: &[Measured]) -> Result<(), Failed> {
        let line = |one: &Measured| format!("{},{},{}\n", one.name(), one.rru, one.wru);
        let lines: String = measured.iter().map(line).collect();
        std::fs::write(path(), lines).map_err(failed)
    }

    /// What is dearer than it was, new, or gone.
    pub fn complaints(mut self, measured: &[Measured]) -> Vec<String> {
        let mut complaints = Vec::new();
        for one in measured {
            let name = one.name();
            match self.0.remove(&name) {
                None => complaints.push(format!("{name} is new: run again with --keep")),
                Some((rru, wru)) if one.rru > rru || one.wru > wru => complaints.push(format!(
                    "{name} costs {} RRU and {} WRU; {rru} and {wru} are kept",
                    one.rru, one.wru
                )),
                Some(_) => {}
            }
        }
        let gone = self.0.keys();
        complaints.extend(gone.map(|name| format!("{name} is kept and was not measured")));
        complaints
    }
}
