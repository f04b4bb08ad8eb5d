//! `GET /v1/people/{person}/scans`.

use axum::response::Response;
use edge::{Call, Problem, ProblemView, Segments, json_ok};
use rules::calendar::show;
use rules::identity::District;
use rules::words::{Direction, Outcome, Reason};
use serde::Serialize;
use store::Scan;
use utoipa::ToSchema;
use wire::bound;

/// Who verified a code.
#[derive(Debug, Serialize, ToSchema)]
pub struct ScansView {
    scans: Vec<ScanView>,
}

/// One scan.
#[derive(Debug, Serialize, ToSchema)]
pub struct ScanView {
    scan_id: String,
    /// When.
    verified_at: String,
    /// Who asked.
    verified_by: VerifierView,
    /// Where.
    place_id: String,
    /// What the place was called then.
    place: String,
    /// Which way.
    direction: Direction,
    /// What staff were told.
    outcome: Outcome,
    /// Why.
    reasons: Vec<Reason>,
}

/// Who asked: a role and its district, never a name or an account.
#[derive(Debug, Serialize, ToSchema)]
pub struct VerifierView {
    /// Always `checkpoint`.
    role: &'static str,
    /// The district whose staff it was.
    #[schema(value_type = String, example = "330106")]
    district: District,
}

/// Who verified this code, when, where, which way, and what came of it (R84). Newest first;
/// each ends after the policy's days (R85).
#[utoipa::path(
    get, path = "/v1/people/{person}/scans", tag = "citizen", security(("access_token" = ["citizen"])),
    params(("person" = String, Path, description = "Person id")),
    responses(
        (status = 200, description = "At most the newest 500", body = ScansView),
        (status = 404, description = "Not there, or not yours", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn scans(call: Call, Segments(person): Segments<String>) -> Result<Response, Problem> {
    let person = bound(&call.state, &call.caller, &person).await?;
    let kept_days = call.policy().retention.scans_days;
    let store = &call.state.store;
    let scans = store.scans_of(person.id, kept_days, call.now).await?;
    json_ok(&ScansView {
        scans: scans.into_iter().map(ScanView::of).collect(),
    })
}

impl ScanView {
    fn of(scan: Scan) -> Self {
        Self {
            scan_id: scan.scan_id,
            verified_at: show(scan.at),
            verified_by: VerifierView {
                role: "checkpoint",
                district: scan.district,
            },
            place_id: scan.place,
            place: scan.place_name,
            direction: scan.direction,
            outcome: scan.outcome,
            reasons: scan.reasons,
        }
    }
}
