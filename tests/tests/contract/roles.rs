//! What roles grant beside tables: keys and queues. That grants on tables are enough and no more, the
//! journeys show.

use std::collections::BTreeSet;

use local::template::{Grant, Template, shipped};

fn template() -> Template {
    shipped().expect("the shipped template reads")
}

fn told(function: &str, grant: &Grant) -> String {
    let via = grant.via.as_deref();
    let via = via.map(|via| format!(" via {via}")).unwrap_or_default();
    format!("{function}: {grant}{via}")
}

/// DynamoDB opens a table for a caller who may use its key, by way of DynamoDB only.
#[test]
fn whoever_uses_a_table_may_use_its_key_through_dynamodb_and_nobody_else_may() {
    let template = template();
    let key_of = |grant: &Grant| {
        let mut tables = template.tables.iter();
        let table = tables.find(|table| table.name == grant.resource.name)?;
        table.key.clone()
    };
    for (function, grants) in &template.roles {
        let of_tables = grants
            .iter()
            .filter(|one| one.action.starts_with("dynamodb:"));
        let needed: BTreeSet<_> = of_tables
            .filter_map(key_of)
            .flat_map(|key| {
                ["Decrypt", "GenerateDataKey"]
                    .map(|action| format!("{function}: kms:{action} on {key} via dynamodb"))
            })
            .collect();
        let granted: BTreeSet<_> = grants
            .iter()
            .filter(|one| one.via.as_deref() == Some("dynamodb"))
            .map(|one| told(function, one))
            .collect();
        assert_eq!(granted, needed);
    }
    let keyed = template.tables.iter().filter(|table| table.key.is_some());
    let keyed: Vec<_> = keyed.map(|table| table.name.as_str()).collect();
    assert_eq!(keyed, ["Identities", "People", "Scans"]);
}

#[test]
fn beside_tables_and_their_keys_roles_grant_what_queues_take_and_nothing_else() {
    let template = template();
    let mut others = Vec::new();
    for (function, grants) in &template.roles {
        for grant in grants {
            let is_of_tables =
                grant.action.starts_with("dynamodb:") || grant.via.as_deref() == Some("dynamodb");
            if !is_of_tables {
                others.push(told(function, grant));
            }
        }
    }
    // Granting anything else is a decision; make it here too.
    assert_eq!(
        others,
        [
            "countdown: sqs:SendMessage on CountdownParts",
            "evidence: kms:Decrypt on IdentitiesKey via sqs",
        ]
    );
}

/// All functions of the local bundle read the policies through one memory, so a role that could not
/// read them would not be noticed there.
#[test]
fn every_role_may_read_the_policies() {
    for (function, grants) in template().roles {
        let reads = |grant: &Grant| grant.to_string() == "dynamodb:GetItem on People";
        assert!(grants.iter().any(reads), "{function}");
    }
}
