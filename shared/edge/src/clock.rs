//! The one clock of a process.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};

/// A clock that runs with the machine's, some fixed time ahead of it or behind. On Lambda
/// that is always none; the local bundle may set it, also backwards. In tests it stands.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    /// Microseconds ahead of the machine's clock, or of 1970 where this one stands.
    ahead_micros: Arc<AtomicI64>,
    stands: bool,
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

    /// A clock that shows `start` until it is set: what happens then does not depend on how fast
    /// the machine is.
    pub fn standing_at(start: Timestamp) -> Self {
        let clock = Self {
            stands: true,
            ..Self::default()
        };
        clock.set(start);
        clock
    }

    /// The time it shows.
    pub fn now(&self) -> Timestamp {
        let ahead = SignedDuration::from_micros(self.ahead_micros.load(Ordering::Relaxed));
        self.runs_from()
            .saturating_add(ahead)
            .unwrap_or(Timestamp::MAX)
    }

    /// Sets it to show `now`, for every holder of a clone; one that stands goes on standing.
    pub fn set(&self, now: Timestamp) {
        let ahead = now.as_microsecond() - self.runs_from().as_microsecond();
        self.ahead_micros.store(ahead, Ordering::Relaxed);
    }

    fn runs_from(&self) -> Timestamp {
        if self.stands {
            Timestamp::UNIX_EPOCH
        } else {
            machine_now()
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "this is where time enters")]
fn machine_now() -> Timestamp {
    Timestamp::now()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_standing_clock_shows_what_it_was_set_to_until_it_is_set_again() {
        let start: Timestamp = "2020-02-11T09:00:00+08:00".parse().unwrap();
        let clock = Clock::standing_at(start);
        std::thread::sleep(Duration::from_millis(2));
        assert_eq!(clock.now(), start);
        let later = start + SignedDuration::from_hours(24);
        clock.clone().set(later);
        assert_eq!(clock.now(), later);
    }

    #[test]
    fn a_running_clock_runs_from_where_it_is_set() {
        let start: Timestamp = "2020-02-11T09:00:00+08:00".parse().unwrap();
        let clock = Clock::starting_at(start);
        std::thread::sleep(Duration::from_millis(2));
        assert!(clock.now() > start);
    }
}
