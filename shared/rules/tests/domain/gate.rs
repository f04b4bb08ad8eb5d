//! Every passage at every kind of place, compared with the requirements' own wording.
//!
//! The listing below is written from R3, R4 and R49 to R60, and never looks into a policy.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use rules::access::{Decision, Passage, Standing, decide};
use rules::health::Temperature;
use rules::identity::District;
use rules::policy::{AccessRule, Policy, PolicyBook};
use rules::words::{Colour, Direction, Outcome, PlaceType, Presented, Reason, Requirement};

/// R53: 上城 下城 拱墅 西湖 滨江 萧山 富阳 临安 建德.
const CLOSED: [&str; 9] = [
    "330102", "330103", "330105", "330106", "330108", "330109", "330111", "330112", "330182",
];
/// R54: 江干 余杭 桐庐.
const STRICT: [&str; 3] = ["330104", "330110", "330122"];
/// R55: 淳安.
const CHUNAN: &str = "330127";
/// R57: 建德.
const JIANDE: &str = "330182";
/// R57: the first day of 建德's later rule.
const JIANDE_LATER: Date = date(2020, 2, 18);

/// Where and when somebody passes.
#[derive(Debug, Clone, Copy)]
struct Gate {
    district: &'static str,
    kind: PlaceType,
    day: Date,
}

impl Gate {
    /// Every place type in each of the 13 districts, before and after 建德's later rule.
    fn all() -> Vec<Self> {
        let districts = CLOSED.into_iter().chain(STRICT).chain([CHUNAN]);
        districts
            .flat_map(|district| PlaceType::ALL.iter().map(move |&kind| (district, kind)))
            .flat_map(|(district, kind)| {
                [date(2020, 2, 12), date(2020, 2, 20)].map(|day| Self {
                    district,
                    kind,
                    day,
                })
            })
            .collect()
    }

    fn has_jiandes_later_rule(self) -> bool {
        use PlaceType::{Commercial, Community, School, Workplace};
        self.district == JIANDE
            && self.day >= JIANDE_LATER
            && matches!(self.kind, Community | Commercial | Workplace | School)
    }

    /// R57, and the notice's 进 in what became R59 and R60: 建德 looks only at who enters.
    fn looks_at(self, direction: Direction) -> bool {
        direction == Direction::Entry || !self.has_jiandes_later_rule()
    }

    /// What is asked for besides green.
    fn asks_for(self) -> Vec<Requirement> {
        use Requirement::{CheckInToday, IdentityDocument, ResidenceOrWorkProof, Temperature};
        let is_closed_place = matches!(self.kind, PlaceType::Community | PlaceType::Workplace);
        if self.has_jiandes_later_rule() {
            return match self.kind {
                PlaceType::Community => vec![ResidenceOrWorkProof, Temperature],
                PlaceType::Commercial => vec![Temperature],
                _ => vec![CheckInToday],
            };
        }
        if is_closed_place && STRICT.contains(&self.district) {
            vec![IdentityDocument, ResidenceOrWorkProof]
        } else if is_closed_place && CLOSED.contains(&self.district) {
            vec![IdentityDocument]
        } else {
            vec![]
        }
    }
}

/// What the requirements make of a passage.
fn expected(gate: Gate, passage: &Passage) -> Decision {
    let is_hot = passage
        .temperature
        .is_some_and(|temperature| temperature.celsius() >= 37.3);
    let mut referred = Vec::new();
    match passage.standing {
        Standing::Faulty(reason) => return refused(reason),
        Standing::NoCode if gate.kind == PlaceType::CityEntry => {
            return refused(Reason::CodeRequired);
        }
        Standing::NoCode if gate.looks_at(passage.direction) => referred.push(Reason::NoCode),
        Standing::Coded {
            colour: Colour::Yellow,
            ..
        } => referred.push(Reason::ColourYellow),
        Standing::Coded {
            colour: Colour::Red,
            ..
        } => referred.push(Reason::ColourRed),
        _ => {}
    }
    if is_hot {
        referred.push(Reason::TemperatureHigh);
    }
    if !referred.is_empty() {
        return Decision {
            outcome: Outcome::Refer,
            reasons: referred,
            missing: vec![],
        };
    }
    let missing: Vec<_> = gate
        .asks_for()
        .into_iter()
        .filter(|&asked| gate.looks_at(passage.direction) && !has(passage, asked))
        .collect();
    let outcome = if missing.is_empty() {
        Outcome::Admit
    } else {
        Outcome::Undecided
    };
    Decision {
        outcome,
        reasons: vec![],
        missing,
    }
}

fn refused(reason: Reason) -> Decision {
    Decision {
        outcome: Outcome::Refuse,
        reasons: vec![reason],
        missing: vec![],
    }
}

fn has(passage: &Passage, asked: Requirement) -> bool {
    let shows = |what| passage.presented.contains(&what);
    match asked {
        Requirement::IdentityDocument => passage.has_document || shows(Presented::IdentityDocument),
        Requirement::ResidenceOrWorkProof => {
            shows(Presented::ResidencePass)
                || shows(Presented::WorkPass)
                || shows(Presented::Lease)
                || shows(Presented::TitleDeed)
        }
        Requirement::Temperature => passage.temperature.is_some(),
        Requirement::CheckInToday => matches!(
            passage.standing,
            Standing::Coded {
                checked_in: true,
                ..
            }
        ),
    }
}

fn standings() -> Vec<Standing> {
    let faults = [
        Reason::CodeExpired,
        Reason::CodeInvalid,
        Reason::CodeReplayed,
        Reason::HolderMismatch,
    ];
    let coded = Colour::ALL
        .iter()
        .flat_map(|&colour| [false, true].map(|checked_in| Standing::Coded { colour, checked_in }));
    faults
        .map(Standing::Faulty)
        .into_iter()
        .chain([Standing::NoCode])
        .chain(coded)
        .collect()
}

/// Every combination of what can be shown.
fn presentations() -> Vec<BTreeSet<Presented>> {
    (0..1_u32 << Presented::ALL.len())
        .map(|bits| {
            Presented::ALL
                .iter()
                .enumerate()
                .filter(|(n, _)| bits >> n & 1 == 1)
                .map(|(_, &shown)| shown)
                .collect()
        })
        .collect()
}

/// Every passage that the checkpoint could meet at one place.
fn passages() -> Vec<Passage> {
    let temperatures = [None, Some(36.5), Some(37.29), Some(37.3), Some(39.0)]
        .map(|celsius| celsius.map(|celsius| Temperature::parse(celsius).unwrap()));
    let mut passages = Vec::new();
    for &direction in Direction::ALL {
        for standing in standings() {
            for has_document in [false, true] {
                for presented in presentations() {
                    passages.extend(temperatures.map(|temperature| Passage {
                        direction,
                        standing,
                        has_document,
                        presented: presented.clone(),
                        temperature,
                    }));
                }
            }
        }
    }
    passages
}

fn policy() -> Policy {
    PolicyBook::shipped().unwrap().on(date(2020, 2, 11)).clone()
}

fn rule_at(policy: &Policy, gate: Gate) -> &AccessRule {
    let district = District::parse(gate.district).unwrap();
    policy.access_rule(gate.kind, district, gate.day).unwrap()
}

#[test]
fn r49_to_r60_every_passage_is_decided_as_the_requirements_say() {
    let (policy, passages) = (policy(), passages());
    assert_eq!(Gate::all().len(), 13 * 6 * 2);
    for gate in Gate::all() {
        let rule = rule_at(&policy, gate);
        for passage in &passages {
            assert_eq!(
                decide(passage, rule, policy.fever_c),
                expected(gate, passage),
                "{gate:?} {passage:?}"
            );
        }
    }
}

#[test]
fn r51_every_rule_names_its_authority_its_first_day_and_its_text() {
    let policy = policy();
    for gate in Gate::all() {
        let rule = rule_at(&policy, gate);
        assert!(rule.effective_from <= gate.day);
        for text in [&rule.authority, &rule.text] {
            assert!(!text.zh.is_empty() && !text.en.is_empty(), "{gate:?}");
        }
    }
}

#[test]
fn r61_the_second_version_keeps_the_rules_of_places() {
    let book = PolicyBook::shipped().unwrap();
    assert_eq!(
        book.on(date(2020, 3, 1)).access,
        book.on(date(2020, 2, 29)).access
    );
}

#[test]
fn r61_a_districts_rule_beats_a_newer_one_of_the_city() {
    let mut policy = policy();
    let gate = Gate {
        district: "330104",
        kind: PlaceType::Community,
        day: date(2020, 2, 20),
    };
    let strict = rule_at(&policy, gate).clone();
    let city = rule_at(
        &policy,
        Gate {
            district: CHUNAN,
            ..gate
        },
    )
    .clone();
    policy.access.push(AccessRule {
        effective_from: date(2020, 2, 19),
        ..city
    });
    assert_eq!(rule_at(&policy, gate), &strict);
    let newer = rule_at(
        &policy,
        Gate {
            district: CHUNAN,
            ..gate
        },
    );
    assert_eq!(newer.effective_from, date(2020, 2, 19));
}
