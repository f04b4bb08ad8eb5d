//! What waits for an officer, by the office it waits for: open reviews, integrity cases, orders.
//!
//! One sparse index serves all of them: an item that waits for nobody has left it.

use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity};
use jiff::Timestamp;

use crate::classify::classify;
use crate::read::Item;
use crate::{Store, StoreError, meter};

/// Where an item stands in a queue: by a moment, then by its id.
pub(crate) fn position(moment: Timestamp, id: &str) -> String {
    format!("{:012}#{id}", moment.as_second())
}

impl Store {
    /// Items on a page of a queue; one reading gives one more, which tells that there is more.
    pub const QUEUED_A_PAGE: u8 = 50;

    /// One reading of a queue in order of position: what stands after `after` (the position of
    /// the last one seen), and only what has a moment before `before`, if given.
    pub(crate) async fn queued(
        &self,
        queue: String,
        after: Option<&str>,
        before: Option<Timestamp>,
    ) -> Result<Vec<Item>, StoreError> {
        // Positions begin with digits: "~" is after all of them, and "!" just after one.
        let from = after.map_or_else(|| "0".to_owned(), |position| format!("{position}!"));
        let until = before.map_or_else(
            || "~".to_owned(),
            |moment| format!("{:012}", moment.as_second()),
        );
        if from > until {
            return Ok(Vec::new());
        }
        let answer = self
            .client
            .query()
            .table_name(&self.tables.people)
            .index_name("queue")
            .key_condition_expression("queue = :queue AND queue_at BETWEEN :from AND :until")
            .expression_attribute_values(":queue", AttributeValue::S(queue))
            .expression_attribute_values(":from", AttributeValue::S(from))
            .expression_attribute_values(":until", AttributeValue::S(until))
            .limit(i32::from(Self::QUEUED_A_PAGE) + 1)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .map_err(|error| classify(&error))?;
        meter::read(answer.consumed_capacity());
        Ok(answer.items.unwrap_or_default())
    }
}
