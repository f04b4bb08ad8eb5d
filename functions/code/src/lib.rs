//! Showing codes: reading is idempotent, needs no new declaration and consumes nothing (R22).
//! Every colour is computed while the reader waits.

mod guidance;
mod history;
mod keys;
mod people;
mod picture;
mod proof;
mod roots;
mod scans;
mod show;

use axum::Router;
use edge::{State, serve_over};
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

fn routes() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(people::people))
        .routes(routes!(show::code))
        .routes(routes!(picture::svg))
        .routes(routes!(picture::png))
        .routes(routes!(scans::scans))
        .routes(routes!(history::history))
        .routes(routes!(proof::proof))
        .routes(routes!(roots::roots))
        .routes(routes!(roots::root))
        .routes(routes!(guidance::guidance))
        .routes(routes!(keys::jwks))
        .routes(routes!(keys::openapi_document))
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
