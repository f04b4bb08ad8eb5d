//! A small city, so that the first curl line finds something: places of every kind, and one
//! account that keeps a green, a yellow and a red code.
//!
//! It is settled by the functions themselves, as the gateway would call them. The people are
//! made up, and so are their passports.

use std::collections::BTreeMap;

use axum::{Router, body::Body};
use edge::State;
use http::{Request, StatusCode, header::CONTENT_TYPE};
use http_body_util::BodyExt as _;
use jiff::civil::Date;
use lambda_http::request::RequestContext;
use rules::calendar::{day_of, days_after};
use serde_json::{Value, json};
use tower::ServiceExt as _;

/// Whom the demo's people name as their employer.
const EMPLOYER: &str = "91330106MA00000003";

/// The account that keeps the demo's people.
pub const ACCOUNT: &str = "demo";

/// Where they live, and most of the demo's city is.
pub const DISTRICT: &str = "330106";

/// Id, name, type, district.
const PLACES: [[&str; 4]; 6] = [
    ["border-north", "北门市界卡口", "city-entry", "330110"],
    ["estate-xihu", "西湖区示例小区", "community", "330106"],
    ["estate-yuhang", "余杭区示例小区", "community", "330110"],
    ["works-jiande", "建德市示例企业", "workplace", "330182"],
    ["mall-jiande", "建德市示例商场", "commercial", "330182"],
    ["metro-wulin", "武林示例地铁站", "transit", "330103"],
];

/// Settles the demo city, unless it is there. Before the first policy nobody can apply, and
/// there are places only.
///
/// # Errors
/// A sentence that says what was refused.
pub async fn seed(functions: &BTreeMap<&str, Router>, state: &State) -> Result<(), String> {
    let is_settled = state
        .store
        .place(PLACES[0][0])
        .await
        .map_err(|error| error.to_string())?;
    if is_settled.is_some() {
        return Ok(());
    }
    for [id, name, kind, district] in PLACES {
        let claims = json!({"sub": "demo-officer", "scope": "district", "district": district});
        let body = json!({"name": name, "type": kind, "district": district});
        ask(
            functions,
            "registry",
            "PUT",
            &format!("/v1/places/{id}"),
            claims,
            body,
        )
        .await?;
    }
    let today = day_of(state.clock.now());
    let book = state.book().await.map_err(|error| error.to_string())?;
    if !book.is_in_force(today) {
        return Ok(());
    }
    for body in people(today) {
        let claims = json!({"sub": ACCOUNT, "scope": "citizen"});
        ask(functions, "apply", "POST", "/v1/applications", claims, body).await?;
    }
    Ok(())
}

/// A green mother, her yellow child, a red grandfather.
fn people(today: Date) -> [Value; 3] {
    let stay = |place: &str| json!([{"place": place, "from": days_after(today, -9), "to": days_after(today, -4)}]);
    [
        person("self", "林示例", "DEMO0001", stay("440100")),
        person("child", "林小样", "DEMO0002", stay("330302")),
        person("parent", "林老样", "DEMO0003", stay("420100")),
    ]
}

fn person(relation: &str, name: &str, passport: &str, travel: Value) -> Value {
    json!({
        "person": {
            "relation": relation, "name": name, "phone": "13800000000",
            "document": {"type": "passport", "number": passport, "country": "KR"},
        },
        "presence": "in-hangzhou", "district": DISTRICT, "travel": travel, "employer": EMPLOYER,
        "contact": {"confirmed_case": false, "quarantined_cohabitant": false},
        "health": {"temperature_c": 36.5, "symptoms": [], "chronic": []},
        "pledge": {"accepted": true, "version": "2020-02-11"},
    })
}

/// One request to a function, with these claims.
async fn ask(
    functions: &BTreeMap<&str, Router>,
    function: &str,
    method: &str,
    path: &str,
    claims: Value,
    body: Value,
) -> Result<(), String> {
    let told = |error: &dyn std::fmt::Display| format!("{method} {path}: {error}");
    let router = functions
        .get(function)
        .ok_or_else(|| told(&"no such function"))?;
    let context = json!({
        "http": {"method": method, "path": path},
        "authorizer": {"jwt": {"claims": claims, "scopes": null}},
    });
    let context = serde_json::from_value(context).map_err(|error| told(&error))?;
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(CONTENT_TYPE, "application/json")
        .extension(RequestContext::ApiGatewayV2(context))
        .body(Body::from(body.to_string()))
        .map_err(|error| told(&error))?;
    let Ok(response) = router.clone().oneshot(request).await;
    if matches!(response.status(), StatusCode::OK | StatusCode::CREATED) {
        return Ok(());
    }
    let answer = response
        .into_body()
        .collect()
        .await
        .map_err(|error| told(&error))?
        .to_bytes();
    Err(told(&String::from_utf8_lossy(&answer)))
}
