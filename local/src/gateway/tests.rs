//! The gateway refuses as API Gateway does, and hands on what API Gateway hands on.

use axum::extract::Path;
use lambda_http::RequestExt;

use super::*;
use crate::issuer::{Issuer, TokenBody};

/// Answers with what a function sees.
async fn echo(Path(person): Path<String>, request: Request<Body>) -> axum::Json<Value> {
    let context = serde_json::to_value(request.request_context_ref()).unwrap();
    axum::Json(json!({"person": person, "path": request.uri().to_string(), "context": context}))
}

async fn panicking() -> Response {
    panic!("on purpose")
}

fn route(function: &str, method: Method, path: &str, scopes: Option<&[&str]>) -> Route {
    let scopes = scopes.map(|scopes| scopes.iter().map(|&scope| scope.to_owned()).collect());
    Route {
        function: function.to_owned(),
        method,
        path: path.to_owned(),
        scopes,
    }
}

struct Bench {
    router: Router,
    issuer: Issuer,
}

impl Bench {
    fn new() -> Self {
        let issuer = Issuer::default();
        let table = [
            route(
                "code",
                Method::GET,
                "/v1/people/{person}/code",
                Some(&["citizen"]),
            ),
            route("code", Method::GET, "/v1/public/{id}", None),
            route("broken", Method::GET, "/v1/broken", None),
        ];
        let code = Router::new()
            .route("/v1/people/{person}/code", axum::routing::get(echo))
            .route("/v1/public/{id}", axum::routing::get(echo));
        let broken = Router::new().route("/v1/broken", axum::routing::get(panicking));
        let functions = BTreeMap::from([("code", code), ("broken", broken)]);
        let authorizer = Authorizer::new(issuer.clone());
        let router = gateway(&table, &functions, &authorizer, &Admission::new(2)).unwrap();
        Self { router, issuer }
    }

    async fn call(
        &self,
        method: Method,
        path: &str,
        token: Option<&str>,
    ) -> (StatusCode, Value, Response) {
        let mut request = Request::builder().method(method).uri(path);
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let response = self
            .router
            .clone()
            .oneshot(request.body(Body::empty()).unwrap())
            .await
            .unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        let value = serde_json::from_slice(&body).unwrap_or(Value::Null);
        (
            parts.status,
            value,
            Response::from_parts(parts, Body::empty()),
        )
    }

    async fn token(&self, body: Value) -> String {
        let body: TokenBody = serde_json::from_value(body).unwrap();
        self.issuer.issue(&body).await.unwrap()
    }
}

#[tokio::test]
async fn an_unknown_path_and_a_method_without_a_route_are_both_404() {
    let bench = Bench::new();
    let cases = [
        (Method::GET, "/nowhere"),
        (Method::POST, "/v1/people/p_1/code"),
        (Method::HEAD, "/v1/people/p_1/code"),
        (Method::OPTIONS, "/v1/public/x"),
        (Method::HEAD, "/v1/public/x"),
        (Method::GET, "/v1/people//code"),
        (Method::GET, "/v1/public/"),
        (Method::GET, "/v1/public/x/"),
    ];
    for (method, path) in cases {
        let (status, body, response) = bench.call(method.clone(), path, None).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{method} {path}");
        assert!(
            method == Method::HEAD || body == json!({"message": "Not Found"}),
            "{method} {path}"
        );
        assert!(response.headers().get("allow").is_none(), "{method} {path}");
    }
}

#[tokio::test]
async fn a_route_behind_the_authorizer_is_closed_without_a_token_and_a_scope() {
    let bench = Bench::new();
    let (status, body, _) = bench.call(Method::GET, "/v1/people/p_1/code", None).await;
    assert_eq!(
        (status, body),
        (StatusCode::UNAUTHORIZED, json!({"message": "Unauthorized"}))
    );
    let token = bench
        .token(json!({"sub": "gate", "scope": "checkpoint"}))
        .await;
    let (status, body, _) = bench
        .call(Method::GET, "/v1/people/p_1/code", Some(&token))
        .await;
    assert_eq!(
        (status, body),
        (StatusCode::FORBIDDEN, json!({"message": "Forbidden"}))
    );
}

#[tokio::test]
async fn a_function_sees_the_claims_as_text_and_its_own_path_parameters() {
    let bench = Bench::new();
    let document = json!({"type": "passport", "number": "M00000001"});
    let token = bench
        .token(json!({"sub": "account", "scope": "citizen", "verified_document": document}))
        .await;
    let (status, body, _) = bench
        .call(Method::GET, "/v1/people/p_1/code?a=b", Some(&token))
        .await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(body["person"], "p_1");
    assert_eq!(body["path"], "/v1/people/p_1/code?a=b");
    let context = &body["context"];
    assert_eq!(context["routeKey"], "GET /v1/people/{person}/code");
    assert_eq!(context["http"]["method"], "GET");
    let claims = &context["authorizer"]["jwt"]["claims"];
    assert_eq!(claims["sub"], "account");
    assert!(claims["exp"].is_string());
    let seen: Value = serde_json::from_str(claims["verified_document"].as_str().unwrap()).unwrap();
    assert_eq!(seen, document);
}

#[tokio::test]
async fn a_public_route_has_no_claims_even_if_a_token_is_sent() {
    let bench = Bench::new();
    let token = bench
        .token(json!({"sub": "account", "scope": "citizen"}))
        .await;
    let (status, body, _) = bench.call(Method::GET, "/v1/public/x", Some(&token)).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(body["context"].get("authorizer"), None);
}

#[tokio::test]
async fn every_answer_says_what_it_consumed() {
    let bench = Bench::new();
    for path in [
        "/v1/public/x",
        "/nowhere",
        "/v1/people/p_1/code",
        "/v1/broken",
    ] {
        let (_, _, response) = bench.call(Method::GET, path, None).await;
        for name in ["x-consumed-rru", "x-consumed-wru"] {
            assert_eq!(response.headers().get(name).unwrap(), "0", "{path} {name}");
        }
    }
}

#[tokio::test]
async fn a_panic_is_the_gateways_500_and_not_the_end() {
    let bench = Bench::new();
    let (status, body, _) = bench.call(Method::GET, "/v1/broken", None).await;
    assert_eq!(
        (status, body),
        (
            StatusCode::INTERNAL_SERVER_ERROR,
            json!({"message": "Internal Server Error"})
        )
    );
    assert_eq!(
        bench.call(Method::GET, "/v1/public/x", None).await.0,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_body_over_the_gateways_limit_is_413() {
    let bench = Bench::new();
    let request = Request::builder()
        .uri("/v1/public/x")
        .body(Body::from(vec![b'x'; BODY_LIMIT_BYTES + 1]))
        .unwrap();
    let response = bench.router.oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
}

#[test]
fn a_route_without_its_function_is_refused_at_the_start() {
    let routes = [route("nobody", Method::GET, "/x", None)];
    let error = gateway(
        &routes,
        &BTreeMap::new(),
        &Authorizer::new(Issuer::default()),
        &Admission::new(2),
    )
    .unwrap_err();
    assert!(error.to_string().contains("functions/nobody"));
}

#[tokio::test]
async fn what_is_too_much_gets_503_at_once_and_a_gate_is_served_all_the_same() {
    let routes = [
        route("apply", Method::GET, "/v1/slow", None),
        route("verify", Method::GET, "/v1/gate", None),
    ];
    let let_go = Arc::new(tokio::sync::Notify::new());
    let waits = Arc::clone(&let_go);
    let slow = Router::new().route("/v1/slow", any(async move || waits.notified().await));
    let gate = Router::new().route("/v1/gate", any(async || "open"));
    let functions = BTreeMap::from([("apply", slow), ("verify", gate)]);
    let authorizer = Authorizer::new(Issuer::default());
    let bench = gateway(&routes, &functions, &authorizer, &Admission::new(2)).unwrap();
    let call = async |path: &str| {
        let request = Request::builder().uri(path).body(Body::empty()).unwrap();
        bench.clone().oneshot(request).await.unwrap()
    };
    let first = tokio::spawn({
        let request = Request::builder().uri("/v1/slow").body(Body::empty());
        bench.clone().oneshot(request.unwrap())
    });
    tokio::task::yield_now().await;
    let second = call("/v1/slow").await;
    assert_eq!(second.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(second.headers().get("retry-after").unwrap(), "1");
    assert_eq!(second.headers().get("x-consumed-rru").unwrap(), "0");
    assert_eq!(
        second.headers().get("content-type").unwrap(),
        "application/problem+json"
    );
    assert_eq!(call("/v1/gate").await.status(), StatusCode::OK);
    let_go.notify_one();
    assert_eq!(first.await.unwrap().unwrap().status(), StatusCode::OK);
    let_go.notify_one();
    assert_eq!(call("/v1/slow").await.status(), StatusCode::OK);
}
