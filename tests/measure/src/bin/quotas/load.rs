//! A rate of requests, by kind, with what each of them uses.

use std::collections::BTreeMap;

use measure::caller::Failed;
use measure::mix::Kind;

use crate::Options;

const UNITS: &str = include_str!("../../../units.csv");

/// A case of `units.csv` that stands for a kind of request, and the tables and indexes in which its
/// units arise. That they add up to the kept units is checked.
struct Case {
    kind: Kind,
    function: &'static str,
    route: &'static str,
    which: &'static str,
    /// Table or index, read units, write units.
    parts: &'static [(&'static str, f64, f64)],
}

const CASES: [Case; 4] = [
    Case {
        kind: Kind::Verification,
        function: "verify",
        route: "POST /v1/verifications",
        which: "green, by pass",
        parts: &[("People", 1.0, 0.0), ("Scans", 0.0, 1.0)],
    },
    Case {
        kind: Kind::Code,
        function: "code",
        route: "GET /v1/people/{person}/code",
        which: "green",
        parts: &[("People", 1.0, 0.0)],
    },
    Case {
        kind: Kind::CheckIn,
        function: "check-in",
        route: "POST /v1/people/{person}/check-ins",
        which: "green",
        parts: &[("People", 1.0, 1.0)],
    },
    // The dearest: the person, the entry and the account's list in a transaction, a stay beside it.
    Case {
        kind: Kind::Application,
        function: "apply",
        route: "POST /v1/applications",
        which: "a stay, a hold, an employer",
        parts: &[
            ("People", 1.0, 7.0),
            ("People, index heads", 0.0, 1.0),
            ("People, index due", 0.0, 1.0),
            ("People, index roster", 0.0, 1.0),
            ("Identities", 0.0, 2.0),
        ],
    },
];

/// What one function is asked for.
pub struct Share {
    /// Its folder.
    pub function: &'static str,
    /// `METHOD path`.
    pub route: &'static str,
    /// Requests a second.
    pub rate: f64,
    /// Runs at once.
    pub at_once: f64,
}

/// A rate of requests.
pub struct Load {
    /// Requests a second.
    pub rate: f64,
    /// By function.
    pub shares: Vec<Share>,
    /// Read and write units a second, by table or index.
    pub units: BTreeMap<&'static str, (f64, f64)>,
}

impl Load {
    /// So many requests a second, mixed as the measurements mix them.
    pub fn of(rate: f64, options: &Options) -> Result<Self, Failed> {
        let mut load = Self {
            rate,
            shares: Vec::new(),
            units: BTreeMap::new(),
        };
        for case in &CASES {
            check(case)?;
            let share = rate * f64::from(case.kind.percent()) / 100.0;
            load.shares.push(Share {
                function: case.function,
                route: case.route,
                rate: share,
                at_once: share * f64::from(options.milliseconds) / 1000.0,
            });
            for (place, rru, wru) in case.parts {
                let units = load.units.entry(place).or_default();
                units.0 += share * rru;
                units.1 += share * wru;
            }
        }
        Ok(load)
    }

    /// Runs at once of all functions.
    pub fn at_once(&self) -> f64 {
        self.shares.iter().map(|share| share.at_once).sum()
    }

    /// Units a second of all tables and indexes.
    pub fn all_units(&self) -> (f64, f64) {
        let units = self.units.values();
        units.fold((0.0, 0.0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
    }
}

/// The parts of a case add up to what is kept.
fn check(case: &Case) -> Result<(), Failed> {
    let (rru, wru) = case
        .parts
        .iter()
        .fold((0.0, 0.0), |(rru, wru), part| (rru + part.1, wru + part.2));
    let line = format!("{}: {},{rru},{wru}", case.route, case.which);
    if UNITS.lines().any(|kept| kept == line) {
        return Ok(());
    }
    let told = format!("units.csv does not say: {line}; mend the parts in quotas/load.rs");
    Err(Failed::Unreadable(told))
}
