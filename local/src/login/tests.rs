//! The code flow, as the pages go through it: there and back over HTTP, with PKCE, once.

use aws_lc_rs::digest::{SHA256, digest};
use axum::body::Body;
use data_encoding::BASE64URL_NOPAD;
use http::{Method, Request};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower::ServiceExt;

use super::*;
use crate::{Options, Running, start};

const BACK: &str = "http://127.0.0.1:9000/";
const VERIFIER: &str = "a-secret-that-the-pages-keep-until-they-redeem-it";

type Pairs<'a> = Vec<(&'a str, String)>;

struct Bench {
    _bundle: Running,
    router: Router,
}

impl Bench {
    async fn new() -> Self {
        let now = "2020-02-11T09:00:00+08:00".parse().unwrap();
        let bundle = start(Options::for_test(now)).await.unwrap();
        let router = router(Issuer::start(), bundle.state.clone());
        Self {
            _bundle: bundle,
            router,
        }
    }

    async fn call(&self, method: Method, path: &str, body: String) -> (Response, String) {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "127.0.0.1:9000")
            .body(Body::from(body));
        let response = self.router.clone().oneshot(request.unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        let text = String::from_utf8_lossy(&body).into_owned();
        (Response::from_parts(parts, Body::empty()), text)
    }

    async fn show(&self, asked: &Pairs<'_>) -> (Response, String) {
        let path = format!("/dev/login?{}", encoded(asked));
        self.call(Method::GET, &path, String::new()).await
    }

    async fn enter(&self, entered: &[(&str, &str)]) -> (Response, String) {
        let mut body = asked();
        body.extend(
            entered
                .iter()
                .map(|(name, value)| (*name, (*value).to_owned())),
        );
        self.call(Method::POST, "/dev/login", encoded(&body)).await
    }

    /// A code for the demo's account.
    async fn code(&self) -> String {
        let (response, _) = self.enter(&[("role", "demo")]).await;
        parameter(&response, "code").unwrap()
    }

    async fn redeem(&self, body: &Pairs<'_>) -> (StatusCode, Value) {
        let (response, text) = self
            .call(Method::POST, "/dev/login/token", encoded(body))
            .await;
        assert_eq!(response.headers()["cache-control"], "no-store");
        (response.status(), serde_json::from_str(&text).unwrap())
    }
}

fn encoded(pairs: &Pairs<'_>) -> String {
    serde_urlencoded::to_string(pairs).unwrap()
}

fn asked() -> Pairs<'static> {
    let challenge = BASE64URL_NOPAD.encode(digest(&SHA256, VERIFIER.as_bytes()).as_ref());
    vec![
        ("response_type", "code".to_owned()),
        ("client_id", "pages".to_owned()),
        ("redirect_uri", BACK.to_owned()),
        ("scope", "openid".to_owned()),
        ("state", "s\"1&2".to_owned()),
        ("nonce", "n1".to_owned()),
        ("code_challenge", challenge),
        ("code_challenge_method", "S256".to_owned()),
    ]
}

fn redeeming(code: &str) -> Pairs<'static> {
    vec![
        ("grant_type", "authorization_code".to_owned()),
        ("code", code.to_owned()),
        ("code_verifier", VERIFIER.to_owned()),
        ("client_id", "pages".to_owned()),
        ("redirect_uri", BACK.to_owned()),
    ]
}

fn with<'a>(mut pairs: Pairs<'a>, name: &'a str, value: &str) -> Pairs<'a> {
    pairs.retain(|(known, _)| *known != name);
    pairs.push((name, value.to_owned()));
    pairs
}

/// A parameter of the address that the browser is sent to.
fn parameter(response: &Response, name: &str) -> Option<String> {
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    let location = response.headers()[LOCATION].to_str().unwrap();
    let query = location.strip_prefix(BACK).unwrap().strip_prefix('?');
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query.unwrap()).unwrap();
    pairs
        .into_iter()
        .find(|(known, _)| known == name)
        .map(|(_, value)| value)
}

fn claims(token: &Value) -> Value {
    let payload = token.as_str().unwrap().split('.').nth(1).unwrap();
    serde_json::from_slice(&BASE64URL_NOPAD.decode(payload.as_bytes()).unwrap()).unwrap()
}

#[tokio::test]
async fn whoever_logs_in_has_tokens_of_who_they_say_they_are() {
    let bench = Bench::new().await;
    let (response, page) = bench.show(&asked()).await;
    assert_eq!(response.status(), StatusCode::OK);
    let policy = response.headers()[CONTENT_SECURITY_POLICY]
        .to_str()
        .unwrap();
    assert!(
        policy.contains("form-action 'self' http://127.0.0.1:9000;"),
        "{policy}"
    );
    assert!(page.contains("西湖区") && page.contains("s&quot;1&amp;2"));

    let officer = [
        ("role", "district"),
        ("name", "one"),
        ("district", "330106"),
    ];
    let (response, _) = bench.enter(&officer).await;
    assert_eq!(parameter(&response, "state").as_deref(), Some("s\"1&2"));
    let code = parameter(&response, "code").unwrap();
    let (status, tokens) = bench.redeem(&redeeming(&code)).await;
    assert_eq!(status, StatusCode::OK, "{tokens}");
    assert_eq!(tokens["token_type"], "Bearer");
    assert_eq!(tokens["scope"], "openid district");
    let access = claims(&tokens["access_token"]);
    assert_eq!(access["scope"], "district");
    assert_eq!(access["district"], "330106");
    let identity = claims(&tokens["id_token"]);
    assert_eq!(identity["aud"], "pages");
    assert_eq!(identity["nonce"], "n1");
    assert_eq!(identity["sub"], access["sub"]);
}

/// Everything over the wire, as a browser does it, to the first answer that a citizen is given.
#[tokio::test]
async fn r9_a_log_in_opens_the_api() {
    let now = "2020-02-11T09:00:00+08:00".parse().unwrap();
    let bundle = start(Options::for_test(now)).await.unwrap();
    let base = bundle.base_url();
    let browser = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap();
    let settings = browser.get(format!("{base}/settings.json")).send().await;
    let settings = settings.unwrap();
    assert_eq!(settings.headers()["cache-control"], "no-cache");
    let settings: Value = settings.json().await.unwrap();
    assert_eq!(settings["is_local"], true);
    let shown = settings["now"].as_str().unwrap();
    assert!(shown.starts_with("2020-02-11T09:00:"), "{shown}");
    let address = |name: &str| settings["login"][name].as_str().unwrap().to_owned();

    let log_in = format!(
        "{}?{}",
        address("authorization_endpoint"),
        encoded(&asked())
    );
    let page = browser.get(log_in).send().await.unwrap();
    assert_eq!(page.status(), 200);
    let mut form = asked();
    form.push(("role", "citizen".to_owned()));
    form.push(("phone", "138 0000 0000".to_owned()));
    let sent = browser
        .post(format!("{base}/dev/login"))
        .body(encoded(&form))
        .send()
        .await
        .unwrap();
    assert_eq!(sent.status(), 303);
    let back = sent.headers()["location"].to_str().unwrap();
    let (_, code) = back.split_once("code=").unwrap();
    let (code, _) = code.split_once('&').unwrap();

    let tokens = browser
        .post(address("token_endpoint"))
        .body(encoded(&redeeming(code)))
        .send()
        .await
        .unwrap();
    let tokens: Value = tokens.json().await.unwrap();
    let people = browser
        .get(format!("{base}/v1/people"))
        .bearer_auth(tokens["access_token"].as_str().unwrap())
        .send()
        .await
        .unwrap();
    assert_eq!(people.status(), 200);
}

#[tokio::test]
async fn a_code_is_redeemed_once_and_by_whoever_asked_for_it() {
    let bench = Bench::new().await;
    let code = bench.code().await;
    assert_eq!(bench.redeem(&redeeming(&code)).await.0, StatusCode::OK);
    for (name, value, error) in [
        ("code", code.as_str(), "invalid_grant"),
        ("code_verifier", "a-guess", "invalid_grant"),
        ("redirect_uri", "http://127.0.0.1:9001/", "invalid_grant"),
        ("client_id", "another", "invalid_client"),
        ("grant_type", "password", "unsupported_grant_type"),
    ] {
        let fresh = bench.code().await;
        let (status, body) = bench.redeem(&with(redeeming(&fresh), name, value)).await;
        assert_eq!(
            (status, &body["error"]),
            (StatusCode::BAD_REQUEST, &json!(error)),
            "{name}"
        );
        if error == "invalid_grant" && name != "code" {
            let (_, body) = bench.redeem(&redeeming(&fresh)).await;
            assert_eq!(body["error"], error, "a failed try uses it up");
        }
    }
}

#[tokio::test]
async fn a_request_from_elsewhere_is_sent_nowhere() {
    let bench = Bench::new().await;
    for (name, value) in [
        ("redirect_uri", "https://example.org/"),
        ("redirect_uri", "http://localhost.example.org/"),
        ("client_id", "another"),
    ] {
        let (response, _) = bench.show(&with(asked(), name, value)).await;
        assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{value}");
        assert!(!response.headers().contains_key(LOCATION));
        let mut body = with(asked(), name, value);
        body.push(("role", "demo".to_owned()));
        let (response, _) = bench.call(Method::POST, "/dev/login", encoded(&body)).await;
        assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{value}");
    }
}

#[tokio::test]
async fn a_request_that_cannot_be_answered_is_told_to_the_pages() {
    let bench = Bench::new().await;
    for (name, value, error) in [
        ("response_type", "token", "unsupported_response_type"),
        ("code_challenge_method", "plain", "invalid_request"),
        ("code_challenge", "", "invalid_request"),
        ("prompt", "none", "login_required"),
    ] {
        let (response, _) = bench.show(&with(asked(), name, value)).await;
        assert_eq!(parameter(&response, "error").as_deref(), Some(error));
        assert_eq!(parameter(&response, "state").as_deref(), Some("s\"1&2"));
    }
}

#[tokio::test]
async fn a_fault_is_told_beside_its_field_and_what_was_entered_is_kept() {
    let bench = Bench::new().await;
    let (response, page) = bench.enter(&[("role", "citizen"), ("phone", "138<")]).await;
    assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("value=\"138&lt;\" required aria-invalid=\"true\""));
    assert!(page.contains("id=\"phone-fault\" role=\"alert\""));
    let (response, page) = bench.enter(&[("role", "clinic")]).await;
    assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("Choose one of these."));
}
