//! An answer, read to its end.

use reqwest::header::HeaderMap;
use serde_json::Value;

/// An answer: status, headers and the whole body.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body, byte for byte.
    pub body: Vec<u8>,
}

impl Reply {
    /// Reads `answer` to its end.
    pub async fn of(answer: reqwest::Response) -> Self {
        Self {
            status: answer.status().as_u16(),
            headers: answer.headers().clone(),
            body: answer.bytes().await.expect("a whole answer").to_vec(),
        }
    }

    /// The body as JSON; null where it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// The body as JSON, of an answer with this status.
    #[track_caller]
    pub fn is(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text());
        self.json()
    }

    /// Asserts that this is a problem with this status and code, and gives it.
    #[track_caller]
    pub fn is_problem(&self, status: u16, code: &str) -> Value {
        let problem = self.is(status);
        assert_eq!(self.header("content-type"), "application/problem+json");
        assert_eq!(problem["code"], code, "{}", self.text());
        assert_eq!(problem["status"], status);
        problem
    }

    /// The faults of a 422, as pointer and code, in the order of the pointers.
    #[track_caller]
    pub fn faults(&self) -> Vec<(String, String)> {
        let problem = self.is(422);
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let errors = problem["errors"].as_array().expect("errors is a list");
        let mut faults: Vec<_> = errors
            .iter()
            .map(|error| (text(&error["pointer"]), text(&error["code"])))
            .collect();
        faults.sort();
        faults
    }

    /// Everything of the answer that a stranger could compare. The day and the request id are
    /// neither's, and what a request used is told by the local bundle only.
    pub fn told(&self) -> (u16, Vec<(String, String)>, String) {
        let mut headers: Vec<_> = self
            .headers
            .keys()
            .map(|name| (name.to_string(), self.header(name.as_str()).to_owned()))
            .filter(|(name, _)| name != "date" && !name.starts_with("x-consumed-"))
            .collect();
        headers.sort();
        (self.status, headers, self.text())
    }

    /// A header; empty where it is missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}
