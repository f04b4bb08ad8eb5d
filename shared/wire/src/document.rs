//! Identity documents in bodies: `{"type", "number", "country"}`.

use edge::{Fields, Saying};
use jiff::civil::Date;
use rules::identity::{Country, Document, DocumentFault, DocumentKind};
use rules::text::Text;
use serde::Serialize;

/// The fields of a document in a body.
pub const DOCUMENT_FIELDS: &[&str] = &["type", "number", "country"];

/// An identity document as a body names it (R21).
#[derive(Serialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentBody {
    /// Its type.
    pub r#type: DocumentKind,
    /// Its number as printed.
    #[schema(example = "330106199003071236", min_length = 1, max_length = 40)]
    pub number: String,
    /// The passport's country, ISO 3166-1 alpha-2; for passports only.
    #[schema(example = "KR")]
    pub country: Option<String>,
}

/// The document that these fields name, valid on `today`; else its faults are noted.
pub fn read_document(fields: &Fields<'_>, today: Date) -> Option<Document> {
    let kind = fields
        .field("type")
        .required()
        .and_then(|place| place.word(DocumentKind::ALL));
    let number = fields
        .field("number")
        .required()
        .and_then(|place| place.text_of(1, 40));
    let country_place = fields.field("country").optional();
    let country = country_place.as_ref().map(|place| {
        place.parsed(
            Country::parse,
            "country",
            Text::new(
                "应为 ISO 3166-1 两位国家代码。",
                "An ISO 3166-1 alpha-2 country code is expected.",
            ),
        )
    });
    let country = match country {
        Some(None) => return None,
        Some(Some(country)) => Some(country),
        None => None,
    };
    match Document::parse(kind?, number?, country, today) {
        Ok(document) => Some(document),
        Err(faults) => {
            for fault in faults {
                note(fields, fault);
            }
            None
        }
    }
}

fn note(fields: &Fields<'_>, fault: DocumentFault) {
    fields
        .field(fault.field())
        .fault(fault.code(), Saying::from(fault.text()));
}
