//! Reviews: the open ones of a district by when they are due, and all of a person.
//!
//! What is private of a review lies in Identities; the item here can be listed to officers as
//! it is. The queue index is sparse: an answered review leaves it.

use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity};
use jiff::Timestamp;
use rules::identity::{District, PersonId};
use rules::person::Holder;
use rules::review::{Review, ReviewId};
use rules::words::{ReviewGround, ReviewStatus};
use serde::{Deserialize, Serialize};

use crate::classify::{classify, unreadable};
use crate::read::{Item, Which};
use crate::write::key;
use crate::{Store, StoreError, keys, meter};

/// What only the person and the officers who answer may read of a review.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrivateReview {
    /// What the person says.
    pub statement: String,
    /// Where they can be reached.
    pub phone: String,
}

impl std::fmt::Debug for PrivateReview {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PrivateReview(..)")
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
    n: u32,
    name: String,
    tail: String,
    ground: ReviewGround,
    district: District,
    submitted_at: Timestamp,
    due_at: Timestamp,
    status: ReviewStatus,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    escalated_at: Option<Timestamp>,
}

impl ReviewItem {
    /// The stored form of a review of the person shown as `holder`.
    pub fn of(review: &Review, holder: &Holder) -> Self {
        let is_open = matches!(
            review.status,
            ReviewStatus::Submitted | ReviewStatus::Proposed
        );
        Self {
            pk: review.id.person,
            sk: keys::review(review.id.number),
            queue: is_open.then(|| keys::queue(review.district)),
            queue_at: is_open.then(|| queue_at(review)),
            n: review.id.number,
            name: holder.name_masked.clone(),
            tail: holder.document_tail.clone(),
            ground: review.ground,
            district: review.district,
            submitted_at: review.submitted_at,
            due_at: review.due_at,
            status: review.status,
            escalated_at: review.escalated_at,
        }
    }

    fn into_review(self) -> (Review, Holder) {
        let review = Review {
            id: ReviewId {
                person: self.pk,
                number: self.n,
            },
            ground: self.ground,
            district: self.district,
            submitted_at: self.submitted_at,
            due_at: self.due_at,
            status: self.status,
            escalated_at: self.escalated_at,
        };
        (
            review,
            Holder {
                name_masked: self.name,
                document_tail: self.tail,
            },
        )
    }
}

/// Sort key in the queue index: when it is due, then which it is.
fn queue_at(review: &Review) -> String {
    format!("{:012}#{}", review.due_at.as_second(), review.id)
}

impl Store {
    /// Reviews on a page; one reading of a queue gives one more, which tells that there is more.
    pub const REVIEWS_A_PAGE: u8 = 50;

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

    /// What is private of a review.
    pub async fn private_review(&self, id: ReviewId) -> Result<Option<PrivateReview>, StoreError> {
        let answer = self
            .client
            .get_item()
            .table_name(&self.tables.identities)
            .set_key(Some(
                key(&id.person.to_string(), &keys::review(id.number)).into(),
            ))
            .consistent_read(true)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .map_err(|error| classify(&error))?;
        meter::read(answer.consumed_capacity());
        answer
            .item
            .map(|item| serde_dynamo::from_item(item).map_err(|_| unreadable("statement")))
            .transpose()
    }

    /// Open reviews of a district in order of when they are due: those after `after` (the
    /// position of the last one seen), and only what is due before `due_before`, if given.
    pub async fn open_reviews(
        &self,
        district: District,
        after: Option<&str>,
        due_before: Option<Timestamp>,
    ) -> Result<Vec<OpenReview>, StoreError> {
        // Positions begin with digits: "~" is after all of them, and "!" just after one.
        let from = after.map_or_else(String::new, |position| format!("{position}!"));
        let until = due_before.map_or_else(
            || "~".to_owned(),
            |moment| format!("{:012}", moment.as_second()),
        );
        if from > until {
            return Ok(Vec::new());
        }
        let answer = self
            .client
            .query()
            .table_name(&self.tables.people)
            .index_name("queue")
            .key_condition_expression("queue = :queue AND queue_at BETWEEN :from AND :until")
            .expression_attribute_values(":queue", AttributeValue::S(keys::queue(district)))
            .expression_attribute_values(
                ":from",
                AttributeValue::S(if from.is_empty() {
                    "0".to_owned()
                } else {
                    from
                }),
            )
            .expression_attribute_values(":until", AttributeValue::S(until))
            .limit(i32::from(Self::REVIEWS_A_PAGE) + 1)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .map_err(|error| classify(&error))?;
        meter::read(answer.consumed_capacity());
        let items = answer.items.unwrap_or_default();
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

    /// Marks an open review as gone up to the city, once. Says whether this call did it.
    pub async fn escalate(&self, id: ReviewId, now: Timestamp) -> Result<bool, StoreError> {
        let answer = self
            .client
            .update_item()
            .table_name(&self.tables.people)
            .set_key(Some(
                key(&id.person.to_string(), &keys::review(id.number)).into(),
            ))
            .update_expression("SET escalated_at = :now")
            .condition_expression("attribute_exists(queue) AND attribute_not_exists(escalated_at)")
            .expression_attribute_values(":now", AttributeValue::S(now.to_string()))
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await;
        match answer.map_err(|error| classify(&error)) {
            Ok(answer) => {
                meter::write(answer.consumed_capacity());
                Ok(true)
            }
            Err(StoreError::Conflict) => Ok(false),
            Err(error) => Err(error),
        }
    }
}

fn read(item: Item) -> Result<(Review, Holder), StoreError> {
    let item: ReviewItem = serde_dynamo::from_item(item).map_err(|_| unreadable("review"))?;
    Ok(item.into_review())
}
