//! What a policy says, judged: everything that its shape alone does not tell.
//!
//! The document is judged part by part, and a part that cannot be read is passed over: that is a
//! fault of its shape. So whoever writes a policy hears of everything at once, and every fault
//! points to where it stands in what they wrote. Loading and checking share these judgements.

mod access;
mod areas;
mod holds;
mod sunset;

use serde_json::Value;

use super::fault::{PolicyFault, PolicyFaultCode};
use super::limits::{
    CHECK_INS_DAYS, FEVER_C, HOLIDAY_DAYS, MOST_HOLIDAYS, SCANS_DAYS, WINDOW_DAYS, WORKING_DAYS,
};
use super::spot::Spot;
use crate::calendar::{days_after, days_between};
use crate::words::Symptom;

/// Characters of a version's name at most.
const LONGEST_VERSION: usize = 32;
/// What may be declared chronic (R40).
const MAY_BE_CHRONIC: [Symptom; 4] = [
    Symptom::Cough,
    Symptom::DryCough,
    Symptom::RunnyNose,
    Symptom::SoreThroat,
];
/// Names of versions that a path would mean something else by.
const NOT_VERSIONS: [&str; 4] = ["current", "schema", ".", ".."];

/// Every fault of what the document says, in its order.
pub(super) fn faults(document: &Value) -> Vec<PolicyFault> {
    let policy = Spot::whole(document);
    let mut faults: Vec<_> = policy.listed_members().into_iter().collect();
    faults.extend(version(&policy.at("version")));
    faults.extend(day(&policy.at("effective_from")));
    areas::judge(&policy, &mut faults);
    faults.extend(policy.at("window_days").outside(&WINDOW_DAYS));
    holds::judge(&policy.at("holds"), &mut faults);
    repeated(&policy.at("chronic"), Spot::text, &mut faults);
    never_chronic(&policy.at("chronic"), &mut faults);
    faults.extend(policy.at("fever_c").outside(&FEVER_C));
    review(&policy, &mut faults);
    let retention = policy.at("retention");
    faults.extend(retention.listed_members());
    faults.extend(retention.at("scans_days").outside(&SCANS_DAYS));
    faults.extend(retention.at("check_ins_days").outside(&CHECK_INS_DAYS));
    sunset::judge(&policy, &mut faults);
    access::judge(&policy, &mut faults);
    faults
}

/// Only a cough or a rhinitis can be chronic (R40); fever and breathlessness never are.
fn never_chronic(list: &Spot<'_>, faults: &mut Vec<PolicyFault>) {
    for place in list.entries() {
        if place
            .read::<Symptom>()
            .is_some_and(|symptom| !MAY_BE_CHRONIC.contains(&symptom))
        {
            faults.push(place.fault(
                PolicyFaultCode::UnknownValue,
                "只有咳嗽、干咳、流涕、咽痛可以列为慢性症状。",
                "Only cough, dry-cough, runny-nose and sore-throat can be chronic.",
            ));
        }
    }
}

/// Whether a version can have this name.
pub(super) fn is_version_name(name: &str) -> bool {
    (1..=LONGEST_VERSION).contains(&name.len())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
        && !NOT_VERSIONS.contains(&name)
}

fn version(place: &Spot<'_>) -> Option<PolicyFault> {
    let name = place.text()?;
    (!is_version_name(name)).then(|| {
        place.fault(
            PolicyFaultCode::Version,
            "应为 1 到 32 个字母、数字或 . _ -,且不是 current 或 schema。",
            "1 to 32 of A-Z a-z 0-9 . _ - are expected, and not current or schema.",
        )
    })
}

/// The fault of a text that stands here and is no day.
fn day(place: &Spot<'_>) -> Option<PolicyFault> {
    (place.text().is_some() && place.day().is_none()).then(|| {
        place.fault(
            PolicyFaultCode::Date,
            "应为存在的日期,格式 YYYY-MM-DD。",
            "A real day is expected, as YYYY-MM-DD.",
        )
    })
}

/// A text in both languages.
fn text(place: &Spot<'_>, faults: &mut Vec<PolicyFault>) {
    faults.extend(place.listed_members());
    for place in ["zh", "en"].map(|language| place.at(language)) {
        if place.text().is_some_and(|text| text.trim().is_empty()) {
            faults.push(place.fault(
                PolicyFaultCode::EmptyText,
                "文字不能为空。",
                "A text may not be empty.",
            ));
        }
    }
}

/// A list that may not be empty.
fn filled(place: &Spot<'_>) -> Option<PolicyFault> {
    let value = place.value()?;
    let is_empty = value.as_array().is_some_and(Vec::is_empty)
        || value.as_object().is_some_and(serde_json::Map::is_empty);
    is_empty.then(|| place.empty())
}

/// Entries that say the same as an earlier one. What cannot be read is not compared.
fn repeated<'a, T: PartialEq>(
    list: &Spot<'a>,
    read: impl Fn(&Spot<'a>) -> Option<T>,
    faults: &mut Vec<PolicyFault>,
) {
    let mut earlier = Vec::new();
    for place in list.entries() {
        let Some(entry) = read(&place) else {
            continue;
        };
        if earlier.contains(&entry) {
            faults.push(place.fault(
                PolicyFaultCode::Duplicate,
                "与前面的一项重复。",
                "The same as an earlier entry.",
            ));
        } else {
            earlier.push(entry);
        }
    }
}

fn review(policy: &Spot<'_>, faults: &mut Vec<PolicyFault>) {
    let review = policy.at("review");
    faults.extend(review.listed_members());
    faults.extend(review.at("working_days").outside(&WORKING_DAYS));
    let holidays = review.at("holidays");
    if holidays.entries().count() > MOST_HOLIDAYS {
        faults.push(holidays.too_many(MOST_HOLIDAYS));
    }
    let first_day = policy.at("effective_from").day();
    for place in holidays.entries() {
        faults.extend(day(&place));
        if let (Some(first_day), Some(holiday)) = (first_day, place.day())
            && !HOLIDAY_DAYS.contains(&days_between(first_day, holiday))
        {
            let [least, most] =
                [HOLIDAY_DAYS.start(), HOLIDAY_DAYS.end()].map(|days| days_after(first_day, *days));
            faults.push(place.fault(
                PolicyFaultCode::Range,
                format!("应在 {least} 到 {most} 之间。"),
                format!("{least} to {most} is expected."),
            ));
        }
    }
    repeated(&holidays, Spot::day, faults);
}
