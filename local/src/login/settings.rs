//! What the pages are told about this bundle: where one logs in, and what time it is.
//!
//! Deployed, the distribution says the same words (`template.yaml`, `PagesSettings`).

use axum::{Json, extract::State, response::IntoResponse};
use edge::Clock;
use http::{
    HeaderMap,
    header::{CACHE_CONTROL, HOST},
};
use serde_json::json;

use super::CLIENT;
use crate::{dev, issuer::ISSUER};

/// The settings, with the addresses under which this very request found the bundle: it may have come
/// through the server that pages are worked on with.
pub async fn read(State(clock): State<Clock>, headers: HeaderMap) -> impl IntoResponse {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let base = host.map_or_else(String::new, |host| format!("http://{host}"));
    let settings = json!({
        "login": {
            "issuer": ISSUER,
            "client_id": CLIENT,
            "authorization_endpoint": format!("{base}/dev/login"),
            "token_endpoint": format!("{base}/dev/login/token"),
            "scope": "openid",
        },
        "now": dev::show(clock.now()).now,
        "is_local": true,
    });
    ([(CACHE_CONTROL, "no-cache")], Json(settings))
}
