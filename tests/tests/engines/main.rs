//! Engines: what the store rests on, asked of the embedded database and, where `STORE_ENDPOINT` names
//! one, of a second that shares no code with it.
//!
//! A probe does something small, and writes down what came of it. It passes if that is what AWS
//! documents, or what `deviations` lists for that engine. A difference that is not listed fails, and so
//! does a listed one that is gone, so that `docs/engines.md` is all there is to know.

#[cfg(test)]
mod deviations;
#[cfg(test)]
mod page;
#[cfg(test)]
mod probe;
#[cfg(test)]
mod probes;
#[cfg(test)]
mod room;
