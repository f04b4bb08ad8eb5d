//! When a process adds what it counted, and how much room an hour takes.

use aws_sdk_dynamodb::types::AttributeValue;

use super::*;

fn at(now: &str) -> Timestamp {
    format!("2020-02-11T{now}+08:00").parse().unwrap()
}

fn passage(now: &str, outcome: Outcome) -> Passage {
    Passage {
        hour: hour_of(at(now)),
        district: District::parse("330106").unwrap(),
        outcome,
        kept_days: 30,
    }
}

#[test]
fn a_minute_and_an_hour_are_over_once() {
    let mut counting = Counting::default();
    let due = [
        ("09:00:00", false),
        ("09:00:59", false),
        ("09:01:00", true),
        ("09:01:59", false),
        ("09:30:00", true),
        ("09:59:50", true),
        ("10:00:00", true),
        ("10:00:59", false),
        // Set back.
        ("09:00:00", true),
        ("09:00:01", false),
    ];
    for (now, is_due) in due {
        assert_eq!(counting.is_due(at(now)), is_due, "{now}");
    }
}

#[test]
fn what_is_taken_back_leaves_nothing_to_add() {
    let mut counts = PassageCounts::default();
    counts.add(passage("09:00:00", Outcome::Admit), 1);
    counts.add(passage("09:30:00", Outcome::Admit), 1);
    counts.add(passage("10:00:00", Outcome::Refer), 1);
    counts.add(passage("10:10:00", Outcome::Refer), -1);
    let sums: Vec<_> = counts
        .0
        .values()
        .map(|hour| hour.counts.values().sum::<i64>())
        .collect();
    assert_eq!(sums, [2, 0]);
}

#[test]
fn an_hour_of_fifteen_districts_and_a_million_of_each_is_read_back_and_takes_one_unit() {
    let districts = (0..15).map(|n| District::parse(&format!("3301{n:02}")).unwrap());
    let all =
        districts.flat_map(|district| Outcome::ALL.iter().map(move |&outcome| (district, outcome)));
    let counts: BTreeMap<_, _> = all.map(|key| (key, 1_000_000)).collect();
    let (adding, values) = expression::adding(&counts, 1_581_500_000);
    let (_, added) = adding.split_once(" ADD ").unwrap();
    let mut item: crate::read::Item = key(keys::PASSAGES, &at("09:00:00").to_string()).into();
    item.insert("expires_at".to_owned(), values[":until"].clone());
    for one in added.split(", ") {
        let (name, value) = one.split_once(' ').unwrap();
        item.insert(name.to_owned(), values[value].clone());
    }
    let (hour, expires_at) = expression::read(&item).unwrap();
    assert_eq!((hour.hour, expires_at), (at("09:00:00"), 1_581_500_000));
    let read = hour.counts.iter().flat_map(|(&district, outcomes)| {
        let outcomes = outcomes.iter();
        outcomes.map(move |(&outcome, &count)| ((district, outcome), i64::try_from(count).unwrap()))
    });
    assert_eq!(read.collect::<BTreeMap<_, _>>(), counts);
    // Names and texts count by their bytes, a number by half a byte a digit and one more.
    let size = |(name, value): (&String, &AttributeValue)| {
        name.len()
            + match value {
                AttributeValue::N(number) => number.len().div_ceil(2) + 1,
                other => other.as_s().unwrap().len(),
            }
    };
    assert!(item.iter().map(size).sum::<usize>() < 1024);
}
