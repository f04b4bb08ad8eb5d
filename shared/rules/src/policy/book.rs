//! All versions of the policy, by the day from which each is in force.

use jiff::civil::Date;

use super::{Policy, PolicyError};

/// The shipped versions, one file each.
const SHIPPED: [&str; 2] = [
    include_str!("../../policies/2020-02-11.json"),
    include_str!("../../policies/2020-03-01.json"),
];

/// The versions that the city has published, oldest first; never empty.
#[derive(Debug, Clone)]
pub struct PolicyBook {
    first: Policy,
    later: Vec<Policy>,
}

impl PolicyBook {
    /// The versions that ship with this release.
    ///
    /// # Errors
    /// The first fault of a shipped file, with its place. A unit test loads them, so this
    /// fails only in a build that did not pass its tests.
    pub fn shipped() -> Result<Self, PolicyError> {
        let mut policies = SHIPPED
            .iter()
            .map(|json| Policy::load(json))
            .collect::<Result<Vec<_>, _>>()?;
        policies.sort_by_key(|policy| policy.effective_from);
        let mut policies = policies.into_iter();
        let first = policies.next().ok_or(PolicyError::NoPolicy)?;
        Ok(Self {
            first,
            later: policies.collect(),
        })
    }

    /// The version in force on `day`. Before the first one, the first: nothing can be
    /// declared then (see [`Self::is_in_force`]), but what is stored stays readable.
    pub fn on(&self, day: Date) -> &Policy {
        self.later
            .iter()
            .rev()
            .find(|policy| policy.effective_from <= day)
            .unwrap_or(&self.first)
    }

    /// Whether any version is in force on `day` (R1).
    pub fn is_in_force(&self, day: Date) -> bool {
        self.first.effective_from <= day
    }

    /// The versions that came into force after `after`, up to `until`, oldest first.
    pub fn coming_into_force(&self, after: Date, until: Date) -> impl Iterator<Item = &Policy> {
        std::iter::once(&self.first)
            .chain(&self.later)
            .filter(move |policy| after < policy.effective_from && policy.effective_from <= until)
    }

    /// A version by its name; the one on `day` if there is none of that name.
    pub fn version_or_current(&self, version: &str, day: Date) -> &Policy {
        std::iter::once(&self.first)
            .chain(&self.later)
            .find(|policy| policy.version == version)
            .unwrap_or_else(|| self.on(day))
    }
}
