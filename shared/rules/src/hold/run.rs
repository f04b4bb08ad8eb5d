//! Runs: the days in a row that take a hold off.

use jiff::civil::Date;

use crate::calendar::{days_after, days_between};

/// Consecutive days of normal check-ins, counted for one hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Run(Option<(Date, u8)>);

impl Run {
    /// No day yet.
    pub const NONE: Self = Self(None);

    /// A run of `days` that ended on `last`; none if `days` is 0.
    pub fn new(last: Date, days: u8) -> Self {
        Self((days > 0).then_some((last, days)))
    }

    /// Its last day and its length.
    pub fn last_and_days(self) -> Option<(Date, u8)> {
        self.0
    }

    /// Counts a normal day: the run grows if its last day was the day before, stays if it was
    /// this day, else starts again at 1 (R36).
    #[must_use]
    pub fn with_normal_day(self, day: Date) -> Self {
        match self.0 {
            Some((last, _)) if last == day => self,
            Some((last, days)) if days_after(last, 1) == day => {
                Self(Some((day, days.saturating_add(1))))
            }
            _ => Self(Some((day, 1))),
        }
    }

    /// The days to show on `today`: a run whose last day is before yesterday is broken already.
    pub fn shown_on(self, today: Date) -> u8 {
        match self.0 {
            Some((last, days)) if (0..=1).contains(&days_between(last, today)) => days,
            _ => 0,
        }
    }
}
