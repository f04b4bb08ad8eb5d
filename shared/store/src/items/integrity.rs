//! An integrity case as stored: inside the person, which is what counts, and as an item of its own,
//! which lists it.

use jiff::Timestamp;
use jiff::civil::Date;
use rules::identity::{District, PersonId};
use rules::integrity::{Finding, IntegrityCase, IntegrityId, Judgement};
use serde::{Deserialize, Serialize};

use super::review::{AnsweredItem, SeenItem};

/// A case without whose it is.
#[derive(Debug, Serialize, Deserialize)]
pub struct IntegrityState {
    n: u32,
    hold: u32,
    since: Date,
    district: District,
    opened_at: Timestamp,
    proposed: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    judgement: Option<JudgementItem>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    found: Option<AnsweredItem>,
}

#[derive(Debug, Serialize, Deserialize)]
struct JudgementItem {
    n: u32,
    finding: Finding,
    referral: bool,
    by: String,
    at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    hold: Option<SeenItem>,
}

impl IntegrityState {
    pub fn of(case: &IntegrityCase) -> Self {
        let IntegrityCase {
            id,
            district,
            opened_at,
            hold,
            since,
            proposed,
            judgement,
            found,
        } = case;
        Self {
            n: id.number,
            hold: *hold,
            since: *since,
            district: *district,
            opened_at: *opened_at,
            proposed: *proposed,
            judgement: judgement.as_ref().map(JudgementItem::of),
            found: found.as_ref().map(AnsweredItem::of),
        }
    }

    pub fn into_case(self, person: PersonId) -> IntegrityCase {
        IntegrityCase {
            id: IntegrityId {
                person,
                number: self.n,
            },
            hold: self.hold,
            since: self.since,
            district: self.district,
            opened_at: self.opened_at,
            proposed: self.proposed,
            judgement: self.judgement.map(JudgementItem::into_judgement),
            found: self.found.map(AnsweredItem::into_answered),
        }
    }
}

impl JudgementItem {
    fn of(judgement: &Judgement) -> Self {
        let Judgement {
            number,
            finding,
            credit_referral,
            by,
            at,
            hold,
        } = judgement;
        Self {
            n: *number,
            finding: *finding,
            referral: *credit_referral,
            by: by.clone(),
            at: *at,
            hold: hold.as_ref().map(SeenItem::of),
        }
    }

    fn into_judgement(self) -> Judgement {
        Judgement {
            number: self.n,
            finding: self.finding,
            credit_referral: self.referral,
            by: self.by,
            at: self.at,
            hold: self.hold.map(SeenItem::into_seen),
        }
    }
}
