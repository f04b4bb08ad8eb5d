//! The end of the service: data has an end (R85), and so has what collects it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

#[cfg(feature = "schema")]
use super::schema;
use crate::calendar::days_after;

/// When the service ends, and for how long reviews outlive it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Sunset {
    /// The first day without the service: from its 00:00 on nothing is issued any more.
    #[cfg_attr(feature = "schema", schema(value_type = schema::Day))]
    pub on: Date,
    /// Days for which reviews can still be read, `on` being the first.
    #[cfg_attr(feature = "schema", schema(minimum = 1, maximum = 365))]
    pub reviews_readable_days: u16,
}

impl Sunset {
    /// Whether the service is over on `day`.
    pub fn has_come_by(self, day: Date) -> bool {
        self.on <= day
    }

    /// The last day on which reviews can be read.
    pub fn reviews_until(self) -> Date {
        days_after(self.on, i32::from(self.reviews_readable_days) - 1)
    }

    /// Whether reviews can still be read on `day`.
    pub fn keeps_reviews_on(self, day: Date) -> bool {
        day <= self.reviews_until()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn r85_the_day_of_the_end_is_the_first_without_the_service_and_the_first_of_the_reviews_days() {
        let sunset = Sunset {
            on: date(2020, 2, 28),
            reviews_readable_days: 3,
        };
        assert!(!sunset.has_come_by(date(2020, 2, 27)));
        assert!(sunset.has_come_by(date(2020, 2, 28)));
        assert_eq!(sunset.reviews_until(), date(2020, 3, 1));
        assert!(sunset.keeps_reviews_on(date(2020, 3, 1)));
        assert!(!sunset.keeps_reviews_on(date(2020, 3, 2)));
        let shortest = Sunset {
            reviews_readable_days: 1,
            ..sunset
        };
        assert_eq!(shortest.reviews_until(), shortest.on);
    }
}
