//! What is told.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rules::calendar::show;
use rules::identity::District;
use rules::words::Outcome;
use serde::Serialize;
use store::{ColourCounts, Colours, PassagesOfHour};
use utoipa::ToSchema;

use super::span::Span;

/// Numbers of a span of days.
#[derive(Debug, Serialize, ToSchema)]
pub struct StatisticsView {
    /// The first day.
    #[schema(value_type = String, format = Date)]
    from: Date,
    /// The last day.
    #[schema(value_type = String, format = Date)]
    to: Date,
    /// Oldest first; a day and district without anybody is missing.
    days: Vec<ColoursView>,
    /// Oldest first; an hour and district without a verification is missing.
    hours: Vec<PassagesView>,
}

/// How many people of a district had which colour.
#[derive(Debug, Serialize, ToSchema)]
pub struct ColoursView {
    /// The day soon after whose first midnight they had it.
    #[schema(value_type = String, format = Date)]
    day: Date,
    /// The district that they declared.
    #[schema(value_type = String, example = "330106")]
    district: District,
    green: u64,
    yellow: u64,
    red: u64,
}

/// What the verifications in a district came to.
#[derive(Debug, Serialize, ToSchema)]
pub struct PassagesView {
    /// When the hour began.
    #[schema(example = "2020-02-11T09:00:00+08:00")]
    hour: String,
    /// The district of the places.
    #[schema(value_type = String, example = "330106")]
    district: District,
    admit: u64,
    refuse: u64,
    refer: u64,
    undecided: u64,
}

impl StatisticsView {
    /// The numbers of `own` district, or of all.
    pub fn of(
        Span { from, to }: Span,
        own: Option<District>,
        days: &[(Date, ColourCounts)],
        hours: &[PassagesOfHour],
    ) -> Self {
        let is_told = |district: District| own.is_none_or(|own| own == district);
        let days = days.iter().flat_map(|(day, counts)| {
            let districts = counts.iter().filter(|&(district, _)| is_told(district));
            districts.map(|(district, colours)| ColoursView::of(*day, district, colours))
        });
        let hours = hours.iter().flat_map(|hour| {
            let start = show(hour.hour);
            let districts = hour.counts.iter();
            let districts = districts.filter(|&(&district, _)| is_told(district));
            districts
                .map(move |(&district, counts)| PassagesView::of(start.clone(), district, counts))
        });
        Self {
            from,
            to,
            days: days.collect(),
            hours: hours.collect(),
        }
    }
}

impl ColoursView {
    fn of(day: Date, district: District, colours: Colours) -> Self {
        let Colours { green, yellow, red } = colours;
        Self {
            day,
            district,
            green,
            yellow,
            red,
        }
    }
}

impl PassagesView {
    fn of(hour: String, district: District, counts: &BTreeMap<Outcome, u64>) -> Self {
        let count = |outcome| counts.get(&outcome).copied().unwrap_or_default();
        Self {
            hour,
            district,
            admit: count(Outcome::Admit),
            refuse: count(Outcome::Refuse),
            refer: count(Outcome::Refer),
            undecided: count(Outcome::Undecided),
        }
    }
}
