//! One request of a caller, with everything that a decision about it needs.

use axum::extract::FromRequestParts;
use http::request::Parts;
use jiff::Timestamp;
use jiff::civil::Date;
use rules::calendar::day_of;
use rules::policy::Policy;
use store::{Receipt, With};

use crate::{Answered, Caller, Language, Once, Problem, State, random};

/// One request of a caller. Time is read once, so that everything about a request happens at
/// one moment.
#[derive(Debug, Clone)]
pub struct Call {
    /// What the process shares.
    pub state: State,
    /// Who asks.
    pub caller: Caller,
    /// In which language.
    pub language: Language,
    /// When.
    pub now: Timestamp,
    /// A name that no other request has.
    pub attempt: String,
    once: Once,
}

impl Call {
    /// Today in Shanghai.
    pub fn today(&self) -> Date {
        day_of(self.now)
    }

    /// The policy in force.
    pub fn policy(&self) -> &Policy {
        self.state.book.on(self.today())
    }

    /// What tells this request from others where nothing else does.
    pub fn attempt_at_a_scan(&self) -> store::Attempt {
        match self.once.name() {
            Some(name) => store::Attempt::Keyed(name.to_owned()),
            None => store::Attempt::Once(self.attempt.clone()),
        }
    }

    /// What commits the answer with the effect, where the request is keyed.
    pub fn receipt(&self, answer: &Answered) -> Option<With> {
        self.receipt_alone(answer).map(With::Receipt)
    }

    /// The same, for an effect that changes no person.
    pub fn receipt_alone(&self, answer: &Answered) -> Option<Receipt> {
        self.once.receipt(answer, self.now)
    }
}

impl FromRequestParts<State> for Call {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Problem> {
        let caller = Caller::from_request_parts(parts, state).await?;
        let (Ok(language), Ok(once)) = (
            Language::from_request_parts(parts, state).await,
            Once::from_request_parts(parts, state).await,
        );
        Ok(Self {
            state: state.clone(),
            caller,
            language,
            now: state.clock.now(),
            attempt: random::token()?,
            once,
        })
    }
}
