//! The developer's routes, on a bundle of the test's own.

use axum::body::Body;
use http::{Method, Request};
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

use super::*;
use crate::{Options, Running, authorizer::Authorizer, start};

struct Bench {
    bundle: Running,
    issuer: Issuer,
    router: Router,
}

impl Bench {
    async fn new() -> Self {
        let now = "2020-02-11T09:00:00+08:00".parse().unwrap();
        let bundle = start(Options::for_test(now)).await.unwrap();
        let issuer = Issuer::start();
        let router = router(
            issuer.clone(),
            bundle.clock.clone(),
            bundle.roles.clone(),
            bundle.state.clone(),
        );
        Self {
            bundle,
            issuer,
            router,
        }
    }

    async fn call(&self, method: Method, path: &str, body: &str) -> (StatusCode, Value) {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .body(Body::from(body.to_owned()));
        let response = self.router.clone().oneshot(request.unwrap()).await.unwrap();
        let status = response.status();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        (status, serde_json::from_slice(&body).unwrap())
    }
}

#[tokio::test]
async fn a_token_is_made_for_anybody_and_admitted() {
    let bench = Bench::new().await;
    let asked = r#"{"sub":"gate","scope":"checkpoint city","district":"330106","org":"x","verified_document":{"type":"passport","number":"M00000001"}}"#;
    let (status, body) = bench.call(Method::POST, "/dev/tokens", asked).await;
    assert_eq!(
        (status, &body["expires_in"]),
        (StatusCode::OK, &json!(3600))
    );
    let header = format!("Bearer {}", body["access_token"].as_str().unwrap());
    let headers = [(http::header::AUTHORIZATION, header.parse().unwrap())]
        .into_iter()
        .collect();
    let authorizer = Authorizer::new(bench.issuer.clone());
    let claims = authorizer
        .admit(&headers, &["checkpoint".to_owned()])
        .await
        .unwrap();
    assert_eq!(
        (&claims["sub"], &claims["district"]),
        (&json!("gate"), &json!("330106"))
    );
    assert_eq!(claims["verified_document"]["number"], "M00000001");
}

#[tokio::test]
async fn an_unknown_field_a_missing_account_and_broken_json_make_no_token() {
    let bench = Bench::new().await;
    let cases = [
        (r#"{"sub":"x","colour":"green"}"#, 422),
        (r#"{"scope":"citizen"}"#, 422),
        ("{", 400),
        ("", 400),
    ];
    for (body, status) in cases {
        let (answer, problem) = bench.call(Method::POST, "/dev/tokens", body).await;
        assert_eq!(
            (answer.as_u16(), &problem["status"]),
            (status, &json!(status)),
            "{body}"
        );
    }
}

#[tokio::test]
async fn the_clock_is_read_and_set_also_backwards_and_then_runs() {
    let bench = Bench::new().await;
    let (_, body) = bench.call(Method::GET, "/dev/clock", "").await;
    assert!(
        body["now"]
            .as_str()
            .unwrap()
            .starts_with("2020-02-11T09:00:0"),
        "{body}"
    );
    assert!(body["now"].as_str().unwrap().ends_with("+08:00"), "{body}");
    for now in ["2020-02-25T00:05:00+08:00", "2019-12-31T16:00:00Z"] {
        let (status, _) = bench
            .call(Method::PUT, "/dev/clock", &json!({"now": now}).to_string())
            .await;
        assert_eq!(status, StatusCode::OK);
        let passed =
            bench.bundle.clock.now().as_second() - now.parse::<Timestamp>().unwrap().as_second();
        assert!((0..30).contains(&passed), "{now}: {passed}");
    }
}

#[tokio::test]
async fn a_time_that_is_none_leaves_the_clock_alone() {
    let bench = Bench::new().await;
    for body in [
        r#"{"now":"yesterday"}"#,
        r#"{"now":"2020-02-11"}"#,
        r#"{"now":1}"#,
        "{}",
        r#"{"now":"2020-02-12T00:00:00Z","x":1}"#,
    ] {
        let (status, problem) = bench.call(Method::PUT, "/dev/clock", body).await;
        assert_eq!(
            (status, &problem["code"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!("not-acceptable")),
            "{body}"
        );
    }
    assert!(bench.bundle.clock.now() < "2020-02-11T09:01:00+08:00".parse::<Timestamp>().unwrap());
}

#[tokio::test]
async fn the_countdown_reports_on_an_empty_city() {
    let bench = Bench::new().await;
    let (status, report) = bench.call(Method::POST, "/dev/countdown", "").await;
    assert_eq!(status, StatusCode::OK);
    let nothing =
        json!({"examined": 0, "released": 0, "restarted": 0, "escalated": 0, "failed": 0});
    assert_eq!(report, nothing);
}

#[tokio::test]
async fn an_address_that_others_reach_has_no_dev_routes() {
    let now = "2020-02-11T09:00:00+08:00".parse().unwrap();
    let listen = "0.0.0.0:0".parse().unwrap();
    let bundle = start(Options {
        listen,
        ..Options::for_test(now)
    })
    .await
    .unwrap();
    assert!(!bundle.has_dev_routes);
}
