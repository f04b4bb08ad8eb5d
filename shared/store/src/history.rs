//! The entries of a person's history, in the form in which they were hashed.

use rules::chain::Entry;
use rules::identity::PersonId;
use serde::{Deserialize, Serialize};

use crate::classify::unreadable;
use crate::read::{Item, Which};
use crate::{Store, StoreError, keys};

/// A history entry as stored: JSON text, so that what is shown is what was hashed.
#[derive(Debug, Serialize, Deserialize)]
pub struct LogItem {
    pk: String,
    sk: String,
    entry: String,
}

impl LogItem {
    /// The stored form of one entry.
    pub fn of(person: PersonId, entry: &Entry) -> Self {
        let text = serde_json::to_string(entry).unwrap_or_default();
        Self {
            pk: person.to_string(),
            sk: keys::log(entry.seq),
            entry: text,
        }
    }
}

impl Store {
    /// A person's history, oldest entry first.
    pub async fn history(&self, person: PersonId) -> Result<Vec<Entry>, StoreError> {
        let items = self
            .items(
                &self.tables.people,
                person.to_string(),
                Which::Prefixed(keys::LOG),
            )
            .await?;
        let entry = |item: Item| {
            let item: LogItem = serde_dynamo::from_item(item).ok()?;
            serde_json::from_str(&item.entry).ok()
        };
        items
            .into_iter()
            .map(|item| entry(item).ok_or_else(|| unreadable("history entry")))
            .collect()
    }
}
