//! Erasing what is personal when the service ends (R85): one page of one segment of one table at a
//! time, so that no more than that is ever in hand.
//!
//! Every item is judged by itself, by its key and by what it says, so there is no order to keep and
//! nothing to remember: what was erased is not met again. An item of a person goes on the condition
//! that it is what was met, so a write that came in between is met by the next pass.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity, ReturnValue};
use rules::identity::PersonId;

use crate::classify::classify;
use crate::items::KeptItem;
use crate::kinds::Fate;
use crate::read::Item;
use crate::stored::{Found, Mark};
use crate::write::{Condition, Write, key};
use crate::{Kind, Phase, Store, StoreError, Table, meter};

/// Parts of a table that are gone through at the same time, each by itself.
pub const SEGMENTS: i32 = 8;
/// Items of a page.
const PAGE: i32 = 100;
/// The word for items of no kind in a report.
pub(crate) const UNKNOWN: &str = "unknown";

/// A part of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// The table.
    pub table: Table,
    /// Which part, from 0 to [`SEGMENTS`] - 1.
    pub number: i32,
}

/// Where a page of a segment ended.
#[derive(Debug, Clone)]
pub struct ErasureCursor(Item);

/// What a page holds.
#[derive(Debug, Default)]
pub struct Met {
    /// Items looked at.
    pub examined: u64,
    /// Of these, what is to be erased.
    pub doomed: Vec<Doomed>,
    /// How many stay, by their kind's word; those of no kind are `unknown`.
    pub left: BTreeMap<&'static str, u64>,
}

/// Something that is to be erased. It shows nothing of what it is.
pub struct Doomed {
    table: Table,
    pk: String,
    sk: String,
    what: What,
}

/// What is to be erased of an item.
enum What {
    /// All of it, whatever it says by now.
    All,
    /// All of it, if it still has this version.
    Version(u64),
    /// All but who may read the reviews, if it still has this version.
    AllButReaders(PersonId, u64, Vec<String>),
    /// These texts.
    Texts(Vec<&'static str>),
}

/// What erasing something came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Erased {
    /// An item is gone.
    Item,
    /// A person is gone, but for who may read their reviews.
    Person,
    /// Texts of an item are gone.
    Texts,
    /// Somebody was faster: it is gone, or something else by now.
    Nothing,
}

impl std::fmt::Debug for Doomed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Doomed({:?})", self.table)
    }
}

impl Segment {
    /// Every segment of every table.
    pub fn all() -> impl Iterator<Item = Self> {
        let tables = Table::ALL.into_iter();
        tables.flat_map(|table| (0..SEGMENTS).map(move |number| Self { table, number }))
    }
}

impl Store {
    /// One page of a segment, strongly consistent: what is to be erased of it and what is left.
    pub async fn met(
        &self,
        segment: Segment,
        phase: Phase,
        after: Option<ErasureCursor>,
    ) -> Result<(Met, Option<ErasureCursor>), StoreError> {
        let answer = self
            .client
            .scan()
            .table_name(self.name_of(segment.table))
            .segment(segment.number)
            .total_segments(SEGMENTS)
            .consistent_read(true)
            .limit(PAGE)
            .set_exclusive_start_key(after.map(|ErasureCursor(key)| key))
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .map_err(|error| classify(&error))?;
        meter::read(answer.consumed_capacity());
        let mut met = Met::default();
        for item in answer.items.unwrap_or_default() {
            met.examined += 1;
            match judged(segment.table, item, phase) {
                Ok(doomed) => met.doomed.push(doomed),
                Err(kind) => {
                    let word = kind.map_or(UNKNOWN, Kind::word);
                    *met.left.entry(word).or_default() += 1;
                }
            }
        }
        Ok((met, answer.last_evaluated_key.map(ErasureCursor)))
    }

    /// Erases it. May be done again, and by several at once.
    pub async fn erase(&self, doomed: &Doomed) -> Result<Erased, StoreError> {
        let erased = match &doomed.what {
            What::All => self.delete(doomed, None).await,
            What::Version(seen) => self.delete(doomed, Some(*seen)).await,
            What::AllButReaders(person, seen, readers) => {
                let item = KeptItem::of(*person, seen + 1, readers.clone());
                let table = self.name_of(doomed.table);
                let put = Write::put(table, &item, Condition::Version(*seen))?;
                self.write(vec![put]).await.map(|()| Erased::Person)
            }
            What::Texts(names) => self.blank(doomed, names).await,
        };
        match erased {
            Err(StoreError::Conflict) => Ok(Erased::Nothing),
            erased => erased,
        }
    }

    async fn delete(&self, doomed: &Doomed, version: Option<u64>) -> Result<Erased, StoreError> {
        let delete = self
            .client
            .delete_item()
            .table_name(self.name_of(doomed.table))
            .set_key(Some(key(&doomed.pk, &doomed.sk).into()))
            // Tells whether this call did it, so that nothing is counted twice.
            .return_values(ReturnValue::AllOld)
            .return_consumed_capacity(ReturnConsumedCapacity::Total);
        let delete = match version {
            None => delete,
            Some(seen) => delete
                .condition_expression("v = :seen")
                .expression_attribute_values(":seen", AttributeValue::N(seen.to_string())),
        };
        let answer = delete.send().await.map_err(|error| classify(&error))?;
        meter::write(answer.consumed_capacity());
        Ok(match answer.attributes {
            Some(old) if !old.is_empty() => Erased::Item,
            _ => Erased::Nothing,
        })
    }

    async fn blank(&self, doomed: &Doomed, names: &[&str]) -> Result<Erased, StoreError> {
        let sets: Vec<_> = names.iter().map(|name| format!("{name} = :none")).collect();
        let answer = self
            .client
            .update_item()
            .table_name(self.name_of(doomed.table))
            .set_key(Some(key(&doomed.pk, &doomed.sk).into()))
            .update_expression(format!("SET {}", sets.join(", ")))
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_values(":none", AttributeValue::S(String::new()))
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .map_err(|error| classify(&error))?;
        meter::write(answer.consumed_capacity());
        Ok(Erased::Texts)
    }

    fn name_of(&self, table: Table) -> &str {
        match table {
            Table::People => &self.tables.people,
            Table::Identities => &self.tables.identities,
            Table::Scans => &self.tables.scans,
        }
    }
}

/// What is to be erased of an item; else its kind, none if it is of no kind.
fn judged(table: Table, item: Item, phase: Phase) -> Result<Doomed, Option<Kind>> {
    let text = |name: &str| item.get(name).and_then(|value| value.as_s().ok());
    let key = |name| text(name).cloned().unwrap_or_default();
    let (pk, sk) = (key("pk"), key("sk"));
    let kind = Kind::of(table, &pk, &sk).ok_or(None)?;
    let what = match kind.fate(phase) {
        Fate::Stays | Fate::IsKept => return Err(Some(kind)),
        Fate::Goes => What::All,
        Fate::LeavesReaders => without_person(item).ok_or(Some(kind))?,
        Fate::Loses(names) => {
            let is_there = |name: &&&str| text(name).is_some_and(|text| !text.is_empty());
            let names: Vec<_> = names.iter().filter(is_there).copied().collect();
            if names.is_empty() {
                return Err(Some(kind));
            }
            What::Texts(names)
        }
    };
    Ok(Doomed {
        table,
        pk,
        sk,
        what,
    })
}

/// What is to be erased of what stands under a person's id; none if it is only who may read the
/// reviews.
fn without_person(item: Item) -> Option<What> {
    match Found::from_item(item) {
        Ok(Found::Person(stored)) if stored.person.reviews.filed > 0 => {
            let bindings = stored.person.bindings.iter();
            let readers = bindings.map(|binding| binding.account.clone()).collect();
            let Mark { version, .. } = stored.mark;
            Some(What::AllButReaders(stored.person.id, version, readers))
        }
        Ok(Found::Person(stored)) => Some(What::Version(stored.mark.version)),
        Ok(Found::Waiting(mark)) => Some(What::Version(mark.version)),
        Ok(Found::Kept(..)) => None,
        // What does not read lets nobody read anything.
        Err(_) => Some(What::All),
    }
}
