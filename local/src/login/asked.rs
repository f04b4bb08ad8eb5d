//! An authorization request that may be answered: it is the pages' own, and proves with PKCE that whoever
//! redeems the code is whoever asked for it.

use serde::{Deserialize, Serialize};

use super::CLIENT;
use crate::visitor::origin;

/// Letters of a SHA-256 in base64url.
const CHALLENGE_LETTERS: usize = 43;

/// What was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Asked {
    /// Always `code`.
    pub response_type: String,
    /// Always [`CLIENT`].
    pub client_id: String,
    /// Where the code goes, of this machine.
    pub redirect_uri: String,
    /// SHA-256 of the secret that redeems the code.
    pub code_challenge: String,
    /// Always `S256`.
    pub code_challenge_method: String,
    /// What comes back with the code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// What comes back in the identity token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nonce: Option<String>,
}

/// Why a request is not answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// By whom it is asked or where the answer goes is not known, so that only the browser's owner is told.
    Shown(&'static str),
    /// Told to the page that asked, by a word of RFC 6749 or `OpenID` Connect.
    Told {
        /// Where it is told.
        to: String,
        /// What comes back with it.
        state: Option<String>,
        /// The word.
        error: &'static str,
    },
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Parameters {
    response_type: String,
    client_id: String,
    redirect_uri: String,
    code_challenge: String,
    code_challenge_method: String,
    state: Option<String>,
    nonce: Option<String>,
    prompt: String,
}

impl Asked {
    /// Reads the parameters of an address or of a form, whichever they are among.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn read(parameters: &[u8]) -> Result<Self, Refusal> {
        let unreadable = Refusal::Shown("a parameter is given twice, or is no text");
        let given: Parameters = serde_urlencoded::from_bytes(parameters).map_err(|_| unreadable)?;
        if given.client_id != CLIENT {
            return Err(Refusal::Shown("client_id must be `pages`"));
        }
        if origin(&given.redirect_uri).is_none() {
            return Err(Refusal::Shown(
                "redirect_uri must be a page on http://127.0.0.1 or http://localhost",
            ));
        }
        let told = |error| {
            Err(Refusal::Told {
                to: given.redirect_uri.clone(),
                state: given.state.clone(),
                error,
            })
        };
        if given.response_type != "code" {
            return told("unsupported_response_type");
        }
        if given.code_challenge_method != "S256" || given.code_challenge.len() != CHALLENGE_LETTERS
        {
            return told("invalid_request");
        }
        // Nobody is ever logged in here already.
        if given.prompt == "none" {
            return told("login_required");
        }
        Ok(Self {
            response_type: given.response_type,
            client_id: given.client_id,
            redirect_uri: given.redirect_uri,
            code_challenge: given.code_challenge,
            code_challenge_method: given.code_challenge_method,
            state: given.state,
            nonce: given.nonce,
        })
    }

    /// Scheme, host and port of where the code goes.
    pub fn origin(&self) -> String {
        origin(&self.redirect_uri).unwrap_or_default()
    }
}
