//! A database of a probe's own with two tables in it, and the words in which probes speak to it.

use std::collections::HashMap;

use aws_sdk_dynamodb::{
    Client,
    error::{ProvideErrorMetadata, SdkError},
    operation::{
        create_table::CreateTableError, delete_item::builders::DeleteItemFluentBuilder,
        put_item::builders::PutItemFluentBuilder, query::builders::QueryFluentBuilder,
        update_item::builders::UpdateItemFluentBuilder,
    },
    types::{
        AttributeDefinition, AttributeValue, BillingMode, GlobalSecondaryIndex, KeySchemaElement,
        KeyType, Projection, ProjectionType, Put, ScalarAttributeType, TransactWriteItem,
    },
};
use local::database::{Database, Storage};

/// A table with keys `pk` and `sk`, and the index [`INDEX`].
pub const THINGS: &str = "Things";
/// A table with the same keys, and no index.
pub const OTHERS: &str = "Others";
/// An index over `due_shard` and `due_on`, with nothing but keys in it.
pub const INDEX: &str = "listed";

/// An item.
pub type Item = HashMap<String, AttributeValue>;

/// A fresh database.
pub struct Room {
    /// Speaks to it.
    pub client: Client,
    /// The database, for whoever opens it again.
    pub database: Database,
}

impl Room {
    /// A room on this storage.
    pub async fn on(storage: &Storage) -> Self {
        let database = Database::open(storage, &[]).await.expect("a database");
        let client = database.client.clone();
        for table in [THINGS, OTHERS] {
            create(&client, table).await;
        }
        Self { client, database }
    }

    /// A put into [`THINGS`].
    pub fn put(&self, item: Item) -> PutItemFluentBuilder {
        let put = self.client.put_item().table_name(THINGS);
        put.set_item(Some(item))
    }

    /// Puts it, and has to be able to.
    pub async fn puts(&self, item: Item) {
        self.put(item).send().await.expect("a put");
    }

    /// What stands under this key, strongly consistent.
    pub async fn get(&self, pk: &str, sk: &str) -> Option<Item> {
        let get = self.client.get_item().table_name(THINGS);
        let get = get.set_key(Some(thing(pk, sk))).consistent_read(true);
        get.send().await.expect("a get").item
    }

    /// An update of the thing under this key.
    pub fn update(&self, pk: &str, sk: &str, expression: &str) -> UpdateItemFluentBuilder {
        let update = self.client.update_item().table_name(THINGS);
        let update = update.set_key(Some(thing(pk, sk)));
        update.update_expression(expression)
    }

    /// A deletion of the thing under this key.
    pub fn delete(&self, pk: &str, sk: &str) -> DeleteItemFluentBuilder {
        let delete = self.client.delete_item().table_name(THINGS);
        delete.set_key(Some(thing(pk, sk)))
    }

    /// A query of [`THINGS`] by this condition.
    pub fn query(&self, condition: &str) -> QueryFluentBuilder {
        let query = self.client.query().table_name(THINGS);
        query.key_condition_expression(condition)
    }

    /// A query of the index.
    pub fn listed(&self, shard: &str) -> QueryFluentBuilder {
        let query = self.query("due_shard = :shard").index_name(INDEX);
        query.expression_attribute_values(":shard", s(shard))
    }
}

async fn create(client: &Client, table: &str) {
    let attribute = |name: &str| {
        let attribute = AttributeDefinition::builder().attribute_name(name);
        let attribute = attribute.attribute_type(ScalarAttributeType::S).build();
        attribute.expect("an attribute")
    };
    let table = client
        .create_table()
        .table_name(table)
        .billing_mode(BillingMode::PayPerRequest)
        .attribute_definitions(attribute("pk"))
        .attribute_definitions(attribute("sk"))
        .set_key_schema(Some(schema("pk", "sk")))
        .set_global_secondary_indexes((table == THINGS).then(|| vec![index()]));
    let table = if table.get_global_secondary_indexes().is_some() {
        let table = table.attribute_definitions(attribute("due_shard"));
        table.attribute_definitions(attribute("due_on"))
    } else {
        table
    };
    // There already: a busy machine's engine made it at the first try, and the client asked again.
    match table.send().await.map_err(SdkError::into_service_error) {
        Ok(_) | Err(CreateTableError::ResourceInUseException(_)) => {}
        Err(error) => panic!("no table: {error}"),
    }
}

fn index() -> GlobalSecondaryIndex {
    let projection = Projection::builder().projection_type(ProjectionType::KeysOnly);
    let index = GlobalSecondaryIndex::builder()
        .index_name(INDEX)
        .set_key_schema(Some(schema("due_shard", "due_on")))
        .projection(projection.build());
    index.build().expect("an index")
}

fn schema(hash: &str, range: &str) -> Vec<KeySchemaElement> {
    let element = |name: &str, kind: KeyType| {
        let element = KeySchemaElement::builder().attribute_name(name);
        element.key_type(kind).build().expect("a key")
    };
    vec![element(hash, KeyType::Hash), element(range, KeyType::Range)]
}

/// A text.
pub fn s(text: impl Into<String>) -> AttributeValue {
    AttributeValue::S(text.into())
}

/// A number.
pub fn n(number: impl ToString) -> AttributeValue {
    AttributeValue::N(number.to_string())
}

/// An item of nothing but its key; a key.
pub fn thing(pk: &str, sk: &str) -> Item {
    [("pk".to_owned(), s(pk)), ("sk".to_owned(), s(sk))].into()
}

/// The item with this attribute.
pub fn with(mut item: Item, name: &str, value: AttributeValue) -> Item {
    item.insert(name.to_owned(), value);
    item
}

/// A thing that stands in the index.
pub fn listed(pk: &str, sk: &str, shard: &str, day: &str) -> Item {
    with(with(thing(pk, sk), "due_shard", s(shard)), "due_on", s(day))
}

/// A put in a transaction, into [`THINGS`], where there is none.
pub fn put_new(item: Item) -> TransactWriteItem {
    let put = Put::builder().table_name(THINGS).set_item(Some(item));
    let put = put.condition_expression("attribute_not_exists(pk)");
    in_transaction(put.build().expect("a put"))
}

/// This put, as a part of a transaction.
pub fn in_transaction(put: Put) -> TransactWriteItem {
    TransactWriteItem::builder().put(put).build()
}

/// What came of an operation: `done`, or the error's code.
pub fn said<T, E: ProvideErrorMetadata, R>(result: Result<T, SdkError<E, R>>) -> String {
    match result {
        Ok(_) => "done".to_owned(),
        Err(error) => error.code().unwrap_or("no answer").to_owned(),
    }
}

/// Sort keys, one after the other.
pub fn keys<'a>(items: impl IntoIterator<Item = &'a Item>) -> String {
    let keys = items.into_iter().map(|item| match &item["sk"] {
        AttributeValue::S(key) => key.clone(),
        other => format!("{other:?}"),
    });
    keys.collect::<Vec<_>>().join(" ")
}

/// `3 × done, 1 × refused`, in the order of words.
pub fn counted(words: impl IntoIterator<Item = String>) -> String {
    let mut counts = std::collections::BTreeMap::<String, u32>::new();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    let counts = counts
        .iter()
        .map(|(word, count)| format!("{count} × {word}"));
    counts.collect::<Vec<_>>().join(", ")
}
