//! The countdown on Lambda: EventBridge Scheduler starts it after midnight in Shanghai.

use std::time::{Duration, SystemTime};

use edge::boot::{BootError, state};
use lambda_runtime::{LambdaEvent, service_fn};
use serde_json::Value;

use crate::{Report, run_until};

/// Time that is left unused before Lambda would end the run.
const RESERVE: Duration = Duration::from_secs(20);

/// Serves scheduled events until the runtime ends it.
///
/// # Errors
/// A setting that is missing or wrong, by its name.
pub async fn serve() -> Result<(), BootError> {
    let state = state().await?;
    let handle = |event: LambdaEvent<Value>| {
        let state = state.clone();
        async move {
            let deadline = event.context.deadline();
            let report = run_until(&state, || is_near(deadline)).await;
            told(&report)
        }
    };
    lambda_runtime::run(service_fn(handle)).await
}

/// One line with the counts. A run that could not finish fails, so that it is seen and tried
/// again; what it did stays done.
fn told(report: &Report) -> Result<Report, BootError> {
    let Report {
        examined,
        released,
        restarted,
        escalated,
        failed,
        unfinished_shards,
    } = *report;
    tracing::info!(
        examined,
        released,
        restarted,
        escalated,
        failed,
        unfinished_shards,
        "countdown ended"
    );
    if failed > 0 || unfinished_shards > 0 {
        return Err(format!("{failed} failed, {unfinished_shards} shards unfinished").into());
    }
    Ok(*report)
}

#[expect(
    clippy::disallowed_methods,
    reason = "Lambda's deadline is on the machine's clock, whatever the service's shows"
)]
fn is_near(deadline: SystemTime) -> bool {
    deadline
        .duration_since(SystemTime::now())
        .is_ok_and(|left| left < RESERVE)
        || deadline < SystemTime::now()
}
