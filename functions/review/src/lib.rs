//! Reviews (复核): whoever doubts a colour files one, and its state can be read at any time,
//! so nobody has to call (R72, R76). What was filed cannot be changed or withdrawn (R75):
//! there is no route for it. A district answers, and it takes two officers to change anything (R83);
//! no route sets a colour.

mod answer;
mod case;
mod file;
mod integrity;
mod mine;
mod officer;
mod order;
mod page;
mod papers;
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
        .routes(routes!(case::read_review))
        .routes(routes!(answer::propose_answer))
        .routes(routes!(answer::approve_answer))
        .routes(routes!(answer::transfer_review))
        .routes(routes!(integrity::list::list_integrity_cases))
        .routes(routes!(integrity::read::read_integrity_case))
        .routes(routes!(integrity::find::propose_finding))
        .routes(routes!(integrity::find::approve_finding))
        .routes(routes!(order::propose::propose_order))
        .routes(routes!(order::list::list_orders))
        .routes(routes!(order::read::read_order))
        .routes(routes!(order::approve::approve_order))
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
