//! Assessment: a colour is computed when somebody looks, never looked up (R29).

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::calendar::{day_of, days_after};
use crate::case::Case;
use crate::hold::{Hold, Progress};
use crate::policy::PolicyBook;
use crate::vocabulary::vocabulary;
use crate::words::{Colour, DayResult};

/// What a case comes to at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// The colour now.
    pub colour: Colour,
    /// The moment it is about.
    pub as_of: Timestamp,
    /// Open holds: worst colour first, then oldest, then by rule.
    pub holds: Vec<HoldStatus>,
    /// Whether today has a check-in, or should have one.
    pub today: CheckInToday,
    /// Days and their results, oldest first; none older than the policy keeps check-ins.
    pub calendar: Vec<(Date, DayMark)>,
    /// The first day on which something is due to end; none without a hold that check-ins end.
    pub due_on: Option<Date>,
    /// The policy version it was judged by.
    pub policy: String,
}

/// An open hold and how far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldStatus {
    /// The hold.
    pub hold: Hold,
    /// Days done and left; none where check-ins do not end it.
    pub progress: Option<Progress>,
}

vocabulary! {
    /// Today's check-in.
    pub enum CheckInToday {
        /// Made.
        Done,
        /// It would count towards a release; never an obligation (R34).
        Due,
        /// Green people may, and need not (R35).
        Optional,
    }
}

vocabulary! {
    /// What a day of the calendar came to.
    pub enum CalendarDay {
        /// All check-ins of the day were normal.
        Normal,
        /// One was not.
        Abnormal,
        /// None, on a day of an open hold.
        Missed,
    }
}

/// One day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayMark {
    /// Checked in.
    Result(DayResult),
    /// Nothing, on a day of an open hold that is over.
    Missed,
}

impl DayMark {
    /// The word for it.
    pub fn word(self) -> CalendarDay {
        match self {
            Self::Result(DayResult::Normal) => CalendarDay::Normal,
            Self::Result(DayResult::Abnormal) => CalendarDay::Abnormal,
            Self::Missed => CalendarDay::Missed,
        }
    }
}

/// Assesses `case` at `now`, whatever was stored and whenever the last batch ran.
pub fn assess(case: &Case, book: &PolicyBook, now: Timestamp) -> Assessment {
    let today = day_of(now);
    let mut case = case.clone();
    case.settle(book, today);
    let abnormal_today = case.check_ins.get(&today) == Some(&DayResult::Abnormal);
    let mut holds: Vec<HoldStatus> = case
        .holds
        .iter()
        .map(|hold| HoldStatus {
            hold: hold.clone(),
            progress: hold.progress(today, abnormal_today),
        })
        .collect();
    holds.sort_by(|a, b| {
        b.hold
            .colour
            .cmp(&a.hold.colour)
            .then(a.hold.since.cmp(&b.hold.since))
            .then(a.hold.rule.code().cmp(b.hold.rule.code()))
    });
    Assessment {
        colour: case.colour(),
        as_of: now,
        today: today_of(&case, today),
        calendar: calendar(&case, oldest_shown(book, today), today),
        due_on: holds
            .iter()
            .filter_map(|status| Some(status.progress?.earliest_release_on))
            .min(),
        holds,
        policy: book.on(today).version.clone(),
    }
}

fn today_of(case: &Case, today: Date) -> CheckInToday {
    if case.check_ins.contains_key(&today) {
        CheckInToday::Done
    } else if case.holds.is_empty() {
        CheckInToday::Optional
    } else {
        CheckInToday::Due
    }
}

/// The oldest day whose check-in is still readable on `today`, by comparison with the clock
/// and not by what was deleted (R85).
fn oldest_shown(book: &PolicyBook, today: Date) -> Date {
    days_after(today, -i32::from(book.on(today).retention.check_ins_days))
}

/// Every day of the open holds, and before them the days that have a result, from `oldest`
/// on. A day without one is called missed only where it was due: green people miss nothing.
fn calendar(case: &Case, oldest: Date, today: Date) -> Vec<(Date, DayMark)> {
    let due_since = case.holds.iter().map(|hold| hold.since.max(oldest)).min();
    let mut days: BTreeMap<Date, DayMark> = due_since
        .into_iter()
        .flat_map(|since| std::iter::successors(Some(since), |&day| Some(days_after(day, 1))))
        .take_while(|&day| day < today)
        .map(|day| (day, DayMark::Missed))
        .collect();
    let checked_in = case.check_ins.range(oldest..=today);
    days.extend(checked_in.map(|(&day, &result)| (day, DayMark::Result(result))));
    days.into_iter().collect()
}
