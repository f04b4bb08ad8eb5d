//! `docs/openapi.json` is what the functions say of themselves, and says it without holes.

use serde_json::Value;

const KEPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/openapi.json");
const UPDATE: &str = "UPDATE_OPENAPI=1 cargo test -p tests --test contract document";

/// The generated document, as JSON.
pub fn generated() -> Value {
    serde_json::to_value(local::openapi::openapi()).expect("the description is JSON")
}

#[test]
fn the_kept_document_is_the_generated_one() {
    let generated = format!("{:#}\n", generated());
    if std::env::var_os("UPDATE_OPENAPI").is_some() {
        std::fs::write(KEPT, &generated).expect("docs/openapi.json can be written");
        return;
    }
    let kept = std::fs::read_to_string(KEPT).expect("docs/openapi.json is there");
    let differing = kept.lines().zip(generated.lines()).enumerate();
    let first = differing.into_iter().find(|(_, (kept, now))| kept != now);
    assert!(
        kept == generated,
        "docs/openapi.json is not what the functions say; first difference {first:?}. \
         If the change is meant, run: {UPDATE}"
    );
}
