//! How many people of each district had which colour on a day, as their histories were when it was
//! sealed.
//!
//! The parts of a day count whom they read anyway (`heads`), and the sums of the parts that were sealed
//! are put in one small item, in the transaction that puts the day's root: so there are sums of exactly
//! those people whose heads are in the root, once, however often and by how many it was worked on.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use rules::calendar::{days_after, end_of};
use rules::identity::District;
use rules::words::Colour;
use serde::{Deserialize, Serialize};

use crate::classify::unreadable;
use crate::read::Item;
use crate::write::{Condition, Write};
use crate::{Store, StoreError, keys};

/// How long the sums of a day are kept: a year and a month, so that a month can be held against the
/// same one of the year before.
const KEPT_DAYS: i32 = 400;

/// How many people had which colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Colours {
    /// Green.
    #[serde(rename = "g")]
    pub green: u64,
    /// Yellow.
    #[serde(rename = "y")]
    pub yellow: u64,
    /// Red.
    #[serde(rename = "r")]
    pub red: u64,
}

/// How many people of which district had which colour.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ColourCounts(BTreeMap<District, Colours>);

#[derive(Debug, Serialize, Deserialize)]
struct DayItem {
    pk: String,
    sk: Date,
    colours: ColourCounts,
    expires_at: i64,
}

impl ColourCounts {
    /// Counts one more.
    pub fn count(&mut self, district: District, colour: Colour) {
        let colours = self.0.entry(district).or_default();
        match colour {
            Colour::Green => colours.green += 1,
            Colour::Yellow => colours.yellow += 1,
            Colour::Red => colours.red += 1,
        }
    }

    /// These and the others together.
    #[must_use]
    pub fn and(mut self, others: &Self) -> Self {
        for (&district, more) in &others.0 {
            let colours = self.0.entry(district).or_default();
            colours.green += more.green;
            colours.yellow += more.yellow;
            colours.red += more.red;
        }
        self
    }

    /// Whether nobody is counted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// By district.
    pub fn iter(&self) -> impl Iterator<Item = (District, Colours)> {
        self.0
            .iter()
            .map(|(&district, &colours)| (district, colours))
    }
}

impl Store {
    /// Puts the sums of a day, whatever was there.
    pub(crate) fn put_colours(
        &self,
        day: Date,
        colours: &ColourCounts,
    ) -> Result<Write, StoreError> {
        let item = DayItem {
            pk: keys::COLOURS.to_owned(),
            sk: day,
            colours: colours.clone(),
            expires_at: end_of(days_after(day, KEPT_DAYS)).as_second(),
        };
        Write::put(&self.tables.people, &item, Condition::Any)
    }

    /// The sums of the days from `from` to `to` that are sealed and still to be kept at `now`, oldest
    /// first. They may be a moment old.
    pub async fn colours(
        &self,
        from: Date,
        to: Date,
        now: Timestamp,
    ) -> Result<Vec<(Date, ColourCounts)>, StoreError> {
        let (from, to) = (from.to_string(), to.to_string());
        let people = &self.tables.people;
        let items = self.between(people, keys::COLOURS, &from, &to).await?;
        let kept = items.into_iter().map(|item| DayItem::kept(item, now));
        kept.filter_map(Result::transpose).collect()
    }
}

impl DayItem {
    /// The day and its sums, if it is still to be kept. The database collects garbage when it likes (R85).
    fn kept(item: Item, now: Timestamp) -> Result<Option<(Date, ColourCounts)>, StoreError> {
        let item: Self = serde_dynamo::from_item(item).map_err(|_| unreadable("counts"))?;
        let is_kept = item.expires_at > now.as_second();
        Ok(is_kept.then_some((item.sk, item.colours)))
    }
}

#[cfg(test)]
mod tests {
    use aws_sdk_dynamodb::types::AttributeValue;

    use super::*;

    fn district(code: &str) -> District {
        District::parse(code).unwrap()
    }

    #[test]
    fn counts_are_added_up_by_district_and_colour_and_read_back() {
        let mut one = ColourCounts::default();
        one.count(district("330106"), Colour::Green);
        one.count(district("330106"), Colour::Red);
        let mut other = ColourCounts::default();
        other.count(district("330106"), Colour::Green);
        other.count(district("330110"), Colour::Yellow);
        let both = one.and(&other);
        let listed: Vec<_> = both.iter().collect();
        let colours = |green, yellow, red| Colours { green, yellow, red };
        assert_eq!(
            listed,
            [
                (district("330106"), colours(2, 0, 1)),
                (district("330110"), colours(0, 1, 0))
            ]
        );
        let stored: AttributeValue = serde_dynamo::to_attribute_value(&both).unwrap();
        let read: ColourCounts = serde_dynamo::from_attribute_value(stored).unwrap();
        assert_eq!(read, both);
        assert!(!both.is_empty() && ColourCounts::default().is_empty());
    }
}
