//! Lambda's Runtime API, as far as a function uses it: it asks for the next event and sends the answer.
//! Whatever it does is noted with the time at which it came.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use measure::caller::Failed;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::{Mutex, mpsc};
use tokio::task::JoinHandle;

/// No function takes as long, even with a fourteenth of a processor.
const PATIENCE: Duration = Duration::from_mins(2);
/// 2100-01-01: a deadline that is never near.
const FAR: &str = "4102444800000";

/// What a function did.
#[derive(Debug)]
enum Did {
    /// It asked for an event: it is ready.
    Asked,
    /// It answered.
    Answered(Bytes),
    /// It told that something failed.
    Failed(Bytes),
}

/// A Runtime API for one process; gone when this value goes.
#[derive(Debug)]
pub struct Runtime {
    /// What `AWS_LAMBDA_RUNTIME_API` says.
    pub address: SocketAddr,
    events: mpsc::UnboundedSender<Bytes>,
    notes: mpsc::UnboundedReceiver<(Instant, Did)>,
    server: JoinHandle<()>,
}

impl Drop for Runtime {
    fn drop(&mut self) {
        self.server.abort();
    }
}

#[derive(Debug)]
struct Desk {
    events: Mutex<mpsc::UnboundedReceiver<Bytes>>,
    notes: mpsc::UnboundedSender<(Instant, Did)>,
}

impl Runtime {
    /// Listens on a free port.
    pub async fn open() -> Result<Self, Failed> {
        let failed = |error| Failed::File("the Runtime API".to_owned(), error);
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
        let listener = listener.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let (events, waiting) = mpsc::unbounded_channel();
        let (pen, notes) = mpsc::unbounded_channel();
        let desk = Arc::new(Desk {
            events: Mutex::new(waiting),
            notes: pen,
        });
        let router = Router::new()
            .route("/2018-06-01/runtime/invocation/next", get(next))
            .route("/2018-06-01/runtime/invocation/{id}/{what}", post(told))
            .route("/2018-06-01/runtime/init/error", post(not_started))
            .with_state(desk);
        let server = tokio::spawn(async move {
            // Ends with the process or by being dropped.
            let _ = axum::serve(listener, router).await;
        });
        Ok(Self {
            address,
            events,
            notes,
            server,
        })
    }

    /// When the function asked for an event.
    pub async fn asked(&mut self) -> Result<Instant, Failed> {
        match self.note().await? {
            (at, Did::Asked) => Ok(at),
            (_, did) => Err(unexpected(&did)),
        }
    }

    /// Gives an event to a function that has asked, and tells how long the answer took, and what it is.
    pub async fn invoke(&mut self, event: &Bytes) -> Result<(Duration, Value), Failed> {
        let given = Instant::now();
        // The receiver lives as long as the server does.
        let _ = self.events.send(event.clone());
        match self.note().await? {
            (at, Did::Answered(body)) => {
                let answer = serde_json::from_slice(&body).unwrap_or_default();
                Ok((at.duration_since(given), answer))
            }
            (_, did) => Err(unexpected(&did)),
        }
    }

    async fn note(&mut self) -> Result<(Instant, Did), Failed> {
        let note = tokio::time::timeout(PATIENCE, self.notes.recv()).await;
        let silent = || Failed::Unreadable("the function does nothing".to_owned());
        note.ok().flatten().ok_or_else(silent)
    }
}

fn unexpected(did: &Did) -> Failed {
    Failed::Unreadable(match did {
        Did::Asked => "the function asks for an event instead of answering".to_owned(),
        Did::Answered(body) | Did::Failed(body) => {
            format!("the function failed: {}", String::from_utf8_lossy(body))
        }
    })
}

async fn next(State(desk): State<Arc<Desk>>) -> Response {
    // Whoever measures may be gone.
    let _ = desk.notes.send((Instant::now(), Did::Asked));
    let Some(event) = desk.events.lock().await.recv().await else {
        return StatusCode::GONE.into_response();
    };
    let headers = [
        (
            "lambda-runtime-aws-request-id",
            "8476a536-e9f4-11e8-9739-2dfe598c3fcd",
        ),
        ("lambda-runtime-deadline-ms", FAR),
        (
            "lambda-runtime-invoked-function-arn",
            "arn:aws:lambda:us-east-1:123456789012:function:measured",
        ),
        (
            "lambda-runtime-trace-id",
            "Root=1-5e44a890-000000000000000000000017",
        ),
        ("content-type", "application/json"),
    ];
    (headers, event).into_response()
}

async fn told(
    State(desk): State<Arc<Desk>>,
    Path((_, what)): Path<(String, String)>,
    body: Bytes,
) -> Response {
    let did = if what == "response" {
        Did::Answered(body)
    } else {
        Did::Failed(body)
    };
    let _ = desk.notes.send((Instant::now(), did));
    accepted()
}

async fn not_started(State(desk): State<Arc<Desk>>, body: Bytes) -> Response {
    let _ = desk.notes.send((Instant::now(), Did::Failed(body)));
    accepted()
}

fn accepted() -> Response {
    let body = json!({"status": "OK"}).to_string();
    (StatusCode::ACCEPTED, body).into_response()
}
