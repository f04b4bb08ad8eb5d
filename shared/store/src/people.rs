//! The people that an account keeps.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::{KeysAndAttributes, ReturnConsumedCapacity};
use rules::identity::PersonId;
use rules::words::Relation;
use serde::{Deserialize, Serialize};

use crate::classify::{classify, unreadable};
use crate::read::{Item, Which};
use crate::stored::Stored;
use crate::write::key;
use crate::{Store, StoreError, keys, meter};

/// A batch get takes this many keys at most.
const BATCH: usize = 100;

/// One line of an account's list, under the account and the person.
#[derive(Debug, Serialize, Deserialize)]
pub struct BoundItem {
    /// Who the person is to the account.
    pub relation: Relation,
}

impl Store {
    /// All people whom `account` keeps, by person id.
    pub async fn people_of(&self, account: &str) -> Result<Vec<Stored>, StoreError> {
        let ids = self.ids_of(account).await?;
        let mut people = Vec::with_capacity(ids.len());
        for batch in ids.chunks(BATCH) {
            people.extend(self.batch(batch).await?);
        }
        people.retain(|stored| stored.person.bindings.includes(account));
        people.sort_by_key(|stored| stored.person.id);
        Ok(people)
    }

    async fn ids_of(&self, account: &str) -> Result<Vec<PersonId>, StoreError> {
        let items = self
            .items(&self.tables.people, keys::account(account), Which::All)
            .await?;
        let id = |item: &Item| PersonId::parse(item.get("sk")?.as_s().ok()?);
        items
            .iter()
            .map(|item| id(item).ok_or_else(|| unreadable("account's list")))
            .collect()
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
