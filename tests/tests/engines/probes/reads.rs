//! Reads: order, pages, indexes, segments, batches.

use std::collections::BTreeSet;

use aws_sdk_dynamodb::{
    operation::query::{QueryOutput, builders::QueryFluentBuilder},
    types::KeysAndAttributes,
};

use crate::probe::probes;
use crate::room::{INDEX, Item, Room, THINGS, keys, listed, n, s, said, thing, with};

probes! {
    what_is_not_there_is_no_fault => "nothing",
    what_was_written_is_read_at_once => "there",
    sort_keys_are_ordered_by_their_bytes => "10 9 Z a é 杭",
    the_order_can_be_turned => "3 2 1",
    a_range_has_both_its_ends => "2 3",
    what_is_before_a_key_leaves_the_key_out => "1 2",
    a_beginning_is_found => "log#1 log#2",
    a_page_that_is_just_full_names_a_next_one_which_is_empty => "1 2 then nothing",
    a_page_goes_on_after_a_key_that_is_gone => "3",
    a_limit_counts_what_is_read_and_not_what_is_kept => "0 of 2, and more",
    a_page_ends_at_a_megabyte => "several pages, 5 items",
    an_index_lists_only_who_has_its_keys => "1",
    an_index_of_keys_only_gives_nothing_else => "due_on due_shard pk sk",
    an_index_is_read_page_by_page_where_its_keys_are_equal => "5 items, none twice",
    an_index_cannot_be_read_strongly_consistent => "ValidationException",
    an_index_page_cannot_go_on_after_half_a_key => "ValidationException",
    an_index_that_is_not_there_is_refused => "ValidationException",
    segments_of_a_scan_have_every_item_once => "40 items, none twice",
    a_scan_of_a_segment_is_read_page_by_page => "40 items, none twice",
    a_batch_leaves_out_what_is_not_there => "1",
    a_batch_with_a_key_twice_is_refused => "ValidationException",
    a_batch_has_at_most_a_hundred_keys => "done, then ValidationException",
    a_table_that_is_not_there_is_refused => "ResourceNotFoundException",
}

async fn settle(room: &Room, sort_keys: &[&str]) {
    for sk in sort_keys {
        room.puts(thing("a", sk)).await;
    }
}

async fn page(query: QueryFluentBuilder) -> QueryOutput {
    query.send().await.expect("a page")
}

async fn found(query: QueryFluentBuilder) -> String {
    keys(page(query).await.items())
}

fn all(room: &Room) -> QueryFluentBuilder {
    let query = room.query("pk = :pk");
    query.expression_attribute_values(":pk", s("a"))
}

fn ranged(room: &Room, condition: &str, values: [&str; 2]) -> QueryFluentBuilder {
    let query = room.query(&format!("pk = :pk AND {condition}"));
    let query = query.expression_attribute_values(":pk", s("a"));
    let [from, until] = values;
    let query = query.expression_attribute_values(":from", s(from));
    if until.is_empty() {
        query
    } else {
        query.expression_attribute_values(":until", s(until))
    }
}

/// How many items, and whether each was there once.
fn once(items: &[Item]) -> String {
    let different: BTreeSet<_> = items
        .iter()
        .map(|item| format!("{:?} {:?}", item["pk"], item["sk"]))
        .collect();
    let twice = if different.len() == items.len() {
        "none"
    } else {
        "some"
    };
    format!("{} items, {twice} twice", items.len())
}

pub async fn what_is_not_there_is_no_fault(room: Room) -> String {
    room.get("a", "1")
        .await
        .map_or("nothing", |_| "there")
        .to_owned()
}

pub async fn what_was_written_is_read_at_once(room: Room) -> String {
    settle(&room, &["1"]).await;
    room.get("a", "1")
        .await
        .map_or("nothing", |_| "there")
        .to_owned()
}

pub async fn sort_keys_are_ordered_by_their_bytes(room: Room) -> String {
    settle(&room, &["a", "杭", "9", "Z", "é", "10"]).await;
    found(all(&room)).await
}

pub async fn the_order_can_be_turned(room: Room) -> String {
    settle(&room, &["1", "2", "3"]).await;
    found(all(&room).scan_index_forward(false)).await
}

pub async fn a_range_has_both_its_ends(room: Room) -> String {
    settle(&room, &["1", "2", "3", "4"]).await;
    found(ranged(&room, "sk BETWEEN :from AND :until", ["2", "3"])).await
}

pub async fn what_is_before_a_key_leaves_the_key_out(room: Room) -> String {
    settle(&room, &["1", "2", "3"]).await;
    found(ranged(&room, "sk < :from", ["3", ""])).await
}

pub async fn a_beginning_is_found(room: Room) -> String {
    settle(&room, &["case", "log#1", "log#2", "review#1"]).await;
    found(ranged(&room, "begins_with(sk, :from)", ["log#", ""])).await
}

pub async fn a_page_that_is_just_full_names_a_next_one_which_is_empty(room: Room) -> String {
    settle(&room, &["1", "2"]).await;
    let first = page(all(&room).limit(2)).await;
    let Some(next) = first.last_evaluated_key.clone() else {
        return format!("{} and no next page", keys(first.items()));
    };
    let rest = found(all(&room).limit(2).set_exclusive_start_key(Some(next))).await;
    let rest = if rest.is_empty() { "nothing" } else { &rest };
    format!("{} then {rest}", keys(first.items()))
}

pub async fn a_page_goes_on_after_a_key_that_is_gone(room: Room) -> String {
    settle(&room, &["1", "3"]).await;
    found(all(&room).set_exclusive_start_key(Some(thing("a", "2")))).await
}

pub async fn a_limit_counts_what_is_read_and_not_what_is_kept(room: Room) -> String {
    settle(&room, &["1", "2", "3"]).await;
    let query = all(&room).limit(2).filter_expression("v = :v");
    let answer = page(query.expression_attribute_values(":v", n(1))).await;
    let more = if answer.last_evaluated_key.is_some() {
        "and more"
    } else {
        "and no more"
    };
    format!("{} of {}, {more}", answer.count(), answer.scanned_count())
}

pub async fn a_page_ends_at_a_megabyte(room: Room) -> String {
    for sk in ["1", "2", "3", "4", "5"] {
        room.puts(with(thing("a", sk), "text", s("x".repeat(300_000))))
            .await;
    }
    let (mut pages, mut items) = (0, 0);
    let mut paginator = all(&room).into_paginator().send();
    while let Some(page) = paginator.next().await {
        pages += 1;
        items += page.expect("a page").count();
    }
    format!(
        "{} pages, {items} items",
        if pages > 1 { "several" } else { "no more" }
    )
}

pub async fn an_index_lists_only_who_has_its_keys(room: Room) -> String {
    room.puts(listed("a", "1", "due", "2020-02-11")).await;
    room.puts(thing("a", "2")).await;
    room.puts(with(thing("a", "3"), "due_shard", s("due")))
        .await;
    found(room.listed("due")).await
}

pub async fn an_index_of_keys_only_gives_nothing_else(room: Room) -> String {
    room.puts(with(
        listed("a", "1", "due", "2020-02-11"),
        "place",
        s("first"),
    ))
    .await;
    let answer = page(room.listed("due")).await;
    let names: BTreeSet<_> = answer.items()[0].keys().map(String::as_str).collect();
    names.into_iter().collect::<Vec<_>>().join(" ")
}

pub async fn an_index_is_read_page_by_page_where_its_keys_are_equal(room: Room) -> String {
    for number in 0..5 {
        room.puts(listed(&format!("p{number}"), "case", "due", "2020-02-11"))
            .await;
    }
    let mut items = Vec::new();
    let mut pages = room.listed("due").into_paginator().page_size(2).send();
    while let Some(page) = pages.next().await {
        items.extend(page.expect("a page").items.unwrap_or_default());
    }
    once(&items)
}

pub async fn an_index_cannot_be_read_strongly_consistent(room: Room) -> String {
    said(room.listed("due").consistent_read(true).send().await)
}

pub async fn an_index_page_cannot_go_on_after_half_a_key(room: Room) -> String {
    let query = room
        .listed("due")
        .set_exclusive_start_key(Some(thing("a", "1")));
    said(query.send().await)
}

pub async fn an_index_that_is_not_there_is_refused(room: Room) -> String {
    said(room.listed("due").index_name("another").send().await)
}

async fn scanned(room: &Room, limit: Option<i32>) -> String {
    for number in 0..40 {
        room.puts(thing(&format!("p{number}"), "case")).await;
    }
    let mut items = Vec::new();
    for segment in 0..4 {
        let scan = room.client.scan().table_name(THINGS).consistent_read(true);
        let scan = scan.segment(segment).total_segments(4);
        let mut pages = scan.set_limit(limit).into_paginator().send();
        while let Some(page) = pages.next().await {
            items.extend(page.expect("a page").items.unwrap_or_default());
        }
    }
    once(&items)
}

pub async fn segments_of_a_scan_have_every_item_once(room: Room) -> String {
    scanned(&room, None).await
}

pub async fn a_scan_of_a_segment_is_read_page_by_page(room: Room) -> String {
    scanned(&room, Some(3)).await
}

fn batch(keys: impl IntoIterator<Item = Item>) -> KeysAndAttributes {
    let batch = KeysAndAttributes::builder().consistent_read(true);
    let batch = batch.set_keys(Some(keys.into_iter().collect()));
    batch.build().expect("a batch")
}

pub async fn a_batch_leaves_out_what_is_not_there(room: Room) -> String {
    settle(&room, &["1"]).await;
    let wanted = batch([thing("a", "1"), thing("a", "2")]);
    let answer = room.client.batch_get_item().request_items(THINGS, wanted);
    let answer = answer.send().await.expect("a batch").responses;
    keys(&answer.unwrap_or_default()[THINGS])
}

pub async fn a_batch_with_a_key_twice_is_refused(room: Room) -> String {
    let wanted = batch([thing("a", "1"), thing("a", "1")]);
    let answer = room.client.batch_get_item().request_items(THINGS, wanted);
    said(answer.send().await)
}

pub async fn a_batch_has_at_most_a_hundred_keys(room: Room) -> String {
    let of = |count: u32| {
        let wanted = batch((0..count).map(|number| thing("a", &number.to_string())));
        room.client
            .batch_get_item()
            .request_items(THINGS, wanted)
            .send()
    };
    format!("{}, then {}", said(of(100).await), said(of(101).await))
}

pub async fn a_table_that_is_not_there_is_refused(room: Room) -> String {
    let query = all(&room).table_name("Another");
    let (query, scan) = (query.send().await, room.client.scan().table_name("Another"));
    let (query, scan) = (said(query), said(scan.index_name(INDEX).send().await));
    if query == scan {
        query
    } else {
        format!("{query}, {scan}")
    }
}
