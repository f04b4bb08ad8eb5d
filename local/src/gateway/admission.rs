//! How many requests are worked on at once, and who goes first when there are more.
//!
//! On Lambda every function has its own share of concurrency, so a rush of applications leaves the
//! checkpoints alone, and what is above a share is refused at once. In one process all share the same
//! processors. So half of the places are kept for what somebody at a gate waits for, and whoever
//! finds no place is told so at once instead of waiting among thousands.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Functions that somebody at a gate waits for.
const AT_THE_GATE: [&str; 2] = ["verify", "code"];

/// The places of one process.
#[derive(Debug, Clone)]
pub struct Admission {
    all: Arc<Semaphore>,
    others: Arc<Semaphore>,
}

/// A place, until it is dropped.
#[derive(Debug)]
pub struct Place {
    _of_all: OwnedSemaphorePermit,
    _of_others: Option<OwnedSemaphorePermit>,
}

impl Admission {
    /// So many places, and half as many for what nobody at a gate waits for.
    pub fn new(at_once: usize) -> Self {
        Self {
            all: Arc::new(Semaphore::new(at_once)),
            others: Arc::new(Semaphore::new(at_once.div_ceil(2))),
        }
    }

    /// A place for a request to this function; none when it is not its turn.
    pub fn admit(&self, function: &str) -> Option<Place> {
        let of_others = if AT_THE_GATE.contains(&function) {
            None
        } else {
            Some(Arc::clone(&self.others).try_acquire_owned().ok()?)
        };
        Some(Place {
            _of_all: Arc::clone(&self.all).try_acquire_owned().ok()?,
            _of_others: of_others,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(admission: &Admission, function: &str) -> Vec<Place> {
        std::iter::from_fn(|| admission.admit(function)).collect()
    }

    #[test]
    fn applications_leave_half_of_the_places_to_the_gates() {
        let admission = Admission::new(8);
        let applications = taken(&admission, "apply");
        assert_eq!(applications.len(), 4);
        let verifications = taken(&admission, "verify");
        assert_eq!(verifications.len(), 4);
        assert!(admission.admit("code").is_none());
        drop(applications);
        assert_eq!(taken(&admission, "code").len(), 4);
    }

    #[test]
    fn gates_may_have_all_places_and_a_refused_request_takes_none() {
        let admission = Admission::new(2);
        let verifications = taken(&admission, "verify");
        assert_eq!(verifications.len(), 2);
        assert!(admission.admit("apply").is_none());
        drop(verifications);
        assert!(admission.admit("apply").is_some());
    }
}
