//! Every way in which a token can be wrong.

use http::HeaderValue;
use jsonwebtoken::{EncodingKey, Header, encode, get_current_timestamp};
use serde_json::json;

use super::*;
use crate::issuer::TokenBody;

fn with(value: &str) -> HeaderMap {
    HeaderMap::from_iter([(AUTHORIZATION, HeaderValue::from_str(value).unwrap())])
}

fn citizen() -> TokenBody {
    serde_json::from_value(json!({"sub": "account", "scope": "citizen"})).unwrap()
}

/// What the issuer would claim, to be spoiled by a test.
fn claims() -> Value {
    let now = get_current_timestamp();
    json!({"iss": ISSUER, "aud": AUDIENCE, "iat": now, "nbf": now, "exp": now + 60, "sub": "account", "scope": "citizen"})
}

fn header() -> Value {
    json!({"alg": "RS256", "kid": KEY_ID})
}

async fn judge(issuer: &Issuer, token: &str, scopes: &[&str]) -> Result<Claims, Refusal> {
    let scopes: Vec<String> = scopes.iter().map(|&scope| scope.to_owned()).collect();
    Authorizer::new(issuer.clone())
        .admit(&with(&format!("Bearer {token}")), &scopes)
        .await
}

async fn judge_claims(name: &str, value: Value) -> Result<Claims, Refusal> {
    let issuer = Issuer::default();
    let mut claims = claims();
    claims[name] = value;
    let token = issuer.sign(&header(), &claims).await.unwrap();
    judge(&issuer, &token, &["citizen"]).await
}

#[tokio::test]
async fn a_token_with_the_routes_scope_is_admitted_with_its_claims() {
    let issuer = Issuer::default();
    let token = issuer.issue(&citizen()).await.unwrap();
    let claims = judge(&issuer, &token, &["citizen"]).await.unwrap();
    assert_eq!(claims["sub"], "account");
    let bare = Authorizer::new(issuer)
        .admit(&with(&token), &["citizen".to_owned()])
        .await;
    assert!(bare.is_ok());
}

#[tokio::test]
async fn one_of_the_routes_scopes_is_enough() {
    let issuer = Issuer::default();
    let mut claims = claims();
    claims["scope"] = json!("other city");
    let token = issuer.sign(&header(), &claims).await.unwrap();
    assert!(judge(&issuer, &token, &["district", "city"]).await.is_ok());
}

#[tokio::test]
async fn a_valid_token_without_the_scope_is_forbidden() {
    let issuer = Issuer::default();
    let token = issuer.issue(&citizen()).await.unwrap();
    assert_eq!(
        judge(&issuer, &token, &["checkpoint"]).await,
        Err(Refusal::Forbidden)
    );
    assert_eq!(
        judge_claims("scope", json!("citizens")).await,
        Err(Refusal::Forbidden)
    );
}

#[tokio::test]
async fn no_token_and_garbage_are_unauthorized() {
    let authorizer = Authorizer::new(Issuer::default());
    let scopes = ["citizen".to_owned()];
    assert_eq!(
        authorizer.admit(&HeaderMap::new(), &scopes).await,
        Err(Refusal::Unauthorized)
    );
    for value in [
        "",
        "Bearer",
        "Bearer ",
        "Bearer garbage",
        "Bearer a.b.c",
        "Basic bWU6bWU=",
    ] {
        assert_eq!(
            authorizer.admit(&with(value), &scopes).await,
            Err(Refusal::Unauthorized),
            "{value:?}"
        );
    }
}

#[tokio::test]
async fn a_token_of_another_key_is_unauthorized() {
    let stranger = Issuer::default().issue(&citizen()).await.unwrap();
    assert_eq!(
        judge(&Issuer::default(), &stranger, &["citizen"]).await,
        Err(Refusal::Unauthorized)
    );
}

#[tokio::test]
async fn a_token_that_names_another_key_is_unauthorized() {
    let issuer = Issuer::default();
    for header in [
        json!({"alg": "RS256", "kid": "other"}),
        json!({"alg": "RS256"}),
    ] {
        let token = issuer.sign(&header, &claims()).await.unwrap();
        assert_eq!(
            judge(&issuer, &token, &["citizen"]).await,
            Err(Refusal::Unauthorized)
        );
    }
}

#[tokio::test]
async fn a_changed_token_is_unauthorized() {
    let issuer = Issuer::default();
    let token = issuer.issue(&citizen()).await.unwrap();
    let mut parts: Vec<&str> = token.split('.').collect();
    let forged = data_encoding::BASE64URL_NOPAD.encode(claims().to_string().as_bytes());
    parts[1] = &forged;
    assert_eq!(
        judge(&issuer, &parts.join("."), &["citizen"]).await,
        Err(Refusal::Unauthorized)
    );
}

#[tokio::test]
async fn an_expired_token_is_unauthorized_without_leeway() {
    let expired = get_current_timestamp() - 2;
    assert_eq!(
        judge_claims("exp", json!(expired)).await,
        Err(Refusal::Unauthorized)
    );
}

#[tokio::test]
async fn a_token_that_is_not_yet_in_force_is_unauthorized() {
    let later = get_current_timestamp() + 30;
    assert_eq!(
        judge_claims("nbf", json!(later)).await,
        Err(Refusal::Unauthorized)
    );
}

#[tokio::test]
async fn a_token_for_another_audience_or_by_another_issuer_is_unauthorized() {
    assert_eq!(
        judge_claims("aud", json!("other")).await,
        Err(Refusal::Unauthorized)
    );
    assert_eq!(
        judge_claims("iss", json!("https://other.local")).await,
        Err(Refusal::Unauthorized)
    );
    assert_eq!(
        judge_claims("aud", Value::Null).await,
        Err(Refusal::Unauthorized)
    );
}

#[tokio::test]
async fn a_token_without_a_signature_is_unauthorized() {
    let issuer = Issuer::default();
    let signed = issuer
        .sign(&json!({"alg": "none", "kid": KEY_ID}), &claims())
        .await
        .unwrap();
    let unsigned = signed.rsplit_once('.').unwrap().0.to_owned() + ".";
    assert_eq!(
        judge(&issuer, &signed, &["citizen"]).await,
        Err(Refusal::Unauthorized)
    );
    assert_eq!(
        judge(&issuer, &unsigned, &["citizen"]).await,
        Err(Refusal::Unauthorized)
    );
}

#[tokio::test]
async fn a_token_signed_with_the_public_key_as_a_secret_is_unauthorized() {
    let issuer = Issuer::default();
    let public = issuer
        .verifying_key()
        .await
        .unwrap()
        .try_get_as_bytes()
        .unwrap()
        .to_vec();
    let header = Header {
        kid: Some(KEY_ID.to_owned()),
        ..Header::default()
    };
    let token = encode(&header, &claims(), &EncodingKey::from_secret(&public)).unwrap();
    assert_eq!(
        judge(&issuer, &token, &["citizen"]).await,
        Err(Refusal::Unauthorized)
    );
}
