//! The entries of a person's history, in the form in which they were hashed.

use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity};
use rules::chain::Entry;
use rules::identity::PersonId;
use serde::{Deserialize, Serialize};

use crate::classify::{classify, unreadable};
use crate::{Store, StoreError, keys, meter};

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
        let mut entries = Vec::new();
        let mut pages = self
            .client
            .query()
            .table_name(&self.tables.people)
            .key_condition_expression("pk = :person AND begins_with(sk, :log)")
            .expression_attribute_values(":person", AttributeValue::S(person.to_string()))
            .expression_attribute_values(":log", AttributeValue::S(keys::LOG.to_owned()))
            .consistent_read(true)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .into_paginator()
            .send();
        while let Some(page) = pages.next().await {
            let page = page.map_err(|error| classify(&error))?;
            meter::read(page.consumed_capacity());
            for item in page.items.unwrap_or_default() {
                let item: LogItem =
                    serde_dynamo::from_item(item).map_err(|_| unreadable("history entry"))?;
                entries.push(
                    serde_json::from_str(&item.entry).map_err(|_| unreadable("history entry"))?,
                );
            }
        }
        Ok(entries)
    }
}
