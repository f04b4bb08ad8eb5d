//! The domain of the health code, pure.
//!
//! Everything that decides a colour, an admission or a date is here and nowhere else: no
//! I/O, no clock, no randomness. `now` is an argument, and the same arguments give the same
//! answer on every machine.
//!
//! Read [`case`] first: a case is what is known of a person, [`hold`] is one reason to be
//! yellow or red, [`declaration`] adds to a case, [`assess`] looks at one.

mod vocabulary;

pub mod access;
pub mod assess;
pub mod calendar;
pub mod case;
pub mod chain;
pub mod declaration;
pub mod evidence;
pub mod guidance;
pub mod heads;
pub mod health;
pub mod hold;
pub mod identity;
pub mod integrity;
pub mod merkle;
pub mod officer;
pub mod order;
pub mod person;
pub mod policy;
pub mod review;
pub mod share;
pub mod text;
pub mod texts;
pub mod words;
