//! TIMEX3 strings back to values.

use std::{fmt, str::FromStr};

use super::value::{Count, DayPart, Length, Part, Point, Season, Time, Unit, Value, Year};

/// A string is no TIMEX3 value that this crate writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseValueError(());

impl fmt::Display for ParseValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no TIMEX3 value: write 2016-06-22, 2016-W25, P3D, XXXX-WXX-3, PRESENT_REF, …")
    }
}

impl std::error::Error for ParseValueError {}

impl FromStr for Value {
    type Err = ParseValueError;

    fn from_str(text: &str) -> Result<Self, ParseValueError> {
        let value = match text {
            "PRESENT_REF" => Some(Self::Present),
            "PAST_REF" => Some(Self::Past),
            "FUTURE_REF" => Some(Self::Future),
            _ if text.starts_with('P') => length(&text[1..]).map(Self::Length),
            _ => match text.split_once('/') {
                Some((from, to)) => {
                    point(from).and_then(|from| Some(Self::Range(from, point(to)?)))
                }
                None => point(text).map(Self::Point),
            },
        };
        value.ok_or(ParseValueError(()))
    }
}

fn length(text: &str) -> Option<Length> {
    let mut length = Length::EMPTY;
    let (mut rest, mut clock) = (text, false);
    while !rest.is_empty() {
        if !clock && let Some(after) = rest.strip_prefix('T') {
            (rest, clock) = (after, true);
        }
        let (count, after) = count(rest)?;
        let len = after.bytes().take_while(u8::is_ascii_uppercase).count();
        // `T` begins the clock: no code of a unit holds one.
        let len = after[..len].find('T').unwrap_or(len);
        let code = &after[..len];
        let (unit, ..) =
            *Unit::ALL.iter().find(|(unit, _, c)| *c == code && unit.is_clock() == clock)?;
        length = length.and(count, unit)?;
        rest = &after[len..];
    }
    length.terms().next().map(|_| length)
}

fn count(text: &str) -> Option<(Count, &str)> {
    if let Some(rest) = text.strip_prefix('X') {
        return Some((None, rest));
    }
    let len = text.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let (whole, part) = text[..len].split_once('.').unwrap_or((&text[..len], "0"));
    let places = u32::try_from(part.len()).ok().filter(|&n| (1..=3).contains(&n))?;
    let thousandths = part.parse::<u64>().ok()? * 10u64.pow(3 - places);
    let whole: u64 = whole.parse().ok()?;
    Some((Some(whole.checked_mul(1000)?.checked_add(thousandths)?), &text[len..]))
}

fn point(text: &str) -> Option<Point> {
    let (date, time) = match text.find('T') {
        Some(at) => (&text[..at], time(&text[at + 1..])?),
        None => (text, Time::Whole),
    };
    let (year, part) =
        if date.is_empty() { (Year::Absent, Part::Whole) } else { self::date(date)? };
    if year == Year::Absent && time == Time::Whole {
        return None;
    }
    let point = Point { year, part, time };
    let real = match (year, part) {
        (
            Year::Of(year),
            Part::Day(month @ 1.., day @ 1..) | Part::Weekdate(month @ 1.., day @ 1.., _),
        ) if (1..=9999).contains(&year) => {
            jiff::civil::Date::new(year as i16, month as i8, day as i8).is_ok()
        }
        _ => true,
    };
    real.then_some(point)
}

fn date(text: &str) -> Option<(Year, Part)> {
    let (sign, text) = text.strip_prefix("BC").map_or((1, text), |rest| (-1, rest));
    let len = text.find('-').unwrap_or(text.len());
    let (digits, rest) = (&text[..len], text[len..].strip_prefix('-'));
    let year = if digits == "XXXX" {
        Year::Open
    } else {
        let number = sign * number(digits, len)? as i32;
        match len {
            2 if sign < 0 => Year::Century(number - 1),
            2 => Year::Century(number),
            3 => Year::Decade(number),
            4 => Year::Of(number),
            _ => return None,
        }
    };
    let Some(rest) = rest else { return Some((year, Part::Whole)) };
    let part = match rest.as_bytes() {
        b"WE" => Part::Weekends,
        [b'W', week @ ..] => {
            let week = std::str::from_utf8(week).ok()?;
            let (number, day) = week.split_once('-').unwrap_or((week, ""));
            let number = two(number).filter(|&w| w <= 53)?;
            match day {
                "" if week.len() == 2 => Part::Week(number),
                "WE" => Part::Weekend(number),
                _ => Part::Weekday(number, one(day).filter(|&d| d <= 7)?),
            }
        }
        [b'Q', _] => Part::Quarter(one(&rest[1..]).filter(|&q| q <= 4)?),
        [b'H', _] => Part::Half(one(&rest[1..]).filter(|&h| h <= 2)?),
        _ => match Season::ALL.iter().find(|(_, code)| *code == rest) {
            Some((season, _)) => Part::Season(*season),
            None => match rest.split_once('-') {
                Some((month, day)) => {
                    let month = two(month).filter(|&m| m <= 12)?;
                    // `2016-06-W25`, `2016-06-22-WXX-3`.
                    if let Some(week) = day.strip_prefix('W') {
                        Part::WeekOf(month, two(week).filter(|&w| w <= 53)?)
                    } else if let Some((day, weekday)) = day.split_once("-WXX-") {
                        let day = two(day).filter(|&d| d <= 31)?;
                        Part::Weekdate(month, day, one(weekday).filter(|&d| (1..=7).contains(&d))?)
                    } else {
                        Part::Day(month, two(day).filter(|&d| d <= 31)?)
                    }
                }
                None => Part::Month(two(rest).filter(|&m| m <= 12)?),
            },
        },
    };
    Some((year, part))
}

fn time(text: &str) -> Option<Time> {
    if let Some((part, _)) = DayPart::ALL.iter().find(|(_, code)| *code == text) {
        return Some(Time::Part(*part));
    }
    let at = text.find(['Z', '+', '-']).unwrap_or(text.len());
    let zone = match &text[at..] {
        "" => None,
        "Z" => Some(0),
        signed => {
            let (hours, minutes) = signed[1..].split_once(':')?;
            let zone = number(hours, 2)? as i16 * 60 + number(minutes, 2)? as i16;
            Some(if signed.starts_with('-') { -zone } else { zone })
        }
    };
    let mut fields = text[..at].split(':');
    let hour = number(fields.next()?, 2).filter(|&h| h <= 24)? as u8;
    let mut field = |limit| match fields.next() {
        None => Some(None),
        Some(text) => number(text, 2).filter(|&n| n <= limit).map(|n| Some(n as u8)),
    };
    let (minute, second) = (field(59)?, field(60)?);
    fields.next().is_none().then_some(Time::Clock { hour, minute, second, zone })
}

/// A number of exactly `len` digits.
fn number(text: &str, len: usize) -> Option<u32> {
    (text.len() == len && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

/// Two digits, or `XX` for an open number, which is 0.
fn two(text: &str) -> Option<u8> {
    if text == "XX" { Some(0) } else { number(text, 2).filter(|&n| n > 0).map(|n| n as u8) }
}

fn one(text: &str) -> Option<u8> {
    if text == "X" { Some(0) } else { number(text, 1).filter(|&n| n > 0).map(|n| n as u8) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_back() {
        for text in [
            "2016-06-22",
            "2016-06",
            "2016",
            "201",
            "20",
            "BC0044",
            "BC0044-03-15",
            "XXXX-05-14",
            "XXXX-WXX-3",
            "BC00",
            "BC03",
            "2016-W25",
            "2016-W25-WE",
            "2016-06-22-WXX-3",
            "2016-06-22-WXX-3T19:00",
            "2016-06-W25",
            "XXXX-WE",
            "2016-XX-XX",
            "1989-WXX",
            "1998-Q3",
            "1989-QX",
            "2008-H2",
            "1942-SU",
            "2016-06-22T05:30",
            "2016-06-22T17",
            "2016-06-22T10:30:15",
            "T19:13",
            "TMO",
            "2016-06-22TNI",
            "XXXX-XX-XXTNI",
            "1989-10-27T24:00",
            "2016-06-22T10:30Z",
            "2016-06-22T10:30-05:00",
            "P3D",
            "PT2H",
            "P2Y6M",
            "PX",
            "PXY",
            "P22.8Y",
            "P1DT12H",
            "P3WE",
            "PT1H30M",
            "P2DE",
            "1939/1945",
            "2016-05-03/2016-05-05",
            "PRESENT_REF",
            "XXXX-XX",
        ] {
            match text.parse::<Value>() {
                Ok(value) => assert_eq!(value.to_string(), text),
                Err(_) => assert_eq!(text, "PX", "a length has a unit"),
            }
        }
    }

    #[test]
    fn other_strings_are_refused() {
        for text in [
            "",
            "P",
            "2016-02-30",
            "2016-13-01",
            "99999",
            "2016-6-22",
            "T",
            "PT",
            "P3DX",
            "2016/",
            "2016-06-22T25:00",
            "P1.2345Y",
            "2016-W54",
            "2016-06-W54",
            "2016-02-30-WXX-2",
            "2016-06-22-WXX-8",
            "next week",
            "Ü",
            "PÜ",
            "2016-06-22TÜ",
        ] {
            assert!(text.parse::<Value>().is_err(), "{text}");
        }
    }
}
