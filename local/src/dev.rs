//! What only a developer may do: make a token for anybody, move the clock, run the countdown now.
//!
//! These routes exist in this binary and on the loopback interface only; no function has them.

use axum::{
    Json, Router,
    body::Bytes,
    extract::State,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use edge::Clock;
use http::{StatusCode, header::CONTENT_TYPE};
use jiff::{Timestamp, tz};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::json;

use crate::{
    gateway::metered,
    issuer::{Issuer, LIFETIME_SECONDS, TokenBody},
};

/// Shanghai keeps this offset all year, and has since 1991.
const SHANGHAI: tz::Offset = tz::offset(8);

/// The bundle's time, in both directions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockBody {
    /// RFC 3339 with an offset; shown with that of Shanghai.
    pub now: String,
}

#[derive(Clone)]
struct Dev {
    issuer: Issuer,
    clock: Clock,
    state: edge::State,
}

/// `POST /dev/tokens`, `GET|PUT /dev/clock`, `POST /dev/countdown`.
pub fn router(issuer: Issuer, clock: Clock, state: edge::State) -> Router {
    Router::new()
        .route("/dev/tokens", post(issue_token))
        .route("/dev/clock", get(read_clock).put(set_clock))
        .route("/dev/countdown", post(run_countdown))
        .with_state(Dev {
            issuer,
            clock,
            state,
        })
}

async fn issue_token(State(dev): State<Dev>, body: Bytes) -> Response {
    let body: TokenBody = match read(&body) {
        Ok(body) => body,
        Err(refusal) => return refusal,
    };
    match dev.issuer.issue(&body).await {
        Ok(token) => {
            Json(json!({"access_token": token, "expires_in": LIFETIME_SECONDS})).into_response()
        }
        Err(error) => problem(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            &error.to_string(),
        ),
    }
}

async fn read_clock(State(dev): State<Dev>) -> Json<ClockBody> {
    Json(show(dev.clock.now()))
}

async fn set_clock(State(dev): State<Dev>, body: Bytes) -> Response {
    let body: ClockBody = match read(&body) {
        Ok(body) => body,
        Err(refusal) => return refusal,
    };
    match body.now.parse::<Timestamp>() {
        Ok(now) => {
            dev.clock.set(now);
            Json(show(now)).into_response()
        }
        Err(error) => problem(
            StatusCode::UNPROCESSABLE_ENTITY,
            "not-acceptable",
            &format!("now: {error}"),
        ),
    }
}

async fn run_countdown(State(dev): State<Dev>) -> Response {
    metered(async move { Json(countdown::run(&dev.state).await).into_response() }).await
}

fn show(now: Timestamp) -> ClockBody {
    ClockBody {
        now: now.display_with_offset(SHANGHAI).to_string(),
    }
}

/// Reads JSON whatever the content type says: these routes are called by hand.
fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Response> {
    let value: serde_json::Value = serde_json::from_slice(body)
        .map_err(|error| problem(StatusCode::BAD_REQUEST, "not-json", &error.to_string()))?;
    serde_json::from_value(value).map_err(|error| {
        problem(
            StatusCode::UNPROCESSABLE_ENTITY,
            "not-acceptable",
            &error.to_string(),
        )
    })
}

fn problem(status: StatusCode, code: &str, detail: &str) -> Response {
    let title = status.canonical_reason().unwrap_or_default();
    let body = json!({"type": "about:blank", "title": title, "status": status.as_u16(), "code": code, "detail": detail});
    (
        status,
        [(CONTENT_TYPE, "application/problem+json")],
        body.to_string(),
    )
        .into_response()
}
