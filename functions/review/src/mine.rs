//! `GET /v1/people/{person}/reviews` and `…/reviews/{review}`: the state, at any time (R76).

use std::collections::BTreeMap;

use axum::response::Response;
use edge::{Call, Problem, ProblemView, Segments, json_ok};
use rules::calendar::show;
use rules::identity::District;
use rules::review::{Review, ReviewId};
use rules::words::{ReviewGround, ReviewStatus};
use serde::Serialize;
use store::PrivateReview;
use utoipa::ToSchema;
use wire::reader_of_reviews;

/// All reviews of a person, oldest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReviewsView {
    reviews: Vec<ReviewView>,
}

/// A review as its person sees it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReviewView {
    review_id: String,
    /// Where it stands.
    status: ReviewStatus,
    /// Why it was filed.
    ground: ReviewGround,
    /// What was filed; in the single view only.
    #[serde(skip_serializing_if = "Option::is_none")]
    statement: Option<String>,
    /// The district that answers.
    #[schema(value_type = String, example = "330106")]
    district: District,
    /// When it was filed.
    submitted_at: String,
    /// When the answer is due.
    due_at: String,
    /// When it went up to the city for being overdue.
    escalated_at: Option<String>,
    /// When it was answered.
    answered_at: Option<String>,
    /// The answer, once it is given.
    reply: Option<String>,
}

/// All reviews of this person.
#[utoipa::path(
    get, path = "/v1/people/{person}/reviews", tag = "citizen", security(("access_token" = ["citizen"])),
    params(("person" = String, Path, description = "Person id")),
    responses(
        (status = 200, description = "Oldest first", body = ReviewsView),
        (status = 404, description = "Not there, or not yours", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn list(call: Call, Segments(person): Segments<String>) -> Result<Response, Problem> {
    let person = reader_of_reviews(&call.state, &call.caller, &person).await?;
    let store = &call.state.store;
    let reviews = store.reviews_of(person).await?;
    let mut replies = if reviews.iter().all(Review::is_open) {
        BTreeMap::new()
    } else {
        store.replies_of(person).await?
    };
    let view = |review: &Review| {
        let reply = replies.remove(&review.id.number);
        ReviewView::of(review, None, reply)
    };
    json_ok(&ReviewsView {
        reviews: reviews.iter().map(view).collect(),
    })
}

/// One review, with what was filed.
#[utoipa::path(
    get, path = "/v1/people/{person}/reviews/{review}", tag = "citizen", security(("access_token" = ["citizen"])),
    params(("person" = String, Path, description = "Person id"), ("review" = String, Path, description = "Review id")),
    responses(
        (status = 200, description = "The review", body = ReviewView),
        (status = 404, description = "Not there, or not yours", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn one(
    call: Call,
    Segments((person, review)): Segments<(String, String)>,
) -> Result<Response, Problem> {
    let person = reader_of_reviews(&call.state, &call.caller, &person).await?;
    let id = ReviewId::parse(&review)
        .filter(|id| id.person == person)
        .ok_or_else(Problem::not_found)?;
    let store = &call.state.store;
    let (review, _) = store.review(id).await?.ok_or_else(Problem::not_found)?;
    let private = store.private_review(id).await?;
    let reply = if review.is_open() {
        None
    } else {
        store.reply(id).await?
    };
    json_ok(&ReviewView::of(&review, private, reply))
}

impl ReviewView {
    /// A review as its person sees it. `reply` counts only once the review is answered: what is proposed is not said yet.
    pub fn of(review: &Review, private: Option<PrivateReview>, reply: Option<String>) -> Self {
        Self {
            review_id: review.id.to_string(),
            status: review.status,
            ground: review.ground,
            statement: private.map(|private| private.statement),
            district: review.district,
            submitted_at: show(review.submitted_at),
            due_at: show(review.due_at),
            escalated_at: review.escalated_at.map(show),
            answered_at: review.answered.as_ref().map(|answered| show(answered.at)),
            reply: reply.filter(|_| !review.is_open()),
        }
    }
}
