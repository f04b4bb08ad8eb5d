//! Policy versions: proposed by one officer of the city, approved by another.
//!
//! An approved version never changes. One small item lists what is approved, in order (`book`
//! reads it).

use jiff::Timestamp;
use rules::policy::{Policy, PolicyBook};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::classify::unreadable;
use crate::read::Which;
use crate::write::{Condition, Write};
use crate::{Store, StoreError, keys};

/// How often an approval is tried when others approve at the same time.
const TRIES: usize = 8;

/// A version as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredPolicy {
    /// Its name.
    pub version: String,
    /// The document, JSON text.
    pub document: String,
    /// The account that proposed it.
    pub proposed_by: String,
    /// When it was proposed.
    pub proposed_at: Timestamp,
    /// When a second officer approved it.
    pub approved_at: Option<Timestamp>,
}

/// What became of a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proposal {
    /// It is kept, and waits for approval.
    Taken,
    /// The same document was proposed under this name before.
    Known(StoredPolicy),
    /// The name is another document's.
    NameTaken,
}

/// What became of an approval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Approval {
    /// The version is approved, now or before.
    Approved(StoredPolicy),
    /// Whoever proposed it cannot approve it (R83).
    SameOfficer,
    /// There is no such proposal.
    Missing,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct PolicyItem {
    pk: String,
    sk: String,
    v: u64,
    version: String,
    pub(crate) document: String,
    proposed_by: String,
    proposed_at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    approved_by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    approved_at: Option<Timestamp>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct ListItem {
    pk: String,
    sk: String,
    v: u64,
    pub(crate) approved: Vec<ApprovedItem>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ApprovedItem {
    pub(crate) version: String,
    pub(crate) at: Timestamp,
}

#[derive(Debug, Serialize)]
struct NoteItem {}

impl Store {
    /// Proposes a version. Nothing is in force by that.
    pub async fn propose(
        &self,
        policy: &Policy,
        document: &str,
        by: &str,
        now: Timestamp,
    ) -> Result<Proposal, StoreError> {
        if PolicyBook::is_shipped(&policy.version) {
            return Ok(Proposal::NameTaken);
        }
        let item = PolicyItem {
            pk: keys::policy(&policy.version),
            sk: keys::ONLY.to_owned(),
            v: 1,
            version: policy.version.clone(),
            document: document.to_owned(),
            proposed_by: by.to_owned(),
            proposed_at: now,
            approved_by: None,
            approved_at: None,
        };
        let put = Write::put(&self.tables.people, &item, Condition::New)?;
        match self.write(vec![put]).await {
            Ok(()) => Ok(Proposal::Taken),
            Err(StoreError::Conflict) => match self.policy(&policy.version).await? {
                Some(stored) if stored.document == document => Ok(Proposal::Known(stored)),
                _ => Ok(Proposal::NameTaken),
            },
            Err(error) => Err(error),
        }
    }

    /// A proposed or approved version that is not shipped.
    pub async fn policy(&self, version: &str) -> Result<Option<StoredPolicy>, StoreError> {
        Ok(self.policy_item(version).await?.map(PolicyItem::stored))
    }

    /// What cannot be a name is nobody's, and no key is made of it.
    async fn policy_item(&self, version: &str) -> Result<Option<PolicyItem>, StoreError> {
        if !Policy::is_version_name(version) {
            return Ok(None);
        }
        self.one(&keys::policy(version), "policy").await
    }

    /// Approves a proposed version: from then on it is in the book of every process.
    pub async fn approve(
        &self,
        version: &str,
        by: &str,
        now: Timestamp,
    ) -> Result<Approval, StoreError> {
        for _ in 0..TRIES {
            let Some(item) = self.policy_item(version).await? else {
                return Ok(Approval::Missing);
            };
            if item.proposed_by == by {
                return Ok(Approval::SameOfficer);
            }
            if item.approved_at.is_some() {
                return Ok(Approval::Approved(item.stored()));
            }
            let item = PolicyItem {
                v: item.v + 1,
                approved_by: Some(by.to_owned()),
                approved_at: Some(now),
                ..item
            };
            let (list, condition) = self.list_with(version, now).await?;
            let seen = Condition::Version(item.v - 1);
            let writes = vec![
                Write::put(&self.tables.people, &item, seen)?,
                Write::put(&self.tables.people, &list, condition)?,
            ];
            match self.write(writes).await {
                Ok(()) => {
                    self.forget_book();
                    return Ok(Approval::Approved(item.stored()));
                }
                Err(StoreError::Conflict) => {}
                Err(error) => return Err(error),
            }
        }
        Err(StoreError::Conflict)
    }

    /// The shards of which the people whom a version concerns were judged by it.
    pub async fn reassessed(&self, version: &str) -> Result<Vec<u8>, StoreError> {
        let notes = self
            .items(
                &self.tables.people,
                keys::policy(version),
                Which::Prefixed(keys::REASSESSED),
            )
            .await?;
        let shard = |item: &crate::read::Item| {
            let sk = item.get("sk")?.as_s().ok()?;
            sk.strip_prefix(keys::REASSESSED)?.parse().ok()
        };
        notes
            .iter()
            .map(|note| shard(note).ok_or_else(|| unreadable("note of the countdown")))
            .collect()
    }

    /// Notes that the people of a shard whom a version concerns were judged by it.
    pub async fn note_reassessed(&self, version: &str, shard: u8) -> Result<(), StoreError> {
        let (pk, sk) = (keys::policy(version), keys::reassessed(shard));
        let note = Write::put_at(&self.tables.people, &pk, &sk, &NoteItem {})?;
        self.write(vec![note]).await
    }

    async fn list_with(
        &self,
        version: &str,
        at: Timestamp,
    ) -> Result<(ListItem, Condition), StoreError> {
        let list: Option<ListItem> = self.one(keys::POLICIES, "list of policies").await?;
        let condition = list
            .as_ref()
            .map_or(Condition::New, |list| Condition::Version(list.v));
        let mut list = list.unwrap_or_default();
        list.approved.push(ApprovedItem {
            version: version.to_owned(),
            at,
        });
        let list = ListItem {
            pk: keys::POLICIES.to_owned(),
            sk: keys::ONLY.to_owned(),
            v: list.v + 1,
            ..list
        };
        Ok((list, condition))
    }

    /// The one item under a key of People.
    pub(crate) async fn one<T: DeserializeOwned>(
        &self,
        pk: &str,
        what: &str,
    ) -> Result<Option<T>, StoreError> {
        let item = self.item(&self.tables.people, pk, keys::ONLY).await?;
        let item = item.map(serde_dynamo::from_item);
        item.transpose().map_err(|_| unreadable(what))
    }
}

impl PolicyItem {
    fn stored(self) -> StoredPolicy {
        StoredPolicy {
            version: self.version,
            document: self.document,
            proposed_by: self.proposed_by,
            proposed_at: self.proposed_at,
            approved_at: self.approved_at,
        }
    }
}
