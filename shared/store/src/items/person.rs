//! The one item that a person's case lives in, kept to about 1 KB: a steady check-in writes
//! it and nothing else.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use rules::case::Case;
use rules::chain::Head;
use rules::identity::{CreditCode, District, PersonId};
use rules::person::{Binding, Bindings, Declared, Holder, Person, Reviews};
use rules::words::{Colour, Presence, Relation, Rule};
use serde::{Deserialize, Serialize};

use super::case::{DaysItem, HoldItem, NamedItem, StayItem};
use super::integrity::IntegrityState;
use super::review::ReviewState;
use crate::StoreError;
use crate::classify::unreadable;
use crate::heads;
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
    /// Partition of the index of heads. An item of an earlier bundle gets one with its next write.
    #[serde(default)]
    head_shard: String,
    name: String,
    tail: String,
    presence: Presence,
    district: District,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    employer: Option<String>,
    bound: Vec<BindingItem>,
    declared: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    owners: Option<String>,
    opened: Date,
    judged_by: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    stays: Vec<StayItem>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    holds: Vec<HoldItem>,
    holds_n: u32,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    ended: BTreeMap<Rule, Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    days: Option<DaysItem>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    named: Option<NamedItem>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    clinic_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    symptoms_at: Option<Timestamp>,
    log_n: u64,
    log_head: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    log_colour: Option<Colour>,
    reviews: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    review: Option<ReviewState>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    integrity: Option<IntegrityState>,
}

#[derive(Debug, Serialize, Deserialize)]
struct BindingItem {
    account: String,
    relation: Relation,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    confirmed: bool,
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
            integrity,
        } = person;
        let (due_shard, due_on) = due.unzip();
        Self {
            pk: *id,
            sk: CASE.to_owned(),
            v: version,
            w: attempt.to_owned(),
            due_shard,
            due_on,
            head_shard: heads::shard_name(heads::shard_number(*id)),
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
            owners: declared.owners.clone(),
            opened: case.opened_on,
            judged_by: case.judged_by.clone(),
            named: case.named.as_ref().map(NamedItem::of),
            clinic_at: case.clinic_observed_at,
            symptoms_at: case.symptoms_at,
            stays: case.stays.iter().map(StayItem::of).collect(),
            holds: case.holds.iter().map(HoldItem::of).collect(),
            holds_n: case.holds_put_on,
            ended: case.ended.clone(),
            days: DaysItem::of(&case.check_ins),
            log_n: head.seq,
            log_head: head.hash.clone(),
            log_colour: head.colour,
            reviews: reviews.filed,
            review: reviews.open.as_ref().map(ReviewState::of),
            integrity: integrity.as_ref().map(IntegrityState::of),
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
                owners: self.owners,
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
                judged_by: self.judged_by,
                named: self.named.map(NamedItem::into_named).transpose()?,
                clinic_observed_at: self.clinic_at,
                symptoms_at: self.symptoms_at,
            },
            head: Head {
                seq: self.log_n,
                hash: self.log_head,
                colour: self.log_colour,
            },
            reviews: Reviews {
                filed: self.reviews,
                open: self.review.map(|review| review.into_review(self.pk)),
            },
            integrity: self.integrity.map(|case| case.into_case(self.pk)),
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
