//! Years, decades and centuries.

use super::{
    expression::{Field, Moment, Strength, YearWord},
    piece::{Kind, Piece},
    reader::Reader,
    rules::Rule,
    words::{self, Word},
};
use crate::{
    lexicon::{Class, ClassSet},
    text::Shape,
};

/// What a year can begin with that is no number.
const YEARS: ClassSet = ClassSet::of(&[Class::Era, Class::TimeUnit]);

impl Reader<'_, '_, '_> {
    /// A year that cannot be a count beside a month: `1998`, `'98`, `480 BC`, `AD 69`,
    /// `nineteen ninety-eight`.
    pub(super) fn full_year(&self, i: usize) -> Option<(YearWord, usize)> {
        if let Some(year) = self.era_year(i) {
            return Some(year);
        }
        if let Some((number, len)) = self.digits(i) {
            let real = len == 4 && (1000..=2999).contains(&number);
            let clock = self.mark(i + 1, b':') && self.glued(i + 1);
            return (real && !clock).then_some((YearWord::Full(number as i32), i + 1));
        }
        if self.apostrophe(i)
            && self.glued(i + 1)
            && let Some((number, 2)) = self.digits(i + 1)
        {
            return Some((YearWord::Short(number as u8), i + 2));
        }
        self.year_in_words(i).map(|(year, end)| (YearWord::Full(year), end))
    }

    #[inline]
    pub(super) fn apostrophe(&self, i: usize) -> bool {
        self.shape(i).has(Shape::MARK)
            && matches!(self.view.bytes(i), b"'" | [0xE2, 0x80, 0x98 | 0x99]) // ‘ ’
    }

    /// `480 BC`, `AD 69`, `69 AD`, `1000 BCE`.
    pub(super) fn era_year(&self, i: usize) -> Option<(YearWord, usize)> {
        if let Some(sign) = self.value(i, Class::Era)
            && sign > 0
            && self.shape(i).is_upper()
            && let Some((number, 1..=4)) = self.digits(i + 1)
            && number > 0
        {
            return Some((YearWord::Full(number as i32), i + 2));
        }
        let (number, len) = self.digits(i)?;
        let sign = self.value(i + 1, Class::Era)?;
        // `in 14 a.d.`; `ad` alone is a word.
        let told = self.shape(i + 1).is_upper() || self.shape(i + 1).has(Shape::DOT);
        (told && len <= 4 && number > 0)
            .then_some((YearWord::Full(number as i32 * sign as i32), i + 2))
    }

    /// `nineteen ninety-seven`, `two thousand and five`, `twenty twelve`.
    pub(super) fn year_in_words(&self, i: usize) -> Option<(i32, usize)> {
        let first = self.value(i, Class::Cardinal)?;
        if (17..=20).contains(&first) || first == 16 {
            let second = self.hyphen(i + 1);
            let (low, end) = match self.word(second) {
                Some(Word::Oh) => {
                    let at = self.hyphen(second + 1);
                    (self.value(at, Class::Cardinal).filter(|v| (1..=9).contains(v))?, at + 1)
                }
                _ => {
                    let (low, end) = self.cardinal(second)?;
                    let low = i64::try_from(low).ok()?;
                    ((10..=99).contains(&low).then_some(low)?, end)
                }
            };
            // `twenty twelve`; `twenty thirty` may be a count.
            return (self.unit(end).is_none()).then_some((first as i32 * 100 + low as i32, end));
        }
        if first == 2 && self.value(i + 1, Class::Magnitude) == Some(1000) {
            let (number, end) = self.cardinal(i)?;
            return (number < 2100 && self.unit(end).is_none() && !self.has(end, Class::Magnitude))
                .then_some((number as i32, end));
        }
        None
    }

    /// A year by itself, a decade or century, a fiscal year.
    #[inline(never)]
    pub(super) fn year_piece(&self, i: usize) -> Option<Piece> {
        let may_begin = self.is_number(i)
            || self.apostrophe(i)
            || self.begins_fiscal(i)
            || self.classes(i).any(YEARS)
            || self.is(i, Word::Fiscal)
            || self.is_decade(i);
        if !may_begin {
            return None;
        }
        if self.shape(i).is_numeric() && self.digits(i).is_none() {
            return None;
        }
        if let Some(found) = self.decade_or_century(i) {
            return Some(found);
        }
        let year = |year, end, rule| {
            Some(Piece::new(end, Moment { year: Some(year), ..Moment::OPEN }, rule, Kind::Year))
        };
        if let Some((word, end)) = self.era_year(i) {
            return year(word, end, Rule::YearEra);
        }
        if self.shape(i).is_numeric() {
            return self.lone_year(i);
        }
        // `fiscal 1998`, `fiscal year 1998`, `the year 2000`, `FY2015`, `FY 15`.
        let fiscal = self.is(i, Word::Fiscal);
        let named = if fiscal { i + 1 } else { i };
        let unit =
            self.unit(named).is_some_and(|u| u.unit == super::value::Unit::Year && !u.plural);
        if fiscal || unit {
            let at = if unit { named + 1 } else { named };
            // `the financial year 2014/15`: both years.
            if self.first_of_two_years(at).is_some() {
                return None;
            }
            if let Some((word, end)) = self.full_year(at) {
                let rule = if fiscal { Rule::YearFiscal } else { Rule::YearAlone };
                return year(word, end, rule);
            }
            if unit && !fiscal && self.digits(at).is_some_and(|(n, len)| len > 4 && n > 9999) {
                return Some(Piece::new(at + 1, Moment::OPEN, Rule::Impossible, Kind::Impossible));
            }
        }
        if let Some((word, end)) = self.fiscal_token(i) {
            return year(word, end, Rule::YearFiscal);
        }
        if self.apostrophe(i)
            && self.glued(i + 1)
            && !self.glued(i)
            && let Some((number, 2)) = self.digits(i + 1)
            && !(self.glued(i + 2) && (self.shape(i + 2).is_word() || self.apostrophe(i + 2)))
        {
            return year(YearWord::Short(number as u8), i + 2, Rule::YearAlone);
        }
        let (number, end) = self.year_in_words(i)?;
        year(YearWord::Full(number), end, Rule::YearAlone)
    }

    /// `1998`, `the 1988 quarter`, `the 1988 period`: four digits.
    #[inline(never)]
    fn lone_year(&self, i: usize) -> Option<Piece> {
        let (number, len) = self.digits(i)?;
        if len != 4 || !self.year_context(i, number) {
            return None;
        }
        let strength = if self.year_sure(i) { Strength::Certain } else { Strength::Weak };
        let moment = Moment { year: Some(YearWord::Full(number as i32)), ..Moment::OPEN };
        // `the 1988 quarter`, `the 1988 period`.
        if self.unit(i + 1).is_some_and(|u| u.unit == super::value::Unit::Quarter && !u.plural) {
            let moment = Moment { field: Field::Quarter(0), ..moment };
            return Some(Piece::new(i + 2, moment, Rule::QuarterHalf, Kind::Quarter));
        }
        if self.is(i + 1, Word::Period) && i > 0 && self.is(i - 1, Word::The) {
            return Some(Piece::new(
                i + 2,
                moment,
                Rule::YearAlone,
                Kind::Base(super::value::Unit::Year),
            ));
        }
        Some(Piece::new(i + 1, moment, Rule::YearAlone, Kind::Year).at(strength))
    }

    /// Whether `FY` or `CY` stands at `i`, with digits glued on or not.
    #[inline]
    pub(super) fn begins_fiscal(&self, i: usize) -> bool {
        (self.shape(i).has(Shape::DIGIT) || self.shape(i).is_upper())
            && matches!(self.view.bytes(i), [b'F' | b'f' | b'C' | b'c', b'Y' | b'y', ..])
    }

    /// `FY2015`, `FY15`, `CY18`.
    pub(super) fn fiscal_token(&self, i: usize) -> Option<(YearWord, usize)> {
        if !self.begins_fiscal(i) {
            return None;
        }
        let digits = &self.text(i)[2..];
        if digits.is_empty() {
            return self.shape(i).is_upper().then(|| self.full_year(i + 1)).flatten();
        }
        let number: u32 = digits.parse().ok()?;
        match digits.len() {
            4 => Some((YearWord::Full(number as i32), i + 1)),
            2 => Some((YearWord::Short(number as u8), i + 1)),
            _ => None,
        }
    }

    /// Whether four digits by themselves are a year here.
    pub(super) fn year_context(&self, i: usize, number: u32) -> bool {
        if !(1000..=2199).contains(&number) || self.touches(i) {
            return false;
        }
        if !self.plain_after_number(i + 1)
            || self.has(i + 1, Class::Currency)
            || self.has(i + 1, Class::Unit) && !self.capital(i + 1) && self.text(i + 1).len() > 2
        {
            return false;
        }
        if self.year_sure(i) {
            return true;
        }
        // `post-1945 Europe`.
        if i > 1
            && self.dash(i - 1)
            && self.glued(i)
            && self.glued(i - 1)
            && self.shape(i - 2).is_lower()
        {
            return true;
        }
        // `Windows 2000`, `Resolution 1973`: part of a name.
        if i > 0 && self.capital(i - 1) && self.is(i - 1, Word::Numbered) {
            return false;
        }
        // `the 1990 and 1995 budgets`.
        if i > 1
            && matches!(self.word(i - 1), Some(Word::And | Word::Or | Word::To))
            && self.digits(i - 2).is_some_and(|(n, len)| len == 4 && (1000..=2199).contains(&n))
        {
            return true;
        }
        // `2000 pieces`: a count, if a plural follows and no article stands before.
        let next = self.text(i + 1);
        let plural = self.shape(i + 1).is_lower()
            && next.len() > 3
            && next.ends_with('s')
            && self.word(i + 1).is_none();
        let article = i > 0
            && (self.is(i - 1, Word::The)
                || self.shape(i - 1).has(Shape::POSSESSIVE)
                || self.has(i - 1, Class::Pronoun));
        if plural && !article {
            return false;
        }
        (1600..=2099).contains(&number)
            && !(i > 0
                && (self.mark(i - 1, b'#')
                    || self.has(i - 1, Class::Currency)
                    || self.has(i - 1, Class::OrgHead)))
    }

    /// Glued to something that makes a number part of a code, price or score.
    pub(super) fn touches(&self, i: usize) -> bool {
        let before = self.glued(i)
            && !matches!(
                self.text(i - 1),
                "(" | "[" | "\"" | "'" | "“" | "‘" | "’" | "-" | "–" | "—" | "/" | "~" | ","
            );
        let after = self.glued(i + 1)
            && (matches!(self.text(i + 1), "$" | "€" | "£" | "%" | "°" | "+" | "@" | "&" | "=")
                || self.shape(i + 1).is_word() && !self.shape(i + 1).has(Shape::POSSESSIVE));
        let code = self.glued(i)
            && self.dash(i - 1)
            && self.glued(i - 1)
            && i > 1
            && !(self.shape(i - 2).is_lower() && !self.shape(i - 2).has(Shape::DIGIT)
                || self.digits(i - 2).is_some_and(|(_, len)| len == 4)
                || self.has(i - 2, Class::TimePart)
                || self.has(i - 2, Class::Month));
        let colon = self.mark(i + 1, b':') && self.glued(i + 1) && self.glued(i + 2);
        let range = self.dash(i + 1)
            && self.glued(i + 1)
            && self.glued(i + 2)
            && self.shape(i + 2).has(Shape::LEADING_DIGIT);
        before
            || after
            || colon
            || range
            || code
            || i > 0 && matches!(self.text(i - 1), "$" | "€" | "£" | "No." | "no." | "¥")
    }

    /// Stands after a word that times stand after: `in 1998`, `since 1998`, `(1998`.
    pub(super) fn year_sure(&self, i: usize) -> bool {
        if i == 0 {
            return false;
        }
        let number = self.digits(i).map_or(0, |(n, _)| n);
        matches!(
            self.word(i - 1),
            Some(
                Word::In
                    | Word::Since
                    | Word::Until
                    | Word::By
                    | Word::During
                    | Word::From
                    | Word::Between
                    | Word::Through
                    | Word::Fiscal
                    | Word::Before
                    | Word::After
            )
        ) && (1000..=2199).contains(&number)
            && !self.counted(i + 1)
            || self.has(i - 1, Class::TimePart)
            || self.time_word(i - 1)
            || matches!(self.text(i - 1), "c." | "ca." | "circa")
            || i > 1 && self.mark(i - 1, b'.') && self.text(i - 2) == "c"
    }

    /// Whether a plural noun that numbers count stands at `i`.
    pub(super) fn counted(&self, i: usize) -> bool {
        self.has(i, Class::PersonNoun) || self.unit(i).is_some_and(|u| u.plural)
    }

    /// `the 1990s`, `'80s`, `the nineties`, `the 19th century`, `1990 s`.
    #[inline(never)]
    pub(super) fn decade_or_century(&self, i: usize) -> Option<Piece> {
        let piece = |year, end, rule| {
            Some(Piece::new(end, Moment { year: Some(year), ..Moment::OPEN }, rule, Kind::Year))
        };
        // `1990's`.
        if self.shape(i).is_numeric() {
            let (number, 4) = self.digits(i)? else { return None };
            let decade = self.shape(i + 1).has(Shape::POSSESSIVE)
                && number % 10 == 0
                && (1500..=2090).contains(&number)
                && i > 0
                && (self.is(i - 1, Word::The)
                    || self.has(i - 1, Class::TimePart)
                    || self.dash(i - 1))
                && !self.capital(i + 2)
                && self.season(i + 2).is_none();
            let decade = decade.then_some(YearWord::Decade(number as i32))?;
            return piece(decade, i + 2, Rule::Decade);
        }
        if let Some((number, len, "s")) = self.suffixed(i)
            && number % 10 == 0
        {
            let full = || {
                piece(YearWord::Decade(number as i32), i + 1, Rule::Decade)
                    .map(|p| self.before_christ(p))
            };
            return match len {
                4 if (1000..=2090).contains(&number) => full(),
                3 if self.has(i + 1, Class::Era) => full(),
                2 if i > 0
                    && (self.apostrophe(i - 1) && self.glued(i) || self.decade_context(i)) =>
                {
                    piece(YearWord::ShortDecade(number as u8), i + 1, Rule::Decade)
                }
                _ => None,
            };
        }
        // `'80s`: the apostrophe begins it.
        if self.apostrophe(i)
            && self.glued(i + 1)
            && let Some((number, 2, "s")) = self.suffixed(i + 1)
            && number % 10 == 0
        {
            return piece(YearWord::ShortDecade(number as u8), i + 2, Rule::Decade);
        }
        if let Some(year) = self.value(i, Class::TimeWord).and_then(words::decade)
            && i > 0
            && self.decade_context(i)
        {
            return piece(YearWord::ShortDecade(year), i + 1, Rule::Decade);
        }
        // `nineteen eighties`.
        if let Some(century @ 16..=20) = self.value(i, Class::Cardinal)
            && let Some(year) =
                self.value(self.hyphen(i + 1), Class::TimeWord).and_then(words::decade)
        {
            let first = century as i32 * 100 + i32::from(year);
            return piece(YearWord::Decade(first), self.hyphen(i + 1) + 1, Rule::Decade);
        }
        let (number, end) = self.ordinal_day(i)?;
        // `the 16th and 17th centuries`, `from the 16th to the 18th century`.
        let joined = matches!(self.word(end), Some(Word::And | Word::Or | Word::To | Word::Until))
            || self.dash(end);
        if joined
            && (1..=30).contains(&number)
            && let Some((_, last)) = self.ordinal_day(self.skip(end + 1, Word::The))
            && self.unit(self.hyphen(last)).is_some_and(|u| u.unit == super::value::Unit::Century)
        {
            return piece(YearWord::Century(number as i32 - 1), end, Rule::Century);
        }
        let at = self.hyphen(end);
        let unit = self.unit(at)?;
        // `the first decade of the 20th century`.
        if unit.unit == super::value::Unit::Decade
            && self.is(at + 1, Word::Of)
            && let Some(Piece { end, moment, .. }) =
                self.decade_or_century(self.skip(at + 2, Word::The))
            && let Some(YearWord::Century(century @ 0..)) = moment.year
            && (1..=10).contains(&number)
        {
            let first = century * 100 + (number as i32 - 1) * 10;
            return piece(YearWord::Decade(first), end, Rule::Decade);
        }
        (unit.unit == super::value::Unit::Century && (1..=30).contains(&number))
            .then(|| {
                Piece::new(
                    at + 1,
                    Moment { year: Some(YearWord::Century(number as i32 - 1)), ..Moment::OPEN },
                    Rule::Century,
                    Kind::Year,
                )
            })
            .map(|p| self.before_christ(p))
    }

    /// Whether a decade in words stands at `i`: a time word that is no function word.
    #[inline]
    pub(super) fn is_decade(&self, i: usize) -> bool {
        self.has(i, Class::TimeWord) && self.word(i).is_none()
    }

    pub(super) fn decade_context(&self, i: usize) -> bool {
        // `in his late 40s`: an age.
        if i > 1 && self.has(i - 2, Class::Pronoun) || i > 2 && self.has(i - 3, Class::Pronoun) {
            return false;
        }
        // `temperatures in the 40s`: which of the two is not told.
        let degrees = self.suffixed(i).is_some_and(|(n, ..)| n < 60);
        i > 0
            && (self.is(i - 1, Word::The) && !degrees
                || self.has(i - 1, Class::TimePart)
                || self.mark(i - 1, b'-') && i > 1 && self.has(i - 2, Class::TimePart))
    }

    /// Takes an era after a decade or century.
    pub(super) fn before_christ(&self, mut piece: Piece) -> Piece {
        let Some(sign) =
            self.value(piece.end, Class::Era).filter(|_| self.shape(piece.end).is_upper())
        else {
            return piece;
        };
        piece.end += 1;
        if sign < 0 {
            piece.moment.year = match piece.moment.year {
                Some(YearWord::Decade(year)) => Some(YearWord::Decade(-year)),
                Some(YearWord::Century(year)) => Some(YearWord::Century(-year - 1)),
                year => year,
            };
        }
        piece
    }
}
