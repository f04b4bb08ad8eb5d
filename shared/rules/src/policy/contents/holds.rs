//! The terms of holds: colours, days and endings that the requirements leave no choice about.

use super::super::fault::{PolicyFault, PolicyFaultCode};
use super::super::limits::{RED_DAYS, YELLOW_DAYS};
use super::super::spot::Spot;
use super::text;
use crate::words::{Colour, EndedBy, Rule};

/// What a clinic's results can end: *cleared* the first two, *recovered* all three (R41).
const ENDED_BY_CLINICS: [Rule; 3] = [Rule::Symptoms, Rule::ClinicSuspected, Rule::ClinicConfirmed];

/// Judges the terms of every rule.
pub(super) fn judge(holds: &Spot<'_>, faults: &mut Vec<PolicyFault>) {
    if holds.value().is_none_or(|holds| !holds.is_object()) {
        return;
    }
    let orders = holds.at(Rule::OfficerOrder.code());
    if orders.is_given() {
        faults.push(orders.fault(
            PolicyFaultCode::UnknownField,
            "决定的期限由决定本身规定，不在政策中。",
            "The terms of an order are its own, and no policy's.",
        ));
    }
    for rule in Rule::of_policies() {
        let terms = holds.at(rule.code());
        if terms.value().is_none() {
            faults.push(terms.missing());
        }
        faults.extend(terms.listed_members());
        faults.extend(colour(rule, &terms));
        faults.extend(ending(rule, &terms));
        faults.extend(days(&terms));
        text(&terms.at("legal_basis"), faults);
    }
}

fn colour(rule: Rule, terms: &Spot<'_>) -> Option<PolicyFault> {
    let place = terms.at("colour");
    match (place.read()?, rule) {
        (Colour::Green, _) => Some(place.fault(
            PolicyFaultCode::Colour,
            "只能是黄色或红色。",
            "A hold is yellow or red.",
        )),
        (Colour::Yellow, Rule::ClinicSuspected | Rule::ClinicConfirmed) => Some(place.fault(
            PolicyFaultCode::Colour,
            "疑似和确诊应为红色。",
            "Suspected and confirmed are red.",
        )),
        (Colour::Yellow, Rule::FalseDeclaration) => Some(place.fault(
            PolicyFaultCode::Colour,
            "与记录不符的申报应为红色。",
            "A declaration that a record contradicts is red.",
        )),
        (Colour::Yellow, Rule::PostDischarge) => Some(place.fault(
            PolicyFaultCode::Colour,
            "治愈后的医学观察为 14 天，应为红色。",
            "Observation after recovery is 14 days, which is red.",
        )),
        (Colour::Yellow | Colour::Red, _) => None,
    }
}

fn ending(rule: Rule, terms: &Spot<'_>) -> Option<PolicyFault> {
    let place = terms.at("ends_by");
    match (place.read()?, rule) {
        (EndedBy::CheckIns | EndedBy::Officer, Rule::ClinicConfirmed) => Some(place.fault(
            PolicyFaultCode::EndsBy,
            "确诊只能由医疗机构解除。",
            "What a clinic confirmed, only a clinic ends.",
        )),
        (EndedBy::CheckIns | EndedBy::Clinic, Rule::FalseDeclaration) => Some(place.fault(
            PolicyFaultCode::EndsBy,
            "与记录不符的申报只能由工作人员解除。",
            "A declaration that a record contradicts, only an officer ends.",
        )),
        (EndedBy::Clinic | EndedBy::Officer, Rule::PostDischarge) => Some(place.fault(
            PolicyFaultCode::EndsBy,
            "治愈后的医学观察只能由 14 天健康打卡解除。",
            "Observation after recovery is ended by its 14 days.",
        )),
        (EndedBy::Clinic, _) if !ENDED_BY_CLINICS.contains(&rule) => Some(place.fault(
            PolicyFaultCode::EndsBy,
            "没有医疗机构的结果能解除它。",
            "No result of a clinic ends this.",
        )),
        _ => None,
    }
}

fn days(terms: &Spot<'_>) -> Option<PolicyFault> {
    let place = terms.at("days");
    match terms.at("ends_by").read()? {
        EndedBy::CheckIns if !place.is_given() => Some(place.missing()),
        EndedBy::CheckIns => match terms.at("colour").read()? {
            Colour::Yellow => place.outside(&YELLOW_DAYS),
            Colour::Red => place.outside(&RED_DAYS).map(|fault| PolicyFault {
                zh: "由健康打卡解除的红色应为 14 天。".into(),
                en: "A red hold that check-ins end has 14 days.".into(),
                ..fault
            }),
            Colour::Green => None,
        },
        EndedBy::Clinic | EndedBy::Officer => place.is_given().then(|| {
            place.fault(
                PolicyFaultCode::NoDays,
                "只有由健康打卡解除的才有天数。",
                "Only a hold that check-ins end has days.",
            )
        }),
    }
}
