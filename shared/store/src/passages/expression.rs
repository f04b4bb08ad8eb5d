//! An hour's counts as attributes: one a district and outcome, so that each can be added to by itself.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use aws_sdk_dynamodb::types::AttributeValue;
use rules::identity::District;
use rules::words::Outcome;

use super::PassagesOfHour;
use crate::read::Item;

/// The letter of an outcome before the district's code. Short, since names count in an item's size, and
/// fifteen districts are to stay below the kilobyte that a unit writes.
fn letter(outcome: Outcome) -> char {
    match outcome {
        Outcome::Admit => 'a',
        Outcome::Refuse => 'x',
        Outcome::Refer => 'r',
        Outcome::Undecided => 'u',
    }
}

/// What an attribute of this name counts; none for the keys and the expiry.
fn counted(name: &str) -> Option<(District, Outcome)> {
    let mut outcomes = Outcome::ALL.iter().copied();
    let outcome = outcomes.find(|&outcome| name.starts_with(letter(outcome)))?;
    Some((District::parse(&name[1..])?, outcome))
}

/// The update that adds these, with its values.
pub(super) fn adding(
    counts: &BTreeMap<(District, Outcome), i64>,
    expires_at: i64,
) -> (String, Item) {
    let number = |number: i64| AttributeValue::N(number.to_string());
    let mut expression = "SET expires_at = :until ADD".to_owned();
    let mut values = Item::from([(":until".to_owned(), number(expires_at))]);
    for (n, (&(district, outcome), &count)) in counts.iter().enumerate() {
        let comma = if n == 0 { "" } else { "," };
        let letter = letter(outcome);
        // A text takes whatever is written to it.
        let _ = write!(expression, "{comma} {letter}{district} :n{n}");
        values.insert(format!(":n{n}"), number(count));
    }
    (expression, values)
}

/// An hour, and when it is to end by what was promised; none if it does not read.
pub(super) fn read(item: &Item) -> Option<(PassagesOfHour, i64)> {
    let number = |value: &AttributeValue| value.as_n().ok()?.parse::<i64>().ok();
    let hour = item.get("sk")?.as_s().ok()?.parse().ok()?;
    let expires_at = number(item.get("expires_at")?)?;
    let mut counts: BTreeMap<District, BTreeMap<Outcome, u64>> = BTreeMap::new();
    for (name, value) in item {
        let Some((district, outcome)) = counted(name) else {
            continue;
        };
        // What was added and is to be taken back can have been taken back first.
        let count = u64::try_from(number(value)?).unwrap_or_default();
        if count > 0 {
            let outcomes = counts.entry(district).or_default();
            outcomes.insert(outcome, count);
        }
    }
    Some((PassagesOfHour { hour, counts }, expires_at))
}
