//! Integrity cases: what officers make of a declaration that a record contradicts (R64, R65).
//!
//! The hold came by itself; that is all that happens by itself. Two officers find whether the person
//! is innocent, and whether the credit system is to be told, which this service never does.

pub mod find;
pub mod list;
pub mod read;
mod view;
