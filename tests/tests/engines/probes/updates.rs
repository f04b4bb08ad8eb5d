//! Updates and deletions: counters, blanked texts, the erasure.

use aws_sdk_dynamodb::types::{AttributeValue, ReturnValue};
use futures_util::future::join_all;

use crate::probe::probes;
use crate::room::{INDEX, Room, counted, keys, listed, n, s, said, thing, with};

probes! {
    an_update_of_nothing_makes_an_item => "done, done = 1",
    an_update_on_condition_that_it_is_there_makes_none => "ConditionalCheckFailedException, nothing",
    twenty_additions_at_once_are_all_counted => "20 × done, done = 20",
    a_counter_only_rises => "done, then ConditionalCheckFailedException",
    a_text_is_blanked_and_the_rest_stays => "place is empty, v = 1",
    a_new_value_may_be_set_and_another_added_at_once => "done, done = 1",
    a_key_cannot_be_updated => "ValidationException",
    one_path_cannot_be_set_twice => "ValidationException",
    a_deletion_tells_what_it_deleted => "first",
    a_deletion_of_nothing_tells_nothing => "nothing",
    of_twenty_deletions_at_once_one_did_it => "never more than one did it",
    a_deletion_under_another_version_is_refused => "ConditionalCheckFailedException, still there",
    a_deletion_of_nothing_under_a_version_is_refused => "ConditionalCheckFailedException",
    who_leaves_an_index_by_an_update_is_gone_from_it => "1, then nobody",
    a_put_replaces_the_whole_item => "place is gone",
}

async fn done(room: &Room) -> String {
    let item = room.get("a", "1").await.unwrap_or_default();
    match item.get("done") {
        Some(AttributeValue::N(done)) => format!("done = {done}"),
        _ => "nothing".to_owned(),
    }
}

pub async fn an_update_of_nothing_makes_an_item(room: Room) -> String {
    let update = room.update("a", "1", "SET done = :it");
    let came = said(update.expression_attribute_values(":it", n(1)).send().await);
    format!("{came}, {}", done(&room).await)
}

pub async fn an_update_on_condition_that_it_is_there_makes_none(room: Room) -> String {
    let update = room.update("a", "1", "SET done = :it");
    let update = update.condition_expression("attribute_exists(pk)");
    let came = said(update.expression_attribute_values(":it", n(1)).send().await);
    format!("{came}, {}", done(&room).await)
}

pub async fn twenty_additions_at_once_are_all_counted(room: Room) -> String {
    let add = |_| {
        let update = room.update("a", "1", "ADD done :it");
        update.expression_attribute_values(":it", n(1)).send()
    };
    let answers = join_all((0..20).map(add)).await;
    let came = counted(answers.into_iter().map(said));
    format!("{came}, {}", done(&room).await)
}

pub async fn a_counter_only_rises(room: Room) -> String {
    room.puts(with(thing("a", "1"), "done", n(5))).await;
    let to = |count: u32| {
        let update = room.update("a", "1", "SET done = :done");
        let update = update.condition_expression("done < :done");
        update.expression_attribute_values(":done", n(count)).send()
    };
    format!("{}, then {}", said(to(9).await), said(to(9).await))
}

pub async fn a_text_is_blanked_and_the_rest_stays(room: Room) -> String {
    room.puts(with(with(thing("a", "1"), "place", s("first")), "v", n(1)))
        .await;
    let update = room.update("a", "1", "SET place = :none");
    let update = update.expression_attribute_values(":none", s(""));
    update.send().await.expect("an update");
    let item = room.get("a", "1").await.expect("it is there");
    let place = item["place"].as_s().expect("a text");
    let place = if place.is_empty() { "empty" } else { place };
    format!(
        "place is {place}, v = {}",
        item["v"].as_n().expect("a number")
    )
}

pub async fn a_new_value_may_be_set_and_another_added_at_once(room: Room) -> String {
    let update = room.update("a", "1", "ADD done :one SET place = :place");
    let update = update.expression_attribute_values(":one", n(1));
    let update = update.expression_attribute_values(":place", s("here"));
    let came = said(update.send().await);
    format!("{came}, {}", done(&room).await)
}

pub async fn a_key_cannot_be_updated(room: Room) -> String {
    let update = room.update("a", "1", "SET sk = :it");
    said(
        update
            .expression_attribute_values(":it", s("2"))
            .send()
            .await,
    )
}

pub async fn one_path_cannot_be_set_twice(room: Room) -> String {
    let update = room.update("a", "1", "SET done = :it, done = :it");
    said(update.expression_attribute_values(":it", n(1)).send().await)
}

async fn deleted(room: &Room) -> Option<String> {
    let delete = room.delete("a", "1").return_values(ReturnValue::AllOld);
    let answer = delete.send().await.expect("a deletion");
    let old = answer.attributes.filter(|old| !old.is_empty())?;
    old["place"].as_s().ok().cloned()
}

pub async fn a_deletion_tells_what_it_deleted(room: Room) -> String {
    room.puts(with(thing("a", "1"), "place", s("first"))).await;
    deleted(&room).await.unwrap_or_else(|| "nothing".to_owned())
}

pub async fn a_deletion_of_nothing_tells_nothing(room: Room) -> String {
    deleted(&room).await.unwrap_or_else(|| "nothing".to_owned())
}

pub async fn of_twenty_deletions_at_once_one_did_it(room: Room) -> String {
    let mut most = 0;
    for _ in 0..20 {
        room.puts(with(thing("a", "1"), "place", s("first"))).await;
        let answers = join_all((0..20).map(|_| deleted(&room))).await;
        let told = answers.into_iter().flatten().count();
        assert!(told > 0, "somebody did it");
        most = most.max(told);
    }
    let several = if most > 1 { "sometimes" } else { "never" };
    format!("{several} more than one did it")
}

async fn deleted_under(room: &Room, version: u32) -> String {
    let delete = room.delete("a", "1").condition_expression("v = :seen");
    let delete = delete.expression_attribute_values(":seen", n(version));
    said(delete.send().await)
}

pub async fn a_deletion_under_another_version_is_refused(room: Room) -> String {
    room.puts(with(thing("a", "1"), "v", n(1))).await;
    let came = deleted_under(&room, 2).await;
    let is_there = room.get("a", "1").await.is_some();
    format!("{came}, {}", if is_there { "still there" } else { "gone" })
}

pub async fn a_deletion_of_nothing_under_a_version_is_refused(room: Room) -> String {
    deleted_under(&room, 1).await
}

pub async fn who_leaves_an_index_by_an_update_is_gone_from_it(room: Room) -> String {
    room.puts(listed("a", "1", "due", "2020-02-11")).await;
    let seen = || async {
        let listed = room.listed("due").send().await.expect("a page").items;
        let keys = keys(&listed.unwrap_or_default());
        if keys.is_empty() {
            "nobody".to_owned()
        } else {
            keys
        }
    };
    let before = seen().await;
    let update = room.update("a", "1", "REMOVE due_shard").send().await;
    update.unwrap_or_else(|_| panic!("the update of {INDEX}"));
    format!("{before}, then {}", seen().await)
}

pub async fn a_put_replaces_the_whole_item(room: Room) -> String {
    room.puts(with(thing("a", "1"), "place", s("first"))).await;
    room.puts(thing("a", "1")).await;
    let item = room.get("a", "1").await.unwrap_or_default();
    let there = if item.contains_key("place") {
        "there"
    } else {
        "gone"
    };
    format!("place is {there}")
}
