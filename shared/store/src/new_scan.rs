//! What is to be recorded of a scan, and what makes it the same scan.

use jiff::Timestamp;
use rules::identity::PersonId;
use rules::words::{Colour, Direction, Outcome, Reason, Requirement};

use crate::Place;

/// Seconds in a day of retention.
pub const DAY_SECONDS: i64 = 24 * 60 * 60;

/// What makes a scan the same scan.
#[derive(Debug, Clone)]
pub enum ScanKey {
    /// An authentic pass that has not expired.
    Pass {
        /// Whose.
        person: PersonId,
        /// Its serial.
        serial: String,
        /// When it expires: what keeps a person's scans in order.
        expires_at: Timestamp,
    },
    /// A person without a usable pass: by document, or with an expired or replayed one.
    Person(PersonId),
    /// Nobody known: no code, or a forged one.
    Nobody,
}

/// What tells one request from another.
#[derive(Debug, Clone)]
pub enum Attempt {
    /// A name that no other request has.
    Once(String),
    /// The name of a keyed request, which may come again within the day.
    Keyed(String),
}

/// A scan to be recorded.
#[derive(Debug, Clone)]
pub struct NewScan {
    /// Which scan it is.
    pub key: ScanKey,
    /// What tells this request from others where no pass does.
    pub attempt: Attempt,
    /// Keyed hash of everything that was asked: the same question gets the same answer.
    pub request: String,
    /// Where.
    pub place: Place,
    /// Which way.
    pub direction: Direction,
    /// What staff were told.
    pub outcome: Outcome,
    /// Why.
    pub reasons: Vec<Reason>,
    /// What was missing.
    pub missing: Vec<Requirement>,
    /// The colour at that moment; none without a code.
    pub colour: Option<Colour>,
    /// When.
    pub at: Timestamp,
    /// Days for which it stays readable.
    pub kept_days: u16,
}

impl Attempt {
    /// Sort key of a scan of this second; of a keyed one, of this day.
    pub(crate) fn key(&self, second: i64) -> String {
        match self {
            Self::Once(name) => format!("{second:012}#{name}"),
            Self::Keyed(name) => format!("{:012}#{name}", second - second.rem_euclid(DAY_SECONDS)),
        }
    }
}
