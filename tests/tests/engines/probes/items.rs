//! Items: how long, how large, and how values come back.

use aws_sdk_dynamodb::{primitives::Blob, types::AttributeValue};

use crate::probe::probes;
use crate::room::{Room, n, s, said, thing, with};

probes! {
    a_partition_key_has_at_most_2048_bytes => "done, then ValidationException",
    a_sort_key_has_at_most_1024_bytes => "done, then ValidationException",
    a_key_is_measured_in_bytes_and_not_in_letters => "ValidationException",
    an_empty_key_is_refused => "ValidationException, ValidationException",
    a_key_of_another_type_is_refused => "ValidationException",
    a_key_that_is_missing_is_refused => "ValidationException",
    an_index_key_of_another_type_is_refused => "ValidationException",
    an_empty_index_key_is_refused => "ValidationException",
    an_item_has_at_most_400_kb => "done, then ValidationException",
    an_empty_text_is_kept => "S(\"\")",
    empty_bytes_are_kept => "0 bytes",
    an_empty_list_and_an_empty_map_are_kept => "L([]) M({})",
    an_empty_set_is_refused => "ValidationException",
    a_set_with_a_value_twice_is_refused => "ValidationException",
    numbers_come_back_in_their_shortest_form => "1 1000 0.5 0 100",
    a_number_keeps_38_digits => "12345678901234567890123456789012345678",
    a_number_of_39_digits_is_refused => "ValidationException",
    what_is_no_number_is_refused => "ValidationException",
    truth_and_nothing_are_kept => "Bool(true) Null(true)",
    values_nest_32_deep => "done, then ValidationException",
}

async fn tried(room: &Room, item: std::collections::HashMap<String, AttributeValue>) -> String {
    said(room.put(item).send().await)
}

/// What comes back of this value.
async fn kept(room: &Room, value: AttributeValue) -> String {
    let put = room.put(with(thing("a", "1"), "value", value)).send().await;
    if put.is_err() {
        return said(put);
    }
    let item = room.get("a", "1").await.unwrap_or_default();
    match &item["value"] {
        AttributeValue::N(number) => number.clone(),
        AttributeValue::B(bytes) => format!("{} bytes", bytes.as_ref().len()),
        value => format!("{value:?}"),
    }
}

pub async fn a_partition_key_has_at_most_2048_bytes(room: Room) -> String {
    let long = |bytes: usize| thing(&"x".repeat(bytes), "1");
    format!(
        "{}, then {}",
        tried(&room, long(2048)).await,
        tried(&room, long(2049)).await
    )
}

pub async fn a_sort_key_has_at_most_1024_bytes(room: Room) -> String {
    let long = |bytes: usize| thing("a", &"x".repeat(bytes));
    format!(
        "{}, then {}",
        tried(&room, long(1024)).await,
        tried(&room, long(1025)).await
    )
}

pub async fn a_key_is_measured_in_bytes_and_not_in_letters(room: Room) -> String {
    tried(&room, thing("a", &"杭".repeat(342))).await
}

pub async fn an_empty_key_is_refused(room: Room) -> String {
    format!(
        "{}, {}",
        tried(&room, thing("", "1")).await,
        tried(&room, thing("a", "")).await
    )
}

pub async fn a_key_of_another_type_is_refused(room: Room) -> String {
    tried(&room, with(thing("a", "1"), "sk", n(1))).await
}

pub async fn a_key_that_is_missing_is_refused(room: Room) -> String {
    tried(&room, [("pk".to_owned(), s("a"))].into()).await
}

pub async fn an_index_key_of_another_type_is_refused(room: Room) -> String {
    tried(&room, with(thing("a", "1"), "due_shard", n(1))).await
}

pub async fn an_empty_index_key_is_refused(room: Room) -> String {
    tried(&room, with(thing("a", "1"), "due_shard", s(""))).await
}

pub async fn an_item_has_at_most_400_kb(room: Room) -> String {
    // Names and values of both keys, and the name of the text.
    let rest = "pk".len() + "a".len() + "sk".len() + "1".len() + "text".len();
    let heavy = |bytes: usize| with(thing("a", "1"), "text", s("x".repeat(bytes - rest)));
    let (full, more) = (
        tried(&room, heavy(409_600)).await,
        tried(&room, heavy(409_601)).await,
    );
    format!("{full}, then {more}")
}

pub async fn an_empty_text_is_kept(room: Room) -> String {
    kept(&room, s("")).await
}

pub async fn empty_bytes_are_kept(room: Room) -> String {
    kept(&room, AttributeValue::B(Blob::new([]))).await
}

pub async fn an_empty_list_and_an_empty_map_are_kept(room: Room) -> String {
    let list = kept(&room, AttributeValue::L(Vec::new())).await;
    format!("{list} {}", kept(&room, AttributeValue::M([].into())).await)
}

pub async fn an_empty_set_is_refused(room: Room) -> String {
    kept(&room, AttributeValue::Ss(Vec::new())).await
}

pub async fn a_set_with_a_value_twice_is_refused(room: Room) -> String {
    kept(
        &room,
        AttributeValue::Ss(vec!["a".to_owned(), "a".to_owned()]),
    )
    .await
}

pub async fn numbers_come_back_in_their_shortest_form(room: Room) -> String {
    let mut shown = Vec::new();
    for number in ["1.0", "1e3", "0.50", "-0", "0100"] {
        shown.push(kept(&room, n(number)).await);
    }
    shown.join(" ")
}

pub async fn a_number_keeps_38_digits(room: Room) -> String {
    kept(&room, n("12345678901234567890123456789012345678")).await
}

pub async fn a_number_of_39_digits_is_refused(room: Room) -> String {
    kept(&room, n("123456789012345678901234567890123456789")).await
}

pub async fn what_is_no_number_is_refused(room: Room) -> String {
    kept(&room, n("NaN")).await
}

pub async fn truth_and_nothing_are_kept(room: Room) -> String {
    let truth = kept(&room, AttributeValue::Bool(true)).await;
    format!("{truth} {}", kept(&room, AttributeValue::Null(true)).await)
}

pub async fn values_nest_32_deep(room: Room) -> String {
    // The number at the bottom is the last level.
    let nested = |depth: u32| (1..depth).fold(n(1), |inner, _| AttributeValue::L(vec![inner]));
    let deep = |depth: u32| with(thing("a", "1"), "value", nested(depth));
    let (full, more) = (tried(&room, deep(32)).await, tried(&room, deep(33)).await);
    format!("{full}, then {more}")
}
