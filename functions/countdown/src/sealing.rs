//! The heads of all histories, sealed into one root a day (R84).
//!
//! A part is a sixteenth of all people by id, or where one process does all work, everybody. It reads
//! their heads from the index, bucket after bucket, keeps each bucket's list for the proofs, counts their
//! colours by district, and seals what it came to; whoever seals the last part of a day seals the day. A part that is done again
//! changes nothing, and one that was broken off goes on where it noted to be.

use edge::State;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use jiff::civil::Date;
use rules::heads::{Bucket, Head, bucket_of};
use store::{HeadCursor, Listed, Sealed, SealedPart, StoreError};

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
    if let SealedPart::UpTo(done) = store.sealed_part(day, shard).await? {
        let mut part = Sealing {
            state,
            day,
            shard,
            done,
        };
        if !part.go_on(is_time_up).await? {
            store.note_part(day, shard, &part.done).await?;
            return Ok(false);
        }
        store.seal_part(day, shard, &part.done).await?;
    }
    // Parts that are sealed stay so: who has sealed the last of them sees all.
    if let Some(whole) = store.sealed_whole(day).await? {
        let root = store.keep_city(day, &whole.buckets).await?;
        store.seal_day(day, &whole, root).await?;
    }
    Ok(true)
}

/// A part on its way.
struct Sealing<'a> {
    state: &'a State,
    day: Date,
    shard: Option<u8>,
    /// What is done of it.
    done: Sealed,
}

impl Sealing<'_> {
    /// Goes on to the part's end. False if time was up before, and at least one bucket more is done.
    async fn go_on(&mut self, is_time_up: impl Fn() -> bool) -> Result<bool, StoreError> {
        let store = &self.state.store;
        let done_before = self.done.buckets.len();
        // Whoever came into a bucket after it was done comes into tomorrow's.
        let last = self.done.buckets.last();
        let mut after = last.map(|last| HeadCursor::behind(last.number));
        let mut read: Vec<Listed> = Vec::new();
        loop {
            let (page, next) = store.heads(self.shard, after).await?;
            read.extend(page);
            let Some(next) = next else {
                self.keep(read).await?;
                return Ok(true);
            };
            // The last bucket of a page can have more people on the next one.
            let bucket = |listed: &Listed| bucket_of(listed.head.person_id);
            let open = read.last().map(bucket);
            let is_open = |listed: &Listed| Some(bucket(listed)) == open;
            let whole = read.iter().position(is_open).unwrap_or_default();
            let rest = read.split_off(whole);
            self.keep(std::mem::replace(&mut read, rest)).await?;
            if is_time_up() && self.done.buckets.len() > done_before {
                return Ok(false);
            }
            after = Some(next);
        }
    }

    /// Keeps the lists of whole buckets, and counts their people.
    async fn keep(&mut self, listed: Vec<Listed>) -> Result<(), StoreError> {
        if let Some(colours) = &mut self.done.colours {
            let standings = listed.iter().filter_map(|listed| listed.standing);
            standings.for_each(|(district, colour)| colours.count(district, colour));
        }
        let heads: Vec<Head> = listed.into_iter().map(|listed| listed.head).collect();
        let are_together =
            |one: &Head, other: &Head| bucket_of(one.person_id) == bucket_of(other.person_id);
        let store = &self.state.store;
        let lists: Vec<_> = heads
            .chunk_by(are_together)
            .map(|people| store.keep_heads(self.day, bucket_of(people[0].person_id), people))
            .collect();
        let kept: Vec<Bucket> = stream::iter(lists).buffered(AT_ONCE).try_collect().await?;
        self.done.buckets.extend(kept);
        Ok(())
    }
}
