//! The last step of every answer: problems are written in the reader's language, a panic
//! becomes a 500, and the request's one event is written.

use axum::Router;
use axum::extract::{Request, State as Shared};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use http::HeaderValue;
use http::header::{CONTENT_LANGUAGE, VARY};
use tower_http::catch_panic::CatchPanicLayer;

use crate::ended::until_the_end;
use crate::log::{Asked, Log, observed};
use crate::once::once;
use crate::{Language, Problem, State};

/// Puts around a function's routes what every route has: the service's end, repeats, problems, one
/// event.
pub fn serve_over(routes: Router, state: &State) -> Router {
    let routes = routes
        .layer(middleware::from_fn_with_state(state.clone(), once))
        .layer(middleware::from_fn_with_state(state.clone(), until_the_end));
    answering(routes, &state.log)
}

/// The outermost part of it, which needs no state but the log.
pub(crate) fn answering(routes: Router, log: &Log) -> Router {
    routes
        .layer(CatchPanicLayer::custom(|_| {
            Problem::broken("a handler panicked".to_owned()).into_response()
        }))
        .layer(middleware::from_fn_with_state(log.clone(), respond))
}

async fn respond(Shared(log): Shared<Log>, request: Request, next: Next) -> Response {
    let language = Language::of(request.headers());
    let asked = Asked::of(&request);
    let response = observed(&log, asked, next.run(request)).await;
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
