//! A review as stored: inside the person while it is open, which is what counts, and as an item of
//! its own, which lists and outlives it.

use jiff::Timestamp;
use jiff::civil::Date;
use rules::identity::{District, PersonId};
use rules::review::{Amendment, Answered, HoldSeen, Review, ReviewId};
use rules::words::{ReviewGround, ReviewStatus};
use serde::{Deserialize, Serialize};

/// A review without whose it is.
#[derive(Debug, Serialize, Deserialize)]
pub struct ReviewState {
    n: u32,
    ground: ReviewGround,
    district: District,
    submitted_at: Timestamp,
    due_at: Timestamp,
    status: ReviewStatus,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    escalated_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "is_zero")]
    proposed: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    amendment: Option<AmendmentItem>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answered: Option<AnsweredItem>,
}

#[derive(Debug, Serialize, Deserialize)]
struct AmendmentItem {
    n: u32,
    by: String,
    at: Timestamp,
    closes: Vec<SeenItem>,
}

/// A hold as an officer saw it.
#[derive(Debug, Serialize, Deserialize)]
pub struct SeenItem {
    n: u32,
    since: Date,
    told: u32,
}

/// Who had the last word, and when.
#[derive(Debug, Serialize, Deserialize)]
pub struct AnsweredItem {
    by: String,
    at: Timestamp,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
fn is_zero(n: &u32) -> bool {
    *n == 0
}

impl ReviewState {
    pub fn of(review: &Review) -> Self {
        let Review {
            id,
            ground,
            district,
            submitted_at,
            due_at,
            status,
            escalated_at,
            proposed,
            amendment,
            answered,
        } = review;
        Self {
            n: id.number,
            ground: *ground,
            district: *district,
            submitted_at: *submitted_at,
            due_at: *due_at,
            status: *status,
            escalated_at: *escalated_at,
            proposed: *proposed,
            amendment: amendment.as_ref().map(AmendmentItem::of),
            answered: answered.as_ref().map(AnsweredItem::of),
        }
    }

    pub fn into_review(self, person: PersonId) -> Review {
        Review {
            id: ReviewId {
                person,
                number: self.n,
            },
            ground: self.ground,
            district: self.district,
            submitted_at: self.submitted_at,
            due_at: self.due_at,
            status: self.status,
            escalated_at: self.escalated_at,
            proposed: self.proposed,
            amendment: self.amendment.map(AmendmentItem::into_amendment),
            answered: self.answered.map(AnsweredItem::into_answered),
        }
    }
}

impl AmendmentItem {
    fn of(amendment: &Amendment) -> Self {
        let Amendment {
            number,
            by,
            at,
            closes,
        } = amendment;
        Self {
            n: *number,
            by: by.clone(),
            at: *at,
            closes: closes.iter().map(SeenItem::of).collect(),
        }
    }

    fn into_amendment(self) -> Amendment {
        let closes = self.closes.into_iter();
        Amendment {
            number: self.n,
            by: self.by,
            at: self.at,
            closes: closes.map(SeenItem::into_seen).collect(),
        }
    }
}

impl SeenItem {
    pub fn of(seen: &HoldSeen) -> Self {
        Self {
            n: seen.number,
            since: seen.since,
            told: seen.told,
        }
    }

    pub fn into_seen(self) -> HoldSeen {
        HoldSeen {
            number: self.n,
            since: self.since,
            told: self.told,
        }
    }
}

impl AnsweredItem {
    pub fn of(answered: &Answered) -> Self {
        Self {
            by: answered.by.clone(),
            at: answered.at,
        }
    }

    pub fn into_answered(self) -> Answered {
        Answered {
            by: self.by,
            at: self.at,
        }
    }
}
