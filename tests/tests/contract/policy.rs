//! `docs/policy.schema.json` is what the types say of a policy document, and `docs/policy.md`
//! explains every fault that one can have.

use rules::policy::{PolicyFaultCode, schema};

use super::document::is_kept_in;

const KEPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/policy.schema.json");
const EXPLAINED: &str = include_str!("../../../docs/policy.md");

#[test]
fn the_kept_schema_of_a_policy_is_the_generated_one() {
    is_kept_in(KEPT, &schema());
}

#[test]
fn every_fault_of_a_policy_is_explained() {
    for code in PolicyFaultCode::ALL {
        let row = format!("| `{code}` |");
        assert!(
            EXPLAINED.contains(&row),
            "docs/policy.md has no row for {code}"
        );
    }
}

#[test]
fn every_field_of_a_policy_is_described() {
    let schema = schema();
    let definitions = schema["$defs"].as_object().unwrap().values();
    for part in definitions.chain([&schema]) {
        // The names of districts and rules are data.
        let fields = part["properties"].as_object();
        for name in fields.into_iter().flat_map(|fields| fields.keys()) {
            assert!(
                EXPLAINED.contains(&format!("`{name}`")),
                "docs/policy.md is silent on {name}"
            );
        }
    }
}
