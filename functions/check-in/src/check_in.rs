//! `POST /v1/people/{person}/check-ins`.

use axum::response::Response;
use edge::{
    Answered, Call, Fault, Faults, Fields, JsonBody, Node, Problem, ProblemView, Segments,
    json_with,
};
use http::StatusCode;
use jiff::civil::Date;
use rules::chain::{Actor, EntryKind, detail_of};
use rules::declaration::CheckedIn;
use rules::health::Health;
use rules::person::Person;
use rules::texts::{FormFault, Refusal};
use rules::words::{DayResult, Symptom};
use serde::Serialize;
use serde_json::Value;
use store::{Commit, Verdict};
use utoipa::ToSchema;
use wire::{CodeView, is_bound, person_id, read_health, read_temperature};

/// How somebody is today.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(json!({"temperature_c": 36.6, "symptoms": ["cough"], "chronic": ["cough"], "date": "2020-02-13"})))]
#[expect(dead_code, reason = "describes the body; `read` reads it")]
pub struct CheckInBody {
    /// In °C.
    #[schema(minimum = 34.0, maximum = 43.0, example = 36.6)]
    temperature_c: f64,
    /// Symptoms; empty or missing for none.
    symptoms: Option<Vec<Symptom>>,
    /// Those of them that are chronic.
    chronic: Option<Vec<Symptom>>,
    /// Today, if given at all: days cannot be made up for (R33).
    #[schema(value_type = Option<String>, format = Date)]
    date: Option<Date>,
}

/// What the day came to, and the code now.
#[derive(Debug, Serialize, ToSchema)]
pub struct CheckedInView {
    /// The worst of the day's check-ins.
    result: DayResult,
    /// The code now.
    code: CodeView,
}

/// Tell how the person is today. Several a day count once; the worst of the day stands.
#[utoipa::path(
    post, path = "/v1/people/{person}/check-ins", tag = "citizen", security(("access_token" = ["citizen"])),
    params(
        ("person" = String, Path, description = "Person id"),
        ("Idempotency-Key" = Option<String>, Header, description = "Same key and body, same answer"),
    ),
    request_body = CheckInBody,
    responses(
        (status = 201, description = "The day's first", body = CheckedInView),
        (status = 200, description = "The day had one", body = CheckedInView),
        (status = 404, description = "Not there, or not yours", body = ProblemView, content_type = "application/problem+json"),
        (status = 422, description = "not-today, or every fault of the body", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn check_in(
    call: Call,
    Segments(person): Segments<String>,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let id = person_id(&person)?;
    let health = read(&call, &body)?;
    let answer = call
        .state
        .store
        .change(id, &call.attempt, |person| {
            count(&call, is_bound(person, &call.caller)?.clone(), &health)
        })
        .await?;
    Ok(answer.into_response_now())
}

fn read(call: &Call, body: &Value) -> Result<Health, Problem> {
    let today = call.today();
    let faults = Faults::default();
    let read = Fields::of(
        body,
        &["temperature_c", "symptoms", "chronic", "date"],
        &faults,
    )
    .and_then(|fields| {
        let temperature = fields
            .field("temperature_c")
            .required()
            .and_then(|place| read_temperature(&place));
        let health = read_health(&fields, temperature, call.policy());
        let date = fields
            .field("date")
            .if_any(|place| today_only(&place, today));
        date?;
        temperature.and(health)
    });
    if faults.are_only(FormFault::NotToday.code()) {
        return Err(not_today());
    }
    faults.end(read)
}

/// Days cannot be made up for (R33), nor taken in advance.
fn today_only(place: &Node<'_>, today: Date) -> Option<Date> {
    let date = place.day()?;
    if date != today {
        let fault = FormFault::NotToday;
        place.fault(fault, fault.next_step());
    }
    (date == today).then_some(date)
}

/// Counts the check-in; a steady one writes the person's item and nothing else.
fn count(call: &Call, mut person: Person, health: &Health) -> Result<Verdict<Answered>, Problem> {
    let policy = call.policy();
    let settled = person.settle(&call.book, call.now);
    let CheckedIn {
        result,
        is_first,
        changes,
    } = person.case.check_in(health, policy, call.now);
    let entry = detail_of(&changes)
        .map(|detail| person.append(EntryKind::CheckedIn, Actor::CITIZEN, detail, call.now));
    let code = CodeView::of(&person, call)?;
    let status = if is_first {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    let answer = json_with(status, &CheckedInView { result, code }, None)?;
    if changes.is_empty() {
        return Ok(Verdict::Keep(answer));
    }
    Ok(Commit::of(person, &call.book, call.now)
        .entries(settled.into_iter().chain(entry))
        .with(call.receipt(&answer))
        .then(answer))
}

fn not_today() -> Problem {
    let (refused, fault) = (Refusal::NotToday, FormFault::NotToday);
    let fault = Fault {
        pointer: "#/date".to_owned(),
        code: fault.code(),
        detail: fault.next_step().into(),
    };
    Problem::refused(
        refused.code(),
        refused.title(),
        refused.detail(),
        vec![fault],
    )
}
