//! Places with a checkpoint. They change rarely and are read by every scan, so each process
//! keeps what it read for a minute.

use std::time::{Duration, Instant};

use rules::identity::District;
use rules::words::PlaceType;
use serde::{Deserialize, Serialize};

use crate::classify::unreadable;
use crate::write::{Condition, Write};
use crate::{Store, StoreError, keys};

/// How long a place that was read is believed.
const KEPT: Duration = Duration::from_mins(1);
/// Places kept at most; a process that sees more starts over.
const KEPT_AT_MOST: usize = 10_000;

/// A place with a checkpoint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Its id, as in the path.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What kind of place it is: with the district it decides the rule.
    #[serde(rename = "type")]
    pub kind: PlaceType,
    /// Where it is.
    pub district: District,
}

impl Place {
    /// Whether a place can have this id: 1 to 64 of `A-Z a-z 0-9 . _ -`, and not only dots, which
    /// clients take for steps along the path.
    pub fn is_id(id: &str) -> bool {
        (1..=64).contains(&id.len())
            && id.bytes().any(|byte| byte != b'.')
            && id
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
    }
}

#[derive(Debug, Serialize, Deserialize)]
struct PlaceItem {
    pk: String,
    sk: String,
    #[serde(flatten)]
    place: Place,
}

/// A place and when it was read.
#[derive(Debug, Clone)]
pub struct Kept(Place, Instant);

impl Store {
    /// The place with this id; none if there is none. A place that was set in another process
    /// less than a minute ago may be seen as it was before.
    pub async fn place(&self, id: &str) -> Result<Option<Place>, StoreError> {
        if !Place::is_id(id) {
            return Ok(None);
        }
        if let Some(place) = self.kept_place(id) {
            return Ok(Some(place));
        }
        let people = &self.tables.people;
        let Some(item) = self.item(people, &keys::place(id), keys::ONLY).await? else {
            return Ok(None);
        };
        let item: PlaceItem = serde_dynamo::from_item(item).map_err(|_| unreadable("place"))?;
        self.keep_place(&item.place);
        Ok(Some(item.place))
    }

    /// Creates a place, or replaces one of the same district.
    ///
    /// # Errors
    /// `Conflict` if the place is there and belongs to another district.
    pub async fn put_place(&self, place: &Place) -> Result<(), StoreError> {
        let item = PlaceItem {
            pk: keys::place(&place.id),
            sk: keys::ONLY.to_owned(),
            place: place.clone(),
        };
        self.write(vec![Write::put(
            &self.tables.people,
            &item,
            Condition::OfDistrict(place.district),
        )?])
        .await?;
        self.keep_place(place);
        Ok(())
    }

    fn kept_place(&self, id: &str) -> Option<Place> {
        let places = self.places.lock().ok()?;
        let Kept(place, read_at) = places.get(id)?;
        (read_at.elapsed() < KEPT).then(|| place.clone())
    }

    fn keep_place(&self, place: &Place) {
        if let Ok(mut places) = self.places.lock() {
            if places.len() >= KEPT_AT_MOST {
                places.clear();
            }
            places.insert(place.id.clone(), Kept(place.clone(), Instant::now()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_short_plain_and_no_step_along_a_path() {
        for id in ["a", "estate-xihu", "3.2_b", "..a", &"x".repeat(64)] {
            assert!(Place::is_id(id), "{id}");
        }
        for id in ["", ".", "..", "a b", "a/b", "小区", &"x".repeat(65)] {
            assert!(!Place::is_id(id), "{id}");
        }
    }
}
