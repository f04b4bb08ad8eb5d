//! HTTP and Lambda: everything that a function needs to know of the world outside.
//!
//! A handler sees who asks ([`Caller`]), in which language ([`Language`]), what they sent
//! ([`JsonBody`], [`Fields`], [`Query`]), when it is ([`Clock`]) and what it may use ([`State`]); it
//! answers with a value or a [`Problem`]. It cannot tell whether it runs on Lambda behind API
//! Gateway or in the local bundle. Nothing here knows of health codes.

mod aws;
mod body;
pub mod boot;
mod call;
mod caller;
mod clock;
mod codes;
mod ended;
mod fields;
mod language;
pub mod log;
mod no_body;
mod once;
mod page;
mod problem;
mod published;
mod query;
pub mod random;
mod respond;
mod routes;
mod segments;
mod state;

pub use body::{JsonBody, LARGEST_BODY_BYTES, parse_json};
pub use call::Call;
pub use caller::{Caller, VerifiedClaim, VerifiedDocument};
pub use clock::Clock;
pub use codes::{ProblemKind, RequestFault};
pub use ended::stays_open;
pub use fields::{Faults, Fields, Node};
pub use language::Language;
pub use no_body::{NoBody, NoBodyView, OptionalBody};
pub use once::Once;
pub use page::{Answered, json_ok, json_with};
pub use problem::{Fault, Problem, ProblemView, Saying};
pub use published::Published;
pub use query::{Parameters, Query, cursor_at};
pub use respond::{in_language, serve_over};
pub use segments::Segments;
pub use state::State;
