//! A proof holds as it is, and no longer once anything in it is changed.

use jiff::civil::date;
use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::merkle::{blocks, leaf, path, root};

/// A person in `bucket`, the `n`-th there.
fn head(bucket: u16, n: u8) -> Head {
    let mut id = *least_of(bucket).as_bytes();
    id[15] = n;
    Head {
        person_id: PersonId::from_bytes(id),
        seq: u64::from(n) + 1,
        hash: leaf(&[n]),
    }
}

/// A city of `buckets` buckets, each with `people` people, and the proof of one of them.
fn proof(buckets: u16, people: u8, bucket: u16, person: u8) -> Proof {
    let number = |place: u16| place * 7 + 3;
    let tree: Vec<_> = (0..buckets)
        .map(|place| {
            let leaves: Vec<_> = (0..people).map(|n| head(number(place), n).leaf()).collect();
            let one = Bucket {
                number: number(place),
                size: u64::from(people),
                root: blocks(&leaves).root,
            };
            (one, leaves)
        })
        .collect();
    let city: Vec<_> = tree.iter().map(|(one, _)| one.leaf()).collect();
    let before = Root::after(None, date(2020, 2, 11), 0, 0, root(&[]));
    let size = u64::from(buckets);
    Proof {
        leaf: head(number(bucket), person),
        in_bucket: InBucket {
            bucket: number(bucket),
            index: person.into(),
            size: people.into(),
            path: path(&tree[usize::from(bucket)].1, person.into()).unwrap(),
        },
        in_city: InCity {
            index: bucket.into(),
            path: path(&city, bucket.into()).unwrap(),
        },
        root: Root::after(
            Some(&before),
            date(2020, 2, 12),
            size * u64::from(people),
            size,
            root(&city),
        ),
    }
}

/// Every value that is no list and no object, by its pointer.
fn values(value: &Value) -> Vec<String> {
    let under = |name: &str, value: &Value| {
        let below = values(value).into_iter();
        below.map(|pointer| format!("/{name}{pointer}")).collect()
    };
    let found: Vec<Vec<_>> = match value {
        Value::Object(members) => members.iter().map(|(name, one)| under(name, one)).collect(),
        Value::Array(items) => {
            let numbered = items.iter().enumerate();
            numbered
                .map(|(n, one)| under(&n.to_string(), one))
                .collect()
        }
        _ => vec![vec![String::new()]],
    };
    found.concat()
}

/// The same value with one bit changed: of a number one of 12 bits, of a text the last hex digit,
/// day or character.
fn with_bit(value: &Value, bit: u32) -> Value {
    match value {
        Value::Number(number) => json!(number.as_u64().unwrap() ^ 1 << (bit % 12)),
        text => {
            let text = text.as_str().unwrap();
            let (before, last) = text.split_at(text.len() - 1);
            json!(format!("{before}{}", if last == "1" { "0" } else { "1" }))
        }
    }
}

#[test]
fn buckets_are_the_first_twelve_bits_and_in_order_of_id() {
    let id = PersonId::from_bytes([0xAB, 0xCD, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    assert_eq!(bucket_of(id), 0xABC);
    for bucket in [0, 1, 0xABC, BUCKETS - 1] {
        assert_eq!(bucket_of(least_of(bucket)), bucket);
        assert_eq!(bucket_of(most_of(bucket)), bucket);
    }
    assert_eq!(most_of(BUCKETS - 1), PersonId::from_bytes([0xFF; 16]));
    assert!(least_of(0xABC) < id && id < most_of(0xABC));
    assert!(most_of(0xABC) < least_of(0xABD));
}

#[test]
fn r84_the_data_of_leaves_is_canonical_json() {
    let head = head(0xABC, 1);
    let data = format!(
        r#"{{"hash":"{}","person_id":"{}","seq":2}}"#,
        head.hash, head.person_id
    );
    assert_eq!(head.leaf(), leaf(data.as_bytes()));
    let bucket = Bucket {
        number: 0xABC,
        size: 3,
        root: head.hash,
    };
    let data = format!(r#"{{"bucket":2748,"root":"{}","size":3}}"#, head.hash);
    assert_eq!(bucket.leaf(), leaf(data.as_bytes()));
}

#[test]
fn r84_the_hash_of_a_day_is_over_canonical_json_and_names_the_day_before() {
    let first = Root::after(None, date(2020, 2, 11), 3, 2, leaf(b""));
    let (zero, root) = ("0".repeat(64), first.root);
    let data = format!(
        r#"{{"buckets":2,"day":"2020-02-11","people":3,"prev_hash":"{zero}","root":"{root}"}}"#
    );
    let hash = data_encoding::HEXLOWER.encode(&<sha2::Sha256 as sha2::Digest>::digest(data));
    assert_eq!(first.hash.to_string(), hash);
    let second = Root::after(Some(&first), date(2020, 2, 12), 3, 2, leaf(b""));
    assert_eq!(second.prev_hash, first.hash);
}

#[test]
fn r84_a_proof_of_the_only_person_has_no_paths_and_holds() {
    let proof = proof(1, 1, 0, 0);
    assert!(proof.in_bucket.path.is_empty() && proof.in_city.path.is_empty());
    assert_eq!(proof.check(), Ok(()));
}

proptest! {
    #[test]
    fn r84_a_proof_holds_and_any_change_of_it_is_found(
        buckets in 1..6_u16, people in 1..12_u8, of in any::<(prop::sample::Index, prop::sample::Index)>(),
        which in any::<prop::sample::Index>(), bit in 0..12_u32,
    ) {
        let place = of.0.index(buckets.into()).try_into().unwrap();
        let person = of.1.index(people.into()).try_into().unwrap();
        let proof = proof(buckets, people, place, person);
        prop_assert_eq!(proof.check(), Ok(()));
        let mut told = serde_json::to_value(&proof).unwrap();
        let pointers = values(&told);
        let pointer = &pointers[which.index(pointers.len())];
        let value = told.pointer_mut(pointer).unwrap();
        *value = with_bit(value, bit);
        // What no longer reads is found as well.
        if let Ok(changed) = serde_json::from_value::<Proof>(told) {
            prop_assert!(changed.check().is_err(), "{}", pointer);
        }
    }

    #[test]
    fn r84_a_path_with_a_step_less_or_more_is_found(
        buckets in 2..6_u16, people in 2..12_u8, less in any::<bool>(), city in any::<bool>(),
    ) {
        let mut proof = proof(buckets, people, buckets / 2, people / 2);
        let path = if city { &mut proof.in_city.path } else { &mut proof.in_bucket.path };
        if less { path.pop(); } else { path.push(leaf(b"")); }
        prop_assert_eq!(proof.check(), Err(ProofFault::Path));
    }
}
