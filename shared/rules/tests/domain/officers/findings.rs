//! What a contradicted declaration comes to (R65).

use rules::calendar::day_of;
use rules::chain::{Actor, EntryKind};
use rules::evidence::Record;
use rules::integrity::{Finding, IntegrityStatus};
use rules::person::Person;
use rules::texts::Refusal;
use rules::words::Rule;

use crate::person::{Somebody, at, nothing, travel};

use super::{book, file, now, officer, open_rules, person, seen};

#[test]
fn r65_the_innocent_are_released_and_the_stay_still_counts() {
    let mut somebody = Somebody::applying("2020-02-11", &nothing());
    somebody.learns("2020-02-11", &travel("4201", "2020-02-05", "2020-02-05"));
    let mut person = person(somebody.case.clone());
    person.append(
        EntryKind::EvidenceReceived,
        Actor::REGISTRY,
        serde_json::json!({}),
        now(),
    );
    let case = person
        .integrity
        .clone()
        .expect("a contradiction opens a case");
    assert_eq!(case.status(), IntegrityStatus::Open);
    let number = case.id.number;
    person
        .propose_finding(number, Finding::Innocent, false, &officer("one"), now())
        .unwrap();
    let refused = person.approve_finding(number, None, &officer("one"), &book(), now());
    assert_eq!(refused.unwrap_err(), Refusal::SecondOfficerRequired);
    let (case, _) = person
        .approve_finding(number, None, &officer("two"), &book(), now())
        .unwrap();
    assert_eq!(case.status(), IntegrityStatus::Found);
    assert_eq!(open_rules(&person), [Rule::TravelRecordHigh]);
    somebody.case = person.case;
    somebody.declares("2020-02-12", &nothing());
    assert_eq!(somebody.rules_at("2020-02-12"), [Rule::TravelRecordHigh]);
}

#[test]
fn r65_a_minor_or_serious_finding_closes_nothing() {
    for finding in [Finding::Minor, Finding::Serious] {
        let mut somebody = Somebody::applying("2020-02-11", &nothing());
        somebody.learns("2020-02-11", &travel("4201", "2020-02-05", "2020-02-05"));
        let mut person = person(somebody.case);
        person.append(
            EntryKind::EvidenceReceived,
            Actor::REGISTRY,
            serde_json::json!({}),
            now(),
        );
        let number = person.integrity.clone().unwrap().id.number;
        let holds = open_rules(&person);
        let is_serious = finding == Finding::Serious;
        person
            .propose_finding(number, finding, is_serious, &officer("one"), now())
            .unwrap();
        let (_, entry) = person
            .approve_finding(number, None, &officer("two"), &book(), now())
            .unwrap();
        assert_eq!(open_rules(&person), holds);
        assert_eq!(entry.detail["credit_referral"], is_serious);
    }
}

fn learns(person: &mut Person, moment: &str, record: &Record) {
    let now = at(moment);
    person.settle(&book(), now);
    let policy = book();
    person.learn(record, Actor::REGISTRY, policy.on(day_of(now)), now);
}

/// A person whose declaration of 02-11 a record of Hubei denies.
fn contradicted() -> Person {
    let somebody = Somebody::applying("2020-02-11", &nothing());
    let mut person = person(somebody.case);
    learns(
        &mut person,
        "2020-02-11",
        &travel("4201", "2020-02-05", "2020-02-05"),
    );
    person
}

#[test]
fn r65_a_case_that_waits_goes_on_when_its_hold_is_put_on_again() {
    let mut person = contradicted();
    file(&mut person);
    let closes = seen(&person, &[Rule::FalseDeclaration]);
    person
        .propose_amendment(1, closes, &officer("one"), now())
        .unwrap();
    person
        .approve_amendment(1, None, &officer("two"), &book(), now())
        .unwrap();
    learns(
        &mut person,
        "2020-02-11",
        &travel("4205", "2020-02-06", "2020-02-06"),
    );
    let case = person.integrity.clone().unwrap();
    assert_eq!((case.id.number, case.status()), (1, IntegrityStatus::Open));
    person
        .propose_finding(1, Finding::Innocent, false, &officer("one"), now())
        .unwrap();
    person
        .approve_finding(1, None, &officer("two"), &book(), now())
        .unwrap();
    assert!(!open_rules(&person).contains(&Rule::FalseDeclaration));
}

#[test]
fn r65_a_contradiction_after_a_finding_is_a_case_of_its_own() {
    let mut person = contradicted();
    person
        .propose_finding(1, Finding::Minor, false, &officer("one"), now())
        .unwrap();
    person
        .approve_finding(1, None, &officer("two"), &book(), now())
        .unwrap();
    let mut somebody = Somebody::applying("2020-02-11", &nothing());
    somebody.case = person.case.clone();
    somebody.declares("2020-02-22", &nothing());
    person.case = somebody.case;
    learns(
        &mut person,
        "2020-02-23",
        &travel("4205", "2020-02-20", "2020-02-20"),
    );
    let case = person.integrity.clone().unwrap();
    assert_eq!((case.id.number, case.status()), (2, IntegrityStatus::Open));
}
