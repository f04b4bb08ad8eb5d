//! The heads of all histories, sealed into one root a day (R84).
//!
//! A part is a sixteenth of all people by id, or where one process does all work, everybody. It reads
//! their heads from the index, bucket after bucket, keeps each bucket's list for the proofs, and seals
//! what it came to; whoever seals the last part of a day seals the day. A part that is done again
//! changes nothing, and one that was broken off goes on where it noted to be.

use edge::State;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use jiff::civil::Date;
use rules::heads::{Bucket, Head, bucket_of};
use store::{HeadCursor, SealedPart, StoreError};

/// Lists kept at the same time.
const AT_ONCE: usize = 16;

/// Seals a part of a day, and the day if it was the last. False if time was up before.
pub async fn seal(
    state: &State,
    day: Date,
    shard: Option<u8>,
    is_time_up: impl Fn() -> bool,
) -> Result<bool, StoreError> {
    let store = &state.store;
    if let SealedPart::UpTo(buckets) = store.sealed_part(day, shard).await? {
        let mut part = Sealing {
            state,
            day,
            shard,
            buckets,
        };
        if !part.go_on(is_time_up).await? {
            store.note_part(day, shard, &part.buckets).await?;
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
    shard: Option<u8>,
    /// Those that are done, as the index gave them.
    buckets: Vec<Bucket>,
}

impl Sealing<'_> {
    /// Goes on to the part's end. False if time was up before, and at least one bucket more is done.
    async fn go_on(&mut self, is_time_up: impl Fn() -> bool) -> Result<bool, StoreError> {
        let store = &self.state.store;
        let done_before = self.buckets.len();
        // Whoever came into a bucket after it was done comes into tomorrow's.
        let mut after = self
            .buckets
            .last()
            .map(|last| HeadCursor::behind(last.number));
        let mut read: Vec<Head> = Vec::new();
        loop {
            let (page, next) = store.heads(self.shard, after).await?;
            read.extend(page);
            let Some(next) = next else {
                self.keep(read).await?;
                return Ok(true);
            };
            // The last bucket of a page can have more people on the next one.
            let open = read.last().map(|head| bucket_of(head.person_id));
            let is_open = |head: &Head| Some(bucket_of(head.person_id)) == open;
            let whole = read.iter().position(is_open).unwrap_or_default();
            let rest = read.split_off(whole);
            self.keep(std::mem::replace(&mut read, rest)).await?;
            if is_time_up() && self.buckets.len() > done_before {
                return Ok(false);
            }
            after = Some(next);
        }
    }

    /// Keeps the lists of whole buckets.
    async fn keep(&mut self, heads: Vec<Head>) -> Result<(), StoreError> {
        let are_together =
            |one: &Head, other: &Head| bucket_of(one.person_id) == bucket_of(other.person_id);
        let store = &self.state.store;
        let lists: Vec<_> = heads
            .chunk_by(are_together)
            .map(|people| store.keep_heads(self.day, bucket_of(people[0].person_id), people))
            .collect();
        let kept: Vec<Bucket> = stream::iter(lists).buffered(AT_ONCE).try_collect().await?;
        self.buckets.extend(kept);
        Ok(())
    }
}
