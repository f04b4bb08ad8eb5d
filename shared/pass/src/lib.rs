//! The pass: what the QR code says, for 60 seconds (R30, R45).
//!
//! A pass proves that this service issued it for one person less than 60 seconds ago, and
//! nothing else. No name, no document and no colour is in it, so a photograph of the code
//! gives nothing away and a forged frame changes nothing: who scans it asks the service.
//!
//! [`KeyRing`] issues and verifies passes, [`svg()`] and [`png()`] draw them. No clock and no
//! randomness is in here: the time and the serial are arguments.

mod render;
mod ring;
mod token;

pub use render::{Frame, RenderError, png, svg};
pub use ring::{KeyRing, KeyRingError};
pub use token::{IssueError, LIFETIME_SECONDS, Pass, PassFault, Serial, Verified};
