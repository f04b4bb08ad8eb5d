//! Days and times as this service means them: every day is an Asia/Shanghai day (R1).

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

/// The one time zone of the service, compiled in: no zone database is read at run time.
pub const SHANGHAI: TimeZone = jiff::tz::get!("Asia/Shanghai");

/// The Shanghai day that contains `now`.
pub fn day_of(now: Timestamp) -> Date {
    now.to_zoned(SHANGHAI).date()
}

/// The day that this text is, in its one spelling, `YYYY-MM-DD`.
pub fn read_day(text: &str) -> Option<Date> {
    let day: Date = text.parse().ok()?;
    (day.to_string() == text).then_some(day)
}

/// `days` days after `day`; before it when negative. Saturates at the calendar's ends.
pub fn days_after(day: Date, days: i32) -> Date {
    day.saturating_add(days.days())
}

/// Days from `earlier` to `later`; negative when they are the other way round.
pub fn days_between(earlier: Date, later: Date) -> i32 {
    later
        .duration_since(earlier)
        .as_hours()
        .div_euclid(24)
        .try_into()
        .unwrap_or(i32::MAX)
}

/// RFC 3339 with Shanghai's offset and whole seconds, as every answer shows times.
pub fn show(moment: Timestamp) -> String {
    moment
        .to_zoned(SHANGHAI)
        .strftime("%Y-%m-%dT%H:%M:%S%:z")
        .to_string()
}

/// The first second of the hour that contains `now`. Shanghai has been whole hours ahead of UTC since
/// before anything here is dated.
pub fn hour_of(now: Timestamp) -> Timestamp {
    let second = now.as_second();
    Timestamp::from_second(second - second.rem_euclid(60 * 60)).unwrap_or(Timestamp::MIN)
}

/// The first second of `day`.
pub fn start_of(day: Date) -> Timestamp {
    day.at(0, 0, 0, 0)
        .to_zoned(SHANGHAI)
        .map_or(Timestamp::MAX, |zoned| zoned.timestamp())
}

/// The last second of `day`, for what is due on it.
pub fn end_of(day: Date) -> Timestamp {
    day.at(23, 59, 59, 0)
        .to_zoned(SHANGHAI)
        .map_or(Timestamp::MAX, |zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn r1_a_day_begins_at_midnight_in_shanghai() {
        let last = "2020-02-11T15:59:59Z".parse().unwrap();
        let first = "2020-02-11T16:00:00Z".parse().unwrap();
        assert_eq!(day_of(last), date(2020, 2, 11));
        assert_eq!(day_of(first), date(2020, 2, 12));
    }

    #[test]
    fn an_hour_begins_where_shanghais_clocks_show_it() {
        for (now, hour) in [
            ("2020-02-11T01:00:00Z", "2020-02-11T09:00:00+08:00"),
            ("2020-02-11T01:59:59.9Z", "2020-02-11T09:00:00+08:00"),
            ("2020-02-11T16:00:00Z", "2020-02-12T00:00:00+08:00"),
        ] {
            assert_eq!(show(hour_of(now.parse().unwrap())), hour);
        }
    }

    #[test]
    fn a_day_has_one_spelling() {
        assert_eq!(read_day("2020-02-29"), Some(date(2020, 2, 29)));
        for other in [
            "20200229",
            "2020-02-29T00:00",
            "2020-02-30",
            "+002020-02-29",
            "",
        ] {
            assert_eq!(read_day(other), None, "{other}");
        }
    }

    #[test]
    fn days_are_counted_across_a_leap_day() {
        assert_eq!(days_between(date(2020, 2, 28), date(2020, 3, 1)), 2);
        assert_eq!(days_between(date(2020, 3, 1), date(2020, 2, 28)), -2);
        assert_eq!(days_after(date(2020, 2, 28), 2), date(2020, 3, 1));
    }

    #[test]
    fn times_are_shown_with_the_offset() {
        assert_eq!(
            show("2020-02-13T01:00:00Z".parse().unwrap()),
            "2020-02-13T09:00:00+08:00"
        );
        assert_eq!(show(end_of(date(2020, 2, 18))), "2020-02-18T23:59:59+08:00");
    }
}
