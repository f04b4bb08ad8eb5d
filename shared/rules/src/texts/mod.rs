//! What people read: a text in Chinese and English for every code word, with the next step.
//!
//! The matches are exhaustive, so a code word without a text does not compile (R78). On symptoms
//! the next step is a fever clinic, never a pharmacy (R42). A text is true under every policy
//! that keeps what the requirements fix (14 and 7 days); what else a
//! policy may change is shown by the code, the review or the place's rule.

mod days;
mod faults;
mod gates;
mod history;
mod holds;
mod institutions;
mod officers;
mod people;
mod places;
mod policies;
mod refusals;
mod reviews;
mod rules;

use crate::text::Text;

pub use faults::FormFault;
pub use refusals::Refusal;

const fn t(zh: &'static str, en: &'static str) -> Text {
    Text::new(zh, en)
}
