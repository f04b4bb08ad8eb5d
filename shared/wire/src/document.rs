//! Identity documents in bodies: `{"type", "number", "country"}`.

use edge::{Fields, Saying};
use jiff::civil::Date;
use rules::identity::{Country, Document, DocumentFault, DocumentKind};
use rules::texts::FormFault;
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
    #[schema(example = "330106188903071238", min_length = 1, max_length = 40)]
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
    let country = fields.field("country").if_any(|place| {
        let fault = FormFault::Country;
        place.parsed(Country::parse, fault, fault.next_step())
    });
    // A country that does not read is a fault already; the number is looked at all the same.
    match Document::parse(kind?, number?, country.flatten(), today) {
        Ok(document) => country.map(|_| document),
        Err(faults) => {
            let is_told = country.is_none();
            let faults = faults
                .into_iter()
                .filter(|fault| !(is_told && fault.field() == "country"));
            faults.for_each(|fault| note(fields, fault));
            None
        }
    }
}

fn note(fields: &Fields<'_>, fault: DocumentFault) {
    fields
        .field(fault.field())
        .fault(fault.code(), Saying::from(fault.text()));
}
