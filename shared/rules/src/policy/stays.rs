//! What a policy says of stays: which of them are travel, which are a risk, and where two versions
//! differ.

use std::collections::BTreeSet;

use super::{AreaList, Policy, RiskAreas};
use crate::case::Place;
use crate::identity::AreaCode;
use crate::words::{Rule, Source};

impl Policy {
    /// The rule that a stay at `place` falls under, if any, when told by `source`: the worse of
    /// the two levels.
    pub fn stay_rule(&self, place: &Place, source: Source) -> Option<Rule> {
        let is_record = source == Source::Registry;
        if self.areas.high.contains(place) {
            Some(if is_record {
                Rule::TravelRecordHigh
            } else {
                Rule::StayHighRisk
            })
        } else if self.areas.medium.contains(place) {
            Some(if is_record {
                Rule::TravelRecordMedium
            } else {
                Rule::StayMediumRisk
            })
        } else {
            None
        }
    }

    /// Whether a stay at `place` is inside the city, hence no travel (R5).
    pub fn is_home(&self, place: &Place) -> bool {
        match place {
            Place::Area(area) => self.is_inside(area),
            Place::Country(_) => false,
        }
    }

    /// The places where this version may judge a stay otherwise than `before` did: entries that
    /// are new or have another level, medium ones from which a high one was taken away, and all
    /// of them if the window is longer.
    pub fn judges_anew(&self, before: &Self) -> BTreeSet<Place> {
        let (now, then) = (&self.areas, &before.areas);
        if self.window_days > before.window_days {
            return now.high.entries().chain(now.medium.entries()).collect();
        }
        let no_longer_high = then.high.entries_but_for(&now.high);
        let uncovered = no_longer_high
            .filter(|gone| !now.high.contains(gone))
            .flat_map(|gone| now.medium.overlaps_with(gone));
        now.high
            .entries_but_for(&then.high)
            .chain(now.medium.entries_but_for(&then.medium))
            .chain(uncovered)
            .collect()
    }

    /// Whether `area` is the city or one of its districts.
    pub fn is_inside(&self, area: &AreaCode) -> bool {
        area.is_within(&self.city_area)
            && (area == &self.city_area
                || self
                    .districts
                    .keys()
                    .any(|district| district.as_str() == area.as_str()))
    }
}

impl RiskAreas {
    /// Whether a stay at `place` is a risk of either level.
    pub fn lists(&self, place: &Place) -> bool {
        self.high.contains(place) || self.medium.contains(place)
    }

    /// Whether who names `one` names `other` as well, as far as the lists tell places apart:
    /// both are in one entry, or `other` is a part of `one`.
    pub fn are_in_one_entry(&self, one: &Place, other: &Place) -> bool {
        let is_in = |entry: &Place| one.is_within(entry) && other.is_within(entry);
        other.is_within(one)
            || [&self.high, &self.medium]
                .iter()
                .any(|level| level.entries().any(|entry| is_in(&entry)))
    }
}

impl AreaList {
    /// Its entries, areas and countries alike.
    pub fn entries(&self) -> impl Iterator<Item = Place> {
        let areas = self.areas.iter().cloned().map(Place::Area);
        areas.chain(self.countries.iter().copied().map(Place::Country))
    }

    fn entries_but_for(&self, others: &Self) -> impl Iterator<Item = Place> {
        let others: BTreeSet<Place> = others.entries().collect();
        self.entries().filter(move |entry| !others.contains(entry))
    }

    /// What `place` has in common with each entry.
    fn overlaps_with(&self, place: Place) -> impl Iterator<Item = Place> {
        self.entries().filter_map(move |entry| {
            if place.is_within(&entry) {
                Some(place.clone())
            } else {
                entry.is_within(&place).then_some(entry)
            }
        })
    }

    fn contains(&self, place: &Place) -> bool {
        match place {
            Place::Area(area) => self.areas.iter().any(|listed| area.is_within(listed)),
            Place::Country(country) => self.countries.contains(country),
        }
    }
}
