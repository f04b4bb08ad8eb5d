//! The roots of the days, in a table that is only ever added to.
//!
//! Each names the one before it, so they are a chain; and since one transaction puts a root and
//! claims to be the only one that follows the last, the chain has no branches, however many
//! workers seal however many days at once. A day is sealed once, and never after a later one.

use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity};
use jiff::civil::Date;
use rules::heads::Root;
use rules::merkle::Digest;
use serde::{Deserialize, Serialize};

use crate::classify::{classify, unreadable};
use crate::read::Item;
use crate::write::{Condition, Write};
use crate::{Sealed, Store, StoreError, keys, meter};

/// Roots on a page.
const PAGE: usize = 50;
/// How often a seal is tried when others seal at the same time.
const TRIES: usize = 8;

/// A page of roots.
#[derive(Debug)]
pub struct RootPage {
    /// Newest first.
    pub roots: Vec<Root>,
    /// The day before which the next page begins; none on the last.
    pub next: Option<Date>,
}

#[derive(Debug, Serialize, Deserialize)]
struct RootItem {
    pk: String,
    sk: Date,
    people: u64,
    buckets: u64,
    root: Digest,
    prev_hash: Digest,
    hash: Digest,
}

/// Claims to follow a root.
#[derive(Debug, Serialize)]
struct ClaimItem {
    pk: &'static str,
    sk: Digest,
    day: Date,
}

impl Store {
    /// Seals a day under the root of its buckets, unless it or a later one is sealed. What the day's people
    /// were counted to be is put with the root or not at all.
    pub async fn seal_day(
        &self,
        day: Date,
        whole: &Sealed,
        root: Digest,
    ) -> Result<(), StoreError> {
        let people = whole.buckets.iter().map(|bucket| bucket.size).sum();
        let buckets = whole.buckets.len() as u64;
        let counts = whole.colours.as_ref().filter(|counts| !counts.is_empty());
        for _ in 0..TRIES {
            let last = self.last_root().await?;
            if last.as_ref().is_some_and(|last| last.day >= day) {
                return Ok(());
            }
            let sealed = Root::after(last.as_ref(), day, people, buckets, root);
            let claim = ClaimItem {
                pk: keys::AFTER,
                sk: sealed.prev_hash,
                day,
            };
            let mut writes = vec![
                Write::put(&self.tables.ledger, &RootItem::of(sealed), Condition::New)?,
                Write::put(&self.tables.ledger, &claim, Condition::New)?,
            ];
            if let Some(counts) = counts {
                writes.push(self.put_colours(day, counts)?);
            }
            match self.write(writes).await {
                Err(StoreError::Conflict) => {}
                other => return other,
            }
        }
        Err(StoreError::Conflict)
    }

    /// The root of the latest day that is sealed.
    pub async fn last_root(&self) -> Result<Option<Root>, StoreError> {
        Ok(self.roots_before(None, 1).await?.pop())
    }

    /// The root of a day.
    pub async fn root_of(&self, day: Date) -> Result<Option<Root>, StoreError> {
        let ledger = &self.tables.ledger;
        let item = self.item(ledger, keys::ROOTS, &day.to_string()).await?;
        item.map(RootItem::root).transpose()
    }

    /// A page of at most 50 roots, of days before `before`.
    pub async fn roots(&self, before: Option<Date>) -> Result<RootPage, StoreError> {
        let mut roots = self.roots_before(before, PAGE + 1).await?;
        let has_more = roots.len() > PAGE;
        roots.truncate(PAGE);
        let last = roots.last().map(|root| root.day);
        Ok(RootPage {
            next: last.filter(|_| has_more),
            roots,
        })
    }

    async fn roots_before(
        &self,
        before: Option<Date>,
        most: usize,
    ) -> Result<Vec<Root>, StoreError> {
        let query = self
            .client
            .query()
            .table_name(&self.tables.ledger)
            .expression_attribute_values(":roots", AttributeValue::S(keys::ROOTS.to_owned()))
            .scan_index_forward(false)
            .consistent_read(true)
            .limit(most.try_into().unwrap_or(i32::MAX))
            .return_consumed_capacity(ReturnConsumedCapacity::Total);
        let query = match before {
            None => query.key_condition_expression("pk = :roots"),
            Some(day) => query
                .key_condition_expression("pk = :roots AND sk < :day")
                .expression_attribute_values(":day", AttributeValue::S(day.to_string())),
        };
        let answer = query.send().await.map_err(|error| classify(&error))?;
        meter::read(answer.consumed_capacity());
        let items = answer.items.unwrap_or_default();
        items.into_iter().map(RootItem::root).collect()
    }
}

impl RootItem {
    fn of(root: Root) -> Self {
        let Root {
            day,
            people,
            buckets,
            root,
            prev_hash,
            hash,
        } = root;
        Self {
            pk: keys::ROOTS.to_owned(),
            sk: day,
            people,
            buckets,
            root,
            prev_hash,
            hash,
        }
    }

    fn root(item: Item) -> Result<Root, StoreError> {
        let item: Self = serde_dynamo::from_item(item).map_err(|_| unreadable("root"))?;
        Ok(Root {
            day: item.sk,
            people: item.people,
            buckets: item.buckets,
            root: item.root,
            prev_hash: item.prev_hash,
            hash: item.hash,
        })
    }
}
