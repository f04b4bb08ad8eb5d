//! Evidence: what clinics and registries tell of a person (R14, R41), and how it bears on the
//! case.
//!
//! Two orders must not matter: whether evidence or the declaration came first, and, among
//! clinics' results, which of them arrived late. So every judgement here looks at what is on
//! record and at when something was observed, never at what happened to come first.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::calendar::day_of;
use crate::case::{Case, Change, Fact, Place, Standing, Stay, is_in_window};
use crate::hold::Evidence;
use crate::order::OrderSays;
use crate::policy::Policy;
use crate::vocabulary::vocabulary;
use crate::words::{ClinicFinding, ContactDegree, Rule, Source};

vocabulary! {
    /// What kind of evidence it is.
    pub enum EvidenceKind {
        /// What a clinic found.
        ClinicResult,
        /// A stay or a journey.
        TravelRecord,
        /// A contact with a case, or with a close contact.
        Contact,
    }
}

impl EvidenceKind {
    /// Who tells such things.
    pub fn source(self) -> Source {
        match self {
            Self::ClinicResult => Source::Clinic,
            Self::TravelRecord | Self::Contact => Source::Registry,
        }
    }
}

/// One piece of evidence with what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Who told us, under which id, and when it reached us.
    pub evidence: Evidence,
    /// When it was observed, by the teller's clock.
    pub observed_at: Timestamp,
    /// What it says.
    pub says: Says,
}

/// What a piece of evidence says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Says {
    /// A clinic's result.
    Clinic(ClinicFinding),
    /// The person was there.
    Travel {
        /// Where.
        place: Place,
        /// First day.
        from: Date,
        /// Last day: the day of the fact.
        to: Date,
    },
    /// The person met somebody.
    Contact {
        /// How near.
        degree: ContactDegree,
        /// When: the day of the fact.
        on: Date,
    },
    /// Two officers ordered this (R83). It comes by an approved order only, never from outside.
    Ordered(OrderSays),
}

impl Says {
    /// A word for its kind; part of the key under which it is kept.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Clinic(_) => EvidenceKind::ClinicResult.code(),
            Self::Travel { .. } => EvidenceKind::TravelRecord.code(),
            Self::Contact { .. } => EvidenceKind::Contact.code(),
            Self::Ordered(_) => "order",
        }
    }
}

/// What of the latest declaration a record can contradict: its day, and the places named in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The day of the declaration.
    pub on: Date,
    /// Places outside the city that it named. Days are not kept: people misremember days, not
    /// provinces.
    pub places: BTreeSet<Place>,
}

impl Case {
    /// Takes in evidence that reached us now, or that waited for the person to apply.
    ///
    /// The case must be settled up to now.
    pub fn learn(&mut self, record: &Record, policy: &Policy, now: Timestamp) -> Vec<Change> {
        let today = day_of(now);
        let evidence = &record.evidence;
        match &record.says {
            Says::Clinic(finding) => self.take_finding(*finding, record, policy, today),
            Says::Travel { place, from, to } => {
                let stay = Stay {
                    place: place.clone(),
                    from: *from,
                    to: *to,
                    evidence: evidence.clone(),
                    standing: Standing::Counts,
                };
                self.take_travel(stay, policy, today)
            }
            Says::Contact { degree, on } => {
                let rule = match degree {
                    ContactDegree::Close => Rule::CloseContact,
                    ContactDegree::Secondary => Rule::SecondaryContact,
                };
                let fact = Fact {
                    rule,
                    day: *on,
                    evidence: evidence.clone(),
                };
                let counts = is_in_window(*on, today, policy);
                let change = counts.then(|| self.judge(fact, policy, today)).flatten();
                change.into_iter().collect()
            }
            Says::Ordered(order) => {
                vec![self.put_on_order(order.terms, evidence.clone(), policy, today)]
            }
        }
    }

    /// Takes in all evidence that waited for the person to apply; clinics' results in the order
    /// in which they were observed, whenever they arrived.
    pub fn learn_all(
        &mut self,
        records: &[Record],
        policy: &Policy,
        now: Timestamp,
    ) -> Vec<Change> {
        let mut records: Vec<_> = records.iter().collect();
        records.sort_by_key(|record| (record.observed_at, record.evidence.recorded_at));
        records
            .into_iter()
            .flat_map(|record| self.learn(record, policy, now))
            .collect()
    }

    /// The stays on record that the latest declaration denies, as facts.
    pub(crate) fn denied_stays(&self, policy: &Policy) -> Vec<Fact> {
        self.stays
            .iter()
            .filter(|stay| self.denies(stay, policy))
            .map(denial)
            .collect()
    }

    fn take_travel(&mut self, mut stay: Stay, policy: &Policy, today: Date) -> Vec<Change> {
        if policy.is_home(&stay.place) {
            return Vec::new();
        }
        // What officers decided about a stay holds for whoever tells of it once more.
        let decided = self.told_before(&stay).map(|told| told.standing);
        stay.standing = decided.unwrap_or_default();
        let fact = policy
            .stay_rule(&stay.place, Source::Registry)
            .filter(|_| stay.standing != Standing::Dismissed)
            .filter(|_| is_in_window(stay.to, today, policy))
            .map(|rule| Fact {
                rule,
                day: stay.to,
                evidence: stay.evidence.clone(),
            });
        let denied = self.denies(&stay, policy).then(|| denial(&stay));
        self.keep_stay(stay, policy);
        self.forget(policy, today);
        fact.into_iter()
            .chain(denied)
            .filter_map(|fact| self.judge(fact, policy, today))
            .collect()
    }

    /// Whether the latest declaration was made while the stay was in the window before it, and
    /// names no stay in the same area entry of the policy. A stay that began only on the day of
    /// the declaration and went on after it was not over when the person spoke.
    pub(crate) fn denies(&self, stay: &Stay, policy: &Policy) -> bool {
        let Some(named) = &self.named else {
            return false;
        };
        let is_told = stay.to <= named.on || stay.from < named.on;
        stay.evidence.source == Source::Registry
            && stay.standing == Standing::Counts
            && is_told
            && is_in_window(stay.to, named.on, policy)
            && policy.areas.lists(&stay.place)
            && !named
                .places
                .iter()
                .any(|place| policy.areas.are_in_one_entry(place, &stay.place))
    }

    /// Only a result observed later than every earlier one has effect: an old one that arrives
    /// late overrides nothing.
    fn take_finding(
        &mut self,
        finding: ClinicFinding,
        record: &Record,
        policy: &Policy,
        today: Date,
    ) -> Vec<Change> {
        let observed_at = record.observed_at;
        if self.clinic_observed_at >= Some(observed_at) {
            return Vec::new();
        }
        self.clinic_observed_at = Some(observed_at);
        let (closes, puts_on): (&[Rule], _) = match finding {
            ClinicFinding::Cleared => (&[Rule::Symptoms, Rule::ClinicSuspected], None),
            ClinicFinding::Suspected => (&[], Some(Rule::ClinicSuspected)),
            ClinicFinding::Confirmed => (&[], Some(Rule::ClinicConfirmed)),
            ClinicFinding::Recovered => (
                &[Rule::Symptoms, Rule::ClinicSuspected, Rule::ClinicConfirmed],
                Some(Rule::PostDischarge),
            ),
        };
        let mut changes = self.close_before(observed_at, closes, &record.evidence);
        let fact = puts_on.map(|rule| Fact {
            rule,
            day: day_of(observed_at),
            evidence: record.evidence.clone(),
        });
        changes.extend(fact.and_then(|fact| self.judge(fact, policy, today)));
        changes
    }

    /// Closes the open holds of these rules whose facts were told before `observed_at`. What a
    /// clinic put on was observed before, since only later results get here, however late it
    /// arrived; of symptoms the last that the person told of counts.
    fn close_before(
        &mut self,
        observed_at: Timestamp,
        rules: &[Rule],
        by: &Evidence,
    ) -> Vec<Change> {
        let symptoms_at = self.symptoms_at;
        let is_closed = |hold: &crate::hold::Hold| {
            rules.contains(&hold.rule)
                && (hold.rule != Rule::Symptoms || symptoms_at < Some(observed_at))
        };
        let (closed, open): (Vec<_>, Vec<_>) = std::mem::take(&mut self.holds)
            .into_iter()
            .partition(is_closed);
        self.holds = open;
        // What a clinic closed covers nothing later: who falls ill again is ill again, and who is
        // suspected again was looked at again.
        closed
            .into_iter()
            .map(|hold| Change::Closed(hold, by.clone()))
            .collect()
    }
}

fn denial(stay: &Stay) -> Fact {
    Fact {
        rule: Rule::FalseDeclaration,
        day: stay.to,
        evidence: stay.evidence.clone(),
    }
}
