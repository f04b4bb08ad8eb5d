//! Leaves and digests as bytes: half of what they take as text, and lists are long.

use rules::heads::{Bucket, Head};
use rules::identity::PersonId;
use rules::merkle::Digest;

/// What is kept as a fixed number of bytes.
pub trait Packed: Sized {
    /// How many.
    const SIZE: usize;

    /// Its bytes.
    fn pack(&self) -> impl AsRef<[u8]>;

    /// What these bytes stand for.
    fn unpack(bytes: &[u8]) -> Option<Self>;
}

impl Packed for Digest {
    const SIZE: usize = 32;

    fn pack(&self) -> impl AsRef<[u8]> {
        *self.as_bytes()
    }

    fn unpack(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self::from_bytes)
    }
}

/// The id, the number of entries, the hash.
impl Packed for Head {
    const SIZE: usize = 16 + 8 + 32;

    fn pack(&self) -> impl AsRef<[u8]> {
        let Self {
            person_id,
            seq,
            hash,
        } = self;
        let (id, seq) = (person_id.as_bytes(), seq.to_be_bytes());
        [&id[..], &seq, hash.as_bytes()].concat()
    }

    fn unpack(bytes: &[u8]) -> Option<Self> {
        let (id, rest) = bytes.split_first_chunk()?;
        let (seq, hash) = rest.split_first_chunk()?;
        Some(Self {
            person_id: PersonId::from_bytes(*id),
            seq: u64::from_be_bytes(*seq),
            hash: Digest::unpack(hash)?,
        })
    }
}

/// The number, how many people, the root.
impl Packed for Bucket {
    const SIZE: usize = 2 + 8 + 32;

    fn pack(&self) -> impl AsRef<[u8]> {
        let Self { number, size, root } = self;
        let (number, size) = (number.to_be_bytes(), size.to_be_bytes());
        [&number[..], &size, root.as_bytes()].concat()
    }

    fn unpack(bytes: &[u8]) -> Option<Self> {
        let (number, rest) = bytes.split_first_chunk()?;
        let (size, root) = rest.split_first_chunk()?;
        Some(Self {
            number: u16::from_be_bytes(*number),
            size: u64::from_be_bytes(*size),
            root: Digest::unpack(root)?,
        })
    }
}

/// The bytes of all of them.
pub fn pack<T: Packed>(all: &[T]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(all.len() * T::SIZE);
    for one in all {
        bytes.extend_from_slice(one.pack().as_ref());
    }
    bytes
}

/// All that these bytes stand for; none if they are no whole number of them.
pub fn unpack<T: Packed>(bytes: &[u8]) -> Option<Vec<T>> {
    bytes.chunks(T::SIZE).map(T::unpack).collect()
}

#[cfg(test)]
mod tests {
    use rules::heads::least_of;
    use rules::merkle::leaf;

    use super::*;

    #[test]
    fn what_is_packed_is_unpacked() {
        let heads: Vec<_> = (0..3)
            .map(|n| Head {
                person_id: least_of(n),
                seq: u64::from(n) << 40,
                hash: leaf(&n.to_be_bytes()),
            })
            .collect();
        let buckets: Vec<_> = (0..3)
            .map(|n| Bucket {
                number: n << 8,
                size: u64::from(n) << 40,
                root: leaf(&n.to_be_bytes()),
            })
            .collect();
        assert_eq!(unpack(&pack(&heads)), Some(heads.clone()));
        assert_eq!(unpack(&pack(&buckets)), Some(buckets.clone()));
        assert_eq!(unpack::<Head>(&[]), Some(Vec::new()));
        assert_eq!(unpack::<Head>(&pack(&heads)[1..]), None);
        assert_eq!(unpack::<Bucket>(&pack(&buckets)[1..]), None);
    }
}
