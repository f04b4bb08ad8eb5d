//! Declarations and check-ins: how what a person says becomes stays, days and holds.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::calendar::day_of;
use crate::case::{Case, Change, Fact, Place, Standing, Stay, declaration_evidence};
use crate::evidence::Named;
use crate::health::Health;
use crate::hold::Evidence;
use crate::identity::{AreaCode, CreditCode, District};
use crate::policy::Policy;
use crate::words::{DayResult, Presence, Rule, Source, Transport};

/// What a person declares; every value in it is valid under the policy of its day.
#[derive(Debug, Clone, PartialEq)]
pub struct Declaration {
    /// In Hangzhou, or about to enter.
    pub presence: Presence,
    /// The district where they live or where they are going.
    pub district: District,
    /// Their employer, if they name one (R7).
    pub employer: Option<CreditCode>,
    /// How they arrive; always there when inbound.
    pub arrival: Option<Arrival>,
    /// Stays of the last days outside the city.
    pub stays: Vec<DeclaredStay>,
    /// Contacts they know of.
    pub contact: Contact,
    /// How they are.
    pub health: Health,
    /// The version of the truthfulness pledge that they gave (R13).
    pub pledge: String,
}

/// How somebody arrives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// The day.
    pub date: Date,
    /// From where.
    pub from: AreaCode,
    /// By what.
    pub transport: Transport,
    /// Train, flight or the like.
    pub number: Option<String>,
}

/// A stay as declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclaredStay {
    /// Where.
    pub place: Place,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// Contacts that a person knows of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contact {
    /// With a confirmed case.
    pub confirmed_case: bool,
    /// Somebody in the household is quarantined.
    pub quarantined_cohabitant: bool,
}

impl Case {
    /// Adds the facts of the person's `number`-th declaration, made now; takes none away, so
    /// declaring less the second time can never improve the colour (R19).
    ///
    /// The case must be settled up to now.
    pub fn declare(
        &mut self,
        declaration: &Declaration,
        number: u32,
        policy: &Policy,
        now: Timestamp,
    ) -> Vec<Change> {
        let today = day_of(now);
        let evidence = declaration_evidence(number, now);
        self.keep_stays(declaration, policy, &evidence);
        // Stays of earlier declarations were judged with those.
        if declaration.health.result(policy) == DayResult::Abnormal {
            self.symptoms_at = Some(now);
        }
        let mut facts = self.facts_of_stays(policy, today);
        facts.retain(|fact| fact.evidence == evidence);
        facts.extend(stated_rules(declaration, policy).map(|rule| Fact {
            rule,
            day: today,
            evidence: evidence.clone(),
        }));
        facts.extend(self.denied_stays(policy));
        self.forget(policy, today);
        facts
            .into_iter()
            .filter_map(|fact| self.judge(fact, policy, today))
            .collect()
    }

    /// Counts a check-in of today. The worst of the day stands (R32): a normal one after an
    /// abnormal one changes nothing, and so does any repeat.
    ///
    /// The case must be settled up to now.
    pub fn check_in(&mut self, health: &Health, policy: &Policy, now: Timestamp) -> CheckedIn {
        let today = day_of(now);
        let result = health.result(policy);
        let is_ill = result == DayResult::Abnormal;
        let before = self.check_ins.get(&today).copied();
        let is_first = before.is_none();
        let mut changes = Vec::new();
        if is_ill {
            self.symptoms_at = Some(now);
        }
        // Symptoms after a clinic's clearance put on a hold again, whatever the day was before.
        if before < Some(result) || is_ill {
            self.forget(policy, today);
            self.check_ins.insert(today, result);
            self.holds
                .iter_mut()
                .for_each(|hold| hold.count_day(today, result));
            changes.push(Change::Day(today, result));
            if is_ill {
                changes.extend(self.judge(symptoms_of_the_day(today, now), policy, today));
            }
        }
        CheckedIn {
            result: before.max(Some(result)).unwrap_or(result),
            is_first,
            changes,
        }
    }

    fn keep_stays(&mut self, declaration: &Declaration, policy: &Policy, evidence: &Evidence) {
        for DeclaredStay { place, from, to } in travel(declaration, policy) {
            let stay = Stay {
                place: place.clone(),
                from: *from,
                to: *to,
                evidence: evidence.clone(),
                standing: Standing::Counts,
            };
            self.keep_stay(stay, policy);
        }
        self.named = Some(Named {
            on: day_of(evidence.recorded_at),
            places: travel(declaration, policy)
                .map(|stay| stay.place.clone())
                .chain(origin(declaration, policy))
                .collect(),
        });
    }
}

/// The declared stays outside the city: what is inside is no travel (R5).
fn travel<'a>(
    declaration: &'a Declaration,
    policy: &'a Policy,
) -> impl Iterator<Item = &'a DeclaredStay> {
    declaration
        .stays
        .iter()
        .filter(|stay| !policy.is_home(&stay.place))
}

/// Where an arrival comes from: no stay, and yet it names the place.
fn origin(declaration: &Declaration, policy: &Policy) -> Option<Place> {
    let arrival = declaration.arrival.as_ref()?;
    let origin = Place::Area(arrival.from.clone());
    (!policy.is_home(&origin)).then_some(origin)
}

/// What a check-in came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedIn {
    /// The day's result, the worst of its check-ins.
    pub result: DayResult,
    /// Whether the day had none before.
    pub is_first: bool,
    /// What it changed; empty when nothing is to be stored.
    pub changes: Vec<Change>,
}

/// The rules that a declaration's answers fall under by themselves, besides its stays.
fn stated_rules(declaration: &Declaration, policy: &Policy) -> impl Iterator<Item = Rule> {
    let Contact {
        confirmed_case,
        quarantined_cohabitant,
    } = declaration.contact;
    let is_ill = declaration.health.result(policy) == DayResult::Abnormal;
    [
        confirmed_case.then_some(Rule::ContactConfirmed),
        quarantined_cohabitant.then_some(Rule::CohabitantQuarantined),
        is_ill.then_some(Rule::Symptoms),
    ]
    .into_iter()
    .flatten()
}

fn symptoms_of_the_day(today: Date, now: Timestamp) -> Fact {
    let evidence = Evidence {
        source: Source::CheckIn,
        id: format!("check-in-{today}"),
        recorded_at: now,
    };
    Fact {
        rule: Rule::Symptoms,
        day: today,
        evidence,
    }
}
