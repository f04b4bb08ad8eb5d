//! The city, its districts, and the areas and countries of risk: they exist, and none of the
//! latter is in the city.

use super::super::fault::{PolicyFault, PolicyFaultCode};
use super::super::spot::Spot;
use super::{filled, repeated, text};
use crate::identity::{AreaCode, Country, District};

const CHINA: &str = "CN";

/// Judges the city's area, its districts and both levels of risk.
pub(super) fn judge(policy: &Spot<'_>, faults: &mut Vec<PolicyFault>) {
    let city = policy.at("city_area");
    faults.extend(unknown(&city));
    let city = read_area(&city);
    districts(&policy.at("districts"), city.as_ref(), faults);
    let areas = policy.at("areas");
    let (high, medium) = (areas.at("high"), areas.at("medium"));
    faults.extend(areas.listed_members());
    for level in [&high, &medium] {
        faults.extend(level.listed_members());
        listed(&level.at("areas"), city.as_ref(), faults);
        countries(&level.at("countries"), faults);
    }
}

fn read_area(place: &Spot<'_>) -> Option<AreaCode> {
    place.read()
}

/// The fault of a text that stands here and is no area that exists.
fn unknown(place: &Spot<'_>) -> Option<PolicyFault> {
    place.text()?;
    match read_area(place) {
        None => Some(place.fault(
            PolicyFaultCode::AreaCode,
            "应为 2、4 或 6 位行政区划代码。",
            "An area code of 2, 4 or 6 digits is expected.",
        )),
        Some(area) if !area.exists() => Some(no_such_area(place)),
        Some(_) => None,
    }
}

fn no_such_area(place: &Spot<'_>) -> PolicyFault {
    place.fault(
        PolicyFaultCode::UnknownArea,
        "GB/T 2260 的任何版本中都没有这个代码。",
        "No revision of GB/T 2260 has this code.",
    )
}

fn districts(districts: &Spot<'_>, city: Option<&AreaCode>, faults: &mut Vec<PolicyFault>) {
    faults.extend(filled(districts));
    for (code, place) in districts.members() {
        faults.extend(no_district(code, &place, city));
        text(&place, faults);
    }
}

fn no_district(code: &str, place: &Spot<'_>, city: Option<&AreaCode>) -> Option<PolicyFault> {
    if District::parse(code).is_none() {
        return Some(malformed_district(place));
    }
    // Six digits that end in 00 are an area of a higher level.
    let area = AreaCode::parse(code).filter(|area| area.as_str() == code && area.exists());
    match (area, city) {
        (None, _) => Some(no_such_area(place)),
        (Some(area), Some(city)) if !area.is_within(city) => Some(place.fault(
            PolicyFaultCode::OutsideCity,
            format!("不在本市({city})范围内。"),
            format!("This is no part of the city, {city}."),
        )),
        _ => None,
    }
}

/// The fault of what has not even the form of a district.
pub(super) fn malformed_district(place: &Spot<'_>) -> PolicyFault {
    place.fault(
        PolicyFaultCode::District,
        "应为六位区、县(市)代码。",
        "A district's code of six digits is expected.",
    )
}

/// Area codes of one level.
fn listed(list: &Spot<'_>, city: Option<&AreaCode>, faults: &mut Vec<PolicyFault>) {
    repeated(list, read_area, faults);
    for place in list.entries() {
        let fault = unknown(&place).or_else(|| never_counts(&place, city));
        faults.extend(fault);
    }
}

/// Entries that overlap are harmless, since the worse level counts; one inside the city is a
/// mistake about what travel is.
fn never_counts(place: &Spot<'_>, city: Option<&AreaCode>) -> Option<PolicyFault> {
    let area = read_area(place)?;
    let is_inside = city.is_some_and(|city| area.is_within(city));
    is_inside.then(|| {
        place.fault(
            PolicyFaultCode::InsideCity,
            "本市范围内的停留不算出行,这一项不会起作用。",
            "Stays inside the city are no travel, so this never counts.",
        )
    })
}

fn countries(list: &Spot<'_>, faults: &mut Vec<PolicyFault>) {
    repeated(list, Spot::read::<Country>, faults);
    for place in list.entries() {
        let Some(text) = place.text() else {
            continue;
        };
        let is_abroad = Country::parse(text).is_some_and(|country| country.as_str() == text);
        if !is_abroad || text == CHINA {
            faults.push(place.fault(
                PolicyFaultCode::Country,
                "应为 ISO 3166-1 的两位大写国家代码,且不是 CN。",
                "A country code of ISO 3166-1 is expected, two capitals and not CN.",
            ));
        }
    }
}
