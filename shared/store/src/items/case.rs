//! The parts of a case as stored inside the person's item.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use rules::calendar::days_after;
use rules::case::{Place, Standing, Stay};
use rules::evidence::Named;
use rules::hold::{Ending, Evidence, Hold, Run, StoredHold};
use rules::identity::{AreaCode, Country};
use rules::words::{Colour, DayResult, EndedBy, Isolation, LegalGround, Rule, Source};
use serde::{Deserialize, Serialize};

use crate::StoreError;
use crate::classify::unreadable;

/// A place as one text: digits are an area, letters a country.
#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PlaceItem(String);

impl PlaceItem {
    pub fn of(place: &Place) -> Self {
        Self(match place {
            Place::Area(area) => area.as_str().to_owned(),
            Place::Country(country) => country.as_str().to_owned(),
        })
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn into_place(self) -> Option<Place> {
        let area = AreaCode::parse(&self.0).map(Place::Area);
        area.or_else(|| Country::parse(&self.0).map(Place::Country))
    }
}

/// What the latest declaration named.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct NamedItem {
    on: Date,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    places: Vec<PlaceItem>,
}

impl NamedItem {
    pub(super) fn of(named: &Named) -> Self {
        Self {
            on: named.on,
            places: named.places.iter().map(PlaceItem::of).collect(),
        }
    }

    pub(super) fn into_named(self) -> Result<Named, StoreError> {
        let places = self.places.into_iter().map(PlaceItem::into_place);
        Ok(Named {
            on: self.on,
            places: places
                .collect::<Option<_>>()
                .ok_or_else(|| unreadable("declared place"))?,
        })
    }
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct StayItem {
    place: PlaceItem,
    from: Date,
    to: Date,
    by: EvidenceItem,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    decided: Option<Standing>,
}

impl StayItem {
    pub(super) fn of(stay: &Stay) -> Self {
        Self {
            place: PlaceItem::of(&stay.place),
            from: stay.from,
            to: stay.to,
            by: EvidenceItem::of(&stay.evidence),
            decided: Some(stay.standing).filter(|&decided| decided != Standing::Counts),
        }
    }

    pub(super) fn into_stay(self) -> Option<Stay> {
        Some(Stay {
            place: self.place.into_place()?,
            from: self.from,
            to: self.to,
            evidence: self.by.into_evidence(),
            standing: self.decided.unwrap_or_default(),
        })
    }
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct HoldItem {
    n: u32,
    rule: Rule,
    colour: Colour,
    since: Date,
    ends: EndedBy,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    days: Option<u8>,
    stay: Isolation,
    policy: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    legal: Option<LegalGround>,
    #[serde(default)]
    told: u32,
    by: Vec<EvidenceItem>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    run_last: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    run_days: Option<u8>,
}

impl HoldItem {
    pub(super) fn of(hold: &Hold) -> Self {
        let (run_last, run_days) = hold.run.last_and_days().unzip();
        Self {
            n: hold.number,
            rule: hold.rule,
            colour: hold.colour,
            since: hold.since,
            ends: hold.ending.by(),
            days: hold.ending.days(),
            stay: hold.isolation,
            policy: hold.policy.clone(),
            legal: hold.legal_ground,
            told: hold.told,
            by: hold.evidence().iter().map(EvidenceItem::of).collect(),
            run_last,
            run_days,
        }
    }

    pub(super) fn into_hold(self) -> Option<Hold> {
        let ending = match (self.ends, self.days) {
            (EndedBy::CheckIns, days) => Ending::CheckIns { days: days? },
            (EndedBy::Clinic, _) => Ending::Clinic,
            (EndedBy::Officer, _) => Ending::Officer,
        };
        Hold::stored(StoredHold {
            number: self.n,
            rule: self.rule,
            colour: self.colour,
            since: self.since,
            ending,
            isolation: self.stay,
            policy: self.policy,
            legal_ground: self.legal,
            told: self.told,
            evidence: self
                .by
                .into_iter()
                .map(EvidenceItem::into_evidence)
                .collect(),
            run: self
                .run_last
                .zip(self.run_days)
                .map_or(Run::NONE, |(last, days)| Run::new(last, days)),
        })
    }
}

#[derive(Debug, Serialize, Deserialize)]
pub struct EvidenceItem {
    src: Source,
    id: String,
    at: Timestamp,
}

impl EvidenceItem {
    pub fn of(evidence: &Evidence) -> Self {
        Self {
            src: evidence.source,
            id: evidence.id.clone(),
            at: evidence.recorded_at,
        }
    }

    pub fn into_evidence(self) -> Evidence {
        Evidence {
            source: self.src,
            id: self.id,
            recorded_at: self.at,
        }
    }
}

/// Check-ins as one letter a day from a first day on: `n`ormal, `a`bnormal, `-` none.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct DaysItem {
    from: Date,
    marks: String,
}

impl DaysItem {
    pub(super) fn of(days: &BTreeMap<Date, DayResult>) -> Option<Self> {
        let (&from, _) = days.first_key_value()?;
        let (&until, _) = days.last_key_value()?;
        let marks = std::iter::successors(Some(from), |&day| Some(days_after(day, 1)))
            .take_while(|&day| day <= until)
            .map(|day| match days.get(&day) {
                Some(DayResult::Normal) => 'n',
                Some(DayResult::Abnormal) => 'a',
                None => '-',
            })
            .collect();
        Some(Self { from, marks })
    }

    pub(super) fn into_days(self) -> BTreeMap<Date, DayResult> {
        let days = std::iter::successors(Some(self.from), |&day| Some(days_after(day, 1)));
        days.zip(self.marks.chars())
            .filter_map(|(day, mark)| match mark {
                'n' => Some((day, DayResult::Normal)),
                'a' => Some((day, DayResult::Abnormal)),
                _ => None,
            })
            .collect()
    }
}
