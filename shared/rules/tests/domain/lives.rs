//! Random lives: people who declare, check in, fall ill, forget, and are looked at.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use proptest::prelude::*;
use rules::calendar::days_after;
use rules::declaration::{Contact, Declaration};

use crate::naive::Diary;
use crate::person::{Somebody, at, ill, nothing, stays, well};

/// Something that a person does.
#[derive(Debug, Clone)]
pub enum Event {
    Declares(Told),
    ChecksIn { abnormal: bool },
}

/// What a declaration says.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// Places, and how many days before the declaration the stay ended.
    pub stays: Vec<(&'static str, i32)>,
    pub confirmed_case: bool,
    pub quarantined_cohabitant: bool,
    pub ill: bool,
}

/// One step of a life.
#[derive(Debug, Clone)]
pub enum Step {
    Does(Event),
    /// Checks in well on so many days, each a day after the last.
    Steady(i32),
    /// Lets days pass.
    Waits(i32),
    /// The nightly batch keeps what the day came to.
    IsSettled,
}

/// A life so far, kept twice: by the domain and as a bare diary.
#[derive(Debug, Clone)]
pub struct Life {
    pub somebody: Somebody,
    pub diary: Diary,
    pub today: Date,
    minute: i64,
}

impl Life {
    /// A life that begins on `day`, with nothing in it.
    pub fn from(day: Date) -> Self {
        Self {
            somebody: Somebody::unknown_until(day),
            diary: Diary::default(),
            today: day,
            minute: 0,
        }
    }

    pub fn goes_on(&mut self, step: &Step) {
        match step {
            Step::Does(event) => self.does(event),
            Step::Waits(days) => self.waits(*days),
            Step::Steady(days) => {
                for _ in 0..*days {
                    self.waits(1);
                    self.does(&Event::ChecksIn { abnormal: false });
                }
            }
            Step::IsSettled => {
                self.somebody.settle(self.now());
            }
        }
    }

    pub fn does(&mut self, event: &Event) {
        self.minute += 1;
        self.diary.0.push((self.today, event.clone()));
        let now = self.now();
        match event {
            Event::Declares(told) => self.somebody.declares_at(now, &told.on(self.today)),
            Event::ChecksIn { abnormal } => {
                self.somebody
                    .checks_in_at(now, &if *abnormal { ill() } else { well() });
            }
        }
    }

    pub fn waits(&mut self, days: i32) {
        self.today = days_after(self.today, days);
        self.minute = 0;
    }

    fn now(&self) -> Timestamp {
        at(&format!("{}T06:00:00", self.today)) + self.minute.minutes()
    }
}

impl Told {
    fn on(&self, today: Date) -> Declaration {
        let days: Vec<String> = self
            .stays
            .iter()
            .map(|(_, ago)| days_after(today, -ago).to_string())
            .collect();
        let listed: Vec<_> = self
            .stays
            .iter()
            .zip(&days)
            .map(|((place, _), to)| (*place, to.as_str()))
            .collect();
        Declaration {
            contact: Contact {
                confirmed_case: self.confirmed_case,
                quarantined_cohabitant: self.quarantined_cohabitant,
            },
            health: if self.ill { ill() } else { nothing().health },
            ..stays(&listed)
        }
    }

    /// Everything that both say.
    pub fn and(&self, more: &Self) -> Self {
        Self {
            stays: self.stays.iter().chain(&more.stays).copied().collect(),
            confirmed_case: self.confirmed_case || more.confirmed_case,
            quarantined_cohabitant: self.quarantined_cohabitant || more.quarantined_cohabitant,
            ill: self.ill || more.ill,
        }
    }
}

pub fn some_day() -> impl Strategy<Value = Date> {
    (0..25).prop_map(|n| days_after(Date::constant(2020, 2, 11), n))
}

pub fn some_told() -> impl Strategy<Value = Told> {
    let place = prop::sample::select(vec![
        "42", "420106", "3303", "331002", "KR", "IT", "FR", "33", "430100", "330106",
    ]);
    let stays = prop::collection::vec((place, 0..18), 0..3);
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

pub fn some_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        some_told().prop_map(Event::Declares),
        prop::bool::weighted(0.25).prop_map(|abnormal| Event::ChecksIn { abnormal }),
    ]
}

pub fn some_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => some_event().prop_map(Step::Does),
        4 => (1..16).prop_map(Step::Steady),
        3 => (0..4).prop_map(Step::Waits),
        1 => (4..40).prop_map(Step::Waits),
        1 => Just(Step::IsSettled),
    ]
}

pub fn some_steps() -> impl Strategy<Value = Vec<Step>> {
    (some_told(), prop::collection::vec(some_step(), 0..11)).prop_map(|(told, mut steps)| {
        steps.insert(0, Step::Does(Event::Declares(told)));
        steps
    })
}

/// A life on one day of which several things happened, in any order.
pub fn some_busy_day() -> impl Strategy<Value = (Vec<Event>, Vec<Event>)> {
    prop::collection::vec(some_event(), 2..6)
        .prop_flat_map(|events| (Just(events.clone()), Just(events).prop_shuffle()))
}
