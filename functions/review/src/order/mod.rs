//! Orders: a hold that officers put on by hand takes a law, evidence, a statement and two of them (R83).
//!
//! What is kept of the people is the keyed hash of each document and its last four characters. An approved order
//! counts for those who have a code at once, and for the others when they apply.

pub mod approve;
mod body;
pub mod list;
pub mod propose;
pub mod read;
mod view;
