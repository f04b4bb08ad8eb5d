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
    /// Somebody else than the one in question, whoever that is.
    Unreadable,
}

impl Verified {
    /// Whom the token vouches for. The claim names a type and a number; where it leaves out a
    /// passport's country, it is the declared one.
    pub fn of(call: &Call, declared: &Document) -> Self {
        match &call.caller.verified {
            VerifiedClaim::Absent => Self::Nothing,
            VerifiedClaim::Unreadable => Self::Unreadable,
            VerifiedClaim::Document(claimed) => read(call, claimed, declared.country())
                .map_or(Self::Unreadable, |document| {
                    Self::Person(call.state.store.pepper().person(&document))
                }),
        }
    }

    /// Whom the token vouches for, where nothing is declared but this person: their id is the hash
    /// of a document, and the question is whether the claim names that document. A passport whose
    /// country the claim leaves out is theirs if it is with any country, as it would be if the
    /// document were declared.
    pub fn as_person(call: &Call, id: PersonId) -> Self {
        match &call.caller.verified {
            VerifiedClaim::Absent => Self::Nothing,
            VerifiedClaim::Document(claimed) if names(call, claimed, id) => Self::Person(id),
            VerifiedClaim::Document(_) | VerifiedClaim::Unreadable => Self::Unreadable,
        }
    }

    /// Whether the token vouches for somebody else than this person.
    pub fn differs_from(self, id: PersonId) -> bool {
        self != Self::Nothing && self != Self::Person(id)
    }
}

/// Whether the claim names the document of this person.
fn names(call: &Call, claimed: &VerifiedDocument, id: PersonId) -> bool {
    let is_theirs = |document| call.state.store.pepper().person(&document) == id;
    read(call, claimed, None).map_or_else(
        || {
            Country::all()
                .filter_map(|country| read(call, claimed, Some(country)))
                .any(is_theirs)
        },
        is_theirs,
    )
}

/// The claimed document; a passport of `passport_of` where the claim leaves its country out.
fn read(call: &Call, claimed: &VerifiedDocument, passport_of: Option<Country>) -> Option<Document> {
    let kind: DocumentKind = claimed.kind.parse().ok()?;
    let country = match &claimed.country {
        Some(country) => Some(Country::parse(country)?),
        None if kind == DocumentKind::Passport => passport_of,
        None => None,
    };
    Document::parse(kind, &claimed.number, country, call.today()).ok()
}
