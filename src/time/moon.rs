//! Calendars of the moon by where sun and moon stand: the Chinese and the Hindu one. Where a feast
//! hangs on an hour the day may differ by one from what is announced.

use jiff::{Span, civil::Date};

/// More days than the calendar has.
const BEYOND: f64 = 4e6;
/// Degrees that sun and moon draw apart in a day.
const APART: f64 = 12.190_749;

/// Days from noon of 1 January 2000 to midnight of 1 January of a year.
fn new_year(year: i16) -> Option<f64> {
    let first = Date::new(year, 1, 1).ok()?;
    let origin = Date::new(2000, 1, 1).ok()?;
    let days = origin.until(first).ok()?.get_days();
    Some(f64::from(days) - 0.5)
}

/// The day that an instant lies on.
fn day(at: f64) -> Option<Date> {
    let days = (at + 0.5).floor();
    (days.abs() < BEYOND).then_some(())?;
    Date::new(2000, 1, 1).ok()?.checked_add(Span::new().try_days(days as i64).ok()?).ok()
}

fn sin(degrees: f64) -> f64 {
    degrees.to_radians().sin()
}

/// Degrees between -180 and 180.
fn near(degrees: f64) -> f64 {
    (degrees + 180.0).rem_euclid(360.0) - 180.0
}

/// Degrees of the sun along its path.
fn sun(at: f64) -> f64 {
    let anomaly = 357.529 + 0.985_600_28 * at;
    280.459 + 0.985_647_36 * at + 1.915 * sin(anomaly) + 0.020 * sin(2.0 * anomaly)
}

/// Degrees that the moon stands ahead of the sun.
fn ahead(at: f64) -> f64 {
    let sun_anomaly = 357.529 + 0.985_600_28 * at;
    let anomaly = 134.963 + 13.064_992_95 * at;
    let apart = 297.850 + 12.190_749_12 * at;
    let node = 93.272 + 13.229_350_24 * at;
    let moon = 218.316
        + 13.176_396_48 * at
        + 6.289 * sin(anomaly)
        + 1.274 * sin(2.0 * apart - anomaly)
        + 0.658 * sin(2.0 * apart)
        + 0.214 * sin(2.0 * anomaly)
        - 0.186 * sin(sun_anomaly)
        - 0.114 * sin(2.0 * node)
        + 0.059 * sin(2.0 * apart - 2.0 * anomaly)
        + 0.057 * sin(2.0 * apart - sun_anomaly - anomaly)
        + 0.053 * sin(2.0 * apart + anomaly)
        + 0.046 * sin(2.0 * apart - sun_anomaly)
        + 0.041 * sin(anomaly - sun_anomaly)
        - 0.035 * sin(apart)
        - 0.031 * sin(anomaly + sun_anomaly);
    moon - sun(at)
}

/// When the sun reaches these degrees in a year.
fn term(year: i16, degrees: f64) -> Option<f64> {
    // In January it stands at 280.
    let mut at = new_year(year)? + (degrees - 280.0).rem_euclid(360.0) / 0.985_647;
    for _ in 0..4 {
        at -= near(sun(at) - degrees) / 0.985_647;
    }
    Some(at)
}

/// When the moon stands so many degrees ahead near an instant.
fn phase(about: f64, degrees: f64) -> f64 {
    let mut at = about;
    for _ in 0..5 {
        at -= near(ahead(at) - degrees) / APART;
    }
    at
}

/// The last new moon before an instant.
fn new_moon(before: f64) -> f64 {
    let at = phase(before - ahead(before).rem_euclid(360.0) / APART, 0.0);
    if at > before { phase(at - 29.5, 0.0) } else { at }
}

/// Month and day of the Chinese calendar in a year, leap months left out.
pub(super) fn chinese(year: i16, month: u8, date: u8) -> Option<Date> {
    const BEIJING: f64 = 8.0 / 24.0;
    let term = term(year, (f64::from(month) * 30.0 - 60.0).rem_euclid(360.0))? + BEIJING;
    // The month in which the term falls, on the same day at the earliest.
    let midnight = (term + 0.5).floor() + 0.5;
    let first = new_moon(midnight - BEIJING) + BEIJING;
    day(first)?.checked_add(Span::new().days(i64::from(date) - 1)).ok()
}

/// The day on which a lunar day (1 to 30) of a Hindu month is kept: the one at whose hour it runs.
/// The month is told by the degrees that the sun passes in it.
pub(super) fn hindu(year: i16, degrees: u16, date: u8, hour: u8) -> Option<Date> {
    const INDIA: f64 = 5.5 / 24.0;
    // Degrees are counted from the stars, which the seasons run away from.
    let drift = 23.85 + 0.01396 * f64::from(year - 2000);
    let first = new_moon(term(year, (f64::from(degrees) + drift).rem_euclid(360.0))?);
    let degrees = f64::from(date) * 12.0;
    let end = phase(first + degrees / APART, degrees);
    day(end + INDIA - f64::from(hour) / 24.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn known_days() {
        assert_eq!(chinese(2013, 1, 1), Some(date(2013, 2, 10)));
        assert_eq!(chinese(2014, 1, 1), Some(date(2014, 1, 31)));
        assert_eq!(chinese(2023, 1, 1), Some(date(2023, 1, 22)));
        assert_eq!(chinese(2020, 8, 15), Some(date(2020, 10, 1)));
        assert_eq!(chinese(2016, 5, 5), Some(date(2016, 6, 9)));
        for (year, month, day) in [(2014, 10, 23), (2016, 10, 30), (2019, 10, 27), (2020, 11, 14)] {
            assert_eq!(hindu(year, 180, 30, 18), Some(date(year, month, day)));
        }
        assert_eq!(hindu(2019, 330, 15, 18), Some(date(2019, 3, 20)));
        assert_eq!(hindu(2019, 150, 4, 12), Some(date(2019, 9, 2)));
        assert!((1..=9999).all(|year| chinese(year, 1, 1).is_some()));
    }
}
