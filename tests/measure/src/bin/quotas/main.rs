//! What a city of 10,000 or of 60,000 requests a second asks of an AWS account: which limits must be
//! raised, how many runs there are at once, what tables must bear, and what a day costs. All of it
//! follows from the template, the kept units, the prices and the mix of requests.

mod account;
mod cost;
mod functions;
mod load;
mod tables;

use std::process::ExitCode;

use clap::Parser;
use measure::caller::Failed;
use measure::page;
use measure::program::{Found, end};

use load::Load;

/// The page, and the name of the marks on it.
const PAGE: &str = "operations.md";
const MARKS: &str = "quotas";

/// Prints the tables of "Limits to raise before the city comes".
#[derive(Debug, Clone, Parser)]
struct Options {
    /// For how long a request keeps its function busy, on average: an assumption, several times what
    /// two answers of the database take.
    #[arg(long, default_value_t = 15)]
    milliseconds: u32,
    /// Hours of a day at that rate; the rest of the day counts as nothing.
    #[arg(long, default_value_t = 8)]
    hours: u32,
    /// Write the tables into the page.
    #[arg(long)]
    keep: bool,
}

fn main() -> ExitCode {
    end(run(&Options::parse()))
}

fn run(options: &Options) -> Result<Found, Failed> {
    let printed = tables_of(options)?;
    if options.keep {
        page::keep(PAGE, MARKS, &printed)?;
    }
    Ok(Found {
        printed,
        complaints: Vec::new(),
    })
}

fn tables_of(options: &Options) -> Result<String, Failed> {
    let template = local::template::shipped()?;
    let loads = [10_000.0, 60_000.0].map(|rate| Load::of(rate, options));
    let loads = loads.into_iter().collect::<Result<Vec<_>, _>>()?;
    Ok(format!(
        "\nLimits, what is needed at each rate, and what to ask for: a quarter more.\n\n{}\n\
         Runs at once, when a request takes {} ms, and how long Lambda takes to get there from nothing.\n\n{}\n\
         What tables and indexes must bear a second.\n\n{}\n\
         A day with {} hours at that rate and nothing else, in dollars.\n\n{}\n",
        account::table(&template, &loads),
        options.milliseconds,
        functions::table(&template, &loads),
        tables::table(&loads),
        options.hours,
        cost::table(&template, &loads, options),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_what_the_program_prints() {
        let options = Options::parse_from(["quotas"]);
        let kept = page::kept(PAGE, MARKS).unwrap();
        let printed = tables_of(&options).unwrap();
        assert_eq!(
            kept, printed,
            "run: cargo run -p measure --bin quotas -- --keep"
        );
    }
}
