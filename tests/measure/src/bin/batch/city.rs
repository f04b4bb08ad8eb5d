//! A city in a file: so many people in quarantine, one in fourteen of whom is due tonight.
//!
//! Items are the ones that the store itself would write; they go into the file by the embedded
//! engine's bulk import, since through the protocol a million people would take an hour.

use std::collections::HashMap;
use std::path::Path;

use aws_sdk_dynamodb::types::AttributeValue;
use dynoxide::types::AttributeValue as Imported;
use dynoxide::{ImportOptions, types::Item};
use indicatif::ProgressBar;
use local::database::{Database, Storage};
use measure::caller::Failed;
use rand::rngs::SmallRng;
use rand::{RngExt as _, SeedableRng as _};
use rules::identity::PersonId;
use rules::policy::PolicyBook;
use store::{Commit, Store};

use crate::lives::{Life, written_at};

/// People imported at once.
const BATCH: usize = 1000;

/// Makes the file, with tables and people.
pub async fn found(path: &Path, lives: &[Life], people: u64) -> Result<(), Failed> {
    let tables = local::template::shipped()?.tables;
    let storage = Storage::File(path.to_owned());
    let database = Database::open(&storage, &tables).await?;
    let state = local::state(
        &database,
        edge::Clock::standing_at(written_at()?),
        edge::log::Log::off(),
    )?;
    let book = state.book().await?;
    let file = dynoxide::Database::new(&path.to_string_lossy()).map_err(refused)?;
    file.enable_bulk_loading().map_err(refused)?;
    let bar = ProgressBar::new(people);
    // The same people in every run.
    let mut random = SmallRng::seed_from_u64(20_200_225);
    let mut items = HashMap::<String, Vec<Item>>::new();
    for (life, n) in lives.iter().cycle().zip(1..=people) {
        let id = PersonId::from_bytes(random.random());
        for (table, item) in copy(&state.store, &book, life, id)? {
            items.entry(table).or_default().push(item);
        }
        if n % BATCH as u64 == 0 || n == people {
            for (table, items) in items.drain() {
                let options = ImportOptions::default();
                file.import_items(&table, items, options).map_err(refused)?;
            }
            bar.set_position(n);
        }
    }
    bar.finish_and_clear();
    file.disable_bulk_loading().map_err(refused)
}

/// The items of somebody with this id who lived such a life.
fn copy(
    store: &Store,
    book: &PolicyBook,
    life: &Life,
    id: PersonId,
) -> Result<Vec<(String, Item)>, Failed> {
    let mut person = life.person.clone();
    person.id = id;
    let commit = Commit::of(person, book, written_at()?).entries(life.history.iter().cloned());
    let items = store.first_items(commit, "settled")?;
    let imported = items.into_iter().map(|(table, item)| {
        let item = item
            .into_iter()
            .map(|(name, value)| Some((name, import(value)?)));
        Some((table, item.collect::<Option<Item>>()?))
    });
    let imported: Option<_> = imported.collect();
    imported.ok_or_else(|| Failed::Unreadable("an item has a value of another kind".to_owned()))
}

/// A value of the SDK as the engine has it; none of a kind that no item of ours has.
fn import(value: AttributeValue) -> Option<Imported> {
    Some(match value {
        AttributeValue::S(text) => Imported::S(text),
        AttributeValue::N(number) => Imported::N(number),
        AttributeValue::B(bytes) => Imported::B(bytes.into_inner()),
        AttributeValue::Bool(is) => Imported::BOOL(is),
        AttributeValue::Null(is) => Imported::NULL(is),
        AttributeValue::Ss(texts) => Imported::SS(texts),
        AttributeValue::L(values) => {
            Imported::L(values.into_iter().map(import).collect::<Option<_>>()?)
        }
        AttributeValue::M(values) => {
            let values = values.into_iter();
            let values = values.map(|(name, value)| Some((name, import(value)?)));
            Imported::M(values.collect::<Option<_>>()?)
        }
        _ => return None,
    })
}

fn refused(error: dynoxide::DynoxideError) -> Failed {
    Failed::Unreadable(error.to_string())
}
