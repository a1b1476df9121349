//! Calendar dates: days, months and years in words and mixed forms.

use super::{
    expression::{Base, Day, Field, Moment, Strength},
    piece::{Kind, Piece},
    reader::Reader,
    rules::Rule,
    words::{Named, Word},
};
use crate::{
    lexicon::{Class, ClassSet},
    text::Shape,
};

/// What stands behind the number of a day or of a year before Christ.
const DAY_GOES_ON: ClassSet = ClassSet::of(&[Class::Month, Class::Era]);

impl Reader<'_, '_, '_> {
    /// A date that begins at `i`: with month name, in digits, or a year.
    pub(super) fn date(&self, i: usize) -> Option<Piece> {
        if self.has(i, Class::Month)
            && let Some(piece) = self.month_first(i)
        {
            return Some(piece);
        }
        if self.is_number(i) {
            let piece = match self.day_of_month(i) {
                Some((day, end)) => {
                    self.day_first(i, day, end).or_else(|| self.lone_day(i, day, end))
                }
                None => self.glued_day(i),
            };
            if let Some(piece) = piece.or_else(|| self.digit_date(i)) {
                return Some(piece);
            }
        }
        self.year_piece(i)
    }

    /// Whether what follows the number at `i` leaves it a date.
    #[inline]
    pub(super) fn begins_date(&self, i: usize) -> bool {
        let shape = self.shape(i);
        if !shape.is_numeric() || shape.has(Shape::DOT) {
            return true;
        }
        let next = self.classes(i + 1);
        // `1998`; `3 May`, `3 of May`, `3-5`, `6/22`, `480 BC`.
        let year = self.view.tokens.ends[i] - self.view.tokens.starts[i] == 4;
        year || next.any(DAY_GOES_ON)
            || next.has(Class::TimeWord) && self.is(i + 1, Word::Of)
            || self.shape(i + 1).has(Shape::MARK)
                && matches!(self.view.byte(i + 1), b'-' | b'/' | 0x80..)
    }

    /// `Sept. 11, 2001`, `June the 28th`, `May 1998`, `October`.
    #[inline(never)]
    fn month_first(&self, i: usize) -> Option<Piece> {
        let month = self.month(i)?;
        let field = Field::Month(month.index);
        // `mar 5`, `Jan-3`, `Jan/3`.
        let joined =
            self.glued(i + 1) && self.glued(i + 2) && (self.dash(i + 1) || self.mark(i + 1, b'/'));
        let at = if joined { i + 2 } else { i + 1 };
        let comma = usize::from(self.mark(at, b','));
        let day_at = self.skip(at, Word::The);
        let day = self.day_of_month(day_at).filter(|&(_, end)| {
            let word = self.is_word_ordinal(day_at);
            if word
                && day_at > at
                && !(end >= self.len()
                    || self.shape(end).has(Shape::MARK)
                    || self.is(end, Word::Of))
            {
                return false;
            }
            self.plain_after_number(end)
                && (day_at > at || !self.is_word_ordinal(day_at) || self.capital(i))
        });
        let day = match day {
            None if comma == 1 => {
                // `October, 1st`.
                self.ordinal_day(at + 1)
                    .filter(|&(n, end)| {
                        (1..=31).contains(&n)
                            && self.shape(at + 1).has(Shape::DIGIT)
                            && self.plain_after_number(end)
                    })
                    .map(|(n, end)| (n as u8, end))
            }
            day => day,
        };
        if let Some((day, end)) = day {
            let moment = Moment { field, day: Day::Of(day), ..Moment::OPEN };
            return Some(self.with_year(moment, end, Rule::DateText, Kind::Day));
        }
        // `May 1998`, `May, 1998`, `February of 1940`, `May '98`.
        let year_at = if comma == 1 { at + 1 } else { self.skip(at, Word::Of) };
        let year_at =
            if joined && self.digits(at).is_some_and(|(_, len)| len == 4) { at } else { year_at };
        if let Some((year, end)) = self.full_year(year_at) {
            let moment = Moment { field, year: Some(year), ..Moment::OPEN };
            return Some(Piece::new(end, moment, Rule::MonthYear, Kind::Month));
        }
        // `his March to the Sea`: months take no article.
        if month.common
            && i > 0
            && (matches!(self.word(i - 1), Some(Word::The | Word::A))
                || self.has(i - 1, Class::Pronoun))
        {
            return None;
        }
        let range = self.dash(i + 1) && self.glued(i + 1) && self.has(i + 2, Class::Month);
        let supported = range
            || i > 0 && !self.starts_sentence(i) && self.supports_month(i - 1)
            || self.modifier(i + 1).is_some_and(is_year_modifier) && self.unit(i + 2).is_some();
        // `in may.`
        let closes = i > 0
            && self.is(i - 1, Word::In)
            && (i + 1 >= self.len() || self.shape(i + 1).has(Shape::MARK));
        if month.common && closes && !self.capital(i) {
            return Some(
                Piece::new(i + 1, Moment { field, ..Moment::OPEN }, Rule::MonthAlone, Kind::Month)
                    .at(Strength::Weak),
            );
        }
        let abbreviation = month.short && self.text(i).len() <= 3 && !supported;
        if !self.capital(i)
            || abbreviation && (month.common || !self.shape(i).has(Shape::DOT)) && !supported
        {
            // `may`, `march`; `jan` needs a neighbour.
            return (supported && !month.common && self.text(i).len() > 3).then(|| {
                Piece::new(i + 1, Moment { field, ..Moment::OPEN }, Rule::MonthAlone, Kind::Month)
            });
        }
        let names =
            i > 0 && self.capital(i - 1) && !self.starts_sentence(i - 1) && !self.time_word(i - 1)
                || self.capital(i + 1) && !self.starts_sentence(i + 1) && !self.time_word(i + 1);
        let strength = if supported && !names {
            Strength::Likely
        } else if month.common && (self.starts_sentence(i) || names)
            || !supported
                && self.capital(i + 1)
                && !self.time_word(i + 1)
                && !self.starts_sentence(i + 1)
        {
            return None;
        } else {
            Strength::Weak
        };
        let moment = Moment { field, ..Moment::OPEN };
        Some(Piece::new(i + 1, moment, Rule::MonthAlone, Kind::Month).at(strength))
    }

    /// Whether the word before a month makes it one: `in May`, `last March`, `early June`.
    fn supports_month(&self, i: usize) -> bool {
        self.time_word(i)
            || self.has(i, Class::TimePart)
            || self.has(i, Class::TimeModifier)
            || self.mark(i, b'-') && i > 0 && self.has(i - 1, Class::TimePart)
            || matches!(
                self.word(i),
                Some(
                    Word::In
                        | Word::Of
                        | Word::Since
                        | Word::Until
                        | Word::By
                        | Word::During
                        | Word::From
                        | Word::Through
                        | Word::Each
                        | Word::Every
                        | Word::Before
                        | Word::After
                        | Word::Between
                )
            )
            || matches!(self.word(i), Some(Word::To | Word::And | Word::Or))
                && i > 0
                && self.has(i - 1, Class::Month)
    }

    pub(super) fn time_word(&self, i: usize) -> bool {
        self.has(i, Class::Month) || self.has(i, Class::Weekday) || self.has(i, Class::Season)
    }

    fn is_word_ordinal(&self, i: usize) -> bool {
        !self.shape(i).has(Shape::DIGIT)
    }

    /// `11 September 2001`, `the 28th of June`, `3rd May`.
    #[inline(never)]
    fn day_first(&self, i: usize, day: u8, end: usize) -> Option<Piece> {
        let ordinal = self.digits(i).is_none();
        let joined = self.dash(end) && self.glued(end) && self.glued(end + 1);
        let of = if joined { end + 1 } else { end };
        let of = self.skip(of, Word::Of);
        let month = self.month(of)?;
        if !ordinal && of > end && month.common && !self.capital(of) {
            return None;
        }
        if !self.capital(of)
            && (month.common && !ordinal && self.full_year(of + 1).is_none()
                || month.short && of == end && self.text(of).len() > 3)
        {
            return None;
        }
        // `on 3 May 22 people`, `9 March 3`: the nearer number is the day only if it ends there.
        let moment = Moment { field: Field::Month(month.index), day: Day::Of(day), ..Moment::OPEN };
        let at = of + 1;
        let at = if joined && self.dash(at) && self.glued(at) { at + 1 } else { at };
        Some(self.with_year(moment, at, Rule::DateText, Kind::Day))
    }

    /// `26nov`, `3Dec 2015`.
    fn glued_day(&self, i: usize) -> Option<Piece> {
        let (day @ 1..=31, 1..=2, suffix) = self.suffixed(i)? else { return None };
        if suffix.len() < 3 || !suffix.bytes().all(|b| b.is_ascii_alphabetic()) {
            return None;
        }
        let id = self.view.lexicon.id(crate::text::fold_hash(suffix));
        let month = Named::of(self.view.lexicon.value(id, Class::Month)?);
        let day = Day::Of(day as u8);
        let moment = Moment { field: Field::Month(month.index), day, ..Moment::OPEN };
        Some(self.with_year(moment, i + 1, Rule::DateText, Kind::Day))
    }

    /// `the 21st of this month`, `20 of next month`: a day beside a month told from another.
    fn lone_day(&self, i: usize, day: u8, end: usize) -> Option<Piece> {
        let of = self.skip(end, Word::Of);
        let told = self.suffixed(i).is_some() || of > end;
        let month = self.modifier(self.skip(of, Word::The)).is_some()
            && self
                .unit(self.skip(of, Word::The) + 1)
                .is_some_and(|u| u.unit == super::value::Unit::Month);
        let moment = Moment { day: Day::Of(day), ..Moment::OPEN };
        if told && month {
            return Some(Piece::new(end, moment, Rule::DayOfMonth, Kind::Day).bound(true));
        }
        // `on the 5th the king fled`: of the month talked of, unless it counts what follows.
        let on = i > 1
            && self.is(i - 1, Word::The)
            && matches!(self.word(i - 2), Some(Word::On | Word::By | Word::Until));
        let closes = end >= self.len()
            || self.shape(end).has(Shape::MARK) && !self.dash(end)
            || self.word(end).is_some_and(|word| word != Word::Of)
            || self.classes(end).any(super::scan::FUNCTION);
        let alone = on
            && closes
            && self.suffixed(i).is_some()
            && self.unit(end).is_none()
            && self.modifier(end).is_none();
        let base = Base::Mentioned(0, super::value::Unit::Month);
        let moment = Moment { base, ..moment };
        alone.then(|| Piece::new(end, moment, Rule::DayOfMonth, Kind::Day).at(Strength::Likely))
    }

    /// Adds `, 2001`, `2001`, `of 2001`, `'01`, `44 BC` to a date that ends at `end`.
    fn with_year(&self, mut moment: Moment, end: usize, rule: Rule, kind: Kind) -> Piece {
        // `the night of March 10-11, 1945`: both days have the year.
        if let (Field::Month(_), Day::Of(first)) = (moment.field, moment.day)
            && self.dash(end)
            && self.glued(end)
            && self.glued(end + 1)
            && let Some((second, 1..=2)) = self.digits(end + 1)
            && u32::from(first) < second
            && second <= 31
            && let comma = usize::from(self.mark(end + 2, b','))
            && let Some((year, last)) = self.full_year(end + 2 + comma)
        {
            moment.year = Some(year);
            return Piece::new(last, moment, rule, kind);
        }
        // `the Sept. 11 attacks`.
        if (moment.field, moment.day) == (Field::Month(9), Day::Of(11))
            && self.is(end, Word::Attack)
        {
            moment.year = Some(super::expression::SEPTEMBER_11);
            return Piece::new(end, moment, rule, kind);
        }
        let comma = self.mark(end, b',');
        let at = if comma { end + 1 } else { self.skip(end, Word::Of) };
        let at = if self.dash(at)
            && self.glued(at)
            && self.digits(at + 1).is_some_and(|(_, n)| n == 4)
        {
            at + 1
        } else {
            at
        };
        if let Some((year, last)) = self.full_year(at)
            && (!comma || self.plain_after_number(last))
        {
            moment.year = Some(year);
            return Piece::new(last, moment, rule, kind);
        }
        Piece::new(end, moment, rule, kind)
    }

    /// Whether what stands at `i` leaves the number before it a day or a year: no `:30`, no unit
    /// glued on, no percent sign.
    pub(super) fn plain_after_number(&self, i: usize) -> bool {
        let more = self.mark(i, b':') && self.glued(i + 1) && self.digits(i + 1).is_some();
        if self.glued(i) && (more || self.mark(i, b'/') || self.mark(i, b'%')) {
            return false;
        }
        if self.has(i, Class::Ordinal) && self.unit(self.hyphen(i + 1)).is_some()
            || self.unit(i).is_some_and(|u| u.unit == super::value::Unit::Quarter && !u.plural)
        {
            return true;
        }
        !(self.has(i, Class::Percent) || self.has(i, Class::Magnitude))
            && self.unit(i).is_none_or(|u| u.bound && !self.glued(i))
    }
}

fn is_year_modifier(modifier: super::words::Modifier) -> bool {
    use super::words::Modifier as M;
    matches!(modifier, M::Last | M::This | M::Next | M::That | M::Same)
}
