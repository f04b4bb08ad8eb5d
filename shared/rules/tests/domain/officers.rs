//! What officers can change: nothing alone, and by two only what was proposed (R83).

use jiff::Timestamp;
use proptest::prelude::*;
use rules::calendar::day_of;
use rules::case::Case;
use rules::chain::{Actor, Entry, EntryKind, Head, Role};
use rules::evidence::Record;
use rules::identity::{CreditCode, District, PersonId};
use rules::integrity::{Finding, IntegrityStatus};
use rules::officer::{Officer, Seat};
use rules::person::{Bindings, Declared, Holder, Person, Reviews};
use rules::policy::PolicyBook;
use rules::review::{HoldSeen, Review};
use rules::texts::Refusal;
use rules::words::{Colour, ContactDegree, Presence, ReviewGround, ReviewStatus, Rule};

use crate::person::{
    Somebody, at, contact, contact_with_a_case, ill, nothing, order, place, stays, travel,
};

fn xihu() -> District {
    District::parse("330106").unwrap()
}

fn officer(account: &str) -> Officer {
    Officer {
        account: account.to_owned(),
        seat: Seat::District(xihu()),
        mark: format!("mark of {account}"),
    }
}

/// A person with this case.
fn person(case: Case) -> Person {
    Person {
        id: PersonId::from_bytes([7; 16]),
        holder: Holder {
            name_masked: "鲍XX".to_owned(),
            document_tail: "5539".to_owned(),
        },
        presence: Presence::InHangzhou,
        district: xihu(),
        employer: None::<CreditCode>,
        bindings: Bindings::default(),
        declared: Declared {
            first: String::new(),
            again: None,
            owners: None,
        },
        case,
        head: Head::default(),
        reviews: Reviews::default(),
        integrity: None,
    }
}

/// Red for a contact, yellow for a stay, with a review open.
fn doubting() -> Person {
    let mut declared = contact_with_a_case();
    declared.stays = stays(&[("3303", "2020-02-08")]).stays;
    let somebody = Somebody::applying("2020-02-11", &declared);
    let mut person = person(somebody.case);
    file(&mut person);
    person
}

fn file(person: &mut Person) -> Review {
    let book = PolicyBook::shipped().unwrap();
    let now = now();
    let terms = &book.on(day_of(now)).review;
    let filed = person.file_review(ReviewGround::NotMyTravel, xihu(), terms, now);
    filed.unwrap().0
}

fn book() -> PolicyBook {
    PolicyBook::shipped().unwrap()
}

fn now() -> Timestamp {
    at("2020-02-11T10:00:00")
}

fn seen(person: &Person, rules: &[Rule]) -> Vec<HoldSeen> {
    let holds = person.case.holds.iter();
    holds
        .filter(|hold| rules.contains(&hold.rule))
        .map(HoldSeen::of)
        .collect()
}

fn open_rules(person: &Person) -> Vec<Rule> {
    person.case.holds.iter().map(|hold| hold.rule).collect()
}

#[test]
fn r83_two_officers_close_the_holds_that_were_named_and_no_others() {
    let mut person = doubting();
    let closes = seen(&person, &[Rule::ContactConfirmed]);
    let (review, _) = person
        .propose_amendment(1, closes, &officer("one"), now())
        .unwrap();
    assert_eq!(review.status, ReviewStatus::Proposed);
    assert_eq!(
        person.case.colour(),
        Colour::Red,
        "proposing changes nothing"
    );
    let (review, entry) = person
        .approve_amendment(1, None, &officer("two"), &book(), now())
        .unwrap();
    assert_eq!(review.status, ReviewStatus::Amended);
    assert_eq!(open_rules(&person), [Rule::StayMediumRisk]);
    assert_eq!(
        (entry.kind, entry.actor.role, entry.colour_after),
        (EntryKind::ReviewAmended, Role::District, Colour::Yellow)
    );
    assert_eq!(entry.detail["closed"][0]["rule"], "contact-confirmed");
    assert_eq!(entry.detail["officer"], "mark of two");
    assert_eq!(person.reviews.open, None);
}

#[test]
fn r83_whoever_proposed_cannot_approve() {
    let mut person = doubting();
    let closes = seen(&person, &[Rule::ContactConfirmed]);
    let one = officer("one");
    person.propose_amendment(1, closes, &one, now()).unwrap();
    let before = person.clone();
    let refused = person.approve_amendment(1, None, &one, &book(), now());
    assert_eq!(refused.unwrap_err(), Refusal::SecondOfficerRequired);
    assert_eq!(person, before);
    let city = Officer {
        seat: Seat::City,
        ..one
    };
    let refused = person.approve_amendment(1, None, &city, &book(), now());
    assert_eq!(
        refused.unwrap_err(),
        Refusal::SecondOfficerRequired,
        "nor from another seat"
    );
}

#[test]
fn a_proposal_that_was_replaced_is_not_approved_by_its_number() {
    let mut person = doubting();
    let one = officer("one");
    for rules in [[Rule::ContactConfirmed], [Rule::StayMediumRisk]] {
        let closes = seen(&person, &rules);
        person.propose_amendment(1, closes, &one, now()).unwrap();
    }
    let before = person.clone();
    let refused = person.approve_amendment(1, Some(1), &officer("two"), &book(), now());
    assert_eq!(refused.unwrap_err(), Refusal::ProposalOutdated);
    assert_eq!(person, before);
    person
        .approve_amendment(1, Some(2), &officer("two"), &book(), now())
        .unwrap();
    assert_eq!(open_rules(&person), [Rule::ContactConfirmed]);
}

#[test]
fn what_has_new_evidence_since_the_proposal_is_not_closed() {
    let mut declared = nothing();
    declared.stays = stays(&[("3303", "2020-02-08")]).stays;
    for (record, is_outdated) in [
        // The same rule again: noted with the hold.
        (travel("3310", "2020-02-07", "2020-02-07"), true),
        // Another matter.
        (travel("4201", "2020-02-07", "2020-02-07"), false),
    ] {
        let mut somebody = Somebody::applying("2020-02-11", &declared);
        somebody.learns("2020-02-11", &travel("3303", "2020-02-08", "2020-02-08"));
        let mut person = person(somebody.case);
        file(&mut person);
        let closes = seen(&person, &[Rule::TravelRecordMedium]);
        person
            .propose_amendment(1, closes, &officer("one"), now())
            .unwrap();
        person.case.learn(&record, book().on(day_of(now())), now());
        let approved = person.approve_amendment(1, None, &officer("two"), &book(), now());
        assert_eq!(
            approved.err(),
            is_outdated.then_some(Refusal::ProposalOutdated)
        );
    }
}

#[test]
fn a_hold_that_ended_by_itself_is_not_missed() {
    let mut person = doubting();
    let closes = seen(&person, &[Rule::ContactConfirmed, Rule::StayMediumRisk]);
    person
        .propose_amendment(1, closes, &officer("one"), now())
        .unwrap();
    person
        .case
        .holds
        .retain(|hold| hold.rule != Rule::StayMediumRisk);
    person
        .approve_amendment(1, None, &officer("two"), &book(), now())
        .unwrap();
    assert_eq!(person.case.colour(), Colour::Green);
}

#[test]
fn r75_what_is_answered_stays_so() {
    let mut person = doubting();
    person.uphold(1, &officer("one"), now()).unwrap();
    let before = person.clone();
    let two = officer("two");
    let closes = seen(&person, &[Rule::ContactConfirmed]);
    let refusals = [
        person.uphold(1, &two, now()).unwrap_err(),
        person
            .propose_amendment(1, closes, &two, now())
            .unwrap_err(),
        person
            .approve_amendment(1, None, &two, &book(), now())
            .unwrap_err(),
        person.transfer_review(1, xihu(), &two, now()).unwrap_err(),
    ];
    assert_eq!(refusals, [Refusal::ReviewAnswered; 4]);
    assert_eq!(person.escalate_review(1, at("2020-03-01")), None);
    assert_eq!(person, before);
}

#[test]
fn r77_a_transfer_drops_what_the_former_district_proposed_and_keeps_the_time() {
    let mut person = doubting();
    let closes = seen(&person, &[Rule::ContactConfirmed]);
    person
        .propose_amendment(1, closes, &officer("one"), now())
        .unwrap();
    let due_at = person.open_review(1).unwrap().due_at;
    let (city, yuhang) = (Seat::City, District::parse("330110").unwrap());
    let team = Officer {
        seat: city,
        ..officer("team")
    };
    let (review, entry) = person.transfer_review(1, yuhang, &team, now()).unwrap();
    assert_eq!(
        (review.district, review.status, review.due_at),
        (yuhang, ReviewStatus::Submitted, due_at)
    );
    assert_eq!((entry.actor.role, entry.actor.district), (Role::City, None));
    let refused = person.approve_amendment(1, None, &officer("two"), &book(), now());
    assert_eq!(refused.unwrap_err(), Refusal::NothingProposed);
}

/// What officers closed does not come back by the same evidence: not by another policy, not by
/// declaring again, not by the same stay told once more. Other evidence is another matter.
#[test]
fn r83_a_stay_that_officers_dismissed_is_held_against_nobody_again() {
    let mut somebody = Somebody::applying("2020-02-11", &nothing());
    let record = travel("4201", "2020-02-05", "2020-02-05");
    somebody.learns("2020-02-11", &record);
    let mut person = person(somebody.case.clone());
    file(&mut person);
    let closes = seen(&person, &[Rule::TravelRecordHigh, Rule::FalseDeclaration]);
    assert_eq!(closes.len(), 2);
    person
        .propose_amendment(1, closes, &officer("one"), now())
        .unwrap();
    person
        .approve_amendment(1, None, &officer("two"), &book(), now())
        .unwrap();
    assert_eq!(person.case.colour(), Colour::Green);

    somebody.case = person.case;
    somebody.declares("2020-02-12", &nothing());
    let mut told_again = record.clone();
    told_again.evidence.id = "told again".to_owned();
    somebody.learns("2020-02-12", &told_again);
    assert_eq!(somebody.colour_at("2020-02-12"), Colour::Green);
    assert_eq!(
        somebody.colour_at("2020-03-01"),
        Colour::Green,
        "nor by a new policy"
    );
    somebody.learns("2020-02-12", &travel("4206", "2020-02-06", "2020-02-06"));
    assert_eq!(
        somebody.rules_at("2020-02-12"),
        [Rule::FalseDeclaration, Rule::TravelRecordHigh],
        "another stay counts"
    );
}

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

/// Each order is a hold of its own, with its own days; neither covers the other.
#[test]
fn r83_orders_are_holds_with_days_and_none_covers_another() {
    let mut somebody = Somebody::applying("2020-02-11", &nothing());
    somebody.learns("2020-02-11", &order(Colour::Yellow, 3));
    let mut red = order(Colour::Red, 14);
    red.evidence.id = "another order".to_owned();
    somebody.learns("2020-02-11", &red);
    assert_eq!(
        somebody.rules_at("2020-02-11"),
        [Rule::OfficerOrder, Rule::OfficerOrder]
    );
    assert_eq!(somebody.colour_at("2020-02-11"), Colour::Red);
    somebody.is_well("2020-02-11", 14);
    assert_eq!(
        somebody.rules_at("2020-02-14T00:00:00"),
        [Rule::OfficerOrder]
    );
    assert_eq!(somebody.colour_at("2020-02-24T23:59:59"), Colour::Red);
    assert_eq!(somebody.colour_at("2020-02-25T00:00:00"), Colour::Green);
}

#[test]
fn r83_an_order_waits_for_whoever_has_not_applied() {
    let mut somebody = Somebody::unknown_until("2020-03-20".parse().unwrap());
    somebody.learns("2020-02-11", &order(Colour::Yellow, 3));
    somebody.declares("2020-03-20", &nothing());
    let (status, progress) = somebody.hold_at("2020-03-20", Rule::OfficerOrder);
    assert_eq!(status.hold.since, "2020-03-20".parse().unwrap());
    assert_eq!(progress.required_days, 3);
}

/// However much was told before, and under whatever id: what comes after the proposal outdates it.
#[test]
fn what_comes_after_the_proposal_outdates_it_whatever_was_kept_before() {
    let ill = |somebody: &mut Somebody, at: &str| {
        somebody.checks_in(at, &ill());
    };
    let contact = |n: usize| {
        let mut record = contact(ContactDegree::Close, "2020-02-09");
        record.evidence.id = format!("contact-{n}");
        record
    };
    // Five contacts of four that are kept; and one under an id that another registry used.
    for (before, after) in [(4, 5), (6, 7), (1, 0)] {
        let mut somebody = Somebody::applying("2020-02-11", &nothing());
        for n in 0..before {
            somebody.learns("2020-02-11", &contact(n));
        }
        let mut person = person(somebody.case);
        file(&mut person);
        let closes = seen(&person, &[Rule::CloseContact]);
        person
            .propose_amendment(1, closes, &officer("one"), now())
            .unwrap();
        let policy = book();
        person
            .case
            .learn(&contact(after), policy.on(day_of(now())), now());
        let refused = person.approve_amendment(1, None, &officer("two"), &book(), now());
        assert_eq!(refused.unwrap_err(), Refusal::ProposalOutdated);
    }
    // Another fever of the same day.
    let mut somebody = Somebody::applying("2020-02-11", &nothing());
    ill(&mut somebody, "2020-02-11T08:00:00");
    let mut person = person(somebody.case.clone());
    file(&mut person);
    let closes = seen(&person, &[Rule::Symptoms]);
    person
        .propose_amendment(1, closes, &officer("one"), now())
        .unwrap();
    somebody.case = person.case.clone();
    ill(&mut somebody, "2020-02-11T11:00:00");
    person.case = somebody.case;
    let refused = person.approve_amendment(1, None, &officer("two"), &book(), now());
    assert_eq!(refused.unwrap_err(), Refusal::ProposalOutdated);
}

/// Closes `rules` of somebody who declared Hubei and Korea on 02-20 and knew of a case.
fn amended(rules: &[Rule]) -> Somebody {
    let mut declared = contact_with_a_case();
    declared.stays = stays(&[("4201", "2020-02-18"), ("KR", "2020-02-19")]).stays;
    let mut somebody = Somebody::applying("2020-02-20", &declared);
    let mut person = person(somebody.case.clone());
    file(&mut person);
    let closes = seen(&person, rules);
    assert_eq!(closes.len(), rules.len());
    person
        .propose_amendment(1, closes, &officer("one"), now())
        .unwrap();
    person
        .approve_amendment(1, None, &officer("two"), &book(), now())
        .unwrap();
    somebody.case = person.case;
    somebody
}

/// One declaration is one piece of evidence for all that it says; closing one of its holds decides
/// about nothing else in it.
#[test]
fn closing_one_hold_of_a_declaration_leaves_its_other_stays_counting() {
    let all = [Rule::StayHighRisk, Rule::ContactConfirmed];
    assert_eq!(
        amended(&all).rules_at("2020-03-01"),
        [Rule::StayMediumRisk],
        "Korea counts when its policy comes"
    );
    assert_eq!(
        amended(&all[1..]).rules_at("2020-03-01"),
        [Rule::StayHighRisk, Rule::StayMediumRisk]
    );
    let mut again = amended(&all);
    again.declares("2020-03-02", &stays(&[("KR", "2020-02-24")]));
    assert!(again.rules_at("2020-03-02").contains(&Rule::StayMediumRisk));
}

/// Four pieces are kept with a hold, and all stays of its rule are decided with it.
#[test]
fn what_is_closed_stays_closed_however_many_stays_it_rested_on() {
    let mut somebody = Somebody::applying("2020-02-20", &nothing());
    for n in 4..12 {
        let day = format!("2020-02-{n:02}");
        somebody.learns("2020-02-20", &travel("3310", &day, &day));
    }
    let mut person = person(somebody.case.clone());
    file(&mut person);
    let closes = seen(&person, &[Rule::TravelRecordMedium, Rule::FalseDeclaration]);
    person
        .propose_amendment(1, closes, &officer("one"), now())
        .unwrap();
    person
        .approve_amendment(1, None, &officer("two"), &book(), now())
        .unwrap();
    somebody.case = person.case;
    somebody.declares("2020-02-21", &nothing());
    assert_eq!(somebody.colour_at("2020-02-21"), Colour::Green);
    assert_eq!(somebody.colour_at("2020-03-01"), Colour::Green);
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

/// Something that one officer tries.
#[derive(Debug, Clone)]
enum Try {
    Uphold,
    Amend(Vec<Rule>),
    Approve(Option<u32>),
    Transfer,
    Find(Finding),
    ApproveFinding,
    Read,
    /// The person files again, if nothing is open.
    File,
}

fn some_try() -> impl Strategy<Value = Try> {
    let rules = prop::sample::subsequence(Rule::ALL, 0..=Rule::ALL.len());
    prop_oneof![
        1 => Just(Try::Uphold),
        4 => rules.prop_map(Try::Amend),
        4 => prop::option::of(0_u32..4).prop_map(Try::Approve),
        1 => Just(Try::Transfer),
        2 => prop::sample::select(Finding::ALL).prop_map(Try::Find),
        2 => Just(Try::ApproveFinding),
        1 => Just(Try::Read),
        2 => Just(Try::File),
    ]
}

fn try_it(person: &mut Person, one: &Officer, what: &Try) -> Option<Entry> {
    let number = person.reviews.filed;
    let case = person.integrity.as_ref().map_or(1, |case| case.id.number);
    let entry = |step: Result<(Review, Entry), Refusal>| step.ok().map(|(_, entry)| entry);
    match what {
        Try::Uphold => entry(person.uphold(number, one, now())),
        Try::Amend(rules) => {
            let closes = seen(person, rules);
            entry(person.propose_amendment(number, closes, one, now()))
        }
        Try::Approve(proposal) => {
            entry(person.approve_amendment(number, *proposal, one, &book(), now()))
        }
        Try::Transfer => entry(person.transfer_review(number, xihu(), one, now())),
        Try::Find(finding) => {
            let step = person.propose_finding(case, *finding, false, one, now());
            step.ok().map(|(_, entry)| entry)
        }
        Try::ApproveFinding => {
            let step = person.approve_finding(case, None, one, &book(), now());
            step.ok().map(|(_, entry)| entry)
        }
        Try::Read => Some(person.read_for_review(number, one, now())),
        Try::File => {
            let book = PolicyBook::shipped().unwrap();
            let terms = &book.on(day_of(now())).review;
            entry(person.file_review(ReviewGround::Other, xihu(), terms, now()))
        }
    }
}

proptest! {
    /// Whatever one officer does, from whatever seat, in whatever order: no hold goes or comes.
    #[test]
    fn r83_no_sequence_of_one_officers_steps_changes_a_colour(
        tries in prop::collection::vec((some_try(), any::<bool>()), 1..24),
    ) {
        let mut declared = contact_with_a_case();
        declared.stays = stays(&[("3303", "2020-02-08")]).stays;
        let mut somebody = Somebody::applying("2020-02-11", &declared);
        somebody.learns("2020-02-11", &travel("4201", "2020-02-05", "2020-02-05"));
        somebody.learns("2020-02-11", &order(Colour::Yellow, 3));
        prop_assert!(!somebody.case.stays.iter().any(|stay| stay.place == place("330106")));
        let mut person = person(somebody.case.clone());
        file(&mut person);
        for (what, from_the_city) in &tries {
            let seat = if *from_the_city { Seat::City } else { Seat::District(xihu()) };
            let one = Officer { seat, ..officer("one") };
            let head = person.head.clone();
            let entry = try_it(&mut person, &one, what);
            prop_assert_eq!(&person.case, &somebody.case);
            if let Some(entry) = entry {
                prop_assert_eq!(entry.colour_before, Some(entry.colour_after));
            } else {
                prop_assert_eq!(&person.head, &head, "a refusal leaves no trace");
            }
        }
    }
}
