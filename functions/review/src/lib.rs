//! Reviews (复核): whoever doubts a colour files one, and its state can be read at any time,
//! so nobody has to call (R72, R76). What was filed cannot be changed or withdrawn (R75):
//! there is no route for it.

mod file;
mod mine;
mod queue;

use axum::Router;
use edge::{State, serve_over};
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

fn routes() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(file::file))
        .routes(routes!(mine::list))
        .routes(routes!(mine::one))
        .routes(routes!(queue::queue))
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
