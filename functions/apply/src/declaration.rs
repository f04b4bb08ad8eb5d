//! Reading declarations: JSON to typed values, with every fault at once.

use edge::{Fields, Node};
use jiff::civil::Date;
use rules::case::Place;
use rules::declaration::{Arrival, Contact, Declaration, DeclaredStay};
use rules::health::Health;
use rules::identity::{
    AreaCode, Country, CreditCode, CreditCodeFault, District, Document, PersonName, Phone,
};
use rules::policy::Policy;
use rules::text::Text;
use rules::words::{Presence, Relation, Transport};
use serde_json::Value;
use wire::{DOCUMENT_FIELDS, read_document, read_health, read_temperature};

/// The fields of a declaration.
pub const DECLARATION_FIELDS: &[&str] = &[
    "presence", "district", "address", "employer", "arrival", "travel", "contact", "health",
    "position", "pledge",
];
/// Stays in one declaration at most.
const MOST_STAYS: usize = 50;

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
/// stored, and what tells a repeat from a change.
pub fn kept_part(body: &Value) -> Value {
    let mut kept = body.clone();
    if let Some(object) = kept.as_object_mut() {
        object.remove("position");
        object.remove("person");
    }
    kept
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
            place.parsed(
                PersonName::parse,
                "name",
                Text::new(
                    "应为 1 到 50 个字的姓名,不含数字。",
                    "A name of 1 to 50 characters without digits is expected.",
                ),
            )
        });
        let phone = person.field("phone").required().and_then(|place| {
            place.parsed(
                Phone::parse,
                "phone",
                Text::new(
                    "应为手机号码,或以 + 开头的国际号码。",
                    "A mainland mobile number, or an international one with +, is expected.",
                ),
            )
        });
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
            .and_then(|place| self.district(&place));
        let employer = optional(fields.field("employer"), |place| employer(&place));
        let arrival = self.arrival(fields.field("arrival"), presence);
        let stays = optional(fields.field("travel"), |place| self.stays(place));
        let contact = fields.field("contact").required().and_then(contact);
        let health = fields
            .field("health")
            .required()
            .and_then(|place| self.health(place));
        let address = optional(fields.field("address"), |place| {
            place.text_of(1, 200).map(drop)
        });
        let position = optional(fields.field("position"), position);
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

    fn district(self, place: &Node<'_>) -> Option<District> {
        let known = |text: &str| {
            District::parse(text).filter(|district| self.policy.districts.contains_key(district))
        };
        place.parsed(
            known,
            "unknown-district",
            Text::new(
                "应为杭州市现行的区、县(市)代码。",
                "The code of one of Hangzhou's present districts is expected.",
            ),
        )
    }

    /// The arrival; required of those who are about to enter.
    fn arrival(self, place: Node<'_>, presence: Option<Presence>) -> Option<Option<Arrival>> {
        let place = if presence == Some(Presence::Inbound) {
            Some(place.required()?)
        } else {
            place.optional()
        };
        let Some(place) = place else {
            return Some(None);
        };
        let fields = place.object(&["date", "from", "transport", "number"])?;
        let date = fields
            .field("date")
            .required()
            .and_then(|place| place.day());
        let from = fields
            .field("from")
            .required()
            .and_then(|place| area(&place));
        let transport = fields
            .field("transport")
            .required()
            .and_then(|place| place.word(Transport::ALL));
        let number = optional(fields.field("number"), |place| {
            place.text_of(1, 20).map(str::to_owned)
        });
        Some(Some(Arrival {
            date: date?,
            from: from?,
            transport: transport?,
            number: number?,
        }))
    }

    fn stays(self, place: Node<'_>) -> Option<Vec<DeclaredStay>> {
        let stays: Vec<_> = place
            .list(MOST_STAYS)?
            .into_iter()
            .map(|place| self.stay(place))
            .collect();
        stays.into_iter().collect()
    }

    fn stay(self, place: Node<'_>) -> Option<DeclaredStay> {
        let fields = place.clone().object(&["place", "country", "from", "to"])?;
        let domestic = fields
            .field("place")
            .optional()
            .map(|place| area(&place).map(Place::Area));
        let abroad = fields
            .field("country")
            .optional()
            .map(|place| country(&place).map(Place::Country));
        let from = fields
            .field("from")
            .required()
            .and_then(|place| place.day());
        let to_place = fields.field("to").required();
        let to = to_place.as_ref().and_then(Node::day);
        if let (Some(from), Some(to), Some(place)) = (from, to, &to_place) {
            if to < from {
                place.fault(
                    "before-from",
                    Text::new("结束日期早于开始日期。", "The stay ends before it begins."),
                );
                return None;
            }
            if to > self.today {
                place.fault(
                    "in-the-future",
                    Text::new(
                        "只申报今天及以前的行程。",
                        "Only days up to today can be declared.",
                    ),
                );
                return None;
            }
        }
        let whereabouts = match (domestic, abroad) {
            (Some(found), None) | (None, Some(found)) => found,
            _ => {
                place.fault(
                    "place-or-country",
                    Text::new(
                        "place 与 country 应填且只填一个。",
                        "Exactly one of place and country is expected.",
                    ),
                );
                None
            }
        };
        Some(DeclaredStay {
            place: whereabouts?,
            from: from?,
            to: to?,
        })
    }

    fn health(self, place: Node<'_>) -> Option<Health> {
        let fields = place.object(&["temperature_c", "symptoms", "chronic"])?;
        let temperature = optional(fields.field("temperature_c"), |place| {
            read_temperature(&place)
        });
        let symptoms = fields.field("symptoms").required();
        let health = read_health(&fields, temperature.flatten(), self.policy);
        temperature?;
        symptoms?;
        health
    }
}

/// A field that may be missing: what is there must read.
fn optional<'a, T>(place: Node<'a>, read: impl FnOnce(Node<'a>) -> Option<T>) -> Option<Option<T>> {
    match place.optional() {
        Some(place) => read(place).map(Some),
        None => Some(None),
    }
}

fn employer(place: &Node<'_>) -> Option<CreditCode> {
    CreditCode::parse(place.text()?)
        .map_err(|fault: CreditCodeFault| place.fault(fault.code(), fault.text()))
        .ok()
}

fn area(place: &Node<'_>) -> Option<AreaCode> {
    place.parsed(
        AreaCode::parse,
        "area-code",
        Text::new(
            "应为 2、4 或 6 位行政区划代码。",
            "An area code of 2, 4 or 6 digits is expected.",
        ),
    )
}

fn country(place: &Node<'_>) -> Option<Country> {
    let abroad = |text: &str| Country::parse(text).filter(|country| country.as_str() != "CN");
    place.parsed(
        abroad,
        "country",
        Text::new(
            "应为境外的 ISO 3166-1 两位国家代码;境内请填 place。",
            "An ISO 3166-1 alpha-2 code of a country abroad is expected; inside China, give place.",
        ),
    )
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
        accepted.fault(
            "pledge-required",
            Text::new(
                "须承诺所填内容属实,方可申领。",
                "Without the pledge that all of it is true there is no code.",
            ),
        );
        return None;
    }
    version
}
