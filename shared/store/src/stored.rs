//! What stands under a person's id: a person, evidence that waits for one, or after the service's
//! end those who may read the reviews of one (R85).

use jiff::civil::Date;
use rules::identity::PersonId;
use rules::person::Person;

use crate::classify::unreadable;
use crate::items::{KeptItem, PersonItem, WaitingItem};
use crate::read::{Item, Look};
use crate::{Store, StoreError, keys};

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
    /// The person is erased and cannot come back; these accounts may read the reviews.
    Kept(Mark, Vec<String>),
}

impl Store {
    /// The person with this id; none if nobody has applied under it. One strongly consistent
    /// read.
    pub async fn person(&self, id: PersonId) -> Result<Option<Stored>, StoreError> {
        Ok(self.found(id, Look::IsNow).await?.and_then(Found::person))
    }

    /// Whether `account` may read the reviews filed for this person: it keeps their code, or kept it
    /// when the service ended. One strongly consistent read, whoever asks.
    pub async fn reads_reviews(&self, id: PersonId, account: &str) -> Result<bool, StoreError> {
        Ok(match self.found(id, Look::IsNow).await? {
            Some(Found::Person(stored)) => stored.person.bindings.includes(account),
            Some(Found::Kept(_, accounts)) => accounts.iter().any(|kept| kept == account),
            Some(Found::Waiting(_)) | None => false,
        })
    }

    pub(crate) async fn found(
        &self,
        id: PersonId,
        look: Look,
    ) -> Result<Option<Found>, StoreError> {
        let (people, id) = (&self.tables.people, id.to_string());
        let item = self.look_at(people, &id, keys::CASE, look).await?;
        item.map(Found::from_item).transpose()
    }
}

impl Found {
    pub(crate) fn from_item(item: Item) -> Result<Self, StoreError> {
        if item.contains_key("kept_by") {
            let item: KeptItem =
                serde_dynamo::from_item(item).map_err(|_| unreadable("kept person"))?;
            let mark = Mark {
                version: item.v,
                attempt: item.w,
            };
            return Ok(Self::Kept(mark, item.kept_by));
        }
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
            Self::Waiting(_) | Self::Kept(..) => None,
        }
    }

    pub(crate) fn mark(&self) -> &Mark {
        match self {
            Self::Person(stored) => &stored.mark,
            Self::Waiting(mark) | Self::Kept(mark, _) => mark,
        }
    }
}

impl Stored {
    /// The person whom a stored item holds; none if it only stands for evidence that waits,
    /// or for reviews that outlive them.
    pub(crate) fn from_item(item: Item) -> Result<Option<Self>, StoreError> {
        Ok(Found::from_item(item)?.person())
    }
}
