//! The canary watch over every journey: whatever personal a test sends must come out of its bundle nowhere but
//! in answers to those whom it concerns.
//!
//! Nobody has to plant anything. Names, numbers, phones, addresses, statements and tokens are picked out of the
//! bodies that a test sends, and ids out of its paths. Log lines, and with them the metrics, problems,
//! `Location`s, cursors, passes and what concerns queues are kept; when the world ends, every spelling of
//! every canary is looked for in them.

mod canaries;
mod spellings;
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use edge::log::Log;
use reqwest::{Request, Url};
use serde_json::Value;
use tracing::Level;

use super::Reply;
use canaries::{ids, personal};
use spellings::spellings;

/// Members of an answer that become part of a URL or of a picture.
const CARRIED_ON: [&str; 3] = ["cursor", "next", "token"];

/// Watches by the port of their bundle, so that a request finds its own.
static WATCHES: Mutex<BTreeMap<u16, Watch>> = Mutex::new(BTreeMap::new());

/// What one bundle let out, and what it must not have.
#[derive(Clone, Default)]
pub struct Watch(Arc<Mutex<Heard>>);

#[derive(Default)]
struct Heard {
    log: Vec<u8>,
    /// Where, and what.
    elsewhere: Vec<(String, String)>,
    canaries: BTreeSet<String>,
    /// Are in paths by the contract, and in log lines never.
    ids: BTreeSet<String>,
}

/// Takes log lines, down to the finest level of a deployment.
struct Lines(Watch);

impl io::Write for Lines {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.0.with(|heard| heard.log.extend_from_slice(line));
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Watch {
    /// The log that a bundle is to write.
    pub fn log(&self) -> Log {
        Log::to(Lines(self.clone()), Level::DEBUG)
    }

    /// The watch of the bundle that a request goes to.
    pub fn of(url: &Url) -> Option<Self> {
        let watches = WATCHES.lock().unwrap_or_else(PoisonError::into_inner);
        watches.get(&url.port()?).cloned()
    }

    fn with<T>(&self, use_it: impl FnOnce(&mut Heard) -> T) -> T {
        use_it(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What was logged so far.
    pub fn logged(&self) -> String {
        self.with(|heard| String::from_utf8_lossy(&heard.log).into_owned())
    }

    /// Picks the canaries out of a request.
    pub fn asked(&self, request: &Request) {
        let path = request.url().path();
        let body = request.body().and_then(reqwest::Body::as_bytes);
        let body = serde_json::from_slice(body.unwrap_or_default()).unwrap_or_default();
        let token = request.headers().get("authorization");
        let token = token.and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
        self.with(|heard| {
            heard.canaries.extend(personal(path, &body));
            heard.canaries.extend(token.map(str::to_owned));
            heard.ids.extend(ids(path));
        });
    }

    /// Keeps what of an answer goes further than to the one who asked.
    pub fn answered(&self, path: &str, reply: &Reply) {
        if let Some(location) = reply.headers.get("location") {
            self.hears("a Location", &String::from_utf8_lossy(location.as_bytes()));
        }
        if reply.header("content-type") == "application/problem+json" {
            self.hears(&format!("the problem at {path}"), &reply.text());
        }
        if path.starts_with("/dev/queue/") || path == "/dev/countdown" {
            self.hears(&format!("what {path} tells"), &reply.text());
        }
        if !path.starts_with("/dev/tokens") {
            self.hears_carried_on(path, &reply.json());
        }
    }

    fn hears_carried_on(&self, path: &str, answer: &Value) {
        match answer {
            Value::Object(members) => {
                for (name, value) in members {
                    match value {
                        Value::String(text) if CARRIED_ON.contains(&name.as_str()) => {
                            self.hears(&format!("the {name} from {path}"), text);
                        }
                        other => self.hears_carried_on(path, other),
                    }
                }
            }
            Value::Array(all) => all.iter().for_each(|one| self.hears_carried_on(path, one)),
            _ => {}
        }
    }

    /// Keeps a text that left the bundle.
    pub fn hears(&self, place: &str, text: &str) {
        self.with(|heard| heard.elsewhere.push((place.to_owned(), text.to_owned())));
    }

    /// Every canary that got out, in words.
    pub fn leaks(&self) -> String {
        self.with(|heard| heard.leaks())
    }
}

impl Heard {
    fn leaks(&self) -> String {
        let mut leaks = String::new();
        let log = String::from_utf8_lossy(&self.log);
        for canary in self.canaries.union(&self.ids) {
            let spellings = spellings(canary);
            let is_in = |text: &str| spellings.iter().any(|spelling| text.contains(spelling));
            if let Some(line) = is_in(&log).then(|| log.lines().find(|line| is_in(line))) {
                let _ = writeln!(leaks, "{canary} is in the log: {}", line.unwrap_or(&log));
            }
            // A pass is given to its holder, and sent by whoever scans it.
            let others = self.elsewhere.iter().filter(|(_, text)| text != canary);
            for (place, _) in others.filter(|(_, text)| !self.ids.contains(canary) && is_in(text)) {
                let _ = writeln!(leaks, "{canary} is in {place}");
            }
        }
        leaks
    }
}

/// A watch on the bundle at a port, until this value is dropped; then it must have seen nothing.
pub struct Watching {
    watch: Watch,
    port: u16,
}

impl Watching {
    /// Begins.
    pub fn over(port: u16, watch: Watch) -> Self {
        let mut watches = WATCHES.lock().unwrap_or_else(PoisonError::into_inner);
        watches.insert(port, watch.clone());
        Self { watch, port }
    }

    /// The watch.
    pub fn watch(&self) -> &Watch {
        &self.watch
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let mut watches = WATCHES.lock().unwrap_or_else(PoisonError::into_inner);
        watches.remove(&self.port);
        drop(watches);
        if !std::thread::panicking() {
            let leaks = self.watch.leaks();
            assert!(leaks.is_empty(), "canaries got out:\n{leaks}");
        }
    }
}
