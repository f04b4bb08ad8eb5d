//! What each route costs in DynamoDB units and in dollars, in the cases that matter, against a kept
//! table: a change that makes one dearer fails here until somebody keeps the new figure on purpose.

mod kept;

use std::collections::BTreeSet;
use std::process::ExitCode;

use clap::Parser;
use measure::caller::Failed;
use measure::cases::{Measured, measure};
use measure::page;
use measure::prices::{
    FUNCTION_GB_SECOND, FUNCTION_REQUEST, GATEWAY_REQUEST, READ_UNIT, WRITE_UNIT,
};
use measure::program::{Found, end};
use measure::table::Table;

use kept::Kept;

/// Gigabytes of memory and seconds of run time with which a request's time is priced: the template's
/// memory, and several times what a warm request takes (see "Warm cost").
const GB_SECONDS: f64 = 0.5 * 0.005;
/// A million of anything.
const MILLION: f64 = 1e6;

/// Measures every route against a fresh bundle in memory.
#[derive(Debug, Parser)]
struct Options {
    /// Keep the figures of this run as those that later runs are compared with.
    #[arg(long)]
    keep: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    end(run(&Options::parse()).await)
}

async fn run(options: &Options) -> Result<Found, Failed> {
    let measured = measure().await?;
    let kept = Kept::read()?;
    let table = table(&measured);
    let mut complaints = unmeasured(&measured)?;
    if options.keep {
        Kept::write(&measured)?;
        page::keep("performance.md", "units", &table.to_string())?;
    } else {
        complaints.extend(kept.complaints(&measured));
    }
    complaints.extend(measured.iter().filter_map(Measured::above_limit));
    Ok(Found {
        printed: table.to_string(),
        complaints,
    })
}

/// Every route of the template is measured.
fn unmeasured(measured: &[Measured]) -> Result<Vec<String>, Failed> {
    let template = local::template::shipped()?;
    let known: BTreeSet<_> = measured.iter().map(|one| one.route.clone()).collect();
    let routes = template.routes.iter();
    let routes = routes.map(|route| format!("{} {}", route.method, route.path));
    Ok(routes
        .filter(|route| !known.contains(route))
        .map(|route| format!("{route} is not measured"))
        .collect())
}

fn table(measured: &[Measured]) -> Table {
    let mut table = Table::new([
        "route",
        "case",
        "RRU",
        "WRU",
        "DynamoDB, $ a million",
        "with gateway and function",
    ]);
    for one in measured {
        let database = READ_UNIT.of(one.rru * MILLION) + WRITE_UNIT.of(one.wru * MILLION);
        let compute = FUNCTION_GB_SECOND.dollars * GB_SECONDS * MILLION;
        let calls = GATEWAY_REQUEST.of(MILLION) + FUNCTION_REQUEST.of(MILLION) + compute;
        table.row([
            one.route.clone(),
            one.case.to_owned(),
            one.rru.to_string(),
            one.wru.to_string(),
            format!("{database:.2}"),
            format!("{:.2}", database + calls),
        ]);
    }
    table
}
