//! A role in front of an embedded database: what it grants is done, what it does not is refused, and
//! what served is noted.

use aws_sdk_dynamodb::{
    error::ProvideErrorMetadata,
    types::{AttributeValue, Delete, Put, TransactWriteItem},
};

use super::*;
use crate::{
    database::{Database, Storage},
    template::{Resource, shipped},
};

fn grant(action: &str, beginning: &str) -> Grant {
    Grant {
        action: format!("dynamodb:{action}"),
        resource: Resource {
            name: "People".to_owned(),
            index: None,
        },
        leading_keys: (!beginning.is_empty())
            .then(|| beginning.to_owned())
            .into_iter()
            .collect(),
        via: None,
    }
}

struct Bench {
    database: Database,
    roles: Roles,
}

impl Bench {
    /// A function `f` with these grants on People.
    async fn with(grants: Vec<Grant>) -> Self {
        let mut template = shipped().unwrap();
        template.roles = [("f".to_owned(), grants)].into();
        let database = Database::open(&Storage::Memory, &template.tables).await;
        Self {
            database: database.unwrap(),
            roles: Roles::of(&template),
        }
    }

    fn client(&self, function: &str) -> Client {
        self.roles.role(function).assume(&self.database.client)
    }

    async fn items(&self) -> i32 {
        let scan = self.database.client.scan().table_name("People").send();
        scan.await.unwrap().count()
    }
}

fn key(pk: &str) -> std::collections::HashMap<String, AttributeValue> {
    ["pk", "sk"]
        .map(|name| (name.to_owned(), AttributeValue::S(pk.to_owned())))
        .into()
}

fn put(pk: &str) -> TransactWriteItem {
    let put = Put::builder()
        .table_name("People")
        .set_item(Some(key(pk)))
        .build();
    TransactWriteItem::builder().put(put.unwrap()).build()
}

fn delete(pk: &str) -> TransactWriteItem {
    let delete = Delete::builder()
        .table_name("People")
        .set_key(Some(key(pk)))
        .build();
    TransactWriteItem::builder().delete(delete.unwrap()).build()
}

const DENIED: &str = "AccessDeniedException";

#[tokio::test]
async fn what_the_role_grants_is_done_and_noted_and_all_else_is_refused() {
    let bench = Bench::with(vec![grant("GetItem", ""), grant("PutItem", "")]).await;
    let client = bench.client("f");
    let get = || {
        client
            .get_item()
            .table_name("People")
            .set_key(Some(key("a")))
    };
    assert!(get().send().await.unwrap().item.is_none());
    assert_eq!(bench.roles.unused(), ["f: dynamodb:PutItem on People"]);

    let scan = client.scan().table_name("People").send().await;
    assert_eq!(scan.unwrap_err().code(), Some(DENIED));
    let elsewhere = get().table_name("Identities").send().await;
    assert_eq!(elsewhere.unwrap_err().code(), Some(DENIED));
    let index = client.query().table_name("People").index_name("due");
    let index = index
        .key_condition_expression("due_shard = :s")
        .expression_attribute_values(":s", AttributeValue::S("x".into()));
    assert_eq!(index.send().await.unwrap_err().code(), Some(DENIED));
    assert_eq!(bench.roles.unused(), ["f: dynamodb:PutItem on People"]);
}

#[tokio::test]
async fn a_transaction_with_a_part_that_is_not_granted_writes_nothing_and_uses_no_grant() {
    let bench = Bench::with(vec![grant("PutItem", ""), grant("DeleteItem", "account#")]).await;
    let client = bench.client("f");
    let transact = |parts| {
        client
            .transact_write_items()
            .set_transact_items(Some(parts))
    };
    let refused = transact(vec![put("p_1"), delete("p_2")]).send().await;
    assert_eq!(refused.unwrap_err().code(), Some(DENIED));
    assert_eq!((bench.items().await, bench.roles.unused().len()), (0, 2));

    let done = transact(vec![put("p_1"), delete("account#1")]).send().await;
    assert!(done.is_ok(), "{done:?}");
    assert_eq!((bench.items().await, bench.roles.unused().len()), (1, 0));
}

#[tokio::test]
async fn a_function_that_the_template_does_not_have_may_do_nothing() {
    let bench = Bench::with(vec![grant("GetItem", "")]).await;
    let client = bench.client("g");
    let get = client
        .get_item()
        .table_name("People")
        .set_key(Some(key("a")));
    assert_eq!(get.send().await.unwrap_err().code(), Some(DENIED));
}
