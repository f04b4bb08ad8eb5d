//! Where somebody was and from when to when, in bodies.

use edge::{Fields, Node};
use jiff::civil::Date;
use rules::case::Place;
use rules::identity::{AreaCode, Country};
use rules::text::Text;
use rules::texts::FormFault;

/// `place` or `country` of these fields: exactly one of them, else a fault at `at`.
pub fn read_whereabouts(fields: &Fields<'_>, at: &Node<'_>) -> Option<Place> {
    let domestic = fields
        .field("place")
        .optional()
        .map(|place| read_area(&place).map(Place::Area));
    let abroad = fields
        .field("country")
        .optional()
        .map(|place| country(&place).map(Place::Country));
    match (domestic, abroad) {
        (Some(found), None) | (None, Some(found)) => found,
        _ => {
            let fault = FormFault::PlaceOrCountry;
            at.fault(fault, fault.next_step());
            None
        }
    }
}

/// `from` and `to` of these fields: a stay's first and last day, in order and not after today.
pub fn read_days(fields: &Fields<'_>, today: Date) -> Option<(Date, Date)> {
    let from = fields
        .field("from")
        .required()
        .and_then(|place| place.day());
    // Looked at whatever became of `from`, so that its own faults are named as well.
    let last = fields.field("to").required();
    let to = last.as_ref().and_then(Node::day);
    let is_past = last
        .as_ref()
        .zip(to)
        .is_some_and(|(last, to)| is_past(last, to, today));
    let (from, to) = (from?, to?);
    if let Some(last) = last.filter(|_| to < from) {
        let fault = FormFault::BeforeFrom;
        last.fault(fault, fault.next_step());
    }
    (from <= to && is_past).then_some((from, to))
}

/// A day that is not after today.
pub fn read_past_day(place: &Node<'_>, today: Date) -> Option<Date> {
    let day = place.day()?;
    is_past(place, day, today).then_some(day)
}

/// An area code of any level.
pub fn read_area(place: &Node<'_>) -> Option<AreaCode> {
    let fault = FormFault::AreaCode;
    place.parsed(AreaCode::parse, fault, fault.next_step())
}

fn is_past(place: &Node<'_>, day: Date, today: Date) -> bool {
    if day > today {
        let expected = Text::new(
            "只收今天及以前的日期。",
            "Only days up to today can be told.",
        );
        place.fault("in-the-future", expected);
    }
    day <= today
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
