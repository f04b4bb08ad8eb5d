//! A queue of the countdown's parts: it speaks as much of SQS as is needed to send, and keeps what it
//! is sent until the test delivers it.

use std::collections::VecDeque;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex};

use aws_sdk_sqs::config::{BehaviorVersion, Credentials, Region};
use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use axum::{Json, Router};
use countdown::Queue;
use reqwest::StatusCode;
use serde_json::{Value, json};
use tokio::{net::TcpListener, task::JoinSet};

/// A queue, with what lies in it.
pub struct PartsQueue {
    endpoint: String,
    kept: Kept,
    _server: JoinSet<()>,
}

#[derive(Clone, Default)]
struct Kept {
    bodies: Arc<Mutex<VecDeque<String>>>,
    refuses: Arc<Mutex<bool>>,
}

impl PartsQueue {
    /// An empty one.
    pub async fn start() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
        let listener = listener.expect("a port");
        let address = listener.local_addr().expect("an address");
        let kept = Kept::default();
        let router = Router::new().fallback(take).with_state(kept.clone());
        let mut server = JoinSet::new();
        server.spawn(async move {
            let _ = axum::serve(listener, router).await;
        });
        Self {
            endpoint: format!("http://{address}"),
            kept,
            _server: server,
        }
    }

    /// As the countdown is given it.
    pub fn queue(&self) -> Queue {
        let config = aws_sdk_sqs::Config::builder()
            .behavior_version(BehaviorVersion::v2026_01_12())
            .region(Region::from_static("local"))
            .credentials_provider(Credentials::new("local", "local", None, None, "local"))
            .http_client(aws_smithy_http_client::Builder::new().build_http())
            .retry_config(aws_sdk_sqs::config::retry::RetryConfig::disabled())
            .endpoint_url(&self.endpoint);
        let client = aws_sdk_sqs::Client::from_conf(config.build());
        Queue::new(client, format!("{}/1/parts", self.endpoint))
    }

    /// From now on it takes no message, or takes them again.
    pub fn refuses(&self, refuses: bool) {
        *self.kept.refuses.lock().expect("a lock") = refuses;
    }

    /// How many messages lie in it.
    pub fn depth(&self) -> usize {
        self.kept.bodies.lock().expect("a lock").len()
    }

    /// The next message's event, as Lambda would make it; none if nothing is left.
    pub fn next(&self) -> Option<Value> {
        let body = self.kept.bodies.lock().expect("a lock").pop_front()?;
        let record = json!({
            "messageId": body, "receiptHandle": "handle", "body": body,
            "attributes": {"ApproximateReceiveCount": "1"}, "messageAttributes": {},
            "eventSource": "aws:sqs", "awsRegion": "local",
        });
        Some(json!({"Records": [record]}))
    }
}

async fn take(State(kept): State<Kept>, batch: Bytes) -> Response {
    let batch: Value = serde_json::from_slice(&batch).expect("a batch");
    if *kept.refuses.lock().expect("a lock") {
        let refusal = json!({"__type": "com.amazonaws.sqs#OverLimit", "message": "injected"});
        return (StatusCode::BAD_REQUEST, Json(refusal)).into_response();
    }
    let entries = batch["Entries"].as_array().cloned().unwrap_or_default();
    assert!(!entries.is_empty() && entries.len() <= 10, "{batch}");
    let mut taken = Vec::new();
    for entry in entries {
        let body = entry["MessageBody"].as_str().expect("a body");
        let mut bodies = kept.bodies.lock().expect("a lock");
        bodies.push_back(body.to_owned());
        taken.push(json!({"Id": entry["Id"], "MessageId": "m", "MD5OfMessageBody": "0"}));
    }
    let answer = json!({"Successful": taken, "Failed": []});
    let headers = [("content-type", "application/x-amz-json-1.0")];
    (headers, answer.to_string()).into_response()
}
