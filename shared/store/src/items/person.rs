//! The one item that a person's case lives in, kept to about 1 KB: a steady check-in writes
//! it and nothing else.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use rules::calendar::days_after;
use rules::case::{Case, Place, Stay};
use rules::chain::Head;
use rules::hold::{Ending, Evidence, Hold, Run, StoredHold};
use rules::identity::{AreaCode, Country, CreditCode, District, PersonId};
use rules::person::{Binding, Bindings, Declared, Holder, Person, Reviews};
use rules::words::{Colour, DayResult, EndedBy, Isolation, Presence, Relation, Rule, Source};
use serde::{Deserialize, Serialize};

use crate::StoreError;
use crate::classify::unreadable;
use crate::keys::CASE;

/// A person as stored in People.
#[derive(Debug, Serialize, Deserialize)]
pub struct PersonItem {
    pub pk: PersonId,
    pub sk: String,
    /// Grows with each write; every write names the one it saw.
    pub v: u64,
    /// The attempt that wrote it: how a writer whose answer was lost knows its own work.
    pub w: String,
    /// Partition of the due index; absent, like `due_on`, when nothing is due to end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_shard: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Date>,
    name: String,
    tail: String,
    presence: Presence,
    district: District,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    employer: Option<String>,
    bound: Vec<BindingItem>,
    declared: Vec<String>,
    opened: Date,
    judged: Date,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    stays: Vec<StayItem>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    holds: Vec<HoldItem>,
    holds_n: u32,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    ended: BTreeMap<Rule, Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    days: Option<DaysItem>,
    log_n: u64,
    log_head: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    log_colour: Option<Colour>,
    reviews: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    review_open: Option<u32>,
}

#[derive(Debug, Serialize, Deserialize)]
struct BindingItem {
    account: String,
    relation: Relation,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    confirmed: bool,
}

#[derive(Debug, Serialize, Deserialize)]
struct StayItem {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    area: Option<AreaCode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    country: Option<Country>,
    from: Date,
    to: Date,
    by: EvidenceItem,
}

#[derive(Debug, Serialize, Deserialize)]
struct EvidenceItem {
    src: Source,
    id: String,
    at: Timestamp,
}

#[derive(Debug, Serialize, Deserialize)]
struct HoldItem {
    n: u32,
    rule: Rule,
    colour: Colour,
    since: Date,
    ends: EndedBy,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    days: Option<u8>,
    stay: Isolation,
    policy: String,
    by: Vec<EvidenceItem>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    run_last: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    run_days: Option<u8>,
}

/// Check-ins as one letter a day from a first day on: `n`ormal, `a`bnormal, `-` none.
#[derive(Debug, Serialize, Deserialize)]
struct DaysItem {
    from: Date,
    marks: String,
}

impl PersonItem {
    /// The stored form of `person`, as its `version`-th, written by attempt `attempt`; listed
    /// in the due index under `due`.
    pub fn of(person: &Person, version: u64, attempt: &str, due: Option<(String, Date)>) -> Self {
        let Person {
            id,
            holder,
            presence,
            district,
            employer,
            bindings,
            declared,
            case,
            head,
            reviews,
        } = person;
        let (due_shard, due_on) = due.unzip();
        Self {
            pk: *id,
            sk: CASE.to_owned(),
            v: version,
            w: attempt.to_owned(),
            due_shard,
            due_on,
            name: holder.name_masked.clone(),
            tail: holder.document_tail.clone(),
            presence: *presence,
            district: *district,
            employer: employer.as_ref().map(|code| code.as_str().to_owned()),
            bound: bindings.iter().map(BindingItem::of).collect(),
            declared: std::iter::once(&declared.first)
                .chain(&declared.again)
                .cloned()
                .collect(),
            opened: case.opened_on,
            judged: case.judged_until,
            stays: case.stays.iter().map(StayItem::of).collect(),
            holds: case.holds.iter().map(HoldItem::of).collect(),
            holds_n: case.holds_put_on,
            ended: case.ended.clone(),
            days: DaysItem::of(&case.check_ins),
            log_n: head.seq,
            log_head: head.hash.clone(),
            log_colour: head.colour,
            reviews: reviews.filed,
            review_open: reviews.open,
        }
    }

    /// The person that this item holds.
    pub fn into_person(self) -> Result<Person, StoreError> {
        let mut declared = self.declared.into_iter();
        Ok(Person {
            id: self.pk,
            holder: Holder {
                name_masked: self.name,
                document_tail: self.tail,
            },
            presence: self.presence,
            district: self.district,
            employer: self
                .employer
                .map(|code| CreditCode::parse(&code).map_err(|_| unreadable("employer")))
                .transpose()?,
            bindings: Bindings::new(
                self.bound
                    .into_iter()
                    .map(BindingItem::into_binding)
                    .collect(),
            ),
            declared: Declared {
                first: declared.next().ok_or_else(|| unreadable("declaration"))?,
                again: declared.next(),
            },
            case: Case {
                opened_on: self.opened,
                stays: self
                    .stays
                    .into_iter()
                    .map(StayItem::into_stay)
                    .collect::<Option<_>>()
                    .ok_or_else(|| unreadable("stay"))?,
                holds: self
                    .holds
                    .into_iter()
                    .map(HoldItem::into_hold)
                    .collect::<Option<_>>()
                    .ok_or_else(|| unreadable("hold"))?,
                ended: self.ended,
                check_ins: self.days.map(DaysItem::into_days).unwrap_or_default(),
                holds_put_on: self.holds_n,
                judged_until: self.judged,
            },
            head: Head {
                seq: self.log_n,
                hash: self.log_head,
                colour: self.log_colour,
            },
            reviews: Reviews {
                filed: self.reviews,
                open: self.review_open,
            },
        })
    }
}

impl BindingItem {
    fn of(binding: &Binding) -> Self {
        let Binding {
            account,
            relation,
            is_confirmed,
        } = binding;
        Self {
            account: account.clone(),
            relation: *relation,
            confirmed: *is_confirmed,
        }
    }

    fn into_binding(self) -> Binding {
        Binding {
            account: self.account,
            relation: self.relation,
            is_confirmed: self.confirmed,
        }
    }
}

impl StayItem {
    fn of(stay: &Stay) -> Self {
        let (area, country) = match &stay.place {
            Place::Area(area) => (Some(area.clone()), None),
            Place::Country(country) => (None, Some(*country)),
        };
        Self {
            area,
            country,
            from: stay.from,
            to: stay.to,
            by: EvidenceItem::of(&stay.evidence),
        }
    }

    fn into_stay(self) -> Option<Stay> {
        let place = self
            .area
            .map(Place::Area)
            .or(self.country.map(Place::Country))?;
        Some(Stay {
            place,
            from: self.from,
            to: self.to,
            evidence: self.by.into_evidence(),
        })
    }
}

impl EvidenceItem {
    fn of(evidence: &Evidence) -> Self {
        Self {
            src: evidence.source,
            id: evidence.id.clone(),
            at: evidence.recorded_at,
        }
    }

    fn into_evidence(self) -> Evidence {
        Evidence {
            source: self.src,
            id: self.id,
            recorded_at: self.at,
        }
    }
}

impl HoldItem {
    fn of(hold: &Hold) -> Self {
        let (run_last, run_days) = hold.run.last_and_days().unzip();
        Self {
            n: hold.number,
            rule: hold.rule,
            colour: hold.colour,
            since: hold.since,
            ends: hold.ending.by(),
            days: hold.ending.days(),
            stay: hold.isolation,
            policy: hold.policy.clone(),
            by: hold.evidence().iter().map(EvidenceItem::of).collect(),
            run_last,
            run_days,
        }
    }

    fn into_hold(self) -> Option<Hold> {
        let ending = match (self.ends, self.days) {
            (EndedBy::CheckIns, days) => Ending::CheckIns { days: days? },
            (EndedBy::Clinic, _) => Ending::Clinic,
            (EndedBy::Officer, _) => Ending::Officer,
        };
        Hold::stored(StoredHold {
            number: self.n,
            rule: self.rule,
            colour: self.colour,
            since: self.since,
            ending,
            isolation: self.stay,
            policy: self.policy,
            evidence: self
                .by
                .into_iter()
                .map(EvidenceItem::into_evidence)
                .collect(),
            run: self
                .run_last
                .zip(self.run_days)
                .map_or(Run::NONE, |(last, days)| Run::new(last, days)),
        })
    }
}

impl DaysItem {
    fn of(days: &BTreeMap<Date, DayResult>) -> Option<Self> {
        let (&from, _) = days.first_key_value()?;
        let (&until, _) = days.last_key_value()?;
        let marks = std::iter::successors(Some(from), |&day| Some(days_after(day, 1)))
            .take_while(|&day| day <= until)
            .map(|day| match days.get(&day) {
                Some(DayResult::Normal) => 'n',
                Some(DayResult::Abnormal) => 'a',
                None => '-',
            })
            .collect();
        Some(Self { from, marks })
    }

    fn into_days(self) -> BTreeMap<Date, DayResult> {
        let days = std::iter::successors(Some(self.from), |&day| Some(days_after(day, 1)));
        days.zip(self.marks.chars())
            .filter_map(|(day, mark)| match mark {
                'n' => Some((day, DayResult::Normal)),
                'a' => Some((day, DayResult::Abnormal)),
                _ => None,
            })
            .collect()
    }
}
