//! The local identity provider: RS256 access tokens from a key that no other process has.
//!
//! It plays the part of the identity provider named in the template, so that the authorizer
//! has something real to check. Making an RSA key takes longer than all the rest of the start; it is
//! made beside it, and only who needs the key waits.

use std::sync::{Arc, LazyLock};

use aws_lc_rs::{
    error::Unspecified,
    rand::SystemRandom,
    rsa::{KeyPair as RsaKeyPair, KeySize},
    signature::{KeyPair, RSA_PKCS1_SHA256},
};
use data_encoding::BASE64URL_NOPAD;
use jsonwebtoken::{DecodingKey, get_current_timestamp};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use tokio::sync::OnceCell;

/// Issuer of the local access tokens.
pub const ISSUER: &str = "https://issuer.local";
/// Audience of the local access tokens.
pub const AUDIENCE: &str = "health-code-local";
/// Name of the only key.
pub const KEY_ID: &str = "local";
/// Life of an access token.
pub const LIFETIME_SECONDS: u64 = 3600;

/// One key a process, however many bundles its tests start.
static SHARED: LazyLock<Issuer> = LazyLock::new(Issuer::default);

/// What a token is to say. It has no `Debug`, because a document's number may be in it.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TokenBody {
    /// The account.
    pub sub: String,
    /// Scopes, separated by spaces.
    #[serde(default)]
    pub scope: String,
    /// District of checkpoint and district staff.
    pub district: Option<String>,
    /// Credit code of a clinic or employer.
    pub org: Option<String>,
    /// Identity document that the provider has checked, `{"type","number"}`.
    pub verified_document: Option<Map<String, Value>>,
}

/// No key, or no signature: the machine has no randomness.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("the token cannot be signed")]
pub struct IssuerError;

impl From<Unspecified> for IssuerError {
    fn from(_: Unspecified) -> Self {
        Self
    }
}

/// Signs access tokens, and knows the key that they are checked with. Clones share the key.
#[derive(Debug, Clone, Default)]
pub struct Issuer {
    keys: Arc<OnceCell<Keys>>,
}

#[derive(Debug)]
struct Keys {
    signing: RsaKeyPair,
    verifying: DecodingKey,
}

impl Issuer {
    /// The issuer of this process. Begins to make its key and does not wait for it; must be called
    /// inside a tokio runtime.
    pub fn start() -> Self {
        let issuer = SHARED.clone();
        let early = issuer.clone();
        tokio::spawn(async move { early.keys().await.map(drop) });
        issuer
    }

    /// A signed token, good for [`LIFETIME_SECONDS`] by the machine's clock.
    ///
    /// # Errors
    /// [`IssuerError`], if there is no randomness.
    pub async fn issue(&self, body: &TokenBody) -> Result<String, IssuerError> {
        self.sign(
            &json!({"alg": "RS256", "typ": "JWT", "kid": KEY_ID}),
            &claims(body),
        )
        .await
    }

    /// The public half, for the authorizer.
    ///
    /// # Errors
    /// [`IssuerError`], if there is no randomness.
    pub async fn verifying_key(&self) -> Result<&DecodingKey, IssuerError> {
        Ok(&self.keys().await?.verifying)
    }

    /// A compact JWS of any header and claims: what [`Issuer::issue`] is made of.
    pub(crate) async fn sign(&self, header: &Value, claims: &Value) -> Result<String, IssuerError> {
        let encode = |value: &Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
        let message = format!("{}.{}", encode(header), encode(claims));
        let signing = &self.keys().await?.signing;
        let mut signature = vec![0; signing.public_modulus_len()];
        signing.sign(
            &RSA_PKCS1_SHA256,
            &SystemRandom::new(),
            message.as_bytes(),
            &mut signature,
        )?;
        Ok(format!("{message}.{}", BASE64URL_NOPAD.encode(&signature)))
    }

    async fn keys(&self) -> Result<&Keys, IssuerError> {
        self.keys
            .get_or_try_init(async || {
                tokio::task::spawn_blocking(Keys::generate)
                    .await
                    .map_err(|_| IssuerError)?
            })
            .await
    }
}

impl Keys {
    fn generate() -> Result<Self, IssuerError> {
        let signing = RsaKeyPair::generate(KeySize::Rsa2048)?;
        let verifying = DecodingKey::from_rsa_der(signing.public_key().as_ref());
        Ok(Self { signing, verifying })
    }
}

/// The claims of a token issued now. The clock is the machine's, since the authorizer's is too.
fn claims(body: &TokenBody) -> Value {
    let now = get_current_timestamp();
    let mut claims = json!({
        "iss": ISSUER, "aud": AUDIENCE, "iat": now, "nbf": now, "exp": now + LIFETIME_SECONDS,
        "token_use": "access", "sub": body.sub, "scope": body.scope,
    });
    let optional = [
        ("district", body.district.clone().map(Value::from)),
        ("org", body.org.clone().map(Value::from)),
        (
            "verified_document",
            body.verified_document.clone().map(Value::from),
        ),
    ];
    for (name, value) in optional {
        if let Some(value) = value {
            claims[name] = value;
        }
    }
    claims
}
