//! Logging in with `OpenID` Connect, as anybody: what the pages use here in the place of the provider that
//! is named in the template.
//!
//! The same code flow with PKCE as there (RFC 6749, RFC 7636, `OpenID` Connect Core 1.0), so that the pages
//! cannot tell the difference; but who somebody is, is what they say. Codes go back to this machine only.

mod account;
mod asked;
mod codes;
mod page;
mod settings;
mod token;

use axum::{
    Router,
    body::Bytes,
    extract::{RawQuery, State},
    response::{Html, IntoResponse, Response},
    routing::{get, post},
};
use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, LOCATION, REFERRER_POLICY},
};
use rules::calendar::day_of;

use crate::issuer::Issuer;

use account::{Entered, Fault};
use asked::{Asked, Refusal};
use codes::{Codes, Grant};

/// Under which name the pages ask for a log-in.
pub const CLIENT: &str = "pages";

#[derive(Clone)]
struct Login {
    issuer: Issuer,
    state: edge::State,
    codes: Codes,
}

/// `GET|POST /dev/login`, `POST /dev/login/token`, `GET /settings.json`.
pub fn router(issuer: Issuer, state: edge::State) -> Router {
    let clock = state.clock.clone();
    let login = Login {
        issuer,
        state,
        codes: Codes::default(),
    };
    Router::new()
        .route("/dev/login", get(show).post(enter))
        .route("/dev/login/token", post(redeem))
        .with_state(login)
        .route("/settings.json", get(settings::read).with_state(clock))
}

/// The authorization endpoint: asks who somebody wants to be.
async fn show(State(login): State<Login>, RawQuery(query): RawQuery) -> Response {
    match Asked::read(query.unwrap_or_default().as_bytes()) {
        Ok(asked) => login.form(&asked, &Entered::default(), None).await,
        Err(refusal) => refused(&refusal),
    }
}

/// Takes the answer, and sends the browser back with a code.
async fn enter(State(login): State<Login>, body: Bytes) -> Response {
    let asked = match Asked::read(&body) {
        Ok(asked) => asked,
        Err(refusal) => return refused(&refusal),
    };
    let entered: Entered = serde_urlencoded::from_bytes(&body).unwrap_or_default();
    let account = match entered.account() {
        Ok(account) => account,
        Err(fault) => return login.form(&asked, &entered, Some(fault)).await,
    };
    let back = asked.redirect_uri.clone();
    let state = asked.state.clone();
    let grant = Grant { asked, account };
    match login
        .codes
        .give(grant, jsonwebtoken::get_current_timestamp())
    {
        Some(code) => redirect(&back, &[("code", Some(&code)), ("state", state.as_deref())]),
        None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// The token endpoint: a code for tokens, once.
async fn redeem(State(login): State<Login>, body: Bytes) -> Response {
    let now = jsonwebtoken::get_current_timestamp();
    token::redeem(&login.issuer, &login.codes, &body, now).await
}

impl Login {
    /// The form, with what was entered before and what is wrong with it.
    async fn form(&self, asked: &Asked, entered: &Entered, fault: Option<Fault>) -> Response {
        let Ok(book) = self.state.book().await else {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        };
        let policy = book.on(day_of(self.state.clock.now()));
        let status = match fault {
            None => StatusCode::OK,
            Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let html = page::form(asked, entered, fault, &policy.districts);
        (status, headers(Some(asked)), Html(html)).into_response()
    }
}

/// To the page that asked, if it may be told at all.
fn refused(refusal: &Refusal) -> Response {
    match refusal {
        Refusal::Shown(reason) => {
            let html = page::refusal(reason);
            (StatusCode::BAD_REQUEST, headers(None), Html(html)).into_response()
        }
        Refusal::Told { to, state, error } => {
            redirect(to, &[("error", Some(error)), ("state", state.as_deref())])
        }
    }
}

fn redirect(to: &str, parameters: &[(&str, Option<&str>)]) -> Response {
    let query = serde_urlencoded::to_string(parameters).unwrap_or_default();
    let location = HeaderValue::from_str(&format!("{to}?{query}"));
    match location {
        Ok(location) => (
            StatusCode::SEE_OTHER,
            [
                (LOCATION, location),
                (CACHE_CONTROL, HeaderValue::from_static("no-store")),
            ],
        )
            .into_response(),
        Err(_) => StatusCode::BAD_REQUEST.into_response(),
    }
}

/// No script, nothing from elsewhere, and a form that leads to where the code goes: browsers hold a form's
/// redirects to the same rule.
fn headers(asked: Option<&Asked>) -> HeaderMap {
    let back = asked.map(Asked::origin).unwrap_or_default();
    let policy = format!(
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self' {back}; base-uri 'none'; \
         frame-ancestors 'none'"
    );
    let mut headers = HeaderMap::new();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // Ours may see where its form comes from, and `visitor` asks for it.
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers
}

#[cfg(test)]
mod tests;
