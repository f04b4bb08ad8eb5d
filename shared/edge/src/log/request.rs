//! One request from its arrival to its event.

use std::cell::RefCell;
use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::response::Response;
use http::Method;
use lambda_http::request::RequestContext;
use store::meter::metered_within;
use tracing::instrument::WithSubscriber as _;

use super::{Event, Log};
use crate::Problem;

/// What stands for a path that no route has, since the path itself may hold anything.
const NO_ROUTE: &str = "-";

/// Something that a request did and that somebody counts. Its words are in the source, so nothing that was
/// sent can be among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What happened.
    pub message: &'static str,
    /// Of how many.
    pub count: (&'static str, usize),
    /// Of which kind.
    pub word: (&'static str, &'static str),
}

/// What is noted while a request is worked on.
#[derive(Debug, Default)]
struct Notes {
    said: Option<Said>,
    panicked_at: Option<String>,
}

tokio::task_local! {
    static NOTES: RefCell<Notes>;
}

/// Has the event of the request at hand say this too. Outside of requests nobody hears it.
pub fn say(said: Said) {
    note(|notes| notes.said = Some(said));
}

/// Notes where the request at hand panicked; false outside of requests.
pub(super) fn note_panic(at: String) -> bool {
    note(|notes| notes.panicked_at = Some(at))
}

/// Never panics itself, since a panic may be what is noted.
fn note(write: impl FnOnce(&mut Notes)) -> bool {
    let noted = NOTES.try_with(|notes| notes.try_borrow_mut().map(|mut notes| write(&mut notes)));
    matches!(noted, Ok(Ok(())))
}

/// What the event tells of a request before there is an answer.
pub struct Asked {
    started: Instant,
    route: String,
    id: Option<String>,
}

impl Asked {
    /// Reads it off the request: the route by its pattern, never the path.
    pub fn of(request: &Request) -> Self {
        let id = match request.extensions().get::<RequestContext>() {
            Some(RequestContext::ApiGatewayV2(context)) => context.request_id.clone(),
            _ => None,
        };
        Self {
            started: Instant::now(),
            route: route(request),
            id,
        }
    }
}

fn route(request: &Request) -> String {
    let path = request.extensions().get::<MatchedPath>();
    path.map_or_else(
        || NO_ROUTE.to_owned(),
        |path| format!("{} {}", method(request.method()), path.as_str()),
    )
}

/// A method may be any word that a caller makes up; the gateway lets none of those through, and neither
/// does the log.
fn method(method: &Method) -> &str {
    const KNOWN: [Method; 7] = [
        Method::GET,
        Method::POST,
        Method::PUT,
        Method::DELETE,
        Method::PATCH,
        Method::HEAD,
        Method::OPTIONS,
    ];
    if KNOWN.contains(method) {
        method.as_str()
    } else {
        NO_ROUTE
    }
}

/// The answer of `work`, whose event is written.
pub async fn observed(log: &Log, asked: Asked, work: impl Future<Output = Response>) -> Response {
    let noting = NOTES.scope(RefCell::default(), async {
        let (response, units) = metered_within(work).await;
        (response, units, NOTES.with(RefCell::take))
    });
    let (response, units, notes) = noting.with_subscriber(log.lines()).await;
    let problem = response.extensions().get::<Problem>();
    let cause = notes.panicked_at.as_ref().map_or_else(
        || problem.and_then(Problem::cause).map(str::to_owned),
        |at| Some(format!("a handler panicked at {at}")),
    );
    log.write(&Event {
        route: &asked.route,
        status: response.status().as_u16(),
        code: problem.map(Problem::code),
        cause: cause.as_deref(),
        elapsed: asked.started.elapsed(),
        units,
        is_cold: log.was_cold(),
        id: asked.id.as_deref(),
        said: notes.said.as_ref(),
    });
    response
}
