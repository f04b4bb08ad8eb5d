//! A person's papers: who they are and what they declared, in clear, for the officer who has to decide
//! about them. Whoever asks has entered the look into the person's history before.

use rules::identity::PersonId;

use crate::classify::unreadable;
use crate::commit::{Declared, Identity};
use crate::read::{Item, Which};
use crate::{Store, StoreError, keys};

/// What Identities holds of a person, without what was said in reviews.
#[derive(Debug, Clone, Default)]
pub struct Papers {
    /// Name, document and phone, the owner's own word before whoever applied for them; none only
    /// where nobody has applied.
    pub identity: Option<Identity>,
    /// Declarations, the first one first.
    pub declarations: Vec<Declared>,
}

impl Store {
    /// The papers of a person, strongly consistent.
    pub async fn papers(&self, person: PersonId) -> Result<Papers, StoreError> {
        let table = &self.tables.identities;
        let pk = person.to_string();
        let declarations = Which::Prefixed(keys::DECLARATION);
        let declarations = self.items(table, pk.clone(), declarations).await?;
        let identity = self.item(table, &pk, keys::IDENTITY).await?;
        let declared =
            |item: Item| serde_dynamo::from_item(item).map_err(|_| unreadable("declaration"));
        let declarations = declarations.into_iter().map(declared);
        let declarations: Vec<Declared> = declarations.collect::<Result<_, _>>()?;
        let told_by_owner: Option<Identity> = identity
            .map(|item| serde_dynamo::from_item(item).map_err(|_| unreadable("identity")))
            .transpose()?;
        let told_first = declarations.iter().find_map(|one| one.person.clone());
        Ok(Papers {
            identity: told_by_owner.or(told_first),
            declarations,
        })
    }
}
