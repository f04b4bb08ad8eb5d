//! A database that misbehaves: a proxy in front of the embedded one.

use std::sync::{Arc, Mutex};

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use axum::{Router, routing::post};
use http::{HeaderMap, StatusCode};
use local::database::Storage;
use reqwest::Client;

use crate::world::World;

/// What the database does to writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// What it should.
    Well,
    /// Every write is throttled.
    Throttling,
    /// Every write finds that somebody was faster.
    Contended,
    /// The next write takes effect, and its answer is lost.
    LosingOneAnswer,
}

/// The proxy.
#[derive(Clone)]
pub struct Proxy {
    mood: Arc<Mutex<Mood>>,
    behind: String,
    client: Client,
}

impl Proxy {
    /// A world whose database is behind a proxy, and the proxy. The first world owns the
    /// database and is kept for as long as it is used.
    pub async fn world() -> (World, Self, World) {
        let owner = World::start().await;
        let proxy = Self {
            mood: Arc::new(Mutex::new(Mood::Well)),
            behind: owner.bundle.database.endpoint.clone(),
            client: Client::new(),
        };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new()
            .route("/", post(pass_on))
            .with_state(proxy.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        let world = World::over(Storage::Endpoint(endpoint)).await;
        (world, proxy, owner)
    }

    pub fn set(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }
}

async fn pass_on(State(proxy): State<Proxy>, headers: HeaderMap, body: Bytes) -> Response {
    let target = headers["x-amz-target"].to_str().unwrap().to_owned();
    let is_transaction = target.ends_with("TransactWriteItems");
    let is_write = is_transaction
        || ["PutItem", "UpdateItem"]
            .iter()
            .any(|write| target.ends_with(write));
    let mood = *proxy.mood.lock().unwrap();
    match mood {
        Mood::Throttling if is_write => {
            return refused("ProvisionedThroughputExceededException", "");
        }
        Mood::Contended if is_transaction => {
            let reasons = r#","CancellationReasons":[{"Code":"TransactionConflict"}]"#;
            return refused("TransactionCanceledException", reasons);
        }
        Mood::Contended if is_write => return refused("ConditionalCheckFailedException", ""),
        _ => {}
    }
    let mut request = proxy.client.post(&proxy.behind).body(body);
    for (name, value) in headers
        .iter()
        .filter(|(name, _)| *name != "host" && *name != "content-length")
    {
        request = request.header(name, value);
    }
    let answer = request.send().await.unwrap();
    let status = answer.status();
    let bytes = answer.bytes().await.unwrap();
    if mood == Mood::LosingOneAnswer && is_write && status.is_success() {
        proxy.set(Mood::Well);
        return (
            StatusCode::INTERNAL_SERVER_ERROR,
            r#"{"__type":"InternalServerError"}"#,
        )
            .into_response();
    }
    Response::builder()
        .status(status)
        .header("content-type", "application/x-amz-json-1.0")
        .body(Body::from(bytes))
        .unwrap()
}

fn refused(kind: &str, more: &str) -> Response {
    let body = format!(
        r#"{{"__type":"com.amazonaws.dynamodb.v20120810#{kind}","message":"injected"{more}}}"#
    );
    (
        StatusCode::BAD_REQUEST,
        [("content-type", "application/x-amz-json-1.0")],
        body,
    )
        .into_response()
}
