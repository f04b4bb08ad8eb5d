//! Conditions: what makes "one person, one code" true (R6).

use aws_sdk_dynamodb::{
    operation::put_item::PutItemError, types::ReturnValuesOnConditionCheckFailure as OnFailure,
};
use futures_util::future::join_all;

use crate::probe::probes;
use crate::room::{Room, counted, n, s, said, thing, with};

probes! {
    a_put_of_what_is_new_happens_once => "done, then ConditionalCheckFailedException",
    of_twenty_puts_of_something_new_at_once_one_wins => "19 × ConditionalCheckFailedException, 1 × done",
    a_refused_put_tells_what_is_there_if_asked => "ConditionalCheckFailedException with first",
    a_refused_put_tells_nothing_unless_asked => "ConditionalCheckFailedException with nothing",
    a_version_is_compared_as_a_number => "done",
    a_version_as_text_is_another => "ConditionalCheckFailedException",
    a_missing_attribute_equals_nothing => "ConditionalCheckFailedException",
    a_missing_attribute_is_before_nothing => "ConditionalCheckFailedException",
    a_missing_item_meets_what_asks_for_none_or_an_expired_one => "done",
    an_expired_item_meets_what_asks_for_none_or_an_expired_one => "done, then ConditionalCheckFailedException",
    what_is_used_up_once_stays_so => "done, then ConditionalCheckFailedException",
    a_value_that_no_expression_names_is_refused => "ValidationException",
    a_value_that_is_not_given_is_refused => "ValidationException",
    a_reserved_word_in_an_expression_is_refused => "ValidationException",
}

const NEW: &str = "attribute_not_exists(pk)";

pub async fn a_put_of_what_is_new_happens_once(room: Room) -> String {
    let put = || room.put(thing("a", "1")).condition_expression(NEW).send();
    format!("{}, then {}", said(put().await), said(put().await))
}

pub async fn of_twenty_puts_of_something_new_at_once_one_wins(room: Room) -> String {
    let put = |_| room.put(thing("a", "1")).condition_expression(NEW).send();
    let answers = join_all((0..20).map(put)).await;
    counted(answers.into_iter().map(said))
}

async fn refused(room: &Room, told: Option<OnFailure>) -> String {
    room.puts(with(thing("a", "1"), "place", s("first"))).await;
    let put = room.put(thing("a", "1")).condition_expression(NEW);
    let put = put.set_return_values_on_condition_check_failure(told);
    let error = put.send().await.expect_err("a refusal");
    match error.as_service_error() {
        Some(PutItemError::ConditionalCheckFailedException(failed)) => {
            let place = failed.item().and_then(|item| item["place"].as_s().ok());
            let place = place.map_or("nothing", String::as_str);
            format!("ConditionalCheckFailedException with {place}")
        }
        _ => said::<(), _, _>(Err(error)),
    }
}

pub async fn a_refused_put_tells_what_is_there_if_asked(room: Room) -> String {
    refused(&room, Some(OnFailure::AllOld)).await
}

pub async fn a_refused_put_tells_nothing_unless_asked(room: Room) -> String {
    refused(&room, None).await
}

async fn versioned(room: &Room, seen: aws_sdk_dynamodb::types::AttributeValue) -> String {
    room.puts(with(thing("a", "1"), "v", n(10))).await;
    let put = room.put(thing("a", "1")).condition_expression("v = :seen");
    said(put.expression_attribute_values(":seen", seen).send().await)
}

pub async fn a_version_is_compared_as_a_number(room: Room) -> String {
    versioned(&room, n("10.0")).await
}

pub async fn a_version_as_text_is_another(room: Room) -> String {
    versioned(&room, s("10")).await
}

async fn on_a_bare_thing(room: &Room, condition: &str) -> String {
    room.puts(thing("a", "1")).await;
    let put = room.put(thing("a", "1")).condition_expression(condition);
    said(put.expression_attribute_values(":it", n(1)).send().await)
}

pub async fn a_missing_attribute_equals_nothing(room: Room) -> String {
    on_a_bare_thing(&room, "v = :it").await
}

pub async fn a_missing_attribute_is_before_nothing(room: Room) -> String {
    on_a_bare_thing(&room, "expires_at <= :it").await
}

async fn unless_alive(room: &Room) -> String {
    let put = room.put(with(thing("a", "1"), "expires_at", n(200)));
    let put = put.condition_expression("attribute_not_exists(pk) OR expires_at <= :now");
    said(put.expression_attribute_values(":now", n(100)).send().await)
}

pub async fn a_missing_item_meets_what_asks_for_none_or_an_expired_one(room: Room) -> String {
    unless_alive(&room).await
}

pub async fn an_expired_item_meets_what_asks_for_none_or_an_expired_one(room: Room) -> String {
    room.puts(with(thing("a", "1"), "expires_at", n(100))).await;
    let expired = unless_alive(&room).await;
    format!("{expired}, then {}", unless_alive(&room).await)
}

pub async fn what_is_used_up_once_stays_so(room: Room) -> String {
    room.puts(thing("a", "1")).await;
    let condition = "attribute_exists(pk) AND attribute_not_exists(used_by)";
    let used = with(thing("a", "1"), "used_by", s("somebody"));
    let put = || {
        room.put(used.clone())
            .condition_expression(condition)
            .send()
    };
    format!("{}, then {}", said(put().await), said(put().await))
}

pub async fn a_value_that_no_expression_names_is_refused(room: Room) -> String {
    let put = room.put(thing("a", "1")).condition_expression(NEW);
    said(put.expression_attribute_values(":other", n(1)).send().await)
}

pub async fn a_value_that_is_not_given_is_refused(room: Room) -> String {
    let put = room.put(thing("a", "1"));
    said(put.condition_expression("v = :seen").send().await)
}

pub async fn a_reserved_word_in_an_expression_is_refused(room: Room) -> String {
    let put = room
        .put(thing("a", "1"))
        .condition_expression("status = :it");
    said(put.expression_attribute_values(":it", n(1)).send().await)
}
