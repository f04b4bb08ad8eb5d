//! Applying: a person declares, is judged by the policy, and has a code at once (R10).
//!
//! One person has one code whoever applies (R6): the person's id is a keyed hash of the
//! document, and only the first application under it can be written. Further accounts come to
//! keep it by sharing (R68, R69).

mod apply;
mod body;
mod declaration;
mod journeys;
mod reapply;
mod redeem;
mod share;
mod verified;

use axum::Router;
use edge::{State, handlers, serve_over};
use rules::identity::PersonId;
use serde::Serialize;
use wire::CodeView;

/// A person's id and their code: the answer to every declaration.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct Applied {
    /// The person.
    #[schema(value_type = String, example = "p_7ZZZZZZZZZZZZZZZZZZZZZZZZZ")]
    person_id: PersonId,
    /// Their code now.
    code: CodeView,
}

handlers! {
    apply::apply,
    reapply::reapply,
    share::share,
    redeem::redeem,
}

/// This function's routes.
pub fn router(state: State) -> Router {
    serve_over(routes().with_state(state.clone()), &state)
}
