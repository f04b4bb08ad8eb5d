//! One function, two kinds of event: requests from the gateway and batches from the queue.

use aws_lambda_events::sqs::SqsEvent;
use axum::Router;
use edge::State;
use edge::boot::{BootError, state, unwound};
use lambda_http::Adapter;
use lambda_http::request::LambdaRequest;
use lambda_runtime::{LambdaEvent, service_fn};
use serde_json::Value;
use tower::ServiceExt as _;

use crate::queue::take_batch;
use crate::router;

/// Serves events until the runtime ends it.
///
/// # Errors
/// A setting that is missing or wrong, by its name.
pub async fn serve() -> Result<(), BootError> {
    let state = state().await?;
    let router = router(state.clone());
    let handle = |event: LambdaEvent<Value>| {
        let (state, router) = (state.clone(), router.clone());
        async move { Box::pin(unwound(answer(&state, router, event))).await }
    };
    lambda_runtime::run(service_fn(handle)).await
}

async fn answer(
    state: &State,
    router: Router,
    event: LambdaEvent<Value>,
) -> Result<Value, BootError> {
    let LambdaEvent { payload, context } = event;
    if payload.get("Records").is_some() {
        let batch: SqsEvent = serde_json::from_value(payload)?;
        return Ok(serde_json::to_value(take_batch(state, batch).await)?);
    }
    let request: LambdaRequest = serde_json::from_value(payload)?;
    let answered = Adapter::from(router)
        .oneshot(LambdaEvent::new(request, context))
        .await?;
    Ok(serde_json::to_value(answered)?)
}
