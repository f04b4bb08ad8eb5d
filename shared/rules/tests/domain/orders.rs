//! The order in which things reach us on one day does not matter, nor whether evidence or the
//! application was first (R14, R19, R41): holds, days and release dates come out the same.
//!
//! Two exceptions, both of the rules' own making, are stated here and nowhere wider:
//!
//! - Of clinics' results one has no effect if it arrives after one that was observed later and
//!   has. Here they arrive in the order of their observation; while they wait for the person to
//!   apply, they may in any.
//! - The latest declaration is the one that a record contradicts. Where somebody denied a stay
//!   and, before the record of it arrived, declared again without denying it
//!   (`is_corrected_on`), the denial's hold depends on whether the record was first.
//!
//! A person's own symptoms have a time as well: those told after a clinic's observation are not
//! what it cleared. So what is shuffled freely was observed before the day, and what was
//! observed among the day's events arrives at any time while the person's acts keep theirs.

use proptest::prelude::*;
use rules::calendar::days_after;
use rules::case::Case;
use rules::hold::{Hold, StoredHold};
use rules::words::{ClinicFinding, Rule};

use crate::days::{
    from_an_application_on, results_in_order, some_acts, some_arrivals, some_busy_day,
    waiting_backwards, without_ties,
};
use crate::lives::{DAY, Event, Life, News, morning};
use crate::seen::{
    cases, last_moment, look_alike, look_alike_but_for_a_denial, question_days, shown,
};
use crate::some::{
    some_day, some_older_news, some_result, some_steps, some_steps_before, some_told,
};

/// What clinics bear on: nothing else depends on when their results arrive.
const CLINICAL: [Rule; 4] = [
    Rule::Symptoms,
    Rule::ClinicSuspected,
    Rule::ClinicConfirmed,
    Rule::PostDischarge,
];

/// The life with another day on which this happens.
fn on_another_day(before: &Life, events: &[Event]) -> Life {
    let mut life = before.clone();
    life.waits(1);
    for event in events {
        life.does(event);
    }
    life
}

/// The life with another day on which this happens, each at its second.
fn at_these_seconds(before: &Life, mut events: Vec<(i64, Event)>) -> Life {
    let mut life = before.clone();
    life.waits(1);
    events.sort_by_key(|(seconds, _)| *seconds);
    for (seconds, event) in &events {
        life.does_at(*seconds, event);
    }
    life
}

fn come_out_the_same(one: &Life, other: &Life) -> Result<(), TestCaseError> {
    let is_corrected = [one, other].map(|life| life.diary.is_corrected_on(life.today));
    if is_corrected.contains(&true) {
        look_alike_but_for_a_denial(one, other)
    } else {
        look_alike(one, other)
    }
}

/// All of a case but what was noted with a hold after the piece that put it on. Of two records
/// of one stay that differ in the first day only one is kept, so the other is noted with a
/// denial only when it is told after it.
fn but_for_notes(case: &Case) -> Case {
    let mut bare = case.clone();
    for hold in &mut bare.holds {
        *hold = Hold::stored(StoredHold {
            number: hold.number,
            rule: hold.rule,
            colour: hold.colour,
            since: hold.since,
            ending: hold.ending,
            isolation: hold.isolation,
            policy: hold.policy.clone(),
            legal_ground: hold.legal_ground,
            // And how often something was told is not what it comes to.
            told: 0,
            evidence: hold.evidence()[..1].to_vec(),
            run: hold.run,
        })
        .unwrap();
    }
    bare
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn r14_r32_the_order_of_what_reaches_us_in_one_day_does_not_matter(
        start in some_day(),
        steps in some_steps(),
        day in some_busy_day(-18 * DAY..0),
    ) {
        let before = Life::of(start, &steps);
        let [one, other] = day.map(|events| on_another_day(&before, &results_in_order(events)));
        come_out_the_same(&one, &other)?;
    }

    #[test]
    fn r19_the_order_of_what_reaches_us_on_the_day_of_the_application_does_not_matter(
        start in some_day(),
        before in some_steps_before(),
        application in some_told(),
        // Since yesterday's events, so that what waited till then was observed before.
        day in some_busy_day(-DAY + 3600..0),
        place in any::<[prop::sample::Index; 2]>(),
    ) {
        let before = Life::of(start, &before);
        let [one, other] = [0, 1].map(|n| {
            let mut events = day[n].clone();
            events.insert(place[n].index(events.len() + 1), Event::Declares(application.clone()));
            from_an_application_on(results_in_order(events))
        });
        let one = on_another_day(&before, &one);
        let other = on_another_day(&before, &waiting_backwards(other));
        come_out_the_same(&one, &other)?;
    }

    #[test]
    fn r41_evidence_may_arrive_at_any_time_of_the_day_after_it_was_observed(
        start in some_day(),
        steps in some_steps(),
        acts in some_acts(),
        arrivals in some_arrivals(),
    ) {
        let before = Life::of(start, &steps);
        let [one, other] = arrivals.map(|mut events| {
            events.extend(acts.clone());
            at_these_seconds(&before, events)
        });
        come_out_the_same(&one, &other)?;
    }

    #[test]
    fn r41_results_that_arrive_out_of_order_change_nothing_that_no_result_bears_on(
        start in some_day(),
        steps in some_steps(),
        day in some_busy_day(-18 * DAY..0),
    ) {
        let before = Life::of(start, &steps);
        let [one, other] = day.map(|events| on_another_day(&before, &events));
        for day in question_days(one.today) {
            let [one, other] = [&one, &other].map(|life| {
                let mut holds = shown(&life.somebody.at(&last_moment(day)));
                holds.retain(|hold| hold.rule != Rule::FalseDeclaration && !CLINICAL.contains(&hold.rule));
                holds
            });
            prop_assert_eq!(one, other);
        }
    }

    #[test]
    fn r19_evidence_told_days_before_the_application_counts_as_if_told_on_its_day(
        start in some_day(),
        application in some_told(),
        news in prop::collection::vec((some_older_news(), 0..12_i32), 1..6),
        later in some_acts(),
    ) {
        let told: Vec<Event> = news.iter().map(|(news, _)| Event::Learns(news.clone())).collect();
        let told = without_ties(told);
        let mut early: Vec<(News, i32)> = told
            .iter()
            .zip(&news)
            .filter_map(|(event, (_, days))| match event {
                Event::Learns(news) => Some(news.clone().told_earlier(*days)),
                _ => None,
            })
            .collect();
        early.sort_by_key(|(_, days)| -days);
        let mut waiting = Life::from(days_after(start, -12));
        let mut days_left = 12;
        for (news, days) in early {
            waiting.waits(days_left - days);
            days_left = days;
            waiting.does(&Event::Learns(news));
        }
        waiting.waits(days_left);
        waiting.does(&Event::Declares(application.clone()));
        let mut at_once = Life::from(start);
        at_once.does(&Event::Declares(application));
        for event in results_in_order(told) {
            at_once.does(&event);
        }
        let [waiting, at_once] = [waiting, at_once].map(|life| at_these_seconds(&life, later.clone()));
        look_alike(&waiting, &at_once)?;
    }

    #[test]
    fn r41_a_result_that_is_not_the_latest_observed_leaves_the_case_as_it_is(
        start in some_day(),
        steps in some_steps(),
        result in some_result(-18 * DAY..0),
        earlier in prop_oneof![Just(0), 0..DAY],
    ) {
        let mut life = Life::of(start, &steps);
        life.does(&Event::Learns(result));
        let latest = life.somebody.case.clinic_observed_at.unwrap();
        let before = life.somebody.clone();
        for &finding in ClinicFinding::ALL {
            let seconds = (latest - morning(life.today)).get_seconds() - earlier;
            let late = News::Clinic { finding, seconds }.record(life.today);
            prop_assert!(life.somebody.learns_at(life.now(), &late).is_empty());
            prop_assert_eq!(&life.somebody.case, &before.case);
        }
    }

    #[test]
    fn r41_what_was_told_twice_in_a_day_counts_once(
        start in some_day(),
        steps in some_steps(),
        [events, _] in some_busy_day(-18 * DAY..0),
    ) {
        let once = on_another_day(&Life::of(start, &steps), &events);
        let mut twice = once.clone();
        for event in &events {
            if let Event::Learns(news) = event {
                twice.does(&Event::Learns(news.clone()));
                let [before, after] = [&once, &twice].map(|life| but_for_notes(&life.somebody.case));
                prop_assert_eq!(before, after, "{:?} again", news);
            }
        }
        look_alike(&once, &twice)?;
    }
}
