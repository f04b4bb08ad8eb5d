//! The event of a request, in `CloudWatch`'s embedded metric format: a line that is metrics and facts at once.
//!
//! Each event carries the description of its metrics, which is most of its bytes; so there are two metrics
//! with one dimension, units of measure are in the names, and fields that say nothing are left out.

use std::sync::Mutex;
use std::time::Duration;

use metrique_writer_core::format::Format as _;
use metrique_writer_core::{Entry, EntryWriter};
use metrique_writer_format_emf::{Emf, NoMetric};
use store::meter::Units;
use tracing::Level;

use super::request::Said;

/// The one dimension.
const ROUTE: &str = "route";

/// What is known of a request when its answer leaves.
#[derive(Debug)]
pub struct Event<'a> {
    /// Method and path as the template has them.
    pub route: &'a str,
    /// The HTTP status.
    pub status: u16,
    /// The code of the problem, where the answer is one.
    pub code: Option<&'static str>,
    /// What went wrong inside, where it is our fault.
    pub cause: Option<&'a str>,
    /// From the request's arrival in the function to its answer.
    pub elapsed: Duration,
    /// What the database charged.
    pub units: Units,
    /// Whether it is the first request of the process.
    pub is_cold: bool,
    /// The gateway's name of the request, under which its access log has it.
    pub id: Option<&'a str>,
    /// What the handler had to say.
    pub said: Option<&'a Said>,
}

impl Event<'_> {
    fn is_fault(&self) -> bool {
        self.status >= 500
    }

    /// How severe it is.
    pub fn level(&self) -> Level {
        if self.is_fault() {
            Level::ERROR
        } else {
            Level::INFO
        }
    }

    /// Milliseconds with two digits after the point, which is what a network is good for.
    fn millis(&self) -> f64 {
        (self.elapsed.as_secs_f64() * 1e5).round() / 100.0
    }
}

impl Entry for Event<'_> {
    fn write<'a>(&'a self, to: &mut impl EntryWriter<'a>) {
        to.value("ms", &self.millis());
        if self.is_fault() {
            to.value("faults", &1_u64);
            to.value("level", Level::ERROR.as_str());
        }
        to.value("status", &NoMetric::from(u64::from(self.status)));
        number(to, "rru", self.units.rru);
        number(to, "wru", self.units.wru);
        if self.is_cold {
            to.value("cold", &NoMetric::from(1_u64));
        }
        to.value(ROUTE, self.route);
        text(to, "id", self.id);
        text(to, "code", self.code);
        text(to, "cause", self.cause);
        if let Some(said) = self.said {
            to.value("message", said.message);
            to.value(said.count.0, &NoMetric::from(said.count.1));
            to.value(said.word.0, said.word.1);
        }
    }
}

/// A number that is no metric; left out where it is zero, and without `.0` where it is whole.
fn number<'a>(to: &mut impl EntryWriter<'a>, name: &'static str, value: f64) {
    let whole = value.round();
    if value <= 0.0 {
    } else if (value - whole).abs() < f64::EPSILON {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "units of a request are few and never negative"
        )]
        to.value(name, &NoMetric::from(whole as u64));
    } else {
        to.value(name, &NoMetric::from(value));
    }
}

fn text<'a>(to: &mut impl EntryWriter<'a>, name: &'static str, value: Option<&'a str>) {
    if let Some(value) = value {
        to.value(name, value);
    }
}

/// Makes lines of events.
pub struct Format(Mutex<Emf>);

impl Format {
    /// Metrics under this namespace.
    pub fn under(namespace: &str) -> Self {
        let dimensions = vec![vec![ROUTE.to_owned()]];
        Self(Mutex::new(
            Emf::builder(namespace.to_owned(), dimensions).build(),
        ))
    }

    /// The line of an event, with its end. It is stamped with the machine's time: `CloudWatch` takes metrics of
    /// the last two weeks, whatever a bundle's clock shows.
    pub fn line(&self, event: &Event<'_>) -> Option<Vec<u8>> {
        let mut line = Vec::with_capacity(256);
        let formatted = self.0.lock().ok()?.format(event, &mut line);
        if let Err(error) = formatted {
            tracing::error!(%error, "an event could not be written");
            return None;
        }
        Some(line)
    }
}
