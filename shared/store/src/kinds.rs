//! Every kind of item that lies in the tables, told by its key, and what becomes of it when the
//! service ends (R85).
//!
//! What is personal is decided here, once, for each kind; a new kind does not compile without that
//! decision. A key that is none of these counts as personal, and an erasure that meets one is never
//! complete.

use rules::identity::PersonId;
use strum::{IntoStaticStr, VariantArray};

use crate::Phase;
use crate::keys::{
    ACCOUNT, CASE, COLOURS, DECLARATION, EVIDENCE, HEADS, HELD, IDENTITY, INTEGRITY, LOG, NIGHT,
    ONCE, ONLY, ORDER, ORDER_ID, ORDER_PEOPLE, PASSAGES, PLACE, POLICIES, POLICY, PROGRESS,
    REASSESSED, REPLY, REPORT, REVIEW, SHARE, STAYS, SUNSET,
};

/// One of the tables that an erasure goes through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    /// Cases and all that has no clear name in it.
    People,
    /// Names, documents, statements.
    Identities,
    /// Who was scanned where.
    Scans,
}

impl Table {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::People, Self::Identities, Self::Scans];
}

/// A kind of item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Kind {
    /// A person, evidence that waits for one, or who may read the reviews of one.
    People,
    /// An entry of a person's history.
    Histories,
    /// A review without what is private of it.
    Reviews,
    /// A contradicted declaration, without what is private of it.
    IntegrityCases,
    /// What an institution told of a person.
    Evidence,
    /// A line of an account's list.
    AccountLists,
    /// Who stayed somewhere.
    Stays,
    /// A policy version; it names the officers who proposed and approved it.
    Policies,
    /// The list of approved versions.
    PolicyLists,
    /// A note that a version has judged a shard's people.
    PolicyNotes,
    /// A place with a checkpoint.
    Places,
    /// A code offered to a further account.
    Shares,
    /// The sealed answer to a keyed request.
    Answers,
    /// A note about a message that could not be taken.
    MessageNotes,
    /// An order of officers, and a part of its list of people.
    Orders,
    /// The heads of a day's histories, for proofs; whose they are stands with them. The day's root,
    /// which is in a table of its own, tells of nobody and stays.
    Heads,
    /// What the countdown did in a night; numbers, and nobody's.
    Nights,
    /// How many people of each district had which colour on a day.
    ColourCounts,
    /// How far an erasure has come, and its report.
    SunsetNotes,
    /// A name with its document and phone, as the owner told them.
    Identities,
    /// A declaration in full; the first one names whom it is about.
    Declarations,
    /// What somebody wrote in a review, and their phone.
    Statements,
    /// What officers replied to a review.
    Replies,
    /// Why officers found what they found about a contradiction.
    Findings,
    /// What an order rests on, and why it was put on.
    OrderStatements,
    /// A verification.
    Scans,
    /// How many verifications of an hour came to what in each district.
    PassageCounts,
}

/// What becomes of an item when the service ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It is about nobody, and stays.
    Stays,
    /// It stays while reviews can be read.
    IsKept,
    /// It goes.
    Goes,
    /// A person goes, but for who may read their reviews, if there are any.
    LeavesReaders,
    /// It stays without these texts.
    Loses(&'static [&'static str]),
}

impl Kind {
    /// All of them.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// Its word in a report.
    pub fn word(self) -> &'static str {
        self.into()
    }

    /// The kind of the item with these keys; none if nobody has decided about such keys.
    pub fn of(table: Table, pk: &str, sk: &str) -> Option<Self> {
        let is_person = PersonId::parse(pk).is_some();
        match table {
            Table::People if is_person => Self::of_person(sk),
            Table::People => Self::of_others(pk, sk),
            Table::Identities if pk.starts_with(ORDER_ID) && sk == ORDER => {
                Some(Self::OrderStatements)
            }
            Table::Identities if !is_person => None,
            Table::Identities if sk == IDENTITY => Some(Self::Identities),
            Table::Identities if sk.starts_with(DECLARATION) => Some(Self::Declarations),
            Table::Identities if sk.starts_with(REVIEW) => Some(Self::Statements),
            Table::Identities if sk.starts_with(REPLY) => Some(Self::Replies),
            Table::Identities if sk.starts_with(INTEGRITY) => Some(Self::Findings),
            Table::Identities => None,
            Table::Scans if pk == PASSAGES => Some(Self::PassageCounts),
            Table::Scans => (is_person || pk.starts_with(PLACE)).then_some(Self::Scans),
        }
    }

    fn of_person(sk: &str) -> Option<Self> {
        match sk {
            CASE => Some(Self::People),
            _ if sk.starts_with(LOG) => Some(Self::Histories),
            _ if sk.starts_with(REVIEW) => Some(Self::Reviews),
            _ if sk.starts_with(INTEGRITY) => Some(Self::IntegrityCases),
            _ if sk.starts_with(EVIDENCE) => Some(Self::Evidence),
            _ => None,
        }
    }

    fn of_others(pk: &str, sk: &str) -> Option<Self> {
        let is_alone = sk == ONLY;
        match pk {
            POLICIES if is_alone => Some(Self::PolicyLists),
            HELD => Some(Self::MessageNotes),
            COLOURS => Some(Self::ColourCounts),
            SUNSET if [PROGRESS, REPORT].contains(&sk) => Some(Self::SunsetNotes),
            _ if pk.starts_with(POLICY) && is_alone => Some(Self::Policies),
            _ if pk.starts_with(POLICY) && sk.starts_with(REASSESSED) => Some(Self::PolicyNotes),
            _ if pk.starts_with(PLACE) && is_alone => Some(Self::Places),
            _ if pk.starts_with(SHARE) && is_alone => Some(Self::Shares),
            _ if pk.starts_with(ONCE) && is_alone => Some(Self::Answers),
            _ if pk.starts_with(ACCOUNT) => Some(Self::AccountLists),
            _ if pk.starts_with(STAYS) => Some(Self::Stays),
            _ if pk.starts_with(HEADS) => Some(Self::Heads),
            _ if pk.starts_with(NIGHT) && is_alone => Some(Self::Nights),
            _ if pk.starts_with(ORDER_ID) && (sk == ORDER || sk.starts_with(ORDER_PEOPLE)) => {
                Some(Self::Orders)
            }
            _ => None,
        }
    }

    pub(crate) fn fate(self, phase: Phase) -> Fate {
        match (self, phase) {
            (
                Self::PolicyLists
                | Self::PolicyNotes
                | Self::Places
                | Self::Nights
                | Self::SunsetNotes,
                _,
            ) => Fate::Stays,
            // Who decided is told by a role; the accounts are for telling two officers apart, and
            // there is nothing left to approve.
            (Self::Policies, _) => Fate::Loses(&["proposed_by", "approved_by"]),
            (Self::People, Phase::ReviewsReadable) => Fate::LeavesReaders,
            (Self::Reviews | Self::Replies, Phase::ReviewsReadable) => Fate::IsKept,
            // Nobody calls any more.
            (Self::Statements, Phase::ReviewsReadable) => Fate::Loses(&["phone"]),
            (
                Self::People
                | Self::Histories
                | Self::Reviews
                | Self::IntegrityCases
                | Self::Evidence
                | Self::AccountLists
                | Self::Stays
                | Self::Shares
                | Self::Answers
                | Self::MessageNotes
                | Self::Orders
                | Self::Heads
                // Numbers, but small ones can be somebody's, and nobody can ask for them any more.
                | Self::ColourCounts
                | Self::PassageCounts
                | Self::Identities
                | Self::Declarations
                | Self::Statements
                | Self::Replies
                | Self::Findings
                | Self::OrderStatements
                | Self::Scans,
                _,
            ) => Fate::Goes,
        }
    }
}

#[cfg(test)]
mod tests;
