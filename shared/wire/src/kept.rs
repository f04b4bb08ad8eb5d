//! A person in an account's list.

use jiff::Timestamp;
use rules::assess::assess;
use rules::identity::PersonId;
use rules::person::Person;
use rules::policy::PolicyBook;
use rules::words::{Colour, Relation};
use serde::Serialize;

use crate::HolderView;

/// A person whom an account keeps.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct KeptView {
    /// The person.
    #[schema(value_type = String, example = "p_7ZZZZZZZZZZZZZZZZZZZZZZZZZ")]
    pub person_id: PersonId,
    /// Who they are to the account.
    pub relation: Relation,
    /// What may be shown of them.
    pub holder: HolderView,
    /// The colour now.
    pub colour: Colour,
}

impl KeptView {
    /// `person` as `account` keeps them at `now`; none if it does not.
    pub fn of(person: &Person, account: &str, book: &PolicyBook, now: Timestamp) -> Option<Self> {
        Some(Self {
            person_id: person.id,
            relation: person.bindings.of(account)?.relation,
            holder: HolderView::of(&person.holder),
            colour: assess(&person.case, book, now).colour,
        })
    }
}
