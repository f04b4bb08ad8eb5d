//! Starting a function on Lambda: settings from the environment, once, then the router.

use axum::Router;
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

/// A setting that may be missing.
pub fn optional_setting(name: &str) -> Option<String> {
    setting(name).ok()
}

#[expect(clippy::disallowed_methods, reason = "this is where settings enter")]
fn setting(name: &str) -> Result<String, BootError> {
    std::env::var(name).map_err(|_| format!("the environment variable {name} is not set").into())
}
