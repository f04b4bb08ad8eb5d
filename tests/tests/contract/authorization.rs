//! Every route of the template has its authorization cases, run over HTTP: a new route has them
//! by being in the template.

use serde_json::json;

use crate::world::{World, filled, sent, template_routes};

/// All scopes there are.
const SCOPES: [&str; 7] = [
    "citizen",
    "checkpoint",
    "clinic",
    "registry",
    "district",
    "city",
    "employer",
];

/// A person id that reads and that nobody has.
const NOBODY: &str = "p_00000000000000000000000000";

#[tokio::test]
async fn without_a_valid_token_every_route_but_the_public_ones_is_401() {
    let world = World::start().await;
    for route in template_routes() {
        let request = || world.request(route.method.as_str(), &filled(&route.path, NOBODY));
        let bare = sent(request()).await;
        let forged = sent(request().bearer_auth("e30.e30.e30")).await;
        for (status, body) in [bare, forged] {
            if route.scopes.is_none() {
                assert!(status != 401 && status != 403, "{route:?}: {status}");
            } else {
                assert_eq!(status, 401, "{route:?}");
                assert_eq!(body, json!({"message": "Unauthorized"}), "{route:?}");
            }
        }
    }
}

#[tokio::test]
async fn a_token_without_a_scope_of_the_route_is_403() {
    let world = World::start().await;
    for route in template_routes() {
        let Some(right) = &route.scopes else { continue };
        let wrong: Vec<_> = SCOPES
            .into_iter()
            .filter(|scope| !right.iter().any(|right| right == scope))
            .collect();
        for scope in [String::new(), wrong.join(" ")] {
            let token = world.token(&scope).await;
            let request = world.request(route.method.as_str(), &filled(&route.path, NOBODY));
            let (status, body) = sent(request.bearer_auth(token)).await;
            assert_eq!(status, 403, "{route:?} with {scope:?}");
            assert_eq!(body, json!({"message": "Forbidden"}), "{route:?}");
        }
    }
}

#[tokio::test]
async fn each_scope_of_a_route_opens_it() {
    let world = World::start().await;
    for route in template_routes() {
        for scope in route.scopes.iter().flatten() {
            assert!(SCOPES.contains(&scope.as_str()), "{scope} is no scope");
            let token = world.token(scope).await;
            let request = world.request(route.method.as_str(), &filled(&route.path, NOBODY));
            let request = request.bearer_auth(token);
            let has_body = matches!(route.method.as_str(), "POST" | "PUT");
            let request = if has_body {
                request.json(&json!({}))
            } else {
                request
            };
            let (status, body) = sent(request).await;
            // What comes now is the function's own answer, and nobody is there.
            assert!(
                [200, 404, 422].contains(&status) && body.get("message").is_none(),
                "{route:?} with {scope}: {status} {body}"
            );
        }
    }
}
