//! Documents changed at random: checking, loading and another validator agree on them.

use boon::{Compiler, SchemaIndex, Schemas};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::json;

use super::{SHIPPED, faults, shipped};
use crate::policy::{Policy, schema, shape};
use serde_json::Value;

/// Another validator than ours, for the same schema.
struct Independent(Schemas, SchemaIndex);

impl Independent {
    fn new() -> Self {
        let (mut maker, mut schemas) = (Compiler::new(), Schemas::new());
        maker.enable_format_assertions();
        let place = "https://health.example/v1/policies/schema";
        maker.add_resource(place, schema()).unwrap();
        // Compiling holds the schema against the meta-schema of its draft.
        let compiled = maker.compile(place, &mut schemas).unwrap();
        Self(schemas, compiled)
    }

    fn accepts(&self, document: &Value) -> bool {
        self.0.validate(document, self.1).is_ok()
    }
}

#[test]
fn the_shipped_policies_have_no_fault_in_anybodys_eyes() {
    let independent = Independent::new();
    for (index, text) in SHIPPED.iter().enumerate() {
        let policy = shipped(index);
        assert!(independent.accepts(&policy));
        assert_eq!(faults(&policy), []);
        assert_eq!(Policy::check(&policy).unwrap(), Policy::load(text).unwrap());
    }
}

/// One change of a document: where, and to what.
#[derive(Debug, Clone)]
enum Change {
    /// Takes away what is there.
    Take,
    /// Puts this there.
    Put(Value),
    /// Puts another part of the document there.
    PutPart(Index),
    /// Says it twice, in a list.
    Repeat,
    /// Adds this, to a list or an object.
    Add(Value),
}

fn some_value() -> impl Strategy<Value = Value> {
    let texts = [
        "",
        " ",
        "x",
        "CN",
        "KR",
        "kr",
        "ZZ",
        "42",
        "4201",
        "420000",
        "3301",
        "330106",
        "330113",
        "330199",
        "4299",
        "99",
        "current",
        "2020-02-11",
        "2020-02-30",
        "20200211",
        "2031-01-01",
        "green",
        "yellow",
        "red",
        "check-ins",
        "officer",
        "clinic",
        "entry",
        "school",
        "cough",
    ];
    prop_oneof![
        select(texts.to_vec()).prop_map(Value::from),
        select(vec![-1, 0, 1, 7, 8, 13, 14, 15, 21, 22, 36, 300, 70000]).prop_map(Value::from),
        select(vec![
            json!(null),
            json!(true),
            json!(false),
            json!([]),
            json!({}),
            json!(36.6)
        ]),
    ]
}

fn some_change() -> impl Strategy<Value = Change> {
    prop_oneof![
        Just(Change::Take),
        some_value().prop_map(Change::Put),
        any::<Index>().prop_map(Change::PutPart),
        Just(Change::Repeat),
        some_value().prop_map(Change::Add),
    ]
}

/// Every pointer of the document, deepest parts included.
fn pointers(value: &Value, here: &str, found: &mut Vec<String>) {
    found.push(here.to_owned());
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                pointers(value, &format!("{here}/{name}"), found);
            }
        }
        Value::Array(entries) => {
            for (index, value) in entries.iter().enumerate() {
                pointers(value, &format!("{here}/{index}"), found);
            }
        }
        _ => {}
    }
}

fn change(document: &mut Value, place: Index, change: Change) {
    let mut found = Vec::new();
    pointers(document, "", &mut found);
    let pointer = &found[place.index(found.len())];
    let part = |index: Index| document.pointer(&found[index.index(found.len())]).cloned();
    match change {
        Change::Take => {
            let Some((parent, name)) = pointer.rsplit_once('/') else {
                return;
            };
            match document.pointer_mut(parent).unwrap() {
                Value::Object(members) => drop(members.remove(name)),
                Value::Array(entries) => drop(entries.remove(name.parse().unwrap())),
                _ => {}
            }
        }
        Change::Put(value) => *document.pointer_mut(pointer).unwrap() = value,
        Change::PutPart(index) => {
            let part = part(index).unwrap();
            *document.pointer_mut(pointer).unwrap() = part;
        }
        Change::Repeat => {
            if let Some((parent, _)) = pointer.rsplit_once('/') {
                let entry = document.pointer(pointer).cloned().unwrap();
                if let Value::Array(entries) = document.pointer_mut(parent).unwrap() {
                    entries.push(entry);
                }
            }
        }
        Change::Add(value) => match document.pointer_mut(pointer).unwrap() {
            Value::Array(entries) => entries.push(value),
            Value::Object(members) => {
                members.insert(value.as_str().unwrap_or("new").to_owned(), value);
            }
            _ => {}
        },
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn checking_and_loading_agree_and_so_does_another_validator(
        which in 0..SHIPPED.len(),
        changes in prop::collection::vec((any::<Index>(), some_change()), 1..4),
    ) {
        thread_local!(static INDEPENDENT: Independent = Independent::new());
        let mut document = shipped(which);
        document["sunset"] = json!({"on": "2020-06-01", "reviews_readable_days": 30});
        for (place, what) in changes {
            change(&mut document, place, what);
        }
        let checked = Policy::check(&document);
        let loaded = Policy::load(&document.to_string());
        prop_assert_eq!(checked.as_ref().ok(), loaded.as_ref().ok());
        let accepted = INDEPENDENT.with(|independent| independent.accepts(&document));
        let of_shape = shape::faults(&document);
        // What they hold against the schema and we do not read there, the contents judge.
        prop_assert!(accepted || checked.is_err(), "{document}");
        prop_assert!(!accepted || of_shape.is_empty(), "{of_shape:?}");
    }
}
