//! `GET /v1/reviews/{review}`: all that is needed to answer one. Each look is an entry in the
//! person's history, and is written before anything is shown (R84).

use axum::response::Response;
use edge::{Call, Problem, ProblemView, Segments, json_ok};
use rules::calendar::show;
use rules::hold::Hold;
use rules::identity::District;
use rules::officer::Officer;
use rules::person::Person;
use rules::review::{Amendment, Review, ReviewId};
use rules::words::{ReviewGround, ReviewStatus};
use serde::Serialize;
use store::Commit;
use utoipa::ToSchema;

use crate::officer::officer;
use crate::papers::PapersView;

/// A review with everything that is needed to answer it.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseView {
    /// The review.
    review: OfficersView,
    /// What the person says.
    statement: Option<String>,
    /// Where they can be reached about it.
    phone: Option<String>,
    /// Who they are, and what is known of them.
    person: PapersView,
}

/// A review as officers see it.
#[derive(Debug, Serialize, ToSchema)]
pub struct OfficersView {
    review_id: String,
    /// Where it stands.
    status: ReviewStatus,
    /// Why it was filed.
    ground: ReviewGround,
    /// The district that answers.
    #[schema(value_type = String, example = "330106")]
    district: District,
    /// When it was filed.
    submitted_at: String,
    /// When the answer is due.
    due_at: String,
    /// When it went up to the city for being overdue.
    escalated_at: Option<String>,
    /// The amendment that waits for a second officer, or was approved.
    proposal: Option<AmendmentView>,
    /// The reply that goes with the answer, or with what is proposed.
    reply: Option<String>,
    /// When it was answered.
    answered_at: Option<String>,
}

/// A proposed amendment.
#[derive(Debug, Serialize, ToSchema)]
pub struct AmendmentView {
    /// Its number; an approval may name it, so that no other is approved.
    number: u32,
    /// The holds that it closes.
    close_holds: Vec<String>,
    /// When it was proposed.
    proposed_at: String,
    /// Whether the caller proposed it, and so cannot approve it.
    proposed_by_you: bool,
}

/// Everything that is needed to answer a review. Looking is an entry in the person's history.
#[utoipa::path(
    get, path = "/v1/reviews/{review}", tag = "district", security(("access_token" = ["district"]), ("access_token" = ["city"])),
    params(("review" = String, Path, description = "Review id")),
    responses(
        (status = 200, description = "The review and its person", body = CaseView),
        (status = 403, description = "no-district", body = ProblemView, content_type = "application/problem+json"),
        (status = 404, description = "Not there, or another district's", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn read_review(
    call: Call,
    Segments(review): Segments<String>,
) -> Result<Response, Problem> {
    let id = ReviewId::parse(&review);
    let officer = officer(&call)?;
    let id = id.ok_or_else(Problem::not_found)?;
    let store = &call.state.store;
    let listed = store.review(id).await?;
    let (listed, _) = listed
        .filter(|(review, _)| officer.answers_for(review.district))
        .ok_or_else(Problem::not_found)?;
    let (person, review) = store
        .change(id.person, &call.attempt, |person| {
            let mut person = person.ok_or_else(Problem::not_found)?.clone();
            // The open one stands in the person; an answered one does not change any more.
            let review = person.open_review(id.number).unwrap_or(&listed).clone();
            if !officer.answers_for(review.district) {
                return Err(Problem::not_found());
            }
            let settled = person.settle(&call.book, call.now);
            let entry = person.read_for_review(id.number, &officer, call.now);
            let looked = (person.clone(), review);
            Ok(Commit::of(person, &call.book, call.now)
                .entries(settled.into_iter().chain([entry]))
                .then(looked))
        })
        .await?;
    let private = store.private_review(id).await?;
    let reply = store.reply(id).await?;
    let (statement, phone) = private
        .map(|private| (private.statement, private.phone))
        .unzip();
    json_ok(&CaseView {
        review: OfficersView::of(&review, reply, &call.caller.account),
        statement,
        phone,
        person: PapersView::read(&call, &person).await?,
    })
}

/// The open review of this number, if it is the officer's to answer. Another's and none are one
/// answer.
pub fn open<'a>(
    person: &'a Person,
    number: u32,
    officer: &Officer,
) -> Result<Option<&'a Review>, Problem> {
    match person.open_review(number) {
        Some(review) if !officer.answers_for(review.district) => Err(Problem::not_found()),
        open => Ok(open),
    }
}

impl OfficersView {
    /// `review` as the officer with this account sees it.
    pub fn of(review: &Review, reply: Option<String>, account: &str) -> Self {
        Self {
            review_id: review.id.to_string(),
            status: review.status,
            ground: review.ground,
            district: review.district,
            submitted_at: show(review.submitted_at),
            due_at: show(review.due_at),
            escalated_at: review.escalated_at.map(show),
            proposal: review
                .amendment
                .as_ref()
                .map(|amendment| AmendmentView::of(amendment, account)),
            // A proposal that was dropped took its reply with it.
            reply: reply.filter(|_| review.amendment.is_some() || !review.is_open()),
            answered_at: review.answered.as_ref().map(|answered| show(answered.at)),
        }
    }
}

impl AmendmentView {
    fn of(amendment: &Amendment, account: &str) -> Self {
        let closes = amendment.closes.iter();
        Self {
            number: amendment.number,
            close_holds: closes.map(|seen| Hold::id_of(seen.number)).collect(),
            proposed_at: show(amendment.at),
            proposed_by_you: amendment.by == account,
        }
    }
}
