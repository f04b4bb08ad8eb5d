//! Reading one item, or all that stands under one partition key.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity};

use crate::classify::classify;
use crate::write::key;
use crate::{Store, StoreError, meter};

/// An item as DynamoDB gives it.
pub type Item = HashMap<String, AttributeValue>;

/// Which items under a partition key, and in which order.
#[derive(Debug, Clone, Copy)]
pub enum Which<'a> {
    /// All, by sort key.
    All,
    /// Those whose sort key begins so, by sort key.
    Prefixed(&'a str),
    /// The last ones by sort key, last first; about so many.
    Last(usize),
}

/// How fresh a look at an item is.
#[derive(Debug, Clone, Copy)]
pub enum Look {
    /// It shows all that was written before.
    IsNow,
    /// It may be a moment old, for half the units.
    MayBeOld,
}

impl Store {
    /// The item of `table` under this key, strongly consistent.
    pub(crate) async fn item(
        &self,
        table: &str,
        pk: &str,
        sk: &str,
    ) -> Result<Option<Item>, StoreError> {
        self.look_at(table, pk, sk, Look::IsNow).await
    }

    /// The item of `table` under this key.
    pub(crate) async fn look_at(
        &self,
        table: &str,
        pk: &str,
        sk: &str,
        look: Look,
    ) -> Result<Option<Item>, StoreError> {
        let answer = self
            .client
            .get_item()
            .table_name(table)
            .set_key(Some(key(pk, sk).into()))
            .consistent_read(matches!(look, Look::IsNow))
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .map_err(|error| classify(&error))?;
        meter::read(answer.consumed_capacity());
        Ok(answer.item)
    }

    /// Items of `table` under `pk`, strongly consistent.
    pub(crate) async fn items(
        &self,
        table: &str,
        pk: String,
        which: Which<'_>,
    ) -> Result<Vec<Item>, StoreError> {
        let query = self
            .client
            .query()
            .table_name(table)
            .expression_attribute_values(":pk", AttributeValue::S(pk))
            .consistent_read(true)
            .return_consumed_capacity(ReturnConsumedCapacity::Total);
        let query = match which {
            Which::All => query.key_condition_expression("pk = :pk"),
            Which::Last(_) => query
                .key_condition_expression("pk = :pk")
                .scan_index_forward(false),
            Which::Prefixed(prefix) => query
                .key_condition_expression("pk = :pk AND begins_with(sk, :prefix)")
                .expression_attribute_values(":prefix", AttributeValue::S(prefix.to_owned())),
        };
        let most = if let Which::Last(most) = which {
            most
        } else {
            usize::MAX
        };
        let mut items = Vec::new();
        let mut pages = query.into_paginator().send();
        while let Some(page) = pages.next().await {
            let page = page.map_err(|error| classify(&error))?;
            meter::read(page.consumed_capacity());
            items.extend(page.items.unwrap_or_default());
            if items.len() >= most {
                break;
            }
        }
        Ok(items)
    }

    /// Items of `table` under `pk` whose sort keys are between these two, both included, by sort key. They
    /// may be a moment old, for half the units.
    pub(crate) async fn between(
        &self,
        table: &str,
        pk: &str,
        from: &str,
        to: &str,
    ) -> Result<Vec<Item>, StoreError> {
        let text = |text: &str| AttributeValue::S(text.to_owned());
        let query = self
            .client
            .query()
            .table_name(table)
            .key_condition_expression("pk = :pk AND sk BETWEEN :from AND :to")
            .expression_attribute_values(":pk", text(pk))
            .expression_attribute_values(":from", text(from))
            .expression_attribute_values(":to", text(to))
            .return_consumed_capacity(ReturnConsumedCapacity::Total);
        let (mut pages, mut items) = (query.into_paginator().send(), Vec::new());
        while let Some(page) = pages.next().await {
            let page = page.map_err(|error| classify(&error))?;
            meter::read(page.consumed_capacity());
            items.extend(page.items.unwrap_or_default());
        }
        Ok(items)
    }
}
