//! Bodies in the document are bodies that the API takes: every example is accepted, every property
//! stands in one, every required property is missed when it is gone, and nothing else is let in.

use std::collections::BTreeSet;

use reqwest::RequestBuilder;
use serde_json::{Value, json};

use crate::{
    document::generated,
    world::{World, filled, sent},
};

/// Optional in the schema, and required by what stands beside them: whoever enters says how they
/// arrive, each kind of evidence has fields of its own,
/// and an amendment names holds.
const REQUIRED_BY_ANOTHER: [&str; 7] = [
    "#/arrival",
    "#/result",
    "#/from",
    "#/to",
    "#/degree",
    "#/on",
    "#/close_holds",
];

/// A route that takes a body.
struct Taker {
    method: String,
    path: String,
    /// All its scopes: which of them may send what is the function's own question.
    scopes: String,
    schema: Value,
}

impl Taker {
    fn examples(&self) -> Vec<Value> {
        self.schema["examples"]
            .as_array()
            .cloned()
            .unwrap_or_default()
    }
}

/// One object of a body and its schema.
struct Part {
    pointer: String,
    schema: Value,
}

#[tokio::test]
async fn every_example_is_accepted() {
    let town = Town::settle().await;
    for taker in &town.takers {
        assert!(
            !taker.examples().is_empty(),
            "{} has no example",
            taker.path
        );
        for example in taker.examples() {
            let (status, answer) = town.send(taker, &example).await;
            // The town's one review is open already.
            let is_filed = taker.path.ends_with("/reviews") && status == 409;
            // A share code is random, so no example can be one; a body with a fault would be 422.
            // And officers have nothing to do in this town; that is looked up after the body too.
            let is_of_officers = ["/approval", "/proposal", "/transfer"]
                .iter()
                .any(|step| taker.path.ends_with(step));
            let is_looked_up = (taker.path == "/v1/shares" || is_of_officers) && status == 404;
            let is_accepted = (200..300).contains(&status) || is_filed || is_looked_up;
            assert!(is_accepted, "{}: {status} {answer}", taker.path);
        }
    }
}

#[test]
fn every_property_stands_in_an_example() {
    let document = generated();
    let mut shown = BTreeSet::new();
    let mut described = BTreeSet::new();
    for taker in takers(&document) {
        for example in taker.examples() {
            for part in parts(&document, &taker.schema, &example, "#") {
                let Some(properties) = part.schema["properties"].as_object() else {
                    continue;
                };
                let kind = &part.schema["description"];
                let value = example.pointer(&part.pointer[1..]).unwrap();
                for property in properties.keys() {
                    described.insert(format!("{kind} {property}"));
                    if value.get(property).is_some() {
                        shown.insert(format!("{kind} {property}"));
                    }
                }
            }
        }
    }
    let missing: Vec<_> = described.difference(&shown).collect();
    assert!(!described.is_empty() && missing.is_empty(), "{missing:?}");
}

#[tokio::test]
async fn a_property_is_required_exactly_where_the_schema_says_so() {
    let town = Town::settle().await;
    for (taker, example, part) in town.everything() {
        let value = example.pointer(&part.pointer[1..]).unwrap();
        let required = part.schema["required"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        for property in value.as_object().unwrap().keys() {
            let mut body = example.clone();
            let object = body.pointer_mut(&part.pointer[1..]).unwrap();
            object.as_object_mut().unwrap().remove(property);
            let (status, answer) = town.send(taker, &body).await;
            let pointer = format!("{}/{property}", part.pointer);
            let is_missed = status == 422 && has_fault(&answer, &pointer, "required");
            let should_be = required.contains(&json!(property))
                || REQUIRED_BY_ANOTHER.contains(&pointer.as_str());
            assert_eq!(
                is_missed, should_be,
                "{} {pointer}: {status} {answer}",
                taker.path
            );
        }
    }
}

#[tokio::test]
async fn an_unknown_property_is_refused_in_every_object() {
    let town = Town::settle().await;
    for (taker, example, part) in town.everything() {
        let closed = &part.schema["additionalProperties"];
        assert_eq!(closed, &json!(false), "{} {}", taker.path, part.pointer);
        let mut body = example.clone();
        body.pointer_mut(&part.pointer[1..]).unwrap()["licence_plate"] = json!("浙A00000");
        let (status, answer) = town.send(taker, &body).await;
        let pointer = format!("{}/licence_plate", part.pointer);
        assert!(
            status == 422 && has_fault(&answer, &pointer, "unknown-field"),
            "{} {pointer}: {status} {answer}",
            taker.path
        );
    }
}

/// A bundle in which the examples make sense: a place, and a person with a review.
struct Town {
    world: World,
    document: Value,
    takers: Vec<Taker>,
    person: String,
}

impl Town {
    async fn settle() -> Self {
        let document = generated();
        let mut town = Self {
            world: World::start().await,
            takers: takers(&document),
            document,
            person: String::new(),
        };
        for (path, status) in [
            ("/v1/places/{place}", 200),
            ("/v1/applications", 201),
            ("/v1/people/{person}/reviews", 201),
        ] {
            let taker = town.takers.iter().find(|taker| taker.path == path).unwrap();
            let (got, answer) = town.send(taker, &taker.examples()[0]).await;
            assert_eq!(got, status, "{path}: {answer}");
            if let Some(person) = answer["person_id"].as_str() {
                town.person = person.to_owned();
            }
        }
        town
    }

    async fn send(&self, taker: &Taker, body: &Value) -> (u16, Value) {
        let path = filled(&taker.path, &self.person);
        let token = self.world.token(&taker.scopes).await;
        let request: RequestBuilder = self.world.request(&taker.method, &path);
        sent(request.bearer_auth(token).json(body)).await
    }

    /// Every object of every example.
    fn everything(&self) -> Vec<(&Taker, Value, Part)> {
        let mut all = Vec::new();
        // A policy has maps keyed by codes; `policy` and the tests of `rules` hold its schema
        // against its check.
        let is_read = |taker: &&Taker| taker.path != "/v1/policies";
        for taker in self.takers.iter().filter(is_read) {
            for example in taker.examples() {
                for part in parts(&self.document, &taker.schema, &example, "#") {
                    all.push((taker, example.clone(), part));
                }
            }
        }
        all
    }
}

fn takers(document: &Value) -> Vec<Taker> {
    let mut takers = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
            if schema.is_null() {
                continue;
            }
            takers.push(Taker {
                method: method.to_uppercase(),
                path: path.clone(),
                scopes: scopes_of(operation),
                schema: resolved(document, schema),
            });
        }
    }
    takers
}

/// The scopes that open an operation, separated by spaces.
fn scopes_of(operation: &Value) -> String {
    let alternatives = operation["security"].as_array().unwrap().iter();
    let scopes = alternatives.map(|one| one["access_token"][0].as_str().unwrap());
    scopes.collect::<Vec<_>>().join(" ")
}

/// The schema itself: references are followed, and of "this or null" it is this.
fn resolved(document: &Value, schema: &Value) -> Value {
    if let Some(reference) = schema["$ref"].as_str() {
        let target = document.pointer(reference.trim_start_matches('#'));
        return resolved(document, target.unwrap());
    }
    let alternatives = schema["oneOf"].as_array().into_iter().flatten();
    match alternatives.into_iter().find(|one| one["type"] != "null") {
        Some(one) => resolved(document, one),
        None => schema.clone(),
    }
}

/// The objects in `value`, itself first, each with its schema.
fn parts(document: &Value, schema: &Value, value: &Value, pointer: &str) -> Vec<Part> {
    let schema = resolved(document, schema);
    let mut found = Vec::new();
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                let pointer = format!("{pointer}/{name}");
                found.extend(parts(
                    document,
                    &schema["properties"][name],
                    value,
                    &pointer,
                ));
            }
            found.insert(
                0,
                Part {
                    pointer: pointer.to_owned(),
                    schema,
                },
            );
        }
        Value::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                let pointer = format!("{pointer}/{index}");
                found.extend(parts(document, &schema["items"], value, &pointer));
            }
        }
        _ => {}
    }
    found
}

fn has_fault(answer: &Value, pointer: &str, code: &str) -> bool {
    let faults = answer["errors"].as_array().into_iter().flatten();
    faults
        .into_iter()
        .any(|fault| fault["pointer"] == pointer && fault["code"] == code)
}
