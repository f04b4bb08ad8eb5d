//! Who stayed where: the index by which a new policy finds the people whom it concerns, and
//! nobody else.
//!
//! One small item a person and place, under the place's province or country, sharded like the
//! due index. It is written ahead of the case that has the stay, so that no case is without it,
//! and disappears by itself when no policy can judge the stay any more. If the case is not
//! written then, the entry names somebody who has no such stay, whom a policy then does not change.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity};
use futures_util::{TryStreamExt as _, stream};
use jiff::civil::Date;
use rules::calendar::{days_after, end_of};
use rules::case::{Place, Stay};
use rules::identity::PersonId;
use rules::person::Person;
use rules::policy::LONGEST_WINDOW_DAYS;
use serde::Serialize;

use crate::classify::{classify, unreadable};
use crate::due::{SHARDS, shard_number};
use crate::items::PlaceItem;
use crate::read::Item;
use crate::write::{Condition, Write};
use crate::{Store, StoreError, keys, meter};

/// Entries put at the same time.
const PLACES_AT_ONCE: usize = 8;
/// Entries read per page.
const PAGE: i32 = 200;
/// Digits that name a province.
const REGION: usize = 2;

/// Where a page of the index ended.
#[derive(Debug, Clone)]
pub struct StayCursor(Item);

#[derive(Debug, Serialize)]
struct StayEntry {
    expires_at: i64,
}

impl Store {
    /// Puts entries for stays.
    pub(crate) async fn index_stays(&self, entries: Vec<Write>) -> Result<(), StoreError> {
        stream::iter(entries.into_iter().map(Ok))
            .try_for_each_concurrent(PLACES_AT_ONCE, |entry| async {
                match self.write(vec![entry]).await {
                    // An entry that lasts as long is there.
                    Err(StoreError::Conflict) => Ok(()),
                    written => written,
                }
            })
            .await
    }

    /// The entries for stays that `person` has and `before` had not.
    pub(crate) fn places_of_stays(
        &self,
        before: Option<&Person>,
        person: &Person,
    ) -> Result<Vec<Write>, StoreError> {
        let had = |stay: &Stay| before.is_some_and(|before| before.case.stays.contains(stay));
        let mut last_days: BTreeMap<&Place, Date> = BTreeMap::new();
        for stay in &person.case.stays {
            let last = last_days.entry(&stay.place).or_insert(stay.to);
            *last = stay.to.max(*last);
        }
        last_days.retain(|place, _| {
            let mut stays = person.case.stays.iter();
            stays.any(|stay| stay.place == **place && !had(stay))
        });
        last_days
            .into_iter()
            .map(|(place, last)| {
                let place = PlaceItem::of(place);
                let counts_until = days_after(last, i32::from(LONGEST_WINDOW_DAYS));
                let expires_at = end_of(counts_until).as_second();
                // Whoever loses the race for the case must not shorten what the winner wrote.
                let pk = keys::stays(region(&place), shard_number(person.id));
                let sk = format!("{}#{}", place.as_str(), person.id);
                Write::put_at_if(
                    &self.tables.people,
                    (&pk, &sk),
                    &StayEntry { expires_at },
                    Condition::Shorter(expires_at),
                )
            })
            .collect()
    }

    /// One page of the people of a shard who stayed inside `entry`, and where it ended. Somebody
    /// who stayed at several places is there several times; whose stay no longer counts may
    /// still be there.
    pub async fn stayed_in(
        &self,
        entry: &Place,
        shard: u8,
        after: Option<StayCursor>,
    ) -> Result<(Vec<PersonId>, Option<StayCursor>), StoreError> {
        let place = PlaceItem::of(entry);
        let pk = keys::stays(region(&place), shard % SHARDS);
        let answer = self
            .client
            .query()
            .table_name(&self.tables.people)
            .key_condition_expression("pk = :pk AND begins_with(sk, :place)")
            .expression_attribute_values(":pk", AttributeValue::S(pk))
            .expression_attribute_values(":place", AttributeValue::S(place.as_str().to_owned()))
            .set_exclusive_start_key(after.map(|StayCursor(key)| key))
            .limit(PAGE)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .map_err(|error| classify(&error))?;
        meter::read(answer.consumed_capacity());
        let person = |item: &Item| {
            let (_, person) = item.get("sk")?.as_s().ok()?.split_once('#')?;
            PersonId::parse(person)
        };
        let people = answer.items().iter().map(person);
        Ok((
            people
                .collect::<Option<_>>()
                .ok_or_else(|| unreadable("stay's entry"))?,
            answer.last_evaluated_key.map(StayCursor),
        ))
    }
}

fn region(place: &PlaceItem) -> &str {
    let text = place.as_str();
    text.get(..REGION).unwrap_or(text)
}
