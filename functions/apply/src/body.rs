//! Bodies of declarations, as the API describes them. What is read from them, and how, is in
//! `declaration`.

use jiff::civil::Date;
use rules::words::{Presence, Relation, Symptom, Transport};
use utoipa::ToSchema;
use wire::DocumentBody;

/// An application: who, and what they declare.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the body; `declaration` reads it")]
pub struct ApplicationBody {
    /// Who applies, or for whom.
    person: PersonBody,
    #[schema(inline)]
    #[schema(value_type = ReapplicationBody)]
    /// The declaration's own fields stand beside `person`.
    #[serde(flatten)]
    declaration: ReapplicationBody,
}

/// Who applies, or for whom.
#[derive(ToSchema)]
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
#[expect(dead_code, reason = "describes the body; `declaration` reads it")]
pub struct ContactBody {
    /// With a confirmed case.
    confirmed_case: bool,
    /// Somebody in the household is quarantined.
    quarantined_cohabitant: bool,
}

/// Health today.
#[derive(ToSchema)]
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
#[expect(dead_code, reason = "describes the body; `declaration` reads it")]
pub struct PledgeBody {
    /// Must be true.
    accepted: bool,
    /// The version that was shown.
    #[schema(example = "2020-02-11", min_length = 1, max_length = 32)]
    version: String,
}
