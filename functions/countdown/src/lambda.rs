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
use edge::State;
use edge::boot::{BootError, aws, optional_setting, state, unwound};
use lambda_runtime::{LambdaEvent, service_fn};
use rules::policy::Policy;
use serde_json::{Value, json};

use crate::{Part, Queue, Report, Task, dry_run, night, run};

/// Time that is left unused before Lambda would end the run. Time is looked at before each page, and a page
/// of 200 people takes some 50 seconds where the database throttles each of them for as long as we are patient.
const RESERVE: Duration = Duration::from_mins(1);

/// Serves events until the runtime ends it.
///
/// # Errors
/// A setting that is missing or wrong, by its name.
pub async fn serve() -> Result<(), BootError> {
    let state = state().await?;
    let queue = match optional_setting("COUNTDOWN_QUEUE_URL") {
        Some(url) => Some(Queue::new(aws_sdk_sqs::Client::new(&aws()?), url)),
        None => None,
    };
    let countdown = Countdown { state, queue };
    let handle = |event: LambdaEvent<Value>| {
        let countdown = countdown.clone();
        // Boxed: the whole work as one future is too deep a type for the compiler.
        async move { Box::pin(unwound(countdown.answer(event))).await }
    };
    lambda_runtime::run(service_fn(handle)).await
}

/// What answers the function's events.
#[derive(Debug, Clone)]
pub struct Countdown {
    /// What the process shares.
    pub state: State,
    /// Where parts are sent to; without one, a scheduled event does all of them.
    pub queue: Option<Queue>,
}

impl Countdown {
    /// Answers an event of a schedule, of the queue, or of somebody's hand.
    ///
    /// # Errors
    /// Whatever is to be tried again as a whole: an event that cannot be read, a plan that failed.
    pub async fn answer(&self, event: LambdaEvent<Value>) -> Result<Value, BootError> {
        let deadline = event.context.deadline();
        if event.payload.get("Records").is_some() {
            let messages = serde_json::from_value(event.payload)?;
            let answer = self.take(messages, || is_near(deadline)).await;
            return Ok(serde_json::to_value(answer)?);
        }
        if let Some(version) = event.payload.get("dry_run").and_then(Value::as_str) {
            return self.would_do(version).await;
        }
        let Some(queue) = &self.queue else {
            let report = run(&self.state).await;
            told("all", &report);
            return if report.failed == 0 {
                Ok(serde_json::to_value(report)?)
            } else {
                Err("some of it failed".into())
            };
        };
        // Between the nights only policies and officers can have brought anything.
        let tasks = if event.payload.get("work") == Some(&json!("policies")) {
            let parts = Part::of_policies(&self.state).await?;
            let parts = parts.into_iter().chain(Part::of_officers());
            parts.map(Task::between_nights).collect()
        } else {
            night::plan(&self.state).await?
        };
        queue.send(&tasks).await?;
        tracing::info!(parts = tasks.len(), "countdown planned");
        Ok(json!({"planned": tasks.len()}))
    }

    /// Works on the parts that messages name until they are done or time is up, and tells which
    /// messages are to come again. A part that is not done by then goes on as a new message.
    pub async fn take(
        &self,
        messages: SqsEventObj<Task>,
        is_time_up: impl Fn() -> bool,
    ) -> SqsBatchResponse {
        let mut answer = SqsBatchResponse::default();
        for message in messages.records {
            if !self.is_over(&message.body, &is_time_up).await {
                let mut failure = BatchItemFailure::default();
                failure.item_identifier = message.message_id.unwrap_or_default();
                answer.batch_item_failures.push(failure);
            }
        }
        answer
    }

    /// Works on a task, and says whether its message has served.
    async fn is_over(&self, task: &Task, is_time_up: impl Fn() -> bool) -> bool {
        let report = task.part.work(&self.state, is_time_up).await;
        told(&task.part.name(), &report);
        // Counted before it is handed on: whoever is killed in between leaves a message that comes
        // again, and counts what is left.
        let is_counted = match task.night {
            Some(day) => night::count(&self.state, day, &task.part, &report).await,
            None => Ok(()),
        };
        if let Err(error) = &is_counted {
            tracing::error!(cause = %error, "a part could not be counted");
        }
        match &self.queue {
            // Those of whom it failed come again with the rest.
            Some(queue) if report.is_unfinished => {
                let sent = queue.send(std::slice::from_ref(task)).await;
                if let Err(error) = &sent {
                    tracing::error!(cause = %error, "a part could not be handed on");
                }
                sent.is_ok()
            }
            _ => !report.is_unfinished && report.failed == 0 && is_counted.is_ok(),
        }
    }

    /// What a proposed version would do; for whoever is to approve it.
    async fn would_do(&self, version: &str) -> Result<Value, BootError> {
        let proposed = self.state.store.policy(version).await?;
        let proposed = proposed.ok_or("there is no such proposal")?;
        let policy = Policy::load(&proposed.document)?;
        Ok(serde_json::to_value(dry_run(&self.state, policy).await?)?)
    }
}

/// One line with the counts of a part, or of all of them.
fn told(part: &str, report: &Report) {
    let Report {
        examined,
        released,
        restarted,
        escalated,
        failed,
        is_unfinished,
    } = *report;
    tracing::info!(
        part,
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
