//! The HTTP API of the template in this process: the same routes, the same refusals, and the same
//! request context in front of the same routers.
//!
//! A handler cannot tell the difference, so nothing is proved here that does not hold on Lambda:
//! bodies arrive whole, a caller who hangs up does not stop the work, a panic is the gateway's
//! 500 and not the process's end, and what is too much is refused at once.

mod admission;

use std::{
    collections::{BTreeMap, HashMap},
    net::SocketAddr,
    sync::Arc,
};

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    response::{IntoResponse, Response},
    routing::any,
};
use edge::{Language, Problem};
use http::{HeaderMap, HeaderValue, Method, Request, StatusCode, request::Parts};
use http_body_util::{BodyExt, Limited};
use lambda_http::request::RequestContext;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::{
    authorizer::{Authorizer, Claims, Refusal},
    template::Route,
};

pub use admission::Admission;
use admission::Place;

/// API Gateway's own limit of a request body. The contract's is far lower, and the functions' task.
const BODY_LIMIT_BYTES: usize = 10 * 1024 * 1024;

/// A route of the template whose function is not in this binary.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{path} is answered by functions/{function}, which the bundle does not have")]
pub struct UnknownFunction {
    path: String,
    function: String,
}

/// What stands behind one path.
type Methods = HashMap<Method, Arc<Target>>;

#[derive(Debug)]
struct Target {
    route: Route,
    function: Router,
    authorizer: Authorizer,
    admission: Admission,
}

/// The gateway: a route for each one of the template, 404 for everything else.
///
/// `functions` are the routers by folder name. Serve it with connect info, so that the context can
/// name the caller's address.
///
/// # Errors
/// [`UnknownFunction`], if a route's function is not among them.
pub fn gateway(
    routes: &[Route],
    functions: &BTreeMap<&str, Router>,
    authorizer: &Authorizer,
    admission: &Admission,
) -> Result<Router, UnknownFunction> {
    let mut paths: BTreeMap<&str, Methods> = BTreeMap::new();
    for route in routes {
        let function = functions
            .get(route.function.as_str())
            .ok_or_else(|| UnknownFunction {
                path: route.path.clone(),
                function: route.function.clone(),
            })?;
        let target = Target {
            route: route.clone(),
            function: function.clone(),
            authorizer: authorizer.clone(),
            admission: admission.clone(),
        };
        paths
            .entry(&route.path)
            .or_default()
            .insert(route.method.clone(), Arc::new(target));
    }
    let mut gateway = Router::new();
    for (path, methods) in paths {
        let methods = Arc::new(methods);
        gateway = gateway.route(
            path,
            any(move |request| dispatch(Arc::clone(&methods), request)),
        );
    }
    Ok(gateway.fallback(not_found))
}

/// The answer to what is not there.
pub(crate) async fn not_found() -> Response {
    metered_message(StatusCode::NOT_FOUND, "Not Found")
}

/// A method without a route is 404, and HEAD is a method like any other.
async fn dispatch(methods: Arc<Methods>, request: Request<Body>) -> Response {
    match methods.get(request.method()) {
        Some(target) if !has_empty_segment(request.uri().path()) => target.answer(request).await,
        _ => not_found().await,
    }
}

/// The router below takes `/v1/people//code` for a person without a name; the gateway does not.
fn has_empty_segment(path: &str) -> bool {
    path.split('/').skip(1).any(str::is_empty)
}

impl Target {
    async fn answer(&self, request: Request<Body>) -> Response {
        let (parts, body) = request.into_parts();
        // Before anything is worked out, since there is no time for it.
        let Some(place) = self.admission.admit(&self.route.function) else {
            return too_busy(&parts.headers);
        };
        let claims = match &self.route.scopes {
            None => None,
            Some(scopes) => match self.authorizer.admit(&parts.headers, scopes).await {
                Ok(claims) => Some(claims),
                Err(Refusal::Unauthorized) => {
                    return metered_message(StatusCode::UNAUTHORIZED, "Unauthorized");
                }
                Err(Refusal::Forbidden) => {
                    return metered_message(StatusCode::FORBIDDEN, "Forbidden");
                }
            },
        };
        let Ok(body) = Limited::new(body, BODY_LIMIT_BYTES).collect().await else {
            return metered_message(StatusCode::PAYLOAD_TOO_LARGE, "Request Too Long");
        };
        match self.event(&parts, claims.as_ref(), Body::from(body.to_bytes())) {
            Ok(event) => invoke(self.function.clone(), event, place).await,
            Err(_) => metered_message(StatusCode::BAD_REQUEST, "Bad Request"),
        }
    }

    /// The request as the function sees it. Its extensions are new, because what this process put
    /// there (path parameters above all) would add to what the function's own router finds.
    fn event(
        &self,
        parts: &Parts,
        claims: Option<&Claims>,
        body: Body,
    ) -> Result<Request<Body>, http::Error> {
        let mut event = Request::builder()
            .method(parts.method.clone())
            .uri(parts.uri.clone())
            .body(body)?;
        event.headers_mut().clone_from(&parts.headers);
        if let Ok(context) = serde_json::from_value(self.context(parts, claims)) {
            event
                .extensions_mut()
                .insert(RequestContext::ApiGatewayV2(context));
        }
        Ok(event)
    }

    /// `requestContext` of API Gateway's payload format 2.0.
    fn context(&self, parts: &Parts, claims: Option<&Claims>) -> Value {
        let header = |name: &str| {
            parts
                .headers
                .get(name)
                .and_then(|value| value.to_str().ok())
        };
        let source = parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map(|info| info.0.ip().to_string());
        let authorizer = claims
            .map(|claims| json!({"jwt": {"claims": texts(claims), "scopes": self.route.scopes}}));
        json!({
            "accountId": "000000000000", "apiId": "local", "stage": "$default",
            "routeKey": format!("{} {}", self.route.method, self.route.path),
            "requestId": request_id(),
            "timeEpoch": jsonwebtoken::get_current_timestamp() * 1000,
            "domainName": header("host"),
            "http": {
                "method": parts.method.as_str(), "path": parts.uri.path(), "protocol": "HTTP/1.1",
                "sourceIp": source, "userAgent": header("user-agent"),
            },
            "authorizer": authorizer,
        })
    }
}

/// Claims as the gateway hands them on: all text, objects and lists as JSON text.
fn texts(claims: &Claims) -> BTreeMap<&str, String> {
    let text = |value: &Value| {
        value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned)
    };
    claims
        .iter()
        .map(|(name, value)| (name.as_str(), text(value)))
        .collect()
}

fn request_id() -> String {
    let mut bytes = [0; 10];
    // Without randomness ids repeat; they only tell log lines apart.
    let _ = aws_lc_rs::rand::fill(&mut bytes);
    data_encoding::BASE32_NOPAD.encode(&bytes)
}

/// Runs the function to its end, whether or not the caller waits, and meters it.
async fn invoke(function: Router, event: Request<Body>, place: Place) -> Response {
    let run = tokio::spawn(async move {
        let run = async move { function.oneshot(event).await.into_response() };
        let answer = metered(run).await;
        drop(place);
        answer
    });
    run.await.unwrap_or_else(|_| {
        metered_message(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error")
    })
}

/// The answer of `work`, with the DynamoDB units that it used in its headers.
pub(crate) async fn metered(work: impl Future<Output = Response>) -> Response {
    let (response, units) = store::meter::metered(work).await;
    with_units(response, units.rru, units.wru)
}

/// An answer of the gateway itself, which uses no units.
fn metered_message(status: StatusCode, message: &str) -> Response {
    with_units(
        (status, axum::Json(json!({"message": message}))).into_response(),
        0.0,
        0.0,
    )
}

/// More is being worked on than there are places for; nothing was done. The function's own answer in such
/// a case, which is what the contract has for it.
fn too_busy(headers: &HeaderMap) -> Response {
    let problem = Problem::busy("the gateway is full".to_owned());
    let answer = edge::in_language(problem.into_response(), Language::of(headers));
    with_units(answer, 0.0, 0.0)
}

fn with_units(mut response: Response, read: f64, write: f64) -> Response {
    for (name, units) in [("x-consumed-rru", read), ("x-consumed-wru", write)] {
        if let Ok(value) = HeaderValue::from_str(&units.to_string()) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

#[cfg(test)]
mod tests;
