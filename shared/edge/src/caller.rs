//! Who asks: the claims that the gateway's authorizer vouches for, and nothing else.

use axum::extract::FromRequestParts;
use http::request::Parts;
use lambda_http::request::RequestContext;
use rules::identity::District;
use serde::Deserialize;

use crate::{Problem, ProblemKind};

/// `OpenID` Connect allows a subject this many characters; none of ours is longer.
const LONGEST_SUBJECT: usize = 255;

/// The account behind a request, as the authorizer's claims name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// The token's `sub`.
    pub account: String,
    /// The token's scopes.
    pub scopes: Vec<String>,
    /// The district of checkpoint and district staff.
    pub district: Option<District>,
    /// The organisation of clinics and employers: its credit code.
    pub org: Option<String>,
    /// What the identity provider has checked.
    pub verified: VerifiedClaim,
}

/// What the claim `verified_document` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VerifiedClaim {
    /// Nothing was checked.
    Absent,
    /// This document was.
    Document(VerifiedDocument),
    /// Something was, but the claim does not say what: it vouches for nobody.
    Unreadable,
}

/// A document that the identity provider has checked, as its claim spells it.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct VerifiedDocument {
    /// The document type's word.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its number.
    pub number: String,
    /// The passport's country.
    #[serde(default)]
    pub country: Option<String>,
}

impl std::fmt::Debug for VerifiedDocument {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("VerifiedDocument(..)")
    }
}

impl VerifiedClaim {
    /// A claim reaches us as text; an object, as its JSON.
    fn read(json: &str) -> Self {
        serde_json::from_str(json).map_or(Self::Unreadable, Self::Document)
    }
}

impl Caller {
    /// Whether the token has this scope.
    pub fn has_scope(&self, scope: &str) -> bool {
        self.scopes.iter().any(|has| has == scope)
    }

    fn of(context: &RequestContext) -> Option<Self> {
        let RequestContext::ApiGatewayV2(context) = context else {
            return None;
        };
        let claims = &context.authorizer.as_ref()?.jwt.as_ref()?.claims;
        let claim = |name: &str| claims.get(name).filter(|value| !value.is_empty()).cloned();
        Some(Self {
            account: claim("sub").filter(|sub| sub.len() <= LONGEST_SUBJECT)?,
            scopes: claim("scope")
                .unwrap_or_default()
                .split_whitespace()
                .map(str::to_owned)
                .collect(),
            district: claim("district").and_then(|district| District::parse(&district)),
            org: claim("org"),
            verified: claim("verified_document")
                .map_or(VerifiedClaim::Absent, |json| VerifiedClaim::read(&json)),
        })
    }
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts
            .extensions
            .get::<RequestContext>()
            .and_then(Self::of)
            .ok_or_else(|| Problem::of(ProblemKind::Unauthorized))
    }
}
