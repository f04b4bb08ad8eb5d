//! The shape of a document, held against the generated schema: every fault at once.
//!
//! Only what the schema says of structure is read here: types, names, words, bounds. What a text
//! has to be (a code, a day, a version) is judged by the types that read it, with what else the
//! contents must be. A test knows the whole vocabulary of the schema, so that a keyword which
//! neither of the two reads cannot slip in. `docs/decisions/policy-documents.md` tells why this is
//! no general validator.

use std::sync::LazyLock;

use serde_json::{Map, Value};

use super::fault::{PolicyFault, PolicyFaultCode};
use super::spot::Spot;

static SCHEMA: LazyLock<Value> = LazyLock::new(super::schema);

/// Every fault of the document's shape, in its order.
pub(super) fn faults(document: &Value) -> Vec<PolicyFault> {
    let mut faults = Vec::new();
    judge(&Spot::whole(document), &SCHEMA, &mut faults);
    faults
}

fn judge(place: &Spot<'_>, schema: &Value, faults: &mut Vec<PolicyFault>) {
    let Some(value) = place.value() else {
        return;
    };
    if let Some(reference) = schema["$ref"].as_str() {
        let definition = SCHEMA.pointer(reference.trim_start_matches('#'));
        return judge(place, definition.unwrap_or(&Value::Null), faults);
    }
    if !is_of_type(value, &schema["type"]) {
        return faults.push(another_type(place, &schema["type"]));
    }
    if let Some(words) = schema["enum"].as_array()
        && !words.contains(value)
    {
        faults.push(no_word(place, words));
    }
    faults.extend(outside(place, schema));
    if value.is_array() {
        entries(place, schema, faults);
    } else if let Some(members) = value.as_object() {
        object(place, members, schema, faults);
    }
}

fn is_of_type(value: &Value, expected: &Value) -> bool {
    match expected {
        Value::Array(any) => any.iter().any(|one| is_of_type(value, one)),
        Value::String(one) => match one.as_str() {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            "number" => value.is_number(),
            // Stricter than JSON schema, to which 14.0 is an integer; the types do not read that.
            "integer" => value.is_i64() || value.is_u64(),
            "null" => value.is_null(),
            _ => false,
        },
        _ => true,
    }
}

fn object(
    place: &Spot<'_>,
    members: &Map<String, Value>,
    schema: &Value,
    faults: &mut Vec<PolicyFault>,
) {
    for name in schema["required"].as_array().into_iter().flatten() {
        let member = place.at(name.as_str().unwrap_or_default());
        if member.value().is_none() {
            faults.push(member.missing());
        }
    }
    if members.is_empty() && schema["minProperties"].is_u64() {
        faults.push(place.empty());
    }
    // A map has one pattern for all its names, and those are judged with the contents.
    let of_map = schema["patternProperties"]
        .as_object()
        .and_then(|map| map.values().next());
    for (name, member) in place.members() {
        match schema["properties"].get(name).or(of_map) {
            Some(schema) => judge(&member, schema, faults),
            None => faults.push(member.fault(
                PolicyFaultCode::UnknownField,
                "没有这个字段。",
                "There is no such field.",
            )),
        }
    }
}

fn entries(place: &Spot<'_>, schema: &Value, faults: &mut Vec<PolicyFault>) {
    let count = place.entries().count();
    if count == 0 && schema["minItems"].is_u64() {
        faults.push(place.empty());
    }
    let most = schema["maxItems"].as_u64();
    if let Some(most) = most.and_then(|most| usize::try_from(most).ok())
        && count > most
    {
        faults.push(place.too_many(most));
    }
    for entry in place.entries() {
        judge(&entry, &schema["items"], faults);
    }
}

fn outside(place: &Spot<'_>, schema: &Value) -> Option<PolicyFault> {
    let least = schema["minimum"].as_f64().unwrap_or(f64::NEG_INFINITY);
    let most = schema["maximum"].as_f64().unwrap_or(f64::INFINITY);
    place.outside(&(least..=most))
}

fn no_word(place: &Spot<'_>, words: &[Value]) -> PolicyFault {
    let words: Vec<_> = words.iter().filter_map(Value::as_str).collect();
    let words = words.join(", ");
    place.fault(
        PolicyFaultCode::UnknownValue,
        format!("应为其中之一:{words}。"),
        format!("One of {words} is expected."),
    )
}

fn another_type(place: &Spot<'_>, expected: &Value) -> PolicyFault {
    let expected = expected
        .as_array()
        .and_then(|any| any.first())
        .unwrap_or(expected);
    let (zh, en) = match expected.as_str().unwrap_or_default() {
        "object" => ("应为对象。", "An object is expected."),
        "array" => ("应为数组。", "An array is expected."),
        "string" => ("应为字符串。", "A string is expected."),
        "boolean" => ("应为 true 或 false。", "true or false is expected."),
        "integer" => ("应为整数。", "A whole number is expected."),
        _ => ("应为数字。", "A number is expected."),
    };
    place.fault(PolicyFaultCode::Type, zh, en)
}
