//! The queue that carries the parts from whoever plans them to whoever works on them.

use aws_sdk_sqs::types::SendMessageBatchRequestEntry;
use edge::boot::BootError;

use crate::Task;

/// Messages that one call sends at most.
const BATCH: usize = 10;

/// Where parts are sent, and handed on to.
#[derive(Debug, Clone)]
pub struct Queue {
    client: aws_sdk_sqs::Client,
    url: String,
}

impl Queue {
    /// The queue with this URL.
    pub fn new(client: aws_sdk_sqs::Client, url: impl Into<String>) -> Self {
        let url = url.into();
        Self { client, url }
    }

    /// Sends one message for each task.
    ///
    /// # Errors
    /// If the queue did not take all of them; those that it took stay there, and are harmless.
    pub async fn send(&self, tasks: &[Task]) -> Result<(), BootError> {
        for batch in tasks.chunks(BATCH) {
            let entries = batch.iter().enumerate().map(|(index, task)| {
                let body = serde_json::to_string(task)?;
                let entry = SendMessageBatchRequestEntry::builder().id(index.to_string());
                Ok::<_, BootError>(entry.message_body(body).build()?)
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
