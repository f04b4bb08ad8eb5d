//! The token endpoint: a code and its secret for an access token and an identity token.

use axum::{
    Json,
    response::{IntoResponse, Response},
};
use http::{StatusCode, header::CACHE_CONTROL};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{CLIENT, codes::Codes};
use crate::issuer::{ISSUER, Issuer, KEY_ID, LIFETIME_SECONDS};

#[derive(Deserialize, Default)]
#[serde(default)]
struct Parameters {
    grant_type: String,
    code: String,
    code_verifier: String,
    client_id: String,
    redirect_uri: String,
}

/// An error word of RFC 6749, section 5.2.
struct Refused(&'static str, &'static str);

/// Tokens, or why there are none. `now` in seconds.
pub async fn redeem(issuer: &Issuer, codes: &Codes, body: &[u8], now: u64) -> Response {
    let answer = match tokens(issuer, codes, body, now).await {
        Ok(tokens) => (StatusCode::OK, Json(tokens)),
        Err(Refused(error, description)) => {
            let body = json!({"error": error, "error_description": description});
            (StatusCode::BAD_REQUEST, Json(body))
        }
    };
    ([(CACHE_CONTROL, "no-store")], answer).into_response()
}

async fn tokens(issuer: &Issuer, codes: &Codes, body: &[u8], now: u64) -> Result<Value, Refused> {
    let unreadable = |_| {
        Refused(
            "invalid_request",
            "a parameter is given twice, or is no text",
        )
    };
    let given: Parameters = serde_urlencoded::from_bytes(body).map_err(unreadable)?;
    if given.grant_type != "authorization_code" {
        return Err(Refused(
            "unsupported_grant_type",
            "grant_type must be authorization_code",
        ));
    }
    if given.client_id != CLIENT {
        return Err(Refused("invalid_client", "client_id must be pages"));
    }
    let used = Refused(
        "invalid_grant",
        "the code is unknown, used, or a minute old",
    );
    let grant = codes.take(&given.code, now).ok_or(used)?;
    if grant.asked.redirect_uri != given.redirect_uri {
        return Err(Refused(
            "invalid_grant",
            "redirect_uri is not the one that the code went to",
        ));
    }
    if !grant.is_of(&given.code_verifier) {
        return Err(Refused(
            "invalid_grant",
            "code_verifier is not behind the challenge",
        ));
    }
    let unsigned = |_| Refused("server_error", "the machine has no randomness");
    let mut identity = json!({
        "iss": ISSUER, "aud": CLIENT, "sub": grant.account.sub,
        "iat": now, "exp": now + LIFETIME_SECONDS,
    });
    if let Some(nonce) = &grant.asked.nonce {
        identity["nonce"] = json!(nonce);
    }
    let header = json!({"alg": "RS256", "typ": "JWT", "kid": KEY_ID});
    Ok(json!({
        "access_token": issuer.issue(&grant.account).await.map_err(unsigned)?,
        "id_token": issuer.sign(&header, &identity).await.map_err(unsigned)?,
        "token_type": "Bearer",
        "expires_in": LIFETIME_SECONDS,
        "scope": format!("openid {}", grant.account.scope),
    }))
}
