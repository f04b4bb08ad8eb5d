//! Answers to keyed requests: the same key and body get the same answer (`Idempotency-Key`).
//!
//! The answer is written in the transaction of the effect where there is one, so a request
//! that took effect was answered, and one that was not answered took none.

use aws_sdk_dynamodb::types::ReturnConsumedCapacity;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::classify::{classify, unreadable};
use crate::write::{Write, key};
use crate::{Store, StoreError, keys, meter};

/// How long an answer is kept, in seconds.
const KEPT_SECONDS: i64 = 24 * 60 * 60;

/// A keyed request and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Keyed hash of the account and the key.
    pub name: String,
    /// Keyed hash of path and body.
    pub request: String,
    /// When it was answered.
    pub answered_at: Timestamp,
    /// The answer.
    pub answer: Answer,
}

/// An answer as it was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// `Location` header, if it had one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// The language that it was given in, as a tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Body, JSON text.
    pub body: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct ReceiptItem {
    pk: String,
    sk: String,
    request: String,
    answer: Answer,
    expires_at: i64,
}

fn pk(name: &str) -> String {
    format!("once#{name}")
}

impl Store {
    /// The request digest and the answer kept under `name`, unless it has expired by `now`.
    pub async fn answered(
        &self,
        name: &str,
        now: Timestamp,
    ) -> Result<Option<(String, Answer)>, StoreError> {
        let answer = self
            .client
            .get_item()
            .table_name(&self.tables.people)
            .set_key(Some(key(&pk(name), keys::ONLY).into()))
            .consistent_read(true)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .map_err(|error| classify(&error))?;
        meter::read(answer.consumed_capacity());
        let Some(item) = answer.item else {
            return Ok(None);
        };
        let item: ReceiptItem = serde_dynamo::from_item(item).map_err(|_| unreadable("receipt"))?;
        Ok((item.expires_at > now.as_second()).then_some((item.request, item.answer)))
    }

    /// Keeps the answer to a request that had nothing else to write.
    pub async fn keep_answer(&self, receipt: &Receipt) -> Result<(), StoreError> {
        self.write(vec![self.receipt(receipt)?]).await
    }

    pub(crate) fn receipt(&self, receipt: &Receipt) -> Result<Write, StoreError> {
        let now = receipt.answered_at.as_second();
        let item = ReceiptItem {
            pk: pk(&receipt.name),
            sk: keys::ONLY.to_owned(),
            request: receipt.request.clone(),
            answer: receipt.answer.clone(),
            expires_at: now + KEPT_SECONDS,
        };
        Write::put_receipt(&self.tables.people, &item, now)
    }
}
