//! The contract: what the template, the routers, the OpenAPI document, the events and the crates
//! say of each other is the same.
//!
//! Every test here is driven by a list that the product itself gives (the template's routes, the
//! document's bodies, the files of `events/`), so that a new route cannot be forgotten.

#[cfg(test)]
mod authorization;
#[cfg(test)]
mod bodies;
#[cfg(test)]
mod crates;
#[cfg(test)]
mod document;
#[cfg(test)]
mod events;
#[cfg(test)]
mod guidance;
#[cfg(test)]
mod operations;
#[cfg(test)]
mod plates;
#[cfg(test)]
mod policy;
#[cfg(test)]
mod roles;
#[cfg(test)]
mod routes;
#[cfg(test)]
mod shown;
#[cfg(test)]
mod world;
