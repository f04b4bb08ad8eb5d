//! One step in a review: whose it is, what it comes to, and the answer, also where it was taken before.

use axum::response::Response;
use edge::{Answered, Call, Problem, json_with};
use http::StatusCode;
use rules::chain::Entry;
use rules::officer::Officer;
use rules::person::Person;
use rules::review::{Review, ReviewId};
use rules::texts::Refusal;
use store::{Commit, Reply, Verdict, With};
use wire::refusal;

use crate::case::{OfficersView, open};
use crate::officer::officer;

/// One step of an officer in a review.
pub struct Step {
    /// The review.
    pub id: ReviewId,
    /// The officer.
    pub officer: Officer,
    /// The reply that stands so far.
    pub reply: Option<String>,
}

/// What became of a step.
pub enum Taken {
    /// It was taken, now or before.
    Done(Answered),
    /// The review was over.
    Over,
}

impl Step {
    /// The officer and their review; whose it is, is decided when the step is taken.
    pub async fn begin(call: &Call, review: &str) -> Result<Self, Problem> {
        let id = ReviewId::parse(review);
        let officer = officer(call)?;
        let id = id.ok_or_else(Problem::not_found)?;
        let listed = call.state.store.review(id).await?;
        let mine = listed.filter(|(review, _)| officer.answers_for(review.district));
        mine.ok_or_else(Problem::not_found)?;
        Ok(Self {
            id,
            reply: call.state.store.reply(id).await?,
            officer,
        })
    }

    /// Takes the step on the open review as `decide` says, which gives nothing where the step
    /// was taken before. `reply` is what the officer says with it.
    pub async fn take(
        &self,
        call: &Call,
        reply: Option<String>,
        decide: impl Fn(&mut Person, &Review) -> Result<Option<(Review, Entry)>, Problem>,
    ) -> Result<Taken, Problem> {
        let store = &call.state.store;
        let said = reply.clone().or_else(|| self.reply.clone());
        store
            .change(self.id.person, &call.attempt, |person| {
                let mut person = person.ok_or_else(Problem::not_found)?.clone();
                let settled = person.settle(&call.book, call.now);
                let Some(review) = open(&person, self.id.number, &self.officer)?.cloned() else {
                    return Ok(Verdict::Keep(Taken::Over));
                };
                let Some((review, entry)) = decide(&mut person, &review)? else {
                    let answer = self.view(&review, said.clone())?;
                    return Ok(Verdict::Keep(Taken::Done(answer)));
                };
                let answer = self.view(&review, said.clone())?;
                let reply = reply.clone().map(|reply| Reply { reply });
                Ok(Commit::of(person, &call.book, call.now)
                    .entries(settled.into_iter().chain([entry]))
                    .with([With::Review(review)])
                    .with(reply.map(|reply| With::Reply(self.id, reply)))
                    .with(call.receipt(&answer))
                    .then(Taken::Done(answer)))
            })
            .await
    }

    /// The answer. Where the review was over, `again` says whether that was by this very step.
    pub async fn answer(
        &self,
        call: &Call,
        taken: Taken,
        again: impl Fn(&Review) -> Result<(), Refusal>,
    ) -> Result<Response, Problem> {
        if let Taken::Done(answer) = taken {
            return Ok(answer.into_response_now());
        }
        let over = call.state.store.review(self.id).await?;
        let (review, _) = over.ok_or_else(Problem::not_found)?;
        again(&review).map_err(refusal)?;
        let reply = call.state.store.reply(self.id).await?;
        Ok(self.view(&review, reply)?.into_response_now())
    }

    fn view(&self, review: &Review, reply: Option<String>) -> Result<Answered, Problem> {
        let view = OfficersView::of(review, reply, &self.officer.account);
        json_with(StatusCode::OK, &view, None)
    }
}
