//! How reviews are answered.

use rules::calendar::day_of;
use rules::chain::{EntryKind, Role};
use rules::identity::District;
use rules::officer::{Officer, Seat};
use rules::texts::Refusal;
use rules::words::{Colour, ContactDegree, ReviewStatus, Rule};

use crate::person::{Somebody, at, contact, contact_with_a_case, ill, nothing, stays, travel};

use super::{book, doubting, file, now, officer, open_rules, person, seen, xihu};

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
