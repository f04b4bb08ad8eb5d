//! The bounds that no policy may leave. The schema tells the same numbers; a test compares them.

use std::ops::RangeInclusive;

/// The longest window that a policy may have: stays and contacts further back than this never count.
pub const LONGEST_WINDOW_DAYS: u8 = 21;

/// Days back that a stay or contact may count.
pub(super) const WINDOW_DAYS: RangeInclusive<f64> = 1.0..=LONGEST_WINDOW_DAYS as f64;
/// Days of a yellow hold (R27).
pub(super) const YELLOW_DAYS: RangeInclusive<f64> = 1.0..=7.0;
/// Days of a red hold that check-ins end (R26).
pub(super) const RED_DAYS: RangeInclusive<f64> = 14.0..=14.0;
/// Where fever may begin, in °C.
pub(super) const FEVER_C: RangeInclusive<f64> = 35.0..=40.0;
/// Working days to answer a review.
pub(super) const WORKING_DAYS: RangeInclusive<f64> = 1.0..=10.0;
/// Days for which a scan may stay readable: data has an end (R85).
pub(super) const SCANS_DAYS: RangeInclusive<f64> = 1.0..=365.0;
/// Days for which a check-in may stay readable: a red run must be, with a week to spare.
pub(super) const CHECK_INS_DAYS: RangeInclusive<f64> = 21.0..=365.0;
/// Days for which reviews may stay readable after the end (R85): the rest of the data goes at once.
pub(super) const REVIEWS_READABLE_DAYS: RangeInclusive<f64> = 1.0..=365.0;
/// Holidays listed at most.
pub(super) const MOST_HOLIDAYS: usize = 100;
/// How far a holiday may be from a policy's first day, in days: three years, so that old lists may be
/// kept and a slip in the year is not.
pub(super) const HOLIDAY_DAYS: RangeInclusive<i32> = -1096..=1096;

/// Whether a yellow hold may take so many days (R27).
pub fn is_yellow_length(days: u8) -> bool {
    YELLOW_DAYS.contains(&f64::from(days))
}

/// Whether a red hold that check-ins end may take so many days (R26).
pub fn is_red_length(days: u8) -> bool {
    RED_DAYS.contains(&f64::from(days))
}
