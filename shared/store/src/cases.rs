//! Reading many people at once, each as they are now.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::{KeysAndAttributes, ReturnConsumedCapacity};
use rules::identity::PersonId;

use crate::classify::{classify, unreadable};
use crate::stored::Stored;
use crate::write::key;
use crate::{Store, StoreError, keys, meter};

/// A batch get takes this many keys at most.
const BATCH: usize = 100;

impl Store {
    /// The people with these ids, of which none is given twice, by id; whoever is not there is
    /// left out. Strongly consistent.
    pub(crate) async fn people(&self, ids: &[PersonId]) -> Result<Vec<Stored>, StoreError> {
        let mut people = Vec::with_capacity(ids.len());
        for batch in ids.chunks(BATCH) {
            people.extend(self.batch(batch).await?);
        }
        people.sort_by_key(|stored| stored.person.id);
        Ok(people)
    }

    async fn batch(&self, ids: &[PersonId]) -> Result<Vec<Stored>, StoreError> {
        let mut people = Vec::with_capacity(ids.len());
        let mut left: Vec<HashMap<_, _>> = ids
            .iter()
            .map(|id| key(&id.to_string(), keys::CASE).into())
            .collect();
        while !left.is_empty() {
            let wanted = KeysAndAttributes::builder()
                .set_keys(Some(left))
                .consistent_read(true)
                .build()
                .map_err(|_| unreadable("request"))?;
            let answer = self
                .client
                .batch_get_item()
                .request_items(&self.tables.people, wanted)
                .return_consumed_capacity(ReturnConsumedCapacity::Total)
                .send()
                .await
                .map_err(|error| classify(&error))?;
            meter::read(answer.consumed_capacity());
            let mut tables = answer.responses.unwrap_or_default();
            for item in tables.remove(&self.tables.people).unwrap_or_default() {
                people.extend(Stored::from_item(item)?);
            }
            left = answer
                .unprocessed_keys
                .unwrap_or_default()
                .remove(&self.tables.people)
                .map_or_else(Vec::new, |keys| keys.keys);
        }
        Ok(people)
    }
}
