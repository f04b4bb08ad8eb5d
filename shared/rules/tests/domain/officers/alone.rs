//! One officer alone.

use proptest::prelude::*;
use rules::calendar::day_of;
use rules::chain::Entry;
use rules::integrity::Finding;
use rules::officer::{Officer, Seat};
use rules::person::Person;
use rules::policy::PolicyBook;
use rules::review::Review;
use rules::texts::Refusal;
use rules::words::{Colour, ReviewGround, Rule};

use crate::person::{Somebody, contact_with_a_case, order, place, stays, travel};

use super::{book, file, now, officer, person, seen, xihu};

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
