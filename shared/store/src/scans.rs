//! Scans: who was verified where, and whether a pass was used before.
//!
//! A scan is keyed by person and pass, so that recording it is the replay check: one
//! conditional write, no read. The same pass at the same place is the same scan; at another
//! place it is a replay. Keys spread by person, so a busy gate is no hot key.

use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::types::{
    AttributeValue, ReturnConsumedCapacity, ReturnValuesOnConditionCheckFailure,
};
use jiff::Timestamp;
use rules::identity::PersonId;
use rules::words::{Colour, Direction, Outcome, Reason, Requirement};
use serde::{Deserialize, Serialize};

use crate::classify::{classify, unreadable};
use crate::{Store, StoreError, meter};

/// Scans shown to a person at most, newest first.
const SHOWN: usize = 500;
/// Seconds in a day of retention.
const DAY_SECONDS: i64 = 24 * 60 * 60;

/// What makes a scan the same scan.
#[derive(Debug, Clone)]
pub enum ScanKey {
    /// An authentic pass that has not expired.
    Pass {
        /// Whose.
        person: PersonId,
        /// Its serial.
        serial: String,
        /// When it expires: what keeps a person's scans in order.
        expires_at: Timestamp,
    },
    /// A person without a usable pass: by document, or with an expired or replayed one.
    Person(PersonId),
    /// Nobody known: no code, or a forged one.
    Nobody,
}

/// A scan to be recorded.
#[derive(Debug, Clone)]
pub struct NewScan {
    /// Which scan it is.
    pub key: ScanKey,
    /// Unique to the request.
    pub attempt: String,
    /// Keyed hash of everything that was asked: the same question gets the same answer.
    pub request: String,
    /// Where, and what the place was called.
    pub place: (String, String),
    /// Which way.
    pub direction: Direction,
    /// What staff were told.
    pub outcome: Outcome,
    /// Why.
    pub reasons: Vec<Reason>,
    /// What was missing.
    pub missing: Vec<Requirement>,
    /// The colour at that moment; none without a code.
    pub colour: Option<Colour>,
    /// When.
    pub at: Timestamp,
    /// Days for which it stays readable.
    pub kept_days: u16,
}

/// A recorded scan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scan {
    pk: String,
    sk: String,
    /// Its id in the API.
    pub scan_id: String,
    request: String,
    /// The place's id.
    pub place: String,
    /// What the place was called then.
    pub place_name: String,
    /// Which way.
    pub direction: Direction,
    /// What staff were told.
    pub outcome: Outcome,
    /// Why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
    /// What was missing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<Requirement>,
    /// The colour at that moment; none without a code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<Colour>,
    /// When.
    pub at: Timestamp,
    expires_at: i64,
}

/// What recording a scan came to.
#[derive(Debug, Clone)]
pub enum Recorded {
    /// It is recorded; or the very same question was, and this is its answer.
    As(Box<Scan>),
    /// The pass was used at another place: nothing is recorded yet.
    Replayed,
}

impl Store {
    /// Records a scan, exactly once. A pass that was scanned at this place before is recorded
    /// over, unless the question is the same.
    pub async fn record(&self, scan: NewScan) -> Result<Recorded, StoreError> {
        let item = self.scan_item(scan);
        let Some(earlier) = self.put_scan(&item, "attribute_not_exists(pk)").await? else {
            return Ok(Recorded::As(Box::new(item)));
        };
        if earlier.place != item.place {
            return Ok(Recorded::Replayed);
        }
        if earlier.request == item.request {
            return Ok(Recorded::As(Box::new(earlier)));
        }
        match self.put_scan(&item, "place = :place").await? {
            None => Ok(Recorded::As(Box::new(item))),
            Some(_) => Ok(Recorded::Replayed),
        }
    }

    /// The scans of a person that are still to be kept at `now`, newest first.
    pub async fn scans_of(
        &self,
        person: PersonId,
        now: Timestamp,
    ) -> Result<Vec<Scan>, StoreError> {
        let mut scans = Vec::new();
        let mut pages = self
            .client
            .query()
            .table_name(&self.tables.scans)
            .key_condition_expression("pk = :person")
            .expression_attribute_values(":person", AttributeValue::S(person.to_string()))
            .scan_index_forward(false)
            .consistent_read(true)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .into_paginator()
            .send();
        while let Some(page) = pages.next().await {
            let page = page.map_err(|error| classify(&error))?;
            meter::read(page.consumed_capacity());
            for item in page.items.unwrap_or_default() {
                scans.push(
                    serde_dynamo::from_item::<_, Scan>(item).map_err(|_| unreadable("scan"))?,
                );
            }
            if scans.len() >= SHOWN {
                break;
            }
        }
        // The database collects garbage when it likes; what has ended is not shown (R85).
        scans.retain(|scan| scan.expires_at > now.as_second());
        scans.sort_by_key(|scan| std::cmp::Reverse(scan.at));
        scans.truncate(SHOWN);
        Ok(scans)
    }

    fn scan_item(&self, scan: NewScan) -> Scan {
        let NewScan {
            key,
            attempt,
            request,
            place: (place, place_name),
            direction,
            outcome,
            reasons,
            missing,
            colour,
            at,
            kept_days,
        } = scan;
        let second = at.as_second();
        let (pk, sk) = match key {
            ScanKey::Pass {
                person,
                serial,
                expires_at,
            } => (
                person.to_string(),
                format!("{:012}#{serial}", expires_at.as_second()),
            ),
            ScanKey::Person(person) => (person.to_string(), format!("{second:012}#{attempt}")),
            ScanKey::Nobody => (format!("place#{place}"), format!("{second:012}#{attempt}")),
        };
        let scan_id = format!("s_{}", self.pepper.digest(format!("{pk}|{sk}").as_bytes()));
        let expires_at = second + i64::from(kept_days) * DAY_SECONDS;
        Scan {
            pk,
            sk,
            scan_id,
            request,
            place,
            place_name,
            direction,
            outcome,
            reasons,
            missing,
            colour,
            at,
            expires_at,
        }
    }

    /// Puts a scan on a condition; gives the one that is there when the condition fails.
    async fn put_scan(&self, scan: &Scan, condition: &str) -> Result<Option<Scan>, StoreError> {
        let put = self
            .client
            .put_item()
            .table_name(&self.tables.scans)
            .set_item(Some(
                serde_dynamo::to_item(scan).map_err(|_| unreadable("new scan"))?,
            ))
            .condition_expression(condition)
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .return_consumed_capacity(ReturnConsumedCapacity::Total);
        let put = if condition.contains(":place") {
            put.expression_attribute_values(":place", AttributeValue::S(scan.place.clone()))
        } else {
            put
        };
        match put.send().await {
            Ok(answer) => {
                meter::write(answer.consumed_capacity());
                Ok(None)
            }
            Err(error) => match error.as_service_error() {
                Some(PutItemError::ConditionalCheckFailedException(failed)) => {
                    let earlier = failed
                        .item()
                        .cloned()
                        .ok_or_else(|| unreadable("earlier scan"))?;
                    serde_dynamo::from_item(earlier)
                        .map(Some)
                        .map_err(|_| unreadable("earlier scan"))
                }
                _ => Err(classify(&error)),
            },
        }
    }
}
