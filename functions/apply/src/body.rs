//! Bodies of declarations, as the API describes them. What is read from them, and how, is in
//! `declaration`.

use jiff::civil::Date;
use rules::words::{Presence, Relation, Symptom, Transport};
use serde_json::{Value, json};
use utoipa::openapi::schema::Schema;
use utoipa::openapi::{Ref, RefOr};
use utoipa::{PartialSchema, ToSchema};
use wire::DocumentBody;

/// An application: who, beside all the fields of a declaration.
///
/// Composed by hand, because a flattened struct becomes an `allOf`, in which no part can refuse
/// unknown fields.
pub struct ApplicationBody;

impl PartialSchema for ApplicationBody {
    fn schema() -> RefOr<Schema> {
        let mut schema = ReapplicationBody::schema();
        if let RefOr::T(Schema::Object(body)) = &mut schema {
            body.description = Some("An application: who, and what they declare.".to_owned());
            let person = Ref::from_schema_name(PersonBody::name());
            body.properties.insert("person".to_owned(), person.into());
            body.required.insert(0, "person".to_owned());
            body.examples = body.examples.iter().map(with_person).collect();
        }
        schema
    }
}

impl ToSchema for ApplicationBody {
    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((PersonBody::name().into_owned(), PersonBody::schema()));
        PersonBody::schemas(schemas);
        ReapplicationBody::schemas(schemas);
    }
}

fn with_person(declared: &Value) -> Value {
    let mut whole = declared.clone();
    whole["person"] = json!({
        "relation": "self", "name": "鲍晓", "phone": "13800000000",
        "document": {"type": "resident-id", "number": "330106188903071238"},
    });
    whole
}

/// Who applies, or for whom.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "describes the body; `declaration` reads it")]
pub struct PersonBody {
    /// Who the person is to the account.
    relation: Relation,
    /// Full name, 1 to 50 characters.
    #[schema(example = "鲍晓", min_length = 1, max_length = 50)]
    name: String,
    /// Mainland mobile number, or international with +.
    #[schema(example = "13800000000")]
    phone: String,
    /// Identity document: one document, one person.
    document: DocumentBody,
}

/// What a person declares.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(json!({
    "presence": "inbound", "district": "330106", "address": "文三路 1 号",
    "employer": "91330106MA00000003",
    "arrival": {"date": "2020-02-12", "from": "420100", "transport": "rail", "number": "G123"},
    "travel": [
        {"place": "420100", "from": "2020-02-01", "to": "2020-02-05"},
        {"country": "KR", "from": "2020-01-20", "to": "2020-01-25"},
    ],
    "contact": {"confirmed_case": false, "quarantined_cohabitant": false},
    "health": {"temperature_c": 36.5, "symptoms": ["cough"], "chronic": ["cough"]},
    "position": {"latitude": 30.2, "longitude": 120.1},
    "pledge": {"accepted": true, "version": "2020-02-11"},
})))]
#[expect(dead_code, reason = "describes the body; `declaration` reads it")]
pub struct ReapplicationBody {
    /// In Hangzhou, or about to enter.
    presence: Presence,
    /// District code of the policy.
    #[schema(example = "330106")]
    district: String,
    /// Address, 1 to 200 characters.
    #[schema(min_length = 1, max_length = 200)]
    address: Option<String>,
    /// Employer's unified social credit code.
    employer: Option<String>,
    /// Required when inbound.
    arrival: Option<ArrivalBody>,
    /// Stays outside Hangzhou.
    #[schema(max_items = 50)]
    travel: Option<Vec<StayBody>>,
    /// Contacts known of.
    contact: ContactBody,
    /// Health today.
    health: HealthBody,
    /// Position; never needed, and not kept.
    position: Option<PositionBody>,
    /// The truthfulness pledge.
    pledge: PledgeBody,
}

/// How the person arrives.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "describes the body; `declaration` reads it")]
pub struct ArrivalBody {
    /// Day of arrival.
    #[schema(value_type = String, format = Date)]
    date: Date,
    /// Area code of 2, 4 or 6 digits.
    #[schema(example = "420100")]
    from: String,
    /// By what.
    transport: Transport,
    /// Train, flight or the like.
    #[schema(example = "G123", max_length = 20)]
    number: Option<String>,
}

/// A stay: exactly one of place and country.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "describes the body; `declaration` reads it")]
pub struct StayBody {
    /// Area code of 2, 4 or 6 digits.
    #[schema(example = "420100")]
    place: Option<String>,
    /// ISO 3166-1 alpha-2.
    #[schema(example = "KR")]
    country: Option<String>,
    /// First day.
    #[schema(value_type = String, format = Date)]
    from: Date,
    /// Last day, not after today.
    #[schema(value_type = String, format = Date)]
    to: Date,
}

/// Contacts that the person knows of.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "describes the body; `declaration` reads it")]
pub struct ContactBody {
    /// With a confirmed case.
    confirmed_case: bool,
    /// Somebody in the household is quarantined.
    quarantined_cohabitant: bool,
}

/// Health today.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "describes the body; `declaration` reads it")]
pub struct HealthBody {
    /// In °C.
    #[schema(minimum = 34.0, maximum = 43.0, example = 36.5)]
    temperature_c: Option<f64>,
    /// Symptoms; empty for none.
    symptoms: Vec<Symptom>,
    /// Those of them that are chronic.
    chronic: Option<Vec<Symptom>>,
}

/// A position.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "describes the body; `declaration` reads it")]
pub struct PositionBody {
    /// In degrees.
    #[schema(minimum = -90.0, maximum = 90.0)]
    latitude: f64,
    /// In degrees.
    #[schema(minimum = -180.0, maximum = 180.0)]
    longitude: f64,
}

/// The truthfulness pledge (R13).
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "describes the body; `declaration` reads it")]
pub struct PledgeBody {
    /// Must be true.
    accepted: bool,
    /// The version that was shown.
    #[schema(example = "2020-02-11", min_length = 1, max_length = 32)]
    version: String,
}
