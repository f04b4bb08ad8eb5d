//! What a life looks like: an assessment without what two equal lives may differ in.

use jiff::civil::Date;
use proptest::prelude::*;
use proptest::test_runner::Config;
use rules::assess::{Assessment, CheckInToday, DayMark};
use rules::calendar::days_after;
use rules::words::{Colour, Rule};

use crate::lives::Life;
use crate::naive::{Days, Shown};

/// As many cases as `PROPTEST_CASES` says, or else 256.
pub fn cases() -> Config {
    Config {
        failure_persistence: None,
        ..Config::default()
    }
}

/// All but the holds' numbers and evidence.
#[derive(Debug, PartialEq)]
pub struct Seen {
    pub colour: Colour,
    pub holds: Vec<Shown>,
    pub due_on: Option<Date>,
    pub today: CheckInToday,
    pub calendar: Vec<(Date, DayMark)>,
}

impl Seen {
    pub fn of(assessment: &Assessment) -> Self {
        Self {
            colour: assessment.colour,
            holds: shown(assessment),
            due_on: assessment.due_on,
            today: assessment.today,
            calendar: assessment.calendar.clone(),
        }
    }
}

/// Holds with their days, by rule.
pub fn shown(assessment: &Assessment) -> Vec<Shown> {
    let mut holds: Vec<Shown> = assessment
        .holds
        .iter()
        .map(|status| Shown {
            rule: status.hold.rule,
            colour: status.hold.colour,
            since: status.hold.since,
            ends_by: status.hold.ending.by(),
            days: status.progress.map(|progress| Days {
                normal: progress.normal_days.into(),
                remaining: progress.remaining_days.into(),
                earliest_release_on: progress.earliest_release_on,
            }),
        })
        .collect();
    holds.sort();
    holds
}

/// Without what says that the person left something out.
pub fn but_for_a_denial(mut holds: Vec<Shown>) -> Vec<Shown> {
    holds.retain(|hold| hold.rule != Rule::FalseDeclaration);
    holds
}

pub fn first_and_last_moment(day: Date) -> [String; 2] {
    [format!("{day}T00:00:00"), last_moment(day)]
}

pub fn last_moment(day: Date) -> String {
    format!("{day}T23:59:59")
}

/// Days at which a life is looked at after a step: today and some of the future.
pub fn question_days(today: Date) -> impl Iterator<Item = Date> {
    [0, 1, 7, 20]
        .into_iter()
        .map(move |ahead| days_after(today, ahead))
}

/// At the end of today, and of some days to come.
pub fn look_alike(one: &Life, other: &Life) -> Result<(), TestCaseError> {
    for day in question_days(one.today) {
        let [one, other] = [one, other].map(|life| Seen::of(&life.somebody.at(&last_moment(day))));
        prop_assert_eq!(one, other, "on {}", day);
    }
    Ok(())
}

/// As [`look_alike`], whether or not the person denied anything.
pub fn look_alike_but_for_a_denial(one: &Life, other: &Life) -> Result<(), TestCaseError> {
    for day in question_days(one.today) {
        let [one, other] =
            [one, other].map(|life| but_for_a_denial(shown(&life.somebody.at(&last_moment(day)))));
        prop_assert_eq!(one, other, "on {}", day);
    }
    Ok(())
}
