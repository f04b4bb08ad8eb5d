//! The countdown on Lambda: one function, two kinds of event.
//!
//! A schedule starts it after midnight in Shanghai, and it puts one message a part into a
//! queue; another one, every few minutes, has it look for policies that came into force. The queue's messages start it again, each for one part; a part that is not done
//! before the deadline is handed on as a new message. What fails stays in the queue, is tried
//! again, and ends among the dead letters. Invoked by hand with `{"dry_run": version}` it tells
//! what a proposed policy would do. Without a queue (`cargo lambda`, emulators) a
//! scheduled event does the whole work by itself.

use std::time::{Duration, SystemTime};

use aws_lambda_events::sqs::{BatchItemFailure, SqsBatchResponse, SqsEventObj};
use aws_sdk_sqs::types::SendMessageBatchRequestEntry;
use edge::State;
use edge::boot::{BootError, aws, optional_setting, state};
use lambda_runtime::{LambdaEvent, service_fn};
use rules::policy::Policy;
use serde_json::{Value, json};
use store::HEAD_SHARDS;

use crate::{Part, Report, dry_run, run};

/// Time that is left unused before Lambda would end the run.
const RESERVE: Duration = Duration::from_secs(20);
/// Messages that one call sends at most.
const BATCH: usize = 10;

/// Where parts are handed on to.
#[derive(Debug, Clone)]
struct Queue {
    client: aws_sdk_sqs::Client,
    url: String,
}

/// Serves events until the runtime ends it.
///
/// # Errors
/// A setting that is missing or wrong, by its name.
pub async fn serve() -> Result<(), BootError> {
    let state = state().await?;
    let queue = match optional_setting("COUNTDOWN_QUEUE_URL") {
        Some(url) => Some(Queue {
            client: aws_sdk_sqs::Client::new(&aws()?),
            url,
        }),
        None => None,
    };
    let handle = |event: LambdaEvent<Value>| {
        let (state, queue) = (state.clone(), queue.clone());
        // Boxed: the whole work as one future is too deep a type for the compiler.
        async move { Box::pin(answer(&state, queue.as_ref(), event)).await }
    };
    lambda_runtime::run(service_fn(handle)).await
}

async fn answer(
    state: &State,
    queue: Option<&Queue>,
    event: LambdaEvent<Value>,
) -> Result<Value, BootError> {
    let deadline = event.context.deadline();
    if event.payload.get("Records").is_some() {
        let messages: SqsEventObj<Part> = serde_json::from_value(event.payload)?;
        return Ok(serde_json::to_value(
            work(state, queue, messages, deadline).await,
        )?);
    }
    if let Some(version) = event.payload.get("dry_run").and_then(Value::as_str) {
        return would_do(state, version).await;
    }
    let Some(queue) = queue else {
        let report = run(state).await;
        told("all", &report);
        return if report.failed == 0 {
            Ok(serde_json::to_value(report)?)
        } else {
            Err("some of it failed".into())
        };
    };
    // Between the nights only policies and officers can have brought anything.
    let is_night = event.payload.get("work") != Some(&json!("policies"));
    let mut parts = Part::of_policies(state).await?;
    parts.extend(Part::of_officers());
    if is_night {
        parts.extend(Part::of_a_night());
        parts.extend(Part::of_heads(state, (0..HEAD_SHARDS).map(Some)).await?);
    }
    queue.send(&parts).await?;
    tracing::info!(parts = parts.len(), "countdown planned");
    Ok(json!({"planned": parts.len()}))
}

/// What a proposed version would do; for whoever is to approve it.
async fn would_do(state: &State, version: &str) -> Result<Value, BootError> {
    let proposed = state.store.policy(version).await?;
    let proposed = proposed.ok_or("there is no such proposal")?;
    let policy = Policy::load(&proposed.document)?;
    Ok(serde_json::to_value(dry_run(state, policy).await?)?)
}

/// Works on the parts that messages name; tells which of them are to be tried again.
async fn work(
    state: &State,
    queue: Option<&Queue>,
    messages: SqsEventObj<Part>,
    deadline: SystemTime,
) -> SqsBatchResponse {
    let mut answer = SqsBatchResponse::default();
    for message in messages.records {
        let report = message.body.work(state, || is_near(deadline)).await;
        told("part", &report);
        let is_handed_on = match queue {
            Some(queue) if report.is_unfinished => queue
                .send(std::slice::from_ref(&message.body))
                .await
                .is_ok(),
            _ => !report.is_unfinished,
        };
        if report.failed > 0 || !is_handed_on {
            let mut failure = BatchItemFailure::default();
            failure.item_identifier = message.message_id.unwrap_or_default();
            answer.batch_item_failures.push(failure);
        }
    }
    answer
}

impl Queue {
    async fn send(&self, parts: &[Part]) -> Result<(), BootError> {
        for batch in parts.chunks(BATCH) {
            let entries = batch.iter().enumerate().map(|(index, part)| {
                let body = serde_json::to_string(part).unwrap_or_default();
                SendMessageBatchRequestEntry::builder()
                    .id(index.to_string())
                    .message_body(body)
                    .build()
            });
            let entries = entries.collect::<Result<Vec<_>, _>>()?;
            let sent = self
                .client
                .send_message_batch()
                .queue_url(&self.url)
                .set_entries(Some(entries))
                .send()
                .await?;
            // The whole plan is sent again by the schedule's retry: a part done twice does nothing.
            if !sent.failed().is_empty() {
                return Err(
                    format!("{} parts were not taken by the queue", sent.failed().len()).into(),
                );
            }
        }
        Ok(())
    }
}

/// One line with the counts.
fn told(what: &str, report: &Report) {
    let Report {
        examined,
        released,
        restarted,
        escalated,
        failed,
        is_unfinished,
    } = *report;
    tracing::info!(
        what,
        examined,
        released,
        restarted,
        escalated,
        failed,
        is_unfinished,
        "countdown worked"
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
