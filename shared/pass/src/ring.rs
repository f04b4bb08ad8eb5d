//! The key ring: one key signs, every key of the ring verifies, so that keys can be rotated
//! while passes are in people's hands.
//!
//! To rotate, put the new entry second, deploy; move it first, deploy; drop the old one
//! after a minute. Keys come from secrets of any alphabet, so that the template can let
//! AWS Secrets Manager make them (`ExcludeCharacters: ","`).

use std::fmt;
use std::sync::Arc;

use aws_lc_rs::hkdf;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use data_encoding::BASE64URL_NOPAD;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header};
use serde_json::{Value, json};
use thiserror::Error;

/// The shortest secret, in characters.
const SECRET_CHARS: usize = 32;
/// Separates these seeds from whatever else is derived from the same secret.
const SEED_DOMAIN: &[u8] = b"hangzhou health code, pass, ed25519 seed, 1";

/// The keys of the pass. Cheap to clone; its `Debug` shows key ids only.
#[derive(Clone)]
pub struct KeyRing {
    keys: Arc<[Key]>,
}

/// One key of the ring.
pub(crate) struct Key {
    kid: char,
    /// The JWS header of every pass under this key.
    pub(crate) header: Header,
    /// That header as it stands in a token: JSON in base64url.
    pub(crate) header_text: String,
    pub(crate) signing: EncodingKey,
    pub(crate) verifying: DecodingKey,
    public: Vec<u8>,
}

/// Why a key ring's text was refused. Entries count from 1; secrets are never repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum KeyRingError {
    /// There is no entry at all.
    #[error("the key ring is empty: expected kid:secret[,kid:secret...]")]
    Empty,
    /// An entry without a colon.
    #[error("key ring entry {0}: expected kid:secret")]
    Shape(usize),
    /// A key id that is not exactly one of `a-z` and `0-9`.
    #[error("key ring entry {0}: the key id must be one character, a-z or 0-9")]
    KeyId(usize),
    /// The key id of an earlier entry.
    #[error("key ring entry {0}: the key id is taken by an earlier entry")]
    Duplicate(usize),
    /// A secret that is too short to be one.
    #[error("key ring entry {0}: the secret must have at least {SECRET_CHARS} characters")]
    ShortSecret(usize),
    /// The cryptography library refused to make the key.
    #[error("key ring entry {0}: no key could be made")]
    Derivation(usize),
}

impl KeyRing {
    /// Reads `kid:secret[,kid:secret...]`: the first key signs, all verify.
    ///
    /// A `kid` is one character of `a-z0-9`: a second one would not fit the QR code (see the
    /// byte budget in the token module). A secret has at least 32 characters and no comma.
    /// The same entry gives the same key, everywhere and always.
    ///
    /// # Errors
    /// [`KeyRingError`] says which entry is wrong and why.
    pub fn parse(spec: &str) -> Result<Self, KeyRingError> {
        if spec.is_empty() {
            return Err(KeyRingError::Empty);
        }
        let mut keys: Vec<Key> = Vec::new();
        for (index, entry) in spec.split(',').enumerate() {
            let key = parse_entry(entry, index + 1)?;
            if keys.iter().any(|earlier| earlier.kid == key.kid) {
                return Err(KeyRingError::Duplicate(index + 1));
            }
            keys.push(key);
        }
        Ok(Self { keys: keys.into() })
    }

    /// The public keys as a JWK set (RFC 7517, RFC 8037), for anybody who wants to check a
    /// pass: `{"keys":[{"kty":"OKP","crv":"Ed25519","kid","x","alg":"EdDSA","use":"sig"}]}`.
    pub fn jwks(&self) -> Value {
        let keys: Vec<Value> = self.keys.iter().map(Key::jwk).collect();
        json!({ "keys": keys })
    }

    /// The key that signs: the first. `parse` lets no ring be empty.
    pub(crate) fn signing(&self) -> Option<&Key> {
        self.keys.first()
    }

    /// The key whose passes start with this very header.
    pub(crate) fn by_header(&self, header_text: &str) -> Option<&Key> {
        self.keys.iter().find(|key| key.header_text == header_text)
    }
}

impl fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kids: Vec<char> = self.keys.iter().map(|key| key.kid).collect();
        f.debug_struct("KeyRing")
            .field("kids", &kids)
            .finish_non_exhaustive()
    }
}

impl Key {
    fn jwk(&self) -> Value {
        json!({
            "kty": "OKP",
            "crv": "Ed25519",
            "kid": self.kid,
            "x": BASE64URL_NOPAD.encode(&self.public),
            "alg": "EdDSA",
            "use": "sig",
        })
    }
}

fn parse_entry(entry: &str, number: usize) -> Result<Key, KeyRingError> {
    let (kid, secret) = entry.split_once(':').ok_or(KeyRingError::Shape(number))?;
    let kid = parse_kid(kid).ok_or(KeyRingError::KeyId(number))?;
    if secret.chars().count() < SECRET_CHARS {
        return Err(KeyRingError::ShortSecret(number));
    }
    derive(kid, secret).ok_or(KeyRingError::Derivation(number))
}

fn parse_kid(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let kid = chars
        .next()
        .filter(|c| c.is_ascii_lowercase() || c.is_ascii_digit())?;
    chars.next().is_none().then_some(kid)
}

/// HKDF-SHA-256 of the secret, bound to the key id, is the Ed25519 seed.
fn derive(kid: char, secret: &str) -> Option<Key> {
    let mut seed = [0_u8; 32];
    hkdf::Salt::new(hkdf::HKDF_SHA256, SEED_DOMAIN)
        .extract(secret.as_bytes())
        .expand(&[kid.to_string().as_bytes()], hkdf::HKDF_SHA256)
        .and_then(|okm| okm.fill(&mut seed))
        .ok()?;
    let pair = Ed25519KeyPair::from_seed_unchecked(&seed).ok()?;
    let public = pair.public_key().as_ref().to_vec();

    let mut header = Header::new(Algorithm::EdDSA);
    header.typ = None;
    header.kid = Some(kid.to_string());
    let header_json = serde_json::to_vec(&header).ok()?;
    Some(Key {
        kid,
        header,
        header_text: BASE64URL_NOPAD.encode(&header_json),
        signing: EncodingKey::from_ed_der(pair.to_pkcs8().ok()?.as_ref()),
        verifying: DecodingKey::from_ed_der(&public),
        public,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "an old secret of thirty-two chars";
    const NEW: &str = "a new secret: of thirty-two chars";

    #[test]
    fn a_wrong_entry_is_named_and_its_secret_is_not() {
        let good = format!("a:{OLD}");
        for (spec, expected) in [
            (String::new(), KeyRingError::Empty),
            (format!("{good},"), KeyRingError::Shape(2)),
            (OLD.to_owned(), KeyRingError::Shape(1)),
            (format!(":{OLD}"), KeyRingError::KeyId(1)),
            (format!("{good},b2:{NEW}"), KeyRingError::KeyId(2)),
            (format!("A:{OLD}"), KeyRingError::KeyId(1)),
            (format!("{good}, b:{NEW}"), KeyRingError::KeyId(2)),
            (format!("{good},a:{NEW}"), KeyRingError::Duplicate(2)),
            (
                format!("{good},b:{}", &NEW[..31]),
                KeyRingError::ShortSecret(2),
            ),
        ] {
            let error = KeyRing::parse(&spec).expect_err(&spec);
            assert_eq!(error, expected, "{spec}");
            assert!(!error.to_string().contains("secret of"), "{error}");
        }
    }

    #[test]
    fn a_secret_is_counted_in_characters_and_may_hold_colons() {
        assert!(KeyRing::parse(&format!("a:{NEW}")).is_ok());
        assert!(KeyRing::parse(&format!("a:{}", "密".repeat(32))).is_ok());
        assert!(KeyRing::parse(&format!("a:{}", "密".repeat(31))).is_err());
    }

    #[test]
    fn the_key_set_is_public_stable_and_in_order() {
        let ring = KeyRing::parse(&format!("a:{OLD},b:{NEW}")).unwrap();
        let set = ring.jwks();
        assert_eq!(
            set,
            KeyRing::parse(&format!("a:{OLD},b:{NEW}")).unwrap().jwks()
        );
        let keys = set["keys"].as_array().unwrap();
        assert_eq!(keys.len(), 2);
        for (key, kid) in keys.iter().zip(["a", "b"]) {
            assert_eq!(key["kty"], "OKP");
            assert_eq!(key["crv"], "Ed25519");
            assert_eq!(key["kid"], kid);
            assert_eq!(key["alg"], "EdDSA");
            assert_eq!(key["use"], "sig");
            assert_eq!(key["x"].as_str().unwrap().len(), 43);
            assert_eq!(key.as_object().unwrap().len(), 6);
        }
        assert_ne!(keys[0]["x"], keys[1]["x"]);
    }

    #[test]
    fn a_key_never_changes_between_releases() {
        let set = KeyRing::parse(&format!("a:{OLD}")).unwrap().jwks();
        assert_eq!(
            set["keys"][0]["x"],
            "rO948E_UD2s8JNoHQo3T23zGY0RlEWzjuK4hxm0ApjM"
        );
    }

    #[test]
    fn debug_shows_key_ids_and_nothing_else() {
        let ring = KeyRing::parse(&format!("a:{OLD},b:{NEW}")).unwrap();
        assert_eq!(format!("{ring:?}"), "KeyRing { kids: ['a', 'b'], .. }");
    }
}
