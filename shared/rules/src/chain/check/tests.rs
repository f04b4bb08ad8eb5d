//! Every way to tamper with a chain is found, at the entry where it was done.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::chain::{Actor, EntryKind, Role};
use crate::words::Colour;

const COLOURS: [Colour; 3] = [Colour::Green, Colour::Yellow, Colour::Red];

/// A chain of `length` entries, and its head.
fn chain(length: usize) -> (Vec<Entry>, String) {
    let mut head = Head::default();
    let entries = (0..length).map(|n| {
        let at = "2020-02-11T01:00:00Z".parse().unwrap();
        let detail = json!({"put_on": [{"hold": format!("h{n}"), "since": "2020-02-11"}]});
        let kind = EntryKind::ALL[n % EntryKind::ALL.len()];
        head.append(at, kind, Actor::SYSTEM, COLOURS[n % 3], detail)
    });
    let entries = entries.collect();
    (entries, head.hash)
}

/// Makes the hash of an entry fit it, as somebody would who hides a change.
fn rehashed(mut entry: Entry) -> Entry {
    entry.hash = entry.computed_hash();
    entry
}

#[track_caller]
fn is_broken(entries: &[Entry], head: &str, at: u64, why: Break) {
    assert_eq!(check(entries, head), Err(Broken { at, why }));
}

#[test]
fn r84_a_chain_holds_as_it_was_written() {
    for length in 0..9 {
        let (entries, head) = chain(length);
        assert_eq!(check(&entries, &head), Ok(()));
    }
}

#[test]
fn r84_a_changed_entry_is_found() {
    let (mut entries, head) = chain(4);
    entries[1].colour_after = Colour::Green;
    is_broken(&entries, &head, 2, Break::Hash);
}

#[test]
fn r84_a_changed_entry_with_a_hash_that_fits_is_found_at_the_next() {
    let (mut entries, head) = chain(4);
    entries[1].detail = json!({});
    entries[1] = rehashed(entries[1].clone());
    is_broken(&entries, &head, 3, Break::Before);
    // Of the last one only the head tells.
    let (mut entries, head) = chain(4);
    entries[3].detail = json!({});
    entries[3] = rehashed(entries[3].clone());
    is_broken(&entries, &head, 4, Break::End);
}

#[test]
fn r84_an_entry_that_was_left_out_is_found_wherever_it_stood() {
    for (left_out, at, why) in [
        (0, 1, Break::Number),
        (1, 2, Break::Number),
        (3, 3, Break::End),
    ] {
        let (mut entries, head) = chain(4);
        entries.remove(left_out);
        is_broken(&entries, &head, at, why);
    }
    let (_, head) = chain(4);
    is_broken(&[], &head, 0, Break::End);
}

#[test]
fn r84_an_entry_left_out_whose_followers_were_renumbered_is_found() {
    let (mut entries, head) = chain(4);
    entries.remove(1);
    for (entry, seq) in entries.iter_mut().zip(1..) {
        *entry = rehashed(Entry {
            seq,
            ..entry.clone()
        });
    }
    is_broken(&entries, &head, 2, Break::Before);
}

#[test]
fn r84_an_entry_that_was_added_is_found() {
    let (mut entries, head) = chain(4);
    entries.insert(2, entries[2].clone());
    is_broken(&entries, &head, 4, Break::Number);
    let (mut entries, head) = chain(4);
    let mut end = Head {
        seq: 4,
        hash: head.clone(),
        colour: Some(entries[3].colour_after),
    };
    let at = "2020-02-12T01:00:00Z".parse().unwrap();
    entries.push(end.append(
        at,
        EntryKind::Recomputed,
        Actor::SYSTEM,
        Colour::Green,
        json!({}),
    ));
    is_broken(&entries, &head, 5, Break::End);
}

#[test]
fn r84_entries_in_another_order_are_found() {
    let (entries, head) = chain(4);
    for (one, other) in [(0, 1), (1, 2), (0, 3), (2, 3)] {
        let mut moved = entries.clone();
        moved.swap(one, other);
        is_broken(&moved, &head, one as u64 + 1, Break::Number);
    }
    let backwards: Vec<_> = entries.iter().rev().cloned().collect();
    is_broken(&backwards, &head, 1, Break::Number);
}

#[test]
fn r84_another_head_is_found() {
    let (entries, _) = chain(4);
    let (_, other) = chain(3);
    for head in [&other, "", &"0".repeat(64)] {
        is_broken(&entries, head, 4, Break::End);
    }
}

#[test]
fn r84_an_entry_that_begins_with_another_colour_is_found_even_if_it_was_hashed_so() {
    let (mut entries, _) = chain(3);
    entries[2].colour_before = Some(Colour::Green);
    entries[2] = rehashed(entries[2].clone());
    let head = entries[2].hash.clone();
    is_broken(&entries, &head, 3, Break::Colour);
}

/// Every value of an entry that can be changed, at any depth, by its pointer.
fn fields(value: &Value) -> Vec<String> {
    let under = |name: &str, value: &Value| {
        let below = fields(value).into_iter();
        below.map(|pointer| format!("/{name}{pointer}")).collect()
    };
    let found: Vec<Vec<_>> = match value {
        Value::Object(members) => members.iter().map(|(name, one)| under(name, one)).collect(),
        Value::Array(items) => {
            let numbered = items.iter().enumerate();
            numbered
                .map(|(n, one)| under(&n.to_string(), one))
                .collect()
        }
        _ => vec![vec![String::new()]],
    };
    found.concat()
}

/// Another value that the same field could have.
fn other(pointer: &str, value: &Value, choice: u64) -> Value {
    let words = |words: Vec<Value>| {
        let others: Vec<_> = words.into_iter().filter(|word| word != value).collect();
        others[usize::try_from(choice).unwrap() % others.len()].clone()
    };
    match pointer {
        "/seq" => json!(value.as_u64().unwrap() ^ (1 << (choice % 50))),
        "/kind" => words(EntryKind::ALL.iter().map(|kind| json!(kind)).collect()),
        "/actor/role" => words(Role::ALL.iter().map(|role| json!(role)).collect()),
        "/actor/district" => json!("330106"),
        "/colour_before" | "/colour_after" => words(COLOURS.iter().map(|one| json!(one)).collect()),
        _ => {
            let mut text: Vec<_> = value.as_str().unwrap().chars().collect();
            let at = usize::try_from(choice).unwrap() % text.len();
            text[at] = if text[at] == '7' { '8' } else { '7' };
            json!(text.into_iter().collect::<String>())
        }
    }
}

proptest! {
    #[test]
    fn r84_any_single_change_of_any_field_of_any_entry_is_found(
        length in 1..7_usize,
        which in any::<prop::sample::Index>(),
        field in any::<prop::sample::Index>(),
        choice in 0..1_000_000_u64,
    ) {
        let (mut entries, head) = chain(length);
        let which = which.index(length);
        let mut entry = serde_json::to_value(&entries[which]).unwrap();
        let pointers = fields(&entry);
        let pointer = &pointers[field.index(pointers.len())];
        let value = entry.pointer_mut(pointer).unwrap();
        *value = other(pointer, value, choice);
        entries[which] = serde_json::from_value(entry).unwrap();
        let broken = check(&entries, &head).unwrap_err();
        prop_assert_eq!(broken.at, which as u64 + 1, "{}: {}", pointer, broken);
        // And with a hash that fits: at the latest the next entry, or the head, tells.
        if pointer != "/hash" {
            entries[which] = rehashed(entries[which].clone());
            prop_assert!(check(&entries, &head).is_err(), "{}", pointer);
        }
    }
}
