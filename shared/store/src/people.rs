//! The people that an account keeps.

use rules::identity::PersonId;
use rules::words::Relation;
use serde::{Deserialize, Serialize};

use crate::classify::unreadable;
use crate::read::{Item, Which};
use crate::stored::Stored;
use crate::{Store, StoreError, keys};

/// One line of an account's list, under the account and the person.
#[derive(Debug, Serialize, Deserialize)]
pub struct BoundItem {
    /// Who the person is to the account.
    pub relation: Relation,
}

impl Store {
    /// All people whom `account` keeps, by person id.
    pub async fn people_of(&self, account: &str) -> Result<Vec<Stored>, StoreError> {
        let ids = self.ids_of(account).await?;
        let mut people = self.people(&ids).await?;
        people.retain(|stored| stored.person.bindings.includes(account));
        Ok(people)
    }

    async fn ids_of(&self, account: &str) -> Result<Vec<PersonId>, StoreError> {
        let items = self
            .items(&self.tables.people, keys::account(account), Which::All)
            .await?;
        let id = |item: &Item| PersonId::parse(item.get("sk")?.as_s().ok()?);
        items
            .iter()
            .map(|item| id(item).ok_or_else(|| unreadable("account's list")))
            .collect()
    }
}
