//! `GET /v1/integrity-cases/{case}`: all that is needed to find what a contradiction comes to. Each
//! look is an entry in the person's history, and is written before anything is shown (R84).

use axum::response::Response;
use edge::{Call, Problem, ProblemView, Segments, json_ok};
use rules::integrity::IntegrityId;
use serde::Serialize;
use store::Commit;
use utoipa::ToSchema;

use super::view::IntegrityView;
use crate::officer::officer;
use crate::papers::PapersView;

/// An integrity case with everything that is needed to find.
#[derive(Debug, Serialize, ToSchema)]
pub struct IntegrityFileView {
    /// The case.
    case: IntegrityView,
    /// What officers said last about it.
    statement: Option<String>,
    /// Who the person is, and what is known of them.
    person: PapersView,
}

/// Everything that is needed to judge a contradiction. Looking is an entry in the person's history.
#[utoipa::path(
    get, path = "/v1/integrity-cases/{case}", tag = "district", security(("access_token" = ["district"]), ("access_token" = ["city"])),
    params(("case" = String, Path, description = "Case id")),
    responses(
        (status = 200, description = "The case and its person", body = IntegrityFileView),
        (status = 403, description = "no-district", body = ProblemView, content_type = "application/problem+json"),
        (status = 404, description = "Not there, or another district's", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn read_integrity_case(
    call: Call,
    Segments(case): Segments<String>,
) -> Result<Response, Problem> {
    let id = IntegrityId::parse(&case);
    let officer = officer(&call)?;
    let id = id.ok_or_else(Problem::not_found)?;
    let store = &call.state.store;
    let listed = store.integrity_case(id).await?;
    let (listed, _) = listed
        .filter(|(case, _)| officer.answers_for(case.district))
        .ok_or_else(Problem::not_found)?;
    let person = store
        .change(id.person, &call.attempt, |person| {
            let mut person = person.ok_or_else(Problem::not_found)?.clone();
            let settled = person.settle(&call.book, call.now);
            let entry = person.read_for_integrity(id.number, &officer, call.now);
            let looked = person.clone();
            Ok::<_, Problem>(
                Commit::of(person, &call.book, call.now)
                    .entries(settled.into_iter().chain([entry]))
                    .then(looked),
            )
        })
        .await?;
    // The latest case stands in the person; an earlier one does not change any more.
    let case = person.integrity.as_ref().filter(|case| case.id == id);
    let account = &call.caller.account;
    json_ok(&IntegrityFileView {
        case: IntegrityView::of(case.unwrap_or(&listed), &person.holder, account),
        statement: store.integrity_statement(id).await?,
        person: PapersView::read(&call, &person).await?,
    })
}
