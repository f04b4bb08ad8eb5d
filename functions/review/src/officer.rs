//! The officer behind a call.

use edge::{Call, Problem};
use rules::officer::{Officer, Seat};
use wire::seat;

/// The officer who calls. A token of both kinds sits in the city.
///
/// The mark is the request's random name, a dot, and the keyed hash of that name and the account: no two
/// are alike, and whoever holds the key can test whose one is from the mark alone.
///
/// # Errors
/// `no-district` for a district's officer whose token names none.
pub fn officer(call: &Call) -> Result<Officer, Problem> {
    let seat = seat(call)?;
    let (account, name) = (&call.caller.account, &call.attempt);
    let hash = format!("officer\n{name}\n{account}");
    let hash = call.state.store.pepper().digest(hash.as_bytes());
    Ok(Officer {
        account: account.clone(),
        seat,
        mark: format!("{name}.{hash}"),
    })
}

/// The districts whose queues the officer lists.
pub fn districts(call: &Call) -> Result<Vec<rules::identity::District>, Problem> {
    Ok(match officer(call)?.seat {
        Seat::City => call.book.districts().into_iter().collect(),
        Seat::District(district) => vec![district],
    })
}
