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
use edge::{State, serve_over};
use rules::identity::PersonId;
use serde::Serialize;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
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

fn routes() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(apply::apply))
        .routes(routes!(reapply::reapply))
        .routes(routes!(share::share))
        .routes(routes!(redeem::redeem))
}

/// This function's routes.
pub fn router(state: State) -> Router {
    let (router, _) = routes().split_for_parts();
    serve_over(router.with_state(state.clone()), &state)
}

/// This function's part of the API's description.
pub fn openapi() -> OpenApi {
    routes().into_openapi()
}
