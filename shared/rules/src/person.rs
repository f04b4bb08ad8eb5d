//! A person: one human, one code, whoever keeps it (R6, R68, R69).

mod sharing;

use jiff::Timestamp;
use serde_json::Value;

use crate::calendar::day_of;
use crate::case::{Case, Change};
use crate::chain::{Actor, Entry, EntryKind, Head, detail_of};
use crate::evidence::Record;
use crate::identity::{CreditCode, District, Document, PersonId, PersonName};
use crate::integrity::IntegrityCase;
use crate::policy::{Policy, PolicyBook};
use crate::review::Review;
use crate::vocabulary::vocabulary;
use crate::words::{Presence, Relation};

/// Everything about a person that their one stored item holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// What may be shown of them.
    pub holder: Holder,
    /// In Hangzhou, or about to enter.
    pub presence: Presence,
    /// Their district.
    pub district: District,
    /// Their employer, if they named one.
    pub employer: Option<CreditCode>,
    /// The accounts that keep the code.
    pub bindings: Bindings,
    /// What was declared, as digests: enough to know a repeat from a change.
    pub declared: Declared,
    /// What bears on the colour.
    pub case: Case,
    /// The end of their history.
    pub head: Head,
    /// Reviews filed so far, and which of them is open (R75).
    pub reviews: Reviews,
    /// The latest contradiction of a declaration, and what officers make of it (R65).
    pub integrity: Option<IntegrityCase>,
}

impl Person {
    /// Brings the case up to now; gives the history entry of what that changed, if anything.
    pub fn settle(&mut self, book: &PolicyBook, now: Timestamp) -> Option<Entry> {
        self.settle_telling(book, now).1
    }

    /// As [`Self::settle`], and tells the changes as well.
    pub fn settle_telling(
        &mut self,
        book: &PolicyBook,
        now: Timestamp,
    ) -> (Vec<Change>, Option<Entry>) {
        let changes = self.case.settle(book, day_of(now));
        let entry = detail_of(&changes)
            .map(|detail| self.append(EntryKind::Recomputed, Actor::SYSTEM, detail, now));
        (changes, entry)
    }

    /// Appends an entry to the history, with the colour as it is.
    pub fn append(
        &mut self,
        kind: EntryKind,
        actor: Actor,
        detail: Value,
        now: Timestamp,
    ) -> Entry {
        self.open_integrity_case(now);
        let colour = self.case.colour();
        self.head.append(now, kind, actor, colour, detail)
    }

    /// Takes in evidence that reached us now; gives the history entry of what that changed, if
    /// anything. The person must be settled up to now.
    pub fn learn(
        &mut self,
        record: &Record,
        actor: Actor,
        policy: &Policy,
        now: Timestamp,
    ) -> Option<Entry> {
        let changes = self.case.learn(record, policy, now);
        let detail = detail_of(&changes)?;
        Some(self.append(EntryKind::EvidenceReceived, actor, detail, now))
    }
}

/// A person as shown to others: the masked name and the last four of the document (R66).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Surname and XX.
    pub name_masked: String,
    /// Last four characters of the document.
    pub document_tail: String,
}

impl Holder {
    /// What may be shown of a person with this name and document.
    pub fn of(name: &PersonName, document: &Document) -> Self {
        Self {
            name_masked: name.masked(),
            document_tail: document.tail().to_owned(),
        }
    }
}

/// Digests of the declarations made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// Of the application.
    pub first: String,
    /// Of the one re-application, once made (R16).
    pub again: Option<String>,
    /// Of the application in which the verified owner told their name, whether it was the first or
    /// took over what others had declared.
    pub owners: Option<String>,
}

vocabulary! {
    /// The one further declaration (R16).
    pub enum Reapplication {
        /// Not made yet.
        Available,
        /// Made.
        Used,
    }
}

impl Declared {
    /// Whether the one re-application is left.
    pub fn reapplication(&self) -> Reapplication {
        if self.again.is_some() {
            Reapplication::Used
        } else {
            Reapplication::Available
        }
    }

    /// Whether an application of this digest repeats one that was taken.
    pub fn is_repeated_by(&self, digest: &str) -> bool {
        self.first == digest || self.owners.as_deref() == Some(digest)
    }
}

/// How many reviews a person filed, and the open one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reviews {
    /// Filed so far; the next one's number is one more.
    pub filed: u32,
    /// The open one, as it stands (R75).
    pub open: Option<Review>,
}

/// The accounts bound to a person. Nobody else learns that the person exists (R69).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bindings(Vec<Binding>);

/// One account that keeps a person's code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// The account: the `sub` of its tokens.
    pub account: String,
    /// Who the person is to it.
    pub relation: Relation,
    /// Whether the identity provider checked the account's owner to be the person, or the
    /// person shared the code with it.
    pub is_confirmed: bool,
}

impl Bindings {
    /// The accounts as stored.
    pub fn new(bindings: Vec<Binding>) -> Self {
        Self(bindings)
    }

    /// All of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Binding> {
        self.0.iter()
    }

    /// Whether `account` keeps this person's code: the one gate to a person's data.
    pub fn includes(&self, account: &str) -> bool {
        self.of(account).is_some()
    }

    /// The binding of `account`.
    pub fn of(&self, account: &str) -> Option<&Binding> {
        self.0.iter().find(|binding| binding.account == account)
    }

    /// Binds `account` as the person themself, proved by the identity provider. A verified
    /// self outranks: accounts that nobody confirmed are unbound and returned (R69).
    pub fn confirm_self(&mut self, account: &str) -> Vec<Binding> {
        let (kept, unbound): (Vec<_>, Vec<_>) = std::mem::take(&mut self.0)
            .into_iter()
            .filter(|binding| binding.account != account)
            .partition(|binding| binding.is_confirmed);
        self.0 = kept;
        self.0.push(Binding {
            account: account.to_owned(),
            relation: Relation::Oneself,
            is_confirmed: true,
        });
        unbound
    }
}

impl<'a> IntoIterator for &'a Bindings {
    type Item = &'a Binding;
    type IntoIter = std::slice::Iter<'a, Binding>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn binding(account: &str, is_confirmed: bool) -> Binding {
        Binding {
            account: account.to_owned(),
            relation: Relation::Child,
            is_confirmed,
        }
    }

    #[test]
    fn r69_a_verified_self_unbinds_the_unconfirmed_and_keeps_the_confirmed() {
        let mut bindings =
            Bindings::new(vec![binding("stranger", false), binding("daughter", true)]);
        let unbound = bindings.confirm_self("me");
        assert_eq!(unbound, [binding("stranger", false)]);
        assert!(!bindings.includes("stranger"));
        assert!(bindings.includes("daughter") && bindings.includes("me"));
    }

    #[test]
    fn r69_confirming_twice_changes_nothing_more() {
        let mut bindings = Bindings::new(vec![binding("me", false)]);
        assert!(bindings.confirm_self("me").is_empty());
        let once = bindings.clone();
        assert!(bindings.confirm_self("me").is_empty());
        assert_eq!(bindings, once);
    }
}
