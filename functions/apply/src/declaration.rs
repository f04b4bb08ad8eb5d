//! Reading declarations: JSON to typed values, with every fault at once.

use std::collections::BTreeMap;

use crate::journeys::arrival;
use edge::{Call, Fields, Node};
use jiff::civil::Date;
use rules::declaration::{Contact, Declaration};
use rules::health::Health;
use rules::identity::{CreditCode, CreditCodeFault, Document, PersonName, Phone};
use rules::policy::Policy;
use rules::texts::FormFault;
use rules::words::{Presence, Relation};
use serde_json::Value;
use wire::{
    DOCUMENT_FIELDS, read_district, read_document, read_health, read_phone, read_temperature,
};

/// The fields of a declaration.
pub const DECLARATION_FIELDS: &[&str] = &[
    "presence", "district", "address", "employer", "arrival", "travel", "contact", "health",
    "position", "pledge",
];

/// Who applies, or for whom.
pub struct Applicant {
    /// Who the person is to the account.
    pub relation: Relation,
    /// Full name.
    pub name: PersonName,
    /// Phone number.
    pub phone: Phone,
    /// Identity document.
    pub document: Document,
}

/// What is read against: the policy in force and today.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// The policy in force.
    pub policy: &'a Policy,
    /// Today in Shanghai.
    pub today: Date,
}

/// The declaration without what is not kept (the position) and without the person: what is
/// stored, and what tells a repeat from a change. Said in one way: nothing, null and an empty
/// list are the same, and so are texts that differ in the space around them.
pub fn kept_part(body: &Value) -> Value {
    let mut kept = said_once(body).unwrap_or_default();
    if let Some(object) = kept.as_object_mut() {
        object.remove("position");
        object.remove("person");
    }
    kept
}

/// The digest by which a repeated declaration is known.
pub fn digest(call: &Call, told: &Value) -> String {
    call.state.store.pepper().digest_json(&unordered(told))
}

/// The same with every list in one order: those of stays and of symptoms have none that says anything.
fn unordered(value: &Value) -> Value {
    match value {
        Value::Array(list) => {
            let mut list: Vec<_> = list.iter().map(unordered).collect();
            list.sort_by_cached_key(Value::to_string);
            list.into()
        }
        Value::Object(members) => {
            let members = members
                .iter()
                .map(|(name, value)| (name.clone(), unordered(value)));
            // Through a sorted map, so that equal objects are written, and so sorted, alike.
            let members: BTreeMap<_, _> = members.collect();
            Value::Object(members.into_iter().collect())
        }
        single => single.clone(),
    }
}

fn said_once(value: &Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(Value::from(text.trim())),
        Value::Array(list) if list.is_empty() => None,
        Value::Array(list) => Some(list.iter().filter_map(said_once).collect()),
        Value::Object(fields) => {
            let said = fields
                .iter()
                .filter_map(|(name, value)| Some((name.clone(), said_once(value)?)));
            Some(Value::Object(said.collect()))
        }
        Value::Bool(_) | Value::Number(_) => Some(value.clone()),
    }
}

impl Reading<'_> {
    /// The person of an application.
    pub fn applicant(self, place: Node<'_>) -> Option<Applicant> {
        let person = place
            .required()?
            .object(&["relation", "name", "phone", "document"])?;
        let relation = person
            .field("relation")
            .required()
            .and_then(|place| place.word(Relation::ALL));
        let name = person.field("name").required().and_then(|place| {
            let fault = FormFault::Name;
            place.parsed(PersonName::parse, fault, fault.next_step())
        });
        let phone = person
            .field("phone")
            .required()
            .and_then(|place| read_phone(&place));
        let document = person
            .field("document")
            .required()
            .and_then(|place| place.object(DOCUMENT_FIELDS))
            .and_then(|fields| read_document(&fields, self.today));
        Some(Applicant {
            relation: relation?,
            name: name?,
            phone: phone?,
            document: document?,
        })
    }

    /// The declaration in these fields.
    pub fn declaration(self, fields: &Fields<'_>) -> Option<Declaration> {
        let presence = fields
            .field("presence")
            .required()
            .and_then(|place| place.word(Presence::ALL));
        let district = fields
            .field("district")
            .required()
            .and_then(|place| read_district(&place, self.policy));
        let employer = fields.field("employer").if_any(|place| employer(&place));
        let arrival = arrival(fields.field("arrival"), presence);
        let stays = fields.field("travel").if_any(|place| self.stays(place));
        let contact = fields.field("contact").required().and_then(contact);
        let health = fields
            .field("health")
            .required()
            .and_then(|place| self.health(place));
        let address = fields
            .field("address")
            .if_any(|place| place.text_of(1, 200).map(drop));
        let position = fields.field("position").if_any(position);
        let pledge = fields.field("pledge").required().and_then(pledge);
        address?;
        position?;
        Some(Declaration {
            presence: presence?,
            district: district?,
            employer: employer?,
            arrival: arrival?,
            stays: stays?.unwrap_or_default(),
            contact: contact?,
            health: health?,
            pledge: pledge?,
        })
    }

    fn health(self, place: Node<'_>) -> Option<Health> {
        let fields = place.object(&["temperature_c", "symptoms", "chronic"])?;
        let temperature = fields
            .field("temperature_c")
            .if_any(|place| read_temperature(&place));
        let symptoms = fields.field("symptoms").required();
        let health = read_health(&fields, temperature.flatten(), self.policy);
        temperature?;
        symptoms?;
        health
    }
}

fn employer(place: &Node<'_>) -> Option<CreditCode> {
    CreditCode::parse(place.text()?)
        .map_err(|fault: CreditCodeFault| place.fault(fault.code(), fault.text()))
        .ok()
}

fn contact(place: Node<'_>) -> Option<Contact> {
    let fields = place.object(&["confirmed_case", "quarantined_cohabitant"])?;
    let confirmed_case = fields
        .field("confirmed_case")
        .required()
        .and_then(|place| place.flag());
    let quarantined_cohabitant = fields
        .field("quarantined_cohabitant")
        .required()
        .and_then(|place| place.flag());
    Some(Contact {
        confirmed_case: confirmed_case?,
        quarantined_cohabitant: quarantined_cohabitant?,
    })
}

/// The position is checked like everything that is sent, and then dropped: it is never
/// needed (R18), so it is not kept.
fn position(place: Node<'_>) -> Option<()> {
    let fields = place.object(&["latitude", "longitude"])?;
    let latitude = fields
        .field("latitude")
        .required()
        .and_then(|place| place.number_in(-90.0, 90.0));
    let longitude = fields
        .field("longitude")
        .required()
        .and_then(|place| place.number_in(-180.0, 180.0));
    latitude.and(longitude).map(drop)
}

fn pledge(place: Node<'_>) -> Option<String> {
    let fields = place.object(&["accepted", "version"])?;
    let version = fields
        .field("version")
        .required()
        .and_then(|place| place.text_of(1, 32).map(str::to_owned));
    let accepted = fields.field("accepted").required()?;
    if !accepted.flag()? {
        let fault = FormFault::PledgeRequired;
        accepted.fault(fault, fault.next_step());
        return None;
    }
    version
}
