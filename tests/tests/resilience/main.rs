//! What must hold when many ask at once, when the database is busy or silent: one
//! effect or none, and an answer that says which.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends here")]

mod abuse;
mod concurrency;
mod faults;
mod proxy;
mod world;
