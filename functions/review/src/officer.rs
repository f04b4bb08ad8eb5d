//! The officer behind a call.

use edge::{Call, Problem};
use rules::calendar::show;
use rules::officer::{Officer, Seat};
use rules::texts::Refusal;
use wire::refusal;

/// The officer who calls about `matter` (a person's or an order's id). A token of both kinds sits in
/// the city.
///
/// # Errors
/// `no-district` for a district's officer whose token names none.
pub fn officer(call: &Call, matter: &str) -> Result<Officer, Problem> {
    let caller = &call.caller;
    let seat = match (caller.has_scope("city"), caller.district) {
        (true, _) => Seat::City,
        (false, Some(district)) => Seat::District(district),
        (false, None) => return Err(refusal(Refusal::NoDistrict)),
    };
    let account = &caller.account;
    let marked = format!("officer\n{account}\n{matter}\n{}", show(call.now));
    Ok(Officer {
        account: account.clone(),
        seat,
        mark: call.state.store.pepper().digest(marked.as_bytes()),
    })
}

/// The districts whose queues the officer lists.
pub fn districts(call: &Call) -> Result<Vec<rules::identity::District>, Problem> {
    Ok(match officer(call, "")?.seat {
        Seat::City => call.policy().districts.keys().copied().collect(),
        Seat::District(district) => vec![district],
    })
}
