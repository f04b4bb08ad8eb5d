//! Transactions: a change and what belongs to it, as a whole or not at all.

use aws_sdk_dynamodb::{
    operation::transact_write_items::TransactWriteItemsError,
    types::{
        CancellationReason, ConditionCheck, Delete, Put,
        ReturnValuesOnConditionCheckFailure as OnFailure, TransactWriteItem, Update,
    },
};
use futures_util::future::join_all;

use crate::probe::probes;
use crate::room::{
    Item, OTHERS, Room, THINGS, counted, in_transaction, n, put_new, s, thing, with,
};

probes! {
    all_parts_are_done => "done, 3 there",
    one_part_that_fails_undoes_all => "cancelled: None, ConditionalCheckFailed, None; 1 there",
    every_part_has_its_reason_in_the_order_of_the_parts => "cancelled: ConditionalCheckFailed, None, ConditionalCheckFailed; 2 there",
    parts_of_two_tables_are_done_together => "cancelled: None, ConditionalCheckFailed; 0 there",
    a_reason_tells_what_is_there_if_asked => "first",
    the_same_key_in_two_parts_is_refused => "ValidationException",
    deleting_what_is_not_there_is_no_fault => "done, 0 there",
    a_check_that_writes_nothing_counts => "cancelled: ConditionalCheckFailed, None; 0 there",
    a_hundred_parts_are_done => "done, 100 there",
    a_hundred_and_one_parts_are_refused => "ValidationException",
    more_than_four_megabytes_are_refused => "ValidationException",
    the_same_token_again_does_it_once => "done, done, 1 added",
    the_same_token_for_something_else_is_refused => "done, IdempotentParameterMismatchException, 1 added",
    of_ten_at_once_under_one_version_one_wins => "9 × cancelled, 1 × done",
}

async fn transact(room: &Room, parts: Vec<TransactWriteItem>, token: Option<&str>) -> String {
    let transaction = room.client.transact_write_items();
    let transaction = transaction.set_transact_items(Some(parts));
    let transaction = transaction.set_client_request_token(token.map(str::to_owned));
    match transaction.send().await {
        Ok(_) => "done".to_owned(),
        Err(error) => match error.as_service_error() {
            Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) => {
                let reasons = cancelled.cancellation_reasons().iter();
                let codes = reasons.filter_map(CancellationReason::code);
                format!("cancelled: {}", codes.collect::<Vec<_>>().join(", "))
            }
            _ => crate::room::said::<(), _, _>(Err(error)),
        },
    }
}

async fn there(room: &Room) -> i32 {
    let scan = room.client.scan().table_name(THINGS).send().await;
    scan.expect("a scan").count()
}

async fn transacted(room: &Room, parts: Vec<TransactWriteItem>) -> String {
    let came = transact(room, parts, None).await;
    let separator = if came == "done" { "," } else { ";" };
    format!("{came}{separator} {} there", there(room).await)
}

fn new(pk: &str) -> TransactWriteItem {
    put_new(thing(pk, "1"))
}

pub async fn all_parts_are_done(room: Room) -> String {
    transacted(&room, ["a", "b", "c"].map(new).into()).await
}

pub async fn one_part_that_fails_undoes_all(room: Room) -> String {
    room.puts(thing("b", "1")).await;
    transacted(&room, ["a", "b", "c"].map(new).into()).await
}

pub async fn every_part_has_its_reason_in_the_order_of_the_parts(room: Room) -> String {
    room.puts(thing("a", "1")).await;
    room.puts(thing("c", "1")).await;
    transacted(&room, ["a", "b", "c"].map(new).into()).await
}

pub async fn parts_of_two_tables_are_done_together(room: Room) -> String {
    let other = Put::builder()
        .table_name(OTHERS)
        .set_item(Some(thing("a", "1")));
    let other = other.condition_expression("attribute_exists(pk)").build();
    let parts = vec![new("a"), in_transaction(other.expect("a put"))];
    transacted(&room, parts).await
}

pub async fn a_reason_tells_what_is_there_if_asked(room: Room) -> String {
    room.puts(with(thing("a", "1"), "place", s("first"))).await;
    let put = Put::builder()
        .table_name(THINGS)
        .set_item(Some(thing("a", "1")));
    let put = put.condition_expression("attribute_not_exists(pk)");
    let put = put.return_values_on_condition_check_failure(OnFailure::AllOld);
    let put = in_transaction(put.build().expect("a put"));
    let answer = room.client.transact_write_items().transact_items(put);
    let error = answer.send().await.expect_err("a refusal");
    let Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) =
        error.as_service_error()
    else {
        return crate::room::said::<(), _, _>(Err(error));
    };
    let item: Option<&Item> = cancelled.cancellation_reasons()[0].item();
    let place = item.and_then(|item| item.get("place"));
    place.map_or_else(
        || "nothing".to_owned(),
        |place| place.as_s().cloned().unwrap_or_default(),
    )
}

pub async fn the_same_key_in_two_parts_is_refused(room: Room) -> String {
    transact(&room, vec![new("a"), new("a")], None).await
}

pub async fn deleting_what_is_not_there_is_no_fault(room: Room) -> String {
    let delete = Delete::builder()
        .table_name(THINGS)
        .set_key(Some(thing("a", "1")));
    let delete = delete.build().expect("a deletion");
    let delete = TransactWriteItem::builder().delete(delete).build();
    transacted(&room, vec![delete]).await
}

pub async fn a_check_that_writes_nothing_counts(room: Room) -> String {
    let check = ConditionCheck::builder()
        .table_name(THINGS)
        .set_key(Some(thing("b", "1")));
    let check = check.condition_expression("attribute_exists(pk)").build();
    let check = TransactWriteItem::builder().condition_check(check.expect("a check"));
    transacted(&room, vec![check.build(), new("a")]).await
}

pub async fn a_hundred_parts_are_done(room: Room) -> String {
    let parts = (0..100).map(|number| new(&number.to_string())).collect();
    transacted(&room, parts).await
}

pub async fn a_hundred_and_one_parts_are_refused(room: Room) -> String {
    let parts = (0..101).map(|number| new(&number.to_string())).collect();
    transact(&room, parts, None).await
}

pub async fn more_than_four_megabytes_are_refused(room: Room) -> String {
    let heavy = |number: u32| {
        with(
            thing(&number.to_string(), "1"),
            "text",
            s("x".repeat(390_000)),
        )
    };
    let parts = (0..11).map(|number| put_new(heavy(number))).collect();
    transact(&room, parts, None).await
}

/// Adds one to a counter and writes down this text, under one token.
async fn adds(room: &Room, text: &str) -> String {
    let update = Update::builder()
        .table_name(THINGS)
        .set_key(Some(thing("a", "1")))
        .update_expression("ADD done :one SET place = :place")
        .expression_attribute_values(":one", n(1))
        .expression_attribute_values(":place", s(text));
    let update = TransactWriteItem::builder().update(update.build().expect("an update"));
    transact(room, vec![update.build()], Some("the-only-token")).await
}

async fn added(room: &Room) -> String {
    let item = room.get("a", "1").await.unwrap_or_default();
    let done = item.get("done").and_then(|done| done.as_n().ok());
    format!("{} added", done.map_or("0", String::as_str))
}

pub async fn the_same_token_again_does_it_once(room: Room) -> String {
    let (first, again) = (adds(&room, "here").await, adds(&room, "here").await);
    format!("{first}, {again}, {}", added(&room).await)
}

pub async fn the_same_token_for_something_else_is_refused(room: Room) -> String {
    let (first, other) = (adds(&room, "here").await, adds(&room, "there").await);
    format!("{first}, {other}, {}", added(&room).await)
}

pub async fn of_ten_at_once_under_one_version_one_wins(room: Room) -> String {
    room.puts(with(thing("a", "1"), "v", n(1))).await;
    let room = &room;
    let change = |number: u32| async move {
        let put = Put::builder().table_name(THINGS);
        let put = put.set_item(Some(with(thing("a", "1"), "v", n(2))));
        let put = put.condition_expression("v = :seen");
        let put = put.expression_attribute_values(":seen", n(1)).build();
        let entry = put_new(thing("log", &number.to_string()));
        let came = transact(room, vec![in_transaction(put.expect("a put")), entry], None).await;
        // Whether it met the other's version or the other's transaction, it is decided again.
        came.split(':').next().unwrap_or_default().to_owned()
    };
    counted(join_all((0..10).map(change)).await)
}
