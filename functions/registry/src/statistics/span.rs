//! Which days are asked about.

use edge::{Faults, Problem, Query, RequestFault, Saying};
use jiff::civil::Date;
use rules::calendar::{days_after, days_between};
use rules::texts::FormFault;

/// Days that are told where none are asked for.
const USUAL: i32 = 14;
/// Days of one answer at most.
const MOST: i32 = 31;

/// Days, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first.
    pub from: Date,
    /// The last; never in the future.
    pub to: Date,
}

impl Span {
    /// The days that are asked about, or all faults. A last day that is still to come is today.
    pub fn read(query: &Query, today: Date) -> Result<Self, Problem> {
        let faults = Faults::default();
        let parameters = query.of_only(&["from", "to"], &faults);
        let (from, to) = (parameters.day("from"), parameters.day("to"));
        let span = from.zip(to).map(|(from, to)| {
            let to = to.map_or(today, |to| to.min(today));
            let from = from.unwrap_or_else(|| days_after(to, 1 - USUAL));
            Self { from, to }
        });
        if let Some(span) = span {
            span.judge(&faults, today);
        }
        faults.end(span)
    }

    fn judge(self, faults: &Faults, today: Date) {
        if self.from > today {
            let fault = FormFault::InTheFuture;
            faults.add("?from", fault, fault.next_step().into());
        } else if self.from > self.to {
            let fault = FormFault::BeforeFrom;
            faults.add("?to", fault, fault.next_step().into());
        }
        if days_between(self.from, self.to) >= MOST {
            let told = Saying::new(
                format!("一次最多查询 {MOST} 天。"),
                format!("At most {MOST} days are told at once."),
            );
            faults.add("?from", RequestFault::TooMany, told);
        }
    }
}
