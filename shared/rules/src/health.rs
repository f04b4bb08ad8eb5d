//! What a person says about their health: temperature and symptoms, in a declaration or a check-in.

use std::collections::BTreeSet;

use crate::policy::Policy;
use crate::words::{DayResult, Symptom};

/// A body temperature in °C that a thermometer can show.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Temperature(f64);

impl Temperature {
    /// The lowest that is believed, in °C.
    pub const LOWEST_C: f64 = 34.0;
    /// The highest that is believed, in °C.
    pub const HIGHEST_C: f64 = 43.0;

    /// A temperature in °C; none outside 34.0 to 43.0.
    pub fn parse(celsius: f64) -> Option<Self> {
        (Self::LOWEST_C..=Self::HIGHEST_C)
            .contains(&celsius)
            .then_some(Self(celsius))
    }

    /// In °C.
    pub fn celsius(self) -> f64 {
        self.0
    }
}

/// A person's own account of their health.
#[derive(Debug, Clone, PartialEq)]
pub struct Health {
    /// Measured temperature, if any.
    pub temperature: Option<Temperature>,
    /// Symptoms they have.
    pub symptoms: BTreeSet<Symptom>,
    /// Those of them that are chronic.
    pub chronic: BTreeSet<Symptom>,
}

impl Health {
    /// Abnormal with fever or with a listed symptom that is not declared chronic; chronic
    /// cough or rhinitis with a normal temperature is normal (R36, R40).
    pub fn result(&self, policy: &Policy) -> DayResult {
        let fever = self
            .temperature
            .is_some_and(|temperature| policy.fever_c.is_reached_by(temperature.celsius()));
        let acute = self
            .symptoms
            .iter()
            .any(|symptom| !(self.chronic.contains(symptom) && policy.chronic.contains(symptom)));
        if fever || acute {
            DayResult::Abnormal
        } else {
            DayResult::Normal
        }
    }
}
