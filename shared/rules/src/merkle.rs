//! Merkle trees as RFC 6962 hashes them (section 2.1): one digest that stands for a whole list, and
//! short proofs that something is in the list.
//!
//! A leaf is SHA-256 over a zero byte and its data, a node over a one byte and its two halves,
//! which are split at the largest power of two below their number: so no leaf can be passed off
//! as a node, and what any implementation of Certificate Transparency checks, checks this.
//!
//! A long list is kept in [`BLOCK`]s. Since those begin at multiples of a power of two, each is a
//! subtree of its own, and a proof is a path inside a block and a path above it: whoever has one
//! block and its path can prove any of its leaves without the rest of the list.

mod digest;

use sha2::{Digest as _, Sha256};

pub use digest::Digest;

/// Leaves in a block, all but the last of which are full. A power of two.
pub const BLOCK: usize = 64;

/// The hash of a leaf with this data.
pub fn leaf(data: &[u8]) -> Digest {
    Digest::from_bytes(
        Sha256::new_with_prefix([0])
            .chain_update(data)
            .finalize()
            .into(),
    )
}

/// The hash of the node above two others.
fn node(left: &Digest, right: &Digest) -> Digest {
    let hashed = Sha256::new_with_prefix([1])
        .chain_update(left.as_bytes())
        .chain_update(right.as_bytes());
    Digest::from_bytes(hashed.finalize().into())
}

/// The root of the tree over these leaves, given by their hashes.
pub fn root(leaves: &[Digest]) -> Digest {
    match leaves {
        [] => Digest::from_bytes(Sha256::digest([]).into()),
        [only] => *only,
        _ => {
            let (left, right) = leaves.split_at(split(leaves.len()));
            node(&root(left), &root(right))
        }
    }
}

/// The path that proves the leaf at `index`: the hash beside it, then the one beside their node,
/// up to the root. None where there is no such leaf.
pub fn path(leaves: &[Digest], index: usize) -> Option<Vec<Digest>> {
    match leaves {
        _ if index >= leaves.len() => None,
        [_] => Some(Vec::new()),
        _ => {
            let at = split(leaves.len());
            let (left, right) = leaves.split_at(at);
            let (mut path, beside) = if index < at {
                (path(left, index)?, root(right))
            } else {
                (path(right, index - at)?, root(left))
            };
            path.push(beside);
            Some(path)
        }
    }
}

/// The root of the tree of `size` leaves that has this leaf at `index`, if `path` proves it (RFC
/// 9162, section 2.1.3.2). None where there is no such place, or a path to it has another length.
///
/// Trees of different sizes can have a place with the same path. So a size proves itself only
/// where it is hashed with the root, as it is in [`crate::heads`].
pub fn root_by(leaf: Digest, index: u64, size: u64, path: &[Digest]) -> Option<Digest> {
    let (mut at, mut last) = (index, size.checked_sub(1)?);
    if at > last {
        return None;
    }
    let mut hash = leaf;
    for beside in path {
        if last == 0 {
            return None;
        }
        if at & 1 == 1 || at == last {
            hash = node(beside, &hash);
            // The last of an odd number has nothing beside it until its node is a right one.
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            hash = node(&hash, beside);
        }
        at >>= 1;
        last >>= 1;
    }
    (last == 0).then_some(hash)
}

/// A long tree by its blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocks {
    /// The root of the whole.
    pub root: Digest,
    /// For each block the path from its own root to that of the whole.
    pub above: Vec<Vec<Digest>>,
}

/// The tree over these leaves, by its blocks of [`BLOCK`] leaves each.
pub fn blocks(leaves: &[Digest]) -> Blocks {
    let tops: Vec<_> = leaves.chunks(BLOCK).map(root).collect();
    Blocks {
        root: root(&tops),
        above: (0..tops.len())
            .filter_map(|index| path(&tops, index))
            .collect(),
    }
}

/// The path that proves the leaf at `index` of a block, given the path above the block.
pub fn path_through(block: &[Digest], index: usize, above: &[Digest]) -> Option<Vec<Digest>> {
    let mut path = path(block, index)?;
    path.extend_from_slice(above);
    Some(path)
}

/// The largest power of two below `leaves`, which are two or more.
fn split(leaves: usize) -> usize {
    leaves.next_power_of_two() / 2
}

#[cfg(test)]
mod tests;
