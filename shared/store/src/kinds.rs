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
    ACCOUNT, CASE, DECLARATION, EVIDENCE, HEADS, HELD, IDENTITY, INTEGRITY, LOG, ONCE, ONLY, ORDER,
    ORDER_ID, ORDER_PEOPLE, PLACE, POLICIES, POLICY, PROGRESS, REASSESSED, REPLY, REPORT, REVIEW,
    SHARE, STAYS, SUNSET,
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
            SUNSET if [PROGRESS, REPORT].contains(&sk) => Some(Self::SunsetNotes),
            _ if pk.starts_with(POLICY) && is_alone => Some(Self::Policies),
            _ if pk.starts_with(POLICY) && sk.starts_with(REASSESSED) => Some(Self::PolicyNotes),
            _ if pk.starts_with(PLACE) && is_alone => Some(Self::Places),
            _ if pk.starts_with(SHARE) && is_alone => Some(Self::Shares),
            _ if pk.starts_with(ONCE) && is_alone => Some(Self::Answers),
            _ if pk.starts_with(ACCOUNT) => Some(Self::AccountLists),
            _ if pk.starts_with(STAYS) => Some(Self::Stays),
            _ if pk.starts_with(HEADS) => Some(Self::Heads),
            _ if pk.starts_with(ORDER_ID) && (sk == ORDER || sk.starts_with(ORDER_PEOPLE)) => {
                Some(Self::Orders)
            }
            _ => None,
        }
    }

    pub(crate) fn fate(self, phase: Phase) -> Fate {
        match (self, phase) {
            (Self::PolicyLists | Self::PolicyNotes | Self::Places | Self::SunsetNotes, _) => {
                Fate::Stays
            }
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
mod tests {
    use super::*;
    use crate::keys;

    const PERSON: &str = "p_7ZZZZZZZZZZZZZZZZZZZZZZZZZ";
    const AN_ORDER: &str = "o_AAAAAAAAAAAA";

    #[test]
    fn every_kind_is_told_by_the_keys_that_the_store_writes() {
        let written = [
            (Table::People, PERSON.to_owned(), CASE.to_owned()),
            (Table::People, PERSON.to_owned(), keys::log(7)),
            (Table::People, PERSON.to_owned(), keys::review(1)),
            (Table::People, PERSON.to_owned(), keys::integrity(1)),
            (
                Table::People,
                PERSON.to_owned(),
                keys::evidence("contact", "t", "1"),
            ),
            (Table::People, keys::account("somebody"), PERSON.to_owned()),
            (
                Table::People,
                keys::stays("42", 7),
                format!("420100#{PERSON}"),
            ),
            (Table::People, keys::policy("v"), ONLY.to_owned()),
            (Table::People, POLICIES.to_owned(), ONLY.to_owned()),
            (Table::People, keys::policy("v"), keys::reassessed(7)),
            (Table::People, keys::place("metro"), ONLY.to_owned()),
            (Table::People, keys::share("digest"), ONLY.to_owned()),
            (Table::People, format!("{ONCE}digest"), ONLY.to_owned()),
            (Table::People, HELD.to_owned(), "message".to_owned()),
            (Table::People, AN_ORDER.to_owned(), ORDER.to_owned()),
            (
                Table::People,
                keys::heads(jiff::civil::date(2020, 2, 12)),
                keys::part(None),
            ),
            (Table::People, SUNSET.to_owned(), PROGRESS.to_owned()),
            (Table::Identities, PERSON.to_owned(), IDENTITY.to_owned()),
            (Table::Identities, PERSON.to_owned(), keys::declaration(2)),
            (Table::Identities, PERSON.to_owned(), keys::review(1)),
            (Table::Identities, PERSON.to_owned(), keys::reply(1)),
            (Table::Identities, PERSON.to_owned(), keys::integrity(1)),
            (Table::Identities, AN_ORDER.to_owned(), ORDER.to_owned()),
            (
                Table::Scans,
                PERSON.to_owned(),
                "001581500000#serial".to_owned(),
            ),
        ];
        let kinds: Vec<_> = written
            .iter()
            .map(|(table, pk, sk)| Kind::of(*table, pk, sk))
            .collect();
        let all: Vec<_> = Kind::ALL.iter().copied().map(Some).collect();
        assert_eq!(kinds, all, "in the order of the kinds");
        let nobodys = keys::scans_of_nobody("metro", "1");
        assert_eq!(Kind::of(Table::Scans, &nobodys, "1"), Some(Kind::Scans));
        let list = keys::order_people(3);
        let people = Kind::of(Table::People, AN_ORDER, &list);
        assert_eq!(people, Some(Kind::Orders));
    }

    #[test]
    fn r85_a_key_that_nobody_has_decided_about_is_of_no_kind() {
        for (table, pk, sk) in [
            (Table::People, PERSON, "photograph"),
            (Table::People, "p_somebody", CASE),
            (Table::People, "order#1", ONLY),
            (Table::People, "policies", "more"),
            (Table::People, "sunset", "somebody"),
            (Table::People, "share#digest", "more"),
            (Table::Identities, PERSON, "photograph"),
            (Table::Identities, "account#somebody", IDENTITY),
            (Table::Scans, "plate#A", "1"),
        ] {
            assert_eq!(Kind::of(table, pk, sk), None, "{pk} {sk}");
        }
    }

    #[test]
    fn r85_what_is_kept_for_reviews_goes_when_their_days_are_over_and_nothing_else_is_kept() {
        for kind in Kind::ALL {
            let (first, last) = (kind.fate(Phase::ReviewsReadable), kind.fate(Phase::AllOver));
            let for_reviews = [Kind::People, Kind::Reviews, Kind::Statements, Kind::Replies];
            let is_for_reviews = for_reviews.contains(kind);
            assert_eq!(first != last, is_for_reviews, "{kind:?}");
            assert!(
                last != Fate::IsKept && last != Fate::LeavesReaders,
                "{kind:?}"
            );
            assert_eq!(last == Fate::Goes, first == Fate::Goes || is_for_reviews);
        }
    }
}
