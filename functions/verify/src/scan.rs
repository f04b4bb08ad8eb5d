//! What a checkpoint sends, read and typed.

use std::collections::BTreeSet;

use edge::{Call, Faults, Fields, Problem};
use rules::health::Temperature;
use rules::identity::PersonId;
use rules::words::{Direction, Presented};
use serde_json::Value;
use utoipa::ToSchema;
use wire::{DOCUMENT_FIELDS, DocumentBody, read_document, read_temperature};

/// Longest token that is looked at; a pass is shorter.
const LONGEST_TOKEN: usize = 4096;

/// A checkpoint's question.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(
    json!({
        "place_id": "gate-1", "direction": "entry",
        "document": {"type": "resident-id", "number": "330106188903071238"},
        "temperature_c": 36.4, "presented": ["identity-document", "lease"],
    }),
    json!({
        "place_id": "gate-1", "direction": "exit", "token": "eyJhbGciOiJFZERTQSJ9.e30.AAAA",
        "document": {"type": "passport", "number": "M00000001", "country": "KR"},
    }),
))]
#[expect(dead_code, reason = "describes the body; `Scan::read` reads it")]
pub struct VerificationBody {
    /// The checkpoint's place.
    #[schema(min_length = 1, max_length = 64)]
    place_id: String,
    /// Which way.
    direction: Direction,
    /// What the QR code says.
    #[schema(min_length = 1, max_length = 4096)]
    token: Option<String>,
    /// The document shown; without token and document it is the no-code lane.
    document: Option<DocumentBody>,
    /// Temperature taken, in °C.
    #[schema(minimum = 34.0, maximum = 43.0)]
    temperature_c: Option<f64>,
    /// What else was shown.
    presented: Option<Vec<Presented>>,
}

/// A checkpoint's question, typed.
pub struct Scan {
    /// The checkpoint's place.
    pub place: String,
    /// Which way.
    pub direction: Direction,
    /// What the QR code says.
    pub token: Option<String>,
    /// Whose document was shown.
    pub document: Option<PersonId>,
    /// Temperature taken.
    pub temperature: Option<Temperature>,
    /// What else was shown.
    pub presented: BTreeSet<Presented>,
}

impl Scan {
    /// The question in `body`, or all its faults.
    pub fn read(call: &Call, body: &Value) -> Result<Self, Problem> {
        let faults = Faults::default();
        let known = [
            "place_id",
            "direction",
            "token",
            "document",
            "temperature_c",
            "presented",
        ];
        let scan = Fields::of(body, &known, &faults).and_then(|fields| Self::of(call, &fields));
        faults.end(scan)
    }

    fn of(call: &Call, fields: &Fields<'_>) -> Option<Self> {
        let place = fields
            .field("place_id")
            .required()
            .and_then(|place| place.text_of(1, 64));
        let direction = fields
            .field("direction")
            .required()
            .and_then(|place| place.word(Direction::ALL));
        let token = fields
            .field("token")
            .if_any(|place| place.text_of(1, LONGEST_TOKEN).map(str::to_owned));
        let document = fields.field("document").if_any(|place| {
            let document = read_document(&place.object(DOCUMENT_FIELDS)?, call.today())?;
            Some(call.state.store.pepper().person(&document))
        });
        let temperature = fields
            .field("temperature_c")
            .if_any(|place| read_temperature(&place));
        let presented = fields
            .field("presented")
            .if_any(|place| place.words(Presented::ALL));
        Some(Self {
            place: place?.to_owned(),
            direction: direction?,
            token: token?,
            document: document?,
            temperature: temperature?,
            presented: presented?.unwrap_or_default(),
        })
    }
}
