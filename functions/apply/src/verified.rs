//! What the identity provider has checked about the caller.

use edge::{Call, VerifiedClaim, VerifiedDocument};
use rules::identity::{Country, Document, DocumentKind, PersonId};

/// Whom the caller's token vouches for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Verified {
    /// Nobody: nothing was checked.
    Nothing,
    /// This person.
    Person(PersonId),
    /// Somebody who cannot be told: not the one declared, whoever that is.
    Unreadable,
}

impl Verified {
    /// Whom the token vouches for. The claim names a type and a number; where it leaves out a
    /// passport's country, it is the declared one.
    pub fn of(call: &Call, declared: &Document) -> Self {
        match &call.caller.verified {
            VerifiedClaim::Absent => Self::Nothing,
            VerifiedClaim::Unreadable => Self::Unreadable,
            VerifiedClaim::Document(claimed) => read(call, claimed, declared)
                .map_or(Self::Unreadable, |document| {
                    Self::Person(call.state.store.pepper().person(&document))
                }),
        }
    }

    /// Whether the token vouches for somebody else than this person.
    pub fn differs_from(self, id: PersonId) -> bool {
        self != Self::Nothing && self != Self::Person(id)
    }
}

fn read(call: &Call, claimed: &VerifiedDocument, declared: &Document) -> Option<Document> {
    let kind: DocumentKind = claimed.kind.parse().ok()?;
    let country = match &claimed.country {
        Some(country) => Some(Country::parse(country)?),
        None if kind == DocumentKind::Passport => declared.country(),
        None => None,
    };
    Document::parse(kind, &claimed.number, country, call.today()).ok()
}
