//! Checking in: how somebody is today. Voluntary, once a day counted, never held against
//! anybody who does not (R32, R34).

mod check_in;

use axum::Router;
use edge::{State, handlers, serve_over};

handlers! {
    check_in::check_in,
}

/// This function's routes.
pub fn router(state: State) -> Router {
    serve_over(routes().with_state(state.clone()), &state)
}
