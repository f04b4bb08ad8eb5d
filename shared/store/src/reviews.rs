//! Reviews: the open ones of a district by when they are due, and all of a person.
//!
//! An open review stands in its person's item, whose version every step names. The items here are
//! written with each step: they list the open ones, and they are what is left of the answered ones.
//! What is private of a review lies in Identities, so they can be listed to officers as they are.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rules::identity::{District, PersonId};
use rules::person::Holder;
use rules::review::{Review, ReviewId};
use serde::{Deserialize, Serialize};

use crate::classify::unreadable;
use crate::items::ReviewState;
use crate::queue::position;
use crate::read::{Item, Which};
use crate::{Store, StoreError, keys};

/// What only the person and the officers who answer may read of a review.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrivateReview {
    /// What the person says.
    pub statement: String,
    /// Where they can be reached.
    pub phone: String,
}

/// What officers say to the person; theirs to read once the review is answered.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// The text.
    pub reply: String,
}

impl std::fmt::Debug for PrivateReview {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PrivateReview(..)")
    }
}

impl std::fmt::Debug for Reply {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Reply(..)")
    }
}

/// An open review in its district's queue.
#[derive(Debug, Clone)]
pub struct OpenReview {
    /// The review.
    pub review: Review,
    /// What may be shown of its person.
    pub holder: Holder,
    /// Where it stands in the order of all queues.
    pub position: String,
}

/// A review as stored in People.
#[derive(Debug, Serialize, Deserialize)]
pub struct ReviewItem {
    pk: PersonId,
    sk: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    queue: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    queue_at: Option<String>,
    name: String,
    tail: String,
    #[serde(flatten)]
    state: ReviewState,
}

impl ReviewItem {
    /// The stored form of a review of the person shown as `holder`.
    pub fn of(review: &Review, holder: &Holder) -> Self {
        let is_open = review.is_open();
        Self {
            pk: review.id.person,
            sk: keys::review(review.id.number),
            queue: is_open.then(|| keys::queue(review.district)),
            queue_at: is_open.then(|| queue_at(review)),
            name: holder.name_masked.clone(),
            tail: holder.document_tail.clone(),
            state: ReviewState::of(review),
        }
    }
}

/// Sort key in the queue index: when it is due, then which it is.
fn queue_at(review: &Review) -> String {
    position(review.due_at, &review.id.to_string())
}

impl Store {
    /// All reviews of a person, oldest first.
    pub async fn reviews_of(&self, person: PersonId) -> Result<Vec<Review>, StoreError> {
        let items = self
            .items(
                &self.tables.people,
                person.to_string(),
                Which::Prefixed(keys::REVIEW),
            )
            .await?;
        items.into_iter().map(|item| Ok(read(item)?.0)).collect()
    }

    /// A review with what may be shown of its person, strongly consistent.
    pub async fn review(&self, id: ReviewId) -> Result<Option<(Review, Holder)>, StoreError> {
        let (pk, sk) = (id.person.to_string(), keys::review(id.number));
        let item = self.item(&self.tables.people, &pk, &sk).await?;
        item.map(read).transpose()
    }

    /// What is private of a review.
    pub async fn private_review(&self, id: ReviewId) -> Result<Option<PrivateReview>, StoreError> {
        let (pk, sk) = (id.person.to_string(), keys::review(id.number));
        let item = self.item(&self.tables.identities, &pk, &sk).await?;
        item.map(|item| serde_dynamo::from_item(item).map_err(|_| unreadable("statement")))
            .transpose()
    }

    /// What officers said last about a review. Until it is answered that is not for the person.
    pub async fn reply(&self, id: ReviewId) -> Result<Option<String>, StoreError> {
        let (pk, sk) = (id.person.to_string(), keys::reply(id.number));
        let item = self.item(&self.tables.identities, &pk, &sk).await?;
        let reply = |item| {
            let read: Reply = serde_dynamo::from_item(item).map_err(|_| unreadable("reply"))?;
            Ok(read.reply)
        };
        item.map(reply).transpose()
    }

    /// What officers said last about each review of a person, by its number.
    pub async fn replies_of(&self, person: PersonId) -> Result<BTreeMap<u32, String>, StoreError> {
        let which = Which::Prefixed(keys::REPLY);
        let table = &self.tables.identities;
        let items = self.items(table, person.to_string(), which).await?;
        let reply = |item: Item| {
            let number = item.get("sk")?.as_s().ok()?.strip_prefix(keys::REPLY)?;
            let number = number.parse().ok()?;
            let read: Reply = serde_dynamo::from_item(item).ok()?;
            Some((number, read.reply))
        };
        let replies = items.into_iter();
        replies
            .map(|item| reply(item).ok_or_else(|| unreadable("reply")))
            .collect()
    }

    /// Open reviews of a district in order of when they are due: those after `after` (the
    /// position of the last one seen), and only what is due before `due_before`, if given.
    pub async fn open_reviews(
        &self,
        district: District,
        after: Option<&str>,
        due_before: Option<Timestamp>,
    ) -> Result<Vec<OpenReview>, StoreError> {
        let items = self
            .queued(keys::queue(district), after, due_before)
            .await?;
        items
            .into_iter()
            .map(|item| {
                read(item).map(|(review, holder)| OpenReview {
                    position: queue_at(&review),
                    review,
                    holder,
                })
            })
            .collect()
    }
}

fn read(item: Item) -> Result<(Review, Holder), StoreError> {
    let item: ReviewItem = serde_dynamo::from_item(item).map_err(|_| unreadable("review"))?;
    let holder = Holder {
        name_masked: item.name,
        document_tail: item.tail,
    };
    Ok((item.state.into_review(item.pk), holder))
}
