//! Access: what a place's rule makes of a person at its checkpoint.
//!
//! Green is not enough by itself (R49), and yellow or red is never admitted but referred, not
//! turned away (R50). A refusal beats a referral, a referral beats what is merely missing.

use std::collections::BTreeSet;

use crate::health::Temperature;
use crate::policy::{AccessRule, FeverLine};
use crate::words::{Colour, Direction, Outcome, Presented, Reason, Requirement};

/// What the checkpoint knows of the person in front of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// Which way.
    pub direction: Direction,
    /// What was found of a code.
    pub standing: Standing,
    /// Whether an identity document was looked at or entered.
    pub has_document: bool,
    /// What else was shown.
    pub presented: BTreeSet<Presented>,
    /// The temperature taken, if any.
    pub temperature: Option<Temperature>,
}

/// What the token and the document given come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Neither leads to a code: the no-code lane.
    NoCode,
    /// A pass that cannot count, whatever else is shown.
    Faulty(Reason),
    /// A person with a code.
    Coded {
        /// The colour now.
        colour: Colour,
        /// Whether today has a normal check-in.
        checked_in: bool,
    },
}

/// What staff are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What to do.
    pub outcome: Outcome,
    /// Why, for a refusal or referral.
    pub reasons: Vec<Reason>,
    /// What can still be added, when undecided.
    pub missing: Vec<Requirement>,
}

/// Decides a passage by the rule of its place.
pub fn decide(passage: &Passage, rule: &AccessRule, fever: FeverLine) -> Decision {
    let reasons = reasons(passage, rule, fever);
    let worst = if reasons
        .iter()
        .any(|reason| reason.outcome() == Outcome::Refuse)
    {
        Outcome::Refuse
    } else {
        Outcome::Refer
    };
    if !reasons.is_empty() {
        let reasons = reasons
            .into_iter()
            .filter(|reason| reason.outcome() == worst)
            .collect();
        return Decision {
            outcome: worst,
            reasons,
            missing: Vec::new(),
        };
    }
    let missing = missing(passage, rule);
    let outcome = if missing.is_empty() {
        Outcome::Admit
    } else {
        Outcome::Undecided
    };
    Decision {
        outcome,
        reasons: Vec::new(),
        missing,
    }
}

fn reasons(passage: &Passage, rule: &AccessRule, fever: FeverLine) -> Vec<Reason> {
    let standing = match passage.standing {
        Standing::Faulty(reason) => Some(reason),
        Standing::NoCode if !is_checked(passage, rule) => None,
        Standing::NoCode if rule.code_required => Some(Reason::CodeRequired),
        Standing::NoCode => Some(Reason::NoCode),
        Standing::Coded {
            colour: Colour::Yellow,
            ..
        } => Some(Reason::ColourYellow),
        Standing::Coded {
            colour: Colour::Red,
            ..
        } => Some(Reason::ColourRed),
        Standing::Coded {
            colour: Colour::Green,
            ..
        } => None,
    };
    let hot = passage
        .temperature
        .is_some_and(|temperature| fever.is_reached_by(temperature.celsius()));
    standing
        .into_iter()
        .chain(hot.then_some(Reason::TemperatureHigh))
        .collect()
}

fn missing(passage: &Passage, rule: &AccessRule) -> Vec<Requirement> {
    if !is_checked(passage, rule) {
        return Vec::new();
    }
    rule.requires
        .iter()
        .copied()
        .filter(|&requirement| !is_met(requirement, passage))
        .collect()
}

/// A rule that checks one way only asks for nothing the other way (R57).
fn is_checked(passage: &Passage, rule: &AccessRule) -> bool {
    rule.directions.contains(&passage.direction)
}

fn is_met(requirement: Requirement, passage: &Passage) -> bool {
    match requirement {
        Requirement::IdentityDocument => {
            passage.has_document || passage.presented.contains(&Presented::IdentityDocument)
        }
        // A lease or a title deed is a proof as good as any (R54).
        Requirement::ResidenceOrWorkProof => [
            Presented::ResidencePass,
            Presented::WorkPass,
            Presented::Lease,
            Presented::TitleDeed,
        ]
        .iter()
        .any(|proof| passage.presented.contains(proof)),
        Requirement::Temperature => passage.temperature.is_some(),
        Requirement::CheckInToday => matches!(
            passage.standing,
            Standing::Coded {
                checked_in: true,
                ..
            }
        ),
    }
}
