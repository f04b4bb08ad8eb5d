//! What a policy would do before it does it: how many people would change colour, from what to
//! what. Nothing is written.

use std::collections::{BTreeMap, BTreeSet};

use edge::State;
use futures_util::{StreamExt as _, stream};
use jiff::Timestamp;
use rules::assess::assess;
use rules::calendar::{day_of, start_of};
use rules::case::Place;
use rules::identity::PersonId;
use rules::policy::{Policy, PolicyBook};
use rules::words::Colour;
use serde::Serialize;
use store::{SHARDS, StoreError};

/// People read at the same time.
const AT_ONCE: usize = 32;

/// What a version would bring on its first day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DryRun {
    /// The version.
    pub version: String,
    /// The first day of its force, if it were approved now.
    pub first_day: jiff::civil::Date,
    /// People with a stay on record where it judges otherwise than the version before it.
    pub examined: u64,
    /// Changes of colour, by how many people.
    pub changes: Vec<ColourChange>,
}

/// How many people would change from one colour to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ColourChange {
    /// The colour without the version.
    pub from: Colour,
    /// The colour with it.
    pub to: Colour,
    /// How many.
    pub people: u64,
}

/// Reads everybody whom `policy` concerns, and compares their colours at the beginning of its
/// first day, or now, with it and without it.
pub async fn dry_run(state: &State, policy: Policy) -> Result<DryRun, StoreError> {
    let now = state.clock.now();
    let without = state.book().await?;
    let version = policy.version.clone();
    let first_day = policy.effective_from.max(day_of(now));
    let with = without
        .with_one_more(policy, now)
        .map_err(|error| StoreError::Broken(error.to_string()))?;
    let comparison = Comparison {
        state,
        without: &without,
        with: &with,
        at: start_of(first_day).max(now),
    };
    let places = places(&with, without.on(first_day), &version);
    let mut examined = 0;
    let mut changes: BTreeMap<(Colour, Colour), u64> = BTreeMap::new();
    for shard in 0..SHARDS {
        let people = concerned(state, &places, shard).await?;
        examined += people.len() as u64;
        let mut colours = stream::iter(people)
            .map(|person| comparison.colours(person))
            .buffer_unordered(AT_ONCE);
        while let Some(colours) = colours.next().await {
            if let Some((from, to)) = colours?
                && from != to
            {
                *changes.entry((from, to)).or_default() += 1;
            }
        }
    }
    let changes = changes
        .into_iter()
        .map(|((from, to), people)| ColourChange { from, to, people })
        .collect();
    Ok(DryRun {
        version,
        first_day,
        examined,
        changes,
    })
}

/// The places about which the version and what it takes the place of may say different things: where
/// it judges otherwise than the version before it, and, if it replaces one that has not begun,
/// where that one would have.
fn places(with: &PolicyBook, without: &Policy, version: &str) -> BTreeSet<Place> {
    let mut successions = with.successions();
    let Some(one) = successions.find(|one| one.policy.version == version) else {
        return BTreeSet::new();
    };
    let mut places = one.policy.judges_anew(one.before);
    if without.version != one.before.version {
        places.extend(without.judges_anew(one.before));
    }
    places
}

/// Everybody of a shard who stayed at one of these places, once.
async fn concerned(
    state: &State,
    places: &BTreeSet<Place>,
    shard: u8,
) -> Result<BTreeSet<PersonId>, StoreError> {
    let mut people = BTreeSet::new();
    for place in places {
        let mut after = None;
        loop {
            let (page, next) = state.store.stayed_in(place, shard, after).await?;
            people.extend(page);
            match next {
                Some(next) => after = Some(next),
                None => break,
            }
        }
    }
    Ok(people)
}

/// Two books at one moment.
struct Comparison<'a> {
    state: &'a State,
    without: &'a PolicyBook,
    with: &'a PolicyBook,
    at: Timestamp,
}

impl Comparison<'_> {
    async fn colours(&self, person: PersonId) -> Result<Option<(Colour, Colour)>, StoreError> {
        let stored = self.state.store.person(person).await?;
        Ok(stored.map(|stored| {
            let colour = |book| assess(&stored.person.case, book, self.at).colour;
            (colour(self.without), colour(self.with))
        }))
    }
}
