//! Policy: what the city decides, as data. A [`Policy`] that exists is valid.
//!
//! Areas, terms of holds, rules of places, holidays and retention change without a release
//! (R61), so nothing of them stands in code. One JSON document is one version, and one with a
//! fault is no policy at all. `Policy::check` names every fault of a document that somebody wrote;
//! [`Policy::load`] reads those that were checked. `docs/policy.md` describes both for people.

mod book;
#[cfg(feature = "schema")]
mod check;
mod contents;
mod fault;
mod limits;
mod load;
#[cfg(feature = "schema")]
mod schema;
#[cfg(feature = "schema")]
mod shape;
mod spot;
mod stays;
mod sunset;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::identity::{AreaCode, Country, District};
use crate::vocabulary::vocabulary;
use crate::words::{Colour, Direction, EndedBy, Isolation, PlaceType, Requirement, Rule, Symptom};

pub use book::{PolicyBook, Published, Succession};
pub use fault::{PolicyFault, PolicyFaultCode};
pub use limits::{LONGEST_WINDOW_DAYS, is_red_length, is_yellow_length};
pub use load::PolicyError;
#[cfg(feature = "schema")]
pub use schema::schema;
pub use sunset::Sunset;

vocabulary! {
    /// Where a published version stands.
    pub enum PolicyStatus {
        /// Waits for a second officer of the city.
        Proposed,
        /// In force from its first day on.
        Approved,
    }
}

/// One version of the city's policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Its name, for instance `2020-02-11`; shown with every decision (R61). Not `current` or `schema`.
    #[cfg_attr(feature = "schema", schema(pattern = "^[A-Za-z0-9._-]{1,32}$"))]
    pub version: String,
    /// The first Shanghai day of its force.
    #[cfg_attr(feature = "schema", schema(value_type = schema::Day))]
    pub effective_from: Date,
    /// The districts and counties that are "Hangzhou" (R5), with their names.
    pub districts: BTreeMap<District, LocalText>,
    /// The city's own area code: stays inside it are not travel, at whatever level they are named.
    pub city_area: AreaCode,
    /// How many days back a stay or contact counts; exactly that many still counts.
    #[cfg_attr(feature = "schema", schema(minimum = 1, maximum = 21))]
    pub window_days: u8,
    /// Where a stay is a risk.
    pub areas: RiskAreas,
    /// What each rule puts on. Every rule has its terms.
    #[cfg_attr(feature = "schema", schema(value_type = BTreeMap<schema::PolicyRule, Terms>))]
    pub holds: BTreeMap<Rule, Terms>,
    /// Symptoms that may be declared chronic (R40).
    pub chronic: BTreeSet<Symptom>,
    /// Fever begins here, in °C (R36, R58).
    pub fever_c: FeverLine,
    /// Reviews: working days to answer, and the days that are none besides weekends (R77).
    pub review: ReviewTerms,
    /// How long what is collected stays readable (R85).
    pub retention: Retention,
    /// When the service ends, once that is decided (R85); absent before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schema(nullable = false))]
    pub sunset: Option<Sunset>,
    /// What places ask for (R49 to R60).
    #[cfg_attr(feature = "schema", schema(min_items = 1))]
    pub access: Vec<AccessRule>,
}

/// A text of the policy, in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LocalText {
    /// Simplified Chinese.
    #[cfg_attr(feature = "schema", schema(pattern = r"\S"))]
    pub zh: String,
    /// English.
    #[cfg_attr(feature = "schema", schema(pattern = r"\S"))]
    pub en: String,
}

/// The areas and countries where a stay puts on a hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RiskAreas {
    /// Stays there put on `stay-high-risk`, and records of them `travel-record-high`.
    pub high: AreaList,
    /// Stays there put on `stay-medium-risk`, and records of them `travel-record-medium`.
    pub medium: AreaList,
}

/// Entries of one risk level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AreaList {
    /// Area codes; everything inside one counts.
    pub areas: BTreeSet<AreaCode>,
    /// Countries.
    pub countries: BTreeSet<Country>,
}

/// What a rule puts on: the terms of its hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// Yellow or red.
    pub colour: Colour,
    /// What takes the hold off.
    pub ends_by: EndedBy,
    /// Days of consecutive normal check-ins, for holds that check-ins take off, else absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schema(minimum = 1, maximum = 14))]
    pub days: Option<u8>,
    /// Where the person stays meanwhile.
    pub isolation: Isolation,
    /// The legal basis, as shown to the holder (R15).
    pub legal_basis: LocalText,
}

/// The lowest temperature that is fever, in °C.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(transparent)]
#[cfg_attr(feature = "schema", schema(minimum = 35, maximum = 40))]
pub struct FeverLine(f64);

// Loading refuses anything but a finite number, so equality is total.
impl Eq for FeverLine {}

impl FeverLine {
    /// Whether a measured temperature is fever.
    pub fn is_reached_by(self, temperature_c: f64) -> bool {
        temperature_c >= self.0
    }
}

/// How reviews are timed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReviewTerms {
    /// Working days that a district has.
    #[cfg_attr(feature = "schema", schema(minimum = 1, maximum = 10))]
    pub working_days: u8,
    /// Days besides Saturdays and Sundays that are not worked.
    #[cfg_attr(feature = "schema", schema(value_type = BTreeSet<schema::Day>, max_items = 100))]
    pub holidays: BTreeSet<Date>,
}

/// When collected data ends, in days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// Days for which who scanned whom stays readable.
    #[cfg_attr(feature = "schema", schema(minimum = 1, maximum = 365))]
    pub scans_days: u16,
    /// Days for which a single check-in stays readable.
    #[cfg_attr(feature = "schema", schema(minimum = 21, maximum = 365))]
    pub check_ins_days: u16,
}

/// What one kind of place asks for, where, from when on, and who says so (R51).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AccessRule {
    /// The districts it is for; absent: the whole city. A district's rule beats the city's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schema(min_items = 1))]
    pub districts: Option<BTreeSet<District>>,
    /// The kinds of place it is for.
    #[cfg_attr(feature = "schema", schema(min_items = 1))]
    pub place_types: BTreeSet<PlaceType>,
    /// Its first day; among rules of the same scope the newest counts.
    #[cfg_attr(feature = "schema", schema(value_type = schema::Day))]
    pub effective_from: Date,
    /// The directions that are checked at all (R57).
    #[cfg_attr(feature = "schema", schema(min_items = 1))]
    pub directions: BTreeSet<Direction>,
    /// What is asked for besides green.
    pub requires: BTreeSet<Requirement>,
    /// Whether a person without a code is turned back (R3) instead of referred (R4).
    #[serde(default)]
    pub code_required: bool,
    /// Who decided it.
    pub authority: LocalText,
    /// The rule in words, to be shown to a gatekeeper.
    pub text: LocalText,
}

impl Policy {
    /// Whether a version can have this name: 1 to 32 of `A-Z a-z 0-9 . _ -`, and no route's word.
    pub fn is_version_name(name: &str) -> bool {
        contents::is_version_name(name)
    }

    /// The terms of `rule`. Loading made sure that every rule has them.
    pub fn terms(&self, rule: Rule) -> Option<&Terms> {
        self.holds.get(&rule)
    }

    /// The rule of a place of this type in this district on `day`: a district's rule beats
    /// the city's, a newer one beats an older one (R61).
    pub fn access_rule(
        &self,
        kind: PlaceType,
        district: District,
        day: Date,
    ) -> Option<&AccessRule> {
        self.access
            .iter()
            .filter(|rule| rule.place_types.contains(&kind) && rule.effective_from <= day)
            .filter(|rule| {
                rule.districts
                    .as_ref()
                    .is_none_or(|some| some.contains(&district))
            })
            .max_by_key(|rule| (rule.districts.is_some(), rule.effective_from))
    }
}
