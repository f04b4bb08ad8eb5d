//! The heads of all histories in one digest a day, and the proof that one's own is in it (R84).
//!
//! A history that is a chain cannot be changed in the middle; it can still be thrown away and told
//! anew. So once a day the heads of all chains go into one root, which anybody can read and keep.
//! Who has kept a root, and has a proof for it, holds the service to the history of that day.
//!
//! There are two trees, both by [`merkle`]. People are spread over [`BUCKETS`] by the first twelve
//! bits of their id; a bucket's tree has a leaf for each of its people, in order of id, and the
//! city's tree a leaf for each bucket that has people, in order of number. The data of a leaf is
//! RFC 8785 canonical JSON: of a person `{"hash","person_id","seq"}`, of a bucket
//! `{"bucket","root","size"}`. The [`Root`] of a day tells the size of the city's tree and names the
//! root of the day before, so that the days are a chain too.
//!
//! What is hashed is shown as it is hashed, as in [`crate::chain`]: that makes it checkable.

mod proof;
mod root;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::identity::PersonId;
use crate::merkle::{self, Digest};

pub use proof::{InBucket, InCity, Proof, ProofFault};
pub use root::Root;

/// Buckets that people are spread over.
pub const BUCKETS: u16 = 1 << BUCKET_BITS;
const BUCKET_BITS: u32 = 12;

/// One person's head: the leaf of a bucket's tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Head {
    /// Whose.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub person_id: PersonId,
    /// How many entries their history had.
    pub seq: u64,
    /// The hash of the last of them.
    pub hash: Digest,
}

/// One bucket: the leaf of the city's tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bucket {
    /// Its number, below [`BUCKETS`].
    pub number: u16,
    /// How many people are in it.
    pub size: u64,
    /// The root over their heads.
    pub root: Digest,
}

impl Head {
    /// The hash of this leaf.
    pub fn leaf(&self) -> Digest {
        let Self {
            person_id,
            seq,
            hash,
        } = self;
        merkle::leaf(&canonical(
            &json!({"person_id": person_id, "seq": seq, "hash": hash}),
        ))
    }
}

impl Bucket {
    /// The hash of this leaf.
    pub fn leaf(&self) -> Digest {
        let Self { number, size, root } = self;
        merkle::leaf(&canonical(
            &json!({"bucket": number, "size": size, "root": root}),
        ))
    }
}

/// The bucket of a person: even, since ids are keyed hashes. In order of id, people are in order
/// of bucket.
pub fn bucket_of(person: PersonId) -> u16 {
    let [first, second, ..] = *person.as_bytes();
    u16::from_be_bytes([first, second]) >> (u16::BITS - BUCKET_BITS)
}

/// The least id of a bucket.
pub fn least_of(bucket: u16) -> PersonId {
    end_of(bucket, 0)
}

/// The greatest id of a bucket.
pub fn most_of(bucket: u16) -> PersonId {
    end_of(bucket, u128::MAX)
}

/// The id of a bucket whose other bits are these.
fn end_of(bucket: u16, rest: u128) -> PersonId {
    let bits = u128::from(bucket) << (u128::BITS - BUCKET_BITS) | rest >> BUCKET_BITS;
    PersonId::from_bytes(bits.to_be_bytes())
}

fn canonical(value: &Value) -> Vec<u8> {
    // Canonicalisation fails only on numbers that JSON cannot hold, and a `Value` has none.
    serde_json_canonicalizer::to_vec(value).unwrap_or_default()
}

#[cfg(test)]
mod tests;
