//! Verifying at a checkpoint: what the place's rule makes of the person in front of it, and
//! the rule itself, for anybody to read (R51).
//!
//! A verification is one read of the person and one conditional write of the scan, which is
//! also the replay check. Once a minute a process adds with it what it counted (`counting`).

mod counting;
mod place_rule;
mod scan;
mod verification;

use axum::Router;
use edge::{State, handlers, serve_over};

handlers! {
    verification::verify,
    place_rule::place_rule,
}

/// This function's routes.
pub fn router(state: State) -> Router {
    serve_over(routes().with_state(state.clone()), &state)
}
