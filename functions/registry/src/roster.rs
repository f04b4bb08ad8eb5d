//! `GET /v1/employers/{credit_code}/roster`: an employer sees its own people, masked, and nobody
//! else's (R7). The colour is that of this moment (R29), and of a check-in it tells only whether
//! there is one today: no days, no holds, no reasons.

use axum::response::Response;
use edge::{Call, Caller, Faults, Problem, ProblemView, Query, Segments, cursor_at, json_ok};
use rules::assess::{CheckInToday, assess};
use rules::calendar::show;
use rules::identity::CreditCode;
use rules::person::Person;
use rules::words::Colour;
use serde::Serialize;
use store::RosterStart;
use utoipa::ToSchema;
use wire::HolderView;

/// A page of an employer's people.
#[derive(Debug, Serialize, ToSchema)]
pub struct RosterView {
    /// The employer's unified social credit code, in upper case.
    #[schema(example = "91330106MA00000003")]
    employer: String,
    /// The moment that colours and check-ins are about.
    as_of: String,
    /// In no order that means anything. A page may be short, and even empty, with more to come.
    people: Vec<EmployeeView>,
    /// Give it as `cursor` for the next page; null on the last.
    next_cursor: Option<String>,
}

/// Somebody whose declaration names the employer.
#[derive(Debug, Serialize, ToSchema)]
pub struct EmployeeView {
    /// What may be shown of the person.
    holder: HolderView,
    /// The colour now.
    colour: Colour,
    /// Whether there is a check-in today, whatever came of it.
    checked_in_today: bool,
}

/// An employer's own people, masked: their colour now, and whether they checked in today.
#[utoipa::path(
    get, path = "/v1/employers/{credit_code}/roster", tag = "employer", security(("access_token" = ["employer"])),
    params(
        ("credit_code" = String, Path, description = "The own unified social credit code, as the token's `org` names it"),
        ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before"),
    ),
    responses(
        (status = 200, description = "A page of at most 50", body = RosterView),
        (status = 404, description = "Not there, or not yours", body = ProblemView, content_type = "application/problem+json"),
        (status = 422, description = "Every fault of the query", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn roster(
    call: Call,
    Segments(code): Segments<String>,
    query: Query,
) -> Result<Response, Problem> {
    let employer = own_employer(&call.caller, &code)?;
    let start = read(&query)?;
    let page = call.state.store.roster(&employer, &start).await?;
    json_ok(&RosterView {
        employer: employer.to_string(),
        as_of: show(call.now),
        people: page
            .people
            .iter()
            .map(|person| EmployeeView::of(person, &call))
            .collect(),
        next_cursor: page.next.map(|next| cursor_at(next.as_bytes())),
    })
}

/// The employer that both the path and the token name. A token that names none or another one, and
/// a path that is no credit code, are one answer: not there.
fn own_employer(caller: &Caller, code: &str) -> Result<CreditCode, Problem> {
    let asked = CreditCode::parse(code).ok();
    let own = caller
        .org
        .as_deref()
        .and_then(|org| CreditCode::parse(org).ok());
    own.filter(|own| asked.as_ref() == Some(own))
        .ok_or_else(Problem::not_found)
}

fn read(query: &Query) -> Result<RosterStart, Problem> {
    let faults = Faults::default();
    let start = query
        .of_only(&["cursor"], &faults)
        .cursor(RosterStart::from_bytes);
    faults.end(start.map(Option::unwrap_or_default))
}

impl EmployeeView {
    fn of(person: &Person, call: &Call) -> Self {
        let assessment = assess(&person.case, &call.book, call.now);
        Self {
            holder: HolderView::of(&person.holder),
            colour: assessment.colour,
            checked_in_today: assessment.today == CheckInToday::Done,
        }
    }
}
