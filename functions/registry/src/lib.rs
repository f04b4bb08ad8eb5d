//! What offices keep and employers ask for: policies with the end that one may set, places with a
//! checkpoint, and rosters.

mod check;
mod place;
mod policy;
mod roster;
mod sunset;

use axum::Router;
use edge::{State, handlers, serve_over};

handlers! {
    place::put_place,
    policy::propose,
    policy::approve,
    policy::current,
    policy::version,
    policy::schema,
    roster::roster,
    sunset::sunset,
}

/// This function's routes.
pub fn router(state: State) -> Router {
    serve_over(routes().with_state(state.clone()), &state)
}
