//! Why a queue's message could not be taken: a note beside the dead letters, which hold the
//! message itself. The note names places and codes of faults, and nothing that a message says.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::classify::unreadable;
use crate::read::{Item, Which};
use crate::write::Write;
use crate::{Store, StoreError, keys};

/// How long a note is kept, in seconds: as long as the dead letters are.
const KEPT_SECONDS: i64 = 14 * 24 * 60 * 60;

/// A message that could not be taken, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The message's id in its queue.
    pub message_id: String,
    /// When it was looked at last.
    pub at: Timestamp,
    /// What is wrong with it.
    pub faults: Vec<HeldFault>,
}

/// One fault of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldFault {
    /// JSON pointer.
    pub pointer: String,
    /// Its code.
    pub code: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct HeldItem {
    #[serde(flatten)]
    held: Held,
    expires_at: i64,
}

impl Store {
    /// Notes why a message could not be taken; again for every try.
    pub async fn hold_apart(&self, held: &Held) -> Result<(), StoreError> {
        let item = HeldItem {
            held: held.clone(),
            expires_at: held.at.as_second() + KEPT_SECONDS,
        };
        let put = Write::put_at(&self.tables.people, keys::HELD, &held.message_id, &item)?;
        self.write(vec![put]).await
    }

    /// The messages that could not be taken, by id, unless their notes have expired by `now`.
    pub async fn held_apart(&self, now: Timestamp) -> Result<Vec<Held>, StoreError> {
        let notes = self
            .items(&self.tables.people, keys::HELD.to_owned(), Which::All)
            .await?;
        let note = |item: Item| serde_dynamo::from_item::<_, HeldItem>(item);
        let notes: Vec<HeldItem> = notes
            .into_iter()
            .map(note)
            .collect::<Result<_, _>>()
            .map_err(|_| unreadable("note about a message"))?;
        Ok(notes
            .into_iter()
            .filter(|note| note.expires_at > now.as_second())
            .map(|note| note.held)
            .collect())
    }
}
