//! Where an officer sits, as their token says.

use edge::{Call, Problem};
use rules::officer::Seat;
use rules::texts::Refusal;

use crate::refusal;

/// The seat of the officer who calls. A token of both kinds sits in the city.
///
/// # Errors
/// `no-district` for a district's officer whose token names none.
pub fn seat(call: &Call) -> Result<Seat, Problem> {
    let caller = &call.caller;
    match (caller.has_scope("city"), caller.district) {
        (true, _) => Ok(Seat::City),
        (false, Some(district)) => Ok(Seat::District(district)),
        (false, None) => Err(refusal(Refusal::NoDistrict)),
    }
}
