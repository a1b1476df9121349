//! Times of the day: `5:30 p.m. EST`, `1730 GMT`, `noon`, `half past five`.

use super::{
    amount::decimal,
    expression::{Clock, HalfDay, Moment, Strength},
    piece::{Kind, Piece},
    reader::Reader,
    rules::Rule,
    words::{self, PartOrHour, Word},
};
use crate::{
    lexicon::{Class, ClassSet},
    text::Shape,
};

/// An hour with minutes, before `p.m.` is seen.
#[derive(Clone, Copy)]
struct Hours {
    hour: u8,
    minute: Option<u8>,
    second: Option<u8>,
    end: usize,
    /// `5:30`, `17.30`: written as a time.
    written: bool,
    /// The hour is that of the 24.
    told: bool,
}

/// What stands behind the minutes of `20 past five`, `20 minutes to six`.
const PAST: ClassSet = ClassSet::of(&[Class::TimeWord, Class::TimeModifier, Class::TimeUnit]);

impl Reader<'_, '_, '_> {
    /// A time of the day that begins at `i`.
    pub(super) fn clock(&self, i: usize) -> Option<Piece> {
        if let Some(word) = self.day_part(i)
            && let PartOrHour::Hour(hour) = word.what
        {
            return Some(told(i + 1, hour, Some(0), None, Rule::ClockWords));
        }
        // `20 minutes past five`, `half past`, `a quarter to`: not a mere number.
        let mere = self.shape(i).is_numeric() && !self.classes(i + 1).any(PAST);
        let spelled = if mere { None } else { self.spelled_clock(i) };
        spelled.or_else(|| self.hours_clock(i))
    }

    #[inline(never)]
    fn hours_clock(&self, i: usize) -> Option<Piece> {
        if !self.shape(i).has(Shape::LEADING_DIGIT) && !self.has(i, Class::Cardinal) {
            return None;
        }
        if !self.shape(i).is_numeric()
            && let Some(piece) = self.glued_clock(i)
        {
            return Some(piece);
        }
        let hours = self.hours(i)?;
        let Hours { hour, minute, second, end, written, told: full } = hours;
        if full {
            return Some(self.zoned(told(end, hour, minute, second, Rule::Clock)));
        }
        // `at 5+am`, `left at 11+ pm`: some time after.
        let plus = self.mark(end, b'+') && self.glued(end) && self.glued(end + 1);
        let end = end + usize::from(plus);
        let half = self.word(end);
        if matches!(half, Some(Word::Am | Word::Pm))
            && (1..=12).contains(&hour)
            && (plus || self.is_half_day(end))
        {
            let hour = half_day(hour, half == Some(Word::Pm));
            let piece = told(end + 1, hour, minute, second, Rule::Clock);
            return Some(self.zoned(piece));
        }
        if half == Some(Word::OClock) && hour <= 12 {
            return Some(open(end + 1, hour, minute, Rule::ClockWords));
        }
        // `12 noon`, `12 midnight`.
        if hour == 12
            && let Some(word) = self.day_part(end)
            && let PartOrHour::Hour(hour) = word.what
        {
            return Some(told(end + 1, hour, Some(0), None, Rule::ClockWords));
        }
        if hour > 24
            || self.glued(i)
                && !matches!(self.text(i - 1), "(" | "-" | "–" | "[" | "\"" | "@" | "~" | "," | "'")
        {
            return None;
        }
        let zone = self.time_zone(end);
        if let Some((_, last)) = zone
            && (written || minute.is_some())
        {
            return Some(
                self.zoned(Piece { end, ..told(end, hour, minute, second, Rule::Clock) })
                    .at(Strength::Certain),
            )
            .filter(|p| p.end == last);
        }
        if !written {
            // `5`, `five`: only beside a day or part of the day.
            let plain = hour <= 12
                && minute.is_none()
                && (!self.glued(end)
                    || self.shape(end).has(Shape::MARK)
                        && !matches!(self.text(end), ":" | "/" | "%" | "$"))
                && self.digits(i).is_none_or(|(_, len)| len <= 2);
            return plain.then(|| open(end, hour, None, Rule::ClockWords).bound(true));
        }
        let known = hour > 12 || self.text(i).starts_with('0');
        let context = i > 0
            && (matches!(
                self.word(i - 1),
                Some(
                    Word::At
                        | Word::By
                        | Word::From
                        | Word::Until
                        | Word::To
                        | Word::About
                        | Word::Since
                        | Word::Before
                        | Word::After
                        | Word::Between
                        | Word::Through
                )
            ) || self.has(i - 1, Class::Weekday)
                || self.has(i - 1, Class::DayPart)
                || self.dash(i - 1))
            || i == 0;
        let half =
            if hour > 12 || self.text(i).starts_with('0') { HalfDay::Told } else { HalfDay::Open };
        let clock = Clock::At { hour, minute, second, zone: None, half };
        let piece = Piece::new(end, Moment { clock, ..Moment::OPEN }, Rule::Clock, Kind::Clock);
        Some(piece.at(Strength::Likely).bound(!known && !context))
    }

    /// `5pm`, `5.30pm`, `430pm`, `9h30`, `17h`.
    fn glued_clock(&self, i: usize) -> Option<Piece> {
        let shape = self.shape(i);
        if !shape.has(Shape::LEADING_DIGIT) || shape.is_numeric() {
            return None;
        }
        let text = self.text(i);
        let lower = text.trim_end_matches('.');
        for (suffix, pm) in
            [("am", false), ("pm", true), ("a.m", false), ("p.m", true), ("a", false), ("p", true)]
        {
            let Some(at) = lower.len().checked_sub(suffix.len()) else { continue };
            if !lower.is_char_boundary(at) || !lower[at..].eq_ignore_ascii_case(suffix) {
                continue;
            }
            let (hour, minute) = compact(&lower[..at], suffix.len() > 1)?;
            if !(1..=12).contains(&hour) {
                return None;
            }
            if suffix.len() == 1 && !(self.is(i.wrapping_sub(1), Word::At)) {
                return None;
            }
            let piece = told(i + 1, half_day(hour, pm), minute, None, Rule::Clock);
            return Some(self.zoned(piece));
        }
        let (hour, len, suffix) = self.suffixed(i)?;
        // `at 7ish`.
        if suffix.eq_ignore_ascii_case("ish")
            && (1..=12).contains(&hour)
            && i > 0
            && matches!(self.word(i - 1), Some(Word::At | Word::About | Word::By))
        {
            return Some(open(i + 1, hour as u8, None, Rule::Clock));
        }
        if len <= 2
            && hour <= 24
            && let Some(minutes) = suffix.strip_prefix(['h', 'H'])
            && minutes.len() == 2
        {
            let minute = minutes.parse().ok().filter(|&m: &u8| m < 60)?;
            return Some(told(i + 1, hour as u8, Some(minute), None, Rule::Clock));
        }
        // `5:30pm`: the minutes carry the suffix.
        None
    }

    /// Digits or words of an hour with minutes.
    fn hours(&self, i: usize) -> Option<Hours> {
        let hours = |hour: u32, minute, end, written| {
            Some(Hours {
                hour: u8::try_from(hour).ok()?,
                minute,
                second: None,
                end,
                written,
                told: false,
            })
        };
        if let Some((number, len)) = self.digits(i) {
            if len <= 2 && number <= 24 {
                if self.mark(i + 1, b':') && self.glued(i + 1) && self.glued(i + 2) {
                    return self.minutes(i, number as u8);
                }
                return hours(number, None, i + 1, false);
            }
            // `1730 GMT`, `0600 hours`, `at 1030`.
            if len == 4 && number / 100 <= 24 && number % 100 < 60 {
                let military = self.time_zone(i + 1).is_some()
                    || self
                        .unit(i + 1)
                        .is_some_and(|u| u.unit == super::value::Unit::Hour && u.plural)
                        && (self.text(i).starts_with('0') || number > 1200)
                    || matches!(self.word(i + 1), Some(Word::Am | Word::Pm))
                    || self.is_message() && self.is_time_in_message(i, number)
                    || self.register == super::register::Register::Assistant
                        && i > 0
                        && self.is(i - 1, Word::At)
                        && i + 1 >= self.len();
                let minute = Some((number % 100) as u8);
                if military {
                    let end = i + 1 + usize::from(self.unit(i + 1).is_some());
                    return hours(number / 100, minute, end, true);
                }
            }
            if len == 3
                && matches!(self.word(i + 1), Some(Word::Am | Word::Pm))
                && number % 100 < 60
            {
                return hours(number / 100, Some((number % 100) as u8), i + 1, true);
            }
            return None;
        }
        // `17.30`: one token; a decimal number unless something says it is a time.
        if self.shape(i).is_numeric()
            && let Some((hour, minute)) = self.text(i).split_once('.')
        {
            let timely = matches!(self.word(i + 1), Some(Word::Am | Word::Pm))
                || self.time_zone(i + 1).is_some()
                || self.is(i.wrapping_sub(1), Word::At)
                    && !self.has(i + 1, Class::Percent)
                    && !self.has(i + 1, Class::Magnitude)
                    && !self.has(i + 1, Class::Unit);
            if timely && minute.len() == 2 {
                let minute: u8 = minute.parse().ok().filter(|&m| m < 60)?;
                return hours(hour.parse().ok()?, Some(minute), i + 1, true);
            }
            return None;
        }
        let hour = self.value(i, Class::Cardinal).filter(|h| (1..=12).contains(h))? as u32;
        // `three thirty`, `five oh five`.
        let oh = self.is(i + 1, Word::Oh);
        let at = if oh { i + 2 } else { i + 1 };
        if let Some((minute, end)) = self.cardinal(at)
            && (oh && minute < 10 || !oh && (10..60).contains(&minute))
            && self.unit(end).is_none()
        {
            let timely = matches!(self.word(end), Some(Word::Am | Word::Pm | Word::OClock))
                || i > 0
                    && matches!(
                        self.word(i - 1),
                        Some(Word::At | Word::By | Word::Until | Word::From | Word::To)
                    );
            if timely && !self.has(end, Class::Magnitude) {
                return hours(hour, Some(minute as u8), end, true);
            }
        }
        hours(hour, None, i + 1, false)
    }

    /// `left at 1015`, `back abt 2250`, where it is no year.
    fn is_time_in_message(&self, i: usize, number: u32) -> bool {
        let before = i.checked_sub(1).and_then(|at| self.word(at));
        matches!(before, Some(Word::At | Word::About | Word::By | Word::Until | Word::From))
            && !(1900..=2099).contains(&number)
            && !self.capital(i + 1)
            && !self.touches(i)
    }

    /// `5:30`, `5:30:15`, `5:30pm` from the hour on.
    fn minutes(&self, i: usize, hour: u8) -> Option<Hours> {
        let two = |at: usize| {
            self.digits(at).filter(|&(n, len)| len == 2 && n < 60).map(|(n, _)| n as u8)
        };
        if let Some((minute, 2, suffix)) = self.suffixed(i + 2) {
            // The suffix belongs to the hour: `5:30pm` is read again with the hour before it.
            let pm = suffix.trim_end_matches('.').eq_ignore_ascii_case("pm")
                || suffix.eq_ignore_ascii_case("p.m.")
                || suffix.eq_ignore_ascii_case("p");
            let am = suffix.trim_end_matches('.').eq_ignore_ascii_case("am")
                || suffix.eq_ignore_ascii_case("a.m.")
                || suffix.eq_ignore_ascii_case("a");
            if (pm || am) && minute < 60 && (1..=12).contains(&hour) {
                let hour = half_day(hour, pm);
                return Some(Hours {
                    hour,
                    minute: Some(minute as u8),
                    second: None,
                    end: i + 3,
                    written: true,
                    told: true,
                });
            }
            return None;
        }
        let minute = two(i + 2)?;
        // `2:14 minutes`: a length.
        if self.unit(i + 3).is_some_and(|unit| unit.unit.is_clock()) {
            return None;
        }
        let again = self.mark(i + 3, b':') && self.glued(i + 3) && self.glued(i + 4);
        if again {
            let second = two(i + 4)?;
            return Some(Hours {
                hour,
                minute: Some(minute),
                second: Some(second),
                end: i + 5,
                written: true,
                told: false,
            });
        }
        // `3:16-18`, `3:1600`.
        Some(Hours {
            hour,
            minute: Some(minute),
            second: None,
            end: i + 3,
            written: true,
            told: false,
        })
    }

    /// `half past five`, `quarter to 6`, `ten past noon`, `20 minutes past 3pm`.
    #[inline(never)]
    fn spelled_clock(&self, i: usize) -> Option<Piece> {
        let at = self.skip(i, Word::A);
        let (minutes, end) = match self.word(at) {
            Some(Word::Half) => (30, at + 1),
            Some(Word::Quarter) => (15, at + 1),
            _ if at == i && self.is_number(i) => {
                let (n, end) = match self.digits(i) {
                    Some((n, 1..=2)) => (u64::from(n), i + 1),
                    _ => self.cardinal(i)?,
                };
                let end = end
                    + usize::from(
                        self.unit(end).is_some_and(|u| u.unit == super::value::Unit::Minute),
                    );
                ((1..60).contains(&n).then_some(n as i32)?, end)
            }
            _ => return None,
        };
        let past = match self.word(end) {
            Some(Word::ClockPast | Word::After) => true,
            Some(Word::To | Word::Until | Word::Before) => false,
            _ if self.modifier(end) == Some(super::words::Modifier::Past) => true,
            _ => return None,
        };
        let hour = self.clock(end + 1).filter(|p| {
            self.day_part(end + 1).is_some()
                || p.rule != Rule::ClockWords
                || p.bound
                || p.end > end + 1
        })?;
        let Clock::At { hour: h, minute: None | Some(0), half, .. } = hour.moment.clock else {
            return None;
        };
        // `3 to 5 p.m.`: a range.
        let told = self.unit(end - 1).is_some() || self.digits(i).is_none() && minutes % 5 == 0;
        if !past && !told {
            return None;
        }
        // `ten to five`: a range, without a mark that it is a time.
        if !past && hour.bound && !matches!(self.word(at), Some(Word::Half | Word::Quarter)) {
            return None;
        }
        let total = i32::from(h) * 60 + if past { minutes } else { -minutes };
        let total = total.rem_euclid(24 * 60);
        let clock = Clock::At {
            hour: (total / 60) as u8,
            minute: Some((total % 60) as u8),
            second: None,
            zone: None,
            half,
        };
        Some(Piece::new(hour.end, Moment { clock, ..Moment::OPEN }, Rule::ClockWords, Kind::Clock))
    }

    /// Whether `am` at `i` is the half of the day and not the verb.
    fn is_half_day(&self, i: usize) -> bool {
        let shape = self.shape(i);
        shape.has(Shape::DOT) || shape.is_upper() || self.is(i, Word::Pm) || !self.glued(i + 1)
    }

    /// A time zone at `i`: minutes from UTC if known, and where it ends.
    fn time_zone(&self, i: usize) -> Option<(Option<i16>, usize)> {
        let at = if self.mark(i, b'(') { i + 1 } else { i };
        let value = self.value(at, Class::TimeZone)?;
        if !self.shape(at).is_capitalised() {
            return None;
        }
        let name = self.shape(at).has(Shape::LOWER);
        let mut end = at + 1;
        // `Eastern time`, `Eastern Standard Time`.
        if name {
            let standard = self.is(end, Word::ZoneKind) || self.season(end).is_some();
            end += usize::from(standard);
            if !self.is(end, Word::Time) {
                return None;
            }
            end += 1;
        }
        if at > i {
            return self.mark(end, b')').then(|| (words::zone(value), end + 1));
        }
        Some((words::zone(value), end))
    }

    fn zoned(&self, mut piece: Piece) -> Piece {
        if let Some((zone, end)) = self.time_zone(piece.end) {
            if let Clock::At { zone: slot, .. } = &mut piece.moment.clock {
                *slot = zone;
            }
            piece.end = end;
        }
        piece
    }
}

fn told(end: usize, hour: u8, minute: Option<u8>, second: Option<u8>, rule: Rule) -> Piece {
    let clock = Clock::At { hour, minute, second, zone: None, half: HalfDay::Told };
    Piece::new(end, Moment { clock, ..Moment::OPEN }, rule, Kind::Clock)
}

fn open(end: usize, hour: u8, minute: Option<u8>, rule: Rule) -> Piece {
    let clock = Clock::At { hour, minute, second: None, zone: None, half: HalfDay::Open };
    Piece::new(end, Moment { clock, ..Moment::OPEN }, rule, Kind::Clock)
}

const fn half_day(hour: u8, pm: bool) -> u8 {
    match (hour, pm) {
        (12, false) => 0,
        (12, true) => 12,
        (hour, true) if hour < 12 => hour + 12,
        _ => hour,
    }
}

/// `5`, `5.30`, `430`, `1130` before `pm`.
fn compact(text: &str, short: bool) -> Option<(u8, Option<u8>)> {
    if let Some((hour, minute)) = text.split_once('.') {
        let minute =
            (minute.len() == 2).then(|| minute.parse().ok()).flatten().filter(|&m: &u8| m < 60)?;
        return Some((hour.parse().ok()?, Some(minute)));
    }
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) || decimal(text).is_none() {
        return None;
    }
    let number: u16 = text.parse().ok()?;
    match text.len() {
        1 | 2 => Some((number as u8, None)),
        3 | 4 if short && number % 100 < 60 => {
            Some(((number / 100) as u8, Some((number % 100) as u8)))
        }
        _ => None,
    }
}
