//! How far the erasure has come, and its report (R85): two small items about nobody, which stay.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::policy::Sunset;
use serde::{Deserialize, Serialize};

use crate::classify::{classify, unreadable};
use crate::erasure::UNKNOWN;
use crate::read::Item;
use crate::write::{Condition, Write, key};
use crate::{Store, StoreError, keys, meter};

/// How much of what is personal is to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// All but what it takes to read reviews.
    ReviewsReadable,
    /// All.
    AllOver,
}

impl Phase {
    /// The phase of `sunset` on `day`, when it has come.
    pub fn on(sunset: Sunset, day: Date) -> Self {
        if sunset.keeps_reviews_on(day) {
            Self::ReviewsReadable
        } else {
            Self::AllOver
        }
    }
}

/// How far the erasure has come; with the time at which it was complete, its report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Erasure {
    /// Items that are gone. A worker that was killed may have had up to a page more in hand.
    pub erased: u64,
    /// People of whom it was kept who may read their reviews.
    pub kept_for_reviews: u64,
    /// Items that the last whole pass looked at.
    pub examined: u64,
    /// What the last whole pass left, by kind.
    pub left_over: BTreeMap<String, u64>,
    /// The phase of the last whole pass.
    pub phase: Option<Phase>,
    /// When that pass began, if it met nothing to be erased.
    pub quiet_at: Option<Timestamp>,
    /// When it was found that nothing personal is left.
    pub finished_at: Option<Timestamp>,
}

impl Erasure {
    /// Whether there are items of which nobody has decided whether they are personal.
    pub fn has_unknown(&self) -> bool {
        self.left_over.contains_key(UNKNOWN)
    }
}

/// A whole pass over all tables; its fields are named as values of the expression that notes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WholePass {
    /// The phase.
    #[serde(rename = ":phase")]
    pub phase: Phase,
    /// Items that it looked at.
    #[serde(rename = ":examined")]
    pub examined: u64,
    /// What it left, by kind.
    #[serde(rename = ":left")]
    pub left: BTreeMap<&'static str, u64>,
    /// When it began, if it met nothing to be erased and can be relied on.
    #[serde(rename = ":quiet")]
    pub quiet_at: Option<Timestamp>,
}

#[derive(Debug, Serialize)]
struct ReportItem<'a> {
    pk: &'static str,
    sk: &'static str,
    #[serde(flatten)]
    report: &'a Erasure,
}

impl Store {
    /// How far the erasure has come; once it is complete, its report.
    pub async fn erasure(&self) -> Result<Erasure, StoreError> {
        match self.sunset_note(keys::REPORT).await? {
            Some(report) => Ok(report),
            None => self.erasure_under_way().await,
        }
    }

    /// How far the erasure has come by now, whether or not a report was written before.
    pub async fn erasure_under_way(&self) -> Result<Erasure, StoreError> {
        let progress = self.sunset_note(keys::PROGRESS).await?;
        Ok(progress.unwrap_or_default())
    }

    /// Writes the report, once: the first one stands.
    pub async fn finish_erasure(&self, report: &Erasure) -> Result<(), StoreError> {
        let item = ReportItem {
            pk: keys::SUNSET,
            sk: keys::REPORT,
            report,
        };
        let put = Write::put(&self.tables.people, &item, Condition::New)?;
        match self.write(vec![put]).await {
            Err(StoreError::Conflict) => Ok(()),
            written => written,
        }
    }

    /// Counts what was erased.
    pub async fn count_erased(&self, items: u64, people: u64) -> Result<(), StoreError> {
        let values = [(":items", items), (":people", people)];
        let values = values.map(|(name, n)| (name.to_owned(), AttributeValue::N(n.to_string())));
        let expression = "ADD erased :items, kept_for_reviews :people";
        self.update_progress(expression, values.into()).await
    }

    /// Notes what a whole pass came to.
    pub async fn note_pass(&self, pass: &WholePass) -> Result<(), StoreError> {
        let values: Item = serde_dynamo::to_item(pass).map_err(|_| unreadable("new note"))?;
        self.update_progress(
            "SET examined = :examined, left_over = :left, phase = :phase, quiet_at = :quiet",
            values,
        )
        .await
    }

    async fn update_progress(&self, expression: &str, values: Item) -> Result<(), StoreError> {
        let answer = self
            .client
            .update_item()
            .table_name(&self.tables.people)
            .set_key(Some(key(keys::SUNSET, keys::PROGRESS).into()))
            .update_expression(expression)
            .set_expression_attribute_values(Some(values))
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .map_err(|error| classify(&error))?;
        meter::write(answer.consumed_capacity());
        Ok(())
    }

    async fn sunset_note(&self, sk: &str) -> Result<Option<Erasure>, StoreError> {
        let item = self.item(&self.tables.people, keys::SUNSET, sk).await?;
        let item = item.map(serde_dynamo::from_item);
        item.transpose()
            .map_err(|_| unreadable("note of the sunset"))
    }
}
