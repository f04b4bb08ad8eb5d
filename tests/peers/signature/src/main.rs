//! Signs, or verifies, the same message as often as it is told to, for callgrind to count: twice the
//! number less once the number leaves the operation alone.
//!
//! `signature sign|verify COUNT`

use std::error::Error;
use std::hint::black_box;

use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};

/// As long as what a pass signs: its header and its claims in base64url.
const MESSAGE: [u8; 126] = [b'p'; 126];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let [operation, count] = arguments.as_slice() else {
        return Err("expected: sign|verify COUNT".into());
    };
    let count: u32 = count.parse()?;
    let pair = Ed25519KeyPair::from_seed_unchecked(&[7; 32])?;
    match operation.as_str() {
        "sign" => (0..count).for_each(|_| {
            black_box(pair.sign(black_box(&MESSAGE)));
        }),
        "verify" => {
            let signature = pair.sign(&MESSAGE);
            let public = UnparsedPublicKey::new(&ED25519, pair.public_key().as_ref());
            for _ in 0..count {
                public.verify(black_box(&MESSAGE), black_box(signature.as_ref()))?;
            }
        }
        other => return Err(format!("neither sign nor verify: {other}").into()),
    }
    Ok(())
}
