//! What a day costs at the list prices.

use local::template::Template;
use measure::prices::{
    FUNCTION_GB_SECOND, FUNCTION_REQUEST, GATEWAY_REQUEST, GATEWAY_REQUEST_BEYOND, GATEWAY_TIER,
    LOG_GB, READ_UNIT, WRITE_UNIT,
};
use measure::table::Table;

use crate::Options;
use crate::account::shown;
use crate::load::Load;

/// Bytes logged for a request: the most that ours may log for a verification, and a line of the gateway.
const LOGGED_BYTES: f64 = 250.0 + 200.0;
/// What costs, and what it costs in a day of a load.
type Line<'a> = (&'static str, &'a dyn Fn(&Load) -> f64);

/// Days of a month, for the gateway's cheaper tier.
const DAYS: f64 = 30.0;

/// One line a kind of cost, one column a rate.
pub fn table(template: &Template, loads: &[Load], options: &Options) -> Table {
    let mut headings = vec!["what".to_owned()];
    headings.extend(
        loads
            .iter()
            .map(|load| format!("{} a second", shown(load.rate))),
    );
    let mut table = Table::new(headings);
    let seconds = f64::from(options.hours) * 3600.0;
    let lines: [Line<'_>; 5] = [
        ("DynamoDB, units", &|load| {
            let (rru, wru) = load.all_units();
            READ_UNIT.of(rru * seconds) + WRITE_UNIT.of(wru * seconds)
        }),
        ("HTTP API, requests", &|load| gateway(load.rate * seconds)),
        ("Lambda, requests", &|load| {
            FUNCTION_REQUEST.of(load.rate * seconds)
        }),
        ("Lambda, time", &|load| {
            FUNCTION_GB_SECOND.dollars * gigabytes_at_once(template, load) * seconds
        }),
        ("CloudWatch Logs, taken in", &|load| {
            LOG_GB.dollars * load.rate * seconds * LOGGED_BYTES / 1e9
        }),
    ];
    let mut sums = vec![0.0; loads.len()];
    for (name, dollars) in lines {
        let dollars: Vec<f64> = loads.iter().map(dollars).collect();
        let sum = sums.iter().zip(&dollars);
        sums = sum.map(|(sum, one)| sum + one).collect();
        row(&mut table, name, &dollars);
    }
    row(&mut table, "together", &sums);
    let requests = loads.iter().map(|load| load.rate * seconds / 1e6);
    let a_million: Vec<_> = sums.iter().zip(requests).map(|(sum, n)| sum / n).collect();
    row(&mut table, "for a million requests", &a_million);
    table
}

fn row(table: &mut Table, name: &str, dollars: &[f64]) {
    let mut cells = vec![name.to_owned()];
    cells.extend(dollars.iter().map(|dollars| {
        if *dollars < 100.0 {
            format!("{dollars:.2}")
        } else {
            shown(*dollars)
        }
    }));
    table.row(cells);
}

/// A day's thirtieth of the month that such days make.
fn gateway(requests_a_day: f64) -> f64 {
    let month = requests_a_day * DAYS;
    let beyond = (month - GATEWAY_TIER).max(0.0);
    (GATEWAY_REQUEST.of(month - beyond) + GATEWAY_REQUEST_BEYOND.of(beyond)) / DAYS
}

fn gigabytes_at_once(template: &Template, load: &Load) -> f64 {
    let shares = load.shares.iter();
    shares
        .map(|share| {
            let memory = template.memory_mb.get(share.function).copied();
            share.at_once * f64::from(memory.unwrap_or_default()) / 1024.0
        })
        .sum()
}
