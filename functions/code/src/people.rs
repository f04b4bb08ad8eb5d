//! `GET /v1/people`.

use axum::response::Response;
use edge::{Call, Problem, ProblemView, json_ok};
use rules::assess::assess;
use rules::identity::PersonId;
use rules::words::{Colour, Relation};
use serde::Serialize;
use utoipa::ToSchema;
use wire::HolderView;

/// All people whom an account keeps.
#[derive(Debug, Serialize, ToSchema)]
pub struct PeopleView {
    people: Vec<KeptView>,
}

/// One of them.
#[derive(Debug, Serialize, ToSchema)]
pub struct KeptView {
    /// The person.
    #[schema(value_type = String, example = "p_7ZZZZZZZZZZZZZZZZZZZZZZZZZ")]
    person_id: PersonId,
    /// Who they are to the account.
    relation: Relation,
    /// What may be shown of them.
    holder: HolderView,
    /// The colour now.
    colour: Colour,
}

/// All people whom this account keeps: oneself, elders, children (R8, R68).
#[utoipa::path(
    get, path = "/v1/people", tag = "citizen", security(("access_token" = ["citizen"])),
    responses(
        (status = 200, description = "All of them, possibly none", body = PeopleView),
        (status = 503, description = "busy", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn people(call: Call) -> Result<Response, Problem> {
    let account = &call.caller.account;
    let people = call.state.store.people_of(account).await?;
    let people = people
        .iter()
        .filter_map(|stored| {
            let person = &stored.person;
            Some(KeptView {
                person_id: person.id,
                relation: person.bindings.of(account)?.relation,
                holder: HolderView::of(&person.holder),
                colour: assess(&person.case, &call.book, call.now).colour,
            })
        })
        .collect();
    json_ok(&PeopleView { people })
}
