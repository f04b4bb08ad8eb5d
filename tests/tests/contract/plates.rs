//! R47: number plates and household registration can never be a ground, because nothing that
//! decides has a word for them: not the API, not a policy document, not a vocabulary.

use std::{collections::BTreeSet, fs, path::Path};

use serde_json::Value;

use super::document;

/// What somebody would have to write who wants to ask for them.
const NEVER: [&str; 16] = [
    "plate",
    "vehicle",
    "license",
    "licence",
    "registration",
    "hukou",
    "huji",
    "native",
    "origin",
    "domicile",
    "birthplace",
    "车牌",
    "牌照",
    "户籍",
    "户口",
    "籍贯",
];

#[test]
fn r47_the_api_has_no_field_and_no_word_for_them() {
    let mut words = BTreeSet::new();
    collect(&document::generated(), &mut words);
    assert!(words.contains("presented") && words.contains("title-deed"));
    assert_none(&words);
}

#[test]
fn r47_a_policy_has_no_field_and_no_word_for_them() {
    let mut words = BTreeSet::new();
    collect(&rules::policy::schema(), &mut words);
    assert!(words.contains("requires") && words.contains("residence-or-work-proof"));
    assert_none(&words);
}

#[test]
fn r47_no_vocabulary_has_a_word_for_them() {
    let mut words = BTreeSet::new();
    let sources = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/rules/src"));
    variants(sources, &mut words);
    assert!(words.contains("HolderMismatch") && words.contains("UnknownField"));
    assert_none(&words);
}

#[test]
fn r47_no_body_takes_a_field_that_is_not_described() {
    let document = document::generated();
    let mut open = Vec::new();
    let operations = document["paths"].as_object().unwrap().values();
    for operation in operations.flat_map(|item| item.as_object().unwrap().values()) {
        let body = &operation["requestBody"]["content"]["application/json"]["schema"];
        open_objects(&document, body, &mut open);
    }
    assert!(open.is_empty(), "{open:?}");
}

fn assert_none(words: &BTreeSet<String>) {
    for word in words {
        let lower = word.to_lowercase();
        assert!(NEVER.iter().all(|never| !lower.contains(never)), "{word}");
    }
}

/// The names of fields and the words of enumerations; descriptions are for people.
fn collect(value: &Value, words: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                match (name.as_str(), value) {
                    ("properties" | "patternProperties", Value::Object(fields)) => {
                        words.extend(fields.keys().cloned());
                    }
                    ("enum", Value::Array(all)) => {
                        words.extend(all.iter().filter_map(Value::as_str).map(str::to_owned));
                    }
                    ("name", Value::String(parameter)) => {
                        words.insert(parameter.clone());
                    }
                    _ => {}
                }
                collect(value, words);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, words)),
        _ => {}
    }
}

/// The variants of every `vocabulary!` under `folder`, and the words that replace some.
fn variants(folder: &Path, words: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            variants(&path, words);
            continue;
        }
        let source = fs::read_to_string(&path).unwrap();
        for vocabulary in source.split("vocabulary! {").skip(1) {
            let end = vocabulary.find("\n}").unwrap_or(vocabulary.len());
            let lines = vocabulary[..end].lines().map(str::trim);
            let lines = lines.filter(|line| !line.starts_with("///"));
            words.extend(lines.map(|line| line.trim_end_matches(',').to_owned()));
        }
    }
}

/// Objects in `schema`, or in what it refers to, that take fields which nobody described.
fn open_objects(document: &Value, schema: &Value, open: &mut Vec<String>) {
    if !schema.is_object() {
        return;
    }
    if let Some(reference) = schema["$ref"].as_str() {
        let target = document.pointer(reference.trim_start_matches('#'));
        return open_objects(document, target.unwrap_or(&Value::Null), open);
    }
    let is_map = schema["propertyNames"].is_object();
    if schema["properties"].is_object() && schema["additionalProperties"] != false && !is_map {
        open.push(schema.to_string());
    }
    let fields = schema["properties"]
        .as_object()
        .into_iter()
        .flat_map(|fields| fields.values());
    let choices = ["oneOf", "anyOf", "allOf"].map(|choice| schema[choice].as_array());
    let choices = choices.into_iter().flatten().flatten();
    for inner in fields.chain(choices).chain([&schema["items"]]) {
        open_objects(document, inner, open);
    }
}
