//! Calendars of the moon by arithmetic: the Jewish one exactly, the Islamic one by its table, which
//! may differ by a day from what is seen and announced.

use jiff::{Span, civil::Date};

/// Days before 1 Tishri of the year 1 of the Jewish calendar, counted from 31 December of the year
/// before the year 1.
const JEWISH_EPOCH: i64 = -1_373_427;
/// Days before 1 Muharram of the year 1 of the Islamic calendar, counted likewise.
const ISLAMIC_EPOCH: i64 = 227_014;

/// The day with this number, 1 January of the year 1 being 1.
fn day(number: i64) -> Option<Date> {
    Date::new(1, 1, 1).ok()?.checked_add(Span::new().try_days(number - 1).ok()?).ok()
}

/// Days from the epoch to the new year of a Jewish year, before postponements between years.
const fn elapsed(year: i64) -> i64 {
    let months = (235 * year - 234).div_euclid(19);
    let parts = 12_084 + 13_753 * months;
    let day = 29 * months + parts.div_euclid(25_920);
    if (3 * (day + 1)).rem_euclid(7) < 3 { day + 1 } else { day }
}

/// The number of the day of 1 Tishri of a Jewish year.
const fn tishri(year: i64) -> i64 {
    let (before, this, after) = (elapsed(year - 1), elapsed(year), elapsed(year + 1));
    let postponed = if after - this == 356 {
        2
    } else if this - before == 382 {
        1
    } else {
        0
    };
    JEWISH_EPOCH + this + postponed
}

/// So many days after the Jewish new year that begins in the autumn of `year`.
pub(super) fn after_tishri(year: i16, days: i16) -> Option<Date> {
    day(tishri(i64::from(year) + 3761) + i64::from(days))
}

/// So many days after 15 Nisan in the spring of `year`.
pub(super) fn after_passover(year: i16, days: i16) -> Option<Date> {
    day(tishri(i64::from(year) + 3761) - 163 + i64::from(days))
}

/// 25 Kislev in the winter of `year`.
pub(super) fn hanukkah(year: i16) -> Option<Date> {
    let jewish = i64::from(year) + 3761;
    let length = tishri(jewish + 1) - tishri(jewish);
    // Only in a long year Heshvan has 30 days.
    let heshvan = if length % 10 == 5 { 30 } else { 29 };
    day(tishri(jewish) + 30 + heshvan + 24)
}

/// The first time in `year` that an Islamic month and day begin.
pub(super) fn islamic(year: i16, month: u8, date: u8) -> Option<Date> {
    let (month, date) = (i64::from(month), i64::from(date));
    let near = (i64::from(year) - 622) * 33 / 32;
    (near - 1..=near + 2)
        .filter_map(|y| {
            let number =
                date + 29 * (month - 1) + month / 2 + (y - 1) * 354 + (3 + 11 * y).div_euclid(30);
            day(number + ISLAMIC_EPOCH)
        })
        .find(|d| d.year() == year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn known_days() {
        assert_eq!(after_tishri(2018, 0), Some(date(2018, 9, 10)));
        assert_eq!(after_passover(2016, 0), Some(date(2016, 4, 23)));
        assert_eq!(hanukkah(2018), Some(date(2018, 12, 3)));
        assert_eq!(hanukkah(2019), Some(date(2019, 12, 23)));
        let ramadan = islamic(2016, 9, 1).unwrap();
        assert!((date(2016, 6, 5)..=date(2016, 6, 7)).contains(&ramadan), "{ramadan}");
    }
}
