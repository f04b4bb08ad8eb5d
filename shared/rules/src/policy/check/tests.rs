//! Every fault in [`FAULTS`], and what holds of all documents.

mod agreement;

use std::collections::BTreeSet;

use serde_json::json;

use super::*;

/// Faults that a document can have, one a line.
const FAULTS: &str = include_str!("faults.txt");

const SHIPPED: [&str; 2] = [
    include_str!("../../../policies/2020-02-11.json"),
    include_str!("../../../policies/2020-03-01.json"),
];

fn shipped(index: usize) -> Value {
    serde_json::from_str(SHIPPED[index]).unwrap()
}

/// Puts a value, also where there was none.
fn put(policy: &mut Value, pointer: &str, value: Value) {
    let Some((parent, name)) = pointer.rsplit_once('/') else {
        *policy = value;
        return;
    };
    match policy.pointer_mut(parent).unwrap() {
        Value::Array(entries) if name == "-" => entries.push(value),
        Value::Array(entries) => entries[name.parse::<usize>().unwrap()] = value,
        Value::Object(members) => {
            members.insert(name.to_owned(), value);
        }
        other => panic!("{pointer} is inside {other}"),
    }
}

fn faults(policy: &Value) -> Vec<(String, &'static str)> {
    let faults = Policy::check(policy).err().unwrap_or_default();
    assert!(
        faults
            .iter()
            .all(|fault| !fault.zh.is_empty() && !fault.en.is_empty())
    );
    let named = faults.into_iter();
    named
        .map(|fault| (fault.pointer, fault.code.code()))
        .collect()
}

/// The shipped policy with the changes of a line.
fn changed(changes: &str) -> Value {
    let mut policy = shipped(0);
    for change in changes.split("; ") {
        if let Some(pointer) = change.strip_suffix(" gone") {
            let (parent, name) = pointer.rsplit_once('/').unwrap();
            let parent = policy.pointer_mut(parent).unwrap();
            parent.as_object_mut().unwrap().remove(name).unwrap();
        } else {
            let (pointer, value) = change.split_once(" = ").unwrap();
            let value = match value.strip_prefix("copy ") {
                Some(from) => policy.pointer(from).cloned().unwrap(),
                None => serde_json::from_str(value).unwrap(),
            };
            put(&mut policy, pointer, value);
        }
    }
    policy
}

/// Documents with one fault each: its code, its place, and the document.
fn single_faults() -> impl Iterator<Item = (&'static str, &'static str, Value)> {
    let lines = FAULTS.lines();
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with("# "));
    lines.map(|line| {
        let (fault, changes) = line.split_once(" : ").unwrap();
        let (code, pointer) = fault.split_once(' ').unwrap();
        (code, pointer, changed(changes))
    })
}

#[test]
fn each_fault_is_named_with_its_place_and_its_code_and_brings_no_others_along() {
    for (code, pointer, policy) in single_faults() {
        let found = faults(&policy);
        // Whatever depends on the city's area or on a rule of all places is wrong with it.
        let is_alone = !["#/city_area", "#/access/1/effective_from"].contains(&pointer)
            && !["no-fallback"].contains(&code);
        if is_alone {
            assert_eq!(found, [(pointer.to_owned(), code)], "{pointer} {code}");
        } else {
            assert!(
                found.contains(&(pointer.to_owned(), code)),
                "{pointer} {code}: {found:?}"
            );
        }
        assert!(
            Policy::load(&policy.to_string()).is_err(),
            "{pointer} {code} loads"
        );
    }
}

#[test]
fn every_code_has_a_document_that_it_refuses() {
    let mut shown: BTreeSet<_> = single_faults().map(|(code, _, _)| code).collect();
    let mut policy = shipped(0);
    let day = |day| crate::calendar::days_after(jiff::civil::date(2020, 2, 11), day).to_string();
    let days: Vec<_> = (0..101).map(day).collect();
    put(&mut policy, "/review/holidays", json!(days));
    assert_eq!(
        faults(&policy),
        [("#/review/holidays".to_owned(), "too-many")]
    );
    shown.insert("too-many");
    for code in PolicyFaultCode::ALL {
        assert!(shown.contains(code.code()), "{code}");
    }
}

#[test]
fn every_part_is_judged_whatever_is_wrong_with_another() {
    let mut policy = shipped(0);
    put(&mut policy, "/window_days", json!("two weeks"));
    put(&mut policy, "/version", json!("current"));
    put(&mut policy, "/holds/stay-medium-risk/days", json!(8));
    put(&mut policy, "/holds/symptoms/colour", json!("purple"));
    put(
        &mut policy,
        "/areas/high/areas",
        json!(["4201", 7, "42", "x"]),
    );
    put(&mut policy, "/access/2", json!("closed"));
    put(
        &mut policy,
        "/access/3/districts",
        json!(["330104", "330113"]),
    );
    put(&mut policy, "/review/holidays/3", json!("2020-13-01"));
    put(&mut policy, "/colour_of_the_car", json!(true));
    put(
        &mut policy,
        "/sunset",
        json!({"on": "2020-02-01", "reviews_readable_days": 0, "why": "over"}),
    );
    policy.as_object_mut().unwrap().remove("fever_c");
    let found: BTreeSet<_> = faults(&policy).into_iter().collect();
    let expected = [
        ("#/access/2", "type"),
        ("#/access/3/districts/1", "unknown-district"),
        ("#/areas/high/areas/1", "type"),
        ("#/areas/high/areas/3", "area-code"),
        ("#/colour_of_the_car", "unknown-field"),
        ("#/fever_c", "required"),
        ("#/holds/stay-medium-risk/days", "range"),
        ("#/holds/symptoms/colour", "unknown-value"),
        ("#/review/holidays/3", "date"),
        ("#/sunset/on", "range"),
        ("#/sunset/reviews_readable_days", "range"),
        ("#/sunset/why", "unknown-field"),
        ("#/version", "version"),
        ("#/window_days", "type"),
    ];
    let expected: BTreeSet<_> = expected
        .map(|(pointer, code)| (pointer.to_owned(), code))
        .into();
    assert_eq!(found, expected);
}

#[test]
fn r61_of_two_rules_with_one_rank_both_are_named() {
    let policy = changed("/access/- = copy /access/4");
    let faults = Policy::check(&policy).unwrap_err();
    assert_eq!(faults[0].pointer, "#/access/7");
    assert!(faults[0].zh.contains("#/access/4") && faults[0].en.contains("#/access/4"));
}

#[test]
fn the_citys_rule_may_stand_behind_rules_of_all_districts() {
    let mut policy = shipped(0);
    let districts: Vec<_> = policy["districts"]
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    let mut rule = policy["access"][1].clone();
    rule["place_types"] = json!(["transit"]);
    rule["districts"] = json!(districts);
    put(&mut policy, "/access/-", rule.clone());
    assert_eq!(faults(&policy), []);
    // So may a rule that a newer one has overtaken.
    rule["effective_from"] = json!("2020-02-10");
    put(&mut policy, "/access/-", rule);
    assert_eq!(faults(&policy), []);
}

#[test]
fn areas_that_overlap_are_no_fault_since_the_worse_level_counts() {
    let mut policy = shipped(0);
    put(&mut policy, "/areas/high/areas/-", json!("4201"));
    put(&mut policy, "/areas/medium/areas/-", json!("4201"));
    assert_eq!(faults(&policy), []);
}

#[test]
fn a_policy_of_another_day_and_other_areas_is_fine() {
    let mut policy = shipped(1);
    put(&mut policy, "/version", json!("2021-05_b.2"));
    put(&mut policy, "/effective_from", json!("2021-05-01"));
    put(
        &mut policy,
        "/districts/330113",
        json!({"zh": "临平区", "en": "Linping"}),
    );
    put(
        &mut policy,
        "/areas/high/areas",
        json!(["4201", "420200", "71", "810000", "330302"]),
    );
    put(&mut policy, "/areas/medium/areas", json!(["42", "33"]));
    put(&mut policy, "/window_days", json!(21));
    put(&mut policy, "/chronic", json!([]));
    put(&mut policy, "/holds/symptoms/days", json!(1));
    put(&mut policy, "/access/0/districts", json!(null));
    put(
        &mut policy,
        "/sunset",
        json!({"on": "2021-05-02", "reviews_readable_days": 365}),
    );
    assert_eq!(faults(&policy), []);
    let read = Policy::check(&policy).unwrap();
    assert_eq!(read, Policy::load(&policy.to_string()).unwrap());
    assert_eq!(
        read,
        Policy::check(&serde_json::to_value(&read).unwrap()).unwrap()
    );
}
