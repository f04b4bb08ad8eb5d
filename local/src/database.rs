//! The database behind the bundle: a real SDK client, and tables as the template describes them.
//!
//! The embedded database speaks DynamoDB's own protocol on a loopback port, so that what runs in
//! front of it is the client that runs on Lambda, retries and all. In a file it is `SQLite` with a
//! write-ahead log: a write is in the file before it is answered, so a process killed in mid-use
//! loses nothing. It collects expired items only when asked to, and nobody asks: expiry is compared
//! with the clock on every read, and the bundle's clock is not the machine's.

mod tables;

use std::{
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    str::FromStr,
};

use aws_sdk_dynamodb::{
    Client, Config,
    config::{BehaviorVersion, Builder, Credentials, Region},
};
use tokio::{net::TcpListener, task::JoinSet};

use crate::template::Table;

/// Where the tables live.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Storage {
    /// In this process, gone with it.
    Memory,
    /// In a file, created when missing.
    File(PathBuf),
    /// Behind a DynamoDB endpoint, given by its URL.
    Endpoint(String),
    /// In a room of one's own behind an endpoint that keeps a database for each access key, as
    /// DynamoDB Local does, and wants it of letters and digits.
    Room {
        /// URL of the endpoint.
        endpoint: String,
        /// The access key.
        room: String,
    },
}

impl FromStr for Storage {
    type Err = &'static str;

    /// `memory`, a URL, or else the path of a file.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(match text {
            "" => return Err("`memory`, a file or the URL of a DynamoDB endpoint is expected"),
            "memory" => Self::Memory,
            url if url.starts_with("http://") || url.starts_with("https://") => {
                Self::Endpoint(url.to_owned())
            }
            path => Self::File(path.into()),
        })
    }
}

/// The access key where no other is asked for.
const ONLY_ROOM: &str = "local";

/// A client, and the embedded server behind it as long as this value lives.
#[derive(Debug)]
pub struct Database {
    /// Speaks to the tables.
    pub client: Client,
    /// Its URL, for a program that speaks to it by itself.
    pub endpoint: String,
    room: String,
    _server: JoinSet<()>,
}

/// Why there is no database.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// The file is not one, or not writable.
    #[error("--store: {0} cannot be opened, or is not a store of this bundle")]
    Open(String),
    /// No port for the embedded server.
    #[error("--dynamodb: cannot listen on {0}: {1}")]
    Port(SocketAddr, #[source] std::io::Error),
    /// A table could not be made, or the endpoint does not answer.
    #[error("--store: no DynamoDB at {endpoint}, or it refuses the table {table}: {reason}")]
    Table {
        /// URL of the endpoint.
        endpoint: String,
        /// Name of the table.
        table: String,
        /// What the endpoint or the SDK said.
        reason: String,
    },
}

impl Database {
    /// Opens the store on a free port and makes the tables and indexes that it lacks.
    ///
    /// # Errors
    /// As [`Database::open_at`].
    pub async fn open(storage: &Storage, tables: &[Table]) -> Result<Self, DatabaseError> {
        Self::open_at(storage, tables, (Ipv4Addr::LOCALHOST, 0).into()).await
    }

    /// Opens the store and makes the tables and indexes that it lacks. An embedded one listens on `address`.
    ///
    /// # Errors
    /// [`DatabaseError`], if the file cannot be opened, the address is taken or the endpoint
    /// refuses.
    pub async fn open_at(
        storage: &Storage,
        tables: &[Table],
        address: SocketAddr,
    ) -> Result<Self, DatabaseError> {
        let mut server = JoinSet::new();
        let endpoint = match storage {
            Storage::Endpoint(endpoint) | Storage::Room { endpoint, .. } => endpoint.clone(),
            Storage::Memory => {
                let memory = dynoxide::Database::memory();
                let memory = memory.map_err(|_| DatabaseError::Open("memory".to_owned()))?;
                serve(memory, address, &mut server).await?
            }
            Storage::File(path) => {
                let name = path.to_string_lossy();
                let file = dynoxide::Database::new(&name);
                let file = file.map_err(|_| DatabaseError::Open(name.into_owned()))?;
                serve(file, address, &mut server).await?
            }
        };
        let room = match storage {
            Storage::Room { room, .. } => room,
            _ => ONLY_ROOM,
        };
        // Describing a table counts its items, which in a large file takes longer than requests wait.
        let unhurried = Client::from_conf(config(&endpoint, room).build());
        for table in tables {
            tables::ensure(&unhurried, table)
                .await
                .map_err(|reason| DatabaseError::Table {
                    endpoint: endpoint.clone(),
                    table: table.name.clone(),
                    reason,
                })?;
        }
        let patient = store::with_patience(config(&endpoint, room));
        Ok(Self {
            client: Client::from_conf(patient.build()),
            endpoint,
            room: room.to_owned(),
            _server: server,
        })
    }

    /// Where its tables are, for a second bundle on the same ones.
    pub fn storage(&self) -> Storage {
        self.behind(&self.endpoint)
    }

    /// The same tables, as they are reached through a relay with this URL.
    pub fn behind(&self, relay: &str) -> Storage {
        Storage::Room {
            endpoint: relay.to_owned(),
            room: self.room.clone(),
        }
    }
}

async fn serve(
    database: dynoxide::Database,
    address: SocketAddr,
    server: &mut JoinSet<()>,
) -> Result<String, DatabaseError> {
    let failed = |error| DatabaseError::Port(address, error);
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let endpoint = format!("http://{}", listener.local_addr().map_err(failed)?);
    server.spawn(dynoxide::server::serve_on(listener, database));
    Ok(endpoint)
}

/// Of a client with credentials that prove nothing: no local endpoint looks at more than the access key.
fn config(endpoint: &str, room: &str) -> Builder {
    let credentials = Credentials::new(room, "local", None, None, "local");
    let config = Config::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::from_static("local"))
        .credentials_provider(credentials)
        .endpoint_url(endpoint);
    if endpoint.starts_with("http://") {
        // Without TLS there are no root certificates to load, which takes longer than all the rest.
        config.http_client(aws_smithy_http_client::Builder::new().build_http())
    } else {
        config
    }
}

/// What an error says, and what the errors behind it say.
fn explain(error: impl std::error::Error) -> String {
    let first: &dyn std::error::Error = &error;
    let causes = std::iter::successors(Some(first), |error| error.source());
    causes
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(": ")
}

#[cfg(test)]
mod tests;
