//! Holds and runs: one reason to be yellow or red, and the days that take it off.
//!
//! A hold cannot exist without evidence (R15): the only way to make one takes it.

mod run;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::calendar::days_after;
use crate::order::OrderTerms;
use crate::policy::{Policy, Terms};
use crate::words::{Colour, DayResult, EndedBy, Isolation, LegalGround, Rule, Source};

pub use run::Run;

/// Pieces of evidence kept with one hold; what came later is in the person's history.
const EVIDENCE_KEPT: usize = 4;

/// Where a fact comes from, and when it reached us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Who told us.
    pub source: Source,
    /// The teller's own id for it; unique within the source for one person.
    pub id: String,
    /// When it was recorded here.
    pub recorded_at: Timestamp,
}

impl Evidence {
    /// Whether both are one piece: the same id of the same kind of teller.
    pub fn is_same_as(&self, other: &Self) -> bool {
        self.source == other.source && self.id == other.id
    }
}

/// What ends a hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// So many consecutive days of normal check-ins.
    CheckIns {
        /// The days it takes: 14 for red (R26), 1 to 7 for yellow (R27).
        days: u8,
    },
    /// A clinic's result.
    Clinic,
    /// An officer's decision.
    Officer,
}

impl Ending {
    /// The vocabulary's word for it.
    pub fn by(self) -> EndedBy {
        match self {
            Self::CheckIns { .. } => EndedBy::CheckIns,
            Self::Clinic => EndedBy::Clinic,
            Self::Officer => EndedBy::Officer,
        }
    }

    /// The days it takes, where check-ins end it.
    pub fn days(self) -> Option<u8> {
        match self {
            Self::CheckIns { days } => Some(days),
            Self::Clinic | Self::Officer => None,
        }
    }

    fn of(terms: &Terms) -> Self {
        match (terms.ends_by, terms.days) {
            (EndedBy::CheckIns, Some(days)) => Self::CheckIns { days },
            (EndedBy::Clinic, _) => Self::Clinic,
            // A policy that loaded gives days to every hold that check-ins end.
            (EndedBy::Officer, _) | (EndedBy::CheckIns, None) => Self::Officer,
        }
    }
}

/// One reason to be yellow or red.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// Its number within the person, from 1; shown as `h1`.
    pub number: u32,
    /// Why.
    pub rule: Rule,
    /// Yellow or red.
    pub colour: Colour,
    /// The day on which it was put on or renewed: its first day (R28).
    pub since: Date,
    /// What ends it.
    pub ending: Ending,
    /// Where the person stays meanwhile.
    pub isolation: Isolation,
    /// The policy version that put it on; its legal basis is read there.
    pub policy: String,
    /// The law that an order named; none for the rules of a policy.
    pub legal_ground: Option<LegalGround>,
    /// What it rests on; the first piece put it on or renewed it. Never empty.
    evidence: Vec<Evidence>,
    /// Facts told of it so far, also those past the pieces that are kept: it grows with each, so
    /// whoever saw a number knows whether something came after.
    pub told: u32,
    /// Days counted so far.
    pub run: Run,
}

impl Hold {
    /// A new hold under `rule`'s terms in `policy`; none if the policy has no terms for it.
    pub fn put_on(
        number: u32,
        rule: Rule,
        policy: &Policy,
        since: Date,
        evidence: Evidence,
    ) -> Option<Self> {
        let terms = policy.terms(rule)?;
        Some(Self {
            number,
            rule,
            colour: terms.colour,
            since,
            ending: Ending::of(terms),
            isolation: terms.isolation,
            policy: policy.version.clone(),
            legal_ground: None,
            evidence: vec![evidence],
            told: 1,
            run: Run::NONE,
        })
    }

    /// A new hold by an order of officers. Check-ins end it, like any other that has days.
    pub fn ordered(
        number: u32,
        terms: OrderTerms,
        policy: &Policy,
        since: Date,
        evidence: Evidence,
    ) -> Self {
        Self {
            number,
            rule: Rule::OfficerOrder,
            colour: terms.colour(),
            since,
            ending: Ending::CheckIns { days: terms.days() },
            isolation: terms.isolation(),
            policy: policy.version.clone(),
            legal_ground: Some(terms.legal_ground()),
            evidence: vec![evidence],
            told: 1,
            run: Run::NONE,
        }
    }

    /// A hold as it was stored; none without evidence.
    pub fn stored(parts: StoredHold) -> Option<Self> {
        let StoredHold {
            number,
            rule,
            colour,
            since,
            ending,
            isolation,
            policy,
            legal_ground,
            evidence,
            told,
            run,
        } = parts;
        if evidence.is_empty() {
            return None;
        }
        Some(Self {
            number,
            rule,
            colour,
            since,
            ending,
            isolation,
            policy,
            legal_ground,
            evidence,
            told,
            run,
        })
    }

    /// Its id in the API.
    pub fn id(&self) -> String {
        Self::id_of(self.number)
    }

    /// The id of the hold of this number.
    pub fn id_of(number: u32) -> String {
        format!("h{number}")
    }

    /// All evidence kept with it; the first piece is its ground.
    pub fn evidence(&self) -> &[Evidence] {
        &self.evidence
    }

    /// What put it on or renewed it last.
    pub fn ground(&self) -> Option<&Evidence> {
        self.evidence.first()
    }

    /// Notes a fact that the hold covers already, and says whether that was news. Past the
    /// pieces that are kept here, news goes into the history only.
    pub fn note(&mut self, evidence: Evidence) -> bool {
        self.told = self.told.saturating_add(1);
        let is_known = self.evidence.iter().any(|kept| kept.is_same_as(&evidence));
        if !is_known && self.evidence.len() < EVIDENCE_KEPT {
            self.evidence.push(evidence);
        }
        !is_known
    }

    /// Starts the hold again on `today`, on the ground of a newer fact. Its terms are those of
    /// `policy`, unless the ones that it has are stricter: a further fact makes nothing milder.
    pub fn renew(&mut self, policy: &Policy, today: Date, ground: Evidence) {
        let Some(mut fresh) = Self::put_on(self.number, self.rule, policy, today, ground) else {
            return;
        };
        if self.strictness() > fresh.strictness() {
            fresh.colour = self.colour;
            fresh.ending = self.ending;
            fresh.isolation = self.isolation;
            fresh.policy.clone_from(&self.policy);
        }
        for evidence in self.evidence.drain(..) {
            fresh.note(evidence);
        }
        fresh.told = self.told.saturating_add(1);
        *self = fresh;
    }

    /// Which of two terms of a rule weighs more: the worse colour, then what no days end, then more days.
    fn strictness(&self) -> (Colour, u8) {
        (self.colour, self.ending.days().unwrap_or(u8::MAX))
    }

    /// Counts what a day's check-ins came to. An abnormal day sets the run to 0.
    pub fn count_day(&mut self, day: Date, result: DayResult) {
        if self.since > day {
            return;
        }
        self.run = match result {
            DayResult::Normal => self.run.with_normal_day(day),
            DayResult::Abnormal => Run::NONE,
        };
    }

    /// The day from whose 00:00 the hold is ended: the day after the one on which its run
    /// reached the required days (R28). None while it has not.
    pub fn ended_from(&self) -> Option<Date> {
        let required = self.ending.days()?;
        let (last, days) = self.run.last_and_days()?;
        (days >= required).then(|| days_after(last, 1))
    }

    /// How far it is on `today`, where check-ins end it; `abnormal_today` moves the earliest
    /// start of a new run to tomorrow.
    pub fn progress(&self, today: Date, abnormal_today: bool) -> Option<Progress> {
        let required_days = self.ending.days()?;
        let normal_days = self.run.shown_on(today).min(required_days);
        let remaining_days = required_days - normal_days;
        let earliest_release_on = match self.run.last_and_days() {
            Some((last, _)) if normal_days > 0 => days_after(last, i32::from(remaining_days) + 1),
            _ => days_after(today, i32::from(required_days) + i32::from(abnormal_today)),
        };
        Some(Progress {
            required_days,
            normal_days,
            remaining_days,
            earliest_release_on,
        })
    }
}

/// The parts of a stored hold; see [`Hold`] for what they mean.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are those of Hold")]
pub struct StoredHold {
    pub number: u32,
    pub rule: Rule,
    pub colour: Colour,
    pub since: Date,
    pub ending: Ending,
    pub isolation: Isolation,
    pub policy: String,
    pub legal_ground: Option<LegalGround>,
    pub evidence: Vec<Evidence>,
    pub told: u32,
    pub run: Run,
}

/// How far a hold is: days done, days left, and the first day without it if every day from
/// now on is normal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Days that it takes.
    pub required_days: u8,
    /// Consecutive normal days done.
    pub normal_days: u8,
    /// Days left.
    pub remaining_days: u8,
    /// The first day without the hold.
    pub earliest_release_on: Date,
}
