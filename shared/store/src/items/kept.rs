//! What is left of a person after the service's end while their reviews can be read (R85).

use rules::identity::PersonId;
use serde::{Deserialize, Serialize};

use crate::keys::CASE;

/// Stands where the person stood. It says who may read the reviews, and nothing of the person; and it
/// keeps the place, so that no late write can put a person there again.
#[derive(Debug, Serialize, Deserialize)]
pub struct KeptItem {
    pub pk: PersonId,
    pub sk: String,
    pub v: u64,
    pub w: String,
    /// The accounts that kept the person's code; tells this item from a person's.
    pub kept_by: Vec<String>,
}

impl KeptItem {
    /// What follows version `version` of a person whose code `accounts` kept.
    pub fn of(person: PersonId, version: u64, accounts: Vec<String>) -> Self {
        Self {
            pk: person,
            sk: CASE.to_owned(),
            v: version,
            w: "sunset".to_owned(),
            kept_by: accounts,
        }
    }
}
