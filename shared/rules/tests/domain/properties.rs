//! What holds for every life, however random.

use jiff::civil::Date;
use proptest::prelude::*;
use rules::assess::{Assessment, DayMark};
use rules::calendar::{days_after, days_between};
use rules::words::{Colour, DayResult, EndedBy, Rule};

use crate::bearing::SECOND_VERSION;
use crate::lives::{Event, Life, Step, Told};
use crate::person::Somebody;
use crate::seen::{
    but_for_a_denial, cases, first_and_last_moment, last_moment, question_days, shown,
};
use crate::some::{some_day, some_steps, some_told};

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
                expected
                    .iter()
                    .filter_map(|shown| Some(shown.days.as_ref()?.earliest_release_on))
                    .min(),
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

/// The worst of all holds but the one that says that something was left out: who says more is
/// better off there, and must be.
fn colour_but_for_a_denial(somebody: &Somebody, moment: &str) -> Colour {
    let holds = but_for_a_denial(shown(&somebody.at(moment)));
    let colour = holds.iter().map(|hold| hold.colour).max();
    colour.unwrap_or(Colour::Green)
}

fn colours(somebody: &Somebody, from: Date, days: i32) -> Vec<Colour> {
    (0..days)
        .map(|ahead| somebody.colour_at(&days_after(from, ahead).to_string()))
        .collect()
}

/// Does on further days what `later` says: a check-in, an abnormal one, or nothing.
fn check_in_daily(life: &mut Life, later: &[Option<bool>]) -> Vec<Colour> {
    let colour = |life: &Life, time: &str| {
        colour_but_for_a_denial(&life.somebody, &format!("{}{time}", life.today))
    };
    let mut seen = vec![colour(life, "T09:00:00")];
    for day in later {
        life.waits(1);
        if let Some(abnormal) = *day {
            life.does(&Event::ChecksIn { abnormal });
        }
        seen.push(colour(life, "T23:59:59"));
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
        let [with, without] = with_and_without_settling(&steps).map(|steps| Life::of(start, &steps));
        for day in question_days(with.today) {
            for moment in first_and_last_moment(day) {
                prop_assert_eq!(with.somebody.at(&moment), without.somebody.at(&moment));
            }
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
        let before = Life::of(days_after(SECOND_VERSION, 1 + ahead), &steps);
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
    fn r19_declaring_nothing_again_changes_nothing_unless_records_tell_otherwise(start in some_day(), steps in some_steps()) {
        let mut life = Life::of(start, &steps);
        let moment = last_moment(life.today);
        let before = life.somebody.at(&moment);
        life.does(&Event::Declares(Told::default()));
        let after = life.somebody.at(&moment);
        let [was, is] = [&before, &after].map(shown);
        prop_assert_eq!(but_for_a_denial(was), but_for_a_denial(is.clone()));
        if is.iter().any(|hold| hold.rule == Rule::FalseDeclaration) {
            prop_assert_eq!(after.colour, Colour::Red);
        } else {
            prop_assert_eq!(after, before);
        }
    }

    #[test]
    fn r34_days_without_anything_never_worsen_the_colour(ahead in 0..30_i32, steps in some_steps()) {
        let life = Life::of(days_after(SECOND_VERSION, 1 + ahead), &steps);
        let seen = colours(&life.somebody, life.today, 40);
        prop_assert!(seen.is_sorted_by(|earlier, later| earlier >= later), "{seen:?}");
    }

    #[test]
    fn r26_whoever_checks_in_well_for_14_days_has_no_hold_on_the_15th_that_check_ins_end(start in some_day(), steps in some_steps()) {
        let mut life = Life::of(start, &steps);
        // A new version's first day may put on a hold once more.
        life.waits(days_between(life.today, life.today.max(SECOND_VERSION)));
        life.goes_on(&Step::Steady(14));
        let then = life.somebody.at(&format!("{}T00:00:00", days_after(life.today, 1)));
        prop_assert!(then.holds.iter().all(|status| status.hold.ending.by() != EndedBy::CheckIns));
        prop_assert_eq!(then.colour == Colour::Green, then.holds.is_empty());
    }

    #[test]
    fn r28_steady_days_never_move_any_earliest_release(start in some_day(), steps in some_steps()) {
        let mut life = Life::of(start, &steps);
        life.waits(days_between(life.today, life.today.max(SECOND_VERSION)));
        life.goes_on(&Step::Steady(1));
        let promised = shown(&life.somebody.at(&life.today.to_string()));
        life.goes_on(&Step::Steady(13));
        for hold in promised {
            let is_open = |day: Date| life.diary.holds_on(day).iter().any(|open| open.rule == hold.rule);
            match &hold.days {
                Some(days) => {
                    let day = days.earliest_release_on;
                    prop_assert!(is_open(days_after(day, -1)) && !is_open(day), "{hold:?}");
                }
                None => prop_assert!(is_open(days_after(life.today, 365)), "{hold:?}"),
            }
        }
    }
}
