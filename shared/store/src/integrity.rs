//! Integrity cases: those of a district that wait for a finding, and all of a person.
//!
//! As with reviews, the latest one stands in its person's item, and the items here follow it.

use rules::identity::{District, PersonId};
use rules::integrity::{IntegrityCase, IntegrityId, IntegrityStatus};
use rules::person::Holder;
use serde::{Deserialize, Serialize};

use crate::classify::unreadable;
use crate::items::IntegrityState;
use crate::queue::position;
use crate::read::Item;
use crate::{Store, StoreError, keys};

/// An integrity case in its district's queue.
#[derive(Debug, Clone)]
pub struct OpenCase {
    /// The case.
    pub case: IntegrityCase,
    /// What may be shown of its person.
    pub holder: Holder,
    /// Where it stands in the order of all queues.
    pub position: String,
}

/// A case as stored in People.
#[derive(Debug, Serialize, Deserialize)]
pub struct IntegrityItem {
    pk: PersonId,
    sk: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    queue: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    queue_at: Option<String>,
    name: String,
    tail: String,
    #[serde(flatten)]
    state: IntegrityState,
}

/// Why two officers found what they found; theirs to read.
#[derive(Clone, Serialize, Deserialize)]
pub struct Statement {
    /// The text.
    pub statement: String,
}

impl std::fmt::Debug for Statement {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Statement(..)")
    }
}

impl IntegrityItem {
    /// The stored form of a case of the person shown as `holder`.
    pub fn of(case: &IntegrityCase, holder: &Holder) -> Self {
        let waits = case.status() != IntegrityStatus::Found;
        Self {
            pk: case.id.person,
            sk: keys::integrity(case.id.number),
            queue: waits.then(|| keys::integrity_queue(case.district)),
            queue_at: waits.then(|| queue_at(case)),
            name: holder.name_masked.clone(),
            tail: holder.document_tail.clone(),
            state: IntegrityState::of(case),
        }
    }
}

/// Sort key in the queue index: when it came up, then which it is.
fn queue_at(case: &IntegrityCase) -> String {
    position(case.opened_at, &case.id.to_string())
}

impl Store {
    /// A case with what may be shown of its person, strongly consistent.
    pub async fn integrity_case(
        &self,
        id: IntegrityId,
    ) -> Result<Option<(IntegrityCase, Holder)>, StoreError> {
        let (pk, sk) = (id.person.to_string(), keys::integrity(id.number));
        let item = self.item(&self.tables.people, &pk, &sk).await?;
        item.map(read).transpose()
    }

    /// What officers said last about a case.
    pub async fn integrity_statement(&self, id: IntegrityId) -> Result<Option<String>, StoreError> {
        let (pk, sk) = (id.person.to_string(), keys::integrity(id.number));
        let item = self.item(&self.tables.identities, &pk, &sk).await?;
        let statement = |item| {
            let read: Statement =
                serde_dynamo::from_item(item).map_err(|_| unreadable("statement"))?;
            Ok(read.statement)
        };
        item.map(statement).transpose()
    }

    /// Cases of a district that wait for a finding, oldest first: those after `after`.
    pub async fn open_integrity_cases(
        &self,
        district: District,
        after: Option<&str>,
    ) -> Result<Vec<OpenCase>, StoreError> {
        let queue = keys::integrity_queue(district);
        let items = self.queued(queue, after, None).await?;
        items
            .into_iter()
            .map(|item| {
                read(item).map(|(case, holder)| OpenCase {
                    position: queue_at(&case),
                    case,
                    holder,
                })
            })
            .collect()
    }
}

fn read(item: Item) -> Result<(IntegrityCase, Holder), StoreError> {
    let item: IntegrityItem =
        serde_dynamo::from_item(item).map_err(|_| unreadable("integrity case"))?;
    let holder = Holder {
        name_masked: item.name,
        document_tail: item.tail,
    };
    Ok((item.state.into_case(item.pk), holder))
}
