//! Writes with their conditions: one alone as a plain put, several as one transaction.

use std::collections::HashMap;

use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{
    AttributeValue, CancellationReason, Delete, Put, ReturnConsumedCapacity, TransactWriteItem,
};
use rules::identity::District;
use serde::Serialize;

use crate::classify::{classify, unreadable};
use crate::{Store, StoreError, meter};

type Item = HashMap<String, AttributeValue>;

/// What must be true of the item that a write replaces.
#[derive(Debug, Clone, Copy)]
pub enum Condition {
    /// Anything, or nothing.
    Any,
    /// There is none.
    New,
    /// It has this version.
    Version(u64),
    /// There is none, or it expired before this moment (Unix seconds).
    Expired(i64),
    /// There is none, or it expires before this moment (Unix seconds), which need not have come.
    Shorter(i64),
    /// It is there, and nobody used it up.
    Unused,
    /// There is none, or it belongs to this district.
    OfDistrict(District),
}

/// One conditional write. It has no `Debug`: items may hold names.
pub enum Write {
    /// Puts an item.
    Put(Put, Purpose),
    /// Deletes one, if it is there.
    Delete(Delete),
}

/// Whose condition failed, when one does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The state of things: decide again.
    State,
    /// The answer to a keyed request: somebody answered it.
    Receipt,
    /// Evidence: it was told before.
    Evidence,
    /// What can be used once: somebody used it.
    Use,
}

impl Write {
    /// Puts a whole item that carries its own keys.
    pub fn put(
        table: &str,
        item: &impl Serialize,
        condition: Condition,
    ) -> Result<Self, StoreError> {
        let item: Item = serde_dynamo::to_item(item).map_err(|_| unreadable("new item"))?;
        Self::put_item(table, item, condition, Purpose::State)
    }

    /// Puts a piece of evidence, unless it was told before.
    pub fn put_evidence(table: &str, item: &impl Serialize) -> Result<Self, StoreError> {
        let item: Item = serde_dynamo::to_item(item).map_err(|_| unreadable("new item"))?;
        Self::put_item(table, item, Condition::New, Purpose::Evidence)
    }

    /// Puts an item under these keys, whatever was there.
    pub fn put_at(
        table: &str,
        pk: &str,
        sk: &str,
        item: &impl Serialize,
    ) -> Result<Self, StoreError> {
        Self::put_at_if(table, (pk, sk), item, Condition::Any)
    }

    /// Puts an item under these keys, on a condition.
    pub fn put_at_if(
        table: &str,
        (pk, sk): (&str, &str),
        item: &impl Serialize,
        condition: Condition,
    ) -> Result<Self, StoreError> {
        let mut item: Item = serde_dynamo::to_item(item).map_err(|_| unreadable("new item"))?;
        item.extend(key(pk, sk));
        Self::put_item(table, item, condition, Purpose::State)
    }

    /// Puts the answer to a keyed request, unless there is one that has not expired.
    pub fn put_receipt(table: &str, item: &impl Serialize, now: i64) -> Result<Self, StoreError> {
        let item: Item = serde_dynamo::to_item(item).map_err(|_| unreadable("new item"))?;
        Self::put_item(table, item, Condition::Expired(now), Purpose::Receipt)
    }

    /// Puts an item as used, unless it is used already.
    pub fn put_used(table: &str, item: &impl Serialize) -> Result<Self, StoreError> {
        let item: Item = serde_dynamo::to_item(item).map_err(|_| unreadable("new item"))?;
        Self::put_item(table, item, Condition::Unused, Purpose::Use)
    }

    /// Deletes an item, if it is there.
    pub fn delete(table: &str, pk: &str, sk: &str) -> Self {
        let delete = Delete::builder()
            .table_name(table)
            .set_key(Some(key(pk, sk).into()));
        // Only a missing table or key fails the build, and both are given.
        Self::Delete(
            delete
                .build()
                .unwrap_or_else(|_| unreachable!("table and key are given")),
        )
    }

    fn put_item(
        table: &str,
        item: Item,
        condition: Condition,
        purpose: Purpose,
    ) -> Result<Self, StoreError> {
        let put = Put::builder().table_name(table).set_item(Some(item));
        let number = |value: i128| AttributeValue::N(value.to_string());
        let put = match condition {
            Condition::Any => put,
            Condition::New => put.condition_expression("attribute_not_exists(pk)"),
            Condition::Version(seen) => put
                .condition_expression("v = :seen")
                .expression_attribute_values(":seen", number(seen.into())),
            Condition::Expired(now) => put
                .condition_expression("attribute_not_exists(pk) OR expires_at <= :now")
                .expression_attribute_values(":now", number(now.into())),
            Condition::Shorter(until) => put
                .condition_expression("attribute_not_exists(pk) OR expires_at < :until")
                .expression_attribute_values(":until", number(until.into())),
            Condition::Unused => {
                put.condition_expression("attribute_exists(pk) AND attribute_not_exists(used_by)")
            }
            Condition::OfDistrict(district) => put
                .condition_expression("attribute_not_exists(pk) OR district = :district")
                .expression_attribute_values(
                    ":district",
                    AttributeValue::S(district.as_str().to_owned()),
                ),
        };
        Ok(Self::Put(
            put.build().map_err(|_| unreadable("write"))?,
            purpose,
        ))
    }

    fn purpose(&self) -> Purpose {
        match self {
            Self::Put(_, purpose) => *purpose,
            Self::Delete(_) => Purpose::State,
        }
    }
}

/// The keys of an item, as attributes.
pub fn key(pk: &str, sk: &str) -> [(String, AttributeValue); 2] {
    [
        ("pk".to_owned(), AttributeValue::S(pk.to_owned())),
        ("sk".to_owned(), AttributeValue::S(sk.to_owned())),
    ]
}

impl Store {
    /// Does all of `writes`, or none.
    ///
    /// # Errors
    /// `Answered` if a receipt's condition failed, `Conflict` if another one did.
    pub(crate) async fn write(&self, mut writes: Vec<Write>) -> Result<(), StoreError> {
        match (writes.pop(), writes.is_empty()) {
            (None, _) => Ok(()),
            (Some(Write::Put(put, purpose)), true) => self.put_alone(put, purpose).await,
            (Some(last), _) => {
                writes.push(last);
                self.transact(writes).await
            }
        }
    }

    async fn put_alone(&self, put: Put, purpose: Purpose) -> Result<(), StoreError> {
        let answer = self
            .client
            .put_item()
            .table_name(put.table_name)
            .set_item(Some(put.item))
            .set_condition_expression(put.condition_expression)
            .set_expression_attribute_values(put.expression_attribute_values)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .map_err(|error| match (classify(&error), purpose) {
                (StoreError::Conflict, Purpose::Receipt) => StoreError::Answered,
                (StoreError::Conflict, Purpose::Evidence) => StoreError::Known,
                (error, _) => error,
            })?;
        meter::write(answer.consumed_capacity());
        Ok(())
    }

    async fn transact(&self, writes: Vec<Write>) -> Result<(), StoreError> {
        let purposes: Vec<_> = writes.iter().map(Write::purpose).collect();
        let items = writes.into_iter().map(|write| match write {
            Write::Put(put, _) => TransactWriteItem::builder().put(put).build(),
            Write::Delete(delete) => TransactWriteItem::builder().delete(delete).build(),
        });
        let answer = self
            .client
            .transact_write_items()
            .set_transact_items(Some(items.collect()))
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .map_err(|error| match error.as_service_error() {
                Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) => {
                    cancelled_by(cancelled.cancellation_reasons(), &purposes)
                }
                _ => classify(&error),
            })?;
        meter::write(answer.consumed_capacity());
        Ok(())
    }
}

/// What a cancelled transaction means. A receipt's failed condition tells more than any
/// other: the request was answered. Next comes what is used up: it stays so.
fn cancelled_by(reasons: &[CancellationReason], purposes: &[Purpose]) -> StoreError {
    let failed = |code: &str, purpose: Option<Purpose>| {
        reasons.iter().zip(purposes).any(|(reason, &whose)| {
            reason.code() == Some(code) && purpose.is_none_or(|purpose| purpose == whose)
        })
    };
    if failed("ConditionalCheckFailed", Some(Purpose::Receipt)) {
        StoreError::Answered
    } else if failed("ConditionalCheckFailed", Some(Purpose::Evidence)) {
        StoreError::Known
    } else if failed("ConditionalCheckFailed", Some(Purpose::Use)) {
        StoreError::Used
    } else if failed("ConditionalCheckFailed", None) || failed("TransactionConflict", None) {
        StoreError::Conflict
    } else if failed("ThrottlingError", None) || failed("ProvisionedThroughputExceeded", None) {
        StoreError::Busy("transaction throttled".to_owned())
    } else {
        let codes: Vec<_> = reasons
            .iter()
            .filter_map(CancellationReason::code)
            .collect();
        StoreError::Broken(format!("transaction cancelled: {}", codes.join(", ")))
    }
}
