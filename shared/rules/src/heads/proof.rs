//! The proof that one head is in the root of a day.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Bucket, Head, Root, bucket_of};
use crate::merkle::{Digest, root_by};

/// All that is needed to check that a person's head is in the root of a day, from itself alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Proof {
    /// The head that was sealed.
    pub leaf: Head,
    /// Its place in the tree of its bucket.
    pub in_bucket: InBucket,
    /// The bucket's place in the tree of the city.
    pub in_city: InCity,
    /// The root of the day.
    pub root: Root,
}

/// The place of a head in the tree of its bucket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct InBucket {
    /// The bucket's number: the first twelve bits of the person's id.
    pub bucket: u16,
    /// Its place among the people of the bucket, from 0.
    pub index: u64,
    /// How many people are in the bucket.
    pub size: u64,
    /// The hashes beside it, from the leaf up to the bucket's root.
    pub path: Vec<Digest>,
}

/// The place of a bucket in the tree of the city, whose size is `root.buckets`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct InCity {
    /// Its place among the buckets that have people, from 0.
    pub index: u64,
    /// The hashes beside it, from the bucket's leaf up to the root of the day.
    pub path: Vec<Digest>,
}

/// Why a proof does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ProofFault {
    /// The bucket is another person's.
    #[error("the bucket is not that of the person's id")]
    Bucket,
    /// A path does not fit its place.
    #[error("a path is not as long as its place in the tree needs it")]
    Path,
    /// The paths lead to another root.
    #[error("the paths do not lead to the root of the day")]
    Root,
    /// The record of the day was changed.
    #[error("the record of the day does not give its hash")]
    Record,
}

impl Proof {
    /// Checks everything that a proof says of itself. That its root is the one that everybody else
    /// was shown, and its leaf an entry of the person's history, is for whoever has them to compare.
    pub fn check(&self) -> Result<(), ProofFault> {
        let Self {
            leaf,
            in_bucket,
            in_city,
            root,
        } = self;
        if in_bucket.bucket != bucket_of(leaf.person_id) {
            return Err(ProofFault::Bucket);
        }
        let of_bucket = root_by(
            leaf.leaf(),
            in_bucket.index,
            in_bucket.size,
            &in_bucket.path,
        );
        let bucket = Bucket {
            number: in_bucket.bucket,
            size: in_bucket.size,
            root: of_bucket.ok_or(ProofFault::Path)?,
        };
        let of_city = root_by(bucket.leaf(), in_city.index, root.buckets, &in_city.path);
        if of_city.ok_or(ProofFault::Path)? != root.root {
            return Err(ProofFault::Root);
        }
        if root.computed_hash() != root.hash {
            return Err(ProofFault::Record);
        }
        Ok(())
    }
}
