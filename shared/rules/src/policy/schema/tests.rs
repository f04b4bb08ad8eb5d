use std::collections::BTreeSet;

use super::*;
use crate::policy::limits;
use crate::words::Rule;

/// Everything that is a schema in `schema`, with where it stands.
fn all(schema: &Value, place: &str, found: &mut Vec<(String, Value)>) {
    found.push((place.to_owned(), schema.clone()));
    if schema["items"].is_object() {
        all(&schema["items"], &format!("{place}/items"), found);
    }
    for inner in ["properties", "patternProperties", "$defs"] {
        for (name, part) in schema[inner].as_object().into_iter().flatten() {
            all(part, &format!("{place}/{inner}/{name}"), found);
        }
    }
}

fn parts() -> Vec<(String, Value)> {
    let mut found = Vec::new();
    all(&schema(), "#", &mut found);
    found
}

#[test]
fn every_keyword_is_read_by_the_shape_or_the_contents() {
    let of_structure = [
        "$ref",
        "type",
        "enum",
        "properties",
        "required",
        "additionalProperties",
        "patternProperties",
        "minProperties",
        "items",
        "minItems",
        "maxItems",
        "minimum",
        "maximum",
    ];
    let of_contents = ["pattern", "format", "uniqueItems"];
    let annotations = ["$schema", "$id", "$defs", "title", "description", "default"];
    let known: BTreeSet<_> = [&of_structure[..], &of_contents, &annotations]
        .concat()
        .into_iter()
        .collect();
    for (place, part) in parts() {
        let object = part.as_object().unwrap();
        for keyword in object.keys() {
            assert!(
                known.contains(keyword.as_str()),
                "{place}: nobody reads {keyword}"
            );
        }
        // The shape reads "at least one" only, one pattern for names, and nothing beside a reference.
        for least in ["minItems", "minProperties"] {
            assert!(part[least].is_null() || part[least] == 1, "{place}");
        }
        if let Some(names) = part["patternProperties"].as_object() {
            assert!(names.len() == 1 && part["properties"].is_null(), "{place}");
        }
        if part["$ref"].is_string() {
            assert!(
                object
                    .keys()
                    .all(|name| name == "$ref" || name == "description"),
                "{place}"
            );
        }
    }
}

#[test]
fn every_object_is_closed_and_every_reference_leads_somewhere() {
    let schema = schema();
    let mut objects = 0;
    for (place, part) in parts() {
        if part["type"] == "object" {
            objects += 1;
            assert_eq!(part["additionalProperties"], false, "{place}");
        }
        if let Some(reference) = part["$ref"].as_str() {
            assert!(
                schema.pointer(reference.trim_start_matches('#')).is_some(),
                "{place}"
            );
        }
    }
    assert!(objects >= 9, "{objects}");
}

#[test]
fn every_rule_has_its_terms_and_there_are_no_others() {
    let holds = &schema()["properties"]["holds"];
    let rules: BTreeSet<_> = Rule::of_policies().map(Rule::code).collect();
    let required: BTreeSet<_> = holds["required"]
        .as_array()
        .unwrap()
        .iter()
        .map(|rule| rule.as_str().unwrap())
        .collect();
    let described: BTreeSet<_> = holds["properties"]
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(required, rules);
    assert_eq!(described, rules);
    assert_eq!(holds["properties"]["symptoms"]["$ref"], "#/$defs/Terms");
}

#[test]
fn the_bounds_are_those_that_loading_knows() {
    let schema = schema();
    let bounds = |pointer: &str| {
        let part = schema.pointer(pointer).unwrap();
        part["minimum"].as_f64().unwrap()..=part["maximum"].as_f64().unwrap()
    };
    for (pointer, expected) in [
        ("/properties/window_days", limits::WINDOW_DAYS),
        ("/$defs/FeverLine", limits::FEVER_C),
        (
            "/$defs/ReviewTerms/properties/working_days",
            limits::WORKING_DAYS,
        ),
        ("/$defs/Retention/properties/scans_days", limits::SCANS_DAYS),
        (
            "/$defs/Retention/properties/check_ins_days",
            limits::CHECK_INS_DAYS,
        ),
        (
            "/$defs/Sunset/properties/reviews_readable_days",
            limits::REVIEWS_READABLE_DAYS,
        ),
        (
            "/$defs/Terms/properties/days",
            *limits::YELLOW_DAYS.start()..=*limits::RED_DAYS.end(),
        ),
    ] {
        assert_eq!(bounds(pointer), expected, "{pointer}");
    }
    let holidays = schema.pointer("/$defs/ReviewTerms/properties/holidays/maxItems");
    assert_eq!(holidays, Some(&json!(limits::MOST_HOLIDAYS)));
}

/// A text is one of a list of words, or a code or a day; only the name of the version and the
/// sentences for people are free, and no decision reads those.
#[test]
fn r47_no_text_that_decides_is_free() {
    let free: Vec<_> = parts()
        .into_iter()
        .filter(|(_, part)| part["type"] == "string" && part["enum"].is_null())
        .filter(|(_, part)| {
            let pattern = part["pattern"].as_str().unwrap_or_default();
            !(pattern.starts_with('^') && pattern.ends_with('$'))
        })
        .map(|(place, _)| place)
        .collect();
    assert_eq!(
        free,
        [
            "#/$defs/LocalText/properties/en",
            "#/$defs/LocalText/properties/zh"
        ]
    );
    let patterns: BTreeSet<_> = parts()
        .into_iter()
        .filter_map(|(_, part)| part["pattern"].as_str().map(str::to_owned))
        .collect();
    // A plate has a letter beside digits; of these only the version's name could have both.
    assert_eq!(
        patterns.iter().map(String::as_str).collect::<Vec<_>>(),
        [
            r"\S",
            "^([0-9]{2}){1,3}$",
            "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            "^[0-9]{6}$",
            "^[A-Z]{2}$",
            "^[A-Za-z0-9._-]{1,32}$",
        ]
    );
}
