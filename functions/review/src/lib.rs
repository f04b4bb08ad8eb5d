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
use edge::{State, handlers, serve_over};

handlers! {
    file::file,
    mine::list,
    mine::one,
    queue::queue,
    case::read_review,
    answer::propose_answer,
    answer::approve_answer,
    answer::transfer_review,
    integrity::list::list_integrity_cases,
    integrity::read::read_integrity_case,
    integrity::find::propose_finding,
    integrity::find::approve_finding,
    order::propose::propose_order,
    order::list::list_orders,
    order::read::read_order,
    order::approve::approve_order,
}

/// This function's routes.
pub fn router(state: State) -> Router {
    serve_over(routes().with_state(state.clone()), &state)
}
