//! How officers answer a review: `POST /v1/reviews/{review}/proposal`, `…/approval` and `…/transfer`.
//!
//! Upholding is final with one officer. Amending waits for another one, who approves exactly what
//! was proposed: if it was replaced, or the holds have new evidence, nothing is approved. A district's officer
//! cannot tell another district's review from none.

mod body;
mod step;

use axum::response::Response;
use edge::{Call, JsonBody, OptionalBody, Problem, ProblemView, Segments};
use rules::person::Person;
use rules::review::Review;
use rules::texts::Refusal;
use rules::words::{ReviewOutcome, ReviewStatus};
use wire::refusal;

use crate::case::OfficersView;
use body::{ProposalBody, Proposed, TransferBody, read_transfer, seen};
use step::Step;

pub use body::{ApprovalBody, read_proposal};

/// Answer that the colour stands, which is final, or propose to close holds, which waits for another
/// officer.
#[utoipa::path(
    post, path = "/v1/reviews/{review}/proposal", tag = "district", security(("access_token" = ["district"]), ("access_token" = ["city"])),
    params(
        ("review" = String, Path, description = "Review id"),
        ("Idempotency-Key" = Option<String>, Header, description = "Same key and body, same answer"),
    ),
    request_body = ProposalBody,
    responses(
        (status = 200, description = "Upheld, or proposed; the same again changes nothing", body = OfficersView),
        (status = 403, description = "no-district", body = ProblemView, content_type = "application/problem+json"),
        (status = 404, description = "Not there, or another district's", body = ProblemView, content_type = "application/problem+json"),
        (status = 409, description = "review-answered", body = ProblemView, content_type = "application/problem+json"),
        (status = 422, description = "Every fault of the body", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn propose_answer(
    call: Call,
    Segments(review): Segments<String>,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let proposed = Proposed::read(&body)?;
    let step = Step::begin(&call, &review).await?;
    let is_same_reply = step.reply.as_deref() == Some(&proposed.reply);
    let decide = |person: &mut Person, review: &Review| match proposed.outcome {
        ReviewOutcome::Uphold => person
            .uphold(step.id.number, &step.officer, call.now)
            .map(Some)
            .map_err(refusal),
        ReviewOutcome::Amend => {
            let closes = seen(person, &proposed.closes)?;
            let is_same = review.amendment.as_ref().is_some_and(|standing| {
                is_same_reply && standing.by == step.officer.account && standing.closes == closes
            });
            if is_same {
                return Ok(None);
            }
            person
                .propose_amendment(step.id.number, closes, &step.officer, call.now)
                .map(Some)
                .map_err(refusal)
        }
    };
    let reply = Some(proposed.reply.clone());
    let taken = step.take(&call, reply, decide).await?;
    let again = |review: &Review| {
        let is_own = review
            .answered
            .as_ref()
            .is_some_and(|answered| answered.by == step.officer.account);
        let is_same = review.status == ReviewStatus::Upheld
            && proposed.outcome == ReviewOutcome::Uphold
            && is_own
            && is_same_reply;
        is_same.then_some(()).ok_or(Refusal::ReviewAnswered)
    };
    step.answer(&call, taken, again).await
}

/// Approve the amendment that is proposed, as another officer than the one who proposed it. The
/// holds are closed at once.
#[utoipa::path(
    post, path = "/v1/reviews/{review}/approval", tag = "district", security(("access_token" = ["district"]), ("access_token" = ["city"])),
    params(
        ("review" = String, Path, description = "Review id"),
        ("Idempotency-Key" = Option<String>, Header, description = "Same key and body, same answer"),
    ),
    request_body(content = Option<ApprovalBody>, description = "May be left out"),
    responses(
        (status = 200, description = "Amended, now or before", body = OfficersView),
        (status = 403, description = "no-district", body = ProblemView, content_type = "application/problem+json"),
        (status = 404, description = "Not there, or another district's", body = ProblemView, content_type = "application/problem+json"),
        (status = 409, description = "second-officer-required, nothing-proposed, proposal-outdated, review-answered", body = ProblemView, content_type = "application/problem+json"),
        (status = 422, description = "Every fault of the body", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn approve_answer(
    call: Call,
    Segments(review): Segments<String>,
    OptionalBody(body): OptionalBody,
) -> Result<Response, Problem> {
    let proposal = read_proposal(&body)?;
    let step = Step::begin(&call, &review).await?;
    let decide = |person: &mut Person, _: &Review| {
        person
            .approve_amendment(
                step.id.number,
                proposal,
                &step.officer,
                &call.book,
                call.now,
            )
            .map(Some)
            .map_err(refusal)
    };
    let taken = step.take(&call, None, decide).await?;
    let again = |review: &Review| match (&review.amendment, review.status) {
        (Some(amendment), ReviewStatus::Amended) => step.officer.seconds(&amendment.by),
        _ => Err(Refusal::ReviewAnswered),
    };
    step.answer(&call, taken, again).await
}

/// Give an open review to another district.
#[utoipa::path(
    post, path = "/v1/reviews/{review}/transfer", tag = "city", security(("access_token" = ["city"])),
    params(
        ("review" = String, Path, description = "Review id"),
        ("Idempotency-Key" = Option<String>, Header, description = "Same key and body, same answer"),
    ),
    request_body = TransferBody,
    responses(
        (status = 200, description = "Transferred; to where it is already changes nothing", body = OfficersView),
        (status = 404, description = "Not there", body = ProblemView, content_type = "application/problem+json"),
        (status = 409, description = "review-answered", body = ProblemView, content_type = "application/problem+json"),
        (status = 422, description = "Every fault of the body", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn transfer_review(
    call: Call,
    Segments(review): Segments<String>,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let to = read_transfer(&call, &body)?;
    let step = Step::begin(&call, &review).await?;
    let decide = |person: &mut Person, review: &Review| {
        if review.district == to {
            return Ok(None);
        }
        person
            .transfer_review(step.id.number, to, &step.officer, call.now)
            .map(Some)
            .map_err(refusal)
    };
    let taken = step.take(&call, None, decide).await?;
    step.answer(&call, taken, |_| Err(Refusal::ReviewAnswered))
        .await
}
