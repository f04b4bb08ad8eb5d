//! Against vectors that were published, and against a second way to think of the same tree.

use proptest::prelude::*;

use super::*;

/// The inputs of the reference implementation of Certificate Transparency.
const DATA: [&str; 8] = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
];

/// Its roots over the first one, two, … of them.
const ROOTS: [&str; 8] = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

/// Its path of the first leaf of eight.
const PATH: [&str; 3] = [
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
];

fn published() -> Vec<Digest> {
    let data = |hex: &&str| data_encoding::HEXLOWER.decode(hex.as_bytes()).unwrap();
    DATA.iter().map(|hex| leaf(&data(hex))).collect()
}

fn leaves(count: usize) -> Vec<Digest> {
    (0..count).map(|n| leaf(&n.to_be_bytes())).collect()
}

/// Pairs from left to right, level by level, the odd one out carried up: another way to the same
/// tree, which needs no powers of two.
fn naive_root(leaves: &[Digest]) -> Digest {
    let mut level = leaves.to_vec();
    while level.len() > 1 {
        level = level
            .chunks(2)
            .map(|pair| match pair {
                [left, right] => node(left, right),
                _ => pair[0],
            })
            .collect();
    }
    level[0]
}

/// The same digest with one bit changed.
fn with_bit(digest: Digest, bit: usize) -> Digest {
    let mut bytes = *digest.as_bytes();
    bytes[bit / 8] ^= 1 << (bit % 8);
    Digest::from_bytes(bytes)
}

#[test]
fn roots_are_those_that_were_published() {
    let leaves = published();
    for (size, expected) in (1..).zip(ROOTS) {
        assert_eq!(root(&leaves[..size]).to_string(), expected, "{size}");
    }
    assert_eq!(
        root(&[]).to_string(),
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    );
}

#[test]
fn a_path_is_the_one_that_was_published() {
    let path = path(&published(), 0).unwrap();
    let spelt: Vec<_> = path.iter().map(Digest::to_string).collect();
    assert_eq!(spelt, PATH);
}

#[test]
fn every_place_of_every_small_tree_is_proved_by_its_path_and_by_no_other_place() {
    for size in 1..=40 {
        let leaves = leaves(size);
        let expected = Some(root(&leaves));
        for index in 0..size {
            let path = path(&leaves, index).unwrap();
            for claimed in 0..size + 2 {
                let by = root_by(leaves[index], claimed as u64, size as u64, &path);
                assert_eq!(by == expected, claimed == index, "{size} {index} {claimed}");
            }
        }
        assert_eq!(path(&leaves, size), None);
    }
}

#[test]
fn there_is_no_place_in_an_empty_tree() {
    assert_eq!(path(&[], 0), None);
    assert_eq!(root_by(leaf(b""), 0, 0, &[]), None);
    assert_eq!(blocks(&[]).root, root(&[]));
}

#[test]
fn a_path_that_is_too_short_or_too_long_proves_nothing() {
    let leaves = leaves(11);
    for index in 0..11 {
        let whole = path(&leaves, index).unwrap();
        let (place, root) = (index as u64, Some(root(&leaves)));
        let longer = [whole.clone(), vec![leaf(b"")]].concat();
        for path in [&whole[1..], &whole[..whole.len() - 1], &longer] {
            assert_ne!(root_by(leaves[index], place, 11, path), root);
        }
    }
}

#[test]
fn a_leaf_is_never_a_node() {
    let [left, right] = [leaf(b"left"), leaf(b"right")];
    let data = [&left.as_bytes()[..], right.as_bytes()].concat();
    assert_ne!(leaf(&data), node(&left, &right));
}

#[test]
fn a_digest_has_one_spelling() {
    let digest = leaf(b"");
    let text = digest.to_string();
    assert_eq!(Digest::parse(&text), Some(digest));
    for other in [&text[1..], &text.to_uppercase(), &format!("{text}0"), ""] {
        assert_eq!(Digest::parse(other), None, "{other}");
    }
}

proptest! {
    #[test]
    fn a_root_is_that_of_the_naive_tree(size in 1..300_usize) {
        let leaves = leaves(size);
        prop_assert_eq!(root(&leaves), naive_root(&leaves));
    }

    #[test]
    fn a_tree_by_its_blocks_is_the_tree(size in 1..300_usize, index in any::<prop::sample::Index>()) {
        let leaves = leaves(size);
        let index = index.index(size);
        let blocks = blocks(&leaves);
        prop_assert_eq!(blocks.root, root(&leaves));
        let block = leaves.chunks(BLOCK).nth(index / BLOCK).unwrap();
        let through = path_through(block, index % BLOCK, &blocks.above[index / BLOCK]);
        prop_assert_eq!(through, path(&leaves, index));
    }

    #[test]
    fn a_changed_bit_of_leaf_or_path_is_found(
        size in 1..300_usize,
        index in any::<prop::sample::Index>(),
        whose in any::<prop::sample::Index>(),
        bit in 0..256_usize,
    ) {
        let leaves = leaves(size);
        let index = index.index(size);
        let mut path = path(&leaves, index).unwrap();
        let mut leaf = leaves[index];
        match whose.index(path.len() + 1).checked_sub(1) {
            None => leaf = with_bit(leaf, bit),
            Some(step) => path[step] = with_bit(path[step], bit),
        }
        let by = root_by(leaf, index as u64, size as u64, &path);
        prop_assert!(by.is_some() && by != Some(root(&leaves)));
    }

    #[test]
    fn a_changed_bit_of_the_index_is_found(
        size in 1..300_usize, index in any::<prop::sample::Index>(), bit in 0..64_u32,
    ) {
        let leaves = leaves(size);
        let index = index.index(size);
        let path = path(&leaves, index).unwrap();
        let by = root_by(leaves[index], index as u64 ^ 1 << bit, size as u64, &path);
        prop_assert_ne!(by, Some(root(&leaves)));
    }
}
