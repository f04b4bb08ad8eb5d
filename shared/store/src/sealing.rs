//! What is kept of a day's heads while its root is made, and for a time after, for the proofs.
//!
//! Many may work at one day at once, and see different heads. Every list is kept under its own root,
//! so nobody's disturbs another's. Which of them count is decided where something is put on the
//! condition that it is not there: who first seals a part, and at last who first seals the day.
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
use crate::colours::ColourCounts;
use crate::heads::HEAD_SHARDS;
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
    /// So much is done.
    UpTo(Sealed),
}

/// What is done of a day, or of a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// Buckets that have people, in the order in which the index gives them.
    pub buckets: Vec<Bucket>,
    /// How many of their people had which colour; none if a bundle made some of it that did not count.
    pub colours: Option<ColourCounts>,
}

impl Default for Sealed {
    /// Nothing, and nobody.
    fn default() -> Self {
        Self {
            buckets: Vec::new(),
            colours: Some(ColourCounts::default()),
        }
    }
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    colours: Option<ColourCounts>,
    is_whole: bool,
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
        let key = |root: &Digest, first: &Bucket| keys::city_block(root, first.number);
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
    pub async fn sealed_part(
        &self,
        day: Date,
        shard: Option<u8>,
    ) -> Result<SealedPart, StoreError> {
        let mut so_far = Sealed::default();
        for part in self.parts(day, &keys::part(shard)).await? {
            if part.is_whole {
                return Ok(SealedPart::Whole);
            }
            so_far = part.sealed()?;
        }
        Ok(SealedPart::UpTo(so_far))
    }

    /// Notes how far a part has come, for whoever goes on with it. What they find may be another
    /// worker's note, which is as good.
    pub async fn note_part(
        &self,
        day: Date,
        shard: Option<u8>,
        so_far: &Sealed,
    ) -> Result<(), StoreError> {
        let item = PartItem {
            sk: keys::part(shard) + keys::SO_FAR,
            is_whole: false,
            ..PartItem::whole(day, shard, so_far)
        };
        let put = Write::put(&self.tables.people, &item, Condition::Any)?;
        self.write(vec![put]).await
    }

    /// Seals a part: from now on these are its buckets and counts, unless it was sealed before.
    pub async fn seal_part(
        &self,
        day: Date,
        shard: Option<u8>,
        part: &Sealed,
    ) -> Result<(), StoreError> {
        let item = PartItem::whole(day, shard, part);
        let put = Write::put(&self.tables.people, &item, Condition::New)?;
        match self.write(vec![put]).await {
            Err(StoreError::Conflict) => Ok(()),
            other => other,
        }
    }

    /// All of a day, its buckets in order of number, once every part is sealed.
    pub async fn sealed_whole(&self, day: Date) -> Result<Option<Sealed>, StoreError> {
        let mut parts = self.parts(day, keys::PART).await?;
        parts.retain(|part| part.is_whole);
        let all = keys::part(None);
        if let Some(all) = parts.iter().position(|part| part.sk == all) {
            parts = vec![parts.swap_remove(all)];
        } else if parts.len() < usize::from(HEAD_SHARDS) {
            return Ok(None);
        }
        let mut whole = Sealed::default();
        for part in &parts {
            let part = part.sealed()?;
            whole.buckets.extend(part.buckets);
            whole.colours = whole
                .colours
                .zip(part.colours)
                .map(|(all, own)| all.and(&own));
        }
        whole.buckets.sort_unstable_by_key(|bucket| bucket.number);
        Ok(Some(whole))
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
}

impl PartItem {
    fn whole(day: Date, shard: Option<u8>, part: &Sealed) -> Self {
        Self {
            pk: keys::heads(day),
            sk: keys::part(shard),
            buckets: pack(&part.buckets),
            colours: part.colours.clone(),
            is_whole: true,
            expires_at: expiry(day),
        }
    }

    fn sealed(&self) -> Result<Sealed, StoreError> {
        Ok(Sealed {
            buckets: unpack(&self.buckets).ok_or_else(|| unreadable("part of a day"))?,
            colours: self.colours.clone(),
        })
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
