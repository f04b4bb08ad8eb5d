//! `POST /v1/people/{person}/reviews`.

use axum::response::Response;
use edge::{Answered, Call, Faults, Fields, JsonBody, Problem, ProblemView, Segments, json_with};
use http::StatusCode;
use rules::calendar::show;
use rules::identity::District;
use rules::person::Person;
use rules::words::{ReviewGround, ReviewStatus};
use serde::Serialize;
use serde_json::Value;
use store::{Commit, PrivateReview, Verdict, With};
use utoipa::ToSchema;
use wire::{is_bound, person_id, read_district, read_phone, refusal};

/// A review as it is filed; immutable from then on.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(json!({
    "ground": "not-my-travel", "statement": "2 月 1 日至 5 日我在杭州,没有去过武汉。",
    "phone": "13800000000", "district": "330106",
})))]
#[expect(dead_code, reason = "describes the body; `read` reads it")]
pub struct ReviewBody {
    /// Why.
    ground: ReviewGround,
    /// What happened, 1 to 2000 characters.
    #[schema(min_length = 1, max_length = 2000)]
    statement: String,
    /// Where the person can be reached.
    #[schema(example = "13800000000")]
    phone: String,
    /// The district that answers.
    #[schema(example = "330106")]
    district: String,
}

/// A review that was filed.
#[derive(Debug, Serialize, ToSchema)]
pub struct FiledView {
    review_id: String,
    /// Where it stands.
    status: ReviewStatus,
    /// The district that answers.
    #[schema(value_type = String, example = "330106")]
    district: District,
    /// When it was filed.
    submitted_at: String,
    /// When the answer is due: the end of the last working day.
    due_at: String,
}

struct Filing {
    ground: ReviewGround,
    district: District,
    private: PrivateReview,
}

/// Doubt the colour: the district answers within the policy's working days.
#[utoipa::path(
    post, path = "/v1/people/{person}/reviews", tag = "citizen", security(("access_token" = ["citizen"])),
    params(
        ("person" = String, Path, description = "Person id"),
        ("Idempotency-Key" = Option<String>, Header, description = "Same key and body, same answer"),
    ),
    request_body = ReviewBody,
    responses(
        (status = 201, description = "Filed", body = FiledView),
        (status = 404, description = "Not there, or not yours", body = ProblemView, content_type = "application/problem+json"),
        (status = 409, description = "review-open", body = ProblemView, content_type = "application/problem+json"),
        (status = 422, description = "Every fault of the body", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn file(
    call: Call,
    Segments(person): Segments<String>,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let id = person_id(&person)?;
    let filing = read(&call, &body)?;
    let answer = call
        .state
        .store
        .change(id, &call.attempt, |person| {
            let person = is_bound(person, &call.caller)?;
            submit(&call, person.clone(), &filing)
        })
        .await?;
    Ok(answer.into_response_now())
}

fn read(call: &Call, body: &Value) -> Result<Filing, Problem> {
    let faults = Faults::default();
    let filing = Fields::of(body, &["ground", "statement", "phone", "district"], &faults).and_then(
        |fields| {
            let ground = fields
                .field("ground")
                .required()
                .and_then(|place| place.word(ReviewGround::ALL));
            let statement = fields
                .field("statement")
                .required()
                .and_then(|place| place.text_of(1, 2000));
            let phone = fields
                .field("phone")
                .required()
                .and_then(|place| read_phone(&place));
            let district = fields
                .field("district")
                .required()
                .and_then(|place| read_district(&place, call.policy()));
            let private = PrivateReview {
                statement: statement?.to_owned(),
                phone: phone?.as_str().to_owned(),
            };
            Some(Filing {
                ground: ground?,
                district: district?,
                private,
            })
        },
    );
    faults.end(filing)
}

fn submit(call: &Call, mut person: Person, filing: &Filing) -> Result<Verdict<Answered>, Problem> {
    let settled = person.settle(&call.book, call.now);
    let (ground, district) = (filing.ground, filing.district);
    let (review, entry) = person
        .file_review(ground, district, &call.policy().review, call.now)
        .map_err(refusal)?;
    let view = FiledView {
        review_id: review.id.to_string(),
        status: review.status,
        district: review.district,
        submitted_at: show(review.submitted_at),
        due_at: show(review.due_at),
    };
    let location = format!("/v1/people/{}/reviews/{}", person.id, review.id);
    let answer = json_with(StatusCode::CREATED, &view, Some(location))?;
    Ok(Commit::of(person, &call.book, call.now)
        .entries(settled.into_iter().chain([entry]))
        .with([With::Filed(review, filing.private.clone())])
        .with(call.receipt(&answer))
        .then(answer))
}
