//! A case: all that is known of one person that can bear on the colour.
//!
//! It is small enough for one stored item, and it is never a colour: that is computed when
//! somebody looks (`assess`).

mod decided;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::evidence::Named;
use crate::hold::{Evidence, Hold};
use crate::identity::{AreaCode, Country};
use crate::policy::{LONGEST_WINDOW_DAYS, Policy, PolicyBook};
use crate::words::{Colour, DayResult, Rule, Source};

pub use decided::Standing;

/// Where a stay was.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// Inside China, by its GB/T 2260 code.
    Area(AreaCode),
    /// Abroad (R20).
    Country(Country),
}

impl Place {
    /// Whether this place is `other` or a part of it.
    pub fn is_within(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Area(mine), Self::Area(theirs)) => mine.is_within(theirs),
            (Self::Country(mine), Self::Country(theirs)) => mine == theirs,
            _ => false,
        }
    }
}

/// A stay outside the city.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stay {
    /// Where.
    pub place: Place,
    /// First day.
    pub from: Date,
    /// Last day: the day of the fact.
    pub to: Date,
    /// Who told us of it.
    pub evidence: Evidence,
    /// What officers decided about it.
    pub standing: Standing,
}

/// What changed in a case, for the person's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A hold was put on.
    PutOn(Hold),
    /// A hold began again.
    Renewed(Hold),
    /// A hold reached its days and ended on this day.
    Released(Hold, Date),
    /// A fact that an open hold covers was noted with it.
    Noted(Hold),
    /// A hold was closed by this evidence.
    Closed(Hold, Evidence),
    /// A day's result was recorded.
    Day(Date, DayResult),
}

/// All that is known of one person that can bear on the colour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The day of the application.
    pub opened_on: Date,
    /// Stays that a policy may still judge.
    pub stays: Vec<Stay>,
    /// Open holds, in the order in which they were put on.
    pub holds: Vec<Hold>,
    /// For each rule the latest first day of an ended hold: what later facts are covered by.
    pub ended: BTreeMap<Rule, Date>,
    /// Each day's result.
    pub check_ins: BTreeMap<Date, DayResult>,
    /// Holds ever put on; the next one's number is one more.
    pub holds_put_on: u32,
    /// The policy version that judged the stays last.
    pub judged_by: String,
    /// What of the latest declaration a record can contradict.
    pub named: Option<Named>,
    /// When the latest clinic's result that had effect was observed.
    pub clinic_observed_at: Option<Timestamp>,
    /// When the person last told of symptoms: no earlier observation clears them.
    pub symptoms_at: Option<Timestamp>,
}

/// Something that puts a person on hold: a rule, the day of the fact, and who told us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The rule it falls under.
    pub rule: Rule,
    /// The day of the fact.
    pub day: Date,
    /// Who told us.
    pub evidence: Evidence,
}

impl Case {
    /// An empty case, opened on `day` under `policy`.
    pub fn open(day: Date, policy: &Policy) -> Self {
        Self {
            opened_on: day,
            stays: Vec::new(),
            holds: Vec::new(),
            ended: BTreeMap::new(),
            check_ins: BTreeMap::new(),
            holds_put_on: 0,
            judged_by: policy.version.clone(),
            named: None,
            clinic_observed_at: None,
            symptoms_at: None,
        }
    }

    /// The worst open hold's colour; green without one (R24).
    pub fn colour(&self) -> Colour {
        self.holds
            .iter()
            .map(|hold| hold.colour)
            .max()
            .unwrap_or(Colour::Green)
    }

    /// Brings the case up to `today`: policies that came into force judge the stays on
    /// record, each on its first day, and holds whose run is complete end, each at its
    /// midnight. Everything else that happens to a case happens after this.
    pub fn settle(&mut self, book: &PolicyBook, today: Date) -> Vec<Change> {
        let mut changes = Vec::new();
        for (first_day, policy) in book.coming_into_force(&self.judged_by.clone(), today) {
            self.release_until(first_day, &mut changes);
            for fact in self.facts_of_stays(policy, first_day) {
                changes.extend(self.judge(fact, policy, first_day));
            }
            self.judged_by.clone_from(&policy.version);
        }
        self.release_until(today, &mut changes);
        changes
    }

    /// Judges one fact on `today` (the rule "covered, renewed or put on").
    pub fn judge(&mut self, fact: Fact, policy: &Policy, today: Date) -> Option<Change> {
        let Fact {
            rule,
            day,
            evidence,
        } = fact;
        let covered_by_ended = self.ended.get(&rule).is_some_and(|&since| since >= day);
        if let Some(index) = self.holds.iter().position(|hold| hold.rule == rule) {
            let hold = &mut self.holds[index];
            if covered_by_ended || hold.since >= day {
                return hold.note(evidence).then(|| Change::Noted(hold.clone()));
            }
            hold.renew(policy, today, evidence);
            self.count_days_of(index, today);
            return Some(Change::Renewed(self.holds[index].clone()));
        }
        if covered_by_ended {
            return None;
        }
        let hold = Hold::put_on(self.holds_put_on + 1, rule, policy, today, evidence)?;
        self.holds_put_on += 1;
        self.holds.push(hold);
        let index = self.holds.len() - 1;
        self.count_days_of(index, today);
        Some(Change::PutOn(self.holds[index].clone()))
    }

    /// The facts that the stays on record are under `policy` on `day`: those whose last day
    /// is inside the window.
    pub fn facts_of_stays(&self, policy: &Policy, day: Date) -> Vec<Fact> {
        self.stays
            .iter()
            .filter(|stay| stay.standing != Standing::Dismissed)
            .filter(|stay| is_in_window(stay.to, day, policy))
            .filter_map(|stay| {
                let rule = policy.stay_rule(&stay.place, stay.evidence.source)?;
                Some(Fact {
                    rule,
                    day: stay.to,
                    evidence: stay.evidence.clone(),
                })
            })
            .collect()
    }

    /// Puts a stay on record, unless the same teller told of it already. Every policy that
    /// comes into force from here on judges it, also if the clock was set back.
    pub(crate) fn keep_stay(&mut self, stay: Stay, policy: &Policy) {
        if self.told_before(&stay).is_none() {
            self.stays.push(stay);
            self.judged_by.clone_from(&policy.version);
        }
    }

    /// The same stay, as the same kind of teller told of it before.
    pub(crate) fn told_before(&self, stay: &Stay) -> Option<&Stay> {
        self.stays.iter().find(|kept| {
            kept.place == stay.place
                && kept.to == stay.to
                && kept.evidence.source == stay.evidence.source
        })
    }

    /// Forgets what no rule can need any more: stays before every window that a policy can
    /// have, and single check-ins past the policy's retention (R85).
    pub fn forget(&mut self, policy: &Policy, today: Date) {
        self.stays.retain(|stay| {
            crate::calendar::days_between(stay.to, today) <= i32::from(LONGEST_WINDOW_DAYS)
        });
        let oldest =
            crate::calendar::days_after(today, -i32::from(policy.retention.check_ins_days));
        self.check_ins.retain(|&day, _| day >= oldest);
    }

    /// A hold that was put on after some of its days' check-ins counts them too: its first
    /// day is the day it was put on, whatever the hour (R28).
    pub(crate) fn count_days_of(&mut self, index: usize, today: Date) {
        let hold = &mut self.holds[index];
        let since = hold.since.min(today);
        for (&day, &result) in self.check_ins.range(since..=today) {
            hold.count_day(day, result);
        }
    }

    fn release_until(&mut self, today: Date, changes: &mut Vec<Change>) {
        let (ended, open): (Vec<_>, Vec<_>) = std::mem::take(&mut self.holds)
            .into_iter()
            .partition(|hold| hold.ended_from().is_some_and(|day| day <= today));
        self.holds = open;
        for hold in ended {
            self.remember_ended(&hold);
            let day = hold.ended_from().unwrap_or(today);
            changes.push(Change::Released(hold, day));
        }
    }

    /// Later facts of days up to the hold's first day are covered by it.
    pub(crate) fn remember_ended(&mut self, hold: &Hold) {
        let since = self.ended.entry(hold.rule).or_insert(hold.since);
        *since = hold.since.max(*since);
    }
}

/// Whether a fact of day `fact_day` still counts on `day`: at most the policy's window before
/// it, exactly that many days included.
pub fn is_in_window(fact_day: Date, day: Date, policy: &Policy) -> bool {
    crate::calendar::days_between(fact_day, day) <= i32::from(policy.window_days)
}

/// The evidence that a declaration is: the n-th of the person.
pub fn declaration_evidence(number: u32, at: jiff::Timestamp) -> Evidence {
    Evidence {
        source: Source::Declaration,
        id: format!("declaration-{number}"),
        recorded_at: at,
    }
}
