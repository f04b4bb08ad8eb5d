//! Scans: who was verified where, and whether a pass was used before.
//!
//! A scan is keyed by person and pass, so that recording it is the replay check: one
//! conditional write, no read. The same pass at the same place is the same scan; at another
//! place it is a replay. Keys spread by person, so a busy gate is no hot key; scans of nobody spread
//! over a few keys of the place.

use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::types::{
    AttributeValue, ReturnConsumedCapacity, ReturnValuesOnConditionCheckFailure,
};
use jiff::Timestamp;
use rules::identity::{District, PersonId};
use rules::words::{Colour, Direction, Outcome, Reason, Requirement};
use serde::{Deserialize, Serialize};

use crate::classify::{classify, unreadable};
use crate::new_scan::{DAY_SECONDS, NewScan, ScanKey};
use crate::read::Which;
use crate::{Place, Store, StoreError, keys, meter};

/// Scans shown to a person at most, newest first.
const SHOWN: usize = 500;

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
    /// The place's district: whose staff asked.
    pub district: District,
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
    /// It is recorded.
    As(Box<Scan>),
    /// The very same question was recorded before, and this is its answer.
    Before(Box<Scan>),
    /// The pass was used at another place: nothing is recorded yet.
    Replayed,
}

impl Store {
    /// Records a scan. The same question with the same answer is the same scan; a pass that
    /// was undecided at this place is decided in its place; anything else that a pass is asked
    /// here again is a scan beside the first, so that none disappears.
    pub async fn record(&self, scan: NewScan) -> Result<Recorded, StoreError> {
        let mut item = self.scan_item(scan);
        let Some(earlier) = self.put_scan(&item, Unless::Any).await? else {
            return Ok(Recorded::As(Box::new(item)));
        };
        if earlier.place != item.place {
            return Ok(Recorded::Replayed);
        }
        if earlier.says_the_same_as(&item) {
            return Ok(Recorded::Before(Box::new(earlier)));
        }
        let is_completed =
            earlier.outcome == Outcome::Undecided && earlier.direction == item.direction;
        if is_completed && self.put_scan(&item, Unless::Decided).await?.is_none() {
            return Ok(Recorded::As(Box::new(item)));
        }
        let said = self.pepper.digest(item.said().as_bytes());
        item.sk = format!("{}#{said}", item.sk);
        item.scan_id = self.scan_id(&item.pk, &item.sk);
        Ok(match self.put_scan(&item, Unless::Any).await? {
            Some(earlier) => Recorded::Before(Box::new(earlier)),
            None => Recorded::As(Box::new(item)),
        })
    }

    /// The scans of a person that are still to be kept at `now`, newest first: none that is older
    /// than what the policy in force keeps, and none that outlived what the policy of its day promised.
    pub async fn scans_of(
        &self,
        person: PersonId,
        kept_days: u16,
        now: Timestamp,
    ) -> Result<Vec<Scan>, StoreError> {
        let items = self
            .items(&self.tables.scans, person.to_string(), Which::Last(SHOWN))
            .await?;
        let scans = items
            .into_iter()
            .map(|item| serde_dynamo::from_item(item).map_err(|_| unreadable("scan")));
        let mut scans: Vec<Scan> = scans.collect::<Result<_, _>>()?;
        // The database collects garbage when it likes; what has ended is not shown (R85).
        let ends_at = |scan: &Scan| scan.expires_at.min(expiry(scan.at, kept_days));
        scans.retain(|scan| ends_at(scan) > now.as_second());
        scans.sort_by_key(|scan| std::cmp::Reverse(scan.at));
        scans.truncate(SHOWN);
        Ok(scans)
    }

    fn scan_item(&self, scan: NewScan) -> Scan {
        let NewScan {
            key,
            attempt,
            request,
            place:
                Place {
                    id: place,
                    name: place_name,
                    district,
                    ..
                },
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
            ScanKey::Person(person) => (person.to_string(), attempt.key(second)),
            ScanKey::Nobody => {
                let sk = attempt.key(second);
                (keys::scans_of_nobody(&place, &sk), sk)
            }
        };
        let scan_id = self.scan_id(&pk, &sk);
        let expires_at = expiry(at, kept_days);
        Scan {
            pk,
            sk,
            scan_id,
            request,
            place,
            place_name,
            district,
            direction,
            outcome,
            reasons,
            missing,
            colour,
            at,
            expires_at,
        }
    }

    fn scan_id(&self, pk: &str, sk: &str) -> String {
        format!("s_{}", self.pepper.digest(format!("{pk}|{sk}").as_bytes()))
    }

    /// Puts a scan, unless there is one; gives the one that is there.
    async fn put_scan(&self, scan: &Scan, unless: Unless) -> Result<Option<Scan>, StoreError> {
        let put = self
            .client
            .put_item()
            .table_name(&self.tables.scans)
            .set_item(Some(
                serde_dynamo::to_item(scan).map_err(|_| unreadable("new scan"))?,
            ))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .return_consumed_capacity(ReturnConsumedCapacity::Total);
        let put = match unless {
            Unless::Any => put.condition_expression("attribute_not_exists(pk)"),
            Unless::Decided => put
                .condition_expression("place = :place AND outcome = :undecided")
                .expression_attribute_values(":place", AttributeValue::S(scan.place.clone()))
                .expression_attribute_values(
                    ":undecided",
                    AttributeValue::S(Outcome::Undecided.code().to_owned()),
                ),
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

/// When a scan of this moment ends that is kept for so many days.
fn expiry(at: Timestamp, kept_days: u16) -> i64 {
    at.as_second() + i64::from(kept_days) * DAY_SECONDS
}

/// What keeps a scan from being put.
#[derive(Debug, Clone, Copy)]
enum Unless {
    /// Any scan under its key.
    Any,
    /// One that is decided, or of another place.
    Decided,
}

impl Scan {
    fn says_the_same_as(&self, other: &Self) -> bool {
        self.request == other.request && self.said() == other.said()
    }

    /// The question and its answer, without when.
    fn said(&self) -> String {
        let Self {
            request,
            direction,
            outcome,
            reasons,
            missing,
            colour,
            ..
        } = self;
        format!("{request} {direction} {outcome} {reasons:?} {missing:?} {colour:?}")
    }
}
