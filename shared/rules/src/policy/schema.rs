//! The JSON schema of a policy document (draft 2020-12), generated from the types.
//!
//! The derived descriptions are those of OpenAPI's components; here they become one document that
//! stands alone. A map of ours is closed on the way: one keyed by a vocabulary has every word of it
//! and no other, one keyed by codes has nothing but codes and is not empty.

use serde_json::{Map, Value, json};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, SchemaType, Type};
use utoipa::{PartialSchema, ToSchema};

use super::Policy;
use crate::words::Rule;

/// Where the components of an OpenAPI document stand.
const COMPONENTS: &str = "#/components/schemas/";

/// A day that exists, `YYYY-MM-DD`.
#[derive(ToSchema)]
#[schema(value_type = String, format = Date, pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
#[expect(dead_code, reason = "describes the days of a policy")]
pub(super) struct Day(String);

/// A rule whose terms a policy sets: the terms of an order are its own, and no policy's.
pub(super) struct PolicyRule;

impl PartialSchema for PolicyRule {
    fn schema() -> RefOr<Schema> {
        let words = Rule::of_policies().map(Rule::code);
        let rule = ObjectBuilder::new()
            .schema_type(SchemaType::new(Type::String))
            .description(Some("Why a hold is put on."))
            .enum_values(Some(words));
        rule.into()
    }
}

impl ToSchema for PolicyRule {}

/// The schema, which `GET /v1/policies/schema` gives to whoever writes a policy.
pub fn schema() -> Value {
    let mut parts = Vec::new();
    Policy::schemas(&mut parts);
    let parts: Map<_, _> = parts
        .into_iter()
        .map(|(name, part)| (name, standalone(json!(part))))
        .collect();
    let Value::Object(mut whole) = standalone(json!(Policy::schema())) else {
        return Value::Null;
    };
    whole.insert(
        "$schema".into(),
        json!("https://json-schema.org/draft/2020-12/schema"),
    );
    whole.insert("$id".into(), json!("/v1/policies/schema"));
    whole.insert("title".into(), json!("A policy of the health code"));
    whole.insert("$defs".into(), parts.into());
    whole.into()
}

/// A component's schema, referring to `$defs`, with its maps closed.
fn standalone(schema: Value) -> Value {
    match schema {
        Value::Object(members) => {
            let members = members.into_iter();
            closed(
                members
                    .map(|(name, value)| (name, standalone(value)))
                    .collect(),
            )
            .into()
        }
        Value::Array(values) => values.into_iter().map(standalone).collect(),
        Value::String(text) => match text.strip_prefix(COMPONENTS) {
            Some(name) => format!("#/$defs/{name}").into(),
            None => text.into(),
        },
        other => other,
    }
}

/// A map says what its names are; other schemas stay as they are.
fn closed(mut schema: Map<String, Value>) -> Map<String, Value> {
    let Some(names) = schema.remove("propertyNames") else {
        return schema;
    };
    let values = schema.insert("additionalProperties".into(), json!(false));
    if let Some(words) = names["enum"].as_array() {
        let each = words.iter().filter_map(Value::as_str);
        let each: Map<_, _> = each.map(|word| (word.to_owned(), json!(values))).collect();
        schema.insert("required".into(), json!(words));
        schema.insert("properties".into(), each.into());
    } else if let Some(pattern) = names["pattern"].as_str() {
        schema.insert("patternProperties".into(), json!({ pattern: values }));
        schema.insert("minProperties".into(), json!(1));
    }
    schema
}

#[cfg(test)]
mod tests;
