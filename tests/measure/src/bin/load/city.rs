//! A bundle with people in it, gates, and the passes that people hold up.

use std::collections::VecDeque;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;

use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use measure::caller::{Caller, Failed};
use measure::people::{resident_id, staff};
use measure::settle::{self, DISTRICT};

/// Where the bundle listens.
const ADDRESS: &str = "127.0.0.1:9777";
/// Gates.
const GATES: u32 = 50;
/// People who apply at the same time while the city is founded.
const AT_ONCE: usize = 16;
/// Numbers of people who apply while load is on begin here.
const NEWCOMERS: u32 = 1_000_000;

/// A running bundle, stopped when this value goes.
pub struct City {
    /// Sends its requests.
    pub caller: Caller,
    people: Vec<Person>,
    gate: String,
    passes: Mutex<VecDeque<String>>,
    bundle: Child,
}

struct Person {
    path: String,
    token: String,
}

impl Drop for City {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.bundle.kill();
        let _ = self.bundle.wait();
    }
}

impl City {
    /// Starts the bundle, and has so many people apply.
    pub async fn found(bundle: Option<PathBuf>, people: u32) -> Result<Self, Failed> {
        let binary = bundle.or_else(beside).unwrap_or_default();
        let failed = |error| Failed::File(binary.display().to_string(), error);
        let mut bundle = Command::new(&binary)
            .args(["--listen", ADDRESS, "--empty", "--pages", "none"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(failed)?;
        // It serves when it has greeted.
        if let Some(greeting) = bundle.stdout.take() {
            let mut line = String::new();
            BufReader::new(greeting)
                .read_line(&mut line)
                .map_err(failed)?;
        }
        let mut city = Self {
            caller: Caller::new(format!("http://{ADDRESS}")),
            people: Vec::new(),
            gate: String::new(),
            passes: Mutex::default(),
            bundle,
        };
        city.caller.set_clock("2020-03-02T09:00:00+08:00").await?;
        for gate in 0..GATES {
            settle::gate(&city.caller, &format!("gate-{gate}")).await?;
        }
        city.gate = city.caller.token(&staff(DISTRICT)).await?;
        let people: Vec<_> = stream::iter(0..people)
            .map(|n| city.applied(n))
            .buffered(AT_ONCE)
            .try_collect()
            .await?;
        city.people = people;
        Ok(city)
    }

    async fn applied(&self, n: u32) -> Result<Person, Failed> {
        let id = settle::person(&self.caller, n).await?;
        Ok(Person {
            path: format!("/v1/people/{id}"),
            token: self.caller.token(&settle::account(n)).await?,
        })
    }

    /// Path and token of the `n`-th person, round and round.
    pub fn person(&self, n: u32) -> (&str, &str) {
        let person = &self.people[n as usize % self.people.len()];
        (&person.path, &person.token)
    }

    /// The token of the staff, and the `n`-th gate, round and round.
    pub fn gate(&self, n: u32) -> (String, &str) {
        (format!("gate-{}", n % GATES), &self.gate)
    }

    /// Somebody holds up a pass that was shown just now.
    pub fn hold_up(&self, pass: String) {
        if let Ok(mut passes) = self.passes.lock() {
            passes.push_back(pass);
        }
    }

    /// A pass that nobody scanned yet, the oldest first.
    pub fn scan(&self) -> Option<String> {
        self.passes.lock().ok()?.pop_front()
    }

    /// Nobody holds up anything any more: passes of another stage are too old.
    pub fn lower(&self) {
        if let Ok(mut passes) = self.passes.lock() {
            passes.clear();
        }
    }

    /// The document of somebody who has no code yet; `n` is new each time.
    pub fn newcomer(n: u32) -> serde_json::Value {
        resident_id(NEWCOMERS + n)
    }
}

/// The bundle that was built beside this program.
fn beside() -> Option<PathBuf> {
    let program = std::env::current_exe().ok()?;
    Some(program.with_file_name("local"))
}
