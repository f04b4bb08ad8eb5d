//! Tables are made once, kept in a file, and what was answered is in the file.

use aws_sdk_dynamodb::types::AttributeValue;

use super::{tables::has_ttl, *};
use crate::template;

async fn put(database: &Database, pk: &str) {
    let text = |text: &str| AttributeValue::S(text.to_owned());
    let put = database
        .client
        .put_item()
        .table_name("Scans")
        .item("pk", text(pk))
        .item("sk", text("x"));
    put.send().await.unwrap();
}

async fn count(database: &Database) -> i32 {
    database
        .client
        .scan()
        .table_name("Scans")
        .send()
        .await
        .unwrap()
        .count()
}

fn tables() -> Vec<Table> {
    template::shipped().unwrap().tables
}

/// A path of this test's own, removed before and after.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let scratch =
            Self(std::env::temp_dir().join(format!("local-{name}-{}.db", std::process::id())));
        scratch.clear();
        scratch
    }

    fn clear(&self) {
        for suffix in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{suffix}", self.0.display()));
        }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        self.clear();
    }
}

#[tokio::test]
async fn a_new_store_has_the_tables_indexes_and_ttl_of_the_template() {
    let database = Database::open(&Storage::Memory, &tables()).await.unwrap();
    let people = database
        .client
        .describe_table()
        .table_name("People")
        .send()
        .await
        .unwrap()
        .table
        .unwrap();
    let mut indexes: Vec<_> = people
        .global_secondary_indexes()
        .iter()
        .filter_map(|index| index.index_name())
        .collect();
    indexes.sort_unstable();
    assert_eq!(indexes, ["due", "heads", "queue", "roster"]);
    for table in tables() {
        assert_eq!(
            has_ttl(&database.client, &table).await.unwrap(),
            table.ttl.is_some(),
            "{}",
            table.name
        );
    }
}

#[tokio::test]
async fn a_store_that_is_there_is_opened_and_loses_nothing() {
    let file = Scratch::new("reopened");
    let storage = Storage::File(file.0.clone());
    let first = Database::open(&storage, &tables()).await.unwrap();
    put(&first, "one").await;
    let second = Database::open(&storage, &tables()).await.unwrap();
    assert_eq!(count(&second).await, 1);
}

/// A store of a bundle that had no such lists and no ledger is opened by one that has.
#[tokio::test]
async fn tables_and_indexes_that_an_older_store_lacks_are_made_and_hold_what_is_there() {
    let file = Scratch::new("older");
    let storage = Storage::File(file.0.clone());
    let mut older = tables();
    older.retain(|table| table.name != "Ledger");
    for table in &mut older {
        table.indexes.clear();
        let is_key = |name: &str| ["pk", "sk"].contains(&name);
        table.attributes.retain(|one| is_key(&one.attribute_name));
    }
    let text = |text: &str| AttributeValue::S(text.to_owned());
    let first = Database::open(&storage, &older).await.unwrap();
    let put = first.client.put_item().table_name("People");
    let put = put.item("pk", text("p")).item("sk", text("case"));
    put.item("employer", text("e")).send().await.unwrap();
    drop(first);
    for _ in 0..2 {
        let second = Database::open(&storage, &tables()).await.unwrap();
        let entries = second.client.scan().table_name("People");
        let entries = entries.index_name("roster").send().await.unwrap();
        assert_eq!(entries.count(), 1);
        let heads = second.client.scan().table_name("People");
        let heads = heads.index_name("heads").send().await.unwrap();
        assert_eq!(heads.count(), 0, "who is there comes with their next write");
        let ledger = second.client.scan().table_name("Ledger");
        assert_eq!(ledger.send().await.unwrap().count(), 0);
    }
}

#[tokio::test]
async fn two_stores_in_memory_know_nothing_of_each_other() {
    let first = Database::open(&Storage::Memory, &tables()).await.unwrap();
    let second = Database::open(&Storage::Memory, &tables()).await.unwrap();
    put(&first, "one").await;
    assert_eq!((count(&first).await, count(&second).await), (1, 0));
}

#[tokio::test]
async fn an_endpoint_by_url_gets_the_tables_too() {
    let mut server = JoinSet::new();
    let any = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let url = serve(dynoxide::Database::memory().unwrap(), any, &mut server)
        .await
        .unwrap();
    let storage: Storage = url.parse().unwrap();
    Database::open(&storage, &tables()).await.unwrap();
    let again = Database::open(&storage, &tables()).await.unwrap();
    put(&again, "one").await;
    assert_eq!(count(&again).await, 1);
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused() {
    let file = Scratch::new("refused");
    std::fs::write(
        &file.0,
        "this is a letter and not a database, and long enough to be seen as one",
    )
    .unwrap();
    let error = Database::open(&Storage::File(file.0.clone()), &tables())
        .await
        .unwrap_err();
    assert!(matches!(error, DatabaseError::Open(_)), "{error}");
}
