//! A piece of evidence in a body or a message: JSON to typed values, with every fault at once.

use edge::{Faults, Fields, Node, Problem};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use rules::calendar::day_of;
use rules::evidence::{Record, Says};
use rules::hold::Evidence;
use rules::identity::{Document, PersonId};
use rules::text::Text;
use rules::words::{ClinicFinding, ContactDegree, Source};
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

/// What kind of evidence it is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, strum::Display, strum::EnumString, ToSchema,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Kind {
    /// What a clinic found.
    ClinicResult,
    /// A stay or a journey.
    TravelRecord,
    /// A contact with a case, or with a close contact.
    Contact,
}

impl Kind {
    const ALL: [Self; 3] = [Self::ClinicResult, Self::TravelRecord, Self::Contact];

    /// Who tells such things.
    pub fn source(self) -> Source {
        match self {
            Self::ClinicResult => Source::Clinic,
            Self::TravelRecord | Self::Contact => Source::Registry,
        }
    }

    fn fields(self) -> &'static [&'static str] {
        match self {
            Self::ClinicResult => &["result"],
            Self::TravelRecord => &["place", "country", "from", "to"],
            Self::Contact => &["degree", "on"],
        }
    }
}

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
    kind: Kind,
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
    pub kind: Kind,
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
            Some(kind) => COMMON.iter().chain(kind.fields()).copied().collect(),
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

/// The kind, if it reads: which fields are known depends on it.
fn kind_of(body: &Value) -> Option<Kind> {
    body.get("kind")?.as_str()?.parse().ok()
}

fn all_fields() -> Vec<&'static str> {
    let of_kinds = Kind::ALL.iter().flat_map(|kind| kind.fields());
    COMMON.iter().chain(of_kinds).copied().collect()
}

fn of(fields: &Fields<'_>, now: Timestamp) -> Option<(Kind, Document, Record)> {
    let today = day_of(now);
    let id = fields.field("id").required().and_then(|place| id(&place));
    let kind = fields
        .field("kind")
        .required()
        .and_then(|place| place.word(&Kind::ALL));
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

fn says(kind: Kind, fields: &Fields<'_>, today: Date) -> Option<Says> {
    match kind {
        Kind::ClinicResult => fields
            .field("result")
            .required()
            .and_then(|place| place.word(ClinicFinding::ALL))
            .map(Says::Clinic),
        Kind::TravelRecord => {
            let days = read_days(fields, today);
            let place = read_whereabouts(fields, &fields.field("place"));
            let ((from, to), place) = days.zip(place)?;
            Some(Says::Travel { place, from, to })
        }
        Kind::Contact => {
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
    place.parsed(
        |text| is_id(text).then(|| text.to_owned()),
        "evidence-id",
        Text::new(
            "应为 1 到 64 个字母、数字或 . _ : / -,不含个人信息。",
            "1 to 64 of A-Z a-z 0-9 . _ : / - are expected, and nothing personal.",
        ),
    )
}

fn observed_at(place: &Node<'_>, now: Timestamp) -> Option<Timestamp> {
    let observed_at = place.moment()?;
    let is_past = observed_at.duration_since(now) <= AHEAD;
    if !is_past {
        let expected = Text::new(
            "观察时间不能晚于现在 5 分钟以上。",
            "An observation is at most 5 minutes ahead of the service's clock.",
        );
        place.fault("in-the-future", expected);
    }
    is_past.then_some(observed_at)
}

#[cfg(test)]
mod tests;
