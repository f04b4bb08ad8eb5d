//! Answers kept for keyed requests are sealed: only a repeat of the request can open them.
//!
//! An answer may carry what must not lie about, a share code or a pass. The key of the seal is made
//! of what the caller sends and the service's secret, and neither is stored.

use aws_lc_rs::aead::{AES_128_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey};

use crate::classify::unreadable;
use crate::{Pepper, StoreError};

/// What opens and closes the answer of one keyed request.
#[derive(Clone, PartialEq, Eq)]
pub struct Seal([u8; 16]);

impl std::fmt::Debug for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seal(..)")
    }
}

impl Pepper {
    /// The seal of whoever can say `words` again.
    pub fn seal(&self, words: &[u8]) -> Seal {
        Seal(self.hash("seal", words))
    }
}

impl Seal {
    /// The sealed form of `text`: a nonce, then the text and its tag under AES-128-GCM.
    pub(crate) fn close(&self, text: &str) -> Result<Vec<u8>, StoreError> {
        let failed = |_| StoreError::Broken("an answer does not seal".to_owned());
        let mut content = text.as_bytes().to_vec();
        let nonce = self
            .key()?
            .seal_in_place_append_tag(Aad::empty(), &mut content)
            .map_err(failed)?;
        Ok([&nonce.as_ref()[..], &content].concat())
    }

    /// The text that was sealed.
    pub(crate) fn open(&self, sealed: &[u8]) -> Result<String, StoreError> {
        let failed = || unreadable("answer");
        let (nonce, content) = sealed.split_first_chunk::<NONCE_LEN>().ok_or_else(failed)?;
        let mut content = content.to_vec();
        let text = self
            .key()?
            .open_in_place(Nonce::from(nonce), Aad::empty(), &mut content)
            .map_err(|_| failed())?;
        String::from_utf8(text.to_vec()).map_err(|_| failed())
    }

    fn key(&self) -> Result<RandomizedNonceKey, StoreError> {
        RandomizedNonceKey::new(&AES_128_GCM, &self.0)
            .map_err(|_| StoreError::Broken("a seal has no key".to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pepper() -> Pepper {
        Pepper::parse("a pepper of at least thirty-two characters").unwrap()
    }

    #[test]
    fn what_is_sealed_is_read_by_the_same_words_only() {
        let seal = pepper().seal(b"account\nkey");
        let sealed = seal.close(r#"{"share_code":"01AB"}"#).unwrap();
        assert!(!String::from_utf8_lossy(&sealed).contains("01AB"));
        assert_eq!(seal.open(&sealed).unwrap(), r#"{"share_code":"01AB"}"#);
        assert!(pepper().seal(b"account\nother").open(&sealed).is_err());
        assert_ne!(seal.close("x").unwrap(), seal.close("x").unwrap());
    }

    #[test]
    fn what_was_changed_does_not_open() {
        let seal = pepper().seal(b"account\nkey");
        let sealed = seal.close("text").unwrap();
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert!(seal.open(&changed).is_err(), "{place}");
        }
        assert!(seal.open(&sealed[..11]).is_err());
    }
}
