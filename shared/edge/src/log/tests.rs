use std::io;
use std::sync::Mutex;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::routing::{get, post};
use http::StatusCode;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use super::*;
use crate::Problem;
use crate::respond::answering;

/// What was written, for whoever holds a clone.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Written {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }

    fn lines(&self) -> Vec<Value> {
        let text = self.text();
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

/// What a person might be called, and what must not be found.
const SECRET: &str = "鲍晓13800000000";

/// Routes that do what routes do.
fn routes() -> Router {
    Router::new()
        .route("/people/{person}", get(|| async { "fine" }))
        .route("/gone", post(|| async { Problem::not_found() }))
        .route(
            "/busy",
            get(|| async { Problem::busy("throttled".to_owned()) }),
        )
        .route("/panic", get(panics))
        .route("/order", post(orders))
        .route("/lines", get(writes_lines))
}

async fn panics() -> StatusCode {
    std::panic::panic_any(format!("{SECRET} cannot be parsed"))
}

async fn orders() -> Problem {
    say(Said {
        message: "order approved",
        count: ("people", 12),
        word: ("seat", "district"),
    });
    Problem::busy("not carried out".to_owned())
}

async fn writes_lines() -> &'static str {
    tracing::info!(target: "store::cases", "one of ours");
    tracing::debug!(target: "store::cases", "a detail of ours");
    tracing::info!(target: "aws_sdk_dynamodb::client", SECRET, "one of theirs");
    tracing::warn!(target: "aws_sdk_dynamodb::client", "a warning of theirs");
    tracing::error!(target: "dynoxide::engine", "a refusal");
    "fine"
}

async fn ask(log: &Log, method: &str, path: &str) -> StatusCode {
    let context =
        json!({"requestId": "JKJaXmPLvHcESHA=", "http": {"method": "GET"}, "authorizer": null});
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .body(Body::empty())
        .unwrap();
    request
        .extensions_mut()
        .insert(lambda_http::request::RequestContext::ApiGatewayV2(
            serde_json::from_value(context).unwrap(),
        ));
    let answer = answering(routes(), log).oneshot(request).await.unwrap();
    answer.status()
}

/// The lines of requests to these, in one log.
async fn told(level: Level, requests: &[(&str, &str)]) -> Vec<Value> {
    let written = Written::default();
    let log = Log::to(written.clone(), level);
    for (method, path) in requests {
        ask(&log, method, path).await;
    }
    assert!(!written.text().contains("鲍晓") && !written.text().contains("13800000000"));
    written.lines()
}

#[tokio::test]
async fn a_request_is_one_event_that_is_a_metric_too() {
    let told = told(Level::INFO, &[("GET", "/people/13800000000")]).await;
    let [event] = told.as_slice() else {
        panic!("{told:?}");
    };
    assert_eq!(event["route"], "GET /people/{person}");
    assert_eq!(event["status"], 200);
    assert_eq!(event["id"], "JKJaXmPLvHcESHA=");
    assert!(event["ms"].as_f64().is_some_and(|ms| ms >= 0.0));
    let directive =
        json!([{"Namespace": NAMESPACE, "Dimensions": [["route"]], "Metrics": [{"Name": "ms"}]}]);
    assert_eq!(event["_aws"]["CloudWatchMetrics"], directive);
    for absent in ["code", "cause", "level", "rru", "wru", "message"] {
        assert!(event.get(absent).is_none(), "{absent}");
    }
}

#[tokio::test]
async fn a_refusal_has_its_code_and_no_cause() {
    let told = told(Level::INFO, &[("POST", "/gone")]).await;
    assert_eq!(
        (&told[0]["status"], &told[0]["code"]),
        (&json!(404), &json!("not-found"))
    );
    assert!(told[0].get("cause").is_none() && told[0].get("faults").is_none());
}

#[tokio::test]
async fn a_fault_is_counted_and_has_its_cause() {
    let told = told(Level::INFO, &[("GET", "/busy")]).await;
    let event = &told[0];
    assert_eq!(
        (&event["status"], &event["code"]),
        (&json!(503), &json!("busy"))
    );
    assert_eq!(
        (&event["cause"], &event["level"]),
        (&json!("throttled"), &json!("ERROR"))
    );
    assert_eq!(event["faults"], 1);
    let metrics = &event["_aws"]["CloudWatchMetrics"][0]["Metrics"];
    assert_eq!(metrics, &json!([{"Name": "ms"}, {"Name": "faults"}]));
}

#[tokio::test]
async fn neither_a_path_without_a_route_nor_a_made_up_method_is_written() {
    let paths = [
        ("GET", "/13800000000"),
        ("13800000000", "/people/x"),
        ("13800000000", "/gone"),
    ];
    let told = told(Level::INFO, &paths).await;
    let routes: Vec<_> = told.iter().map(|event| event["route"].clone()).collect();
    assert_eq!(routes, ["-", "- /people/{person}", "- /gone"]);
}

#[tokio::test]
async fn a_panic_is_a_fault_that_tells_where_and_not_what() {
    keep_panics_short();
    let told = told(Level::INFO, &[("GET", "/panic")]).await;
    assert_eq!(told.len(), 1);
    let cause = told[0]["cause"].as_str().unwrap();
    assert!(cause.contains("log/tests.rs:"), "{cause}");
    assert_eq!(
        (&told[0]["status"], &told[0]["faults"]),
        (&json!(500), &json!(1))
    );
}

#[tokio::test]
async fn what_a_handler_says_is_in_the_event_whatever_the_answer_is() {
    let told = told(Level::INFO, &[("POST", "/order")]).await;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0]["message"], "order approved");
    assert_eq!(
        (&told[0]["people"], &told[0]["seat"]),
        (&json!(12), &json!("district"))
    );
    assert_eq!(told[0]["status"], 503);
}

#[tokio::test]
async fn only_the_first_event_of_a_process_is_cold() {
    let path = ("GET", "/people/x");
    let told = told(Level::INFO, &[path, path]).await;
    assert_eq!((&told[0]["cold"], told[1].get("cold")), (&json!(1), None));
}

#[tokio::test]
async fn a_log_of_faults_has_nothing_else_in_it() {
    let requests = [("GET", "/people/x"), ("POST", "/gone"), ("GET", "/busy")];
    let told = told(Level::WARN, &requests).await;
    let statuses: Vec<_> = told.iter().map(|event| event["status"].clone()).collect();
    assert_eq!(statuses, [503]);
}

#[tokio::test]
async fn lines_in_a_request_go_to_its_log_and_those_of_others_from_warn_on() {
    let told = told(Level::DEBUG, &[("GET", "/lines")]).await;
    let messages: Vec<_> = told.iter().map(|line| line["message"].clone()).collect();
    assert_eq!(
        messages,
        [
            json!("one of ours"),
            json!("a detail of ours"),
            json!("a warning of theirs"),
            Value::Null,
        ]
    );
}

#[tokio::test]
async fn a_deployment_has_its_metrics_under_its_own_name() {
    let written = Written::default();
    let log = Log::under("city-staging", written.clone(), Level::INFO);
    ask(&log, "GET", "/people/x").await;
    let namespace = &written.lines()[0]["_aws"]["CloudWatchMetrics"][0]["Namespace"];
    assert_eq!(namespace, "city-staging");
}
