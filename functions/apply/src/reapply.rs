//! `POST /v1/people/{person}/reapplication`: the one further declaration (R16).

use axum::response::Response;
use edge::{Answered, Call, Faults, Fields, JsonBody, Problem, ProblemView, Segments};
use http::StatusCode;
use rules::chain::{Actor, EntryKind, detail_of};
use rules::declaration::Declaration;
use rules::person::Person;
use rules::texts::Refusal;
use serde_json::Value;
use store::{Commit, Verdict, With};
use wire::{is_bound, person_id, refusal};

use crate::Applied;
use crate::apply::{answer, record, told};
use crate::body::ReapplicationBody;
use crate::declaration::{DECLARATION_FIELDS, Reading, digest as digest_of, kept_part};

/// Declare again: once, after a first success. It adds facts and takes none away (R19).
///
/// The same re-application again gives the same answer and does not count twice.
#[utoipa::path(
    post, path = "/v1/people/{person}/reapplication", tag = "citizen", security(("access_token" = ["citizen"])),
    params(
        ("person" = String, Path, description = "Person id"),
        ("Idempotency-Key" = Option<String>, Header, description = "Same key and body, same answer"),
    ),
    request_body = ReapplicationBody,
    responses(
        (status = 200, description = "The code now", body = Applied),
        (status = 404, description = "Not there, or not yours", body = ProblemView, content_type = "application/problem+json"),
        (status = 409, description = "reapplication-used", body = ProblemView, content_type = "application/problem+json"),
        (status = 422, description = "Every fault of the body", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn reapply(
    call: Call,
    Segments(person): Segments<String>,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let id = person_id(&person)?;
    let declaration = read(&call, &body)?;
    let kept = kept_part(&body);
    let digest = digest_of(&call, &kept);
    let answer = call
        .state
        .store
        .change(id, &call.attempt, |person| {
            let person = is_bound(person, &call.caller)?;
            match &person.declared.again {
                None => once_more(&call, person.clone(), &declaration, &kept, &digest),
                Some(made) if *made == digest => {
                    Ok(Verdict::Keep(answer(&call, StatusCode::OK, person)?))
                }
                Some(_) => Err(refusal(Refusal::ReapplicationUsed)),
            }
        })
        .await?;
    Ok(answer.into_response_now())
}

fn read(call: &Call, body: &Value) -> Result<Declaration, Problem> {
    let today = call.today();
    let reading = Reading {
        policy: call.book.on(today),
        today,
    };
    let faults = Faults::default();
    let declaration = Fields::of(body, DECLARATION_FIELDS, &faults)
        .and_then(|fields| reading.declaration(&fields));
    faults.end(declaration)
}

fn once_more(
    call: &Call,
    mut person: Person,
    declaration: &Declaration,
    kept: &Value,
    digest: &str,
) -> Result<Verdict<Answered>, Problem> {
    let policy = call.policy();
    let settled = person.settle(&call.book, call.now);
    let changes = person.case.declare(declaration, 2, policy, call.now);
    person.presence = declaration.presence;
    person.district = declaration.district;
    person.employer.clone_from(&declaration.employer);
    person.declared.again = Some(digest.to_owned());
    let detail = told(detail_of(&changes), declaration, &policy.version);
    let entry = person.append(EntryKind::Reapplied, Actor::CITIZEN, detail, call.now);
    let answer = answer(call, StatusCode::OK, &person)?;
    Ok(Commit::of(person, &call.book, call.now)
        .entries(settled.into_iter().chain([entry]))
        .with([With::Declared(record(call, 2, declaration, kept))])
        .with(call.receipt(&answer))
        .then(answer))
}
