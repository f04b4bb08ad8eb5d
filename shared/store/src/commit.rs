//! What a decision about a person wants written, as a whole or not at all.

use jiff::Timestamp;
use jiff::civil::Date;
use rules::assess::assess;
use rules::chain::Entry;
use rules::evidence::Record;
use rules::identity::PersonId;
use rules::integrity::IntegrityId;
use rules::person::{Binding, Person};
use rules::policy::PolicyBook;
use rules::review::{Review, ReviewId};
use rules::share::{Share, ShareCode};
use serde::{Deserialize, Serialize};

use crate::integrity::Statement;
use crate::once::Receipt;
use crate::reviews::{PrivateReview, Reply};

/// What a decision came to.
#[derive(Debug)]
pub enum Verdict<T> {
    /// Nothing is to be written.
    Keep(T),
    /// This is to be written, as a whole or not at all.
    Write(Box<Commit>, T),
}

/// Whom a change is about.
#[derive(Debug)]
pub(crate) enum Subject {
    /// A person, and the day under which the due index lists them.
    Person(Box<Person>, Option<Date>),
    /// Somebody who has not applied: only evidence is kept of them.
    Nobody(PersonId),
}

/// A change of one person.
#[derive(Debug)]
pub struct Commit {
    pub(crate) subject: Subject,
    pub(crate) entries: Vec<Entry>,
    pub(crate) with: Vec<With>,
}

impl Commit {
    /// A change to `person`, listed under the next day on which days alone will end a hold.
    pub fn of(person: Person, book: &PolicyBook, now: Timestamp) -> Self {
        let due_on = assess(&person.case, book, now).due_on;
        Self {
            subject: Subject::Person(Box::new(person), due_on),
            entries: Vec::new(),
            with: Vec::new(),
        }
    }

    /// Evidence about somebody who has not applied.
    pub fn nobody(id: PersonId) -> Self {
        Self {
            subject: Subject::Nobody(id),
            entries: Vec::new(),
            with: Vec::new(),
        }
    }

    /// With these history entries, oldest first.
    #[must_use]
    pub fn entries(mut self, entries: impl IntoIterator<Item = Entry>) -> Self {
        self.entries.extend(entries);
        self
    }

    /// With what else belongs to it.
    #[must_use]
    pub fn with(mut self, with: impl IntoIterator<Item = With>) -> Self {
        self.with.extend(with);
        self
    }

    /// As a verdict whose result is `result`.
    pub fn then<T>(self, result: T) -> Verdict<T> {
        Verdict::Write(Box::new(self), result)
    }
}

/// What can belong to a change of a person.
#[derive(Debug)]
pub enum With {
    /// Name and document as the person told them who proved to be the owner, into Identities.
    Identity(Identity),
    /// A declaration in full, into Identities; the first one with the name and document of whom it
    /// is about.
    Declared(Declared),
    /// An account's list gets this person.
    Bound(Binding),
    /// An account's list loses this person.
    Unbound(Binding),
    /// A review that was filed, and what is private of it.
    Filed(Review, PrivateReview),
    /// A review after a further step.
    Review(Review),
    /// What officers say to the person about a review.
    Reply(ReviewId, Reply),
    /// Why officers found what they found about a contradiction.
    Statement(IntegrityId, Statement),
    /// A share is used up.
    Shared(ShareCode, Share),
    /// The answer to a keyed request.
    Receipt(Receipt),
    /// A piece of evidence, and who told it: one of this id from this teller exists once.
    Evidence(Record, String),
}

/// A person's name and papers in clear. Only `apply` writes them.
#[derive(Clone, Serialize, Deserialize)]
pub struct Identity {
    /// The name in full.
    pub name: String,
    /// The document's type.
    pub document_type: String,
    /// The document's number, normalised.
    pub document_number: String,
    /// The passport's country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document_country: Option<String>,
    /// The phone number.
    pub phone: String,
}

/// One declaration as it was made, kept for whoever answers a review.
#[derive(Clone, Serialize, Deserialize)]
pub struct Declared {
    /// Which of the person's declarations, 1 or 2.
    pub number: u32,
    /// When, RFC 3339.
    pub declared_at: String,
    /// The pledge that was given with it (R13): its version.
    pub pledge_version: String,
    /// The declaration's body without the person, as JSON text.
    pub body: String,
    /// The person, where the declaration named one: the first does. In the same item, because an
    /// item of its own would cost every application a fifth more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<Identity>,
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Identity(..)")
    }
}

impl std::fmt::Debug for Declared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Declared({})", self.number)
    }
}
