//! Template, OpenAPI and routers have the same routes, function by function, with the same scopes.

use std::collections::BTreeSet;

use axum::body::Body;
use http::{Method, Request, StatusCode, header::CONTENT_TYPE};
use serde_json::Value;
use tower::ServiceExt as _;

use crate::world::{World, filled, template_routes};

/// Function, method, path, scopes; no scopes for a public route.
type Row = (String, String, String, Option<Vec<String>>);

#[test]
fn the_template_and_the_functions_own_descriptions_have_the_same_routes_and_scopes() {
    let template: BTreeSet<Row> = template_routes()
        .into_iter()
        .map(|route| {
            let method = route.method.to_string();
            (route.function, method, route.path, route.scopes.map(sorted))
        })
        .collect();
    let mut described = BTreeSet::new();
    for (function, part) in local::openapi::parts() {
        for (path, item) in part.paths.paths {
            for (method, operation) in local::openapi::operations(&item) {
                let scopes = scopes_of(&serde_json::to_value(&operation.security).unwrap());
                let method = method.to_string();
                described.insert((function.to_owned(), method, path.clone(), scopes));
            }
        }
    }
    let only_in_template: Vec<_> = template.difference(&described).collect();
    let only_described: Vec<_> = described.difference(&template).collect();
    assert!(
        only_in_template.is_empty() && only_described.is_empty(),
        "only in template.yaml: {only_in_template:#?}\nonly in the functions: {only_described:#?}"
    );
}

#[test]
fn the_merged_document_has_every_route_of_the_template() {
    let document = local::openapi::openapi();
    let described: BTreeSet<_> = document
        .paths
        .paths
        .iter()
        .flat_map(|(path, item)| {
            local::openapi::operations(item).map(move |(method, _)| (method.to_string(), path))
        })
        .map(|(method, path)| (method, path.clone()))
        .collect();
    let template: BTreeSet<_> = template_routes()
        .into_iter()
        .map(|route| (route.method.to_string(), route.path))
        .collect();
    assert_eq!(described, template);
}

#[test]
fn only_what_anybody_may_read_is_public() {
    let public: BTreeSet<_> = template_routes()
        .into_iter()
        .filter(|route| route.scopes.is_none())
        .map(|route| format!("{} {}", route.method, route.path))
        .collect();
    // Opening a route is a decision; make it here too.
    let meant = [
        "GET /.well-known/jwks.json",
        "GET /v1/guidance",
        "GET /v1/openapi.json",
        "GET /v1/places/{place}/rule",
        "GET /v1/policies/current",
        "GET /v1/policies/schema",
        "GET /v1/policies/{version}",
        "GET /v1/roots",
        "GET /v1/roots/{day}",
        "GET /v1/sunset",
    ];
    assert_eq!(public, meant.map(str::to_owned).into());
}

#[tokio::test]
async fn every_route_of_the_template_is_answered_by_its_functions_router_and_by_no_other() {
    let world = World::start().await;
    for route in template_routes() {
        for (function, router) in world.bundle.functions() {
            let request = Request::builder()
                .method(route.method.clone())
                .uri(filled(&route.path, "p_nobody"))
                .body(Body::empty())
                .unwrap();
            let answer = router.oneshot(request).await.unwrap();
            // A router's own no has no body, and so no type; every handler's answer has one.
            let is_answered = answer.headers().contains_key(CONTENT_TYPE);
            assert_eq!(
                is_answered,
                function == route.function,
                "{} {} by functions/{function}: {}",
                route.method,
                route.path,
                answer.status()
            );
        }
    }
}

#[tokio::test]
async fn a_router_answers_no_method_that_the_template_does_not_name() {
    let world = World::start().await;
    let routes = template_routes();
    let functions = world.bundle.functions();
    for route in &routes {
        let function = &functions[route.function.as_str()];
        // HEAD comes with GET in a router; the gateway has no route for it.
        for method in [
            Method::GET,
            Method::PUT,
            Method::POST,
            Method::PATCH,
            Method::DELETE,
        ] {
            let is_route =
                |other: &local::template::Route| other.method == method && other.path == route.path;
            if routes.iter().any(is_route) {
                continue;
            }
            let request = Request::builder()
                .method(method.clone())
                .uri(filled(&route.path, "p_nobody"))
                .body(Body::empty())
                .unwrap();
            let answer = function.clone().oneshot(request).await.unwrap();
            let status = answer.status();
            assert_eq!(
                status,
                StatusCode::METHOD_NOT_ALLOWED,
                "{method} {}",
                route.path
            );
        }
    }
}

fn sorted(mut scopes: Vec<String>) -> Vec<String> {
    scopes.sort();
    scopes
}

/// `[{"access_token": ["district"]}, {"access_token": ["city"]}]`: one of them is enough.
fn scopes_of(security: &Value) -> Option<Vec<String>> {
    let alternatives = security.as_array()?;
    let scopes = alternatives.iter().map(|one| {
        let names = one["access_token"].as_array().expect("the only scheme");
        assert_eq!(names.len(), 1, "one scope in each alternative");
        names[0].as_str().expect("a scope").to_owned()
    });
    Some(sorted(scopes.collect()))
}
