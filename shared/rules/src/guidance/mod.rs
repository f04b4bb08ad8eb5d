//! Guidance: every code word with its text and next step, the public questions, and where to turn
//! when nothing else helps (R78).
//!
//! It is the same for everybody and always in both languages, so that a page can show any word
//! that an answer holds without asking again.

mod help;
mod questions;

use crate::assess::{CalendarDay, CheckInToday};
use crate::case::Standing;
use crate::chain::{EntryKind, Role};
use crate::evidence::EvidenceKind;
use crate::identity::DocumentKind;
use crate::integrity::{Finding, IntegrityStatus};
use crate::person::Reapplication;
use crate::policy::{PolicyFaultCode, PolicyStatus};
use crate::text::Text;
use crate::texts::{FormFault, Refusal};
use crate::words::{
    ClinicFinding, Colour, ContactDegree, DayResult, Direction, EndedBy, Isolation, LegalGround,
    OrderStatus, Outcome, PlaceType, Presence, Presented, Reason, Relation, Requirement,
    ReviewGround, ReviewOutcome, ReviewStatus, Rule, Source, Symptom, Transport,
};

pub use help::{HELP, Help};
pub use questions::{Question, questions};

/// The vocabulary of the codes of problems.
pub const PROBLEM: &str = "problem";
/// The vocabulary of the codes of single faults in a problem.
pub const FAULT: &str = "fault";
/// The vocabulary of the codes of faults in a policy document.
pub const POLICY_FAULT: &str = "policy-fault";

/// A code word and what to make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Which vocabulary it belongs to: the type's name in `kebab-case`, [`PROBLEM`] or [`FAULT`].
    pub vocabulary: &'static str,
    /// The contract's word.
    pub code: &'static str,
    /// What it means, in one line.
    pub title: Text,
    /// What to do.
    pub next_step: Text,
}

/// The words of vocabularies, each told by its `title` and the method that says what to do.
macro_rules! words {
    ($($vocabulary:expr => $words:ty, $next_step:ident;)+) => {{
        let mut words = Vec::new();
        $(words.extend(<$words>::ALL.iter().map(|&word| Word {
            vocabulary: $vocabulary,
            code: word.code(),
            title: word.title(),
            next_step: word.$next_step(),
        }));)+
        words
    }};
}

/// Every code word of the domain, vocabulary by vocabulary: first what is decided about people,
/// then what they are refused, then the words of forms and histories.
pub fn words() -> Vec<Word> {
    words! {
        "rule" => Rule, next_step;
        "colour" => Colour, next_step;
        "ended-by" => EndedBy, next_step;
        "isolation" => Isolation, next_step;
        "source" => Source, next_step;
        "clinic-finding" => ClinicFinding, next_step;
        "contact-degree" => ContactDegree, next_step;
        "outcome" => Outcome, next_step;
        "reason" => Reason, next_step;
        "requirement" => Requirement, next_step;
        PROBLEM => Refusal, detail;
        FAULT => FormFault, next_step;
        "day-result" => DayResult, next_step;
        "calendar-day" => CalendarDay, next_step;
        "check-in-today" => CheckInToday, next_step;
        "symptom" => Symptom, next_step;
        "review-ground" => ReviewGround, next_step;
        "review-outcome" => ReviewOutcome, next_step;
        "review-status" => ReviewStatus, next_step;
        "legal-ground" => LegalGround, next_step;
        "order-status" => OrderStatus, next_step;
        "finding" => Finding, next_step;
        "integrity-status" => IntegrityStatus, next_step;
        "standing" => Standing, next_step;
        "reapplication" => Reapplication, next_step;
        "relation" => Relation, next_step;
        "presence" => Presence, next_step;
        "transport" => Transport, next_step;
        "document-kind" => DocumentKind, next_step;
        "place-type" => PlaceType, next_step;
        "direction" => Direction, next_step;
        "presented" => Presented, next_step;
        "entry-kind" => EntryKind, next_step;
        "role" => Role, next_step;
        "evidence-kind" => EvidenceKind, next_step;
        "policy-status" => PolicyStatus, next_step;
        POLICY_FAULT => PolicyFaultCode, next_step;
    }
}
