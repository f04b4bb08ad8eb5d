//! The rules of places: none is a tie, and every kind of place has one. A rule that newer ones
//! have overtaken may stay: that is how a city changes one.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde_json::Value;

use super::super::fault::{PolicyFault, PolicyFaultCode};
use super::super::spot::Spot;
use super::areas::malformed_district;
use super::{day, filled, repeated, text};
use crate::identity::District;
use crate::words::{Direction, PlaceType, Requirement};

/// What ranks a rule, with its place in the document.
struct Ranked<'a> {
    place: Spot<'a>,
    /// None for the whole city.
    districts: Option<BTreeSet<District>>,
    kinds: BTreeSet<PlaceType>,
    from: Date,
}

/// Judges the rules one by one, and then against each other.
pub(super) fn judge(policy: &Spot<'_>, faults: &mut Vec<PolicyFault>) {
    let access = policy.at("access");
    let districts = policy.at("districts").value().and_then(Value::as_object);
    let districts: Option<BTreeSet<_>> = districts.map(|codes| {
        codes
            .keys()
            .filter_map(|code| District::parse(code))
            .collect()
    });
    faults.extend(filled(&access));
    for rule in access.entries() {
        one(&rule, districts.as_ref(), faults);
    }
    let rules: Vec<_> = access.entries().filter_map(Ranked::read).collect();
    ties(&rules, faults);
    for rule in access.entries() {
        border(&rule, faults);
    }
    let Some(first_day) = policy.at("effective_from").day() else {
        return;
    };
    // A rule that cannot be read may be the one that is missed.
    if access.value().is_some_and(Value::is_array) && rules.len() == access.entries().count() {
        without_fallback(&access, &rules, first_day, faults);
    }
}

fn one(rule: &Spot<'_>, known: Option<&BTreeSet<District>>, faults: &mut Vec<PolicyFault>) {
    faults.extend(rule.listed_members());
    let districts = rule.at("districts");
    faults.extend(filled(&districts));
    for place in districts.entries() {
        let Some(code) = place.text() else {
            continue;
        };
        match (District::parse(code), known) {
            (None, _) => faults.push(malformed_district(&place)),
            (Some(district), Some(known)) if !known.contains(&district) => {
                faults.push(place.fault(
                    PolicyFaultCode::UnknownDistrict,
                    "应为本政策 districts 中的区、县(市)。",
                    "A district that this policy lists is expected.",
                ));
            }
            _ => {}
        }
    }
    repeated(&districts, Spot::text, faults);
    faults.extend(filled(&rule.at("place_types")));
    repeated(&rule.at("place_types"), Spot::read::<PlaceType>, faults);
    faults.extend(day(&rule.at("effective_from")));
    faults.extend(filled(&rule.at("directions")));
    repeated(&rule.at("directions"), Spot::read::<Direction>, faults);
    repeated(&rule.at("requires"), Spot::read::<Requirement>, faults);
    text(&rule.at("authority"), faults);
    text(&rule.at("text"), faults);
}

impl<'a> Ranked<'a> {
    fn read(place: Spot<'a>) -> Option<Self> {
        Some(Self {
            districts: match place.at("districts") {
                some if some.is_given() => Some(some.read()?),
                _ => None,
            },
            kinds: place.at("place_types").read()?,
            from: place.at("effective_from").day()?,
            place,
        })
    }

    /// Whether both could be the rule of one place on one day, with nothing to decide between them.
    fn ranks_like(&self, other: &Self) -> bool {
        let same_scope = match (&self.districts, &other.districts) {
            (None, None) => true,
            (Some(mine), Some(theirs)) => !mine.is_disjoint(theirs),
            _ => false,
        };
        same_scope && self.from == other.from && !self.kinds.is_disjoint(&other.kinds)
    }

    /// Whether it is what every kind of place must have: a city's rule of the first day.
    fn is_fallback(&self, kind: PlaceType, first: Date) -> bool {
        self.districts.is_none() && self.from <= first && self.kinds.contains(&kind)
    }
}

/// Whoever enters the city needs a green code first (R3): no rule of its border leaves that out.
fn border(rule: &Spot<'_>, faults: &mut Vec<PolicyFault>) {
    let kinds: Option<BTreeSet<PlaceType>> = rule.at("place_types").read();
    if !kinds.is_some_and(|kinds| kinds.contains(&PlaceType::CityEntry)) {
        return;
    }
    let required = rule.at("code_required");
    // What is neither true nor false is a fault of its shape.
    if required.read() == Some(false) || required.value().is_none() {
        faults.push(required.fault(
            PolicyFaultCode::CityBorder,
            "市界卡口必须要求健康码。",
            "At the city's border a code is required.",
        ));
    }
    let directions: Option<BTreeSet<Direction>> = rule.at("directions").read();
    if directions.is_some_and(|some| !some.contains(&Direction::Entry)) {
        faults.push(rule.at("directions").fault(
            PolicyFaultCode::CityBorder,
            "市界卡口必须查验进入方向。",
            "At the city's border entering is checked.",
        ));
    }
}

fn ties(rules: &[Ranked<'_>], faults: &mut Vec<PolicyFault>) {
    for (index, rule) in rules.iter().enumerate() {
        if let Some(earlier) = rules[..index]
            .iter()
            .find(|earlier| earlier.ranks_like(rule))
        {
            let other = earlier.place.pointer();
            faults.push(rule.place.fault(
                PolicyFaultCode::SameRank,
                format!("与 {other} 的范围、场所和生效日期重合,无法判断适用哪一条。"),
                format!("{other} has the same scope, kind of place and first day, so nothing decides between them."),
            ));
        }
    }
}

fn without_fallback(
    access: &Spot<'_>,
    rules: &[Ranked<'_>],
    first: Date,
    faults: &mut Vec<PolicyFault>,
) {
    for &kind in PlaceType::ALL {
        if !rules.iter().any(|rule| rule.is_fallback(kind, first)) {
            faults.push(access.fault(
                PolicyFaultCode::NoFallback,
                format!("{kind} 没有自政策生效之日起适用于全市的规则。"),
                format!("No rule for the whole city from the first day on for {kind}."),
            ));
        }
    }
}
