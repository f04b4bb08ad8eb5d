//! Reviews (复核): whoever doubts a colour asks, and a district answers in working days.
//!
//! The open review stands in the person's own item, whose version every step names. So of two
//! officers who act at once one is first, and the other decides on what the first one left.

mod answer;

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};

use crate::calendar::{day_of, days_after, end_of};
use crate::hold::Hold;
use crate::identity::{District, PersonId};
use crate::policy::ReviewTerms;
use crate::words::{ReviewGround, ReviewStatus};

/// A review's id: the person and the number of the review, so that it can be found by its id
/// alone without another index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ReviewId {
    /// Whose.
    pub person: PersonId,
    /// Which of theirs, from 1.
    pub number: u32,
}

impl ReviewId {
    /// Reads the API's form, `r_…_1`.
    pub fn parse(text: &str) -> Option<Self> {
        let (person, number) = text.strip_prefix("r_")?.rsplit_once('_')?;
        let id = Self {
            person: PersonId::parse(&format!("p_{person}"))?,
            number: number.parse().ok()?,
        };
        (id.number > 0 && id.to_string() == text).then_some(id)
    }
}

impl std::fmt::Display for ReviewId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let person = self.person.to_string();
        write!(f, "r_{}_{}", person.trim_start_matches("p_"), self.number)
    }
}

/// A review without what is private in it (the statement and the phone number).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// Its id.
    pub id: ReviewId,
    /// Why.
    pub ground: ReviewGround,
    /// The district that answers.
    pub district: District,
    /// When it was filed.
    pub submitted_at: Timestamp,
    /// When the answer is due.
    pub due_at: Timestamp,
    /// Where it stands.
    pub status: ReviewStatus,
    /// When it went up to the city for being overdue (R77).
    pub escalated_at: Option<Timestamp>,
    /// Amendments proposed so far.
    pub proposed: u32,
    /// The amendment that waits for a second officer, or was approved.
    pub amendment: Option<Amendment>,
    /// Who answered, and when.
    pub answered: Option<Answered>,
}

impl Review {
    /// Whether it still waits for an answer.
    pub fn is_open(&self) -> bool {
        match self.status {
            ReviewStatus::Submitted | ReviewStatus::Proposed => true,
            ReviewStatus::Upheld | ReviewStatus::Amended => false,
        }
    }
}

/// An amendment as an officer proposed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    /// Which of the review's, from 1.
    pub number: u32,
    /// The account that proposed it.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// The holds that it closes, as they were then.
    pub closes: Vec<HoldSeen>,
}

/// A hold as an officer saw it. What has begun again or was told of since is another matter, about
/// which nobody has decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HoldSeen {
    /// Its number within the person.
    pub number: u32,
    /// Its first day.
    pub since: Date,
    /// Facts told of it.
    pub told: u32,
}

impl HoldSeen {
    /// `hold` as it is.
    pub fn of(hold: &Hold) -> Self {
        Self {
            number: hold.number,
            since: hold.since,
            told: hold.told,
        }
    }
}

/// The end of a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The account that answered, or approved the answer.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// The last second of the `working_days`-th working day after the day of filing (R77).
pub fn due_at(filed: Timestamp, terms: &ReviewTerms) -> Timestamp {
    let mut day = day_of(filed);
    let mut left = terms.working_days;
    while left > 0 {
        day = days_after(day, 1);
        if is_worked(day, terms) {
            left -= 1;
        }
    }
    end_of(day)
}

fn is_worked(day: Date, terms: &ReviewTerms) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !terms.holidays.contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::show;
    use crate::policy::PolicyBook;

    fn due(filed: &str) -> String {
        let book = PolicyBook::shipped().unwrap();
        show(due_at(
            filed.parse().unwrap(),
            &book.on(Date::constant(2020, 2, 11)).review,
        ))
    }

    #[test]
    fn r77_three_working_days_leave_out_weekends() {
        assert_eq!(
            due("2020-02-11T09:00:00+08:00"),
            "2020-02-14T23:59:59+08:00"
        );
        assert_eq!(
            due("2020-02-13T23:59:59+08:00"),
            "2020-02-18T23:59:59+08:00"
        );
        assert_eq!(
            due("2020-02-15T09:00:00+08:00"),
            "2020-02-19T23:59:59+08:00"
        );
    }

    #[test]
    fn r77_three_working_days_leave_out_the_policys_holidays() {
        assert_eq!(
            due("2020-04-03T09:00:00+08:00"),
            "2020-04-09T23:59:59+08:00"
        );
    }

    #[test]
    fn a_review_id_has_one_spelling() {
        let id = ReviewId {
            person: PersonId::from_bytes([7; 16]),
            number: 12,
        };
        assert_eq!(ReviewId::parse(&id.to_string()), Some(id));
        for other in [
            id.to_string().to_lowercase(),
            format!("{id}0x"),
            id.to_string().replace("_12", "_012"),
            String::new(),
        ] {
            assert_eq!(ReviewId::parse(&other), None, "{other}");
        }
    }
}
