//! Checking in: how somebody is today. Voluntary, once a day counted, never held against
//! anybody who does not (R32, R34).

mod check_in;

use axum::Router;
use edge::{State, serve_over};
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

fn routes() -> OpenApiRouter<State> {
    OpenApiRouter::new().routes(routes!(check_in::check_in))
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
