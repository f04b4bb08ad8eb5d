//! Evidence as stored: one item a piece, under the person, whether or not they have applied.

use jiff::Timestamp;
use jiff::civil::Date;
use rules::evidence::{Record, Says};
use rules::identity::PersonId;
use rules::order::OrderTerms;
use rules::words::{ClinicFinding, Colour, ContactDegree, Isolation, LegalGround};
use serde::{Deserialize, Serialize};

use super::case::{EvidenceItem, PlaceItem};
use crate::keys;

/// What stands in the place of a person of whom there is evidence and nothing else. Its version
/// makes an application that did not see the latest evidence fail and look again.
#[derive(Debug, Serialize, Deserialize)]
pub struct WaitingItem {
    pub pk: PersonId,
    pub sk: String,
    pub v: u64,
    pub w: String,
    /// Always true; tells this item from a person's.
    pub waiting: bool,
}

/// One piece of evidence.
#[derive(Debug, Serialize, Deserialize)]
pub struct RecordItem {
    pk: PersonId,
    sk: String,
    by: EvidenceItem,
    observed: Timestamp,
    #[serde(flatten)]
    says: SaysItem,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum SaysItem {
    Clinic {
        finding: ClinicFinding,
    },
    Travel {
        place: PlaceItem,
        from: Date,
        to: Date,
    },
    Contact {
        degree: ContactDegree,
        on: Date,
    },
    Ordered(TermsItem),
}

/// What an order puts on.
#[derive(Debug, Serialize, Deserialize)]
pub struct TermsItem {
    colour: Colour,
    days: u8,
    isolation: Isolation,
    legal: LegalGround,
}

impl TermsItem {
    pub fn of(terms: OrderTerms) -> Self {
        Self {
            colour: terms.colour(),
            days: terms.days(),
            isolation: terms.isolation(),
            legal: terms.legal_ground(),
        }
    }

    pub fn into_terms(self) -> Option<OrderTerms> {
        OrderTerms::new(self.colour, self.days, self.isolation, self.legal).ok()
    }
}

impl RecordItem {
    /// The stored form of what `teller` told of a person.
    pub fn of(person: PersonId, teller: &str, record: &Record) -> Self {
        let says = match &record.says {
            Says::Clinic(finding) => SaysItem::Clinic { finding: *finding },
            Says::Travel { place, from, to } => SaysItem::Travel {
                place: PlaceItem::of(place),
                from: *from,
                to: *to,
            },
            Says::Contact { degree, on } => SaysItem::Contact {
                degree: *degree,
                on: *on,
            },
            Says::Ordered(terms) => SaysItem::Ordered(TermsItem::of(*terms)),
        };
        Self {
            pk: person,
            sk: keys::evidence(record.says.word(), teller, &record.evidence.id),
            by: EvidenceItem::of(&record.evidence),
            observed: record.observed_at,
            says,
        }
    }

    /// What it says.
    pub fn into_record(self) -> Option<Record> {
        let says = match self.says {
            SaysItem::Clinic { finding } => Says::Clinic(finding),
            SaysItem::Travel { place, from, to } => Says::Travel {
                place: place.into_place()?,
                from,
                to,
            },
            SaysItem::Contact { degree, on } => Says::Contact { degree, on },
            SaysItem::Ordered(terms) => Says::Ordered(terms.into_terms()?),
        };
        Some(Record {
            evidence: self.by.into_evidence(),
            observed_at: self.observed,
            says,
        })
    }
}
