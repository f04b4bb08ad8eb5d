//! A second way to count, from a bare diary: no runs, no state, everything again at each question.
//!
//! A rule's hold is known by the last day on which it started. Facts start it (again) when
//! they are later than that. It is over when, before the day of the question, as many days in
//! a row as it takes were normal from its start on. Nothing here knows of release, renewal
//! or noting as events.

use jiff::civil::Date;
use rules::calendar::{days_after, days_between};
use rules::words::{Colour, Rule};

use crate::lives::{Event, Told};

/// The first day of the second shipped version.
const SECOND_VERSION: Date = Date::constant(2020, 3, 1);

/// What is shown of one hold.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shown {
    pub rule: Rule,
    pub colour: Colour,
    pub since: Date,
    pub normal_days: i32,
    pub remaining_days: i32,
    pub earliest_release_on: Date,
}

/// What happened, by day.
#[derive(Debug, Clone, Default)]
pub struct Diary(pub Vec<(Date, Event)>);

impl Diary {
    /// The open holds on `today`, by rule.
    pub fn holds_on(&self, today: Date) -> Vec<Shown> {
        Rule::ALL
            .iter()
            .filter_map(|&rule| self.hold_on(rule, today))
            .collect()
    }

    fn hold_on(&self, rule: Rule, today: Date) -> Option<Shown> {
        let since = self.last_start(rule, today)?;
        let required = if is_red(rule) { 14 } else { 7 };
        let is_over = (0..days_between(since, today))
            .map(|n| days_after(since, n))
            .any(|day| self.normal_days_up_to(day, since) >= required);
        if is_over {
            return None;
        }
        let (last, normal_days) = match self.abnormal_on(today) {
            None => (
                days_after(today, -1),
                self.normal_days_up_to(days_after(today, -1), since),
            ),
            Some(false) => (today, self.normal_days_up_to(today, since)),
            Some(true) => (today, 0),
        };
        let remaining_days = required - normal_days;
        Some(Shown {
            rule,
            colour: if is_red(rule) {
                Colour::Red
            } else {
                Colour::Yellow
            },
            since,
            normal_days,
            remaining_days,
            earliest_release_on: days_after(last, remaining_days + 1),
        })
    }

    /// The last day up to `today` on which `rule`'s hold was put on or renewed.
    fn last_start(&self, rule: Rule, today: Date) -> Option<Date> {
        let mut start = None;
        let mut day = self.0.first()?.0;
        while day <= today {
            if self
                .fact_days(rule, day)
                .into_iter()
                .any(|fact| start < Some(fact))
            {
                start = Some(day);
            }
            day = days_after(day, 1);
        }
        start
    }

    /// The days of the facts that are judged on `day` under `rule`.
    fn fact_days(&self, rule: Rule, day: Date) -> Vec<Date> {
        let mut facts = Vec::new();
        for (written, event) in self.0.iter().filter(|(written, _)| *written <= day) {
            let is_new = *written == day;
            match event {
                Event::Declares(told) => {
                    let is_judged = is_new || day == SECOND_VERSION;
                    facts.extend(stay_days(told, *written, rule, day).filter(|_| is_judged));
                    facts.extend((is_new && says(told, rule)).then_some(day));
                }
                Event::ChecksIn { abnormal } => {
                    facts.extend((is_new && *abnormal && rule == Rule::Symptoms).then_some(day));
                }
            }
        }
        facts
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
        let results = self.0.iter().filter(|(written, _)| *written == day);
        results
            .filter_map(|(_, event)| match event {
                Event::ChecksIn { abnormal } => Some(*abnormal),
                Event::Declares(_) => None,
            })
            .max()
    }
}

fn is_red(rule: Rule) -> bool {
    !matches!(
        rule,
        Rule::StayMediumRisk | Rule::CohabitantQuarantined | Rule::Symptoms
    )
}

fn says(told: &Told, rule: Rule) -> bool {
    match rule {
        Rule::ContactConfirmed => told.confirmed_case,
        Rule::CohabitantQuarantined => told.quarantined_cohabitant,
        Rule::Symptoms => told.ill,
        // The others are not declared.
        _ => false,
    }
}

fn stay_days(told: &Told, written: Date, rule: Rule, judged: Date) -> impl Iterator<Item = Date> {
    told.stays
        .iter()
        .filter(move |(place, _)| stay_rule(place, judged) == Some(rule))
        .map(move |&(_, days_ago)| days_after(written, -days_ago))
        .filter(move |&to| days_between(to, judged) <= 14)
}

fn stay_rule(place: &str, judged: Date) -> Option<Rule> {
    match place {
        "42" | "420106" => Some(Rule::StayHighRisk),
        "3303" | "331002" => Some(Rule::StayMediumRisk),
        "KR" | "IT" if judged >= SECOND_VERSION => Some(Rule::StayMediumRisk),
        _ => None,
    }
}
