//! Which sunset counts (R85): the one that comes while its version is in force, and then for good.
//!
//! Until its day comes a sunset is a plan: a version that takes over before may move it or drop it.
//! Once the day has begun, all that was collected is being erased, so no version that comes later
//! can revive the service; that takes a new one, in which everybody applies anew.

use jiff::civil::Date;

use super::{PolicyBook, Version};
use crate::calendar::{day_of, days_after};
use crate::policy::Sunset;

impl PolicyBook {
    /// The sunset that has come by `day`; none while the service goes on. Whoever wants to know
    /// whether the service has ended asks this.
    pub fn sunset_on(&self, day: Date) -> Option<Sunset> {
        self.sunset().filter(|sunset| sunset.has_come_by(day))
    }

    /// The sunset that has come, or will if nothing else is approved before.
    pub fn sunset(&self) -> Option<Sunset> {
        self.all()
            .filter_map(|version| {
                let sunset = version.sunset()?;
                let in_force = self.as_a_day_begins(sunset.on)?;
                std::ptr::eq(in_force, version).then_some(sunset)
            })
            .min_by_key(|sunset| sunset.on)
    }

    /// The version in force as `day` begins, by what was approved before that day. An approval of
    /// the day itself comes too late: by then the service has ended.
    fn as_a_day_begins(&self, day: Date) -> Option<&Version> {
        self.all().rev().find(|version| {
            version.first_day <= day
                && !version.is_superseded
                && version
                    .approved_at
                    .is_none_or(|approved_at| day_of(approved_at) < day)
        })
    }
}

impl Version {
    /// The sunset of this version. One whose day was over when the version was approved comes with
    /// the day after the approval: no service ends in the middle of a day, before anybody was told.
    fn sunset(&self) -> Option<Sunset> {
        let sunset = self.policy.sunset?;
        let after_approval = |approved_at| days_after(day_of(approved_at), 1);
        let earliest = self.approved_at.map_or(sunset.on, after_approval);
        Some(Sunset {
            on: sunset.on.max(earliest),
            ..sunset
        })
    }
}
