//! What offices keep and employers ask for: policies with the end that one may set, places with a
//! checkpoint, and rosters.

mod check;
mod place;
mod policy;
mod roster;
mod sunset;

use axum::Router;
use edge::{State, serve_over};
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

fn routes() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(place::put_place))
        .routes(routes!(policy::propose))
        .routes(routes!(policy::approve))
        .routes(routes!(policy::current))
        .routes(routes!(policy::version))
        .routes(routes!(policy::schema))
        .routes(routes!(roster::roster))
        .routes(routes!(sunset::sunset))
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
