//! What every handler of a process shares.

use std::sync::Arc;

use pass::KeyRing;
use rules::calendar::day_of;
use rules::policy::{PolicyBook, Sunset};
use store::{Store, StoreError};

use crate::Clock;
use crate::log::Log;

/// Shared by all requests of a process. Cheap to clone.
#[derive(Debug, Clone)]
pub struct State {
    /// What is stored.
    pub store: Store,
    /// The keys of the passes.
    pub ring: KeyRing,
    /// The time.
    pub clock: Clock,
    /// Where events go.
    pub log: Log,
}

impl State {
    /// The city's policies, at most half a minute old.
    ///
    /// # Errors
    /// If they were never read and cannot be read now.
    pub async fn book(&self) -> Result<Arc<PolicyBook>, StoreError> {
        self.store.book().await
    }

    /// The end of the service, if it has come (R85).
    ///
    /// # Errors
    /// As [`Self::book`].
    pub async fn sunset(&self) -> Result<Option<Sunset>, StoreError> {
        let today = day_of(self.clock.now());
        Ok(self.book().await?.sunset_on(today))
    }
}
