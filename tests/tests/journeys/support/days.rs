//! Days of the calendar, as the API writes them.

use jiff::{ToSpan as _, civil::Date};

/// The day `n` days after `day`.
pub fn day_after(day: &str, n: i32) -> String {
    let day: Date = day.parse().expect("a day");
    day.checked_add(n.days()).expect("a day").to_string()
}

/// `n` days in a row, from `first` on.
pub fn days(first: &str, n: i32) -> impl Iterator<Item = String> {
    (0..n).map(move |ahead| day_after(first, ahead))
}
