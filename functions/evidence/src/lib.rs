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
use edge::{State, handlers, serve_over};

handlers! {
    tell::tell,
}

/// This function's routes.
pub fn router(state: State) -> Router {
    serve_over(routes().with_state(state.clone()), &state)
}
