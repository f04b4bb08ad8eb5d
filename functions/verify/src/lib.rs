//! Verifying at a checkpoint: what the place's rule makes of the person in front of it, and
//! the rule itself, for anybody to read (R51).
//!
//! A verification is one read of the person and one conditional write of the scan, which is
//! also the replay check.

mod place_rule;
mod scan;
mod verification;

use axum::Router;
use edge::{State, serve_over};
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

fn routes() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(verification::verify))
        .routes(routes!(place_rule::place_rule))
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
