//! The one clock of a process.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};

/// A clock that runs with the machine's, some fixed time ahead of it or behind. On Lambda
/// that is always none; the local bundle may set it, also backwards.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    ahead_micros: Arc<AtomicI64>,
    /// When it does not run: what it shows.
    stands_at: Option<Timestamp>,
}

impl Clock {
    /// The machine's own time.
    pub fn system() -> Self {
        Self::default()
    }

    /// A clock that shows `start` now, and runs.
    pub fn starting_at(start: Timestamp) -> Self {
        let clock = Self::default();
        clock.set(start);
        clock
    }

    /// A clock that shows `now` for ever: for work that is to come to the same however long it takes.
    pub fn standing_at(now: Timestamp) -> Self {
        Self {
            stands_at: Some(now),
            ..Self::default()
        }
    }

    /// The time it shows.
    pub fn now(&self) -> Timestamp {
        if let Some(stands_at) = self.stands_at {
            return stands_at;
        }
        let ahead = SignedDuration::from_micros(self.ahead_micros.load(Ordering::Relaxed));
        machine_now()
            .saturating_add(ahead)
            .unwrap_or(Timestamp::MAX)
    }

    /// Sets it to show `now`, for every holder of a clone; one that stands goes on standing.
    pub fn set(&self, now: Timestamp) {
        let ahead = now.as_microsecond() - machine_now().as_microsecond();
        self.ahead_micros.store(ahead, Ordering::Relaxed);
    }
}

#[expect(clippy::disallowed_methods, reason = "this is where time enters")]
fn machine_now() -> Timestamp {
    Timestamp::now()
}
