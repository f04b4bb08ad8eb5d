//! The heads of all histories, sealed into one root a day (R84).
//!
//! A part is a sixteenth of all people by id. It reads their heads from the index, bucket after
//! bucket, keeps each bucket's list for the proofs, and seals what it came to; whoever seals the
//! last part of a day seals the day. A part that is done again changes nothing, and one that was
//! broken off goes on where it noted to be.

use edge::State;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use jiff::civil::Date;
use rules::heads::{Bucket, Head, bucket_of};
use store::{HEAD_SHARDS, SealedPart, StoreError};

use crate::Part;

/// Lists kept at the same time.
const AT_ONCE: usize = 16;

/// What seals a day: all its parts, or none once it is sealed.
pub async fn parts(state: &State, day: Date) -> Result<Vec<Part>, StoreError> {
    let last = state.store.last_root().await?;
    if last.is_some_and(|last| last.day >= day) {
        return Ok(Vec::new());
    }
    Ok((0..HEAD_SHARDS)
        .map(|shard| Part::Heads { day, shard })
        .collect())
}

/// Seals a part of a day, and the day if it was the last. False if time was up before.
pub async fn seal(
    state: &State,
    day: Date,
    shard: u8,
    is_time_up: impl Fn() -> bool,
) -> Result<bool, StoreError> {
    let store = &state.store;
    if let SealedPart::UpTo(buckets, next) = store.sealed_part(day, shard).await? {
        let mut part = Sealing {
            state,
            day,
            shard,
            buckets,
        };
        if !part.go_on(next, is_time_up).await? {
            return Ok(false);
        }
        store.seal_part(day, shard, &part.buckets).await?;
    }
    // Parts that are sealed stay so: who has sealed the last of them sees all.
    if let Some(buckets) = store.sealed_buckets(day).await? {
        let root = store.keep_city(day, &buckets).await?;
        let people = buckets.iter().map(|bucket| bucket.size).sum();
        store
            .seal_day(day, people, buckets.len() as u64, root)
            .await?;
    }
    Ok(true)
}

/// A part on its way.
struct Sealing<'a> {
    state: &'a State,
    day: Date,
    shard: u8,
    /// Those that are done, in order of number.
    buckets: Vec<Bucket>,
}

impl Sealing<'_> {
    /// Goes on from bucket `from` to the part's end, or until time is up, which it notes.
    async fn go_on(
        &mut self,
        from: u16,
        is_time_up: impl Fn() -> bool,
    ) -> Result<bool, StoreError> {
        let store = &self.state.store;
        let mut read: Vec<Head> = Vec::new();
        let mut after = None;
        loop {
            let (page, next) = store.heads(self.shard, from, after).await?;
            read.extend(page);
            let Some(next) = next else {
                self.keep(read).await?;
                return Ok(true);
            };
            // The last bucket of a page can have more people on the next one.
            let open = read.last().map(|head| bucket_of(head.person_id));
            let whole = read.partition_point(|head| Some(bucket_of(head.person_id)) != open);
            let rest = read.split_off(whole);
            self.keep(std::mem::replace(&mut read, rest)).await?;
            if is_time_up() {
                let next = open.unwrap_or(from);
                store
                    .note_part(self.day, self.shard, &self.buckets, next)
                    .await?;
                return Ok(false);
            }
            after = Some(next);
        }
    }

    /// Keeps the lists of whole buckets.
    async fn keep(&mut self, heads: Vec<Head>) -> Result<(), StoreError> {
        let of_bucket =
            |one: &Head, other: &Head| bucket_of(one.person_id) == bucket_of(other.person_id);
        let store = &self.state.store;
        let lists: Vec<_> = heads
            .chunk_by(of_bucket)
            .map(|people| store.keep_heads(self.day, bucket_of(people[0].person_id), people))
            .collect();
        let kept: Vec<Bucket> = stream::iter(lists).buffered(AT_ONCE).try_collect().await?;
        self.buckets.extend(kept);
        Ok(())
    }
}
