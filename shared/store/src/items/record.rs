//! Evidence as stored: one item a piece, under the person, whether or not they have applied.

use jiff::Timestamp;
use jiff::civil::Date;
use rules::evidence::{Record, Says};
use rules::identity::{District, PersonId};
use rules::officer::Seat;
use rules::order::{OrderSays, OrderTerms};
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
    Ordered(OrderedItem),
}

/// What an approved order says.
#[derive(Debug, Serialize, Deserialize)]
struct OrderedItem {
    #[serde(flatten)]
    terms: TermsItem,
    /// The district of the officer's seat; none for the city.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    district: Option<District>,
    mark: String,
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
            Says::Ordered(order) => SaysItem::Ordered(OrderedItem {
                terms: TermsItem::of(order.terms),
                district: order.seat.district(),
                mark: order.mark.clone(),
            }),
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
            SaysItem::Ordered(order) => Says::Ordered(OrderSays {
                terms: order.terms.into_terms()?,
                seat: order.district.map_or(Seat::City, Seat::District),
                mark: order.mark,
            }),
        };
        Some(Record {
            evidence: self.by.into_evidence(),
            observed_at: self.observed,
            says,
        })
    }
}
