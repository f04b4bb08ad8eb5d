//! How many requests are worked on at once, and who goes first when there are more.
//!
//! On Lambda every function has its own share of concurrency, so a rush of applications leaves the
//! checkpoints alone, and what is above a share is refused at once. In one process all share the same
//! processors. So the last half of the places is kept for what somebody at a gate waits for, and whoever
//! finds no place is told so at once instead of waiting among thousands.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Functions that somebody at a gate waits for.
const AT_THE_GATE: [&str; 2] = ["verify", "code"];

/// The places of one process.
#[derive(Debug, Clone)]
pub struct Admission {
    places: Arc<Semaphore>,
    kept: usize,
}

/// A place, until it is dropped.
#[derive(Debug)]
pub struct Place(#[expect(dead_code, reason = "kept until it is dropped")] OwnedSemaphorePermit);

impl Admission {
    /// So many places, of which those at the gates get the last half.
    pub fn new(at_once: usize) -> Self {
        Self {
            places: Arc::new(Semaphore::new(at_once)),
            kept: at_once / 2,
        }
    }

    /// A place for a request to this function; none when it is not its turn.
    pub fn admit(&self, function: &str) -> Option<Place> {
        // Two who look at the same moment can both get the last one before the kept ones: no harm.
        if !AT_THE_GATE.contains(&function) && self.places.available_permits() <= self.kept {
            return None;
        }
        let place = Arc::clone(&self.places).try_acquire_owned().ok()?;
        Some(Place(place))
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
        let admission = Admission::new(4);
        let mut verifications = taken(&admission, "verify");
        assert_eq!(verifications.len(), 4);
        assert!(admission.admit("apply").is_none());
        verifications.truncate(2);
        assert!(admission.admit("apply").is_none(), "what is left is kept");
        assert!(admission.admit("code").is_some());
        drop(verifications);
        assert!(admission.admit("apply").is_some());
    }
}
