//! Evidence: what clinics and registries tell of people, one by one over HTTP or in batches
//! through a queue (R14, R41).
//!
//! Either way the same object is read and taken in the same way: kept under the person's key
//! whether or not that person has applied, taken once however often it is told, and judged at
//! once. Who tells learns nothing of the person: not even whether there is one.

mod body;
pub mod lambda;
pub mod queue;
mod take;
mod tell;

use axum::Router;
use edge::{State, serve_over};
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

fn routes() -> OpenApiRouter<State> {
    OpenApiRouter::new().routes(routes!(tell::tell))
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
