//! What every handler of a process shares.

use std::sync::Arc;

use pass::KeyRing;
use rules::policy::{PolicyBook, PolicyError};
use store::Store;

use crate::Clock;

/// Shared by all requests of a process. Cheap to clone.
#[derive(Debug, Clone)]
pub struct State {
    /// What is stored.
    pub store: Store,
    /// The keys of the passes.
    pub ring: KeyRing,
    /// The time.
    pub clock: Clock,
    /// The city's policies.
    pub book: Arc<PolicyBook>,
}

impl State {
    /// The state of a process, with the policies that ship with this release.
    ///
    /// # Errors
    /// The first fault of a shipped policy; a build that passed its tests has none.
    pub fn new(store: Store, ring: KeyRing, clock: Clock) -> Result<Self, PolicyError> {
        Ok(Self {
            store,
            ring,
            clock,
            book: Arc::new(PolicyBook::shipped()?),
        })
    }
}
