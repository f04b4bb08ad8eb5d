//! What officers decide about a case: holds that they put on and close, and what of the record still counts.

use jiff::civil::Date;

use super::{Case, Change, Stay};
use crate::hold::{Evidence, Hold};
use crate::order::OrderTerms;
use crate::policy::{Policy, PolicyBook};
use crate::vocabulary::vocabulary;
use crate::words::Rule;

vocabulary! {
    /// What officers decided about a stay on record.
    #[derive(Default)]
    pub enum Standing {
        /// Nothing: it counts.
        #[default]
        Counts,
        /// It counts, and is not held against what the person declared.
        Excused,
        /// It does not count: whatever policy comes, and whatever is declared.
        Dismissed,
    }
}

impl Case {
    /// Closes these holds by the decision of two officers. What one of them rested on is decided
    /// with it: stays on record that are of its rule do not put it on again, under no policy and by
    /// no declaration. Other rules' stays count as ever, and so does what is told later.
    pub(crate) fn close_by_officers(
        &mut self,
        numbers: &[u32],
        book: &PolicyBook,
        by: &Evidence,
    ) -> Vec<Change> {
        let (closed, open): (Vec<_>, Vec<_>) = std::mem::take(&mut self.holds)
            .into_iter()
            .partition(|hold| numbers.contains(&hold.number));
        self.holds = open;
        for hold in &closed {
            self.decide_stays_of(hold, book.version_or_current(&hold.policy, hold.since));
        }
        let closed = closed.into_iter();
        closed
            .map(|hold| Change::Closed(hold, by.clone()))
            .collect()
    }

    fn decide_stays_of(&mut self, hold: &Hold, policy: &Policy) {
        let decided = |stay: &Stay| {
            if hold.rule == Rule::FalseDeclaration {
                return self.denies(stay, policy).then_some(Standing::Excused);
            }
            let rule = policy.stay_rule(&stay.place, stay.evidence.source);
            (rule == Some(hold.rule)).then_some(Standing::Dismissed)
        };
        let decided: Vec<_> = self.stays.iter().map(decided).collect();
        for (stay, decided) in self.stays.iter_mut().zip(decided) {
            if let Some(decided) = decided
                && stay.standing != Standing::Dismissed
            {
                stay.standing = decided;
            }
        }
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
