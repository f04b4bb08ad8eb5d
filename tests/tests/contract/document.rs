//! `docs/openapi.json` is what the functions say of themselves, and says it without holes.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

const KEPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/openapi.json");
const UPDATE: &str = "UPDATE_OPENAPI=1 cargo test -p tests --test contract kept";

/// The generated document, as JSON.
pub fn generated() -> Value {
    serde_json::to_value(local::openapi::openapi()).expect("the description is JSON")
}

#[test]
fn the_kept_document_is_the_generated_one() {
    is_kept_in(KEPT, &generated());
}

/// The file says what was generated; with the developer's switch it is written anew instead.
pub fn is_kept_in(file: &str, generated: &Value) {
    if is_update() {
        std::fs::write(file, format!("{generated:#}\n")).expect("docs are writable");
        return;
    }
    let kept = std::fs::read_to_string(file).expect("the file is there");
    let kept: Value = serde_json::from_str(&kept).expect("the file is JSON");
    let mut differences = Vec::new();
    compare("#", &kept, generated, &mut differences);
    assert!(
        differences.is_empty(),
        "{file} is not what the code says:\n  {}\n\
         If the change is meant, run\n  {UPDATE}\nand look at the diff: it is what clients will see.",
        differences.join("\n  ")
    );
}

#[test]
fn a_schema_has_one_meaning_in_all_functions() {
    let mut first: BTreeMap<String, (&str, Value)> = BTreeMap::new();
    for (function, part) in local::openapi::parts() {
        for (name, schema) in part.components.unwrap_or_default().schemas {
            let schema = serde_json::to_value(schema).expect("a schema is JSON");
            let (owner, known) = first
                .entry(name.clone())
                .or_insert_with(|| (function, schema.clone()));
            assert_eq!(*known, schema, "{name} of {owner} and {function} differ");
        }
    }
}

#[test]
fn every_reference_leads_somewhere() {
    let document = generated();
    let mut references = BTreeSet::new();
    collect(&document, &mut references);
    assert!(!references.is_empty());
    for reference in references {
        let target = document.pointer(reference.trim_start_matches('#'));
        assert!(target.is_some(), "{reference} leads nowhere");
    }
}

#[test]
fn every_operation_has_a_name_of_its_own_and_a_known_tag() {
    let document = local::openapi::openapi();
    let tags: BTreeSet<String> = document
        .tags
        .unwrap_or_default()
        .into_iter()
        .map(|tag| tag.name)
        .collect();
    let mut names = BTreeSet::new();
    for (path, item) in &document.paths.paths {
        for (method, operation) in local::openapi::operations(item) {
            let name = operation.operation_id.clone().unwrap_or_default();
            assert!(
                names.insert(name.clone()),
                "{method} {path}: {name:?} is taken"
            );
            let tagged = operation.tags.clone().unwrap_or_default();
            assert!(
                !tagged.is_empty() && tagged.iter().all(|tag| tags.contains(tag)),
                "{method} {path}: {tagged:?}"
            );
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a switch of the developer's")]
fn is_update() -> bool {
    std::env::var_os("UPDATE_OPENAPI").is_some()
}

fn compare(pointer: &str, kept: &Value, now: &Value, differences: &mut Vec<String>) {
    if let (Value::Object(kept), Value::Object(now)) = (kept, now) {
        let names: BTreeSet<_> = kept.keys().chain(now.keys()).collect();
        for name in names {
            let pointer = format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"));
            match (kept.get(name), now.get(name)) {
                (Some(kept), Some(now)) => compare(&pointer, kept, now, differences),
                (None, _) => differences.push(format!("{pointer} is new")),
                (_, None) => differences.push(format!("{pointer} is gone")),
            }
        }
    } else if kept != now {
        differences.push(format!("{pointer} was {kept}, is {now}"));
    }
}

fn collect(value: &Value, references: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get("$ref") {
                references.insert(reference.clone());
            }
            members
                .values()
                .for_each(|value| collect(value, references));
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, references)),
        _ => {}
    }
}
