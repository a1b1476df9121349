//! Calendar dates: days, months and years in words and mixed forms.

use super::{
    expression::{Day, Field, Moment, Strength, YearWord},
    piece::{Kind, Piece},
    reader::Reader,
    rules::Rule,
    words::{self, Word},
};
use crate::{lexicon::Class, text::Shape};

impl Reader<'_, '_, '_> {
    /// A date that begins at `i`: with month name, in digits, or a year.
    pub(super) fn date(&self, i: usize) -> Option<Piece> {
        self.month_first(i)
            .or_else(|| self.day_first(i))
            .or_else(|| self.lone_day(i))
            .or_else(|| self.digit_date(i))
            .or_else(|| self.year_piece(i))
    }

    /// `Sept. 11, 2001`, `June the 28th`, `May 1998`, `October`.
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
            || i > 0 && self.supports_month(i - 1)
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

    fn time_word(&self, i: usize) -> bool {
        self.has(i, Class::Month) || self.has(i, Class::Weekday) || self.has(i, Class::Season)
    }

    fn is_word_ordinal(&self, i: usize) -> bool {
        !self.shape(i).has(Shape::DIGIT)
    }

    /// `11 September 2001`, `the 28th of June`, `3rd May`.
    fn day_first(&self, i: usize) -> Option<Piece> {
        let (day, end) = self.day_of_month(i)?;
        let ordinal = self.digits(i).is_none();
        let joined = self.dash(end) && self.glued(end) && self.glued(end + 1);
        let of = if joined { end + 1 } else { end };
        let of = self.skip(of, Word::Of);
        let month = self.month(of)?;
        if !ordinal && of > end && month.common && !self.capital(of) {
            return None;
        }
        if !self.capital(of)
            && (month.common && !ordinal || month.short && of == end && self.text(of).len() > 3)
        {
            return None;
        }
        // `on 3 May 22 people`, `9 March 3`: the nearer number is the day only if it ends there.
        let moment = Moment { field: Field::Month(month.index), day: Day::Of(day), ..Moment::OPEN };
        let at = of + 1;
        let at = if joined && self.dash(at) && self.glued(at) { at + 1 } else { at };
        Some(self.with_year(moment, at, Rule::DateText, Kind::Day))
    }

    /// `the 21st of this month`, `20 of next month`: a day beside a month told from another.
    fn lone_day(&self, i: usize) -> Option<Piece> {
        let (day, end) = self.day_of_month(i)?;
        let of = self.skip(end, Word::Of);
        let told = self.suffixed(i).is_some() || of > end;
        let month = self.modifier(self.skip(of, Word::The)).is_some()
            && self
                .unit(self.skip(of, Word::The) + 1)
                .is_some_and(|u| u.unit == super::value::Unit::Month);
        let moment = Moment { day: Day::Of(day), ..Moment::OPEN };
        (told && month).then(|| Piece::new(end, moment, Rule::DayOfMonth, Kind::Day).bound(true))
    }

    /// Adds `, 2001`, `2001`, `of 2001`, `'01`, `44 BC` to a date that ends at `end`.
    fn with_year(&self, mut moment: Moment, end: usize, rule: Rule, kind: Kind) -> Piece {
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

    pub(super) fn apostrophe(&self, i: usize) -> bool {
        self.shape(i).has(Shape::MARK) && matches!(self.text(i), "'" | "’" | "‘")
    }

    /// `480 BC`, `AD 69`, `69 AD`, `1000 BCE`.
    fn era_year(&self, i: usize) -> Option<(YearWord, usize)> {
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

    /// A year by itself, a decade or century, a fiscal year.
    fn year_piece(&self, i: usize) -> Option<Piece> {
        if let Some(found) = self.decade_or_century(i) {
            return Some(found);
        }
        let year = |year, end, rule| {
            Some(Piece::new(end, Moment { year: Some(year), ..Moment::OPEN }, rule, Kind::Year))
        };
        if let Some((word, end)) = self.era_year(i) {
            return year(word, end, Rule::YearEra);
        }
        // `fiscal 1998`, `fiscal year 1998`, `the year 2000`, `FY2015`, `FY 15`.
        let fiscal = self.is(i, Word::Fiscal);
        let named = if fiscal { i + 1 } else { i };
        let unit =
            self.unit(named).is_some_and(|u| u.unit == super::value::Unit::Year && !u.plural);
        if fiscal || unit {
            let at = if unit { named + 1 } else { named };
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
            && !self.glued(i + 2)
        {
            return year(YearWord::Short(number as u8), i + 2, Rule::YearAlone);
        }
        if let Some((number, end)) = self.year_in_words(i) {
            return year(YearWord::Full(number), end, Rule::YearAlone);
        }
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
        year(YearWord::Full(number as i32), i + 1, Rule::YearAlone).map(|p| p.at(strength))
    }

    /// `FY2015`, `FY15`, `CY18`.
    fn fiscal_token(&self, i: usize) -> Option<(YearWord, usize)> {
        if !self.shape(i).has(Shape::DIGIT) && !self.shape(i).is_upper() {
            return None;
        }
        let text = self.text(i);
        let (prefix, digits) = (text.get(..2)?, &text[2..]);
        if !["FY", "CY"].iter().any(|p| prefix.eq_ignore_ascii_case(p)) {
            return None;
        }
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
    fn year_context(&self, i: usize, number: u32) -> bool {
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
    fn touches(&self, i: usize) -> bool {
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
    fn year_sure(&self, i: usize) -> bool {
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
    }

    /// Whether a plural noun that numbers count stands at `i`.
    fn counted(&self, i: usize) -> bool {
        self.has(i, Class::PersonNoun) || self.unit(i).is_some_and(|u| u.plural)
    }

    /// `the 1990s`, `'80s`, `the nineties`, `the 19th century`, `1990 s`.
    fn decade_or_century(&self, i: usize) -> Option<Piece> {
        let piece = |year, end, rule| {
            Some(Piece::new(end, Moment { year: Some(year), ..Moment::OPEN }, rule, Kind::Year))
        };
        if let Some((number, len, suffix)) = self.suffixed(i) {
            if suffix == "s" && number % 10 == 0 {
                return match len {
                    4 if (1000..=2090).contains(&number) => {
                        piece(YearWord::Decade(number as i32), i + 1, Rule::Decade)
                            .map(|p| self.before_christ(p))
                    }
                    3 if self.has(i + 1, Class::Era) => {
                        piece(YearWord::Decade(number as i32), i + 1, Rule::Decade)
                            .map(|p| self.before_christ(p))
                    }
                    2 if i > 0
                        && (self.apostrophe(i - 1) && self.glued(i) || self.decade_context(i)) =>
                    {
                        piece(YearWord::ShortDecade(number as u8), i + 1, Rule::Decade)
                    }
                    _ => None,
                };
            }
        }
        // `'80s`: the apostrophe begins it.
        if self.apostrophe(i)
            && self.glued(i + 1)
            && let Some((number, 2, "s")) = self.suffixed(i + 1)
            && number % 10 == 0
        {
            return piece(YearWord::ShortDecade(number as u8), i + 2, Rule::Decade);
        }
        // `1990's`.
        if let Some((number, 4)) = self.digits(i)
            && number % 10 == 0
            && (1500..=2090).contains(&number)
            && self.shape(i + 1).has(Shape::POSSESSIVE)
            && i > 0
            && (self.is(i - 1, Word::The) || self.has(i - 1, Class::TimePart) || self.dash(i - 1))
            && !self.capital(i + 2)
            && self.season(i + 2).is_none()
        {
            return piece(YearWord::Decade(number as i32), i + 2, Rule::Decade);
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
        let at = self.hyphen(end);
        let unit = self.unit(at)?;
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

    fn decade_context(&self, i: usize) -> bool {
        i > 0
            && (self.is(i - 1, Word::The)
                || self.has(i - 1, Class::TimePart)
                || self.mark(i - 1, b'-') && i > 1 && self.has(i - 2, Class::TimePart))
    }

    /// Takes an era after a decade or century.
    fn before_christ(&self, mut piece: Piece) -> Piece {
        let Some(sign) =
            self.value(piece.end, Class::Era).filter(|_| self.shape(piece.end).is_upper())
        else {
            return piece;
        };
        piece.end += 1;
        if sign < 0 {
            piece.moment.year = match piece.moment.year {
                Some(YearWord::Decade(year)) => Some(YearWord::Decade(-year)),
                Some(YearWord::Century(year)) => Some(YearWord::Century(-year)),
                year => year,
            };
        }
        piece
    }
}

fn is_year_modifier(modifier: super::words::Modifier) -> bool {
    use super::words::Modifier as M;
    matches!(modifier, M::Last | M::This | M::Next | M::That | M::Same)
}
