//! What officers decide about a case: holds that they put on and close, and what of the record still counts.

use jiff::civil::Date;

use super::{Case, Change, Stay};
use crate::hold::{Evidence, Hold};
use crate::order::OrderTerms;
use crate::policy::Policy;
use crate::words::Rule;

/// What officers decided about a stay on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standing {
    /// Nothing: it counts.
    #[default]
    Counts,
    /// It counts, and is not held against what the person declared.
    Excused,
    /// It does not count: whatever policy comes, and whatever is declared.
    Dismissed,
}

impl Case {
    /// Closes these holds by the decision of two officers. What it rested on is decided with it:
    /// stays that are its evidence do not put it on again, under no policy and by no declaration.
    /// Other facts of the same rule do.
    pub(crate) fn close_by_officers(&mut self, numbers: &[u32], by: &Evidence) -> Vec<Change> {
        let (closed, open): (Vec<_>, Vec<_>) = std::mem::take(&mut self.holds)
            .into_iter()
            .partition(|hold| numbers.contains(&hold.number));
        self.holds = open;
        for hold in &closed {
            let decided = match hold.rule {
                Rule::FalseDeclaration => Standing::Excused,
                _ => Standing::Dismissed,
            };
            let is_its_ground = |stay: &&mut Stay| {
                let mut grounds = hold.evidence().iter();
                grounds.any(|piece| piece.is_same_as(&stay.evidence))
            };
            for stay in self.stays.iter_mut().filter(is_its_ground) {
                if stay.standing != Standing::Dismissed {
                    stay.standing = decided;
                }
            }
        }
        let closed = closed.into_iter();
        closed
            .map(|hold| Change::Closed(hold, by.clone()))
            .collect()
    }

    /// Puts on the hold that officers ordered. Each order is a hold of its own: none covers another.
    pub(crate) fn put_on_order(
        &mut self,
        terms: OrderTerms,
        evidence: Evidence,
        policy: &Policy,
        today: Date,
    ) -> Change {
        self.holds_put_on += 1;
        let hold = Hold::ordered(self.holds_put_on, terms, policy, today, evidence);
        self.holds.push(hold);
        let index = self.holds.len() - 1;
        self.count_days_of(index, today);
        Change::PutOn(self.holds[index].clone())
    }
}
