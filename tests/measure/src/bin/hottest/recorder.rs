//! Stands before the embedded database and notes under which key each operation costs what.
//!
//! Costs are counted from above: a unit for each begun KB (4 KB for reads) of the item's JSON, double in
//! a transaction, and one for each index of whose attributes one changes.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use local::database::{Database, Storage};
use local::template::{Index, ProjectionType, Table};
use measure::caller::Failed;
use reqwest::header::HeaderMap;
use reqwest::{Client, StatusCode};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::task::JoinSet;

/// A partition key of a table or an index.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key {
    /// The table's name, and the index's.
    pub table: String,
    /// Its value.
    pub value: String,
}

impl Key {
    /// The value, without whose it is.
    pub fn shown(&self) -> String {
        match self.value.split_once('_') {
            Some(("p", _)) => "some person".to_owned(),
            _ if self.value.starts_with("account#") => "some account".to_owned(),
            _ => self.value.clone(),
        }
    }
}

/// Units under a key.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Heat {
    /// Read units.
    pub reads: f64,
    /// Write units.
    pub writes: f64,
}

impl Heat {
    /// So many times as much.
    pub fn scaled(self, by: f64) -> Self {
        Self {
            reads: self.reads * by,
            writes: self.writes * by,
        }
    }
}

type Heats = HashMap<Key, Heat>;

/// A database in memory and the recorder before it.
pub struct Recorder {
    relay: Relay,
    endpoint: String,
    _database: Database,
    _server: JoinSet<()>,
}

#[derive(Clone)]
struct Relay {
    client: Client,
    database: String,
    tables: Arc<Vec<Table>>,
    heats: Arc<Mutex<Heats>>,
    indexed: Arc<Mutex<HashMap<String, Value>>>,
}

impl Recorder {
    /// Starts both, with the template's tables.
    pub async fn start() -> Result<Self, Failed> {
        let failed = |error: std::io::Error| Failed::File("a port".to_owned(), error);
        let tables = local::template::shipped()?.tables;
        let database = Database::open(&Storage::Memory, &tables).await?;
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.map_err(failed)?;
        let endpoint = format!("http://{}", listener.local_addr().map_err(failed)?);
        let relay = Relay {
            client: Client::new(),
            database: database.endpoint.clone(),
            tables: Arc::new(tables),
            heats: Arc::default(),
            indexed: Arc::default(),
        };
        let router = Router::new().fallback(pass_on).with_state(relay.clone());
        let mut server = JoinSet::new();
        server.spawn(async move {
            // It ends with the program.
            let _ = axum::serve(listener, router).await;
        });
        Ok(Self {
            relay,
            endpoint,
            _database: database,
            _server: server,
        })
    }

    /// The storage that a bundle is to use.
    pub fn storage(&self) -> Storage {
        Storage::Endpoint(self.endpoint.clone())
    }

    /// Forgets what was noted.
    pub fn forget(&self) {
        if let Ok(mut heats) = self.relay.heats.lock() {
            heats.clear();
        }
    }

    /// What was noted.
    pub fn heats(&self) -> Heats {
        let heats = self.relay.heats.lock();
        heats.map(|heats| heats.clone()).unwrap_or_default()
    }
}

async fn pass_on(State(relay): State<Relay>, headers: HeaderMap, body: Bytes) -> Response {
    let operation = headers.get("x-amz-target");
    let operation = operation.and_then(|target| target.to_str().ok());
    if let (Some(operation), Ok(request)) = (operation, serde_json::from_slice(&body)) {
        relay.note(operation, &request);
    }
    let request = relay.client.post(&relay.database).headers(headers);
    let Ok(answer) = request.body(body).send().await else {
        return StatusCode::BAD_GATEWAY.into_response();
    };
    let (status, headers) = (answer.status(), answer.headers().clone());
    let body = Body::from(answer.bytes().await.unwrap_or_default());
    (status, headers, body).into_response()
}

impl Relay {
    fn note(&self, operation: &str, request: &Value) {
        let name = operation.rsplit('.').next().unwrap_or_default();
        match name {
            "GetItem" | "Query" => self.read(request),
            "PutItem" | "UpdateItem" | "DeleteItem" => self.write(request, 1.0),
            "TransactWriteItems" => {
                let parts = request["TransactItems"].as_array();
                let parts = parts.into_iter().flatten().filter_map(Value::as_object);
                for part in parts.flat_map(|part| part.values()) {
                    self.write(part, 2.0);
                }
            }
            _ => {}
        }
    }

    /// One unit: no item that is read by a request of the mix is larger than 4 KB.
    fn read(&self, request: &Value) {
        let queried = &request["ExpressionAttributeValues"][":pk"]["S"];
        let got = &request["Key"]["pk"]["S"];
        if let Some(value) = got.as_str().or(queried.as_str()) {
            let table = request["TableName"].as_str().unwrap_or_default();
            self.add(table, value, |heat| heat.reads += 1.0);
        }
    }

    fn write(&self, request: &Value, price: f64) {
        let name = request["TableName"].as_str().unwrap_or_default();
        let item = if request["Item"].is_object() {
            &request["Item"]
        } else {
            &request["Key"]
        };
        let kilobytes = u32::try_from(item.to_string().len().div_ceil(1024));
        let units = price * f64::from(kilobytes.unwrap_or(u32::MAX));
        if let Some(value) = item["pk"]["S"].as_str() {
            self.add(name, value, |heat| heat.writes += units);
        }
        let table = self.tables.iter().find(|table| table.name == name);
        for index in table.into_iter().flat_map(|table| &table.indexes) {
            let hash = index.keys.first().map(|key| key.attribute_name.as_str());
            let value = hash.and_then(|hash| item[hash]["S"].as_str());
            let value = value.filter(|_| self.is_changed(index, item));
            if let Some(value) = value {
                self.add(
                    &format!("{name}, index {}", index.index_name),
                    value,
                    |heat| {
                        heat.writes += 1.0;
                    },
                );
            }
        }
    }

    /// Whether the index shows something else of the item than it did.
    fn is_changed(&self, index: &Index, item: &Value) -> bool {
        let name = format!("{} {} {}", index.index_name, item["pk"], item["sk"]);
        let shown = match index.projection.projection_type {
            ProjectionType::All => item.clone(),
            ProjectionType::KeysOnly | ProjectionType::Include => {
                let keys = index.keys.iter().map(|key| &key.attribute_name);
                let others = index.projection.non_key_attributes.iter();
                keys.chain(others).map(|name| item[name].clone()).collect()
            }
        };
        let indexed = self.indexed.lock();
        indexed.is_ok_and(|mut indexed| indexed.insert(name, shown.clone()) != Some(shown))
    }

    fn add(&self, table: &str, value: &str, more: impl Fn(&mut Heat)) {
        let key = Key {
            table: table.to_owned(),
            value: value.to_owned(),
        };
        if let Ok(mut heats) = self.heats.lock() {
            more(heats.entry(key).or_default());
        }
    }
}
