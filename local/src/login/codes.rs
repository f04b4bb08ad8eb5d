//! Codes that stand for a log-in, for a minute and for one use.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use aws_lc_rs::digest::{SHA256, digest};
use data_encoding::BASE64URL_NOPAD;

use super::asked::Asked;
use crate::issuer::TokenBody;

/// Life of a code.
const LIFETIME_SECONDS: u64 = 60;
/// Bytes of randomness in one.
const BYTES: usize = 32;

/// What a code stands for.
#[derive(Clone)]
pub struct Grant {
    /// The request that it answers.
    pub asked: Asked,
    /// Who has logged in.
    pub account: TokenBody,
}

/// All codes that are out. Clones share them.
#[derive(Clone, Default)]
pub struct Codes {
    out: Arc<Mutex<HashMap<String, (u64, Grant)>>>,
}

impl Codes {
    /// A new code, in force from `now`, a time in seconds; none without randomness.
    pub fn give(&self, grant: Grant, now: u64) -> Option<String> {
        let mut bytes = [0; BYTES];
        aws_lc_rs::rand::fill(&mut bytes).ok()?;
        let code = BASE64URL_NOPAD.encode(&bytes);
        let mut out = self.out.lock().ok()?;
        out.retain(|_, (until, _)| *until > now);
        out.insert(code.clone(), (now + LIFETIME_SECONDS, grant));
        Some(code)
    }

    /// What this code stands for. It is used up, also by whoever then cannot prove that it is theirs.
    pub fn take(&self, code: &str, now: u64) -> Option<Grant> {
        let (until, grant) = self.out.lock().ok()?.remove(code)?;
        (until > now).then_some(grant)
    }
}

impl Grant {
    /// Whether this secret is the one whose hash came with the request (RFC 7636, section 4.6).
    pub fn is_of(&self, verifier: &str) -> bool {
        let hash = digest(&SHA256, verifier.as_bytes());
        (43..=128).contains(&verifier.len())
            && BASE64URL_NOPAD.encode(hash.as_ref()) == self.asked.code_challenge
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of RFC 7636, appendix B.
    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    fn grant() -> Grant {
        let query = format!(
            "response_type=code&client_id=pages&redirect_uri=http://127.0.0.1:9000/\
             &code_challenge={CHALLENGE}&code_challenge_method=S256"
        );
        Grant {
            asked: Asked::read(query.as_bytes()).unwrap(),
            account: serde_json::from_str(r#"{"sub":"one"}"#).unwrap(),
        }
    }

    #[test]
    fn a_code_is_good_once_and_for_a_minute() {
        let codes = Codes::default();
        let code = codes.give(grant(), 1000).unwrap();
        assert!(codes.take("another", 1000).is_none());
        assert_eq!(codes.take(&code, 1059).unwrap().account.sub, "one");
        assert!(codes.take(&code, 1059).is_none());
        let code = codes.give(grant(), 1000).unwrap();
        assert!(codes.take(&code, 1060).is_none());
    }

    #[test]
    fn only_the_secret_behind_the_challenge_proves_whose_it_is() {
        assert!(grant().is_of(VERIFIER));
        let other = VERIFIER.replace('d', "e");
        for verifier in [CHALLENGE, "", &VERIFIER[..42], &other] {
            assert!(!grant().is_of(verifier), "{verifier}");
        }
    }
}
