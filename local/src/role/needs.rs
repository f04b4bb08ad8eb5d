//! Which actions an operation of DynamoDB needs, as IAM sees them: a transaction needs those of its
//! parts, and an index is a resource of its own.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::template::Grant;

/// One action on one table or index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Need {
    action: String,
    table: String,
    index: Option<String>,
    /// Partition key of the item or items, where the action names one.
    partition: Option<String>,
}

impl std::fmt::Display for Need {
    /// Without the partition: a key names a person.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} on {}", self.action, self.table)?;
        match &self.index {
            Some(index) => write!(f, "/index/{index}"),
            None => Ok(()),
        }
    }
}

impl Need {
    /// Whether this grant allows it.
    pub(super) fn is_met_by(&self, grant: &Grant) -> bool {
        grant.action == self.action
            && grant.resource.name == self.table
            && grant.resource.index == self.index
            && self.is_under(&grant.leading_keys)
    }

    fn is_under(&self, beginnings: &[String]) -> bool {
        let begins_so = |beginning: &String| {
            let partition = self.partition.as_ref();
            partition.is_some_and(|partition| partition.starts_with(beginning))
        };
        beginnings.is_empty() || beginnings.iter().any(begins_so)
    }
}

/// What of an operation tells its needs.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Operation {
    table_name: String,
    index_name: Option<String>,
    key: Option<Value>,
    item: Option<Value>,
    /// Of a query: `pk = :pk AND …`.
    key_condition_expression: String,
    expression_attribute_values: BTreeMap<String, Value>,
    /// Of a transaction: `[{"Put": {…}}, {"Delete": {…}}]`.
    transact_items: Vec<BTreeMap<String, Operation>>,
    /// Of a batch, by table.
    request_items: BTreeMap<String, Value>,
}

/// What the operation with this target and body needs. A body that does not read needs the action on
/// no table, which nobody is granted.
pub(super) fn needs(target: &str, body: &[u8], partitions: &BTreeMap<String, String>) -> Vec<Need> {
    let name = target.rsplit('.').next().unwrap_or_default();
    let operation: Operation = serde_json::from_slice(body).unwrap_or_default();
    if name.starts_with("Transact") {
        let parts = operation.transact_items.into_iter().flatten();
        return parts
            .map(|(kind, part)| part.need(action_of_part(&kind), partitions))
            .collect();
    }
    if name.starts_with("Batch") {
        let tables = operation.request_items.into_keys();
        return tables
            .map(|table| Need {
                action: format!("dynamodb:{name}"),
                table,
                index: None,
                partition: None,
            })
            .collect();
    }
    vec![operation.need(name, partitions)]
}

fn action_of_part(kind: &str) -> &str {
    match kind {
        "Get" => "GetItem",
        "Put" => "PutItem",
        "Update" => "UpdateItem",
        "Delete" => "DeleteItem",
        "ConditionCheck" => "ConditionCheckItem",
        other => other,
    }
}

impl Operation {
    fn need(self, action: &str, partitions: &BTreeMap<String, String>) -> Need {
        let attribute = partitions.get(&self.table_name);
        let partition = attribute.and_then(|attribute| self.partition(attribute));
        Need {
            action: format!("dynamodb:{action}"),
            table: self.table_name,
            index: self.index_name,
            partition,
        }
    }

    /// The value of this attribute in the item, or that a query of the table wants it to have.
    fn partition(&self, attribute: &str) -> Option<String> {
        let value = match self.key.as_ref().or(self.item.as_ref()) {
            Some(item) => item.get(attribute),
            None if self.index_name.is_some() => None,
            None => {
                let wanted = self.key_condition_expression.split(" AND ");
                let wanted = wanted.filter_map(|condition| condition.split_once(" = "));
                let (_, name) = wanted.into_iter().find(|&(name, _)| name == attribute)?;
                self.expression_attribute_values.get(name)
            }
        };
        value?.get("S")?.as_str().map(str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn told(operation: &str, body: Value) -> Vec<String> {
        let partitions = BTreeMap::from([("T".to_owned(), "pk".to_owned())]);
        let target = format!("DynamoDB_20120810.{operation}");
        let needs = needs(&target, body.to_string().as_bytes(), &partitions);
        let told = |need: &Need| match &need.partition {
            Some(partition) => format!("{need} under {partition}"),
            None => need.to_string(),
        };
        needs.iter().map(told).collect()
    }

    #[test]
    fn an_operation_needs_its_action_on_its_table_or_index() {
        let get = json!({"TableName": "T", "Key": {"pk": {"S": "a"}, "sk": {"S": "b"}}});
        assert_eq!(told("GetItem", get), ["dynamodb:GetItem on T under a"]);
        let query = json!({"TableName": "T", "IndexName": "due", "Limit": 1});
        assert_eq!(told("Query", query), ["dynamodb:Query on T/index/due"]);
        let query = json!({"TableName": "T", "KeyConditionExpression": "pk = :a AND sk > :b",
            "ExpressionAttributeValues": {":a": {"S": "a"}, ":b": {"S": "b"}}});
        assert_eq!(told("Query", query), ["dynamodb:Query on T under a"]);
        let batch = json!({"RequestItems": {"T": {"Keys": []}, "U": {"Keys": []}}});
        assert_eq!(
            told("BatchGetItem", batch),
            ["dynamodb:BatchGetItem on T", "dynamodb:BatchGetItem on U"]
        );
    }

    #[test]
    fn a_transaction_needs_the_actions_of_its_parts() {
        let item = json!({"pk": {"S": "a"}});
        let transaction = json!({"TransactItems": [
            {"Put": {"TableName": "T", "Item": item}},
            {"Delete": {"TableName": "U", "Key": item}},
            {"ConditionCheck": {"TableName": "T", "Key": item, "ConditionExpression": "x"}},
        ]});
        assert_eq!(
            told("TransactWriteItems", transaction),
            [
                "dynamodb:PutItem on T under a",
                "dynamodb:DeleteItem on U",
                "dynamodb:ConditionCheckItem on T under a",
            ]
        );
    }

    #[test]
    fn what_does_not_read_needs_what_nobody_is_granted() {
        assert_eq!(told("GetItem", Value::Null), ["dynamodb:GetItem on "]);
    }
}
