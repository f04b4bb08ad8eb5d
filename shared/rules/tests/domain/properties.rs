//! What holds for every life, however random.

use jiff::civil::Date;
use proptest::prelude::*;
use proptest::test_runner::Config;
use rules::assess::{Assessment, DayMark};
use rules::calendar::{days_after, days_between};
use rules::words::{Colour, DayResult};

use crate::lives::{Event, Life, Step, Told, some_busy_day, some_day, some_steps, some_told};
use crate::naive::Shown;
use crate::person::Somebody;

fn cases() -> Config {
    Config {
        failure_persistence: None,
        ..Config::with_cases(256)
    }
}

/// An assessment without what two equal lives may differ in: hold numbers and evidence.
fn shown(assessment: &Assessment) -> Vec<Shown> {
    let mut holds: Vec<Shown> = assessment
        .holds
        .iter()
        .map(|status| {
            let progress = status.progress.unwrap();
            Shown {
                rule: status.hold.rule,
                colour: status.hold.colour,
                since: status.hold.since,
                normal_days: progress.normal_days.into(),
                remaining_days: progress.remaining_days.into(),
                earliest_release_on: progress.earliest_release_on,
            }
        })
        .collect();
    holds.sort();
    holds
}

fn first_and_last_moment(day: Date) -> [String; 2] {
    [format!("{day}T00:00:00"), format!("{day}T23:59:59")]
}

/// Days at which a life is looked at after a step: today and some of the future.
fn question_days(today: Date) -> impl Iterator<Item = Date> {
    [0, 1, 7, 20]
        .into_iter()
        .map(move |ahead| days_after(today, ahead))
}

fn agrees_with_the_naive_count(life: &Life) -> Result<(), TestCaseError> {
    for day in question_days(life.today) {
        let expected = life.diary.holds_on(day);
        for moment in first_and_last_moment(day) {
            let assessment = life.somebody.at(&moment);
            let colour = expected.iter().map(|shown| shown.colour).max();
            prop_assert_eq!(
                assessment.colour,
                colour.unwrap_or(Colour::Green),
                "at {}",
                moment
            );
            prop_assert_eq!(shown(&assessment), &expected[..], "at {}", moment);
            prop_assert_eq!(
                assessment.due_on,
                expected.iter().map(|shown| shown.earliest_release_on).min(),
                "at {}",
                moment
            );
            the_calendar_tells_the_diary(life, &assessment, day)?;
        }
    }
    Ok(())
}

fn the_calendar_tells_the_diary(
    life: &Life,
    assessment: &Assessment,
    today: Date,
) -> Result<(), TestCaseError> {
    let held_since = assessment
        .holds
        .iter()
        .map(|status| status.hold.since)
        .min();
    for back in 0..=31 {
        let day = days_after(today, -back);
        let mark = assessment
            .calendar
            .iter()
            .find(|(marked, _)| *marked == day)
            .map(|(_, mark)| *mark);
        let is_missed = day < today && held_since.is_some_and(|since| since <= day);
        let expected = match life.diary.abnormal_on(day) {
            _ if back > 30 => None,
            Some(true) => Some(DayMark::Result(DayResult::Abnormal)),
            Some(false) => Some(DayMark::Result(DayResult::Normal)),
            None => is_missed.then_some(DayMark::Missed),
        };
        prop_assert_eq!(mark, expected, "{} seen on {}", day, today);
    }
    prop_assert!(assessment.calendar.is_sorted_by_key(|(day, _)| *day));
    Ok(())
}

/// The same life with the nightly batch after every step, and with none at all.
fn with_and_without_settling(steps: &[Step]) -> [Vec<Step>; 2] {
    let without: Vec<Step> = steps
        .iter()
        .filter(|step| !matches!(step, Step::IsSettled))
        .cloned()
        .collect();
    let with = without
        .iter()
        .flat_map(|step| [step.clone(), Step::IsSettled])
        .collect();
    [with, without]
}

fn live(start: Date, steps: &[Step]) -> Life {
    let mut life = Life::from(start);
    for step in steps {
        life.goes_on(step);
    }
    life
}

fn colours(somebody: &Somebody, from: Date, days: i32) -> Vec<Colour> {
    (0..days)
        .map(|ahead| somebody.colour_at(&days_after(from, ahead).to_string()))
        .collect()
}

/// Does on further days what `later` says: a check-in, an abnormal one, or nothing.
fn check_in_daily(life: &mut Life, later: &[Option<bool>]) -> Vec<Colour> {
    let mut seen = vec![life.somebody.colour_at(&life.today.to_string())];
    for day in later {
        life.waits(1);
        if let Some(abnormal) = *day {
            life.does(&Event::ChecksIn { abnormal });
        }
        seen.push(life.somebody.colour_at(&format!("{}T23:59:59", life.today)));
    }
    seen
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn r29_every_life_comes_to_what_a_naive_count_of_its_diary_comes_to(
        start in some_day(),
        steps in some_steps(),
    ) {
        let mut life = Life::from(start);
        for step in &steps {
            life.goes_on(step);
            agrees_with_the_naive_count(&life)?;
        }
    }

    #[test]
    fn r29_it_never_matters_when_a_case_was_settled(start in some_day(), steps in some_steps()) {
        let [with, without] = with_and_without_settling(&steps).map(|steps| live(start, &steps));
        for day in question_days(with.today) {
            for moment in first_and_last_moment(day) {
                prop_assert_eq!(with.somebody.at(&moment), without.somebody.at(&moment));
            }
        }
    }

    #[test]
    fn r32_the_order_of_what_happens_in_one_day_does_not_matter(
        start in some_day(),
        steps in some_steps(),
        (day, shuffled) in some_busy_day(),
    ) {
        let before = live(start, &steps);
        let [one, other] = [day, shuffled].map(|events| {
            let mut life = before.clone();
            life.waits(1);
            for event in &events {
                life.does(event);
            }
            life
        });
        for day in question_days(one.today) {
            let [one, other] = [&one, &other].map(|life| life.somebody.at(&format!("{day}T23:59:59")));
            prop_assert_eq!(shown(&one), shown(&other));
            prop_assert_eq!(one.colour, other.colour);
            prop_assert_eq!((one.today, one.calendar), (other.today, other.calendar));
        }
    }

    #[test]
    fn r19_saying_more_never_gives_a_better_colour_then_nor_with_the_same_days_after(
        ahead in 0..30_i32,
        steps in some_steps(),
        told in some_told(),
        more in some_told(),
        later in prop::collection::vec(prop::option::weighted(0.9, prop::bool::weighted(0.05)), 0..20),
    ) {
        // One version throughout: a stay that it lists later may be covered by a hold served since.
        let before = live(days_after(Date::constant(2020, 3, 2), ahead), &steps);
        let [less, more] = [told.clone(), told.and(&more)].map(|told| {
            let mut life = before.clone();
            life.does(&Event::Declares(told));
            check_in_daily(&mut life, &later)
        });
        for (less, more) in less.iter().zip(&more) {
            prop_assert!(more >= less, "{more} after saying more, {less} after saying less");
        }
    }

    #[test]
    fn r19_declaring_nothing_again_changes_nothing(start in some_day(), steps in some_steps()) {
        let mut life = live(start, &steps);
        let before = life.somebody.at(&format!("{}T23:59:59", life.today));
        life.does(&Event::Declares(Told::default()));
        prop_assert_eq!(life.somebody.at(&format!("{}T23:59:59", life.today)), before);
    }

    #[test]
    fn r34_days_without_anything_never_worsen_the_colour(ahead in 0..30_i32, steps in some_steps()) {
        let life = live(days_after(Date::constant(2020, 3, 2), ahead), &steps);
        let seen = colours(&life.somebody, life.today, 40);
        prop_assert!(seen.is_sorted_by(|earlier, later| earlier >= later), "{seen:?}");
    }

    #[test]
    fn r26_whoever_checks_in_well_for_14_days_is_green_on_the_15th(start in some_day(), steps in some_steps()) {
        let mut life = live(start, &steps);
        // A new version's first day may put on a hold once more.
        life.waits(days_between(life.today, life.today.max(Date::constant(2020, 3, 1))));
        life.goes_on(&Step::Steady(14));
        prop_assert_eq!(life.somebody.colour_at(&format!("{}T00:00:00", days_after(life.today, 1))), Colour::Green);
    }

    #[test]
    fn r28_steady_days_never_move_any_earliest_release(start in some_day(), steps in some_steps()) {
        let mut life = live(start, &steps);
        life.waits(days_between(life.today, life.today.max(Date::constant(2020, 3, 1))));
        life.goes_on(&Step::Steady(1));
        let promised = shown(&life.somebody.at(&life.today.to_string()));
        life.goes_on(&Step::Steady(13));
        for hold in promised {
            let [before, after] = [-1, 0].map(|n| days_after(hold.earliest_release_on, n).to_string());
            let is_open = |moment: &str| life.diary.holds_on(moment.parse().unwrap()).iter().any(|open| open.rule == hold.rule);
            prop_assert!(is_open(&before) && !is_open(&after), "{hold:?}");
        }
    }
}
