//! DynamoDB: what is stored, under which keys, and the conditions that make decisions true.
//!
//! `rules` decides; this crate makes the decision happen exactly once or not at all. Every
//! guarantee (one person one code, one re-application, one open review, one effect per
//! check-in day) is a condition of a write, never a look-up before one, and every write may
//! be repeated.

mod areas;
mod book;
mod cases;
mod change;
mod classify;
mod colours;
mod commit;
mod compose;
mod due;
mod erasure;
mod evidence;
mod heads;
mod held;
mod history;
mod integrity;
mod items;
mod keys;
mod kinds;
mod ledger;
pub mod meter;
mod new_scan;
mod nights;
mod once;
mod orders;
mod papers;
mod passages;
mod patience;
mod people;
mod places;
mod policies;
mod proof;
mod queue;
mod read;
mod reviews;
mod roster;
mod scans;
mod seal;
mod sealing;
mod shares;
mod stored;
mod sunset;
mod write;

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use aws_sdk_dynamodb::Client;
use thiserror::Error;

pub use areas::StayCursor;
pub use change::Seen;
pub use colours::{ColourCounts, Colours};
pub use commit::{Commit, Declared, Identity, Verdict, With};
pub use due::{DueCursor, SHARDS};
pub use erasure::{Doomed, Erased, ErasureCursor, Met, SEGMENTS, Segment};
pub use heads::{HEAD_SHARDS, HeadCursor, Listed};
pub use held::{Held, HeldFault};
pub use integrity::{OpenCase, Statement};
pub use keys::{Pepper, PepperError};
pub use kinds::{Kind, Table};
pub use ledger::RootPage;
pub use new_scan::{Attempt, NewScan, ScanKey};
pub use nights::{Night, NightCounts};
pub use once::{Answer, Receipt};
pub use orders::{PrivateOrder, WaitingOrder};
pub use papers::Papers;
pub use passages::{Passage, PassageCounts, PassagesOfHour};
pub use patience::with_patience;
pub use places::Place;
pub use policies::{Approval, Proposal, StoredPolicy};
pub use reviews::{OpenReview, PrivateReview, Reply};
pub use roster::{RosterPage, RosterStart};
pub use scans::{Recorded, Scan};
pub use seal::Seal;
pub use sealing::{Sealed, SealedPart};
pub use stored::Stored;
pub use sunset::{Erasure, Phase, WholePass};

/// The four tables, because there are four kinds of trust (see `docs/architecture.md`).
#[derive(Debug, Clone)]
pub struct Tables {
    /// Cases, bindings, histories, reviews, places, shares: nothing that names a person in clear.
    pub people: String,
    /// Names, documents, phones, addresses, statements; under a key of its own.
    pub identities: String,
    /// Who was scanned where; much, and gone soon.
    pub scans: String,
    /// The roots of the days: nobody's, for anybody to read, and only ever added to.
    pub ledger: String,
}

/// The store of one process. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Store {
    client: Client,
    tables: Arc<Tables>,
    pepper: Pepper,
    places: Arc<Mutex<HashMap<String, places::Kept>>>,
    passages: Arc<Mutex<passages::Counting>>,
    book: Arc<book::KeptBook>,
}

impl Store {
    /// A store over `client`.
    pub fn new(client: Client, tables: Tables, pepper: Pepper) -> Self {
        Self {
            client,
            tables: Arc::new(tables),
            pepper,
            places: Arc::default(),
            passages: Arc::default(),
            book: Arc::default(),
        }
    }

    /// The same store and what it keeps in mind, but reached through what `other` makes of its client:
    /// with the rights of another role.
    #[must_use]
    pub fn through(&self, other: impl FnOnce(&Client) -> Client) -> Self {
        Self {
            client: other(&self.client),
            ..self.clone()
        }
    }

    /// The keyed hashes of this service.
    pub fn pepper(&self) -> &Pepper {
        &self.pepper
    }
}

/// Why the store did not do as asked: named after what the caller may do about it.
#[derive(Debug, Error)]
pub enum StoreError {
    /// Somebody else was faster, and still after every retry: ask again later.
    #[error("the item kept changing under us")]
    Conflict,
    /// What the write was to use up was used already: look at it again.
    #[error("somebody else was faster to use it up")]
    Used,
    /// The same request was answered meanwhile: give that answer.
    #[error("the same request was answered already")]
    Answered,
    /// The same evidence was taken before: there is nothing to do.
    #[error("the same evidence was taken before")]
    Known,
    /// The person was erased with the service's end (R85): there is nothing to change.
    #[error("the person is erased")]
    Erased,
    /// DynamoDB is throttling or out of reach: ask again later.
    #[error("DynamoDB is busy: {0}")]
    Busy(String),
    /// A fault of ours: a stored item that does not read, a request that is not valid.
    #[error("the store is broken: {0}")]
    Broken(String),
}
