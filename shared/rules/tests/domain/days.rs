//! One day's events in two orders, as they can really happen.

use std::collections::BTreeSet;
use std::ops::Range;

use proptest::prelude::*;

use crate::lives::{Event, News};
use crate::some::{some_act, some_older_news, some_record, some_result};

/// Some events of one day in two orders; no two results were observed at one moment, and all
/// at one of these seconds from its first event.
pub fn some_busy_day(observed: Range<i64>) -> impl Strategy<Value = [Vec<Event>; 2]> {
    let news = prop_oneof![some_record(), some_result(observed)];
    let event = prop_oneof![some_act(), news.prop_map(Event::Learns)];
    prop::collection::vec(event, 2..8).prop_flat_map(|events| {
        let events = without_ties(events);
        let shuffled = Just(events.clone()).prop_shuffle();
        (Just(events), shuffled).prop_map(|(events, shuffled)| [events, shuffled])
    })
}

fn observed(event: &Event) -> Option<i64> {
    match event {
        Event::Learns(News::Clinic { seconds, .. }) => Some(*seconds),
        _ => None,
    }
}

pub fn without_ties(mut events: Vec<Event>) -> Vec<Event> {
    let mut seen = BTreeSet::new();
    events.retain(|event| observed(event).is_none_or(|seconds| seen.insert(seconds)));
    events
}

/// The same events, with results at the places of results in the order of their observation.
pub fn results_in_order(mut events: Vec<Event>) -> Vec<Event> {
    let is_result = |event: &&Event| observed(event).is_some();
    let mut results: Vec<Event> = events.iter().filter(is_result).cloned().collect();
    results.sort_by_key(observed);
    let places = events.iter_mut().filter(|event| is_result(&&**event));
    for (place, result) in places.zip(results) {
        *place = result;
    }
    events
}

/// The same events, as they can be on the day of the application: nobody checks in before it.
pub fn from_an_application_on(events: Vec<Event>) -> Vec<Event> {
    let is_declaration = |event: &Event| matches!(event, Event::Declares(_));
    let application = events.iter().position(is_declaration).unwrap();
    let (early, mut before): (Vec<_>, Vec<_>) = events[..application]
        .iter()
        .cloned()
        .partition(|event| matches!(event, Event::ChecksIn { .. }));
    before.push(events[application].clone());
    before.extend(early);
    before.extend_from_slice(&events[application + 1..]);
    before
}

/// The same events; the results that wait for the application wait the other way round.
pub fn waiting_backwards(mut events: Vec<Event>) -> Vec<Event> {
    let is_declaration = |event: &Event| matches!(event, Event::Declares(_));
    let application = events.iter().position(is_declaration).unwrap();
    events[..application].reverse();
    events
}

/// Evidence of one day with two seconds at which each piece may arrive: after its observation,
/// and results in the order of theirs. Odd, so that nothing is at one time with an act.
pub fn some_arrivals() -> impl Strategy<Value = [Vec<(i64, Event)>; 2]> {
    let second = || (0..60_i64).prop_map(|n| n * 20 + 1);
    let result = some_result(second());
    let news = prop_oneof![some_record(), some_older_news(), result];
    prop::collection::vec((news, second(), second()), 1..6).prop_map(|mut told| {
        let key = |news: &News| observed(&Event::Learns(news.clone()));
        told.sort_by_key(|(news, ..)| key(news));
        told.dedup_by(|(one, ..), (other, ..)| key(one).is_some() && key(one) == key(other));
        [0, 1].map(|order| {
            let mut latest = i64::MIN;
            let arriving = told.iter().map(|(news, first, second)| {
                let mut seconds = [*first, *second][order];
                if let Some(observed) = key(news) {
                    seconds = seconds.max(observed).max(latest + 2);
                    latest = seconds;
                }
                (seconds, Event::Learns(news.clone()))
            });
            arriving.collect()
        })
    })
}

/// Acts of one day, each with its second.
pub fn some_acts() -> impl Strategy<Value = Vec<(i64, Event)>> {
    let acts = prop::collection::vec(some_act(), 0..4);
    acts.prop_map(|acts| {
        let seconds = (1..).map(|n| n * 300);
        seconds.zip(acts).collect()
    })
}
