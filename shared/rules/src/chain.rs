//! The history of a person: a chain of entries in which nothing can be changed unseen (R84).
//!
//! Each entry carries the hash of the one before it. The hash is SHA-256 over the RFC 8785
//! canonical JSON of the entry without its `hash`, so anybody can check a chain from the JSON
//! that the API shows, with no key and none of our code. Entries name roles and districts,
//! never people or accounts.

mod check;
mod deed;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::calendar;
use crate::case::Change;
use crate::hold::Hold;
use crate::words::Colour;

pub use check::{Break, Broken, check};
pub use deed::{Actor, EntryKind, Role};

/// One entry of a person's history, in the very form that is hashed, stored and shown: that
/// the three are one is what makes it checkable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Entry {
    /// Its number, from 1.
    pub seq: u64,
    /// When it was written, RFC 3339 in Shanghai's offset.
    pub at: String,
    /// What happened.
    pub kind: EntryKind,
    /// In which role.
    #[cfg_attr(feature = "schema", schema(value_type = Object))]
    pub actor: Actor,
    /// The colour before; null before the first entry.
    pub colour_before: Option<Colour>,
    /// The colour after.
    pub colour_after: Colour,
    /// What exactly: holds put on, renewed, ended; ids and days, no names.
    #[cfg_attr(feature = "schema", schema(value_type = Object))]
    pub detail: Value,
    /// The hash of the entry before, 64 hex digits; zeros for the first.
    pub prev_hash: String,
    /// SHA-256 of the canonical JSON of the other members, 64 hex digits.
    pub hash: String,
}

/// The end of a chain: how many entries, the hash of the last, and the colour it left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Entries so far.
    pub seq: u64,
    /// The last one's hash; zeros for an empty chain.
    pub hash: String,
    /// The colour that the last one left; none for an empty chain.
    pub colour: Option<Colour>,
}

impl Default for Head {
    fn default() -> Self {
        Self {
            seq: 0,
            hash: "0".repeat(64),
            colour: None,
        }
    }
}

impl Head {
    /// Appends an entry and moves the head to it.
    pub fn append(
        &mut self,
        at: Timestamp,
        kind: EntryKind,
        actor: Actor,
        colour: Colour,
        detail: Value,
    ) -> Entry {
        let mut entry = Entry {
            seq: self.seq + 1,
            at: calendar::show(at),
            kind,
            actor,
            colour_before: self.colour,
            colour_after: colour,
            detail,
            prev_hash: self.hash.clone(),
            hash: String::new(),
        };
        entry.hash = entry.computed_hash();
        *self = Self {
            seq: entry.seq,
            hash: entry.hash.clone(),
            colour: Some(colour),
        };
        entry
    }
}

impl Entry {
    /// The hash that this entry should carry.
    pub fn computed_hash(&self) -> String {
        let Self {
            seq,
            at,
            kind,
            actor,
            colour_before,
            colour_after,
            detail,
            prev_hash,
            hash: _,
        } = self;
        let hashed = json!({
            "seq": seq, "at": at, "kind": kind, "actor": actor, "colour_before": colour_before,
            "colour_after": colour_after, "detail": detail, "prev_hash": prev_hash,
        });
        // Canonicalisation fails only on numbers that JSON cannot hold, and a `Value` has none.
        let canonical = serde_json_canonicalizer::to_vec(&hashed).unwrap_or_default();
        data_encoding::HEXLOWER.encode(&Sha256::digest(canonical))
    }
}

/// The part of a chain's detail that tells what happened to holds; `None` when nothing did.
pub fn detail_of(changes: &[Change]) -> Option<Value> {
    let mut detail = serde_json::Map::new();
    for change in changes {
        let (key, told) = match change {
            Change::PutOn(hold) => ("put_on", told(hold)),
            Change::Renewed(hold) => ("renewed", told(hold)),
            Change::Noted(hold) => ("noted", told(hold)),
            Change::Released(hold, day) => {
                let mut told = told(hold);
                told["ended_on"] = json!(day);
                ("released", told)
            }
            Change::Closed(hold, by) => {
                let mut told = told(hold);
                told["closed_by"] = json!({"source": by.source, "id": by.id});
                ("closed", told)
            }
            Change::Day(..) => continue,
        };
        if let Value::Array(list) = detail.entry(key).or_insert_with(|| json!([])) {
            list.push(told);
        }
    }
    (!detail.is_empty()).then_some(Value::Object(detail))
}

fn told(hold: &Hold) -> Value {
    let evidence: Vec<Value> = hold
        .evidence()
        .iter()
        .map(|piece| json!({"source": piece.source, "id": piece.id}))
        .collect();
    json!({
        "hold": hold.id(), "rule": hold.rule, "colour": hold.colour, "since": hold.since,
        "policy": hold.policy, "evidence": evidence,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain() -> Vec<Entry> {
        let mut head = Head::default();
        [
            (EntryKind::Applied, Colour::Red),
            (EntryKind::Recomputed, Colour::Green),
        ]
        .into_iter()
        .map(|(kind, colour)| {
            head.append(
                "2020-02-11T01:00:00Z".parse().unwrap(),
                kind,
                Actor::CITIZEN,
                colour,
                json!({"n": 1}),
            )
        })
        .collect()
    }

    #[test]
    fn r84_each_entry_carries_the_hash_of_the_one_before() {
        let entries = chain();
        assert_eq!(entries[0].prev_hash, "0".repeat(64));
        assert_eq!(entries[1].prev_hash, entries[0].hash);
        assert_eq!(entries[1].colour_before, Some(Colour::Red));
        assert!(
            entries
                .iter()
                .all(|entry| entry.hash == entry.computed_hash())
        );
    }

    #[test]
    fn r84_a_changed_entry_no_longer_fits_its_hash() {
        let mut entry = chain().remove(0);
        entry.colour_after = Colour::Green;
        assert_ne!(entry.hash, entry.computed_hash());
    }

    #[test]
    fn r84_the_hash_is_over_canonical_json() {
        let entry = chain().remove(0);
        let canonical = concat!(
            r#"{"actor":{"district":null,"role":"citizen"},"at":"2020-02-11T09:00:00+08:00","colour_after":"red","#,
            r#""colour_before":null,"detail":{"n":1},"kind":"applied","#,
            r#""prev_hash":"0000000000000000000000000000000000000000000000000000000000000000","seq":1}"#,
        );
        assert_eq!(
            entry.hash,
            data_encoding::HEXLOWER.encode(&Sha256::digest(canonical))
        );
    }
}
