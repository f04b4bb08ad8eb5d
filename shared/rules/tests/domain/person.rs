//! Somebody to tell a story about: declares, checks in, is told of by others, is looked at.
//!
//! Keeps the contract of `rules` as every caller must: a case is settled before it is written,
//! and what is told of somebody who has not applied waits until they do.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use rules::assess::{Assessment, HoldStatus, assess};
use rules::calendar::days_after;
use rules::case::{Case, Change, Place};
use rules::declaration::{CheckedIn, Contact, Declaration, DeclaredStay};
use rules::evidence::{Record, Says};
use rules::health::{Health, Temperature};
use rules::hold::{Evidence, Progress};
use rules::identity::{AreaCode, Country, District};
use rules::officer::Seat;
use rules::order::{OrderSays, OrderTerms};
use rules::policy::PolicyBook;
use rules::words::{
    ClinicFinding, Colour, ContactDegree, Isolation, LegalGround, Presence, Rule, Source, Symptom,
};

/// One person and the city's policies.
#[derive(Debug, Clone)]
pub struct Somebody {
    pub case: Case,
    pub book: PolicyBook,
    declarations: u32,
    waiting: Vec<Record>,
}

impl Somebody {
    /// Applies on `day` with `declaration`, at nine in the morning.
    pub fn applying(day: &str, declaration: &Declaration) -> Self {
        let mut somebody = Self::unknown_until(self::day(day));
        somebody.declares(day, declaration);
        somebody
    }

    /// Somebody who has not applied, and will not before `day`.
    pub fn unknown_until(day: Date) -> Self {
        let book = PolicyBook::shipped().unwrap();
        Self {
            case: Case::open(day, book.on(day)),
            book,
            declarations: 0,
            waiting: Vec::new(),
        }
    }

    /// Declares at `moment`.
    pub fn declares(&mut self, moment: &str, declaration: &Declaration) {
        self.declares_at(at(moment), declaration);
    }

    pub fn declares_at(&mut self, now: Timestamp, declaration: &Declaration) {
        self.declarations += 1;
        let today = rules::calendar::day_of(now);
        let policy = self.book.on(today);
        if self.declarations == 1 {
            self.case = Case::open(today, policy);
        }
        self.case.settle(&self.book, today);
        self.case
            .declare(declaration, self.declarations, policy, now);
        let waited = std::mem::take(&mut self.waiting);
        self.case.learn_all(&waited, policy, now);
    }

    /// `record` reaches us at `moment`: it bears on the case, or waits for the person to apply.
    pub fn learns(&mut self, moment: &str, record: &Record) -> Vec<Change> {
        self.learns_at(at(moment), record)
    }

    pub fn learns_at(&mut self, now: Timestamp, record: &Record) -> Vec<Change> {
        let mut record = record.clone();
        record.evidence.recorded_at = now;
        if self.declarations == 0 {
            self.waiting.push(record);
            return Vec::new();
        }
        let today = self.settle(now);
        self.case.learn(&record, self.book.on(today), now)
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
        let status = self.status_at(moment, rule);
        let progress = status.progress.unwrap();
        (status, progress)
    }

    /// The open hold of `rule` at `moment`, whatever ends it.
    pub fn status_at(&self, moment: &str, rule: Rule) -> HoldStatus {
        let status = self
            .at(moment)
            .holds
            .into_iter()
            .find(|status| status.hold.rule == rule);
        status.unwrap_or_else(|| panic!("no hold of {rule} at {moment}"))
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

/// All of a case but how often its holds were told of, which counts every telling.
pub fn but_for_told(case: &Case) -> Case {
    let mut case = case.clone();
    case.holds.iter_mut().for_each(|hold| hold.told = 0);
    case
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

/// A registry's record of a stay.
pub fn travel(code: &str, from: &str, to: &str) -> Record {
    let says = Says::Travel {
        place: place(code),
        from: day(from),
        to: day(to),
    };
    record(Source::Registry, at(to), says)
}

/// A registry's record of a contact.
pub fn contact(degree: ContactDegree, on: &str) -> Record {
    let says = Says::Contact {
        degree,
        on: day(on),
    };
    record(Source::Registry, at(on), says)
}

/// An order of officers to stay at home, for so many days.
pub fn order(colour: Colour, days: u8) -> Record {
    let ground = LegalGround::InfectiousDiseaseLaw39;
    let terms = OrderTerms::new(colour, days, Isolation::Home, ground).unwrap();
    let says = OrderSays {
        terms,
        seat: Seat::City,
        mark: String::new(),
    };
    record(Source::Officer, at("2020-02-11"), Says::Ordered(says))
}

/// A clinic's result, observed at `moment`.
pub fn result(finding: ClinicFinding, moment: &str) -> Record {
    record(Source::Clinic, at(moment), Says::Clinic(finding))
}

/// A piece of evidence under an id of its own; its time of arrival is set when it arrives.
pub fn record(source: Source, observed_at: Timestamp, says: Says) -> Record {
    Record {
        evidence: Evidence {
            source,
            id: format!("{says:?} at {observed_at}"),
            recorded_at: observed_at,
        },
        observed_at,
        says,
    }
}
