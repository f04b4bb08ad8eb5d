//! What officers can change: nothing alone, and by two only what was proposed (R83).

mod alone;
mod answers;
mod findings;
mod orders;

use jiff::Timestamp;
use rules::calendar::day_of;
use rules::case::Case;
use rules::chain::Head;
use rules::identity::{CreditCode, District, PersonId};
use rules::officer::{Officer, Seat};
use rules::person::{Bindings, Declared, Holder, Person, Reviews};
use rules::policy::PolicyBook;
use rules::review::{HoldSeen, Review};
use rules::words::{Presence, ReviewGround, Rule};

use crate::person::{Somebody, at, contact_with_a_case, stays};
pub fn xihu() -> District {
    District::parse("330106").unwrap()
}

pub fn officer(account: &str) -> Officer {
    Officer {
        account: account.to_owned(),
        seat: Seat::District(xihu()),
        mark: format!("mark of {account}"),
    }
}

/// A person with this case.
pub fn person(case: Case) -> Person {
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
pub fn doubting() -> Person {
    let mut declared = contact_with_a_case();
    declared.stays = stays(&[("3303", "2020-02-08")]).stays;
    let somebody = Somebody::applying("2020-02-11", &declared);
    let mut person = person(somebody.case);
    file(&mut person);
    person
}

pub fn file(person: &mut Person) -> Review {
    let book = PolicyBook::shipped().unwrap();
    let now = now();
    let terms = &book.on(day_of(now)).review;
    let filed = person.file_review(ReviewGround::NotMyTravel, xihu(), terms, now);
    filed.unwrap().0
}

pub fn book() -> PolicyBook {
    PolicyBook::shipped().unwrap()
}

pub fn now() -> Timestamp {
    at("2020-02-11T10:00:00")
}

pub fn seen(person: &Person, rules: &[Rule]) -> Vec<HoldSeen> {
    let holds = person.case.holds.iter();
    holds
        .filter(|hold| rules.contains(&hold.rule))
        .map(HoldSeen::of)
        .collect()
}

pub fn open_rules(person: &Person) -> Vec<Rule> {
    person.case.holds.iter().map(|hold| hold.rule).collect()
}
