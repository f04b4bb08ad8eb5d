//! Randomness, from the operating system; the only place where it enters.

use aws_lc_rs::rand;
use data_encoding::BASE64URL_NOPAD;

/// `N` unpredictable bytes.
///
/// # Errors
/// Only where the operating system has no randomness, which Linux does not report after boot.
pub fn bytes<const N: usize>() -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0; N];
    rand::fill(&mut bytes).map_err(|_| NoRandomness)?;
    Ok(bytes)
}

/// A name that no other request has: 12 base64url characters.
///
/// # Errors
/// As [`bytes`].
pub fn token() -> Result<String, NoRandomness> {
    Ok(BASE64URL_NOPAD.encode(&bytes::<9>()?))
}

/// The operating system gave no randomness.
#[derive(Debug, thiserror::Error)]
#[error("the operating system gave no randomness")]
pub struct NoRandomness;
