//! Starting a function on Lambda: settings from the environment, once, then the router.

use std::panic::AssertUnwindSafe;

use axum::Router;
use futures_util::FutureExt as _;
use pass::KeyRing;
use rules::policy::PolicyBook;
use store::{Pepper, Store, Tables, with_patience};

use crate::aws::{Trust, trusting};
use crate::log::{Log, hush_panics};
use crate::{Clock, State};

pub use crate::aws::aws;

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

/// The state of a function on Lambda, from its environment, with its connection to the database open.
///
/// # Errors
/// A setting that is missing or wrong, by its name.
pub async fn state() -> Result<State, BootError> {
    let log = log();
    let tables = Tables {
        people: setting("PEOPLE_TABLE")?,
        identities: setting("IDENTITIES_TABLE")?,
        scans: setting("SCANS_TABLE")?,
        ledger: setting("LEDGER_TABLE")?,
    };
    let pepper = Pepper::parse(&setting("PEPPER")?)?;
    let keys = setting("PASS_KEYS")?;
    // While the database answers, what else takes time: the keys, and the policies that are shipped,
    // which the book is then put together from.
    let meanwhile = async { (KeyRing::parse(&keys), PolicyBook::shipped()) };
    let (store, (ring, shipped)) = tokio::join!(connected(&tables, &pepper), meanwhile);
    shipped?;
    Ok(State {
        store: store?,
        ring: ring?,
        clock: Clock::system(),
        log,
    })
}

/// A store whose connection is open and whose book of policies is read: every request needs both, and
/// before the first one Lambda gives a function more of a processor than it pays for.
///
/// A database that does not answer now keeps nothing from starting; requests try again, and say so.
async fn connected(tables: &Tables, pepper: &Pepper) -> Result<Store, BootError> {
    let trust = Trust::preferred();
    let store = store_over(trust, tables, pepper)?;
    let answers = store.book().await.is_ok();
    if answers || trust == Trust::System {
        return Ok(store);
    }
    store_over(Trust::System, tables, pepper)
}

fn store_over(trust: Trust, tables: &Tables, pepper: &Pepper) -> Result<Store, BootError> {
    let config = aws_sdk_dynamodb::config::Builder::from(&trusting(trust)?);
    let client = aws_sdk_dynamodb::Client::from_conf(with_patience(config).build());
    Ok(Store::new(client, tables.clone(), pepper.clone()))
}

/// The process's log, by its settings.
fn log() -> Log {
    hush_panics();
    let level = optional_setting("LOG_LEVEL").unwrap_or_default();
    Log::of_process(&level, optional_setting("METRICS_NAMESPACE").as_deref())
}

/// Does this work; if it panics, an error that says no more than that. The runtime would send the panic's
/// text to Lambda, and that can repeat a value that somebody sent.
///
/// # Errors
/// The work's own, and a panic.
pub async fn unwound<T>(work: impl Future<Output = Result<T, BootError>>) -> Result<T, BootError> {
    // What the work has left behind is nobody's: the next event has only what processes share in any case.
    AssertUnwindSafe(work)
        .catch_unwind()
        .await
        .unwrap_or_else(|_| Err("it panicked; the log says where".into()))
}

/// A setting that may be missing.
pub fn optional_setting(name: &str) -> Option<String> {
    setting(name).ok()
}

#[expect(clippy::disallowed_methods, reason = "this is where settings enter")]
fn setting(name: &str) -> Result<String, BootError> {
    std::env::var(name).map_err(|_| format!("the environment variable {name} is not set").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_error_of_work_that_panics_does_not_repeat_what_the_panic_says() {
        let work = async {
            tokio::task::yield_now().await;
            let sent = String::from("330106188901010010");
            assert!(sent.is_empty(), "{sent} is no number");
            Ok(1)
        };
        let error = unwound(work).await.unwrap_err();
        assert_eq!(error.to_string(), "it panicked; the log says where");
        assert_eq!(unwound(async { Ok(1) }).await.unwrap(), 1);
        let failed = unwound(async { Err::<(), _>("of its own".into()) }).await;
        assert_eq!(failed.unwrap_err().to_string(), "of its own");
    }
}
