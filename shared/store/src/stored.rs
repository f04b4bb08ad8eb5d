//! What stands under a person's id: a person, or evidence that waits for one.

use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity};
use jiff::civil::Date;
use rules::identity::PersonId;
use rules::person::Person;

use crate::classify::{classify, unreadable};
use crate::items::{PersonItem, WaitingItem};
use crate::read::Item;
use crate::{Store, StoreError, keys, meter};

/// A person as read, with the version that a change must name.
#[derive(Debug, Clone)]
pub struct Stored {
    /// The person.
    pub person: Person,
    /// The day under which the due index lists them.
    pub due_on: Option<Date>,
    pub(crate) mark: Mark,
}

/// An item's version, and the attempt that wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) version: u64,
    pub(crate) attempt: String,
}

/// What stands under a person's id.
pub(crate) enum Found {
    Person(Box<Stored>),
    Waiting(Mark),
}

impl Store {
    /// The person with this id; none if nobody has applied under it. One strongly consistent
    /// read.
    pub async fn person(&self, id: PersonId) -> Result<Option<Stored>, StoreError> {
        Ok(self.found(id).await?.and_then(Found::person))
    }

    pub(crate) async fn found(&self, id: PersonId) -> Result<Option<Found>, StoreError> {
        let answer = self
            .client
            .get_item()
            .table_name(&self.tables.people)
            .key("pk", AttributeValue::S(id.to_string()))
            .key("sk", AttributeValue::S(keys::CASE.to_owned()))
            .consistent_read(true)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .map_err(|error| classify(&error))?;
        meter::read(answer.consumed_capacity());
        answer.item.map(Found::from_item).transpose()
    }
}

impl Found {
    fn from_item(item: Item) -> Result<Self, StoreError> {
        if item.contains_key("waiting") {
            let item: WaitingItem =
                serde_dynamo::from_item(item).map_err(|_| unreadable("waiting evidence"))?;
            return Ok(Self::Waiting(Mark {
                version: item.v,
                attempt: item.w,
            }));
        }
        let item: PersonItem = serde_dynamo::from_item(item).map_err(|_| unreadable("person"))?;
        let (version, attempt, due_on) = (item.v, item.w.clone(), item.due_on);
        Ok(Self::Person(Box::new(Stored {
            person: item.into_person()?,
            due_on,
            mark: Mark { version, attempt },
        })))
    }

    fn person(self) -> Option<Stored> {
        match self {
            Self::Person(stored) => Some(*stored),
            Self::Waiting(_) => None,
        }
    }

    pub(crate) fn mark(&self) -> &Mark {
        match self {
            Self::Person(stored) => &stored.mark,
            Self::Waiting(mark) => mark,
        }
    }
}

impl Stored {
    /// The person whom a stored item holds; none if it only stands for evidence that waits.
    pub(crate) fn from_item(item: Item) -> Result<Option<Self>, StoreError> {
        Ok(Found::from_item(item)?.person())
    }
}
