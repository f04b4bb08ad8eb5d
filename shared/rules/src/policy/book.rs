//! All versions of the policy, by the day from which each is in force.

mod sunset;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::Date;

use super::{Policy, PolicyError};
use crate::calendar::day_of;
use crate::identity::District;

/// The shipped versions, one file each, by name.
const SHIPPED: [(&str, &str); 2] = [
    ("2020-02-11", include_str!("../../policies/2020-02-11.json")),
    ("2020-03-01", include_str!("../../policies/2020-03-01.json")),
];

/// The same, read once a process: a book is put together again every half minute.
static SHIPPED_VERSIONS: LazyLock<Result<Vec<Version>, PolicyError>> = LazyLock::new(|| {
    let policies = SHIPPED.iter().map(|(_, json)| Policy::read(json));
    policies
        .map(|policy| policy.map(Version::shipped))
        .collect()
});

/// A version that the city has published: proposed by one officer, approved by another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The version.
    pub policy: Policy,
    /// When the second officer approved it. In force from its effective day on, and from this
    /// day on if that is over already: nothing is judged backwards.
    pub approved_at: Timestamp,
    /// Its place among all approvals; of two versions with one first day the later counts.
    pub number: u32,
}

/// One version in the book.
#[derive(Debug, Clone)]
struct Version {
    policy: Policy,
    first_day: Date,
    number: u32,
    /// None for what is shipped.
    approved_at: Option<Timestamp>,
    /// Whether another version took its first day before that day began.
    is_superseded: bool,
}

/// One version taking over from another.
#[derive(Debug, Clone, Copy)]
pub struct Succession<'a> {
    /// The first day of its force.
    pub first_day: Date,
    /// When it was approved; none for what is shipped.
    pub approved_at: Option<Timestamp>,
    /// The version before.
    pub before: &'a Policy,
    /// The version.
    pub policy: &'a Policy,
}

/// The versions that the city has published, oldest first; never empty.
#[derive(Debug, Clone)]
pub struct PolicyBook {
    first: Version,
    later: Vec<Version>,
}

impl PolicyBook {
    /// The versions that ship with this release.
    ///
    /// # Errors
    /// The first fault of shape of a shipped file, with its place. A unit test loads them with all
    /// checks, so this fails only in a build that did not pass its tests.
    pub fn shipped() -> Result<Self, PolicyError> {
        Self::with([])
    }

    /// The shipped versions and those that the city has published since.
    ///
    /// # Errors
    /// As [`Self::shipped`].
    pub fn with(published: impl IntoIterator<Item = Published>) -> Result<Self, PolicyError> {
        let mut versions = SHIPPED_VERSIONS.clone()?;
        versions.extend(published.into_iter().map(Version::published));
        Self::of(versions)
    }

    /// This book with one version more, as if it were approved at that moment: what a dry run
    /// compares with.
    ///
    /// # Errors
    /// None in fact: a book with one version more is not empty.
    pub fn with_one_more(
        &self,
        policy: Policy,
        approved_at: Timestamp,
    ) -> Result<Self, PolicyError> {
        let one_more = Version::published(Published {
            policy,
            approved_at,
            number: u32::MAX,
        });
        Self::of(self.all().cloned().chain([one_more]).collect())
    }

    fn of(mut versions: Vec<Version>) -> Result<Self, PolicyError> {
        versions.sort_by_key(|version| (version.first_day, version.number));
        let superseded: Vec<bool> = versions
            .iter()
            .map(|version| versions.iter().any(|other| other.supersedes(version)))
            .collect();
        for (version, is_superseded) in versions.iter_mut().zip(superseded) {
            version.is_superseded = is_superseded;
        }
        let mut versions = versions.into_iter();
        Ok(Self {
            first: versions.next().ok_or(PolicyError::NoPolicy)?,
            later: versions.collect(),
        })
    }

    /// Whether a version of this name ships with this release.
    pub fn is_shipped(version: &str) -> bool {
        SHIPPED.iter().any(|(name, _)| *name == version)
    }

    /// The version in force on `day`. Before the first one, the first: nothing can be
    /// declared then (see [`Self::is_in_force`]), but what is stored stays readable.
    pub fn on(&self, day: Date) -> &Policy {
        let in_force = self
            .all()
            .rev()
            .find(|version| version.first_day <= day && !version.is_superseded);
        &in_force.unwrap_or(&self.first).policy
    }

    /// Whether any version is in force on `day` (R1).
    pub fn is_in_force(&self, day: Date) -> bool {
        self.first.first_day <= day
    }

    /// The versions that came into force after the one named `after` did, up to `until`,
    /// oldest first, each with its first day. None for a name that this book does not know: who
    /// wrote it knew a newer book.
    pub fn coming_into_force(
        &self,
        after: &str,
        until: Date,
    ) -> impl Iterator<Item = (Date, &Policy)> {
        self.all()
            .skip_while(move |version| version.policy.version != after)
            .skip(1)
            .filter(move |version| version.first_day <= until && !version.is_superseded)
            .map(|version| (version.first_day, &version.policy))
    }

    /// The districts of all versions. One that a later version has no more still has the reviews and
    /// orders that were sent there.
    pub fn districts(&self) -> BTreeSet<District> {
        self.all()
            .flat_map(|version| version.policy.districts.keys().copied())
            .collect()
    }

    /// Every version that takes or will take over from another, oldest first.
    pub fn successions(&self) -> impl Iterator<Item = Succession<'_>> {
        let in_force = || self.all().filter(|version| !version.is_superseded);
        in_force()
            .zip(in_force().skip(1))
            .map(|(before, version)| Succession {
                first_day: version.first_day,
                approved_at: version.approved_at,
                before: &before.policy,
                policy: &version.policy,
            })
    }

    /// A version by its name.
    pub fn version(&self, name: &str) -> Option<&Policy> {
        self.all()
            .map(|version| &version.policy)
            .find(|policy| policy.version == name)
    }

    /// A version by its name; the one on `day` if there is none of that name.
    pub fn version_or_current(&self, name: &str, day: Date) -> &Policy {
        self.version(name).unwrap_or_else(|| self.on(day))
    }

    fn all(&self) -> impl DoubleEndedIterator<Item = &Version> + Clone {
        std::iter::once(&self.first).chain(&self.later)
    }
}

impl Version {
    fn shipped(policy: Policy) -> Self {
        Self {
            first_day: policy.effective_from,
            number: 0,
            approved_at: None,
            is_superseded: false,
            policy,
        }
    }

    fn published(published: Published) -> Self {
        let Published {
            policy,
            approved_at,
            number,
        } = published;
        Self {
            first_day: policy.effective_from.max(day_of(approved_at)),
            number,
            approved_at: Some(approved_at),
            is_superseded: false,
            policy,
        }
    }

    /// Whether this version was approved for the other's first day before that day began, so
    /// that the other is never in force.
    fn supersedes(&self, other: &Self) -> bool {
        let was_in_time = self
            .approved_at
            .is_some_and(|at| day_of(at) < self.first_day);
        self.first_day == other.first_day && self.number > other.number && was_in_time
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shipped_passes_every_check_that_it_is_not_read_with() {
        for (name, json) in SHIPPED {
            assert_eq!(Policy::load(json).unwrap().version, name);
        }
    }
}
