//! Journeys: what people do with the service, over HTTP, each in a world of its own.
//!
//! Modules mirror the URL tree; a test is named by what it shows and by the requirement that it
//! proves (`r26_…`). Clocks are set, never waited for.

#[cfg(test)]
mod abuse;
#[cfg(test)]
mod applications;
#[cfg(test)]
mod check_ins;
#[cfg(test)]
mod code;
#[cfg(test)]
mod concurrency;
#[cfg(test)]
mod countdown;
#[cfg(test)]
mod declarations;
#[cfg(test)]
mod documents;
#[cfg(test)]
mod events;
#[cfg(test)]
mod evidence;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod gateway;
#[cfg(test)]
mod guardians;
#[cfg(test)]
mod guidance;
#[cfg(test)]
mod history;
#[cfg(test)]
mod idempotency;
#[cfg(test)]
mod language;
#[cfg(test)]
mod leaving;
#[cfg(test)]
mod night;
#[cfg(test)]
mod officers;
#[cfg(test)]
mod passages;
#[cfg(test)]
mod people;
#[cfg(test)]
mod pictures;
#[cfg(test)]
mod places;
#[cfg(test)]
mod policies;
#[cfg(test)]
mod proofs;
#[cfg(test)]
mod reapplication;
#[cfg(test)]
mod reviews;
#[cfg(test)]
mod roles;
#[cfg(test)]
mod roots;
#[cfg(test)]
mod roster;
#[cfg(test)]
mod runs;
#[cfg(test)]
mod scans;
#[cfg(test)]
mod sealing;
#[cfg(test)]
mod share_codes;
#[cfg(test)]
mod shares;
#[cfg(test)]
mod statistics;
#[cfg(test)]
mod sunset;
#[cfg(test)]
mod support;
#[cfg(test)]
mod table;
#[cfg(test)]
mod verifications;
