//! `events/answers.json` tells what each case of `events/` shows: the requirements, and of the answer
//! what they ask for. Members that it leaves out are not compared; a list is compared entry by entry.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::events::answers;

const ANSWERS: &str = include_str!("../../../events/answers.json");
const REQUIREMENTS: &str = include_str!("../../../docs/requirements.md");

/// What has to be shown: evidence, the rules of places, what a gate asks, employers, owners.
const ROWS: [&str; 23] = [
    "R3", "R4", "R7", "R14", "R19", "R41", "R44", "R45", "R47", "R49", "R50", "R51", "R52", "R53",
    "R54", "R55", "R57", "R58", "R59", "R60", "R61", "R64", "R69",
];

fn expected() -> BTreeMap<String, Value> {
    serde_json::from_str(ANSWERS).expect("an object of cases")
}

/// The requirements that a case shows.
fn rows(case: &Value) -> impl Iterator<Item = &str> {
    let rows = case["shows"].as_array().expect("a list of requirements");
    rows.iter().map(|row| row.as_str().expect("a requirement"))
}

/// Where `answer` does not say what is `expected`.
fn differences(answer: &Value, expected: &Value, at: &str) -> Vec<String> {
    match (answer, expected) {
        (Value::Object(answer), Value::Object(expected)) => expected
            .iter()
            .flat_map(|(name, value)| {
                let at = format!("{at}/{name}");
                match answer.get(name) {
                    Some(answer) => differences(answer, value, &at),
                    None => vec![format!("{at} is missing")],
                }
            })
            .collect(),
        (Value::Array(answer), Value::Array(expected)) if answer.len() == expected.len() => answer
            .iter()
            .zip(expected)
            .zip(0..)
            .flat_map(|((answer, value), n)| differences(answer, value, &format!("{at}/{n}")))
            .collect(),
        _ if answer == expected => Vec::new(),
        _ => vec![format!("{at}: {answer}, not {expected}")],
    }
}

#[tokio::test]
async fn every_case_answers_what_it_shows() {
    let mut left = expected();
    let mut differing = Vec::new();
    for (event, _, body) in answers().await {
        if let Some(case) = left.remove(&event.case()) {
            differing.extend(differences(&body, &case["answer"], &event.case()));
        }
    }
    assert_eq!(differing, Vec::<String>::new());
    assert_eq!(left, BTreeMap::new(), "no such event");
}

#[test]
fn every_row_that_a_payload_can_show_is_shown() {
    let cases = expected();
    let shown: BTreeSet<_> = cases.values().flat_map(rows).collect();
    let unshown: Vec<_> = ROWS
        .into_iter()
        .filter(|row| !shown.contains(row))
        .collect();
    assert_eq!(unshown, Vec::<&str>::new());
    for row in shown {
        let is_listed = [
            format!("| {row} |"),
            format!("{row}, "),
            format!(", {row} |"),
        ];
        assert!(
            is_listed.iter().any(|cell| REQUIREMENTS.contains(cell)),
            "{row}"
        );
    }
}

#[test]
fn what_an_answer_lacks_is_a_difference() {
    let answer = serde_json::json!({"outcome": "admit", "missing": ["temperature"], "more": 1});
    for (expected, n) in [
        (serde_json::json!({"outcome": "admit"}), 0),
        (serde_json::json!({"outcome": "refuse"}), 1),
        (serde_json::json!({"missing": []}), 1),
        (
            serde_json::json!({"missing": ["check-in-today"], "colour": "red"}),
            2,
        ),
    ] {
        assert_eq!(differences(&answer, &expected, "").len(), n, "{expected}");
    }
}
