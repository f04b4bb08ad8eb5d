//! The proof of a person's head in the root of a day: one small block of the bucket's list, and one
//! of the city's tree, each with the path above it.

use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity};
use jiff::Timestamp;
use rules::heads::{Bucket, Head, InBucket, InCity, Proof, Root, bucket_of, least_of};
use rules::identity::PersonId;
use rules::merkle::{Digest, path_through};

use crate::classify::{classify, unreadable};
use crate::sealing::{BlockItem, Packed, unpack};
use crate::{Store, StoreError, keys, meter};

/// A leaf that was found, and what proves it.
struct Found<T> {
    leaf: T,
    index: u64,
    path: Vec<Digest>,
}

impl Store {
    /// The proof that `person`'s head is in `root`. None if it is not, or if the lists of that day
    /// have ended.
    pub async fn proof(
        &self,
        person: PersonId,
        root: Root,
        now: Timestamp,
    ) -> Result<Option<Proof>, StoreError> {
        let number = bucket_of(person);
        let city = self
            .block(
                &keys::heads(root.day),
                &keys::city_block(&root.root, 0),
                &keys::city_block(&root.root, number),
                now,
            )
            .await?;
        let city = city.map(|block| block.find(Bucket::leaf, |bucket| bucket.number == number));
        let Some(in_city) = city.transpose()?.flatten() else {
            return Ok(None);
        };
        let bucket = in_city.leaf;
        let list = self
            .block(
                &keys::heads_of_bucket(root.day, number),
                &keys::list_block(&bucket.root, least_of(number)),
                &keys::list_block(&bucket.root, person),
                now,
            )
            .await?;
        let list = list.map(|block| block.find(Head::leaf, |head| head.person_id == person));
        let Some(in_bucket) = list.transpose()?.flatten() else {
            return Ok(None);
        };
        Ok(Some(Proof {
            leaf: in_bucket.leaf,
            in_bucket: InBucket {
                bucket: number,
                index: in_bucket.index,
                size: bucket.size,
                path: in_bucket.path,
            },
            in_city: InCity {
                index: in_city.index,
                path: in_city.path,
            },
            root,
        }))
    }

    /// The last block of a list that begins between `from` and `to`: the one that has `to`, if any
    /// has.
    async fn block(
        &self,
        pk: &str,
        from: &str,
        to: &str,
        now: Timestamp,
    ) -> Result<Option<BlockItem>, StoreError> {
        let text = |text: &str| AttributeValue::S(text.to_owned());
        let answer = self
            .client
            .query()
            .table_name(&self.tables.people)
            .key_condition_expression("pk = :pk AND sk BETWEEN :from AND :to")
            .expression_attribute_values(":pk", text(pk))
            .expression_attribute_values(":from", text(from))
            .expression_attribute_values(":to", text(to))
            .scan_index_forward(false)
            .limit(1)
            .consistent_read(true)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .map_err(|error| classify(&error))?;
        meter::read(answer.consumed_capacity());
        let item = answer.items.and_then(|mut items| items.pop());
        let block: Option<BlockItem> = item
            .map(serde_dynamo::from_item)
            .transpose()
            .map_err(|_| unreadable("block of heads"))?;
        Ok(block.filter(|block| block.is_kept(now)))
    }
}

impl BlockItem {
    /// The leaf that is the one looked for, with its place in the whole list and the path to the
    /// list's root.
    fn find<T: Packed>(
        &self,
        hash: impl Fn(&T) -> Digest,
        is_it: impl Fn(&T) -> bool,
    ) -> Result<Option<Found<T>>, StoreError> {
        let broken = || unreadable("block of heads");
        let mut leaves: Vec<T> = unpack(&self.leaves).ok_or_else(broken)?;
        let above = unpack(&self.above).ok_or_else(broken)?;
        let Some(index) = leaves.iter().position(is_it) else {
            return Ok(None);
        };
        let hashes: Vec<_> = leaves.iter().map(hash).collect();
        Ok(Some(Found {
            path: path_through(&hashes, index, &above).ok_or_else(broken)?,
            index: self.first + index as u64,
            leaf: leaves.swap_remove(index),
        }))
    }
}
