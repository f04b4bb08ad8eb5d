//! How officers answer a review: `POST /v1/reviews/{review}/proposal`, `…/approval` and `…/transfer`.
//!
//! Upholding is final with one officer. Amending waits for another one, who approves exactly what
//! was proposed: if it was replaced, or the holds have new evidence, nothing is approved. A district's officer
//! cannot tell another district's review from none.

use axum::response::Response;
use edge::{
    Answered, Call, Faults, Fields, JsonBody, Node, OptionalBody, Problem, ProblemView,
    RequestFault, Segments, json_with,
};
use http::StatusCode;
use rules::chain::Entry;
use rules::hold::Hold;
use rules::identity::District;
use rules::officer::Officer;
use rules::person::Person;
use rules::review::{HoldSeen, Review, ReviewId};
use rules::texts::{FormFault, Refusal};
use rules::words::{ReviewOutcome, ReviewStatus};
use serde_json::Value;
use store::{Commit, Reply, Verdict, With};
use utoipa::ToSchema;
use wire::{read_district, refusal};

use crate::case::{OfficersView, open};
use crate::officer::officer;

/// Holds that one amendment can close.
const MOST_HOLDS: usize = 50;

/// How a review is to end.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(
    json!({"outcome": "uphold", "reply": "铁路部门确认了该行程。"}),
    json!({"outcome": "amend", "close_holds": ["h1"], "reply": "该行程不属于您,已更正。"}),
))]
#[expect(dead_code, reason = "describes the body; `Proposed::read` reads it")]
pub struct ProposalBody {
    /// Uphold or amend.
    outcome: ReviewOutcome,
    /// Of an amendment: the open holds to close, at least one.
    #[schema(max_items = 50, example = json!(["h1"]))]
    close_holds: Option<Vec<String>>,
    /// The answer to the person, 1 to 2000 characters.
    #[schema(min_length = 1, max_length = 2000)]
    reply: String,
}

/// What is approved.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(json!({"proposal": 1})))]
#[expect(dead_code, reason = "describes the body; `read_proposal` reads it")]
pub struct ApprovalBody {
    /// The number of the proposal that was read; with another one waiting, nothing is approved.
    #[schema(minimum = 1)]
    proposal: Option<u32>,
}

/// Where a review goes.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(json!({"district": "330106"})))]
#[expect(dead_code, reason = "describes the body; `read_transfer` reads it")]
pub struct TransferBody {
    /// The district that is to answer.
    #[schema(example = "330106")]
    district: String,
}

struct Proposed {
    outcome: ReviewOutcome,
    /// Numbers of holds, in the order given.
    closes: Vec<u32>,
    reply: String,
}

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
            .approve_amendment(step.id.number, proposal, &step.officer, call.now)
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

/// One step of an officer in a review.
struct Step {
    id: ReviewId,
    officer: Officer,
    /// The reply that stands so far.
    reply: Option<String>,
}

/// What became of a step.
enum Taken {
    /// It was taken, now or before.
    Done(Answered),
    /// The review was over.
    Over,
}

impl Step {
    /// The officer and their review; whose it is, is decided when the step is taken.
    async fn begin(call: &Call, review: &str) -> Result<Self, Problem> {
        let id = ReviewId::parse(review);
        let matter = id.map(|id| id.person.to_string()).unwrap_or_default();
        let officer = officer(call, &matter)?;
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
    async fn take(
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
    async fn answer(
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

/// The holds of these numbers as they are; a fault for each that is not open.
fn seen(person: &Person, numbers: &[u32]) -> Result<Vec<HoldSeen>, Problem> {
    let faults = Faults::default();
    let mut closes = Vec::new();
    for (index, &number) in numbers.iter().enumerate() {
        let mut holds = person.case.holds.iter();
        if let Some(hold) = holds.find(|hold| hold.number == number) {
            closes.push(HoldSeen::of(hold));
        } else {
            let fault = FormFault::UnknownHold;
            let pointer = format!("#/close_holds/{index}");
            faults.add(&pointer, fault, fault.next_step().into());
        }
    }
    faults.end(Some(closes))
}

impl Proposed {
    fn read(body: &Value) -> Result<Self, Problem> {
        let faults = Faults::default();
        let known = ["outcome", "close_holds", "reply"];
        let read = Fields::of(body, &known, &faults).and_then(|fields| {
            let outcome = fields
                .field("outcome")
                .required()
                .and_then(|place| place.word(ReviewOutcome::ALL));
            let closes = match outcome {
                Some(ReviewOutcome::Uphold) => fields
                    .field("close_holds")
                    .if_any(|place| place.list(0).map(|_| Vec::new()))
                    .map(Option::unwrap_or_default),
                Some(ReviewOutcome::Amend) => {
                    fields.field("close_holds").required().and_then(read_holds)
                }
                None => fields
                    .field("close_holds")
                    .if_any(read_holds)
                    .map(Option::unwrap_or_default),
            };
            let reply = fields.field("reply").required();
            let reply = reply.and_then(|place| place.text_of(1, 2000).map(str::to_owned));
            Some(Self {
                outcome: outcome?,
                closes: closes?,
                reply: reply?,
            })
        });
        faults.end(read)
    }
}

/// Ids of holds, at least one and none twice.
fn read_holds(place: Node<'_>) -> Option<Vec<u32>> {
    let places = place.clone().list(MOST_HOLDS)?;
    if places.is_empty() {
        let fault = RequestFault::Required;
        place.fault(fault, fault.next_step());
        return None;
    }
    let mut numbers = Vec::new();
    for place in &places {
        let (unknown, twice) = (FormFault::UnknownHold, FormFault::Duplicate);
        let number = place.parsed(number_of, unknown, unknown.next_step());
        if number.is_some() && numbers.contains(&number) {
            place.fault(twice, twice.next_step());
        }
        numbers.push(number);
    }
    numbers.into_iter().collect()
}

fn number_of(id: &str) -> Option<u32> {
    let number = id.strip_prefix('h')?.parse().ok()?;
    (Hold::id_of(number) == id).then_some(number)
}

/// The number of the proposal that is approved, if the body names one.
pub fn read_proposal(body: &Value) -> Result<Option<u32>, Problem> {
    let faults = Faults::default();
    let read = Fields::of(body, &["proposal"], &faults).and_then(|fields| {
        fields
            .field("proposal")
            .if_any(|place| place.whole_number_in(1, u32::MAX))
    });
    faults.end(read)
}

fn read_transfer(call: &Call, body: &Value) -> Result<District, Problem> {
    let faults = Faults::default();
    let read = Fields::of(body, &["district"], &faults).and_then(|fields| {
        fields
            .field("district")
            .required()
            .and_then(|place| read_district(&place, call.policy()))
    });
    faults.end(read)
}
