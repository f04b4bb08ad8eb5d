//! One pass over all tables: every segment page by page, some segments at a time, so that what is in
//! hand is a few pages however many people there are.

use std::collections::BTreeMap;

use futures_util::{StreamExt as _, stream};
use store::{Doomed, Erased, ErasureCursor, Phase, Segment, Store, StoreError};

/// Segments gone through at the same time.
const SEGMENTS_AT_ONCE: usize = 4;
/// Items of a segment erased at the same time.
const AT_ONCE: usize = 32;

/// What a pass came to.
#[derive(Debug, Default)]
pub struct Pass {
    /// Items looked at.
    pub examined: u64,
    /// Of these, what was to be erased.
    pub met: u64,
    /// What was left, by kind.
    pub left: BTreeMap<&'static str, u64>,
    /// Pages and items that failed.
    pub failed: u64,
    /// Whether time was up before the end.
    pub is_unfinished: bool,
}

/// Goes over everything once and erases what is to be erased.
pub async fn pass(store: &Store, phase: Phase, is_time_up: &impl Fn() -> bool) -> Pass {
    let mut whole = Pass::default();
    let mut parts = stream::iter(Segment::all())
        .map(|segment| part(store, segment, phase, is_time_up))
        .buffer_unordered(SEGMENTS_AT_ONCE);
    while let Some(part) = parts.next().await {
        whole.add(part);
    }
    whole
}

/// Goes over one segment. What fails is met again by the next pass.
async fn part(
    store: &Store,
    segment: Segment,
    phase: Phase,
    is_time_up: &impl Fn() -> bool,
) -> Pass {
    let mut part = Pass::default();
    let mut after = None;
    loop {
        if is_time_up() {
            part.is_unfinished = true;
            return part;
        }
        match page(store, segment, phase, after, &mut part).await {
            Ok(Some(next)) => after = Some(next),
            Ok(None) => return part,
            Err(error) => {
                tracing::error!(cause = %error, "a part of the erasure broke off");
                part.failed += 1;
                return part;
            }
        }
    }
}

async fn page(
    store: &Store,
    segment: Segment,
    phase: Phase,
    after: Option<ErasureCursor>,
    part: &mut Pass,
) -> Result<Option<ErasureCursor>, StoreError> {
    let (page, next) = store.met(segment, phase, after).await?;
    part.examined += page.examined;
    part.met += page.doomed.len() as u64;
    for (kind, count) in page.left {
        *part.left.entry(kind).or_default() += count;
    }
    erase(store, page.doomed, part).await?;
    Ok(next)
}

/// Erases them all, and counts those that this worker did.
async fn erase(store: &Store, doomed: Vec<Doomed>, part: &mut Pass) -> Result<(), StoreError> {
    let (mut items, mut people) = (0, 0);
    let mut erased = stream::iter(doomed)
        .map(|doomed| async move { store.erase(&doomed).await })
        .buffer_unordered(AT_ONCE);
    while let Some(erased) = erased.next().await {
        match erased {
            Ok(Erased::Item) => items += 1,
            Ok(Erased::Person) => people += 1,
            Ok(Erased::Texts | Erased::Nothing) => {}
            Err(error) => {
                tracing::error!(cause = %error, "an item could not be erased");
                part.failed += 1;
            }
        }
    }
    if items + people > 0 {
        store.count_erased(items, people).await?;
    }
    Ok(())
}

impl Pass {
    fn add(&mut self, part: Self) {
        self.examined += part.examined;
        self.met += part.met;
        self.failed += part.failed;
        self.is_unfinished |= part.is_unfinished;
        for (kind, count) in part.left {
            *self.left.entry(kind).or_default() += count;
        }
    }
}
