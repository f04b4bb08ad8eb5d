//! The due index: for whom days alone will end a hold, and on which day. Sparse, so that reading it meets nobody
//! else, and sharded, so that no partition is hot at midnight.

use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity};
use jiff::civil::Date;
use rules::identity::PersonId;

use crate::classify::{classify, unreadable};
use crate::{Store, StoreError, meter};

/// Partitions of the due index.
pub const SHARDS: u8 = 16;
/// People read per page.
const PAGE: i32 = 200;

/// Where a page of the index ended.
#[derive(Debug, Clone)]
pub struct DueCursor(std::collections::HashMap<String, AttributeValue>);

/// The shard of a person: even, since person ids are hashes.
pub fn shard_of(person: PersonId) -> String {
    shard_name(shard_number(person))
}

/// The number of that shard.
pub fn shard_number(person: PersonId) -> u8 {
    person.as_bytes()[0] % SHARDS
}

fn shard_name(shard: u8) -> String {
    format!("due#{shard:02}")
}

impl Store {
    /// One page of the people of a shard who are due on or before `day`, and where it ended.
    pub async fn due(
        &self,
        shard: u8,
        day: Date,
        after: Option<DueCursor>,
    ) -> Result<(Vec<PersonId>, Option<DueCursor>), StoreError> {
        let answer = self
            .client
            .query()
            .table_name(&self.tables.people)
            .index_name("due")
            .key_condition_expression("due_shard = :shard AND due_on <= :day")
            .expression_attribute_values(":shard", AttributeValue::S(shard_name(shard)))
            .expression_attribute_values(":day", AttributeValue::S(day.to_string()))
            .set_exclusive_start_key(after.map(|DueCursor(key)| key))
            .limit(PAGE)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .map_err(|error| classify(&error))?;
        meter::read(answer.consumed_capacity());
        let people = answer
            .items()
            .iter()
            .map(|item| {
                item.get("pk")
                    .and_then(|pk| pk.as_s().ok())
                    .and_then(|pk| PersonId::parse(pk))
            })
            .collect::<Option<_>>()
            .ok_or_else(|| unreadable("due index"))?;
        Ok((people, answer.last_evaluated_key.map(DueCursor)))
    }
}
