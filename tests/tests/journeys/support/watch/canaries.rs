//! What of a request is personal.

use serde_json::Value;

/// Members of a body that say who somebody is, or what they have to say.
const PERSONAL: [&str; 8] = [
    "name",
    "phone",
    "number",
    "address",
    "statement",
    "reply",
    "share_code",
    "token",
];

/// Shorter ones could be anything: two Chinese characters are six bytes.
const SHORTEST: usize = 6;

/// The personal texts in a body that was sent to this path. A place's name and a policy's are public.
pub fn personal(path: &str, body: &Value) -> Vec<String> {
    let mut found = Vec::new();
    if !path.starts_with("/v1/places") && !path.starts_with("/v1/policies") {
        collect(body, &mut found);
    }
    found
}

fn collect(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                match value {
                    // A queue's message has its body as text.
                    Value::String(text) if name == "body" => {
                        collect(&serde_json::from_str(text).unwrap_or_default(), found);
                    }
                    Value::String(text)
                        if PERSONAL.contains(&name.as_str()) && text.len() >= SHORTEST =>
                    {
                        found.push(text.clone());
                    }
                    other => collect(other, found),
                }
            }
        }
        Value::Array(all) => all.iter().for_each(|one| collect(one, found)),
        _ => {}
    }
}

/// Ids of people and orders in a path.
pub fn ids(path: &str) -> impl Iterator<Item = String> {
    let is_id = |part: &&str| part.len() > 10 && (part.starts_with("p_") || part.starts_with("o_"));
    path.split('/').filter(is_id).map(str::to_owned)
}
