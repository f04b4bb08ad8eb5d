//! The end of the service, judged: a day that comes after the policy's first, and days for which
//! reviews stay readable.

use super::super::fault::{PolicyFault, PolicyFaultCode};
use super::super::limits::REVIEWS_READABLE_DAYS;
use super::super::spot::Spot;
use super::day;

/// Every fault of the end that `policy` sets, if it sets one.
pub(super) fn judge(policy: &Spot<'_>, faults: &mut Vec<PolicyFault>) {
    let sunset = policy.at("sunset");
    faults.extend(sunset.listed_members());
    // The only way to say that there is no end is to say nothing: nobody shall wonder what a null
    // meant by which everything is erased or is not.
    if sunset.value().is_some() && !sunset.is_given() {
        faults.push(sunset.fault(
            PolicyFaultCode::Type,
            "应为对象；不终止服务则去掉此字段。",
            "An object is expected; leave the field out if the service does not end.",
        ));
    }
    let on = sunset.at("on");
    faults.extend(day(&on));
    if let (Some(first_day), Some(end)) = (policy.at("effective_from").day(), on.day())
        && end <= first_day
    {
        faults.push(on.fault(
            PolicyFaultCode::Range,
            format!("应晚于 {first_day}。"),
            format!("A day after {first_day} is expected."),
        ));
    }
    let readable = sunset.at("reviews_readable_days");
    faults.extend(readable.outside(&REVIEWS_READABLE_DAYS));
}
