//! Random lives, and random parts of them.

use jiff::civil::Date;
use proptest::prelude::*;
use rules::calendar::days_after;
use rules::words::{ClinicFinding, ContactDegree};

use crate::lives::{DAY, Event, News, Step, Told};

/// Places that are listed, that will be, that never are, that are more than is listed, and home.
const PLACES: [&str; 10] = [
    "42", "420106", "3303", "331002", "KR", "IT", "FR", "33", "430100", "330106",
];

pub fn some_day() -> impl Strategy<Value = Date> {
    (0..25).prop_map(|n| days_after(Date::constant(2020, 2, 11), n))
}

fn some_place() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&PLACES[..])
}

pub fn some_told() -> impl Strategy<Value = Told> {
    let stays = prop::collection::vec((some_place(), 0..18), 0..3);
    let often_not = || prop::bool::weighted(0.15);
    (stays, often_not(), often_not(), often_not()).prop_map(
        |(stays, confirmed_case, quarantined_cohabitant, ill)| Told {
            stays,
            confirmed_case,
            quarantined_cohabitant,
            ill,
        },
    )
}

/// A clinic's result that was observed at one of these seconds from the day's first event.
pub fn some_result(seconds: impl Strategy<Value = i64>) -> impl Strategy<Value = News> {
    let finding = prop::sample::select(ClinicFinding::ALL);
    (finding, seconds).prop_map(|(finding, seconds)| News::Clinic { finding, seconds })
}

/// What a registry tells.
pub fn some_record() -> impl Strategy<Value = News> {
    let degree = prop::sample::select(ContactDegree::ALL);
    prop_oneof![
        3 => (some_place(), 0..4, 0..18).prop_map(|(place, length, ago)| News::Travel { place, length, ago }),
        1 => (degree, 0..18).prop_map(|(degree, ago)| News::Contact { degree, ago }),
    ]
}

/// Evidence that was observed before the day on which it arrives.
pub fn some_older_news() -> impl Strategy<Value = News> {
    prop_oneof![some_record(), some_result(-18 * DAY..0)]
}

/// Evidence that was observed at any time before it arrives, also among the day's events.
fn some_news() -> impl Strategy<Value = News> {
    let among_the_events = (0..6_i64).prop_map(|n| n * 30);
    prop_oneof![3 => some_older_news(), 1 => some_result(among_the_events)]
}

/// Something that the person does.
pub fn some_act() -> impl Strategy<Value = Event> {
    prop_oneof![
        some_told().prop_map(Event::Declares),
        prop::bool::weighted(0.25).prop_map(|abnormal| Event::ChecksIn { abnormal }),
    ]
}

fn some_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => some_act().prop_map(Step::Does),
        3 => some_news().prop_map(|news| Step::Does(Event::Learns(news))),
        4 => (1..16).prop_map(Step::Steady),
        3 => (0..4).prop_map(Step::Waits),
        1 => (4..40).prop_map(Step::Waits),
        1 => Just(Step::IsSettled),
    ]
}

/// Evidence of somebody who has not applied, and days between its pieces.
pub fn some_steps_before() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        2 => some_news().prop_map(|news| Step::Does(Event::Learns(news))),
        1 => (1..6).prop_map(Step::Waits),
    ];
    prop::collection::vec(step, 0..5)
}

/// The steps of a life from its application on, and sometimes from before it.
pub fn some_steps() -> impl Strategy<Value = Vec<Step>> {
    let before = prop_oneof![Just(Vec::new()), some_steps_before()];
    let after = prop::collection::vec(some_step(), 0..12);
    (before, some_told(), after).prop_map(|(mut steps, told, after)| {
        steps.push(Step::Does(Event::Declares(told)));
        steps.extend(after);
        steps
    })
}
