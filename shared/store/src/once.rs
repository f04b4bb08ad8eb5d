//! Answers to keyed requests: the same key and body get the same answer (`Idempotency-Key`).
//!
//! The answer is written in the transaction of the effect where there is one, so a request
//! that took effect was answered, and one that was not answered took none. Answers are sealed, so
//! that only a repeat of the request can read them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::classify::unreadable;
use crate::write::Write;
use crate::{Seal, Store, StoreError, keys};

/// How long an answer is kept, in seconds.
const KEPT_SECONDS: i64 = 24 * 60 * 60;

/// A keyed request and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Keyed hash of the account and the key.
    pub name: String,
    /// Seals the answer, so that only a repeat of the request can read it.
    pub seal: Seal,
    /// Keyed hash of path and body.
    pub request: String,
    /// When it was answered.
    pub answered_at: Timestamp,
    /// The answer.
    pub answer: Answer,
}

/// An answer as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// `Location` header, if it had one.
    pub location: Option<String>,
    /// The language that it was given in, as a tag.
    pub language: Option<String>,
    /// Body, JSON text.
    pub body: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct AnswerItem {
    status: u16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    location: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(with = "serde_bytes")]
    sealed: Vec<u8>,
}

impl AnswerItem {
    fn of(answer: &Answer, seal: &Seal) -> Result<Self, StoreError> {
        Ok(Self {
            status: answer.status,
            location: answer.location.clone(),
            language: answer.language.clone(),
            sealed: seal.close(&answer.body)?,
        })
    }

    fn into_answer(self, seal: &Seal) -> Result<Answer, StoreError> {
        Ok(Answer {
            status: self.status,
            location: self.location,
            language: self.language,
            body: seal.open(&self.sealed)?,
        })
    }
}

#[derive(Debug, Serialize, Deserialize)]
struct ReceiptItem {
    pk: String,
    sk: String,
    request: String,
    answer: AnswerItem,
    expires_at: i64,
}

fn pk(name: &str) -> String {
    format!("{}{name}", keys::ONCE)
}

impl Store {
    /// The request digest and the answer kept under `name`, unless it has expired by `now`.
    pub async fn answered(
        &self,
        name: &str,
        seal: &Seal,
        now: Timestamp,
    ) -> Result<Option<(String, Answer)>, StoreError> {
        let people = &self.tables.people;
        let Some(item) = self.item(people, &pk(name), keys::ONLY).await? else {
            return Ok(None);
        };
        let item: ReceiptItem = serde_dynamo::from_item(item).map_err(|_| unreadable("receipt"))?;
        if item.expires_at <= now.as_second() {
            return Ok(None);
        }
        Ok(Some((item.request, item.answer.into_answer(seal)?)))
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
            answer: AnswerItem::of(&receipt.answer, &receipt.seal)?,
            expires_at: now + KEPT_SECONDS,
        };
        Write::put_receipt(&self.tables.people, &item, now)
    }
}
