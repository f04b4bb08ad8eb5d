//! Many people at once, written straight to the store: no more of each than the index of heads has,
//! which is all that sealing a day reads; or copies of somebody.

use aws_sdk_dynamodb::types::{AttributeValue, PutRequest, WriteRequest};
use rules::identity::PersonId;
use sha2::{Digest as _, Sha256};
use store::Commit;

use super::World;

/// Writes of one request at most.
const BATCH: usize = 25;

/// Settles `count` copies of a person as they are, all of them in this shard of the due index.
pub async fn settle_copies(world: &World, person: &str, count: u32, shard: u8) {
    let state = &world.bundle.state;
    let book = state.book().await.expect("a book");
    let id = PersonId::parse(person).expect("an id");
    let stored = state.store.person(id).await.expect("a read");
    let person = stored.expect("a person").person;
    for n in 0..count {
        // Counted down, since those of a crowd are counted up.
        let hash = Sha256::digest((u32::MAX - n).to_be_bytes());
        let mut id: [u8; 16] = hash[..16].try_into().expect("16 bytes");
        id[0] = id[0] / 16 * 16 + shard;
        let mut copy = person.clone();
        copy.id = PersonId::from_bytes(id);
        let commit = Commit::of(copy, &book, state.clock.now());
        for (table, item) in state.store.first_items(commit, "copied").expect("items") {
            let put = world.bundle.database.client.put_item();
            let put = put.table_name(table).set_item(Some(item));
            put.send().await.expect("a copy is written");
        }
    }
}

/// Settles `count` people, always the same ones: two thirds of them green and the others red, half of them
/// in each of two districts. With a `shard`, all of them have ids that begin with its four bits.
pub async fn settle_crowd(world: &World, count: u32, shard: Option<u8>) {
    let standing = |n: u32| {
        let district = ["330106", "330110"][n as usize % 2];
        let colour = ["green", "green", "red"][n as usize % 3];
        vec![("district", district), ("log_colour", colour)]
    };
    settle(world, (0..count).map(|n| person(n, shard, standing(n)))).await;
}

/// Settles `count` people of whom the index was made before it told district and colour.
pub async fn settle_earlier_crowd(world: &World, count: u32) {
    settle(world, (0..count).map(|n| person(n, None, Vec::new()))).await;
}

async fn settle(world: &World, people: impl Iterator<Item = WriteRequest>) {
    let people: Vec<_> = people.collect();
    for batch in people.chunks(BATCH) {
        let answer = world.bundle.database.client.batch_write_item();
        let answer = answer.request_items("People", batch.to_vec()).send().await;
        let left = answer.expect("people are written").unprocessed_items;
        assert!(left.is_none_or(|left| left.is_empty()));
    }
}

fn person(n: u32, shard: Option<u8>, standing: Vec<(&str, &str)>) -> WriteRequest {
    let hash = Sha256::digest(n.to_be_bytes());
    let mut id: [u8; 16] = hash[..16].try_into().expect("16 bytes");
    if let Some(shard) = shard {
        id[0] = shard << 4 | id[0] & 15;
    }
    let put = PutRequest::builder();
    let item = [
        ("pk", PersonId::from_bytes(id).to_string()),
        ("sk", "case".to_owned()),
        ("head_shard", format!("heads#{:02}", id[0] >> 4)),
        ("log_head", data_encoding::HEXLOWER.encode(&hash)),
    ];
    let standing = standing
        .into_iter()
        .map(|(name, value)| (name, value.to_owned()));
    let put = item
        .into_iter()
        .chain(standing)
        .fold(put, |put, (name, value)| {
            put.item(name, AttributeValue::S(value))
        });
    let put = put.item("log_n", AttributeValue::N((n % 9 + 1).to_string()));
    let put = put.build().expect("a put request");
    WriteRequest::builder().put_request(put).build()
}
