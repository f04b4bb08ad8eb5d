//! The root of a day, in the chain of days.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::canonical;
use crate::merkle::Digest;

/// What is kept of a day for good, and shown to anybody, in the very form that is hashed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Root {
    /// The day in Shanghai on which it was sealed, soon after midnight.
    #[cfg_attr(feature = "schema", schema(value_type = String, format = Date, example = "2020-02-12"))]
    pub day: Date,
    /// How many people's heads are in it.
    pub people: u64,
    /// How many buckets have people: the size of the city's tree.
    pub buckets: u64,
    /// The root of the city's tree.
    pub root: Digest,
    /// The `hash` of the root sealed before; zeros for the first.
    pub prev_hash: Digest,
    /// SHA-256 of the canonical JSON of the other members.
    pub hash: Digest,
}

impl Root {
    /// The root of `day`, sealed after `last`.
    pub fn after(last: Option<&Self>, day: Date, people: u64, buckets: u64, root: Digest) -> Self {
        let mut sealed = Self {
            day,
            people,
            buckets,
            root,
            prev_hash: last.map_or(Digest::ZERO, |last| last.hash),
            hash: Digest::ZERO,
        };
        sealed.hash = sealed.computed_hash();
        sealed
    }

    /// The hash that it should carry.
    pub fn computed_hash(&self) -> Digest {
        let Self {
            day,
            people,
            buckets,
            root,
            prev_hash,
            hash: _,
        } = self;
        let hashed = json!({
            "day": day, "people": people, "buckets": buckets, "root": root, "prev_hash": prev_hash,
        });
        Digest::from_bytes(Sha256::digest(canonical(&hashed)).into())
    }
}
