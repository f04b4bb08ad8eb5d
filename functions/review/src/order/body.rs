//! An order in a body: JSON to typed values, with every fault at once.

use edge::{Call, Faults, Fields, Node, Problem};
use jiff::civil::Date;
use rules::identity::PersonId;
use rules::order::{OrderTerms, Ordered, TermsFault};
use rules::texts::FormFault;
use rules::words::{Colour, Isolation, LegalGround};
use serde_json::Value;
use store::{Pepper, PrivateOrder};
use utoipa::ToSchema;
use wire::{DOCUMENT_FIELDS, DocumentBody, read_document};

/// People of one order at most; a body has no room for many more.
const MOST_PEOPLE: usize = 1000;
/// Characters that name the evidence at most.
const LONGEST_EVIDENCE: usize = 200;
/// Characters of a statement at most.
const LONGEST_STATEMENT: usize = 2000;
const FIELDS: [&str; 7] = [
    "colour",
    "days",
    "isolation",
    "legal_ground",
    "evidence",
    "statement",
    "documents",
];

/// A hold that officers want to put on these people.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(json!({
    "colour": "red", "days": 14, "isolation": "central", "legal_ground": "infectious-disease-law-39",
    "evidence": "流调报告 2020-017", "statement": "同一车厢的密切接触者。",
    "documents": [{"type": "resident-id", "number": "330106188903071238"}],
})))]
#[expect(dead_code, reason = "describes the body; `Proposed::read` reads it")]
pub struct OrderBody {
    /// Yellow or red.
    colour: Colour,
    /// 1 to 7 of yellow, 14 of red.
    #[schema(minimum = 1, maximum = 14)]
    days: u8,
    /// Where the people stay meanwhile.
    isolation: Isolation,
    /// The law.
    legal_ground: LegalGround,
    /// What it rests on: a report or a file, by its name.
    #[schema(min_length = 1, max_length = 200)]
    evidence: String,
    /// Why, for whoever approves and whoever reviews it.
    #[schema(min_length = 1, max_length = 2000)]
    statement: String,
    /// On whom, each document once.
    #[schema(min_items = 1, max_items = 1000)]
    documents: Vec<DocumentBody>,
}

/// An order as it was read.
pub struct Proposed {
    /// What it puts on.
    pub terms: OrderTerms,
    /// What is private of it.
    pub private: PrivateOrder,
    /// On whom.
    pub people: Vec<Ordered>,
}

impl Proposed {
    /// The order in `body`, or all its faults.
    pub fn read(call: &Call, body: &Value) -> Result<Self, Problem> {
        let faults = Faults::default();
        let pepper = call.state.store.pepper();
        let read = Fields::of(body, &FIELDS, &faults)
            .and_then(|fields| Self::of(&fields, pepper, call.today()));
        faults.end(read)
    }

    fn of(fields: &Fields<'_>, pepper: &Pepper, today: Date) -> Option<Self> {
        let terms = terms(fields);
        let text = |name: &str, longest: usize| {
            let place = fields.field(name).required();
            place.and_then(|place| place.text_of(1, longest).map(str::to_owned))
        };
        let evidence = text("evidence", LONGEST_EVIDENCE);
        let statement = text("statement", LONGEST_STATEMENT);
        let documents = fields.field("documents").required();
        let people = documents.and_then(|place| people(&place, pepper, today));
        Some(Self {
            terms: terms?,
            private: PrivateOrder {
                evidence: evidence?,
                statement: statement?,
            },
            people: people?,
        })
    }
}

fn terms(fields: &Fields<'_>) -> Option<OrderTerms> {
    let colour = fields.field("colour").required();
    let colour = colour.and_then(|place| place.word(Colour::ALL));
    let days = fields.field("days").required();
    let days = days.and_then(|place| place.whole_number_in(1, 14));
    let isolation = fields.field("isolation").required();
    let isolation = isolation.and_then(|place| place.word(Isolation::ALL));
    let ground = fields.field("legal_ground").required();
    let ground = ground.and_then(|place| place.word(LegalGround::ALL));
    if colour == Some(Colour::Green) {
        let fault = FormFault::OrderColour;
        fields.field("colour").fault(fault, fault.next_step());
        return None;
    }
    let (colour, days) = (colour?, u8::try_from(days?).ok()?);
    // Whether the days fit the colour does not depend on the other two.
    let (home, law) = (Isolation::Home, LegalGround::CityNotice);
    let (isolation, ground) = (isolation.unwrap_or(home), ground.unwrap_or(law));
    match OrderTerms::new(colour, days, isolation, ground) {
        Ok(terms) => Some(terms),
        Err(TermsFault::Days | TermsFault::Colour) => {
            let fault = FormFault::OrderDays;
            fields.field("days").fault(fault, fault.next_step());
            None
        }
    }
}

/// The people of these documents; a document twice is a fault, since how many they are decides who
/// has to approve.
fn people(place: &Node<'_>, pepper: &Pepper, today: Date) -> Option<Vec<Ordered>> {
    let places = place.clone().list(MOST_PEOPLE)?;
    if places.is_empty() {
        let fault = edge::RequestFault::Required;
        place.fault(fault, fault.next_step());
        return None;
    }
    let mut known = std::collections::BTreeSet::<PersonId>::new();
    let people: Vec<_> = places
        .into_iter()
        .map(|place| {
            let fields = place.clone().object(DOCUMENT_FIELDS)?;
            let document = read_document(&fields, today)?;
            let person = pepper.person(&document);
            if !known.insert(person) {
                let fault = FormFault::Duplicate;
                place.fault(fault, fault.next_step());
            }
            Some(Ordered {
                person,
                tail: document.tail().to_owned(),
            })
        })
        .collect();
    people.into_iter().collect()
}
