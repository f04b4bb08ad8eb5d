//! Somebody to tell a story about: declares, checks in, is looked at.
//!
//! Keeps the contract of `rules` as every caller must: a case is settled before it is written.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use rules::assess::{Assessment, HoldStatus, assess};
use rules::calendar::days_after;
use rules::case::{Case, Place};
use rules::declaration::{CheckedIn, Contact, Declaration, DeclaredStay};
use rules::health::{Health, Temperature};
use rules::hold::Progress;
use rules::identity::{AreaCode, Country, District};
use rules::policy::PolicyBook;
use rules::words::{Colour, Presence, Rule, Symptom};

/// One person and the city's policies.
#[derive(Debug, Clone)]
pub struct Somebody {
    pub case: Case,
    pub book: PolicyBook,
    declarations: u32,
}

impl Somebody {
    /// Applies on `day` with `declaration`, at nine in the morning.
    pub fn applying(day: &str, declaration: &Declaration) -> Self {
        let mut somebody = Self::unknown_until(self::day(day));
        somebody.declares(day, declaration);
        somebody
    }

    /// An empty case opened on `day`.
    pub fn unknown_until(day: Date) -> Self {
        let book = PolicyBook::shipped().unwrap();
        Self {
            case: Case::open(day, book.on(day)),
            book,
            declarations: 0,
        }
    }

    /// Declares at `moment`.
    pub fn declares(&mut self, moment: &str, declaration: &Declaration) {
        self.declares_at(at(moment), declaration);
    }

    pub fn declares_at(&mut self, now: Timestamp, declaration: &Declaration) {
        self.declarations += 1;
        let today = self.settle(now);
        self.case
            .declare(declaration, self.declarations, self.book.on(today), now);
    }

    /// Checks in at `moment`.
    pub fn checks_in(&mut self, moment: &str, health: &Health) -> CheckedIn {
        self.checks_in_at(at(moment), health)
    }

    pub fn checks_in_at(&mut self, now: Timestamp, health: &Health) -> CheckedIn {
        let today = self.settle(now);
        self.case.check_in(health, self.book.on(today), now)
    }

    /// Checks in well on each of `days` days from `first` on.
    pub fn is_well(&mut self, first: &str, days: i32) {
        for n in 0..days {
            self.checks_in(&days_after(day(first), n).to_string(), &well());
        }
    }

    /// Brings the case up to `now` and keeps the result, as the nightly batch does.
    pub fn settle(&mut self, now: Timestamp) -> Date {
        let today = rules::calendar::day_of(now);
        self.case.settle(&self.book, today);
        today
    }

    /// What the person comes to at `moment`.
    pub fn at(&self, moment: &str) -> Assessment {
        assess(&self.case, &self.book, at(moment))
    }

    pub fn colour_at(&self, moment: &str) -> Colour {
        self.at(moment).colour
    }

    /// The open hold of `rule` at `moment`, with its progress.
    pub fn hold_at(&self, moment: &str, rule: Rule) -> (HoldStatus, Progress) {
        let status = self
            .at(moment)
            .holds
            .into_iter()
            .find(|status| status.hold.rule == rule);
        let status = status.unwrap_or_else(|| panic!("no hold of {rule} at {moment}"));
        let progress = status.progress.unwrap();
        (status, progress)
    }

    /// The rules of the open holds at `moment`, in the order shown.
    pub fn rules_at(&self, moment: &str) -> Vec<Rule> {
        self.at(moment)
            .holds
            .iter()
            .map(|status| status.hold.rule)
            .collect()
    }
}

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A moment in Shanghai: `2020-02-11T23:59:59`, or `2020-02-11` for nine in the morning.
pub fn at(text: &str) -> Timestamp {
    let time = if text.contains('T') { "" } else { "T09:00:00" };
    format!("{text}{time}+08:00").parse().unwrap()
}

pub fn place(code: &str) -> Place {
    AreaCode::parse(code).map_or_else(
        || Place::Country(Country::parse(code).unwrap()),
        Place::Area,
    )
}

/// A declaration of somebody well in Hangzhou, with stays that ended on the days given.
pub fn stays(stays: &[(&str, &str)]) -> Declaration {
    let declared = |&(code, to): &(&str, &str)| DeclaredStay {
        place: place(code),
        from: days_after(day(to), -1),
        to: day(to),
    };
    Declaration {
        presence: Presence::InHangzhou,
        district: District::parse("330106").unwrap(),
        employer: None,
        arrival: None,
        stays: stays.iter().map(declared).collect(),
        contact: Contact {
            confirmed_case: false,
            quarantined_cohabitant: false,
        },
        health: well(),
        pledge: "2020-02-11".to_owned(),
    }
}

/// A declaration in which there is nothing to hold against anybody.
pub fn nothing() -> Declaration {
    stays(&[])
}

pub fn contact_with_a_case() -> Declaration {
    Declaration {
        contact: Contact {
            confirmed_case: true,
            quarantined_cohabitant: false,
        },
        ..nothing()
    }
}

pub fn cohabitant_quarantined() -> Declaration {
    Declaration {
        contact: Contact {
            confirmed_case: false,
            quarantined_cohabitant: true,
        },
        ..nothing()
    }
}

pub fn feeling_ill() -> Declaration {
    Declaration {
        health: ill(),
        ..nothing()
    }
}

pub fn health(celsius: f64, symptoms: &[Symptom], chronic: &[Symptom]) -> Health {
    Health {
        temperature: Some(Temperature::parse(celsius).unwrap()),
        symptoms: symptoms.iter().copied().collect::<BTreeSet<_>>(),
        chronic: chronic.iter().copied().collect::<BTreeSet<_>>(),
    }
}

pub fn well() -> Health {
    health(36.6, &[], &[])
}

pub fn ill() -> Health {
    health(38.1, &[], &[])
}
