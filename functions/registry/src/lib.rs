//! What offices keep and ask for, and employers: policies with the end that one may set, places with a
//! checkpoint, numbers, and rosters.

mod check;
mod place;
mod policy;
mod roster;
mod statistics;
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
    statistics::statistics,
    sunset::sunset,
}

/// This function's routes.
pub fn router(state: State) -> Router {
    serve_over(routes().with_state(state.clone()), &state)
}
