//! What AWS asks for what we use: list prices of us-east-1 in dollars, without free tiers and discounts.
//!
//! Prices stand here and nowhere else, so that every program that prints dollars prints the same ones.
//! Other regions are dearer by up to a third; multiply by your own region's DynamoDB price.

/// The day on which the sources below were read.
pub const READ_ON: &str = "2026-11-24";

/// One price, and where it was read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Price {
    /// Dollars for one [`Price::unit`].
    pub dollars: f64,
    /// What is paid for: `a million`, `GB-second`.
    pub unit: &'static str,
    /// Title of the page.
    pub source: &'static str,
}

impl Price {
    const fn new(dollars: f64, unit: &'static str, source: &'static str) -> Self {
        Self {
            dollars,
            unit,
            source,
        }
    }

    /// Dollars for `count` of something that is paid for by the million.
    pub fn of(self, count: f64) -> f64 {
        self.dollars * count / 1e6
    }
}

/// One read request unit: 4 KB read with strong consistency, or 8 KB without.
pub const READ_UNIT: Price = Price::new(
    0.125,
    "a million",
    "Amazon DynamoDB pricing for on-demand capacity (since November 2024)",
);
/// One write request unit: 1 KB written; two in a transaction.
pub const WRITE_UNIT: Price = Price::new(
    0.625,
    "a million",
    "Amazon DynamoDB pricing for on-demand capacity (since November 2024)",
);
/// One request to an HTTP API of API Gateway, up to 300 million a month.
pub const GATEWAY_REQUEST: Price = Price::new(1.00, "a million", "Amazon API Gateway pricing");
/// One request to an HTTP API beyond 300 million a month.
pub const GATEWAY_REQUEST_BEYOND: Price =
    Price::new(0.90, "a million", "Amazon API Gateway pricing");
/// Requests a month from which on [`GATEWAY_REQUEST_BEYOND`] is the price.
pub const GATEWAY_TIER: f64 = 300e6;
/// One start of a function.
pub const FUNCTION_REQUEST: Price = Price::new(0.20, "a million", "AWS Lambda pricing");
/// A function's time on arm64, per gigabyte of its memory; 7.5 billion a month and more are cheaper.
pub const FUNCTION_GB_SECOND: Price =
    Price::new(0.000_013_333_4, "a GB-second", "AWS Lambda pricing");
/// Keeping an execution environment ready on arm64, per gigabyte of its memory.
pub const PROVISIONED_GB_SECOND: Price =
    Price::new(0.000_003_333_4, "a GB-second", "AWS Lambda pricing");
/// Log lines taken in.
pub const LOG_GB: Price = Price::new(0.50, "a GB", "Amazon CloudWatch pricing");
/// One request to a queue, of up to 64 KB.
pub const QUEUE_REQUEST: Price = Price::new(0.40, "a million", "Amazon SQS pricing");

/// All of them with their names, as a table shows them.
pub const ALL: [(&str, Price); 9] = [
    ("DynamoDB, read request unit", READ_UNIT),
    ("DynamoDB, write request unit", WRITE_UNIT),
    ("HTTP API, request", GATEWAY_REQUEST),
    (
        "HTTP API, request beyond 300 million a month",
        GATEWAY_REQUEST_BEYOND,
    ),
    ("Lambda, request", FUNCTION_REQUEST),
    ("Lambda, time on arm64", FUNCTION_GB_SECOND),
    ("Lambda, provisioned time on arm64", PROVISIONED_GB_SECOND),
    ("CloudWatch Logs, taken in", LOG_GB),
    ("SQS, request", QUEUE_REQUEST),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_online_verification_costs_what_the_requirements_say() {
        // 1 RRU, 1 WRU, one request to the gateway and one to the function, before time and logs.
        let floor = READ_UNIT.of(1e6)
            + WRITE_UNIT.of(1e6)
            + GATEWAY_REQUEST.of(1e6)
            + FUNCTION_REQUEST.of(1e6);
        assert!((1.9..2.0).contains(&floor), "{floor}");
    }
}
