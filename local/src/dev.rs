//! What only a developer may do: make a token for anybody, move the clock, run the countdown or
//! the erasure now, stand in for the queue.
//!
//! These routes exist in this binary and on the loopback interface only; no function has them.

use std::fmt::Display;

use aws_lambda_events::sqs::SqsEvent;
use axum::{
    Json, Router,
    body::Bytes,
    extract::{Request, State},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use edge::Clock;
use http::{StatusCode, header::CONTENT_TYPE};
use jiff::{Timestamp, tz};
use rules::policy::Policy;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::json;
use tracing::instrument::WithSubscriber as _;

use crate::{
    bundle::under_role,
    gateway::metered,
    issuer::{Issuer, LIFETIME_SECONDS, TokenBody},
    role::Roles,
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
    roles: Roles,
    /// With the right to everything, as whoever looks after the queue has it.
    state: edge::State,
}

impl Dev {
    /// What this function works with, under its own role.
    fn state_of(&self, function: &str) -> edge::State {
        under_role(&self.roles, function, &self.state)
    }
}

/// `POST /dev/tokens`, `GET|PUT /dev/clock`, `POST /dev/countdown`, `POST /dev/sunset`,
/// `POST|GET /dev/queue/evidence`, `POST /dev/policies/dry-run`.
pub fn router(issuer: Issuer, clock: Clock, roles: Roles, state: edge::State) -> Router {
    let log = state.log.clone();
    Router::new()
        .route("/dev/tokens", post(issue_token))
        .route("/dev/clock", get(read_clock).put(set_clock))
        .route("/dev/countdown", post(run_countdown))
        .route("/dev/sunset", post(run_sunset))
        .route("/dev/queue/evidence", get(held_apart).post(take_batch))
        .route("/dev/policies/dry-run", post(dry_run))
        .with_state(Dev {
            issuer,
            clock,
            roles,
            state,
        })
        .layer(middleware::from_fn(move |request: Request, next: Next| {
            next.run(request).with_subscriber(log.lines())
        }))
}

async fn issue_token(State(dev): State<Dev>, body: Bytes) -> Result<Response, Refused> {
    let token = dev.issuer.issue(&read::<TokenBody>(&body)?).await;
    let token = token.map_err(Refused::internal)?;
    Ok(Json(json!({"access_token": token, "expires_in": LIFETIME_SECONDS})).into_response())
}

async fn read_clock(State(dev): State<Dev>) -> Json<ClockBody> {
    Json(show(dev.clock.now()))
}

async fn set_clock(State(dev): State<Dev>, body: Bytes) -> Result<Json<ClockBody>, Refused> {
    let body: ClockBody = read(&body)?;
    let now = body
        .now
        .parse::<Timestamp>()
        .map_err(|error| Refused::unacceptable(format!("now: {error}")))?;
    dev.clock.set(now);
    Ok(Json(show(now)))
}

async fn run_countdown(State(dev): State<Dev>) -> Response {
    let state = dev.state_of("countdown");
    let run = async move { Json(countdown::run(&state).await).into_response() };
    Box::pin(metered(run)).await
}

/// Erases what the service's end has erase now, until it is done; null before the end.
async fn run_sunset(State(dev): State<Dev>) -> Response {
    let state = dev.state_of("sunset");
    let run = async move {
        match sunset::run(&state, || false).await {
            Ok(ran) => Json(ran).into_response(),
            Err(error) => Refused::internal(error).into_response(),
        }
    };
    Box::pin(metered(run)).await
}

/// What the queue does on Lambda: takes a batch, and names the messages that were not taken.
async fn take_batch(State(dev): State<Dev>, body: Bytes) -> Result<Response, Refused> {
    let batch: SqsEvent = read(&body)?;
    let state = dev.state_of("evidence");
    let taken =
        async move { Json(evidence::queue::take_batch(&state, batch).await).into_response() };
    Ok(metered(taken).await)
}

/// The notes about messages that could not be taken.
async fn held_apart(State(dev): State<Dev>) -> Result<Response, Refused> {
    let held = dev.state.store.held_apart(dev.state.clock.now()).await;
    let held = held.map_err(Refused::internal)?;
    Ok(Json(json!({"held": held})).into_response())
}

/// Whom a policy would turn to which colour: a policy in full, or `{"version"}` of one that was
/// proposed.
async fn dry_run(State(dev): State<Dev>, body: Bytes) -> Result<Response, Refused> {
    let state = dev.state_of("countdown");
    let mut document: serde_json::Value = read(&body)?;
    if let Ok(ProposedBody { version }) = serde_json::from_value(document.clone()) {
        let proposed = state.store.policy(&version).await;
        let proposed = proposed.map_err(Refused::internal)?;
        let proposed = proposed
            .ok_or_else(|| Refused::new(StatusCode::NOT_FOUND, "not-found", "no such proposal"))?;
        document = read(proposed.document.as_bytes())?;
    }
    let policy = Policy::load(&document.to_string()).map_err(Refused::unacceptable)?;
    let run = async move {
        match countdown::dry_run(&state, policy).await {
            Ok(report) => Json(report).into_response(),
            Err(error) => Refused::internal(error).into_response(),
        }
    };
    Ok(Box::pin(metered(run)).await)
}

/// A version that was proposed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProposedBody {
    version: String,
}

/// A time as `/dev/clock` tells it.
pub(crate) fn show(now: Timestamp) -> ClockBody {
    ClockBody {
        now: now.display_with_offset(SHANGHAI).to_string(),
    }
}

/// Reads JSON whatever the content type says: these routes are called by hand.
fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refused> {
    let value: serde_json::Value = serde_json::from_slice(body)
        .map_err(|error| Refused::new(StatusCode::BAD_REQUEST, "not-json", error))?;
    serde_json::from_value(value).map_err(Refused::unacceptable)
}

/// Problem details of a developer's route.
struct Refused {
    status: StatusCode,
    code: &'static str,
    detail: String,
}

impl Refused {
    fn new(status: StatusCode, code: &'static str, detail: impl Display) -> Self {
        Self {
            status,
            code,
            detail: detail.to_string(),
        }
    }

    fn internal(detail: impl Display) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", detail)
    }

    fn unacceptable(detail: impl Display) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "not-acceptable", detail)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let title = self.status.canonical_reason().unwrap_or_default();
        let body = json!({
            "type": "about:blank", "title": title, "status": self.status.as_u16(),
            "code": self.code, "detail": self.detail,
        });
        (
            self.status,
            [(CONTENT_TYPE, "application/problem+json")],
            body.to_string(),
        )
            .into_response()
    }
}

#[cfg(test)]
mod tests;
