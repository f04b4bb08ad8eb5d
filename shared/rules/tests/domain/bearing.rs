//! What of a diary bears on holds: the facts as the rules tell them, read once more in words
//! of its own, for the naive count.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use rules::calendar::{day_of, days_after, days_between};
use rules::words::{ClinicFinding, ContactDegree, Rule};

use crate::lives::{Event, News, Told, morning};
use crate::naive::{Diary, Entry};

/// The first day of the second shipped version.
pub const SECOND_VERSION: Date = Date::constant(2020, 3, 1);

/// Something that puts on holds or closes them, when it is judged.
#[derive(Debug, Clone)]
pub struct Bearing {
    pub on: Date,
    pub at: Timestamp,
    facts: Vec<(Rule, Date)>,
    closes: Option<(Timestamp, &'static [Rule])>,
}

/// A line of the diary, and the day on which it is judged.
#[derive(Debug, Clone, Copy)]
struct Heard<'a> {
    on: Date,
    entry: &'a Entry,
}

/// A registry's stay.
#[derive(Debug, Clone, Copy)]
struct Stay {
    place: &'static str,
    from: Date,
    to: Date,
}

impl Bearing {
    /// The days of its facts under `rule`.
    pub fn facts_of(&self, rule: Rule) -> impl Iterator<Item = Date> {
        let facts = self.facts.iter().filter(move |fact| fact.0 == rule);
        facts.map(|fact| fact.1)
    }

    /// When it was observed, if it closes holds of `rule`.
    pub fn closes(&self, rule: Rule) -> Option<Timestamp> {
        let (observed_at, rules) = self.closes?;
        rules.contains(&rule).then_some(observed_at)
    }
}

impl Diary {
    /// All that is judged up to `today`, in order.
    pub fn bearings_until(&self, today: Date) -> Vec<Bearing> {
        let heard = self.heard();
        let judged = |n: usize| Bearing::of(&heard[n], &heard[..n]);
        let is_before = |n: &usize| heard[*n].on < SECOND_VERSION;
        let mut bearings: Vec<_> = (0..heard.len()).filter(is_before).map(judged).collect();
        bearings.push(the_second_version(&heard));
        bearings.extend((0..heard.len()).filter(|n| !is_before(n)).map(judged));
        bearings.retain(|bearing| bearing.on <= today);
        bearings
    }

    /// Whether something arrived on `day` that the person had denied and then, before it
    /// arrived, declared again without denying it: what the latest declaration does not deny
    /// is no contradiction.
    pub fn is_corrected_on(&self, day: Date) -> bool {
        let heard = self.heard();
        let is_corrected = |n: usize| {
            let stay = heard[n].stay()?;
            let mut before = declarations(&heard[..n]);
            let (on, latest) = before.next_back()?;
            let is_denied = |(on, told)| denies(told, on, stay, day);
            Some(!is_denied((on, latest)) && before.any(is_denied))
        };
        let arrived = (0..heard.len()).filter(|&n| heard[n].on == day);
        arrived.filter_map(is_corrected).any(|is| is)
    }

    /// What is judged, in order. What was told before the application is judged with it, and
    /// of that clinics' results in the order in which they were observed.
    fn heard(&self) -> Vec<Heard<'_>> {
        let is_declaration = |entry: &Entry| matches!(entry.event, Event::Declares(_));
        let Some(first) = self.0.iter().position(is_declaration) else {
            return Vec::new();
        };
        let mut waited: Vec<&Entry> = self.0[..first].iter().collect();
        waited.sort_by_key(|entry| entry.observed().map(|(_, at)| at));
        let application = &self.0[first];
        std::iter::once(application)
            .chain(waited)
            .chain(&self.0[first + 1..])
            .map(|entry| Heard {
                on: entry.on.max(application.on),
                entry,
            })
            .collect()
    }
}

impl Entry {
    /// What a clinic found, and when it was observed.
    fn observed(&self) -> Option<(ClinicFinding, Timestamp)> {
        match self.event {
            Event::Learns(News::Clinic { finding, seconds }) => {
                Some((finding, morning(self.on) + seconds.seconds()))
            }
            _ => None,
        }
    }
}

impl Heard<'_> {
    fn stay(&self) -> Option<Stay> {
        match self.entry.event {
            Event::Learns(News::Travel { place, length, ago }) => {
                let to = days_after(self.entry.on, -ago);
                let from = days_after(to, -length);
                Some(Stay { place, from, to })
            }
            _ => None,
        }
    }

    /// The facts that its stays are on `day`, as far as they are in the window before it.
    fn stays_on(&self, day: Date) -> Vec<(Rule, Date)> {
        let stays: Vec<(Option<Rule>, Date)> = match &self.entry.event {
            Event::Declares(told) => told
                .stays
                .iter()
                .map(|&(place, ago)| {
                    let rules = (Rule::StayHighRisk, Rule::StayMediumRisk);
                    (by_level(place, day, rules), days_after(self.entry.on, -ago))
                })
                .collect(),
            Event::Learns(_) => self
                .stay()
                .into_iter()
                .map(|stay| {
                    let rules = (Rule::TravelRecordHigh, Rule::TravelRecordMedium);
                    (by_level(stay.place, day, rules), stay.to)
                })
                .collect(),
            Event::ChecksIn { .. } => Vec::new(),
        };
        let counts = |&(_, to): &(Rule, Date)| days_between(to, day) <= 14;
        let facts = stays.into_iter().filter_map(|(rule, to)| Some((rule?, to)));
        facts.filter(counts).collect()
    }
}

impl Bearing {
    fn of(heard: &Heard<'_>, before: &[Heard<'_>]) -> Self {
        let on = heard.on;
        let mut facts = heard.stays_on(on);
        let mut closes = None;
        match &heard.entry.event {
            Event::Declares(told) => {
                facts.extend(said(told).map(|rule| (rule, on)));
                let stays = before.iter().filter_map(Heard::stay);
                facts.extend(denied(stays.filter(|&stay| denies(told, on, stay, on))));
            }
            Event::ChecksIn { abnormal } => facts.extend(abnormal.then_some((Rule::Symptoms, on))),
            Event::Learns(News::Travel { .. }) => {
                let latest = declarations(before).next_back();
                let is_denied =
                    |&stay: &Stay| latest.is_some_and(|(made, told)| denies(told, made, stay, on));
                facts.extend(denied(heard.stay().into_iter().filter(is_denied)));
            }
            Event::Learns(News::Contact { degree, ago }) => {
                let met = days_after(heard.entry.on, -ago);
                let rule = match degree {
                    ContactDegree::Close => Rule::CloseContact,
                    ContactDegree::Secondary => Rule::SecondaryContact,
                };
                facts.extend((days_between(met, on) <= 14).then_some((rule, met)));
            }
            Event::Learns(News::Clinic { .. }) => {
                if let Some((finding, observed_at)) = heard.entry.observed()
                    && !before
                        .iter()
                        .filter_map(|heard| heard.entry.observed())
                        .any(|(_, at)| at >= observed_at)
                {
                    let puts_on = put_on_by(finding).map(|rule| (rule, day_of(observed_at)));
                    facts.extend(puts_on);
                    closes = Some((observed_at, closed_by(finding)));
                }
            }
        }
        Self {
            on,
            at: heard.entry.at,
            facts,
            closes,
        }
    }
}

/// The second version judges every stay that was told before its first day.
fn the_second_version(heard: &[Heard<'_>]) -> Bearing {
    let told_before = heard.iter().filter(|heard| heard.on < SECOND_VERSION);
    Bearing {
        on: SECOND_VERSION,
        at: morning(SECOND_VERSION),
        facts: told_before
            .flat_map(|heard| heard.stays_on(SECOND_VERSION))
            .collect(),
        closes: None,
    }
}

fn declarations<'a>(heard: &'a [Heard<'a>]) -> impl DoubleEndedIterator<Item = (Date, &'a Told)> {
    heard.iter().filter_map(|heard| match &heard.entry.event {
        Event::Declares(told) => Some((heard.on, told)),
        _ => None,
    })
}

fn said(told: &Told) -> impl Iterator<Item = Rule> {
    let answers = [
        (told.confirmed_case, Rule::ContactConfirmed),
        (told.quarantined_cohabitant, Rule::CohabitantQuarantined),
        (told.ill, Rule::Symptoms),
    ];
    answers
        .into_iter()
        .filter_map(|(yes, rule)| yes.then_some(rule))
}

fn denied(stays: impl Iterator<Item = Stay>) -> impl Iterator<Item = (Rule, Date)> {
    stays.map(|stay| (Rule::FalseDeclaration, stay.to))
}

/// Whether what was told on `made` leaves out a stay that a list of `day` has: one that had
/// begun, and had not ended too long before.
fn denies(told: &Told, made: Date, stay: Stay, day: Date) -> bool {
    let Some(entry) = entry(stay.place, day) else {
        return false;
    };
    let had_begun = stay.from < made || stay.to <= made;
    let names =
        |&(place, _): &(&str, i32)| place.starts_with(entry) || stay.place.starts_with(place);
    had_begun && days_between(stay.to, made) <= 14 && !told.stays.iter().any(names)
}

fn by_level(place: &str, day: Date, (high, medium): (Rule, Rule)) -> Option<Rule> {
    Some(if entry(place, day)? == "42" {
        high
    } else {
        medium
    })
}

/// The entry of the policy's lists on `day` in which `place` is.
fn entry(place: &str, day: Date) -> Option<&'static str> {
    match place {
        "42" | "420106" => Some("42"),
        "3303" => Some("3303"),
        "331002" => Some("3310"),
        "KR" if day >= SECOND_VERSION => Some("KR"),
        "IT" if day >= SECOND_VERSION => Some("IT"),
        _ => None,
    }
}

fn put_on_by(finding: ClinicFinding) -> Option<Rule> {
    match finding {
        ClinicFinding::Cleared => None,
        ClinicFinding::Suspected => Some(Rule::ClinicSuspected),
        ClinicFinding::Confirmed => Some(Rule::ClinicConfirmed),
        ClinicFinding::Recovered => Some(Rule::PostDischarge),
    }
}

fn closed_by(finding: ClinicFinding) -> &'static [Rule] {
    match finding {
        ClinicFinding::Cleared => &[Rule::Symptoms, Rule::ClinicSuspected],
        ClinicFinding::Suspected | ClinicFinding::Confirmed => &[],
        ClinicFinding::Recovered => &[Rule::Symptoms, Rule::ClinicSuspected, Rule::ClinicConfirmed],
    }
}
