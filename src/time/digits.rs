//! Dates in digits: `2016-06-22`, `6/22/16`, `22.06.2016`.

use super::{
    expression::{Clock, Day, Field, HalfDay, Moment, YearWord},
    piece::{Kind, Piece},
    reader::Reader,
    rules::Rule,
    words::Word,
};
use crate::text::Shape;

/// Two numbers of which the order is not known: resolved by the `DateOrder` option.
pub(super) const EITHER: u8 = 32;

impl Reader<'_, '_, '_> {
    /// A date in digits that begins at `i`.
    #[inline(never)]
    pub(super) fn digit_date(&self, i: usize) -> Option<Piece> {
        if !self.shape(i).has(Shape::LEADING_DIGIT) || self.glued(i) && !self.opens(i - 1) {
            return None;
        }
        if self.shape(i).has(Shape::DOT) { self.dotted(i) } else { self.separated(i) }
    }

    /// Marks that a number may be glued to and yet begin.
    fn opens(&self, i: usize) -> bool {
        if self.dash(i) && i > 0 && self.glued(i) && self.shape(i - 1).has(Shape::DIGIT) {
            return false;
        }
        matches!(
            self.text(i),
            "(" | "[" | "\"" | "“" | "'" | "‘" | ">" | "," | "-" | "–" | "~" | ":" | "<"
        )
    }

    /// `22.06.2016`: one token.
    fn dotted(&self, i: usize) -> Option<Piece> {
        let text = self.text(i);
        let mut fields = text.split('.');
        let (a, b, c) = (fields.next()?, fields.next()?, fields.next()?);
        if fields.next().is_some() {
            return None;
        }
        let moment = of_fields(Digits::new(a)?, Digits::new(b)?, Digits::new(c)?)?;
        Some(piece(i + 1, moment))
    }

    /// `2016-06-22`, `2016/06/22`, `6/22/16`, `2016-06`, `6/22`, `2019-aug-01`.
    fn separated(&self, i: usize) -> Option<Piece> {
        let a = Digits::new(self.text(i))?;
        let slash = self.mark(i + 1, b'/');
        if !(slash || self.dash(i + 1)) || !self.glued(i + 1) || !self.glued(i + 2) {
            return None;
        }
        let separator = self.text(i + 1);
        let again = self.text(i + 3) == separator && self.glued(i + 3) && self.glued(i + 4);
        if let Some(month) = self.month(i + 2) {
            // `2019-aug-01`, `23-Sep-2020`.
            let b = if again { Digits::new(self.text(i + 4)) } else { None };
            let (year, day, end) = match (a.len, b) {
                (4, Some(b)) if b.len <= 2 => (Some(a.number), b.number, i + 5),
                (1 | 2, Some(b)) if b.len == 4 => (Some(b.number), a.number, i + 5),
                _ => return None,
            };
            let moment = Moment {
                year: year.map(|y| YearWord::Full(y as i32)),
                field: Field::Month(month.index),
                day: Day::Of(u8::try_from(day).ok()?),
                ..Moment::OPEN
            };
            return Some(piece(end, moment));
        }
        let (b, glued_time) = match self.text(i + 2).split_once(['T', 't']) {
            Some((b, time)) => (Digits::new(b)?, Digits::new(time)),
            None => (Digits::new(self.text(i + 2))?, None),
        };
        if again && glued_time.is_none() {
            // The third field may carry the time: `22T10`.
            let third = self.text(i + 4);
            let (c, time) = match third.split_once(['T', 't']) {
                Some((c, time)) => (Digits::new(c)?, Some(Digits::new(time)?)),
                None => (Digits::new(third)?, None),
            };
            if self.text(i + 5) == separator && self.glued(i + 5) && self.glued(i + 6) {
                return None; // a fourth field: no date
            }
            if let Some(mut moment) = of_fields(a, b, c) {
                let mut end = i + 5;
                if let Some(time) = time {
                    (moment.clock, end) = self.iso_clock(time.number, end)?;
                }
                return Some(piece(end, moment));
            }
            // `13/13/2016`, `2016-13-01`.
            let written = a.len == 4 && b.len == 2 && c.len == 2
                || c.len == 4 && a.len <= 2 && b.len <= 2 && slash;
            return written
                .then(|| Piece::new(i + 5, Moment::OPEN, Rule::Impossible, Kind::Impossible));
        }
        if again
            || self.glued(i + 3)
                && (self.text(i + 3) == separator
                    || self.shape(i + 3).is_word()
                    || self.mark(i + 3, b'%'))
        {
            return None;
        }
        // `2014-10`, `2014/10`, `10/2014`.
        let month = match (a.len, b.len) {
            (4, 1 | 2)
                if (1200..=2199).contains(&a.number)
                    && (1..=12).contains(&b.number)
                    && (slash || b.len == 2) =>
            {
                Some((a.number, b.number))
            }
            (1 | 2, 4) if (1900..=2199).contains(&b.number) && (1..=12).contains(&a.number) => {
                Some((b.number, a.number))
            }
            _ => None,
        };
        // `1939-45` is a range of years, not the month of one; `2001-02` may be either.
        if let Some((year, month)) = month {
            let range = !slash && a.len == 4 && month > year % 100;
            if range && !self.dashes_month(i) {
                return None;
            }
            let moment = Moment {
                year: Some(YearWord::Full(year as i32)),
                field: Field::Month(month as u8),
                ..Moment::OPEN
            };
            return Some(Piece::new(i + 3, moment, Rule::DateDigits, Kind::Month));
        }
        if (a.number, b.number, a.len) == (9, 11, 1) && self.is_the_attack(i, slash) {
            let moment = Moment {
                year: Some(super::expression::SEPTEMBER_11),
                field: Field::Month(9),
                day: Day::Of(11),
                ..Moment::OPEN
            };
            return Some(piece(i + 3, moment).at(super::expression::Strength::Likely));
        }
        if !slash || a.len > 2 || b.len > 2 || !self.short_date_context(i) {
            return None;
        }
        let moment = day_month(a.number, b.number)?;
        Some(piece(i + 3, moment).at(super::expression::Strength::Likely))
    }

    /// `since 9/11`, `the 9/11 families`, `9-11 attacks`: the day in 2001; but `9/11 of the votes`, and a day
    /// that an assistant is asked for.
    fn is_the_attack(&self, i: usize, slash: bool) -> bool {
        let told = i > 0
            && matches!(
                self.word(i - 1),
                Some(Word::The | Word::Since | Word::After | Word::Before | Word::Until | Word::Of)
            );
        self.is(i + 3, Word::Attack)
            || slash
                && told
                && !self.is(i + 3, Word::Of)
                && self.register != super::register::Register::Assistant
    }

    fn dashes_month(&self, i: usize) -> bool {
        i > 0 && matches!(self.word(i - 1), Some(Word::In | Word::Since | Word::Until | Word::From))
            || i == 0 && i + 3 == self.len()
    }

    /// Whether `6/22` is a date here: after a preposition of dates, or both fields in two digits.
    fn short_date_context(&self, i: usize) -> bool {
        let before = i > 0
            && (matches!(
                self.word(i - 1),
                Some(
                    Word::On
                        | Word::By
                        | Word::From
                        | Word::Since
                        | Word::Until
                        | Word::To
                        | Word::Before
                        | Word::After
                        | Word::Between
                        | Word::Of
                )
            ) || self.has(i - 1, crate::lexicon::Class::Weekday)
                || self.mark(i - 1, b','));
        let two = self.text(i).len() == 2 && self.text(i + 2).len() == 2;
        before || two || i == 0 || self.dash(i + 3) && self.mark(i + 5, b'/')
    }

    /// The rest of `T10:30:00` after its hour.
    fn iso_clock(&self, hour: u32, end: usize) -> Option<(Clock, usize)> {
        let mut at = end;
        let mut field = || {
            if self.mark(at, b':') && self.glued(at) && self.glued(at + 1) {
                let digits = self.text(at + 1).split(['Z', 'z', '+', '.']).next()?;
                let number = Digits::new(digits)?;
                at += 2;
                return Some(number.number as u8).filter(|&n| n < 60);
            }
            None
        };
        let (minute, second) = (field(), field());
        let hour = u8::try_from(hour).ok().filter(|&h| h <= 24)?;
        Some((Clock::At { hour, minute, second, zone: None, half: HalfDay::Told }, at))
    }
}

fn piece(end: usize, moment: Moment) -> Piece {
    Piece::new(end, moment, Rule::DateDigits, Kind::Day)
}

/// A field of digits.
#[derive(Clone, Copy)]
struct Digits {
    number: u32,
    len: usize,
}

impl Digits {
    fn new(text: &str) -> Option<Self> {
        let len = text.len();
        ((1..=4).contains(&len) && text.bytes().all(|b| b.is_ascii_digit()))
            .then(|| text.parse().ok().map(|number| Self { number, len }))?
    }
}

fn of_fields(a: Digits, b: Digits, c: Digits) -> Option<Moment> {
    match (a.len, b.len, c.len) {
        (4, 1 | 2, 1 | 2) if (1000..=2999).contains(&a.number) => {
            let moment = day_of(b.number, c.number)?;
            Some(Moment { year: Some(YearWord::Full(a.number as i32)), ..moment })
        }
        (1 | 2, 1 | 2, 4) if (1000..=2999).contains(&c.number) => {
            let moment = day_month(a.number, b.number)?;
            Some(Moment { year: Some(YearWord::Full(c.number as i32)), ..moment })
        }
        (1 | 2, 1 | 2, 2) => {
            let moment = day_month(a.number, b.number)?;
            Some(Moment { year: Some(YearWord::Short(c.number as u8)), ..moment })
        }
        _ => None,
    }
}

fn day_of(month: u32, day: u32) -> Option<Moment> {
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(Moment {
        field: Field::Month(month as u8),
        day: Day::Of(day as u8),
        ..Moment::OPEN
    })
}

/// Two fields in an order that the option decides where both orders are possible: then the month
/// carries [`EITHER`].
fn day_month(a: u32, b: u32) -> Option<Moment> {
    if a > 12 {
        return day_of(b, a);
    }
    if b > 12 {
        return day_of(a, b);
    }
    let mut moment = day_of(a, b)?;
    if a != b {
        moment.field = Field::Month(a as u8 + EITHER);
    }
    Some(moment)
}
