//! `GET /.well-known/jwks.json` and `GET /v1/openapi.json`: what anybody may read.

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use http::header::{CACHE_CONTROL, CONTENT_TYPE};

/// The description of the whole API, as generated and checked by the tests.
const OPENAPI: &str = include_str!("../../../docs/openapi.json");

/// The public keys of the passes, as a JSON Web Key Set.
#[utoipa::path(
    get, path = "/.well-known/jwks.json", tag = "public",
    responses((status = 200, description = "A JWK set", body = Object))
)]
pub async fn jwks(State(state): State<edge::State>) -> Response {
    public(state.ring.jwks().to_string())
}

/// This description.
#[utoipa::path(
    get, path = "/v1/openapi.json", tag = "public",
    responses((status = 200, description = "OpenAPI 3.1", body = Object))
)]
pub async fn openapi_document() -> Response {
    public(OPENAPI.to_owned())
}

fn public(json: String) -> Response {
    (
        [
            (CONTENT_TYPE, "application/json"),
            (CACHE_CONTROL, "public, max-age=300"),
        ],
        json,
    )
        .into_response()
}
