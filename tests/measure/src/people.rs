//! Made-up people and what they send. No number is taken from anybody: they are counted up, with the
//! check character that they need.

use serde_json::{Value, json};

/// A resident ID of a made-up person, a different one for each `n` below ten million.
pub fn resident_id(n: u32) -> Value {
    /// By which GB 11643 weighs the 17 digits before the check character.
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    // A day of birth for each thousand people, and a number of that day.
    let (day, number) = (n / 1000, n % 1000);
    let (year, month, day) = (1930 + day / 336, 1 + day / 28 % 12, 1 + day % 28);
    let body = format!("330106{year:04}{month:02}{day:02}{number:03}");
    let digits = body.chars().filter_map(|digit| digit.to_digit(10));
    let sum: u32 = digits.zip(WEIGHTS).map(|(digit, by)| digit * by).sum();
    let check = char::from(b"10X98765432"[sum as usize % 11]);
    json!({"type": "resident-id", "number": format!("{body}{check}")})
}

/// An application for oneself that comes out green.
pub fn application(document: &Value) -> Value {
    json!({
        "person": {"relation": "self", "name": "鲍晓", "phone": "13800000000", "document": document},
        "presence": "in-hangzhou", "district": "330106", "address": "示例路 1 号 2 幢 301 室",
        "contact": {"confirmed_case": false, "quarantined_cohabitant": false},
        "health": {"temperature_c": 36.5, "symptoms": [], "chronic": []},
        "pledge": {"accepted": true, "version": "2020-02-11"},
    })
}

/// A normal day's check-in.
pub fn normal_day() -> Value {
    json!({"temperature_c": 36.6, "symptoms": [], "chronic": []})
}

/// The claims of a citizen with this account.
pub fn citizen(account: &str) -> Value {
    json!({"sub": account, "scope": "citizen"})
}

/// The claims of the staff of a district's checkpoints.
pub fn staff(district: &str) -> Value {
    json!({"sub": format!("gate-{district}"), "scope": "checkpoint", "district": district})
}

/// The claims of a district's officer.
pub fn officer(account: &str, district: &str) -> Value {
    json!({"sub": account, "scope": "district", "district": district})
}

/// `body` with this member.
#[must_use]
pub fn with(mut body: Value, name: &str, value: Value) -> Value {
    body[name] = value;
    body
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn everybody_has_a_number_of_their_own() {
        let numbers = (0..40_000).map(|n| resident_id(n)["number"].to_string());
        assert_eq!(numbers.collect::<BTreeSet<_>>().len(), 40_000);
    }
}
