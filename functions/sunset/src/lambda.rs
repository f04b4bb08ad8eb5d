//! The sunset on Lambda: a schedule starts it several times an hour, whatever the policy says.
//!
//! Each start works until it is done or the deadline is near; the next one goes on. A start that
//! failed, or found something that nobody has decided about, fails as a whole, so that an alarm tells.

use std::time::{Duration, SystemTime};

use edge::State;
use edge::boot::{BootError, state, unwound};
use lambda_runtime::{LambdaEvent, service_fn};
use serde_json::Value;

use crate::{Ran, run};

/// Time that is left unused before Lambda would end the run: a page and its note take a second.
const RESERVE: Duration = Duration::from_secs(20);

/// Serves events until the runtime ends it.
///
/// # Errors
/// A setting that is missing or wrong, by its name.
pub async fn serve() -> Result<(), BootError> {
    let state = state().await?;
    let handle = |event: LambdaEvent<Value>| {
        let state = state.clone();
        // Boxed: the whole work as one future is too deep a type for the compiler.
        async move { Box::pin(unwound(answer(&state, event))).await }
    };
    lambda_runtime::run(service_fn(handle)).await
}

/// What the event says does not matter: the book of policies says what is to be done.
async fn answer(state: &State, event: LambdaEvent<Value>) -> Result<Value, BootError> {
    let deadline = event.context.deadline();
    let Some(ran) = run(state, || is_near(deadline)).await? else {
        return Ok(Value::Null);
    };
    told(&ran);
    if ran.failed > 0 {
        return Err("some of it could not be erased".into());
    }
    if ran.has_unknown {
        return Err("there are items of which nobody has decided whether they are personal".into());
    }
    Ok(serde_json::to_value(ran)?)
}

/// One line with the counts.
fn told(ran: &Ran) {
    let Ran {
        examined,
        erased,
        kept_for_reviews,
        is_complete,
        failed,
        is_unfinished,
        ..
    } = *ran;
    tracing::info!(
        examined,
        erased,
        kept_for_reviews,
        is_complete,
        failed,
        is_unfinished,
        "sunset worked"
    );
}

#[expect(
    clippy::disallowed_methods,
    reason = "Lambda's deadline is on the machine's clock, whatever the service's shows"
)]
fn is_near(deadline: SystemTime) -> bool {
    deadline
        .duration_since(SystemTime::now())
        .map_or(true, |left| left < RESERVE)
}
