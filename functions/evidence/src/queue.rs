//! A queue's batch: each message is taken by itself, and only those that were not are named.
//!
//! Messages come at least once and in any order. That is harmless, since evidence is taken
//! once and order does not matter; so a worker that dies between two messages loses nothing:
//! the queue gives the batch to another. A message that no try can take ends among the dead
//! letters, and a note says why.
//!
//! What comes after the service's end is dropped (R85): it is taken from the queue, and nothing is kept,
//! neither of the message nor about it. A failed message would lie among the dead letters, with a
//! document in it, after everything else is erased.

use aws_lambda_events::sqs::{BatchItemFailure, SqsBatchResponse, SqsEvent, SqsMessage};
use edge::boot::unwound;
use edge::{Fault, Problem, State, random};
use serde_json::Value;
use store::{Held, HeldFault};

use crate::body::Told;
use crate::take::take;
use crate::tell::organisation;

/// The attribute of a message that names the organisation that tells.
const ORG: &str = "org";
/// Whoever sends without naming an organisation.
const NOBODY: &str = "";
/// The longest message id that is noted.
const LONGEST_MESSAGE_ID: usize = 128;

/// Takes a batch; names the messages that are to be tried again.
pub async fn take_batch(state: &State, batch: SqsEvent) -> SqsBatchResponse {
    let mut answer = SqsBatchResponse::default();
    for message in batch.records {
        let taking = take_message(state, &message);
        let message_id = message.message_id.clone().unwrap_or_default();
        let failure = Box::pin(failure(message_id, taking)).await;
        answer.batch_item_failures.extend(failure);
    }
    answer
}

/// Takes a message, and gives its name if it is to be tried again. One that panics comes again alone, and
/// not the whole batch with it.
async fn failure(
    message_id: String,
    taking: impl Future<Output = Result<(), Problem>>,
) -> Option<BatchItemFailure> {
    let taken = unwound(async { Ok(taking.await) }).await;
    // The faults' texts and the message stay out of the log.
    let (code, cause) = match &taken {
        Ok(Ok(())) => return None,
        Ok(Err(problem)) => (problem.code(), problem.cause()),
        Err(_) => ("panic", None),
    };
    tracing::warn!(message_id, code, cause, "evidence was not taken");
    let mut failure = BatchItemFailure::default();
    failure.item_identifier = message_id;
    Some(failure)
}

async fn take_message(state: &State, message: &SqsMessage) -> Result<(), Problem> {
    let now = state.clock.now();
    if state.sunset().await?.is_some() {
        tracing::info!("evidence came after the service's end and was dropped");
        return Ok(());
    }
    let told = read(message).and_then(|body| Told::read(&body, state.store.pepper(), now));
    match told {
        Ok(told) => {
            let org = message
                .message_attributes
                .get(ORG)
                .and_then(|attribute| attribute.string_value.as_deref());
            let teller = organisation(state.store.pepper(), org.unwrap_or(NOBODY));
            take(state, &told, &teller, &random::token()?, now, || None).await
        }
        Err(problem) => {
            hold_apart(state, message, &problem).await?;
            Err(problem)
        }
    }
}

fn read(message: &SqsMessage) -> Result<Value, Problem> {
    let body = message.body.as_deref().unwrap_or_default();
    edge::parse_json(body.as_bytes())
}

/// Notes the places and codes of the faults, so that whoever looks at the dead letter knows.
async fn hold_apart(state: &State, message: &SqsMessage, problem: &Problem) -> Result<(), Problem> {
    let message_id = message.message_id.as_deref().filter(|id| !id.is_empty());
    let faults: Vec<_> = problem
        .faults()
        .iter()
        .map(|fault| HeldFault {
            pointer: noted_pointer(fault),
            code: fault.code.to_owned(),
        })
        .collect();
    let whole = HeldFault {
        pointer: "#".to_owned(),
        code: problem.code().to_owned(),
    };
    let held = Held {
        message_id: message_id
            .unwrap_or("-")
            .chars()
            .take(LONGEST_MESSAGE_ID)
            .collect(),
        at: state.clock.now(),
        faults: if faults.is_empty() {
            vec![whole]
        } else {
            faults
        },
    };
    Ok(state.store.hold_apart(&held).await?)
}

/// Where a fault is. An unknown field is named by the object that it is in, since its own name
/// can be anything, also somebody's.
fn noted_pointer(fault: &Fault) -> String {
    match fault.pointer.rsplit_once('/') {
        Some((object, _)) if fault.code == "unknown-field" => object.to_owned(),
        _ => fault.pointer.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_message_that_panics_comes_again_alone() {
        let sent = "330106188901010010";
        let panics = async {
            assert!(sent.is_empty(), "{sent} is no number");
            Ok(())
        };
        let failed = failure("one".to_owned(), panics).await.unwrap();
        assert_eq!(failed.item_identifier, "one");
        let taken = failure("other".to_owned(), async { Ok(()) }).await;
        assert!(taken.is_none());
    }
}
