//! A second way to count, from a bare diary: no runs, no state, everything again at each question.
//!
//! A rule's hold is known by the last day on which it started. Facts start it (again) when
//! they are later than that. It is over when, before the day of the question, as many days in
//! a row as it takes were normal from its start on, or when a clinic closed it. Nothing here
//! knows of release, renewal or noting as events. What is a fact at all is read in `bearing`.

use jiff::Timestamp;
use jiff::civil::Date;
use rules::calendar::{days_after, days_between};
use rules::words::{Colour, EndedBy, Rule};

use crate::bearing::Bearing;
use crate::lives::Event;

/// What is shown of one hold.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shown {
    pub rule: Rule,
    pub colour: Colour,
    pub since: Date,
    pub ends_by: EndedBy,
    /// None where check-ins do not end it.
    pub days: Option<Days>,
}

/// Days done and left.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Days {
    pub normal: i32,
    pub remaining: i32,
    pub earliest_release_on: Date,
}

/// One line of the diary.
#[derive(Debug, Clone)]
pub struct Entry {
    pub on: Date,
    pub at: Timestamp,
    pub event: Event,
}

/// What happened, in the order in which it did.
#[derive(Debug, Clone, Default)]
pub struct Diary(pub Vec<Entry>);

/// The last start of a rule's hold.
#[derive(Debug, Clone, Copy)]
struct Start {
    on: Date,
    at: Timestamp,
}

impl Diary {
    /// The open holds on `today`, by rule.
    pub fn holds_on(&self, today: Date) -> Vec<Shown> {
        let bearings = self.bearings_until(today);
        Rule::ALL
            .iter()
            .filter_map(|&rule| self.hold_on(rule, &bearings, today))
            .collect()
    }

    fn hold_on(&self, rule: Rule, bearings: &[Bearing], today: Date) -> Option<Shown> {
        let start = self.last_start(rule, bearings)?;
        if self.is_over(rule, start.on, today) {
            return None;
        }
        Some(Shown {
            rule,
            colour: colour(rule),
            since: start.on,
            ends_by: ends_by(rule),
            days: (ends_by(rule) == EndedBy::CheckIns).then(|| self.days(rule, start.on, today)),
        })
    }

    /// The last time at which `rule`'s hold was put on, renewed or told of again, unless a clinic
    /// closed it since.
    fn last_start(&self, rule: Rule, bearings: &[Bearing]) -> Option<Start> {
        let mut start: Option<Start> = None;
        for bearing in bearings {
            let is_open = |start: Start| !self.is_over(rule, start.on, bearing.on);
            if let Some(observed_at) = bearing.closes(rule)
                && let Some(open) = start.filter(|&start| is_open(start))
            {
                start = closed(rule, open, observed_at);
            }
            if bearing
                .facts_of(rule)
                .any(|day| start.map(|start| start.on) < Some(day))
            {
                start = Some(Start {
                    on: bearing.on,
                    at: bearing.at,
                });
            } else if rule == Rule::Symptoms && bearing.facts_of(rule).next().is_some() {
                // Told again: no earlier observation clears that.
                start = start.map(|start| Start {
                    at: bearing.at,
                    ..start
                });
            }
        }
        start
    }

    fn is_over(&self, rule: Rule, since: Date, today: Date) -> bool {
        ends_by(rule) == EndedBy::CheckIns
            && (0..days_between(since, today))
                .map(|n| days_after(since, n))
                .any(|day| self.normal_days_up_to(day, since) >= required(rule))
    }

    fn days(&self, rule: Rule, since: Date, today: Date) -> Days {
        let yesterday = days_after(today, -1);
        let (last, normal) = match self.abnormal_on(today) {
            None => (yesterday, self.normal_days_up_to(yesterday, since)),
            Some(false) => (today, self.normal_days_up_to(today, since)),
            Some(true) => (today, 0),
        };
        let remaining = required(rule) - normal;
        Days {
            normal,
            remaining,
            earliest_release_on: days_after(last, remaining + 1),
        }
    }

    /// Normal days in a row that end with `day` and begin no earlier than `since`.
    fn normal_days_up_to(&self, day: Date, since: Date) -> i32 {
        let mut first = days_after(day, 1);
        while first > since && self.abnormal_on(days_after(first, -1)) == Some(false) {
            first = days_after(first, -1);
        }
        days_between(first, day) + 1
    }

    /// Whether any check-in of `day` was abnormal; none without a check-in.
    pub fn abnormal_on(&self, day: Date) -> Option<bool> {
        let entries = self.0.iter().filter(|entry| entry.on == day);
        entries
            .filter_map(|entry| match entry.event {
                Event::ChecksIn { abnormal } => Some(abnormal),
                Event::Declares(_) | Event::Learns(_) => None,
            })
            .max()
    }
}

/// What is left of a hold when a clinic's observation closes its rule: symptoms of which the last
/// was told later stay, and of all others nothing is left.
fn closed(rule: Rule, open: Start, observed_at: Timestamp) -> Option<Start> {
    let is_later = open.at >= observed_at;
    (rule == Rule::Symptoms && is_later).then_some(open)
}

fn colour(rule: Rule) -> Colour {
    match rule {
        Rule::StayMediumRisk
        | Rule::CohabitantQuarantined
        | Rule::Symptoms
        | Rule::TravelRecordMedium
        | Rule::SecondaryContact => Colour::Yellow,
        _ => Colour::Red,
    }
}

fn ends_by(rule: Rule) -> EndedBy {
    match rule {
        Rule::FalseDeclaration => EndedBy::Officer,
        Rule::ClinicConfirmed => EndedBy::Clinic,
        _ => EndedBy::CheckIns,
    }
}

fn required(rule: Rule) -> i32 {
    if colour(rule) == Colour::Red { 14 } else { 7 }
}
