//! The index of heads: everybody's id with the end of their history, and nothing else of them.
//!
//! It holds what the root of a day is made of, so that sealing one reads about 140 bytes a person
//! and not their case. A write costs one unit more if it appends to the history; a steady check-in
//! does not. Partitions are ranges of ids, so that one of them, read in order, gives one bucket
//! after another whole.

use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity};
use rules::heads::{BUCKETS, Head, least_of};
use rules::identity::PersonId;
use rules::merkle::Digest;
use serde::Deserialize;

use crate::classify::{classify, unreadable};
use crate::read::Item;
use crate::{Store, StoreError, meter};

/// Partitions of the index of heads.
pub const HEAD_SHARDS: u8 = 16;

/// Heads read per page.
const PAGE: i32 = 1000;

/// Where a page of the index ended.
#[derive(Debug, Clone)]
pub struct HeadCursor(Item);

/// An entry of the index.
#[derive(Deserialize)]
struct HeadEntry {
    pk: PersonId,
    log_n: u64,
    log_head: Digest,
}

/// The shard of a person: the first bits of their id.
pub fn shard_number(person: PersonId) -> u8 {
    person.as_bytes()[0] >> (u8::BITS - HEAD_SHARDS.ilog2())
}

/// The first bucket of a shard; of one more than there are, one more than the last bucket.
pub fn first_bucket(shard: u8) -> u16 {
    u16::from(shard) * (BUCKETS / u16::from(HEAD_SHARDS))
}

pub fn shard_name(shard: u8) -> String {
    format!("heads#{shard:02}")
}

impl Store {
    /// One page of the heads of a shard, in order of id, from that of the least person of bucket
    /// `from` on; and where it ended. The index is a moment behind the histories.
    pub async fn heads(
        &self,
        shard: u8,
        from: u16,
        after: Option<HeadCursor>,
    ) -> Result<(Vec<Head>, Option<HeadCursor>), StoreError> {
        let answer = self
            .client
            .query()
            .table_name(&self.tables.people)
            .index_name("heads")
            .key_condition_expression("head_shard = :shard AND pk >= :from")
            .expression_attribute_values(":shard", AttributeValue::S(shard_name(shard)))
            .expression_attribute_values(":from", AttributeValue::S(least_of(from).to_string()))
            .set_exclusive_start_key(after.map(|HeadCursor(key)| key))
            .limit(PAGE)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .map_err(|error| classify(&error))?;
        meter::read(answer.consumed_capacity());
        let head = |item: Item| {
            let entry: HeadEntry =
                serde_dynamo::from_item(item).map_err(|_| unreadable("index of heads"))?;
            Ok(Head {
                person_id: entry.pk,
                seq: entry.log_n,
                hash: entry.log_head,
            })
        };
        let items = answer.items.unwrap_or_default();
        let heads = items.into_iter().map(head).collect::<Result<_, _>>()?;
        Ok((heads, answer.last_evaluated_key.map(HeadCursor)))
    }
}

#[cfg(test)]
mod tests {
    use rules::heads::bucket_of;

    use super::*;

    #[test]
    fn a_shard_is_a_range_of_buckets() {
        for bucket in 0..BUCKETS {
            let shard = shard_number(least_of(bucket));
            let range = first_bucket(shard)..first_bucket(shard + 1);
            assert!(range.contains(&bucket), "{bucket}: {range:?}");
        }
        let most = PersonId::from_bytes([0xFF; 16]);
        assert_eq!(shard_number(most), HEAD_SHARDS - 1);
        assert_eq!(bucket_of(most), first_bucket(HEAD_SHARDS) - 1);
    }
}
