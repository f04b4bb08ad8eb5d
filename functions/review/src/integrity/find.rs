//! How officers find what a contradiction comes to: `POST /v1/integrity-cases/{case}/proposal` and
//! `…/approval`.

use axum::response::Response;
use edge::{
    Answered, Call, Faults, Fields, JsonBody, OptionalBody, Problem, ProblemView, Segments,
    json_with,
};
use http::StatusCode;
use rules::integrity::{Finding, IntegrityCase, IntegrityId, Step as Found, may_be_referred};
use rules::officer::Officer;
use rules::person::{Holder, Person};
use rules::texts::{FormFault, Refusal};
use serde_json::Value;
use store::{Commit, Statement, Verdict, With};
use utoipa::ToSchema;
use wire::refusal;

use super::view::IntegrityView;
use crate::answer::{ApprovalBody, read_proposal};
use crate::officer::officer;

/// What a contradiction came to.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(json!({
    "finding": "innocent", "credit_referral": false, "statement": "该记录为同名人员,已向铁路部门核实。",
})))]
#[expect(dead_code, reason = "describes the body; `Proposed::read` reads it")]
pub struct FindingBody {
    /// What it came to.
    finding: Finding,
    /// Whether the credit system is to be told; of a serious finding only.
    credit_referral: bool,
    /// Why, 1 to 2000 characters; for officers.
    #[schema(min_length = 1, max_length = 2000)]
    statement: String,
}

struct Proposed {
    finding: Finding,
    credit_referral: bool,
    statement: String,
}

/// Propose what a contradiction came to. It waits for another officer.
#[utoipa::path(
    post, path = "/v1/integrity-cases/{case}/proposal", tag = "district", security(("access_token" = ["district"]), ("access_token" = ["city"])),
    params(
        ("case" = String, Path, description = "Case id"),
        ("Idempotency-Key" = Option<String>, Header, description = "Same key and body, same answer"),
    ),
    request_body = FindingBody,
    responses(
        (status = 200, description = "Proposed; the same again changes nothing", body = IntegrityView),
        (status = 403, description = "no-district", body = ProblemView, content_type = "application/problem+json"),
        (status = 404, description = "Not there, or another district's", body = ProblemView, content_type = "application/problem+json"),
        (status = 409, description = "finding-made", body = ProblemView, content_type = "application/problem+json"),
        (status = 422, description = "Every fault of the body", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn propose_finding(
    call: Call,
    Segments(case): Segments<String>,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let Proposed {
        finding,
        credit_referral,
        statement,
    } = Proposed::read(&body)?;
    let step = Step::begin(&call, &case).await?;
    let said = call.state.store.integrity_statement(step.id).await?;
    let is_same_statement = said.as_deref() == Some(&statement);
    let propose = |person: &mut Person, case: &IntegrityCase| {
        let is_same = case.judgement.as_ref().is_some_and(|standing| {
            is_same_statement
                && standing.by == step.officer.account
                && standing.finding == finding
                && standing.credit_referral == credit_referral
        });
        if is_same {
            return None;
        }
        let (number, officer) = (step.id.number, &step.officer);
        Some(person.propose_finding(number, finding, credit_referral, officer, call.now))
    };
    let statement = Some(Statement { statement });
    match step.take(&call, statement, propose).await? {
        Some(answer) => Ok(answer.into_response_now()),
        None => Err(refusal(Refusal::FindingMade)),
    }
}

/// Approve the finding that is proposed, as another officer than the one who proposed it. Of the
/// innocent the hold is closed at once.
#[utoipa::path(
    post, path = "/v1/integrity-cases/{case}/approval", tag = "district", security(("access_token" = ["district"]), ("access_token" = ["city"])),
    params(
        ("case" = String, Path, description = "Case id"),
        ("Idempotency-Key" = Option<String>, Header, description = "Same key and body, same answer"),
    ),
    request_body(content = Option<ApprovalBody>, description = "May be left out"),
    responses(
        (status = 200, description = "Found, now or before", body = IntegrityView),
        (status = 403, description = "no-district", body = ProblemView, content_type = "application/problem+json"),
        (status = 404, description = "Not there, or another district's", body = ProblemView, content_type = "application/problem+json"),
        (status = 409, description = "second-officer-required, nothing-proposed, proposal-outdated", body = ProblemView, content_type = "application/problem+json"),
        (status = 422, description = "Every fault of the body", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn approve_finding(
    call: Call,
    Segments(case): Segments<String>,
    OptionalBody(body): OptionalBody,
) -> Result<Response, Problem> {
    let proposal = read_proposal(&body)?;
    let step = Step::begin(&call, &case).await?;
    let approve = |person: &mut Person, _: &IntegrityCase| {
        let (number, officer) = (step.id.number, &step.officer);
        Some(person.approve_finding(number, proposal, officer, &call.book, call.now))
    };
    if let Some(answer) = step.take(&call, None, approve).await? {
        return Ok(answer.into_response_now());
    }
    let made = call.state.store.integrity_case(step.id).await?;
    let (case, holder) = made.ok_or_else(Problem::not_found)?;
    let proposer = case.judgement.as_ref().map(|judgement| &judgement.by);
    let proposer = proposer.ok_or_else(|| refusal(Refusal::FindingMade))?;
    step.officer.seconds(proposer).map_err(refusal)?;
    Ok(step.view(&case, &holder)?.into_response_now())
}

/// One step of an officer in a case.
struct Step {
    id: IntegrityId,
    officer: Officer,
}

impl Step {
    /// The officer and their case.
    async fn begin(call: &Call, case: &str) -> Result<Self, Problem> {
        let id = IntegrityId::parse(case);
        let officer = officer(call)?;
        let id = id.ok_or_else(Problem::not_found)?;
        let listed = call.state.store.integrity_case(id).await?;
        let mine = listed.filter(|(case, _)| officer.answers_for(case.district));
        mine.ok_or_else(Problem::not_found)?;
        Ok(Self { id, officer })
    }

    /// Takes the step as `decide` says, which gives nothing where it was taken before; none if two
    /// officers agreed already.
    async fn take(
        &self,
        call: &Call,
        statement: Option<Statement>,
        decide: impl Fn(&mut Person, &IntegrityCase) -> Option<Found>,
    ) -> Result<Option<Answered>, Problem> {
        let store = &call.state.store;
        store
            .change(self.id.person, &call.attempt, |person| {
                let mut person = person.ok_or_else(Problem::not_found)?.clone();
                let settled = person.settle(&call.book, call.now);
                let case = person.integrity.clone();
                let Some(case) = case.filter(|case| case.id == self.id && case.found.is_none())
                else {
                    return Ok(Verdict::Keep(None));
                };
                let Some(taken) = decide(&mut person, &case) else {
                    let answer = self.view(&case, &person.holder)?;
                    return Ok(Verdict::Keep(Some(answer)));
                };
                let (case, entry) = taken.map_err(refusal)?;
                let answer = self.view(&case, &person.holder)?;
                let said = statement.clone();
                Ok(Commit::of(person, &call.book, call.now)
                    .entries(settled.into_iter().chain([entry]))
                    .with(said.map(|said| With::Statement(self.id, said)))
                    .with(call.receipt(&answer))
                    .then(Some(answer)))
            })
            .await
    }

    fn view(&self, case: &IntegrityCase, holder: &Holder) -> Result<Answered, Problem> {
        let view = IntegrityView::of(case, holder, &self.officer.account);
        json_with(StatusCode::OK, &view, None)
    }
}

impl Proposed {
    fn read(body: &Value) -> Result<Self, Problem> {
        let faults = Faults::default();
        let known = ["finding", "credit_referral", "statement"];
        let read = Fields::of(body, &known, &faults).and_then(|fields| {
            let finding = fields.field("finding").required();
            let finding = finding.and_then(|place| place.word(Finding::ALL));
            let referral = fields.field("credit_referral");
            let is_referred = referral.clone().required().and_then(|place| place.flag());
            if is_referred == Some(true) && finding.is_some_and(|one| !may_be_referred(one)) {
                let fault = FormFault::NotReferable;
                referral.fault(fault, fault.next_step());
            }
            let statement = fields.field("statement").required();
            let statement = statement.and_then(|place| place.text_of(1, 2000).map(str::to_owned));
            Some(Self {
                finding: finding?,
                credit_referral: is_referred?,
                statement: statement?,
            })
        });
        faults.end(read)
    }
}
