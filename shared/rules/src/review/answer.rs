//! The steps of a review: filed, read, perhaps moved or gone up, and answered once.
//!
//! Each step is an entry in the person's history (R84). Upholding takes one officer, since it
//! changes nothing; amending takes two (R83), and then the colour follows by assessment: there is
//! no step that sets one.

use jiff::Timestamp;
use serde_json::json;

use super::{Amendment, Answered, HoldSeen, Review, ReviewId, due_at};
use crate::chain::{Actor, Entry, EntryKind, detail_of};
use crate::hold::{Evidence, Hold};
use crate::identity::District;
use crate::officer::Officer;
use crate::person::Person;
use crate::policy::{PolicyBook, ReviewTerms};
use crate::texts::Refusal;
use crate::words::{ReviewGround, ReviewStatus, Source};

/// A step of a review, with its history entry. The person must be settled before.
pub type Step = Result<(Review, Entry), Refusal>;

impl Person {
    /// Doubts the colour, before `district`.
    ///
    /// # Errors
    /// [`Refusal::ReviewOpen`] while another one is open (R75).
    pub fn file_review(
        &mut self,
        ground: ReviewGround,
        district: District,
        terms: &ReviewTerms,
        now: Timestamp,
    ) -> Step {
        if self.reviews.open.is_some() {
            return Err(Refusal::ReviewOpen);
        }
        self.reviews.filed += 1;
        let review = Review {
            id: ReviewId {
                person: self.id,
                number: self.reviews.filed,
            },
            ground,
            district,
            submitted_at: now,
            due_at: due_at(now, terms),
            status: ReviewStatus::Submitted,
            escalated_at: None,
            proposed: 0,
            amendment: None,
            answered: None,
        };
        let detail =
            json!({"review": review.id.number, "ground": ground, "district": review.district});
        let entry = self.append(EntryKind::ReviewFiled, Actor::CITIZEN, detail, now);
        self.reviews.open = Some(review.clone());
        Ok((review, entry))
    }

    /// The review of this number, if it is open.
    pub fn open_review(&self, number: u32) -> Option<&Review> {
        let is_it = |review: &&Review| review.id.number == number;
        self.reviews.open.as_ref().filter(is_it)
    }

    /// An officer reads the file of a review. The entry comes before what it lets them see.
    pub fn read_for_review(&mut self, number: u32, officer: &Officer, now: Timestamp) -> Entry {
        let detail = officer.marking(json!({"review": number}));
        self.append(EntryKind::FileRead, officer.actor(), detail, now)
    }

    /// Answers that the colour stands.
    ///
    /// # Errors
    /// [`Refusal::ReviewAnswered`] if the review is over.
    pub fn uphold(&mut self, number: u32, officer: &Officer, now: Timestamp) -> Step {
        let mut review = self.taken(number)?;
        review.status = ReviewStatus::Upheld;
        review.amendment = None;
        review.answered = Some(answered_by(officer, now));
        let detail = officer.marking(json!({"review": number}));
        let entry = self.append(EntryKind::ReviewUpheld, officer.actor(), detail, now);
        Ok((review, entry))
    }

    /// Proposes to close these holds. An earlier proposal is dropped; whoever approved that one
    /// without having seen this one is told so by its number.
    ///
    /// # Errors
    /// [`Refusal::ReviewAnswered`] if the review is over.
    pub fn propose_amendment(
        &mut self,
        number: u32,
        closes: Vec<HoldSeen>,
        officer: &Officer,
        now: Timestamp,
    ) -> Step {
        let mut review = self.taken(number)?;
        review.status = ReviewStatus::Proposed;
        review.proposed += 1;
        let detail = officer.marking(json!({
            "review": number, "proposal": review.proposed,
            "close_holds": closes.iter().map(|seen| Hold::id_of(seen.number)).collect::<Vec<_>>(),
        }));
        review.amendment = Some(Amendment {
            number: review.proposed,
            by: officer.account.clone(),
            at: now,
            closes,
        });
        let entry = self.append(EntryKind::ReviewProposed, officer.actor(), detail, now);
        self.reviews.open = Some(review.clone());
        Ok((review, entry))
    }

    /// Agrees, as the second officer, to the amendment that is proposed: its holds are closed. A
    /// hold that has ended meanwhile is not missed.
    ///
    /// # Errors
    /// [`Refusal::ReviewAnswered`] if the review is over, [`Refusal::NothingProposed`] if nothing
    /// waits, [`Refusal::SecondOfficerRequired`] for whoever proposed it, and
    /// [`Refusal::ProposalOutdated`] if `proposal` is another than the one that waits, or a hold has
    /// begun again or was told of since.
    pub fn approve_amendment(
        &mut self,
        number: u32,
        proposal: Option<u32>,
        officer: &Officer,
        book: &PolicyBook,
        now: Timestamp,
    ) -> Step {
        let review = self.open_review(number).ok_or(Refusal::ReviewAnswered)?;
        let amendment = review.amendment.as_ref().ok_or(Refusal::NothingProposed)?;
        officer.seconds(&amendment.by)?;
        let is_seen = proposal.is_none_or(|seen| seen == amendment.number);
        if !is_seen || !self.is_as_seen(&amendment.closes) {
            return Err(Refusal::ProposalOutdated);
        }
        let numbers: Vec<_> = amendment.closes.iter().map(|seen| seen.number).collect();
        let proposal = amendment.number;

        let mut review = self.taken(number)?;
        let by = Evidence {
            source: Source::Officer,
            id: review.id.to_string(),
            recorded_at: now,
        };
        let changes = self.case.close_by_officers(&numbers, book, &by);
        review.status = ReviewStatus::Amended;
        review.answered = Some(answered_by(officer, now));
        let mut detail = detail_of(&changes).unwrap_or_else(|| json!({}));
        detail["review"] = json!(number);
        detail["proposal"] = json!(proposal);
        let detail = officer.marking(detail);
        let entry = self.append(EntryKind::ReviewAmended, officer.actor(), detail, now);
        Ok((review, entry))
    }

    /// Gives the review to another district (R77). A proposal of the former one is dropped: its
    /// officers no longer answer. When the answer is due does not change.
    ///
    /// # Errors
    /// [`Refusal::ReviewAnswered`] if the review is over.
    pub fn transfer_review(
        &mut self,
        number: u32,
        to: District,
        officer: &Officer,
        now: Timestamp,
    ) -> Step {
        let mut review = self.taken(number)?;
        let detail = officer.marking(json!({
            "review": number, "from": review.district, "to": to,
        }));
        review.district = to;
        review.status = ReviewStatus::Submitted;
        review.amendment = None;
        let entry = self.append(EntryKind::ReviewTransferred, officer.actor(), detail, now);
        self.reviews.open = Some(review.clone());
        Ok((review, entry))
    }

    /// Lets an overdue review go up to the city; none if it is not due yet, answered, or went up
    /// before (R77).
    pub fn escalate_review(&mut self, number: u32, now: Timestamp) -> Option<(Review, Entry)> {
        let review = self.reviews.open.as_mut()?;
        let goes_up =
            review.id.number == number && review.escalated_at.is_none() && review.due_at < now;
        if !goes_up {
            return None;
        }
        review.escalated_at = Some(now);
        let review = review.clone();
        let detail = json!({"review": number, "district": review.district});
        let entry = self.append(EntryKind::ReviewEscalated, Actor::SYSTEM, detail, now);
        Some((review, entry))
    }

    /// Takes the open review out, to be put back unless it is over.
    fn taken(&mut self, number: u32) -> Result<Review, Refusal> {
        let is_it = |review: &mut Review| review.id.number == number;
        let open = self.reviews.open.take_if(is_it);
        open.ok_or(Refusal::ReviewAnswered)
    }

    /// Whether none of these holds has begun again or was told of since. One that ended is as seen.
    pub(crate) fn is_as_seen(&self, holds: &[HoldSeen]) -> bool {
        holds.iter().all(|seen| {
            let hold = self
                .case
                .holds
                .iter()
                .find(|hold| hold.number == seen.number);
            hold.is_none_or(|hold| HoldSeen::of(hold) == *seen)
        })
    }
}

fn answered_by(officer: &Officer, now: Timestamp) -> Answered {
    Answered {
        by: officer.account.clone(),
        at: now,
    }
}
