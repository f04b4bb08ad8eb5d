//! Tables, and time to live.

use aws_sdk_dynamodb::types::TimeToLiveSpecification;
use local::{database::Database, template};

use crate::probe::probes;
use crate::room::{Room, THINGS, n, s, said, thing, with};

probes! {
    time_to_live_is_switched_on_once => "done, then ValidationException",
    what_has_expired_is_read_until_it_is_collected => "there",
    a_deleted_table_is_gone => "done, then ResourceNotFoundException",
    the_tables_of_the_template_are_made_once_and_found_again => "due heads queue roster, and 1 kept",
    an_index_that_is_made_later_lists_who_was_there => "1",
    an_old_item_and_a_new_one_under_one_key_are_one => "1 there",
}

async fn expiring(room: &Room) -> String {
    let ttl = TimeToLiveSpecification::builder().attribute_name("expires_at");
    let ttl = ttl.enabled(true).build().expect("a specification");
    let update = room.client.update_time_to_live().table_name(THINGS);
    said(update.time_to_live_specification(ttl).send().await)
}

pub async fn time_to_live_is_switched_on_once(room: Room) -> String {
    let first = expiring(&room).await;
    format!("{first}, then {}", expiring(&room).await)
}

pub async fn what_has_expired_is_read_until_it_is_collected(room: Room) -> String {
    expiring(&room).await;
    // In November 2023, which no machine takes for the future.
    room.puts(with(thing("a", "1"), "expires_at", n(1_700_000_000)))
        .await;
    room.get("a", "1")
        .await
        .map_or("nothing", |_| "there")
        .to_owned()
}

pub async fn a_deleted_table_is_gone(room: Room) -> String {
    let deleted = room.client.delete_table().table_name(THINGS).send().await;
    let scan = room.client.scan().table_name(THINGS).send().await;
    format!("{}, then {}", said(deleted), said(scan))
}

pub async fn an_old_item_and_a_new_one_under_one_key_are_one(room: Room) -> String {
    room.puts(thing("a", "1")).await;
    room.puts(with(thing("a", "1"), "v", n(2))).await;
    let scan = room.client.scan().table_name(THINGS).send().await;
    format!("{} there", scan.expect("a scan").count())
}

async fn opened(room: &Room, has_indexes: bool) -> Database {
    let mut tables = template::shipped().expect("the template").tables;
    for table in tables.iter_mut().filter(|_| !has_indexes) {
        table.indexes.clear();
        let is_key = |name: &str| ["pk", "sk"].contains(&name);
        table.attributes.retain(|one| is_key(&one.attribute_name));
    }
    let database = Database::open(&room.database.storage(), &tables).await;
    database.expect("a store")
}

async fn employed(database: &Database) {
    let item = with(thing("p", "case"), "employer", s("e"));
    let put = database.client.put_item().table_name("People");
    put.set_item(Some(item)).send().await.expect("a put");
}

async fn on_the_roster(database: &Database) -> i32 {
    let scan = database.client.scan().table_name("People");
    scan.index_name("roster")
        .send()
        .await
        .expect("a scan")
        .count()
}

pub async fn the_tables_of_the_template_are_made_once_and_found_again(room: Room) -> String {
    employed(&opened(&room, true).await).await;
    let again = opened(&room, true).await;
    let described = again.client.describe_table().table_name("People");
    let described = described.send().await.expect("a description").table;
    let described = described.expect("a table");
    let indexes = described.global_secondary_indexes().iter();
    let mut names: Vec<_> = indexes.filter_map(|index| index.index_name()).collect();
    names.sort_unstable();
    format!(
        "{}, and {} kept",
        names.join(" "),
        on_the_roster(&again).await
    )
}

pub async fn an_index_that_is_made_later_lists_who_was_there(room: Room) -> String {
    employed(&opened(&room, false).await).await;
    on_the_roster(&opened(&room, true).await).await.to_string()
}
