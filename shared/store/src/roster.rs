//! An employer's roster: the people whose declaration names it (R7).
//!
//! The index `roster` follows the cases a moment behind them, and holds keys only, so that a
//! check-in does not write it. It tells whom to look at; who is shown is decided by the cases as
//! they are now, so nobody is shown to an employer that they no longer name.

use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity};
use rules::identity::{CreditCode, PersonId};
use rules::person::Person;

use crate::classify::{classify, unreadable};
use crate::read::Item;
use crate::{Store, StoreError, meter};

/// Bytes of a person id.
const ID_BYTES: usize = 16;
/// People on a page; one reading of the index gives one more, which tells that there is more.
const PAGE: u8 = 50;

/// Where a page of a roster begins: with the first person whose id is not before these bytes,
/// which are no more of an id than it takes to tell two neighbours apart. So it names nobody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RosterStart(Vec<u8>);

/// A page of a roster.
#[derive(Debug)]
pub struct RosterPage {
    /// By person id. They may be fewer than a page has room for, even none, with more to come.
    pub people: Vec<Person>,
    /// Where the next page begins; none on the last.
    pub next: Option<RosterStart>,
}

impl RosterStart {
    /// The start with these bytes. Any start is only another place in the same roster.
    pub fn from_bytes(bytes: Vec<u8>) -> Option<Self> {
        (bytes.len() <= ID_BYTES).then_some(Self(bytes))
    }

    /// Its bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// After `last` and not after `next`: the shortest beginning of `next` that `last` has not.
    fn between(last: PersonId, next: PersonId) -> Self {
        let neighbours = last.as_bytes().iter().zip(next.as_bytes());
        let shared = neighbours.take_while(|(last, next)| last == next).count();
        Self(next.as_bytes().iter().take(shared + 1).copied().collect())
    }

    /// The least id that begins so.
    fn least(&self) -> PersonId {
        let mut bytes = [0; ID_BYTES];
        bytes[..self.0.len()].copy_from_slice(&self.0);
        PersonId::from_bytes(bytes)
    }
}

impl Store {
    /// A page of at most 50 of the people whose declaration names `employer`.
    pub async fn roster(
        &self,
        employer: &CreditCode,
        start: &RosterStart,
    ) -> Result<RosterPage, StoreError> {
        let mut ids = self.employed(employer, start).await?;
        let page = usize::from(PAGE);
        let next = match ids.get(page - 1..=page) {
            Some(&[last, next]) => Some(RosterStart::between(last, next)),
            _ => None,
        };
        ids.truncate(page);
        let stored = self.people(&ids).await?;
        let mut people: Vec<_> = stored.into_iter().map(|stored| stored.person).collect();
        people.retain(|person| person.employer.as_ref() == Some(employer));
        Ok(RosterPage { people, next })
    }

    /// Ids of a page and one more, as the index has them.
    async fn employed(
        &self,
        employer: &CreditCode,
        start: &RosterStart,
    ) -> Result<Vec<PersonId>, StoreError> {
        let employer = AttributeValue::S(employer.as_str().to_owned());
        let answer = self
            .client
            .query()
            .table_name(&self.tables.people)
            .index_name("roster")
            .key_condition_expression("employer = :employer AND pk >= :start")
            .expression_attribute_values(":employer", employer)
            .expression_attribute_values(":start", AttributeValue::S(start.least().to_string()))
            .limit(i32::from(PAGE) + 1)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .map_err(|error| classify(&error))?;
        meter::read(answer.consumed_capacity());
        let id = |item: &Item| PersonId::parse(item.get("pk")?.as_s().ok()?);
        let ids = answer.items().iter().map(id).collect::<Option<_>>();
        ids.ok_or_else(|| unreadable("roster index"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(beginning: &[u8]) -> PersonId {
        RosterStart::from_bytes(beginning.to_vec()).unwrap().least()
    }

    #[test]
    fn a_page_begins_after_the_last_one_seen_and_not_after_the_next() {
        let most = PersonId::from_bytes([0xFF; ID_BYTES]);
        let below_most = PersonId::from_bytes(
            [[0xFF; ID_BYTES - 1].as_slice(), &[0xFE]]
                .concat()
                .try_into()
                .unwrap(),
        );
        for (last, next) in [
            (id(&[]), id(&[0, 0, 1])),
            (id(&[7, 1]), id(&[9])),
            (id(&[7, 1]), id(&[7, 1, 0, 1])),
            (below_most, most),
        ] {
            let start = RosterStart::between(last, next);
            assert!(last < start.least() && start.least() <= next, "{start:?}");
        }
    }

    #[test]
    fn a_start_tells_of_an_id_only_what_its_neighbour_does_not_share() {
        let start = RosterStart::between(id(&[7, 1, 200]), id(&[7, 3, 200]));
        assert_eq!(start.as_bytes(), [7, 3]);
    }

    #[test]
    fn a_start_is_not_longer_than_an_id() {
        assert!(RosterStart::from_bytes(vec![0xFF; ID_BYTES]).is_some());
        assert!(RosterStart::from_bytes(vec![0; ID_BYTES + 1]).is_none());
        assert_eq!(
            RosterStart::from_bytes(Vec::new()),
            Some(RosterStart::default())
        );
    }
}
