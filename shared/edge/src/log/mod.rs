//! What a process tells about itself: one event a request, and lines of what no request asked for.
//!
//! Nothing personal gets in, and that is a matter of types rather than of care. The event of a request has
//! fields for what is counted and none for what was sent: its route is the template's text, and what a
//! handler adds is made of texts in the source and of counts ([`Said`]). Lines of other people's crates are
//! let through from `warn` on only, whatever level is asked for, because at `debug` a client of a database
//! may show what it stores.

mod event;
mod lines;
mod output;
mod panics;
mod request;

use std::fmt;
use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tracing::{Dispatch, Level, dispatcher};

pub use panics::{hush_panics, keep_panics_short};
pub use request::{Said, say};

use event::{Event, Format};
use output::Output;
pub(crate) use request::{Asked, observed};

/// Under which `CloudWatch` shows the metrics, unless a deployment says otherwise.
pub const NAMESPACE: &str = "HealthCode";

/// Where events and lines go. Cheap to clone; clones write to the same place.
#[derive(Clone)]
pub struct Log(Option<Arc<Inner>>);

struct Inner {
    level: Level,
    /// Until the first request.
    is_cold: AtomicBool,
    format: Format,
    output: Output,
    lines: Dispatch,
}

impl Log {
    /// Writes nothing.
    pub fn off() -> Self {
        Self(None)
    }

    /// Writes what is at least as severe as `level`, a line at a time.
    pub fn to(writer: impl Write + Send + 'static, level: Level) -> Self {
        Self::under(NAMESPACE, writer, level)
    }

    /// The same, with the metrics under this namespace.
    pub fn under(namespace: &str, writer: impl Write + Send + 'static, level: Level) -> Self {
        let output = Output::to(writer);
        Self(Some(Arc::new(Inner {
            level,
            is_cold: AtomicBool::new(true),
            format: Format::under(namespace),
            lines: lines::subscriber(output.clone(), level),
            output,
        })))
    }

    /// The log of a process on Lambda: standard output, for `tracing` everywhere too. An unknown level is
    /// `info`, and no namespace is [`NAMESPACE`].
    pub fn of_process(level: &str, namespace: Option<&str>) -> Self {
        let level = level.parse().unwrap_or(Level::INFO);
        let namespace = namespace.filter(|name| !name.is_empty());
        let log = Self::under(namespace.unwrap_or(NAMESPACE), std::io::stdout(), level);
        log.take_all_lines();
        log
    }

    /// From now on lines that belong to no request go here too; the first log that asks for them has them.
    pub fn take_all_lines(&self) {
        if let Some(inner) = &self.0 {
            let _ = dispatcher::set_global_default(inner.lines.clone());
        }
    }

    /// Where `tracing` goes inside a request, or in other work of this log.
    pub fn lines(&self) -> Dispatch {
        self.0
            .as_ref()
            .map_or_else(Dispatch::none, |inner| inner.lines.clone())
    }

    /// Whether this is the first request of the process; so only once.
    fn was_cold(&self) -> bool {
        self.0
            .as_ref()
            .is_some_and(|inner| inner.is_cold.swap(false, Ordering::Relaxed))
    }

    fn write(&self, event: &Event<'_>) {
        if let Some(inner) = &self.0
            && event.level() <= inner.level
            && let Some(line) = inner.format.line(event)
        {
            inner.output.write_line(&line);
        }
    }
}

impl fmt::Debug for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let level = self.0.as_ref().map(|inner| inner.level);
        f.debug_tuple("Log").field(&level).finish()
    }
}

#[cfg(test)]
mod tests;
