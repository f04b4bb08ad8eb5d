//! Answers that are JSON.

use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_TYPE, LOCATION};
use http::{HeaderName, HeaderValue, StatusCode};
use serde::Serialize;
use store::Answer;

use crate::Problem;

/// 200 with `view`.
pub fn json_ok(view: &impl Serialize) -> Result<Response, Problem> {
    Ok(json_with(StatusCode::OK, view, None)?.into_response_now())
}

/// An answer with this status, body and `Location`, in the form in which it can be kept and
/// given again.
pub fn json_with(
    status: StatusCode,
    view: &impl Serialize,
    location: Option<String>,
) -> Result<Answered, Problem> {
    let body = serde_json::to_string(view)
        .map_err(|error| Problem::broken(format!("an answer does not serialise: {error}")))?;
    Ok(Answered(Answer {
        status: status.as_u16(),
        location,
        language: None,
        body,
    }))
}

/// An answer that can be kept and given again.
#[derive(Debug, Clone)]
pub struct Answered(pub Answer);

impl Answered {
    /// The HTTP response. Answers about people are never cached.
    pub fn into_response_now(self) -> Response {
        let Answer {
            status,
            location,
            language,
            body,
        } = self.0;
        let headers: [(HeaderName, HeaderValue); 2] = [
            (CONTENT_TYPE, HeaderValue::from_static("application/json")),
            (CACHE_CONTROL, HeaderValue::from_static("no-store")),
        ];
        let mut response = (
            StatusCode::from_u16(status).unwrap_or(StatusCode::OK),
            headers,
            body,
        )
            .into_response();
        for (name, value) in [(LOCATION, location), (CONTENT_LANGUAGE, language)] {
            if let Some(value) = value.and_then(|value| HeaderValue::from_str(&value).ok()) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }
}

impl IntoResponse for Answered {
    fn into_response(self) -> Response {
        self.into_response_now()
    }
}
