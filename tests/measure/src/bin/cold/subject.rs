//! What is measured: each of our functions with an event of its own, and the two peers.

use std::fs;
use std::path::{Path, PathBuf};

use axum::body::Bytes;
use measure::caller::Failed;
use serde_json::Value;

use crate::database::Secured;
use crate::sandbox::Environment;

/// The root of the repository.
pub const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
/// Our functions, in the order in which one's event needs what another's has written.
const OURS: [(&str, &str); 9] = [
    ("registry", "1-place.200"),
    ("apply", "1-stay-in-high-risk-area.201"),
    ("evidence", "1-cleared.202"),
    ("check-in", "1-normal.201"),
    ("code", "3-code.200"),
    ("verify", "1-document.200"),
    ("review", "5-mine.200"),
    ("countdown", "2-parts-of-the-queue.ok"),
    ("sunset", "1-every-twenty-minutes.ok"),
];
/// The peer that does nothing.
pub const HELLO: &str = "hello";
/// The peer that reads one item with the SDK's defaults.
pub const GET_ITEM: &str = "get-item";

/// A function, the event that it gets, and its environment.
#[derive(Debug, Clone)]
pub struct Subject {
    /// Its folder's name.
    pub name: String,
    /// Its release binary.
    pub binary: PathBuf,
    /// What it is sent.
    pub event: Bytes,
    /// What it finds.
    pub environment: Environment,
}

/// What a clock starts, for whom nobody waits.
const SCHEDULED: [&str; 2] = ["countdown", "sunset"];

impl Subject {
    /// One of our functions, and no peer.
    pub fn is_ours(&self) -> bool {
        OURS.iter().any(|(name, _)| *name == self.name)
    }

    /// One of our functions for whose answer somebody waits: these have goals.
    pub fn is_waited_for(&self) -> bool {
        self.is_ours() && !SCHEDULED.contains(&self.name.as_str())
    }

    /// The same over the database without TLS, as the emulator's functions reach it.
    pub fn without_tls(&self, database: &Secured) -> Result<Self, Failed> {
        Ok(Self {
            environment: environment(&database.plain, None)?,
            ..self.clone()
        })
    }
}

/// The peers, then ours: binaries from `bundle` (what `tests/bundle.sh` leaves) and `peers`.
pub fn all(bundle: &Path, peers: &Path, database: &Secured) -> Result<Vec<Subject>, Failed> {
    let read = event("code", "3-code.200")?;
    let by_default = environment(&database.endpoint, Some(&database.all_roots))?;
    let ours = environment(&database.endpoint, Some(&database.few_roots))?;
    let peer = |name: &str| Subject {
        name: name.to_owned(),
        binary: peers.join(name),
        event: read.clone(),
        environment: by_default.clone(),
    };
    let mut subjects = vec![peer(HELLO), peer(GET_ITEM)];
    for (name, file) in OURS {
        subjects.push(Subject {
            name: name.to_owned(),
            binary: bundle.join(name).join("bootstrap"),
            event: event(name, file)?,
            environment: ours.clone(),
        });
    }
    let missing = subjects.iter().find(|subject| !subject.binary.exists());
    match missing {
        None => Ok(subjects),
        Some(subject) => Err(Failed::Unreadable(format!(
            "{} is missing: tests/bundle.sh makes it",
            subject.binary.display()
        ))),
    }
}

/// A variant of the function that reads one item.
pub fn reader(
    name: &str,
    binary: PathBuf,
    database: &Secured,
    trusts_all: bool,
) -> Result<Subject, Failed> {
    let roots = if trusts_all {
        &database.all_roots
    } else {
        &database.few_roots
    };
    Ok(Subject {
        name: name.to_owned(),
        binary,
        event: event("code", "3-code.200")?,
        environment: environment(&database.endpoint, Some(roots))?,
    })
}

/// The environment of a function whose database is here, and who it is known by.
pub fn environment(database: &str, roots: Option<&Path>) -> Result<Environment, Failed> {
    let mut settings = vec![("AWS_ENDPOINT_URL_DYNAMODB", database.to_owned())];
    settings.extend(roots.map(|path| ("SSL_CERT_FILE", path.display().to_string())));
    Environment::with(settings)
}

fn event(function: &str, name: &str) -> Result<Bytes, Failed> {
    let path = format!("{ROOT}/events/{function}/{name}.json");
    fs::read(&path)
        .map(Bytes::from)
        .map_err(|error| Failed::File(path, error))
}

/// Whether a function did what it was asked: any status of success, or no status and no error.
pub fn is_done(answer: &Value) -> bool {
    match answer.get("statusCode").and_then(Value::as_u64) {
        Some(status) => (200..300).contains(&status),
        None => answer.get("errorMessage").is_none(),
    }
}
