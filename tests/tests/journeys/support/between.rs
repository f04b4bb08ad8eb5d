//! Stands between a bundle and its database, and does what no embedded database does: throttles,
//! conflicts for ever, loses the answer of a write that took effect, and never answers at all.

use std::{
    io,
    net::Ipv4Addr,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::State,
    response::{IntoResponse, Response},
};
use local::database::{Database, Storage};
use reqwest::{Client, StatusCode, header::HeaderMap};
use serde_json::json;
use tests::engine;
use tokio::{net::TcpListener, task::JoinSet};

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing.
    None,
    /// Every operation is throttled.
    Throttled,
    /// Every write is throttled; reads work.
    WritesThrottled,
    /// Every write meets another one's transaction.
    WritesConflict,
    /// The next so many writes take effect, and their answers break off.
    LostAnswers(u32),
    /// Every write in which this text occurs is throttled.
    WritesAboutThrottled(&'static str),
    /// The next so many writes take effect, and those after them are never done nor answered.
    StandstillAfter(u32),
    /// A write waits for ever.
    Standstill,
}

/// A database of its own, and the one between.
pub struct Between {
    /// The database itself, for tests that look behind.
    pub database: Database,
    endpoint: String,
    relay: Relay,
    _server: JoinSet<()>,
}

#[derive(Clone)]
struct Relay {
    client: Client,
    endpoint: String,
    fault: Arc<Mutex<Fault>>,
}

impl Between {
    /// A database with the template's tables, with nothing wrong yet.
    pub async fn start() -> Self {
        let tables = local::template::shipped().expect("the template").tables;
        let database = Database::open(&engine::fresh(), &tables).await;
        let database = database.expect("a database");
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
        let listener = listener.expect("a port");
        let relay = Relay {
            client: Client::new(),
            endpoint: database.endpoint.clone(),
            fault: Arc::new(Mutex::new(Fault::None)),
        };
        let address = listener.local_addr().expect("an address");
        let router = Router::new().fallback(pass_on).with_state(relay.clone());
        let mut server = JoinSet::new();
        server.spawn(async move {
            let _ = axum::serve(listener, router).await;
        });
        Self {
            database,
            endpoint: format!("http://{address}"),
            relay,
            _server: server,
        }
    }

    /// The storage that a bundle is to use.
    pub fn storage(&self) -> Storage {
        self.database.behind(&self.endpoint)
    }

    /// From now on this goes wrong.
    pub fn set(&self, fault: Fault) {
        *self.relay.fault.lock().expect("a lock") = fault;
    }

    /// Whether all that was to go wrong has.
    pub fn is_over(&self) -> bool {
        self.is(Fault::None)
    }

    /// Returns when a write waits for ever.
    pub async fn stands_still(&self) {
        while !self.is(Fault::Standstill) {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    fn is(&self, fault: Fault) -> bool {
        *self.relay.fault.lock().expect("a lock") == fault
    }

    /// Items in the tables, all together.
    pub async fn items(&self) -> i32 {
        let mut items = 0;
        for table in ["People", "Identities", "Scans"] {
            let scan = self.database.client.scan().table_name(table).send().await;
            items += scan.expect("a scan").count();
        }
        items
    }
}

impl Relay {
    /// What happens to this operation; a lost answer is used up.
    fn fate(&self, is_write: bool, body: &Bytes) -> Fault {
        let mut fault = self.fault.lock().expect("a lock");
        let is_about = |text: &str| body.windows(text.len()).any(|part| part == text.as_bytes());
        match *fault {
            Fault::WritesAboutThrottled(text) if is_write && is_about(text) => Fault::Throttled,
            Fault::StandstillAfter(0) | Fault::Standstill if is_write => {
                *fault = Fault::Standstill;
                Fault::Standstill
            }
            Fault::StandstillAfter(left) if is_write => {
                *fault = Fault::StandstillAfter(left - 1);
                Fault::None
            }
            Fault::LostAnswers(left) if is_write => {
                *fault = match left {
                    0 | 1 => Fault::None,
                    _ => Fault::LostAnswers(left - 1),
                };
                Fault::LostAnswers(left)
            }
            Fault::WritesThrottled if is_write => Fault::Throttled,
            Fault::WritesConflict if is_write => Fault::WritesConflict,
            Fault::Throttled => Fault::Throttled,
            _ => Fault::None,
        }
    }

    async fn forward(&self, headers: HeaderMap, body: Bytes) -> Response {
        let mut request = self.client.post(&self.endpoint).body(body);
        for (name, value) in &headers {
            if name != "host" && name != "content-length" {
                request = request.header(name, value);
            }
        }
        let answer = request.send().await.expect("the database answers");
        let status = answer.status();
        let mut headers = answer.headers().clone();
        // How the database cut its answer up is between it and us.
        headers.remove("transfer-encoding");
        let body = answer.bytes().await.expect("a whole answer");
        (status, headers, body).into_response()
    }
}

async fn pass_on(State(relay): State<Relay>, headers: HeaderMap, body: Bytes) -> Response {
    let target = headers.get("x-amz-target");
    let target = target.and_then(|target| target.to_str().ok());
    let operation = target.and_then(|target| target.rsplit('.').next());
    let operation = operation.unwrap_or_default();
    let is_transaction = operation == "TransactWriteItems";
    let is_write = is_transaction || ["PutItem", "UpdateItem", "DeleteItem"].contains(&operation);
    match relay.fate(is_write, &body) {
        Fault::Throttled => refusal("ProvisionedThroughputExceededException"),
        Fault::WritesConflict if is_transaction => refusal("TransactionCanceledException"),
        Fault::WritesConflict => refusal("TransactionConflictException"),
        Fault::LostAnswers(_) => {
            relay.forward(headers, body).await;
            broken_off()
        }
        Fault::Standstill => std::future::pending().await,
        _ => relay.forward(headers, body).await,
    }
}

fn refusal(name: &str) -> Response {
    let body = json!({
        "__type": format!("com.amazonaws.dynamodb.v20120810#{name}"),
        "message": "injected",
        "CancellationReasons": [{"Code": "TransactionConflict", "Message": "injected"}],
    });
    let headers = [("content-type", "application/x-amz-json-1.0")];
    (StatusCode::BAD_REQUEST, headers, body.to_string()).into_response()
}

/// An answer whose connection breaks before its body has come.
fn broken_off() -> Response {
    let nothing: Result<Bytes, io::Error> = Err(io::ErrorKind::ConnectionReset.into());
    Body::from_stream(futures_util::stream::once(std::future::ready(nothing))).into_response()
}
