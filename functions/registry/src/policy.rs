//! Policies: published by one officer of the city, approved by another, readable by anybody.
//!
//! A policy is data (R61), so what it may not say is found when it is proposed, and nobody
//! can put one in force alone (R83).

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use edge::{Call, JsonBody, NoBody, NoBodyView, Problem, ProblemView, Segments, json_with};
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use http::{HeaderName, HeaderValue, StatusCode};
use jiff::civil::Date;
use rules::calendar::{day_of, show};
use rules::policy::{Policy, PolicyBook, PolicyStatus};
use rules::texts::Refusal;
use serde::Serialize;
use serde_json::{Value, json};
use store::{Approval, Proposal, StoredPolicy};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::Schema;
use utoipa::{PartialSchema, ToSchema};
use wire::refusal;

use crate::check::checked;

/// Where a version stands, as a header beside the document itself.
const STATUS: HeaderName = HeaderName::from_static("x-policy-status");
/// Anybody may keep a policy for as long as a process does.
const KEPT: HeaderValue = HeaderValue::from_static("public, max-age=30");

/// A policy document.
///
/// The type's own description with an example beside it, which `rules` has no place for.
pub struct PolicyBody;

impl PartialSchema for PolicyBody {
    fn schema() -> RefOr<Schema> {
        let mut schema = Policy::schema();
        if let RefOr::T(Schema::Object(policy)) = &mut schema {
            policy.examples = examples();
        }
        schema
    }
}

impl ToSchema for PolicyBody {
    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        Policy::schemas(schemas);
    }
}

/// The first shipped version under other names, the second time with an end.
fn examples() -> Vec<Value> {
    let book = PolicyBook::shipped().ok();
    let policy = book.and_then(|book| serde_json::to_value(book.on(Date::ZERO)).ok());
    let Some(mut policy) = policy else {
        return Vec::new();
    };
    policy["version"] = json!("2020-02-20");
    policy["effective_from"] = json!("2020-02-20");
    let mut ending = policy.clone();
    ending["version"] = json!("2020-02-20.end");
    ending["sunset"] = json!({"on": "2022-12-13", "reviews_readable_days": 90});
    vec![policy, ending]
}

/// A version on its way.
#[derive(Debug, Serialize, ToSchema)]
pub struct PolicyView {
    /// Its name.
    #[schema(example = "2020-02-20")]
    version: String,
    /// Where it stands.
    status: PolicyStatus,
    /// The first day that its document names.
    #[schema(value_type = String, format = Date)]
    effective_from: Date,
    /// When it was proposed.
    proposed_at: String,
    /// When the second officer approved it; null before.
    approved_at: Option<String>,
}

/// Propose a policy version. It is in force from its first day on, once another officer of the
/// city has approved it; a first day that is over then means at once.
#[utoipa::path(
    post, path = "/v1/policies", tag = "city", security(("access_token" = ["city"])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Same key and body, same answer")),
    request_body = PolicyBody,
    responses(
        (status = 201, description = "Proposed", body = PolicyView),
        (status = 200, description = "The same was proposed before", body = PolicyView),
        (status = 409, description = "version-taken", body = ProblemView, content_type = "application/problem+json"),
        (status = 422, description = "Every fault of the policy", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn propose(call: Call, JsonBody(body): JsonBody) -> Result<Response, Problem> {
    let policy = checked(&body)?;
    // As the types write it, so that the same policy is the same text in whatever order it came.
    let document = text_of(&policy)?;
    let proposal = call
        .state
        .store
        .propose(&policy, &document, &call.caller.account, call.now)
        .await?;
    let (status, stored) = match proposal {
        Proposal::Taken => (
            StatusCode::CREATED,
            StoredPolicy {
                version: policy.version.clone(),
                document,
                proposed_by: call.caller.account.clone(),
                proposed_at: call.now,
                approved_at: None,
            },
        ),
        Proposal::Known(stored) => (StatusCode::OK, stored),
        Proposal::NameTaken => return Err(refusal(Refusal::VersionTaken)),
    };
    let location =
        (status == StatusCode::CREATED).then(|| format!("/v1/policies/{}", policy.version));
    let view = PolicyView::of(&stored, policy.effective_from);
    Ok(json_with(status, &view, location)?.into_response_now())
}

/// Approve a proposed version, as another officer of the city than the one who proposed it.
#[utoipa::path(
    post, path = "/v1/policies/{version}/approval", tag = "city", security(("access_token" = ["city"])),
    params(
        ("version" = String, Path, description = "The version's name"),
        ("Idempotency-Key" = Option<String>, Header, description = "Same key and body, same answer"),
    ),
    request_body(content = Option<NoBodyView>, description = "May be left out"),
    responses(
        (status = 200, description = "Approved, now or before", body = PolicyView),
        (status = 404, description = "No such proposal", body = ProblemView, content_type = "application/problem+json"),
        (status = 409, description = "second-officer-required", body = ProblemView, content_type = "application/problem+json"),
        (status = 422, description = "A field where none is read", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn approve(
    call: Call,
    Segments(version): Segments<String>,
    NoBody: NoBody,
) -> Result<Response, Problem> {
    let approval = call
        .state
        .store
        .approve(&version, &call.caller.account, call.now)
        .await?;
    match approval {
        Approval::Approved(stored) => {
            let policy = Policy::load(&stored.document)
                .map_err(|error| Problem::broken(error.to_string()))?;
            let view = PolicyView::of(&stored, policy.effective_from);
            Ok(json_with(StatusCode::OK, &view, None)?.into_response_now())
        }
        Approval::SameOfficer => Err(refusal(Refusal::SecondOfficerRequired)),
        Approval::Missing => Err(Problem::not_found()),
    }
}

/// The policy in force today, for anybody to read.
#[utoipa::path(
    get, path = "/v1/policies/current", tag = "public",
    responses((status = 200, description = "The policy", body = PolicyBody, headers(
        ("x-policy-status" = PolicyStatus, description = "approved, since no other is in force"),
    ))),
)]
pub async fn current(State(state): State<edge::State>) -> Result<Response, Problem> {
    let book = state.book().await?;
    document_of(book.on(day_of(state.clock.now())))
}

/// A version, approved or only proposed: the header x-policy-status tells which. Whoever is to
/// approve it reads it here, and so does everybody else.
#[utoipa::path(
    get, path = "/v1/policies/{version}", tag = "public",
    params(("version" = String, Path, description = "The version's name")),
    responses(
        (status = 200, description = "The policy", body = PolicyBody, headers(
            ("x-policy-status" = PolicyStatus, description = "Whether a second officer has approved it"),
        )),
        (status = 404, description = "No such version", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn version(
    State(state): State<edge::State>,
    Segments(version): Segments<String>,
) -> Result<Response, Problem> {
    let book = state.book().await?;
    if let Some(policy) = book.version(&version) {
        return document_of(policy);
    }
    let stored = state.store.policy(&version).await?;
    let stored = stored.ok_or_else(Problem::not_found)?;
    Ok(document(status_of(&stored), stored.document))
}

/// The JSON schema of a policy, generated from the types that read one.
#[utoipa::path(
    get, path = "/v1/policies/schema", tag = "public",
    responses((status = 200, description = "A JSON schema, draft 2020-12", body = serde_json::Value, content_type = "application/schema+json")),
)]
pub async fn schema() -> Response {
    let headers = [
        (
            CONTENT_TYPE,
            HeaderValue::from_static("application/schema+json"),
        ),
        (CACHE_CONTROL, KEPT),
    ];
    (headers, crate::check::SCHEMA.as_str()).into_response()
}

fn document_of(policy: &Policy) -> Result<Response, Problem> {
    Ok(document(PolicyStatus::Approved, text_of(policy)?))
}

fn text_of(policy: &Policy) -> Result<String, Problem> {
    serde_json::to_string(policy)
        .map_err(|error| Problem::broken(format!("a policy does not serialise: {error}")))
}

fn document(status: PolicyStatus, text: String) -> Response {
    let kept = match status {
        PolicyStatus::Approved => KEPT,
        PolicyStatus::Proposed => HeaderValue::from_static("no-store"),
    };
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (CACHE_CONTROL, kept),
        (STATUS, HeaderValue::from_static(status.code())),
    ];
    (headers, text).into_response()
}

fn status_of(stored: &StoredPolicy) -> PolicyStatus {
    match stored.approved_at {
        Some(_) => PolicyStatus::Approved,
        None => PolicyStatus::Proposed,
    }
}

impl PolicyView {
    fn of(stored: &StoredPolicy, effective_from: Date) -> Self {
        Self {
            version: stored.version.clone(),
            status: status_of(stored),
            effective_from,
            proposed_at: show(stored.proposed_at),
            approved_at: stored.approved_at.map(show),
        }
    }
}
