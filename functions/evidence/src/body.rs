//! A piece of evidence in a body or a message: JSON to typed values, with every fault at once.

use edge::{Faults, Fields, Node, Problem};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use rules::calendar::day_of;
use rules::evidence::{EvidenceKind, Record, Says};
use rules::hold::Evidence;
use rules::identity::{Document, PersonId};
use rules::texts::FormFault;
use rules::words::{ClinicFinding, ContactDegree};
use serde_json::Value;
use store::Pepper;
use utoipa::ToSchema;
use wire::{
    DOCUMENT_FIELDS, DocumentBody, read_days, read_document, read_past_day, read_whereabouts,
};

/// How far a teller's clock may be ahead of ours.
const AHEAD: SignedDuration = SignedDuration::from_mins(5);
/// The longest id.
const LONGEST_ID: usize = 64;
/// Fields that every kind has.
const COMMON: [&str; 4] = ["id", "kind", "document", "observed_at"];

/// A piece of evidence. Which fields beside the first four it has depends on its kind.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(
    json!({
        "id": "lab-2020-000017", "kind": "clinic-result",
        "document": {"type": "resident-id", "number": "330106188903071238"},
        "observed_at": "2020-02-11T08:30:00+08:00", "result": "cleared",
    }),
    json!({
        "id": "rail-88120", "kind": "travel-record",
        "document": {"type": "resident-id", "number": "330106188903071238"},
        "observed_at": "2020-02-10T20:00:00+08:00", "place": "420100",
        "from": "2020-02-01", "to": "2020-02-05",
    }),
    json!({
        "id": "border-5120", "kind": "travel-record",
        "document": {"type": "resident-id", "number": "330106188903071238"},
        "observed_at": "2020-02-10T20:00:00+08:00", "country": "KR",
        "from": "2020-01-30", "to": "2020-02-02",
    }),
    json!({
        "id": "trace-7-3", "kind": "contact",
        "document": {"type": "passport", "number": "M00000001", "country": "KR"},
        "observed_at": "2020-02-10T20:00:00+08:00", "degree": "close", "on": "2020-02-08",
    }),
))]
#[expect(dead_code, reason = "describes the body; `Told::read` reads it")]
pub struct EvidenceBody {
    /// The teller's own id for it: the same id is the same evidence.
    #[schema(min_length = 1, max_length = 64, pattern = "^[A-Za-z0-9._:/-]+$")]
    id: String,
    /// What it is.
    kind: EvidenceKind,
    /// Whom it is about.
    document: DocumentBody,
    /// When it was observed, by the teller's clock; at most 5 minutes ahead of ours.
    #[schema(value_type = String, format = DateTime)]
    observed_at: String,
    /// Of a clinic-result: what was found.
    result: Option<ClinicFinding>,
    /// Of a travel-record: area code of 2, 4 or 6 digits; or country.
    #[schema(example = "420100")]
    place: Option<String>,
    /// Of a travel-record: ISO 3166-1 alpha-2; or place.
    #[schema(example = "KR")]
    country: Option<String>,
    /// Of a travel-record: first day.
    #[schema(value_type = Option<String>, format = Date)]
    from: Option<Date>,
    /// Of a travel-record: last day, not after today.
    #[schema(value_type = Option<String>, format = Date)]
    to: Option<Date>,
    /// Of a contact: how near.
    degree: Option<ContactDegree>,
    /// Of a contact: the day, not after today.
    #[schema(value_type = Option<String>, format = Date)]
    on: Option<Date>,
}

/// A piece of evidence, typed.
pub struct Told {
    /// What it is.
    pub kind: EvidenceKind,
    /// Whom it is about.
    pub person: PersonId,
    /// What it says.
    pub record: Record,
}

impl Told {
    /// The evidence in `body`, told now, or all its faults.
    pub fn read(body: &Value, pepper: &Pepper, now: Timestamp) -> Result<Self, Problem> {
        let faults = Faults::default();
        let known: Vec<&str> = match kind_of(body) {
            Some(kind) => COMMON.iter().chain(fields_of(kind)).copied().collect(),
            None => all_fields(),
        };
        let told = Fields::of(body, &known, &faults).and_then(|fields| of(&fields, now));
        let (kind, document, record) = faults.end(told)?;
        Ok(Self {
            kind,
            person: pepper.person(&document),
            record,
        })
    }
}

/// The fields that only this kind has.
fn fields_of(kind: EvidenceKind) -> &'static [&'static str] {
    match kind {
        EvidenceKind::ClinicResult => &["result"],
        EvidenceKind::TravelRecord => &["place", "country", "from", "to"],
        EvidenceKind::Contact => &["degree", "on"],
    }
}

/// The kind, if it reads: which fields are known depends on it.
fn kind_of(body: &Value) -> Option<EvidenceKind> {
    body.get("kind")?.as_str()?.parse().ok()
}

fn all_fields() -> Vec<&'static str> {
    let of_kinds = EvidenceKind::ALL.iter().flat_map(|&kind| fields_of(kind));
    COMMON.iter().chain(of_kinds).copied().collect()
}

fn of(fields: &Fields<'_>, now: Timestamp) -> Option<(EvidenceKind, Document, Record)> {
    let today = day_of(now);
    let id = fields.field("id").required().and_then(|place| id(&place));
    let kind = fields
        .field("kind")
        .required()
        .and_then(|place| place.word(EvidenceKind::ALL));
    let document = fields
        .field("document")
        .required()
        .and_then(|place| place.object(DOCUMENT_FIELDS))
        .and_then(|fields| read_document(&fields, today));
    let observed_at = fields
        .field("observed_at")
        .required()
        .and_then(|place| observed_at(&place, now));
    let says = kind.and_then(|kind| says(kind, fields, today));
    let kind = kind?;
    let evidence = Evidence {
        source: kind.source(),
        id: id?,
        recorded_at: now,
    };
    let record = Record {
        evidence,
        observed_at: observed_at?,
        says: says?,
    };
    Some((kind, document?, record))
}

fn says(kind: EvidenceKind, fields: &Fields<'_>, today: Date) -> Option<Says> {
    match kind {
        EvidenceKind::ClinicResult => fields
            .field("result")
            .required()
            .and_then(|place| place.word(ClinicFinding::ALL))
            .map(Says::Clinic),
        EvidenceKind::TravelRecord => {
            let days = read_days(fields, today);
            let place = read_whereabouts(fields, &fields.field("place"));
            let ((from, to), place) = days.zip(place)?;
            Some(Says::Travel { place, from, to })
        }
        EvidenceKind::Contact => {
            let degree = fields
                .field("degree")
                .required()
                .and_then(|place| place.word(ContactDegree::ALL));
            let on = fields
                .field("on")
                .required()
                .and_then(|place| read_past_day(&place, today));
            let (degree, on) = degree.zip(on)?;
            Some(Says::Contact { degree, on })
        }
    }
}

/// An id becomes part of a key and is shown to the person, so its characters are few.
fn id(place: &Node<'_>) -> Option<String> {
    let is_id = |text: &str| {
        (1..=LONGEST_ID).contains(&text.len())
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"._:/-".contains(&byte))
    };
    let fault = FormFault::EvidenceId;
    place.parsed(
        |text| is_id(text).then(|| text.to_owned()),
        fault,
        fault.next_step(),
    )
}

fn observed_at(place: &Node<'_>, now: Timestamp) -> Option<Timestamp> {
    let observed_at = place.moment()?;
    let is_past = observed_at.duration_since(now) <= AHEAD;
    if !is_past {
        let fault = FormFault::InTheFuture;
        place.fault(fault, fault.next_step());
    }
    is_past.then_some(observed_at)
}

#[cfg(test)]
mod tests;
