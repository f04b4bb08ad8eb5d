//! How long a request waits for DynamoDB before it says that it is busy.
//!
//! A caller who gets a 503 with `Retry-After` after four seconds can do something; one who
//! hangs until the function is killed cannot, and does not know what happened.

use std::time::Duration;

use aws_sdk_dynamodb::config::Builder;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;

/// One try of one operation; DynamoDB answers in milliseconds.
const ATTEMPT: Duration = Duration::from_millis(1200);
/// All tries of one operation.
const OPERATION: Duration = Duration::from_secs(4);
/// Tries of one operation.
const TRIES: u32 = 3;

/// The configuration of a client, with this service's patience.
#[must_use]
pub fn with_patience(config: Builder) -> Builder {
    let timeouts = TimeoutConfig::builder()
        .connect_timeout(ATTEMPT)
        .operation_attempt_timeout(ATTEMPT)
        .operation_timeout(OPERATION)
        .build();
    let retries = RetryConfig::standard()
        .with_max_attempts(TRIES)
        .with_initial_backoff(Duration::from_millis(50));
    config.timeout_config(timeouts).retry_config(retries)
}
