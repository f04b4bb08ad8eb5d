//! Showing codes: reading is idempotent, needs no new declaration and consumes nothing (R22).
//! Every colour is computed while the reader waits.

mod guidance;
mod history;
mod keys;
mod people;
mod picture;
mod proof;
mod roots;
mod scans;
mod show;

use axum::Router;
use edge::{State, handlers, serve_over};

handlers! {
    people::people,
    show::code,
    picture::svg,
    picture::png,
    scans::scans,
    history::history,
    proof::proof,
    roots::roots,
    roots::root,
    guidance::guidance,
    keys::jwks,
    keys::openapi_document,
}

/// This function's routes.
pub fn router(state: State) -> Router {
    serve_over(routes().with_state(state.clone()), &state)
}
