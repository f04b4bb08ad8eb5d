//! Evidence that waits under a person's key, whether or not that person exists.

use rules::evidence::Record;
use rules::identity::PersonId;

use crate::classify::unreadable;
use crate::items::RecordItem;
use crate::read::{Item, Which};
use crate::{Store, StoreError, keys};

impl Store {
    /// All evidence about a person, strongly consistent.
    pub(crate) async fn evidence(&self, person: PersonId) -> Result<Vec<Record>, StoreError> {
        let items = self
            .items(
                &self.tables.people,
                person.to_string(),
                Which::Prefixed(keys::EVIDENCE),
            )
            .await?;
        let record = |item: Item| {
            serde_dynamo::from_item::<_, RecordItem>(item)
                .ok()?
                .into_record()
        };
        items
            .into_iter()
            .map(|item| record(item).ok_or_else(|| unreadable("piece of evidence")))
            .collect()
    }
}
