//! Logging in with `OpenID` Connect, as anybody: what the pages use here in the place of the provider that
//! is named in the template.
//!
//! The same code flow with PKCE as there (RFC 6749, RFC 7636, `OpenID` Connect Core 1.0), so that the pages
//! cannot tell the difference; but who somebody is, is what they say.

mod settings;

use axum::{Router, routing::get};
use edge::Clock;

/// `GET /settings.json`.
pub fn router(clock: Clock) -> Router {
    Router::new().route("/settings.json", get(settings::read).with_state(clock))
}
