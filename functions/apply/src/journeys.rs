//! Reading where somebody was and how they arrive.

use edge::{Fields, Node};
use jiff::civil::Date;
use rules::case::Place;
use rules::declaration::{Arrival, DeclaredStay};
use rules::identity::{AreaCode, Country};
use rules::text::Text;
use rules::texts::FormFault;
use rules::words::{Presence, Transport};

use crate::declaration::Reading;

/// Stays in one declaration at most.
const MOST_STAYS: usize = 50;

impl Reading<'_> {
    pub fn stays(self, place: Node<'_>) -> Option<Vec<DeclaredStay>> {
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
        let days = self.days(&fields);
        let whereabouts = match (domestic, abroad) {
            (Some(found), None) | (None, Some(found)) => found,
            _ => {
                let fault = FormFault::PlaceOrCountry;
                place.fault(fault, fault.next_step());
                None
            }
        };
        let (from, to) = days?;
        Some(DeclaredStay {
            place: whereabouts?,
            from,
            to,
        })
    }

    /// First and last day of a stay, in order and not after today.
    fn days(self, fields: &Fields<'_>) -> Option<(Date, Date)> {
        let from = fields
            .field("from")
            .required()
            .and_then(|place| place.day());
        let last = fields.field("to").required()?;
        let (from, to) = (from?, last.day()?);
        if to < from {
            let fault = FormFault::BeforeFrom;
            last.fault(fault, fault.next_step());
        }
        if to > self.today {
            let fault = FormFault::InTheFuture;
            last.fault(fault, fault.next_step());
        }
        (from <= to && to <= self.today).then_some((from, to))
    }
}

/// The arrival; required of those who are about to enter.
#[expect(
    clippy::option_option,
    reason = "the outer none is a fault, the inner one is no arrival"
)]
pub fn arrival(place: Node<'_>, presence: Option<Presence>) -> Option<Option<Arrival>> {
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
    let number = fields
        .field("number")
        .if_any(|place| place.text_of(1, 20).map(str::to_owned));
    Some(Some(Arrival {
        date: date?,
        from: from?,
        transport: transport?,
        number: number?,
    }))
}

fn area(place: &Node<'_>) -> Option<AreaCode> {
    let fault = FormFault::AreaCode;
    place.parsed(AreaCode::parse, fault, fault.next_step())
}

fn country(place: &Node<'_>) -> Option<Country> {
    let abroad = |text: &str| Country::parse(text).filter(|country| country.as_str() != "CN");
    place.parsed(
        abroad,
        FormFault::Country,
        Text::new(
            "应为境外的 ISO 3166-1 两位国家代码；境内请填 place。",
            "An ISO 3166-1 alpha-2 code of a country abroad is expected; inside China, give place.",
        ),
    )
}
