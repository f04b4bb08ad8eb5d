//! The last step of every answer: problems are written in the reader's language, a panic
//! becomes a 500, and the request is logged once.

use std::time::Instant;

use axum::Router;
use axum::extract::{MatchedPath, Request};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use http::HeaderValue;
use http::header::{CONTENT_LANGUAGE, VARY};
use tower_http::catch_panic::CatchPanicLayer;

use crate::ended::until_the_end;
use crate::once::once;
use crate::{Language, Problem, State};

/// Puts around a function's routes what every route has: the service's end, repeats, problems, one
/// log line.
pub fn serve_over(routes: Router, state: &State) -> Router {
    routes
        .layer(middleware::from_fn_with_state(state.clone(), once))
        .layer(middleware::from_fn_with_state(state.clone(), until_the_end))
        .layer(CatchPanicLayer::custom(|_| {
            Problem::broken("a handler panicked".to_owned()).into_response()
        }))
        .layer(middleware::from_fn(respond))
}

async fn respond(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let language = Language::of(request.headers());
    let method = request.method().clone();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("-", |path| path.as_str())
        .to_owned();
    let response = next.run(request).await;
    let problem = response.extensions().get::<Problem>().cloned();
    let status = response.status().as_u16();
    let elapsed_ms = started.elapsed().as_millis();
    match &problem {
        Some(problem) if problem.status().is_server_error() => {
            let (code, cause) = (problem.code(), problem.cause());
            tracing::error!(%method, route, status, elapsed_ms, code, cause, "request failed");
        }
        Some(problem) => {
            tracing::info!(%method, route, status, elapsed_ms, code = problem.code(), "request refused");
        }
        None => tracing::info!(%method, route, status, elapsed_ms, "request answered"),
    }
    in_language(response, language)
}

/// The answer as it goes out: a problem in the reader's words, and the language told.
pub fn in_language(mut response: Response, language: Language) -> Response {
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        response = problem.answer(language);
    }
    let headers = response.headers_mut();
    // An answer that is given again keeps the language in which it was given.
    headers
        .entry(CONTENT_LANGUAGE)
        .or_insert(HeaderValue::from_static(language.tag()));
    headers.insert(VARY, HeaderValue::from_static("accept-language"));
    response
}
