//! Orders: a hold that officers put on by hand (R83).
//!
//! An order names a law, evidence and a statement, and takes two officers; one on many people takes
//! the city as well. It is a hold with days like any other, so it ends by itself, and it can be doubted by
//! a review. No order, and nothing else, sets a colour.

use jiff::Timestamp;
use serde_json::json;

use crate::chain::{Entry, EntryKind, detail_of};
use crate::evidence::{Record, Says};
use crate::identity::{District, PersonId};
use crate::officer::{Officer, Seat};
use crate::person::Person;
use crate::policy::{Policy, is_red_length, is_yellow_length};
use crate::texts::Refusal;
use crate::words::{Colour, Isolation, LegalGround, OrderStatus};

/// The most people on whom a district's officers can put an order by themselves (R83).
pub const MOST_WITHOUT_THE_CITY: usize = 50;

/// What an order puts on. It keeps the limits of every hold: 1 to 7 days of yellow (R27), 14 of red
/// (R26).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderTerms {
    colour: Colour,
    days: u8,
    isolation: Isolation,
    legal_ground: LegalGround,
}

/// Why there is no hold with these terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermsFault {
    /// An order puts on a hold; it cannot turn anybody green.
    Colour,
    /// More or fewer days than a hold of this colour has.
    Days,
}

impl OrderTerms {
    /// Terms within the limits.
    ///
    /// # Errors
    /// [`TermsFault`], for the first of them that is not.
    pub fn new(
        colour: Colour,
        days: u8,
        isolation: Isolation,
        legal_ground: LegalGround,
    ) -> Result<Self, TermsFault> {
        let is_length = match colour {
            Colour::Green => return Err(TermsFault::Colour),
            Colour::Yellow => is_yellow_length(days),
            Colour::Red => is_red_length(days),
        };
        if !is_length {
            return Err(TermsFault::Days);
        }
        Ok(Self {
            colour,
            days,
            isolation,
            legal_ground,
        })
    }

    /// Yellow or red.
    pub fn colour(self) -> Colour {
        self.colour
    }

    /// Days of consecutive normal check-ins that end it.
    pub fn days(self) -> u8 {
        self.days
    }

    /// Where the person stays meanwhile.
    pub fn isolation(self) -> Isolation {
        self.isolation
    }

    /// The law.
    pub fn legal_ground(self) -> LegalGround {
        self.legal_ground
    }
}

/// An order, without what is private in it (the evidence and the statement).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Its id, `o_` and 12 characters.
    pub id: String,
    /// The district whose officer proposed it; none for the city.
    pub district: Option<District>,
    /// What it puts on.
    pub terms: OrderTerms,
    /// On how many people.
    pub people: usize,
    /// The account that proposed it.
    pub proposed_by: String,
    /// When.
    pub proposed_at: Timestamp,
    /// Who approved it, and when.
    pub approved: Option<Approved>,
    /// How many of the people it was carried out for, in their order.
    pub done: usize,
}

/// What an approved order says under a person's key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderSays {
    /// What it puts on.
    pub terms: OrderTerms,
    /// Where the officer who approved it sits.
    pub seat: Seat,
    /// What stands for that officer's account in histories.
    pub mark: String,
}

/// One of an order's people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ordered {
    /// Who: the keyed hash of the document, which is all that is kept of it.
    pub person: PersonId,
    /// The last four characters of the document, to compare with the officers' own list.
    pub tail: String,
}

/// The second officer's yes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approved {
    /// The account.
    pub by: String,
    /// Where its officer sits.
    pub seat: Seat,
    /// What stands for the account in the histories of the people concerned.
    pub mark: String,
    /// When.
    pub at: Timestamp,
}

impl Order {
    /// Where it stands.
    pub fn status(&self) -> OrderStatus {
        match self.approved {
            Some(_) => OrderStatus::Approved,
            None => OrderStatus::Proposed,
        }
    }

    /// Whether this officer may see it and second it: one of the same district, or of the city.
    pub fn is_before(&self, officer: &Officer) -> bool {
        self.district.map_or(officer.is_of_the_city(), |district| {
            officer.answers_for(district)
        })
    }

    /// Approves it as the second officer, once.
    ///
    /// # Errors
    /// [`Refusal::SecondOfficerRequired`] for whoever proposed it, [`Refusal::CityRequired`] for a
    /// district's officer where it is on more than [`MOST_WITHOUT_THE_CITY`] people.
    pub fn approve(&mut self, officer: &Officer, now: Timestamp) -> Result<(), Refusal> {
        officer.seconds(&self.proposed_by)?;
        if self.people > MOST_WITHOUT_THE_CITY && !officer.is_of_the_city() {
            return Err(Refusal::CityRequired);
        }
        self.approved.get_or_insert_with(|| Approved {
            by: officer.account.clone(),
            seat: officer.seat,
            mark: officer.mark.clone(),
            at: now,
        });
        Ok(())
    }
}

impl Person {
    /// Is put on the hold of an approved order that `record` tells of, with an entry that names the law
    /// and the office. The person must be settled up to now.
    pub fn obey(&mut self, record: &Record, policy: &Policy, now: Timestamp) -> Option<Entry> {
        let Says::Ordered(order) = &record.says else {
            return None;
        };
        let changes = self.case.learn(record, policy, now);
        let mut detail = detail_of(&changes)?;
        detail["legal_ground"] = json!(order.terms.legal_ground());
        detail["officer"] = json!(order.mark);
        Some(self.append(EntryKind::Ordered, order.seat.actor(), detail, now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOME: Isolation = Isolation::Home;
    const LAW: LegalGround = LegalGround::InfectiousDiseaseLaw39;

    fn officer(account: &str, seat: Seat) -> Officer {
        Officer {
            account: account.to_owned(),
            seat,
            mark: String::new(),
        }
    }

    fn xihu() -> Seat {
        Seat::District(District::parse("330106").unwrap())
    }

    fn order(people: usize, district: Option<&str>) -> Order {
        Order {
            id: "o_1".to_owned(),
            district: district.map(|code| District::parse(code).unwrap()),
            terms: OrderTerms::new(Colour::Red, 14, HOME, LAW).unwrap(),
            people,
            proposed_by: "one".to_owned(),
            proposed_at: Timestamp::UNIX_EPOCH,
            approved: None,
            done: 0,
        }
    }

    #[test]
    fn r26_r27_an_order_keeps_the_limits_of_every_hold() {
        for days in 0..=u8::MAX {
            let made = |colour| OrderTerms::new(colour, days, HOME, LAW);
            assert_eq!(made(Colour::Yellow).is_ok(), (1..=7).contains(&days));
            assert_eq!(made(Colour::Red).is_ok(), days == 14);
            assert_eq!(made(Colour::Green), Err(TermsFault::Colour));
        }
    }

    #[test]
    fn r83_it_takes_another_officer_and_over_fifty_people_the_city() {
        let now = Timestamp::UNIX_EPOCH;
        let (one, two) = (officer("one", xihu()), officer("two", xihu()));
        let city = officer("three", Seat::City);
        let mut small = order(50, Some("330106"));
        assert_eq!(
            small.approve(&one, now),
            Err(Refusal::SecondOfficerRequired)
        );
        assert_eq!(small.approve(&two, now), Ok(()));
        assert_eq!(small.status(), OrderStatus::Approved);

        let mut large = order(51, Some("330106"));
        assert_eq!(large.approve(&two, now), Err(Refusal::CityRequired));
        assert_eq!(large.status(), OrderStatus::Proposed);
        assert_eq!(large.approve(&city, now), Ok(()));
    }

    #[test]
    fn approving_again_keeps_the_first_approval() {
        let mut order = order(1, Some("330106"));
        order
            .approve(&officer("two", xihu()), Timestamp::UNIX_EPOCH)
            .unwrap();
        let once = order.clone();
        order
            .approve(&officer("three", Seat::City), Timestamp::MAX)
            .unwrap();
        assert_eq!(order, once);
    }

    #[test]
    fn r83_an_order_is_before_its_own_district_and_the_city() {
        let other = officer("x", Seat::District(District::parse("330110").unwrap()));
        let (own, city) = (officer("y", xihu()), officer("z", Seat::City));
        let districts = order(1, Some("330106"));
        assert!(districts.is_before(&own) && districts.is_before(&city));
        assert!(!districts.is_before(&other));
        let citys = order(1, None);
        assert!(citys.is_before(&city) && !citys.is_before(&own));
    }
}
