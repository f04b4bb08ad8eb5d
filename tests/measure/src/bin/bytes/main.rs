//! How many bytes each route logs for one request, in the cases that matter, and what that costs. Fails when
//! a successful verification logs more than was promised.

use std::process::ExitCode;

use measure::caller::Failed;
use measure::cases::{Measured, measure};
use measure::prices::LOG_GB;
use measure::program::{Found, end};
use measure::table::Table;

/// The promise for a verification that was answered.
const VERIFICATION_BYTES: usize = 250;
/// A million of anything.
const MILLION: f64 = 1e6;
/// Log lines are paid for by this many bytes.
const BYTES_OF_A_GB: f64 = 1_073_741_824.0;
/// What `CloudWatch` counts for each line beside its text (`PutLogEvents`, the size of a batch).
const EXTRA_BYTES: usize = 26;

#[tokio::main]
async fn main() -> ExitCode {
    end(run().await)
}

async fn run() -> Result<Found, Failed> {
    let measured = measure().await?;
    Ok(Found {
        printed: table(&measured).to_string(),
        complaints: measured.iter().filter_map(above_promise).collect(),
    })
}

fn above_promise(one: &Measured) -> Option<String> {
    let is_promised = one.route == "POST /v1/verifications";
    if one.logged == 0 {
        return Some(format!("{} logs nothing", one.name()));
    }
    (is_promised && one.logged > VERIFICATION_BYTES).then(|| {
        format!(
            "{} logs {} bytes; at most {VERIFICATION_BYTES} are promised",
            one.name(),
            one.logged
        )
    })
}

fn table(measured: &[Measured]) -> Table {
    let mut table = Table::new(["route", "case", "bytes", "CloudWatch Logs, $ a million"]);
    for one in measured {
        table.row([
            one.route.clone(),
            one.case.to_owned(),
            one.logged.to_string(),
            format!("{:.3}", dollars(one.logged)),
        ]);
    }
    table
}

/// For a million lines of this length.
fn dollars(bytes: usize) -> f64 {
    let Ok(counted) = u32::try_from(bytes + EXTRA_BYTES) else {
        return f64::INFINITY;
    };
    LOG_GB.dollars * f64::from(counted) * MILLION / BYTES_OF_A_GB
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kilobyte_a_request_is_half_a_dollar_a_million() {
        let dollars = dollars(1000 - EXTRA_BYTES);
        assert!((0.46..0.47).contains(&dollars), "{dollars}");
    }
}
