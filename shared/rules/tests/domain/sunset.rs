//! The end of the service (R85): which version's sunset counts, until when it can be moved, and that
//! nothing takes it back once it has come.

use jiff::civil::Date;
use proptest::prelude::*;
use rules::calendar::{days_after, start_of};
use rules::policy::{Policy, PolicyBook, Published, Sunset};
use serde_json::json;

use crate::person::*;
use crate::published::{book, version};

/// A version with a sunset on this day, and three days for reviews.
fn ending(name: &str, effective_from: &str, on: &str) -> Policy {
    let sunset = json!({"on": on, "reviews_readable_days": 3});
    version(name, effective_from, |document| document["sunset"] = sunset).unwrap()
}

/// A version without one.
fn going_on(name: &str, effective_from: &str) -> Policy {
    version(name, effective_from, |_| {}).unwrap()
}

fn end(book: &PolicyBook, on: &str) -> Option<String> {
    book.sunset_on(day(on)).map(|sunset| sunset.on.to_string())
}

#[test]
fn r85_shipped_versions_have_no_end() {
    let book = PolicyBook::shipped().unwrap();
    assert_eq!(book.sunset(), None);
    assert_eq!(book.sunset_on(day("9999-12-31")), None);
}

#[test]
fn r85_a_sunset_comes_with_its_day_and_stays() {
    let book = book([(
        ending("v", "2020-04-01", "2020-06-01"),
        "2020-03-20T10:00:00",
    )]);
    assert_eq!(end(&book, "2020-05-31"), None);
    for day in ["2020-06-01", "2020-06-02", "2030-01-01"] {
        assert_eq!(end(&book, day).as_deref(), Some("2020-06-01"));
    }
    assert_eq!(book.sunset().unwrap().reviews_until(), day("2020-06-03"));
}

#[test]
fn r85_a_sunset_that_has_not_come_can_be_moved_or_dropped() {
    let first = || {
        (
            ending("v", "2020-04-01", "2020-06-01"),
            "2020-03-20T10:00:00",
        )
    };
    let moved = book([
        first(),
        (
            ending("w", "2020-05-01", "2020-07-01"),
            "2020-05-31T23:59:59",
        ),
    ]);
    assert_eq!(end(&moved, "2020-06-30"), None);
    assert_eq!(end(&moved, "2020-07-01").as_deref(), Some("2020-07-01"));
    let dropped = book([
        first(),
        (going_on("w", "2020-05-01"), "2020-05-31T23:59:59"),
    ]);
    assert_eq!(dropped.sunset(), None);
    // In force before the day is what counts, also by a single one.
    let in_time = book([
        first(),
        (going_on("w", "2020-06-01"), "2020-05-20T10:00:00"),
    ]);
    assert_eq!(in_time.sunset(), None);
}

#[test]
fn r85_a_sunset_that_has_come_is_final() {
    let first = || {
        (
            ending("v", "2020-04-01", "2020-06-01"),
            "2020-03-20T10:00:00",
        )
    };
    for late in [
        (going_on("w", "2020-06-02"), "2020-03-21T10:00:00"),
        (going_on("w", "2020-05-01"), "2020-06-01T00:00:00"),
        (going_on("w", "2020-06-01"), "2020-06-01T00:00:00"),
        (going_on("w", "2020-07-01"), "2020-06-30T10:00:00"),
        (
            ending("w", "2020-06-02", "2020-09-01"),
            "2020-05-30T10:00:00",
        ),
        (
            ending("w", "2020-05-01", "2020-09-01"),
            "2020-06-10T10:00:00",
        ),
    ] {
        let book = book([first(), late]);
        assert_eq!(end(&book, "2020-05-31"), None);
        for day in ["2020-06-01", "2020-07-02", "2020-09-01"] {
            assert_eq!(end(&book, day).as_deref(), Some("2020-06-01"));
        }
    }
}

#[test]
fn r85_a_sunset_approved_after_its_day_comes_with_the_next_midnight() {
    let book = book([(
        ending("v", "2020-04-01", "2020-06-01"),
        "2020-06-10T00:00:00",
    )]);
    assert_eq!(end(&book, "2020-06-10"), None);
    assert_eq!(end(&book, "2020-06-11").as_deref(), Some("2020-06-11"));
    assert_eq!(book.sunset().unwrap().reviews_until(), day("2020-06-13"));
}

#[test]
fn r85_a_sunset_before_its_versions_first_day_is_no_policy() {
    for on in ["2020-04-01", "2020-03-31"] {
        let sunset = json!({"on": on, "reviews_readable_days": 3});
        assert!(version("v", "2020-04-01", |document| document["sunset"] = sunset).is_err());
    }
}

const FIRST: Date = jiff::civil::date(2020, 4, 1);

/// A version: first day, its end if it has one, and the day of its approval, as days after [`FIRST`].
#[derive(Debug, Clone, Copy)]
struct Planned {
    from: i32,
    end_after: Option<i32>,
    approved: i32,
}

fn some_versions() -> impl Strategy<Value = Vec<Planned>> {
    let one = (0..12, proptest::option::of(1..6), 0..12).prop_map(|(from, end_after, approved)| {
        Planned {
            from,
            end_after,
            approved,
        }
    });
    proptest::collection::vec(one, 1..6).prop_map(|mut versions| {
        versions.sort_by_key(|version| version.approved);
        versions
    })
}

fn published(planned: &[Planned]) -> PolicyBook {
    let like = going_on("v", "2020-04-01");
    let versions = (1..).zip(planned).map(|(number, planned)| {
        let from = days_after(FIRST, planned.from);
        let mut policy = like.clone();
        policy.version = format!("v{number}");
        policy.effective_from = from;
        policy.sunset = planned.end_after.map(|days| Sunset {
            on: days_after(from, days),
            reviews_readable_days: 3,
        });
        Published {
            policy,
            approved_at: start_of(days_after(FIRST, planned.approved)),
            number,
        }
    });
    PolicyBook::with(versions).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn r85_what_has_come_is_the_same_whatever_is_approved_from_then_on(
        versions in some_versions(), today in 0..24,
    ) {
        let today = days_after(FIRST, today);
        let until_today = |planned: &&Planned| days_after(FIRST, planned.approved) < today;
        let known: Vec<_> = versions.iter().take_while(until_today).copied().collect();
        let (before, after) = (published(&known), published(&versions));
        // As the day begins nobody knows what is approved on it, and it makes no difference.
        prop_assert_eq!(before.sunset_on(today), after.sunset_on(today));
    }

    #[test]
    fn r85_the_end_is_of_the_version_in_force_the_day_before_or_from_that_day_on(
        versions in some_versions(),
    ) {
        let book = published(&versions);
        let of_each_day = (0..40).map(|day| days_after(FIRST, day));
        for day in of_each_day {
            let (yesterday, today) = (book.sunset_on(days_after(day, -1)), book.sunset_on(day));
            if let Some(earlier) = yesterday {
                prop_assert_eq!(today, Some(earlier), "an end is for good");
            } else if let Some(begun) = today {
                prop_assert_eq!(begun.on, day);
                let policy = book.on(days_after(day, -1));
                let also = book.on(day);
                let named = policy.sunset.or(also.sunset).is_some();
                prop_assert!(named, "nobody in force said so");
            }
        }
    }
}
