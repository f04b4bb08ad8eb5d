//! Judges an access token as the JWT authorizer of an HTTP API does: RS256 by the issuer's key,
//! issuer, audience, times by the machine's clock without leeway, and one of the route's scopes.
//!
//! Source: Amazon API Gateway Developer Guide, "Control access to HTTP APIs with JWT authorizers".

use http::{HeaderMap, header::AUTHORIZATION};
use jsonwebtoken::{Algorithm, Validation, decode, decode_header};
use serde_json::{Map, Value};

use crate::issuer::{AUDIENCE, ISSUER, Issuer, KEY_ID};

/// What a valid token says.
pub type Claims = Map<String, Value>;

/// Why a request does not pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// No token, or none that this issuer made for this API and that is in force now: 401.
    Unauthorized,
    /// A valid token without a scope that the route asks for: 403.
    Forbidden,
}

/// The authorizer of the gateway.
#[derive(Debug, Clone)]
pub struct Authorizer {
    issuer: Issuer,
    validation: Validation,
}

impl Authorizer {
    /// Trusts this issuer and no other.
    pub fn new(issuer: Issuer) -> Self {
        let mut validation = Validation::new(Algorithm::RS256);
        validation.leeway = 0;
        validation.validate_nbf = true;
        validation.set_issuer(&[ISSUER]);
        validation.set_audience(&[AUDIENCE]);
        validation.set_required_spec_claims(&["exp", "iss", "aud"]);
        Self { issuer, validation }
    }

    /// The claims of the request's token, if it is valid and has one of `scopes`.
    ///
    /// # Errors
    /// [`Refusal::Unauthorized`] for the token, [`Refusal::Forbidden`] for the scope.
    pub async fn admit(&self, headers: &HeaderMap, scopes: &[String]) -> Result<Claims, Refusal> {
        let token = bearer(headers).ok_or(Refusal::Unauthorized)?;
        let claims = self.check(token).await.ok_or(Refusal::Unauthorized)?;
        if grants(&claims).any(|granted| scopes.iter().any(|scope| scope == granted)) {
            Ok(claims)
        } else {
            Err(Refusal::Forbidden)
        }
    }

    async fn check(&self, token: &str) -> Option<Claims> {
        if decode_header(token).ok()?.kid.as_deref() != Some(KEY_ID) {
            return None;
        }
        let key = self.issuer.verifying_key().await.ok()?;
        decode(token, key, &self.validation)
            .ok()
            .map(|token| token.claims)
    }
}

/// The token of the `Authorization` header, with or without `Bearer`.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?.trim();
    match value.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => Some(token.trim()),
        Some(_) => None,
        None => Some(value),
    }
}

/// Scopes of `scope`, or of `scp` where some providers put them.
fn grants(claims: &Claims) -> impl Iterator<Item = &str> {
    let text = ["scope", "scp"]
        .iter()
        .find_map(|name| claims.get(*name)?.as_str());
    text.unwrap_or_default().split_whitespace()
}

#[cfg(test)]
mod tests;
