//! Bodies: a good one of each kind, and ways to change one thing in it. All people are made up.

use serde_json::{Value, json};

/// A resident ID of a made-up person, a different one for each `n` below 1000.
pub fn resident_id(n: u32) -> Value {
    let number = number_with_check(&format!("33010618890101{n:03}"));
    json!({"type": "resident-id", "number": number})
}

/// The 17 digits with their check character, by the weights that GB 11643 prints.
pub fn number_with_check(body: &str) -> String {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let digits = body.chars().filter_map(|digit| digit.to_digit(10));
    let sum: u32 = digits
        .zip(WEIGHTS)
        .map(|(digit, weight)| digit * weight)
        .sum();
    let check = b"10X98765432"[sum as usize % 11];
    format!("{body}{}", char::from(check))
}

/// A passport of a made-up person.
pub fn passport(n: u32) -> Value {
    json!({"type": "passport", "number": format!("M{n:08}"), "country": "KR"})
}

/// An application for oneself that comes out green.
pub fn application(document: &Value) -> Value {
    json!({
        "person": {"relation": "self", "name": "鲍晓", "phone": "13800000000", "document": document},
        "presence": "in-hangzhou", "district": "330106", "address": "文三路 108 号 2 幢",
        "contact": {"confirmed_case": false, "quarantined_cohabitant": false},
        "health": {"temperature_c": 36.5, "symptoms": [], "chronic": []},
        "pledge": {"accepted": true, "version": "2020-02-11"},
    })
}

/// A list of travel with one stay of a day inside China.
pub fn stay(place: &str, day: &str) -> Value {
    json!([{"place": place, "from": day, "to": day}])
}

/// A normal day's check-in.
pub fn normal_day() -> Value {
    json!({"temperature_c": 36.6, "symptoms": [], "chronic": []})
}

/// A review as it is filed, with district 330106.
pub fn review() -> Value {
    json!({
        "ground": "not-my-travel", "statement": "这几天我一直在杭州。",
        "phone": "13800000000", "district": "330106",
    })
}

/// A proposal to close these holds.
pub fn amend(holds: &[&str]) -> Value {
    json!({"outcome": "amend", "close_holds": holds, "reply": "已核实，予以更正。"})
}

/// An answer that the colour stands.
pub fn uphold() -> Value {
    json!({"outcome": "uphold", "reply": "记录属实，维持。"})
}

/// An order on these documents: red for 14 days, at home.
pub fn order(documents: &[Value]) -> Value {
    json!({
        "colour": "red", "days": 14, "isolation": "home",
        "legal_ground": "infectious-disease-law-39", "evidence": "流调报告 1",
        "statement": "同一车厢的密切接触者。", "documents": documents,
    })
}

/// A checkpoint's question about somebody who goes in, with nothing shown.
pub fn verification(place: &str) -> Value {
    json!({"place_id": place, "direction": "entry"})
}

/// A clinic's result, observed at this time of day in Shanghai.
pub fn result(id: &str, document: &Value, result: &str, observed_at: &str) -> Value {
    json!({
        "id": id, "kind": "clinic-result", "document": document,
        "observed_at": format!("{observed_at}+08:00"), "result": result,
    })
}

/// A record of a stay of a day, observed when the tests' time begins.
pub fn travel_record(id: &str, document: &Value, place: &str, day: &str) -> Value {
    json!({
        "id": id, "kind": "travel-record", "document": document,
        "observed_at": "2020-02-11T08:00:00+08:00", "place": place, "from": day, "to": day,
    })
}

/// A contact, observed when the tests' time begins.
pub fn contact(id: &str, document: &Value, degree: &str, day: &str) -> Value {
    json!({
        "id": id, "kind": "contact", "document": document,
        "observed_at": "2020-02-11T08:00:00+08:00", "degree": degree, "on": day,
    })
}

/// A queue's message.
pub fn message(id: &str, body: &Value) -> Value {
    json!({"messageId": id, "body": body.to_string(), "eventSource": "aws:sqs"})
}

/// `body` with `value` at `pointer`, whose last part may be new.
pub fn with(body: &Value, pointer: &str, value: impl Into<Value>) -> Value {
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
    let mut body = body.clone();
    body.pointer_mut(parent).expect("a parent")[name] = value.into();
    body
}

/// `body` without what is at `pointer`.
pub fn without(body: &Value, pointer: &str) -> Value {
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
    let mut body = body.clone();
    let parent = body.pointer_mut(parent).and_then(Value::as_object_mut);
    parent.expect("an object").remove(name);
    body
}
