//! The index of heads: everybody's id with the end of their history, their district and the colour that
//! the history ends in, and nothing else of them.
//!
//! It holds what the root of a day and its counts are made of, so that sealing one reads about 170 bytes
//! a person and not their case. A write costs one unit more if it appends to the history; a steady
//! check-in does not. Neither the district nor that colour changes without an entry. Partitions are ranges of ids, and in each people stand in order of id: so however the
//! index is read, one bucket comes after another, whole.

use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity};
use rules::heads::{Head, most_of};
use rules::identity::{District, PersonId};
use rules::merkle::Digest;
use rules::words::Colour;
use serde::Deserialize;

use crate::classify::{classify, unreadable};
use crate::read::Item;
use crate::write::key;
use crate::{Store, StoreError, keys, meter};

/// Partitions of the index of heads.
pub const HEAD_SHARDS: u8 = 16;

/// Heads read per page.
const PAGE: i32 = 1000;

/// Where a page of the index ended.
#[derive(Debug, Clone)]
pub struct HeadCursor(Item);

impl HeadCursor {
    /// Behind everybody in a bucket.
    pub fn behind(bucket: u16) -> Self {
        let last = most_of(bucket);
        let mut cursor = Item::from(key(&last.to_string(), keys::CASE));
        let shard = shard_name(shard_number(last));
        cursor.insert("head_shard".to_owned(), AttributeValue::S(shard));
        Self(cursor)
    }
}

type Page = (Vec<Item>, Option<Item>);

/// Somebody in the index.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The end of their history.
    pub head: Head,
    /// Their district, and the colour that their history ends in; none where the index was made before
    /// it told them.
    pub standing: Option<(District, Colour)>,
}

/// An entry of the index.
#[derive(Deserialize)]
struct HeadEntry {
    pk: PersonId,
    log_n: u64,
    log_head: Digest,
    #[serde(default)]
    log_colour: Option<Colour>,
    #[serde(default)]
    district: Option<District>,
}

/// The shard of a person: the first bits of their id.
pub fn shard_number(person: PersonId) -> u8 {
    person.as_bytes()[0] >> (u8::BITS - HEAD_SHARDS.ilog2())
}

/// The partition of a shard.
pub fn shard_name(shard: u8) -> String {
    format!("heads#{shard:02}")
}

impl Store {
    /// One page of the heads of a shard, or of all shards one after another, and where it ended. The
    /// index is a moment behind the histories.
    pub async fn heads(
        &self,
        shard: Option<u8>,
        after: Option<HeadCursor>,
    ) -> Result<(Vec<Listed>, Option<HeadCursor>), StoreError> {
        let after = after.map(|HeadCursor(key)| key);
        let (items, last) = match shard {
            Some(shard) => self.heads_of_shard(shard, after).await?,
            None => self.heads_of_all(after).await?,
        };
        let listed = |item: Item| {
            let entry: HeadEntry =
                serde_dynamo::from_item(item).map_err(|_| unreadable("index of heads"))?;
            Ok(entry.listed())
        };
        let listed = items.into_iter().map(listed).collect::<Result<_, _>>()?;
        Ok((listed, last.map(HeadCursor)))
    }

    async fn heads_of_shard(&self, shard: u8, after: Option<Item>) -> Result<Page, StoreError> {
        let answer = self
            .client
            .query()
            .table_name(&self.tables.people)
            .index_name("heads")
            .key_condition_expression("head_shard = :shard")
            .expression_attribute_values(":shard", AttributeValue::S(shard_name(shard)))
            .set_exclusive_start_key(after)
            .limit(PAGE)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .map_err(|error| classify(&error))?;
        meter::read(answer.consumed_capacity());
        Ok((answer.items.unwrap_or_default(), answer.last_evaluated_key))
    }

    /// Everything in the index is wanted, so a scan reads no more than queries would.
    async fn heads_of_all(&self, after: Option<Item>) -> Result<Page, StoreError> {
        let answer = self
            .client
            .scan()
            .table_name(&self.tables.people)
            .index_name("heads")
            .set_exclusive_start_key(after)
            .limit(PAGE)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .map_err(|error| classify(&error))?;
        meter::read(answer.consumed_capacity());
        Ok((answer.items.unwrap_or_default(), answer.last_evaluated_key))
    }
}

impl HeadEntry {
    fn listed(self) -> Listed {
        Listed {
            head: Head {
                person_id: self.pk,
                seq: self.log_n,
                hash: self.log_head,
            },
            standing: self.district.zip(self.log_colour),
        }
    }
}

#[cfg(test)]
mod tests {
    use rules::heads::{BUCKETS, least_of};

    use super::*;

    #[test]
    fn no_bucket_is_in_two_shards_and_shards_are_in_order() {
        let shards: Vec<_> = (0..BUCKETS)
            .map(|bucket| {
                assert_eq!(
                    shard_number(least_of(bucket)),
                    shard_number(most_of(bucket))
                );
                shard_number(least_of(bucket))
            })
            .collect();
        assert!(shards.is_sorted());
        assert_eq!((shards[0], shards.last()), (0, Some(&(HEAD_SHARDS - 1))));
    }
}
