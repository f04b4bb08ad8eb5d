//! What an entry tells of: what happened, and in which role it was done.

use serde::{Deserialize, Serialize};

use crate::identity::District;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What happened.
    pub enum EntryKind {
        /// The person applied, or somebody for them.
        Applied,
        /// The one further declaration was made (R16).
        Reapplied,
        /// A check-in put on or renewed a hold.
        CheckedIn,
        /// Days passed: holds ended, or a new policy judged the stays on record.
        Recomputed,
        /// The person proved who they are; unconfirmed accounts were unbound (R69).
        Confirmed,
        /// A review was filed (R72).
        ReviewFiled,
        /// A clinic or a registry told something (R14, R41).
        EvidenceReceived,
        /// A further account was bound by a share (R68).
        Bound,
        /// An officer read what is needed to answer a review, or to judge a contradiction.
        FileRead,
        /// An officer proposed to amend; a second one has to agree (R83).
        ReviewProposed,
        /// A review was answered: the colour stands.
        ReviewUpheld,
        /// A review was answered: holds were closed.
        ReviewAmended,
        /// The city gave a review to another district (R77).
        ReviewTransferred,
        /// A review was overdue and went up to the city (R77).
        ReviewEscalated,
        /// An order of two officers took effect (R83).
        Ordered,
        /// An officer proposed what a contradicted declaration comes to (R65).
        FindingProposed,
        /// A second officer agreed with it (R65).
        FindingApproved,
    }
}

vocabulary! {
    /// In which role something was done.
    pub enum Role {
        /// The person, or an account that keeps their code.
        Citizen,
        /// The service itself.
        System,
        /// A clinic.
        Clinic,
        /// A registry of travel or contacts.
        Registry,
        /// An officer of a district.
        District,
        /// An officer of the city's team.
        City,
    }
}

/// Who did it: a role and, for officers, their district.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The role.
    pub role: Role,
    /// The officer's district; null for all others.
    pub district: Option<District>,
}

impl Actor {
    /// The person, or an account that keeps their code.
    pub const CITIZEN: Self = Self {
        role: Role::Citizen,
        district: None,
    };
    /// The service itself.
    pub const SYSTEM: Self = Self {
        role: Role::System,
        district: None,
    };
    /// A clinic.
    pub const CLINIC: Self = Self {
        role: Role::Clinic,
        district: None,
    };
    /// A registry of travel or contacts.
    pub const REGISTRY: Self = Self {
        role: Role::Registry,
        district: None,
    };
}
