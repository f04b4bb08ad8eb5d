//! The token: a pass has one text, lives 60 seconds, and a changed character makes it void.
//!
//! It is a compact JWS (RFC 7515, 8037): EdDSA over Ed25519, the key's id in the header, no
//! `typ`. The claims are `{"aud":"g","sub":"…","exp":…}` in this order and no others; `sub`
//! is 16 bytes of the person and 7 of the serial in base64url. There is no `iss`: a pass
//! names its key, every key of the ring belongs to this issuer alone, and `aud` keeps
//! passes apart from whatever else that key might ever sign. An `iss` would cost modules
//! and prove nothing more.
//!
//! # Byte budget
//!
//! A QR code of version 10 (57 × 57 modules) at level M holds 213 bytes in byte mode.
//!
//! | part | bytes of JSON or key | characters |
//! |---|---|---|
//! | header `{"alg":"EdDSA","kid":"a"}` | 25 | 34 |
//! | claims, `exp` of 10 digits (until 2286) | 68 | 91 |
//! | signature | 64 | 86 |
//! | two dots | | 2 |
//! | **together** | | **213** |
//!
//! Nothing is left over: that is why a key id has one character.
//!
//! # One text
//!
//! Base64url and JSON can write the same thing in several ways. A verified token is written
//! again from what was read in it and must come out the same; and as Ed25519 here refuses
//! the second form of a signature (RFC 8032, S < L), a pass has exactly one text.

use std::fmt;

use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::{Algorithm, Validation};
use rules::identity::PersonId;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::ring::KeyRing;

/// How long a pass lives, in seconds (R30).
pub const LIFETIME_SECONDS: i64 = 60;

/// How far the clock of the host that issued may be ahead of the one that verifies, in
/// seconds. It never lengthens a pass's life.
const CLOCK_SKEW_SECONDS: i64 = 5;
const AUDIENCE: &str = "g";
/// The longest token there is; see the byte budget.
const MAX_TOKEN_BYTES: usize = 213;
/// The last `exp` of ten digits, in November 2286.
const MAX_EXP: i64 = 9_999_999_999;
const PERSON_BYTES: usize = 16;
const SERIAL_BYTES: usize = 7;

/// A pass that was issued. Its `Debug` hides the token: who has it, has the pass.
#[derive(Clone, PartialEq, Eq)]
pub struct Pass {
    /// The text of the QR code, at most 213 bytes of ASCII.
    pub token: String,
    /// The whole second in which it was issued.
    pub issued_at: Timestamp,
    /// From this moment on it is no longer a pass: 60 seconds after `issued_at`.
    pub expires_at: Timestamp,
}

/// What an authentic pass says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verified {
    /// Whose pass it is.
    pub person: PersonId,
    /// Which of that person's passes it is.
    pub serial: Serial,
    /// From this moment on it is no longer a pass.
    pub expires_at: Timestamp,
}

/// A pass's own number, by which a replay is recognised (R45): 7 bytes, shown as 14 lower-case
/// hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Serial([u8; SERIAL_BYTES]);

/// Why a token is no valid pass now (R45).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PassFault {
    /// Authentic, but its 60 seconds are over: an old screenshot. Without leeway.
    #[error("the pass has expired")]
    Expired(Verified),
    /// Not a pass of this ring: forged, foreign, malformed, changed, of another algorithm,
    /// key or audience, or expiring later than any pass issued by now could.
    #[error("not a valid pass")]
    Invalid,
}

/// Why no pass could be issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum IssueError {
    /// The time is before 1970 or too late for an `exp` of ten digits (2286).
    #[error("the time is out of a pass's range")]
    Time,
    /// The cryptography library refused to sign.
    #[error("the pass could not be signed")]
    Signing,
}

/// The claims, in the order in which they are written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Claims {
    aud: String,
    sub: String,
    exp: i64,
}

impl KeyRing {
    /// Issues a pass for `person` at `now`, cut to the whole second. The caller makes
    /// `serial` unpredictable and uses it once.
    ///
    /// # Errors
    /// [`IssueError`] if the time is out of range or signing fails.
    pub fn issue(
        &self,
        person: PersonId,
        now: Timestamp,
        serial: [u8; SERIAL_BYTES],
    ) -> Result<Pass, IssueError> {
        let exp = now.as_second().saturating_add(LIFETIME_SECONDS);
        if now < Timestamp::UNIX_EPOCH || exp > MAX_EXP {
            return Err(IssueError::Time);
        }
        let claims = Claims {
            aud: AUDIENCE.to_owned(),
            sub: subject(person, serial),
            exp,
        };
        let key = self.signing().ok_or(IssueError::Signing)?;
        let token = jsonwebtoken::encode(&key.header, &claims, &key.signing)
            .map_err(|_| IssueError::Signing)?;
        let expires_at = Timestamp::from_second(exp).map_err(|_| IssueError::Time)?;
        let issued_at = expires_at - SignedDuration::from_secs(LIFETIME_SECONDS);
        Ok(Pass {
            token,
            issued_at,
            expires_at,
        })
    }

    /// Says whose pass `token` is, if it is one at `now`.
    ///
    /// # Errors
    /// [`PassFault::Expired`] from the pass's `expires_at` on, [`PassFault::Invalid`] for
    /// everything that was never a pass of this ring.
    pub fn verify(&self, token: &str, now: Timestamp) -> Result<Verified, PassFault> {
        let verified = self.authentic(token).ok_or(PassFault::Invalid)?;
        let left = verified.expires_at.duration_since(now);
        if left > SignedDuration::from_secs(LIFETIME_SECONDS + CLOCK_SKEW_SECONDS) {
            return Err(PassFault::Invalid);
        }
        if left <= SignedDuration::ZERO {
            return Err(PassFault::Expired(verified));
        }
        Ok(verified)
    }

    /// What the token says, if one of these keys signed exactly this text, at any time.
    fn authentic(&self, token: &str) -> Option<Verified> {
        if token.len() > MAX_TOKEN_BYTES {
            return None;
        }
        let (header, rest) = token.split_once('.')?;
        let (payload, _) = rest.split_once('.')?;
        let key = self.by_header(header)?;
        let claims = jsonwebtoken::decode::<Claims>(token, &key.verifying, &validation())
            .ok()?
            .claims;
        let rewritten = BASE64URL_NOPAD.encode(&serde_json::to_vec(&claims).ok()?);
        if rewritten != payload {
            return None;
        }
        let (person, serial) = parse_subject(&claims.sub)?;
        let expires_at = Timestamp::from_second(claims.exp).ok()?;
        Some(Verified {
            person,
            serial: Serial(serial),
            expires_at,
        })
    }
}

/// Algorithm, audience and presence are the library's to check. Expiry is not: it would ask
/// the machine's clock and give 60 seconds of leeway.
fn validation() -> Validation {
    let mut validation = Validation::new(Algorithm::EdDSA);
    validation.validate_exp = false;
    validation.leeway = 0;
    validation.set_audience(&[AUDIENCE]);
    validation.set_required_spec_claims(&["aud", "sub", "exp"]);
    validation
}

fn subject(person: PersonId, serial: [u8; SERIAL_BYTES]) -> String {
    let mut bytes = [0_u8; PERSON_BYTES + SERIAL_BYTES];
    bytes[..PERSON_BYTES].copy_from_slice(person.as_bytes());
    bytes[PERSON_BYTES..].copy_from_slice(&serial);
    BASE64URL_NOPAD.encode(&bytes)
}

fn parse_subject(text: &str) -> Option<(PersonId, [u8; SERIAL_BYTES])> {
    let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).ok()?;
    let (person, serial) = bytes.split_first_chunk::<PERSON_BYTES>()?;
    Some((PersonId::from_bytes(*person), serial.try_into().ok()?))
}

impl Serial {
    /// The seven bytes that `issue` was given.
    pub fn as_bytes(&self) -> &[u8; SERIAL_BYTES] {
        &self.0
    }
}

impl fmt::Display for Serial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for Serial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Serial({self})")
    }
}

impl fmt::Debug for Pass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pass")
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
