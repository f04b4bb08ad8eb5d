//! `POST /v1/evidence`.

use axum::response::Response;
use edge::{Call, JsonBody, Problem, ProblemView, json_with};
use http::StatusCode;
use rules::evidence::EvidenceKind;
use rules::texts::Refusal;
use serde::Serialize;
use store::Pepper;
use utoipa::ToSchema;
use wire::refusal;

use crate::body::{EvidenceBody, Told};
use crate::take::take;

/// The evidence is taken.
#[derive(Debug, Serialize, ToSchema)]
pub struct TakenView {
    /// The teller's id of it.
    #[schema(example = "lab-2020-000017")]
    evidence_id: String,
}

/// Tell of a clinic's result, a stay or a contact.
///
/// The answer is the same whether the person is known, is not, or was told of before.
#[utoipa::path(
    post, path = "/v1/evidence", tag = "institution", security(("access_token" = ["clinic"]), ("access_token" = ["registry"])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Same key and body, same answer")),
    request_body = EvidenceBody,
    responses(
        (status = 202, description = "Taken, now or before", body = TakenView),
        (status = 403, description = "other-source: clinics tell of results, registries of travel and contacts", body = ProblemView, content_type = "application/problem+json"),
        (status = 422, description = "Every fault of the body", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn tell(call: Call, JsonBody(body): JsonBody) -> Result<Response, Problem> {
    let told = Told::read(&body, call.state.store.pepper(), call.now)?;
    if !may_tell(&call, told.kind) {
        return Err(refusal(Refusal::OtherSource));
    }
    let teller = match call.caller.org.as_deref() {
        Some(org) => organisation(call.state.store.pepper(), org),
        None => account(call.state.store.pepper(), &call.caller.account),
    };
    let view = TakenView {
        evidence_id: told.record.evidence.id.clone(),
    };
    let answer = json_with(StatusCode::ACCEPTED, &view, None)?;
    let receipt = || call.receipt(&answer);
    take(
        &call.state,
        &told,
        &teller,
        &call.attempt,
        call.now,
        receipt,
    )
    .await?;
    Ok(answer.into_response_now())
}

/// An organisation, as a teller: ids are unique within it.
pub fn organisation(pepper: &Pepper, org: &str) -> String {
    pepper.digest(format!("organisation\n{org}").as_bytes())
}

/// An account whose token names no organisation, as a teller.
fn account(pepper: &Pepper, account: &str) -> String {
    pepper.digest(format!("account\n{account}").as_bytes())
}

fn may_tell(call: &Call, kind: EvidenceKind) -> bool {
    let scope = match kind {
        EvidenceKind::ClinicResult => "clinic",
        EvidenceKind::TravelRecord | EvidenceKind::Contact => "registry",
    };
    call.caller.has_scope(scope)
}
