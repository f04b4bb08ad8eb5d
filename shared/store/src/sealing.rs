//! What is kept of a day's heads while its root is made, and for a time after, for the proofs.
//!
//! Many may work at one day at once, and see different heads. A bucket's list is kept under its own
//! root, so nobody's list disturbs another's; which of them counts is decided once, when the first
//! who has done a part puts it there. From then on every worker makes the same city of it.
//!
//! Lists name people, so they lie in People and end; the roots do neither (`ledger`).

mod bytes;

use jiff::Timestamp;
use jiff::civil::Date;
use rules::calendar::{days_after, end_of};
use rules::heads::{Bucket, Head};
use rules::merkle::{BLOCK, Digest, blocks};
use serde::{Deserialize, Serialize};

use crate::classify::unreadable;
use crate::heads::{HEAD_SHARDS, first_bucket};
use crate::read::{Item, Which};
use crate::write::{Condition, Write};
use crate::{Store, StoreError, keys};

pub(crate) use bytes::{Packed, pack, unpack};

/// How long lists are kept: the six months in which an act of the administration can be taken to
/// court (行政诉讼法, article 46), and some days. The roots stay.
const KEPT_DAYS: i32 = 200;

/// How far the sealing of a part of a day has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SealedPart {
    /// It is done.
    Whole,
    /// These buckets are done; the next one to look at.
    UpTo(Vec<Bucket>, u16),
}

/// A block of a list, with what proves it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct BlockItem {
    pk: String,
    sk: String,
    /// The place of its first leaf in the whole.
    pub(crate) first: u64,
    #[serde(with = "serde_bytes")]
    pub(crate) leaves: Vec<u8>,
    /// The path from its root to that of the whole.
    #[serde(with = "serde_bytes")]
    pub(crate) above: Vec<u8>,
    pub(crate) expires_at: i64,
}

#[derive(Debug, Serialize, Deserialize)]
struct PartItem {
    pk: String,
    sk: String,
    #[serde(with = "serde_bytes")]
    buckets: Vec<u8>,
    /// The next bucket to look at, while it is not done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    next: Option<u16>,
    expires_at: i64,
}

impl Store {
    /// Keeps the heads of a bucket's people, in order of id, and gives what the city has of it.
    pub async fn keep_heads(
        &self,
        day: Date,
        number: u16,
        heads: &[Head],
    ) -> Result<Bucket, StoreError> {
        let leaves: Vec<_> = heads.iter().map(Head::leaf).collect();
        let pk = keys::heads_of_bucket(day, number);
        let key = |root: &Digest, first: &Head| keys::list_block(root, first.person_id);
        let root = self.keep_blocks(day, &pk, heads, &leaves, key).await?;
        Ok(Bucket {
            number,
            size: heads.len() as u64,
            root,
        })
    }

    /// Keeps the tree of the city over these buckets, in order of number, and gives its root.
    pub async fn keep_city(&self, day: Date, buckets: &[Bucket]) -> Result<Digest, StoreError> {
        let leaves: Vec<_> = buckets.iter().map(Bucket::leaf).collect();
        let key = |_: &Digest, first: &Bucket| keys::city_block(first.number);
        self.keep_blocks(day, &keys::heads(day), buckets, &leaves, key)
            .await
    }

    /// Keeps a list by its blocks, each an item of at most 4 KB however long the list is.
    async fn keep_blocks<T: Packed>(
        &self,
        day: Date,
        pk: &str,
        list: &[T],
        leaves: &[Digest],
        key: impl Fn(&Digest, &T) -> String,
    ) -> Result<Digest, StoreError> {
        let tree = blocks(leaves);
        let starts = (0..).step_by(BLOCK);
        for ((block, above), start) in list.chunks(BLOCK).zip(&tree.above).zip(starts) {
            let item = BlockItem {
                pk: pk.to_owned(),
                sk: key(&tree.root, &block[0]),
                first: start,
                leaves: pack(block),
                above: pack(above),
                expires_at: expiry(day),
            };
            // Under its key there is nothing, or the same.
            let put = Write::put(&self.tables.people, &item, Condition::Any)?;
            self.write(vec![put]).await?;
        }
        Ok(tree.root)
    }

    /// How far a part of a day has come.
    pub async fn sealed_part(&self, day: Date, shard: u8) -> Result<SealedPart, StoreError> {
        let mut so_far = SealedPart::UpTo(Vec::new(), first_bucket(shard));
        for part in self.parts(day, &keys::part(shard)).await? {
            so_far = match part.next {
                None => return Ok(SealedPart::Whole),
                Some(next) => SealedPart::UpTo(part.buckets()?, next),
            };
        }
        Ok(so_far)
    }

    /// Notes how far a part has come, for whoever goes on with it. What they find may be another
    /// worker's note, which is as good.
    pub async fn note_part(
        &self,
        day: Date,
        shard: u8,
        buckets: &[Bucket],
        next: u16,
    ) -> Result<(), StoreError> {
        let sk = keys::part(shard) + keys::SO_FAR;
        self.put_part(day, sk, buckets, Some(next), Condition::Any)
            .await
    }

    /// Seals a part: from now on these are its buckets, unless it was sealed before.
    pub async fn seal_part(
        &self,
        day: Date,
        shard: u8,
        buckets: &[Bucket],
    ) -> Result<(), StoreError> {
        let put = self.put_part(day, keys::part(shard), buckets, None, Condition::New);
        match put.await {
            Err(StoreError::Conflict) => Ok(()),
            other => other,
        }
    }

    /// All buckets of a day that have people, in order, once every part is sealed.
    pub async fn sealed_buckets(&self, day: Date) -> Result<Option<Vec<Bucket>>, StoreError> {
        let mut parts = self.parts(day, keys::PART).await?;
        parts.retain(|part| part.next.is_none());
        if parts.len() < usize::from(HEAD_SHARDS) {
            return Ok(None);
        }
        let buckets = parts.iter().map(PartItem::buckets);
        let buckets: Vec<_> = buckets.collect::<Result<_, _>>()?;
        Ok(Some(buckets.concat()))
    }

    async fn parts(&self, day: Date, prefix: &str) -> Result<Vec<PartItem>, StoreError> {
        let which = Which::Prefixed(prefix);
        let items = self
            .items(&self.tables.people, keys::heads(day), which)
            .await?;
        let part = |item: Item| serde_dynamo::from_item(item);
        let parts = items.into_iter().map(part).collect::<Result<_, _>>();
        parts.map_err(|_| unreadable("part of a day"))
    }

    async fn put_part(
        &self,
        day: Date,
        sk: String,
        buckets: &[Bucket],
        next: Option<u16>,
        condition: Condition,
    ) -> Result<(), StoreError> {
        let item = PartItem {
            pk: keys::heads(day),
            sk,
            buckets: pack(buckets),
            next,
            expires_at: expiry(day),
        };
        let put = Write::put(&self.tables.people, &item, condition)?;
        self.write(vec![put]).await
    }
}

impl PartItem {
    fn buckets(&self) -> Result<Vec<Bucket>, StoreError> {
        unpack(&self.buckets).ok_or_else(|| unreadable("part of a day"))
    }
}

impl BlockItem {
    /// Whether it is still to be kept at `now`. The database collects garbage when it likes (R85).
    pub(crate) fn is_kept(&self, now: Timestamp) -> bool {
        self.expires_at > now.as_second()
    }
}

fn expiry(day: Date) -> i64 {
    end_of(days_after(day, KEPT_DAYS)).as_second()
}
