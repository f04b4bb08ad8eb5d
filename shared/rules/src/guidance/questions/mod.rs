//! What people ask, with answers that are true of this service.
//!
//! An answer says what the API's contract says. Where a route of it is still to come
//! (`docs/requirements.md` lists them), it tells who may decide, and promises nobody that they
//! will. What a policy may change is said with its date or left to what the code, the review or the
//! place's rule itself shows.

mod applying;
mod colours;
mod gates;
mod trust;

use crate::text::Text;

/// A question and its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// Its name, in `kebab-case`: it stays when the wording changes.
    pub id: &'static str,
    /// The question.
    pub question: Text,
    /// The answer.
    pub answer: Text,
}

/// All questions, in the order in which people meet them.
pub fn questions() -> impl Iterator<Item = &'static Question> {
    [
        applying::QUESTIONS,
        colours::QUESTIONS,
        gates::QUESTIONS,
        trust::QUESTIONS,
    ]
    .into_iter()
    .flatten()
}

const fn q(id: &'static str, question: Text, answer: Text) -> Question {
    Question {
        id,
        question,
        answer,
    }
}
