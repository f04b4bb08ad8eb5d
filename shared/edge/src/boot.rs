//! Starting a function on Lambda: settings from the environment, once, then the router.

use aws_config::{BehaviorVersion, SdkConfig};
use axum::Router;
use pass::KeyRing;
use store::{Pepper, Store, Tables, with_patience};

use crate::log::{Log, hush_panics};
use crate::{Clock, State};

/// Whatever keeps a function from starting; shown in its log, with no secret in it.
pub type BootError = Box<dyn std::error::Error + Send + Sync>;

/// Runs a function's routes on Lambda until the runtime ends it.
///
/// # Errors
/// A setting that is missing or wrong, by its name.
pub async fn run(router: impl FnOnce(State) -> Router) -> Result<(), BootError> {
    let state = state().await?;
    lambda_http::run(router(state)).await
}

/// The state of a function on Lambda, from its environment.
///
/// # Errors
/// A setting that is missing or wrong, by its name.
pub async fn state() -> Result<State, BootError> {
    let log = log();
    let config = aws().await;
    let tables = Tables {
        people: setting("PEOPLE_TABLE")?,
        identities: setting("IDENTITIES_TABLE")?,
        scans: setting("SCANS_TABLE")?,
        ledger: setting("LEDGER_TABLE")?,
    };
    let pepper = Pepper::parse(&setting("PEPPER")?)?;
    let ring = KeyRing::parse(&setting("PASS_KEYS")?)?;
    let config = with_patience(aws_sdk_dynamodb::config::Builder::from(&config)).build();
    let store = Store::new(aws_sdk_dynamodb::Client::from_conf(config), tables, pepper);
    Ok(State {
        store,
        ring,
        clock: Clock::system(),
        log,
    })
}

/// How AWS is reached from here: region, credentials, endpoints.
pub async fn aws() -> SdkConfig {
    aws_config::load_defaults(BehaviorVersion::v2026_01_12()).await
}

/// The process's log, by its settings.
fn log() -> Log {
    hush_panics();
    let level = optional_setting("LOG_LEVEL").unwrap_or_default();
    Log::of_process(&level, optional_setting("METRICS_NAMESPACE").as_deref())
}

/// A setting that may be missing.
pub fn optional_setting(name: &str) -> Option<String> {
    setting(name).ok()
}

#[expect(clippy::disallowed_methods, reason = "this is where settings enter")]
fn setting(name: &str) -> Result<String, BootError> {
    std::env::var(name).map_err(|_| format!("the environment variable {name} is not set").into())
}
