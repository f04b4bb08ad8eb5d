//! A client of a bundle: tokens for whoever is wanted, and what each answer cost.

use std::collections::HashMap;

use reqwest::{Client, Method, Response};
use serde_json::{Value, json};
use thiserror::Error;

/// Why a program has nothing to print.
#[derive(Debug, Error)]
pub enum Failed {
    /// The bundle did not start.
    #[error(transparent)]
    Start(#[from] local::StartError),
    /// The template cannot be read.
    #[error(transparent)]
    Template(#[from] local::template::TemplateError),
    /// The database did not start.
    #[error(transparent)]
    Database(#[from] local::database::DatabaseError),
    /// A time that is none.
    #[error(transparent)]
    Time(#[from] jiff::Error),
    /// The store does not do as asked.
    #[error(transparent)]
    Store(#[from] store::StoreError),
    /// A request got no answer.
    #[error("no answer: {0}")]
    Unanswered(#[from] reqwest::Error),
    /// A request got another answer than the measurement is of.
    #[error("{what}: {status} instead of {expected}: {body}")]
    Otherwise {
        /// Which request.
        what: String,
        /// Its status.
        status: u16,
        /// The status that it should have had.
        expected: u16,
        /// What it said.
        body: Value,
    },
    /// An answer lacks what the next request needs.
    #[error("the answer has no {0}")]
    Lacks(String),
    /// A file cannot be read or written.
    #[error("{0}: {1}")]
    File(String, std::io::Error),
    /// A file holds something else than expected.
    #[error("{0}")]
    Unreadable(String),
}

/// An answer and its cost.
#[derive(Debug, Clone)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Read request units.
    pub rru: f64,
    /// Write request units.
    pub wru: f64,
    /// The body, null where it is no JSON.
    pub body: Value,
}

impl Answer {
    async fn of(response: Response) -> Result<Self, Failed> {
        let units = |name| {
            let value = response.headers().get(name)?;
            value.to_str().ok()?.parse().ok()
        };
        let (rru, wru) = (units("x-consumed-rru"), units("x-consumed-wru"));
        let status = response.status().as_u16();
        let bytes = response.bytes().await?;
        Ok(Self {
            status,
            rru: rru.unwrap_or_default(),
            wru: wru.unwrap_or_default(),
            body: serde_json::from_slice(&bytes).unwrap_or_default(),
        })
    }

    /// The text at this JSON pointer.
    ///
    /// # Errors
    /// [`Failed::Lacks`].
    pub fn text(&self, pointer: &str) -> Result<String, Failed> {
        let text = self.body.pointer(pointer).and_then(Value::as_str);
        let text = text.ok_or_else(|| Failed::Lacks(pointer.to_owned()))?;
        Ok(text.to_owned())
    }
}

/// Sends requests to a bundle in the name of whoever is wanted.
#[derive(Debug)]
pub struct Caller {
    /// The connections.
    pub client: Client,
    /// `http://` and the address.
    pub base: String,
    tokens: tokio::sync::Mutex<HashMap<String, String>>,
}

impl Caller {
    /// A caller of the bundle at `base`.
    pub fn new(base: impl Into<String>) -> Self {
        Self {
            client: Client::new(),
            base: base.into(),
            tokens: tokio::sync::Mutex::default(),
        }
    }

    /// A token with these claims, made once.
    ///
    /// # Errors
    /// When the bundle makes none: its `/dev` routes exist on the loopback interface only.
    pub async fn token(&self, claims: &Value) -> Result<String, Failed> {
        let mut tokens = self.tokens.lock().await;
        let name = claims.to_string();
        if let Some(token) = tokens.get(&name) {
            return Ok(token.clone());
        }
        let request = self.client.post(format!("{}/dev/tokens", self.base));
        let answer = Answer::of(request.json(claims).send().await?).await?;
        let token = answer.text("/access_token")?;
        tokens.insert(name, token.clone());
        Ok(token)
    }

    /// Sets the bundle's clock, RFC 3339.
    ///
    /// # Errors
    /// When the bundle does not answer.
    pub async fn set_clock(&self, now: &str) -> Result<(), Failed> {
        let request = self.client.put(format!("{}/dev/clock", self.base));
        request.json(&json!({"now": now})).send().await?;
        Ok(())
    }

    /// Sends one request, and gives the answer that has `expected` as its status.
    ///
    /// # Errors
    /// Another status, or no answer.
    pub async fn send(&self, request: &Request, expected: u16) -> Result<Answer, Failed> {
        let method = request.method.parse::<Method>().unwrap_or_default();
        let mut builder = self
            .client
            .request(method, format!("{}{}", self.base, request.path));
        if let Some(claims) = &request.claims {
            builder = builder.bearer_auth(self.token(claims).await?);
        }
        if let Some(key) = &request.key {
            builder = builder.header("idempotency-key", key);
        }
        if !request.body.is_null() {
            builder = builder.json(&request.body);
        }
        let answer = Answer::of(builder.send().await?).await?;
        if answer.status == expected {
            return Ok(answer);
        }
        Err(Failed::Otherwise {
            what: format!("{} {}", request.method, request.path),
            status: answer.status,
            expected,
            body: answer.body,
        })
    }
}

/// A request to be sent.
#[derive(Debug, Clone, Default)]
pub struct Request {
    method: &'static str,
    path: String,
    claims: Option<Value>,
    key: Option<String>,
    body: Value,
}

impl Request {
    /// Reads a path.
    pub fn get(path: impl Into<String>) -> Self {
        Self {
            method: "GET",
            path: path.into(),
            ..Self::default()
        }
    }

    /// Posts a body.
    pub fn post(path: impl Into<String>, body: Value) -> Self {
        Self {
            method: "POST",
            path: path.into(),
            body,
            ..Self::default()
        }
    }

    /// Puts a body.
    pub fn put(path: impl Into<String>, body: Value) -> Self {
        Self {
            method: "PUT",
            ..Self::post(path, body)
        }
    }

    /// In the name of somebody with these claims.
    #[must_use]
    pub fn by(mut self, claims: &Value) -> Self {
        self.claims = Some(claims.clone());
        self
    }

    /// With an `Idempotency-Key`.
    #[must_use]
    pub fn keyed(mut self, key: &str) -> Self {
        self.key = Some(key.to_owned());
        self
    }
}
