//! Lives: people who declare, check in, fall ill, forget, are told of by others, and are
//! looked at. `some` makes random ones.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use rules::calendar::days_after;
use rules::declaration::{Contact, Declaration};
use rules::evidence::{Record, Says};
use rules::words::{ClinicFinding, ContactDegree, Source};

use crate::naive::{Diary, Entry};
use crate::person::{Somebody, at, ill, nothing, place, record, stays, well};

/// A day in seconds.
pub const DAY: i64 = 24 * 60 * 60;

/// Something that happens.
#[derive(Debug, Clone)]
pub enum Event {
    Declares(Told),
    ChecksIn { abnormal: bool },
    Learns(News),
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

/// What a clinic or a registry tells, with days counted back from the one on which it arrives.
#[derive(Debug, Clone)]
pub enum News {
    Travel {
        place: &'static str,
        /// Days from the first to the last one.
        length: i32,
        /// Days since the last one.
        ago: i32,
    },
    Contact {
        degree: ContactDegree,
        ago: i32,
    },
    Clinic {
        finding: ClinicFinding,
        /// When it was observed, in seconds from the beginning of the day's events.
        seconds: i64,
    },
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
    seconds: i64,
}

impl Life {
    /// A life that begins on `day`, with nothing in it.
    pub fn from(day: Date) -> Self {
        Self {
            somebody: Somebody::unknown_until(day),
            diary: Diary::default(),
            today: day,
            seconds: 0,
        }
    }

    /// A life of these steps.
    pub fn of(day: Date, steps: &[Step]) -> Self {
        let mut life = Self::from(day);
        for step in steps {
            life.goes_on(step);
        }
        life
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

    /// A minute after the event before.
    pub fn does(&mut self, event: &Event) {
        self.does_at(self.seconds + 60, event);
    }

    /// So many seconds after the beginning of the day's events.
    pub fn does_at(&mut self, seconds: i64, event: &Event) {
        self.seconds = seconds;
        let now = self.now();
        self.diary.0.push(Entry {
            on: self.today,
            at: now,
            event: event.clone(),
        });
        match event {
            Event::Declares(told) => self.somebody.declares_at(now, &told.on(self.today)),
            Event::ChecksIn { abnormal } => {
                self.somebody
                    .checks_in_at(now, &if *abnormal { ill() } else { well() });
            }
            Event::Learns(news) => {
                self.somebody.learns_at(now, &news.record(self.today));
            }
        }
    }

    pub fn waits(&mut self, days: i32) {
        self.today = days_after(self.today, days);
        self.seconds = 0;
    }

    pub fn now(&self) -> Timestamp {
        morning(self.today) + self.seconds.seconds()
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

impl News {
    /// As it reaches us on `today`.
    pub fn record(&self, today: Date) -> Record {
        match *self {
            Self::Travel {
                place: code,
                length,
                ago,
            } => {
                let to = days_after(today, -ago);
                let says = Says::Travel {
                    place: place(code),
                    from: days_after(to, -length),
                    to,
                };
                record(Source::Registry, morning(to), says)
            }
            Self::Contact { degree, ago } => {
                let on = days_after(today, -ago);
                record(Source::Registry, morning(on), Says::Contact { degree, on })
            }
            Self::Clinic { finding, seconds } => {
                let observed_at = morning(today) + seconds.seconds();
                record(Source::Clinic, observed_at, Says::Clinic(finding))
            }
        }
    }

    /// The same fact, told so many days earlier; as early as it was true, if that is later.
    pub fn told_earlier(self, days: i32) -> (Self, i32) {
        match self {
            Self::Travel { place, length, ago } => {
                let days = days.min(ago);
                let ago = ago - days;
                (Self::Travel { place, length, ago }, days)
            }
            Self::Contact { degree, ago } => {
                let days = days.min(ago);
                let ago = ago - days;
                (Self::Contact { degree, ago }, days)
            }
            Self::Clinic { finding, seconds } => {
                let whole_days = i32::try_from((-seconds).max(0) / DAY).unwrap();
                let days = days.min(whole_days);
                let seconds = seconds + i64::from(days) * DAY;
                (Self::Clinic { finding, seconds }, days)
            }
        }
    }
}

/// When a day's events begin.
pub fn morning(day: Date) -> Timestamp {
    at(&format!("{day}T06:00:00"))
}
