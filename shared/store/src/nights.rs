//! What a night's work comes to: one item a night, which its parts take themselves off and add their
//! counts to, so that whoever takes off the last one knows the sums.
//!
//! A part is done once, however often its message comes: only who finds it in the list takes it off. What
//! was written into people's items is counted by whoever wrote it, also if another was faster to take the
//! part off; and each attempt counts once, however often its update is sent.

use std::collections::BTreeSet;

use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity, ReturnValue};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::calendar::{days_after, end_of};
use serde::{Deserialize, Serialize};

use crate::classify::{classify, unreadable};
use crate::read::Item;
use crate::write::{Condition, Write, key};
use crate::{Store, StoreError, keys, meter};

/// How long a night is kept: longer than its messages can lie among the dead letters, and be sent again.
const KEPT_DAYS: i32 = 60;

/// What was done, as numbers; named as values of the expression that adds them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct NightCounts {
    /// People who were due, or whom a policy concerns.
    #[serde(rename = ":examined")]
    pub examined: u64,
    /// People of whom at least one hold ended.
    #[serde(rename = ":released")]
    pub released: u64,
    /// People whose release date moved on.
    #[serde(rename = ":restarted")]
    pub restarted: u64,
    /// Reviews that went up to the city.
    #[serde(rename = ":escalated")]
    pub escalated: u64,
}

/// A night's work, as far as it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Night {
    /// The day that began at its midnight.
    pub day: Date,
    /// When its parts were planned.
    pub planned_at: Timestamp,
    /// How many parts it has.
    pub parts: u64,
    /// Those that are not done, by name.
    pub undone: BTreeSet<String>,
    /// What those that worked have done.
    pub counts: NightCounts,
    /// Whether somebody has told that it is finished.
    pub is_told: bool,
}

#[derive(Debug, Serialize, Deserialize)]
struct NightItem {
    pk: String,
    sk: String,
    planned_at: Timestamp,
    parts: u64,
    /// A set, which the database removes when it is empty.
    #[serde(default, with = "serde_dynamo::string_set")]
    undone: BTreeSet<String>,
    #[serde(default)]
    examined: u64,
    #[serde(default)]
    released: u64,
    #[serde(default)]
    restarted: u64,
    #[serde(default)]
    escalated: u64,
    /// The attempts that have written it: one that comes again is known, whoever wrote in between.
    #[serde(with = "serde_dynamo::string_set")]
    w: BTreeSet<String>,
    /// The attempt that told that it is finished.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    told_by: Option<String>,
    expires_at: i64,
}

impl Store {
    /// Plans a night of these parts, by name, unless it is planned: the first plan stands.
    pub async fn plan_night(
        &self,
        day: Date,
        parts: BTreeSet<String>,
        planned_at: Timestamp,
        attempt: &str,
    ) -> Result<Night, StoreError> {
        let item = NightItem {
            pk: keys::night(day),
            sk: keys::ONLY.to_owned(),
            planned_at,
            parts: parts.len() as u64,
            undone: parts,
            examined: 0,
            released: 0,
            restarted: 0,
            escalated: 0,
            w: BTreeSet::from([attempt.to_owned()]),
            told_by: None,
            expires_at: end_of(days_after(day, KEPT_DAYS)).as_second(),
        };
        let put = Write::put(&self.tables.people, &item, Condition::New)?;
        match self.write(vec![put]).await {
            Ok(()) => Ok(item.night(day)),
            Err(StoreError::Conflict) => {
                let night = self.night(day).await?;
                night.ok_or_else(|| unreadable("night"))
            }
            Err(error) => Err(error),
        }
    }

    /// A night's work, if it was planned.
    pub async fn night(&self, day: Date) -> Result<Option<Night>, StoreError> {
        let item = self.night_item(day).await?;
        Ok(item.map(|item| item.night(day)))
    }

    /// Adds what a part did, and takes the part off the list if it is done. For a part that is not on the
    /// list any more, adds only what was written into people's items, and nothing once the night is told.
    /// Gives the night as it then is; none if it was never planned.
    pub async fn count_part(
        &self,
        day: Date,
        part: &str,
        counts: NightCounts,
        is_done: bool,
        attempt: &str,
    ) -> Result<Option<Night>, StoreError> {
        let mut values: Item = serde_dynamo::to_item(counts).map_err(|_| unreadable("counts"))?;
        values.insert(":part".to_owned(), text(part));
        values.extend(mark(attempt));
        let add = format!("ADD w :ws, examined :examined, {WRITTEN}");
        let expression = if is_done {
            values.insert(":done".to_owned(), set(part));
            format!("{add} DELETE undone :done")
        } else {
            add
        };
        let condition = format!("contains(undone, :part) AND {NEW}");
        match self
            .update_night(day, &expression, &condition, values)
            .await
        {
            Ok(item) => Ok(Some(item.night(day))),
            Err(StoreError::Conflict) => self.count_late(day, part, counts, attempt).await,
            Err(error) => Err(error),
        }
    }

    /// Adds what was written by an attempt that did not find its part on the list: another run of the same
    /// part, which had settled others, was faster.
    async fn count_late(
        &self,
        day: Date,
        part: &str,
        counts: NightCounts,
        attempt: &str,
    ) -> Result<Option<Night>, StoreError> {
        let night = self.night(day).await?;
        let is_late = night
            .as_ref()
            .is_some_and(|night| !night.is_told && !night.undone.contains(part));
        // Who was examined is in the count of whoever took the part off.
        let written = NightCounts {
            examined: 0,
            ..counts
        };
        if !is_late || written == NightCounts::default() {
            return Ok(night);
        }
        let mut values: Item = serde_dynamo::to_item(written).map_err(|_| unreadable("counts"))?;
        values.remove(":examined");
        values.extend(mark(attempt));
        let expression = format!("ADD w :ws, {WRITTEN}");
        let condition = format!("attribute_exists(pk) AND attribute_not_exists(told_by) AND {NEW}");
        match self
            .update_night(day, &expression, &condition, values)
            .await
        {
            Ok(item) => Ok(Some(item.night(day))),
            Err(StoreError::Conflict) => self.night(day).await,
            Err(error) => Err(error),
        }
    }

    /// Claims to tell that a night is finished, and gives it as it is to be told, if that is this attempt's
    /// to do: one attempt gets it, and not before all parts are done.
    pub async fn claim_night(&self, day: Date, attempt: &str) -> Result<Option<Night>, StoreError> {
        let values = [(":w".to_owned(), text(attempt))];
        let condition = "attribute_exists(pk) AND attribute_not_exists(undone) AND attribute_not_exists(told_by)";
        let claimed = self
            .update_night(day, "SET told_by = :w", condition, values.into())
            .await;
        match claimed {
            Ok(item) => Ok(Some(item.night(day))),
            // Ours, if it was the answer that was lost.
            Err(StoreError::Conflict) => {
                let item = self.night_item(day).await?;
                let ours = item.filter(|item| item.told_by.as_deref() == Some(attempt));
                Ok(ours.map(|item| item.night(day)))
            }
            Err(error) => Err(error),
        }
    }

    async fn update_night(
        &self,
        day: Date,
        expression: &str,
        condition: &str,
        values: Item,
    ) -> Result<NightItem, StoreError> {
        let answer = self
            .client
            .update_item()
            .table_name(&self.tables.people)
            .set_key(Some(key(&keys::night(day), keys::ONLY).into()))
            .update_expression(expression)
            .condition_expression(condition)
            .set_expression_attribute_values(Some(values))
            .return_values(ReturnValue::AllNew)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .map_err(|error| classify(&error))?;
        meter::write(answer.consumed_capacity());
        serde_dynamo::from_item(answer.attributes.unwrap_or_default())
            .map_err(|_| unreadable("night"))
    }

    async fn night_item(&self, day: Date) -> Result<Option<NightItem>, StoreError> {
        let people = &self.tables.people;
        let item = self.item(people, &keys::night(day), keys::ONLY).await?;
        let item = item.map(serde_dynamo::from_item);
        item.transpose().map_err(|_| unreadable("night"))
    }
}

/// Adds what was written into people's items.
const WRITTEN: &str = "released :released, restarted :restarted, escalated :escalated";

/// That the attempt has not written the night: what is added twice would count twice.
const NEW: &str = "NOT contains(w, :w)";

/// The attempt, to be looked for among those that wrote, and to be added to them.
fn mark(attempt: &str) -> [(String, AttributeValue); 2] {
    [
        (":w".to_owned(), text(attempt)),
        (":ws".to_owned(), set(attempt)),
    ]
}

fn text(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

fn set(one: &str) -> AttributeValue {
    AttributeValue::Ss(vec![one.to_owned()])
}

impl NightItem {
    fn night(self, day: Date) -> Night {
        Night {
            day,
            planned_at: self.planned_at,
            parts: self.parts,
            undone: self.undone,
            counts: NightCounts {
                examined: self.examined,
                released: self.released,
                restarted: self.restarted,
                escalated: self.escalated,
            },
            is_told: self.told_by.is_some(),
        }
    }
}
