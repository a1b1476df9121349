//! Points of time: pieces put together from left to right.

use super::{
    expression::{Base, Clock, Meaning, Mod, Moment},
    piece::{Joiner, Kind, Piece},
    reader::{Found, Reader},
    rules::Rule,
    scan::NUMBER,
    value::Unit,
    words::{self, PartForm, PartOrHour, Word},
};
use crate::{
    lexicon::{Class, ClassSet},
    text::Shape,
};

/// What a date can begin with that is no number.
const DATED: ClassSet = ClassSet::of(&[Class::Month, Class::Era, Class::TimeUnit]);

/// What a piece of a point of time can begin with.
const PIECES: ClassSet = DATED.with(NUMBER).with(ClassSet::of(&[
    Class::TimePart,
    Class::TimeStart,
    Class::TimeModifier,
    Class::Deictic,
    Class::Holiday,
    Class::Weekday,
    Class::Season,
    Class::DayPart,
]));

impl Reader<'_, '_, '_> {
    /// A point of time that begins at `i`, with the part of it that is meant.
    #[inline(never)]
    pub(super) fn moment(&self, i: usize) -> Option<Found> {
        let (modifier, at, adverb) = if !self.may_be(self.skip(i, Word::The), Class::TimePart)
            || self.early_hours(self.skip(i, Word::The)).is_some()
            || self.holiday_name(self.skip(i, Word::The)).is_some()
        {
            (None, i, false)
        } else {
            self.part_prefix(i)
        };
        let noun = at > i && self.is(at - 1, Word::Of);
        let plain = self.pieces(at);
        let after = self.skip(at, Word::The);
        // `the 1990s`, `the 3rd of May`: the piece begins behind the article.
        let behind = (after > at).then(|| self.pieces(after)).flatten().filter(|piece| {
            at > i
                || takes_article(piece)
                || self.early_hours(after).is_some()
                || self.digits(after).is_none() && self.ordinal_day(after).is_some()
                || self.unit(after).is_some() && matches!(piece.kind, Kind::Year | Kind::Impossible)
        });
        let better = |a: &Piece, b: &Piece| !b.bound && (a.bound || b.end > a.end);
        let mut piece = match (plain, behind) {
            (Some(a), Some(b)) => {
                if better(&a, &b) {
                    b
                } else {
                    a
                }
            }
            (a, b) => a.or(b).or_else(|| noun.then(|| self.plain_unit(at)).flatten())?,
        };
        if at > i {
            if adverb && !adverb_goes(piece.kind) {
                return None;
            }
            let month_or_year = matches!(piece.kind, Kind::Month | Kind::Year | Kind::Season);
            piece.bound &= !month_or_year;
            // `mid-afternoon`.
            if piece.kind == Kind::DayPart
                && piece.moment.base == Base::Open
                && matches!(modifier, Some(Mod::Mid))
            {
                piece.moment.base = Base::Article(0, Unit::Day);
                piece.bound = false;
            }
            piece.strength = piece.strength.max(super::expression::Strength::Likely);
        }
        if piece.bound {
            return None;
        }
        if piece.kind == Kind::Impossible {
            return Some(Found::new(piece.end, Meaning::Impossible, Rule::Impossible));
        }
        let (modifier, end) = self.part_suffix(&piece, modifier.or(piece.modifier));
        let mut found = Found::moment(end, piece.moment, piece.rule).with(modifier);
        found.strength = piece.strength;
        Some(found)
    }

    /// `early`, `late`, `mid-`, `the end of`, `later`: the modifier, where what it modifies
    /// begins, and whether it is an adverb.
    fn part_prefix(&self, i: usize) -> (Option<Mod>, usize, bool) {
        let none = (None, i, false);
        let at = self.skip(i, Word::The);
        if at >= self.len() {
            return none;
        }
        let Some((len, value)) = self.longest(at, Class::TimePart) else { return none };
        let (modifier, form) = words::time_part(value);
        let end = at + len;
        let of = |end: usize| self.skip(end, Word::Of);
        match form {
            PartForm::Adjective | PartForm::Prefix => {
                let next = self.hyphen(end);
                // `early in 1862`, `late on Sunday`.
                let next = match self.word(next) {
                    Some(Word::In | Word::On) if next == end && form == PartForm::Adjective => {
                        next + 1
                    }
                    _ => next,
                };
                (modifier, next, false)
            }
            PartForm::Adverb if at == i => {
                let next = match self.word(end) {
                    Some(Word::In | Word::On) => end + 1,
                    _ => end,
                };
                (modifier, next, true)
            }
            PartForm::Noun if self.is(end, Word::Of) => (modifier, of(end), false),
            // `end-June`, `end-2015`.
            PartForm::Noun if self.hyphen(end) > end && self.dates(end + 1) => {
                (modifier, end + 1, false)
            }
            _ => none,
        }
    }

    /// Whether a month or year in digits stands at `i`.
    fn dates(&self, i: usize) -> bool {
        self.has(i, Class::Month) && self.capital(i)
            || self.digits(i).is_some_and(|(year, len)| len == 4 && (1500..=2199).contains(&year))
    }

    /// `2018 or later`, `the year's end`.
    fn part_suffix(&self, piece: &Piece, modifier: Option<Mod>) -> (Option<Mod>, usize) {
        let end = piece.end;
        match self.phrase(end) {
            Some((last, Word::OrLater)) => return (Some(Mod::OnOrAfter), last),
            Some((last, Word::OrEarlier)) => return (Some(Mod::OnOrBefore), last),
            Some((last, Word::OrSo)) => return (Some(Mod::Approx), last),
            _ => {}
        }
        // `this year's end`.
        if self.shape(end).has(Shape::POSSESSIVE)
            && matches!(piece.kind, Kind::Base(_) | Kind::Year)
            && let Some(value) = self.value(end + 1, Class::TimePart)
            && let (Some(part), PartForm::Noun) = words::time_part(value)
        {
            return (Some(part), end + 2);
        }
        (modifier, end)
    }

    /// As many pieces as go together from `i` on.
    #[inline(never)]
    fn pieces(&self, i: usize) -> Option<Piece> {
        let mut whole = self.first_piece(i)?;
        // `building 4 this afternoon`: a number that belongs to what stands before.
        let number = whole.kind == Kind::Clock && whole.bound && i > 0;
        if number
            && !self.shape(i - 1).has(Shape::MARK)
            && !matches!(
                self.word(i - 1),
                Some(
                    Word::At
                        | Word::About
                        | Word::By
                        | Word::From
                        | Word::Until
                        | Word::To
                        | Word::Between
                        | Word::And
                        | Word::Since
                )
            )
            && !self.is(whole.end, Word::In)
            && matches!(whole.moment.clock, Clock::At { minute: None, .. })
        {
            return Some(whole);
        }
        for _ in 0..4 {
            let Some((joiner, at)) = self.joiner(whole.end) else { break };
            if !self.begins_piece(at) {
                break;
            }
            let Some(next) = self.next_piece(&whole, joiner, at) else { break };
            whole = next;
        }
        Some(whole)
    }

    #[inline(never)]
    fn next_piece(&self, whole: &Piece, joiner: Joiner, at: usize) -> Option<Piece> {
        // `Monday through Friday, 9 a.m. to 5 p.m.`: the hours are those of all.
        if whole.kind == Kind::Weekday && joiner == Joiner::Comma && self.clock_range(at).is_some()
        {
            return None;
        }
        for start in at..=self.skip(at, Word::The) {
            // `morning of next week`, `Friday the 13th`.
            if whole.kind == Kind::Weekday
                && (start > at || joiner == Joiner::Nothing && self.suffixed(start).is_some())
                && (joiner == Joiner::Nothing || self.shape(start).has(Shape::DIGIT))
                && let Some((day, end)) =
                    self.ordinal_day(start).filter(|&(n, _)| (1..=31).contains(&n))
                && self.month(self.skip(end, Word::Of)).is_none()
                && self.unit(end).is_none()
            {
                let moment = Moment { day: super::expression::Day::Of(day as u8), ..Moment::OPEN };
                let next = Piece::new(end, moment, Rule::DayOfMonth, Kind::Day);
                return whole.join(Joiner::Nothing, &next);
            }
            // `the night of 3-4 July`: the first of the two days.
            if whole.kind == Kind::DayPart
                && matches!(joiner, Joiner::Word(Word::Of | Word::On))
                && let Some(first) = self.first_of_two_days(start)
            {
                return whole.join(joiner, &first);
            }
            // `the first half of 2013`, whatever follows.
            // `the winter of 1812-13`: it began in the first.
            if whole.kind == Kind::Season
                && matches!(joiner, Joiner::Word(Word::Of) | Joiner::Nothing)
                && let Some((year, end)) = self.first_of_two_years(start)
            {
                let year = Some(super::expression::YearWord::Full(year));
                let moment = Moment { year, ..Moment::OPEN };
                return whole.join(joiner, &Piece::new(end, moment, Rule::YearAlone, Kind::Year));
            }
            if joiner == Joiner::Word(Word::Of)
                && matches!(whole.kind, Kind::Quarter | Kind::Season | Kind::Week)
                && let Some((number @ 1500..=2199, 4)) = self.digits(start)
                && !self.touches(start)
            {
                let year = Some(super::expression::YearWord::Full(number as i32));
                let moment = Moment { year, ..Moment::OPEN };
                let next = Piece::new(start + 1, moment, Rule::YearAlone, Kind::Year);
                return whole.join(joiner, &next);
            }
            let early = self.inner_part(start);
            let (modifier, start) = early.map_or((None, start), |(m, s)| (Some(m), s));
            if let Some(next) = self.first_piece(start)
                && let Some(mut piece) = whole.join(joiner, &next)
            {
                if modifier.is_some() && next.kind != Kind::DayPart && next.kind != Kind::Today {
                    return None;
                }
                piece.modifier = modifier.or(piece.modifier);
                return Some(piece);
            }
        }
        // `5 in the morning`, `Monday morning`.
        let start = self.skip(at, Word::The);
        let next = self.day_part_piece(start)?;
        whole.join(joiner, &next)
    }

    /// `1812-13`, `1941/42`: a year and the next one; where they end.
    pub(super) fn first_of_two_years(&self, i: usize) -> Option<(i32, usize)> {
        let (first @ 1000..=2199, 4) = self.digits(i)? else { return None };
        let joined = (self.dash(i + 1) || self.mark(i + 1, b'/')) && self.glued(i + 1);
        let (second, len) = self.digits(i + 2)?;
        let next = match len {
            2 => (first + 1) % 100 == second,
            4 => first + 1 == second,
            _ => false,
        };
        (joined && next).then_some((first as i32, i + 3))
    }

    /// `3-4 July 1944`, `8/9 February`: a night's two days; the date of the first.
    fn first_of_two_days(&self, i: usize) -> Option<Piece> {
        let (first, 1..=2) = self.digits(i)? else { return None };
        let joined = (self.dash(i + 1) || self.mark(i + 1, b'/')) && self.glued(i + 1);
        let (second, 1..=2) = self.digits(i + 2)? else { return None };
        if !joined || second != first + 1 {
            return None;
        }
        let piece = self.date(i + 2)?;
        let dated = matches!(piece.moment.field, super::expression::Field::Month(_));
        let day = super::expression::Day::Of(u8::try_from(first).ok()?);
        dated.then_some(Piece { moment: Moment { day, ..piece.moment }, ..piece })
    }

    /// `late` in `Monday late afternoon`.
    fn inner_part(&self, i: usize) -> Option<(Mod, usize)> {
        let (modifier, form) = words::time_part(self.value(i, Class::TimePart)?);
        let next = self.hyphen(i + 1);
        matches!(form, PartForm::Adjective | PartForm::Prefix)
            .then_some(modifier)
            .flatten()
            .filter(|_| self.day_part(next).is_some())
            .map(|m| (m, next))
    }

    /// What joins two pieces at `i`, and where the second begins.
    fn joiner(&self, i: usize) -> Option<(Joiner, usize)> {
        if i >= self.len() || self.shape(i).has(Shape::BLANK_BEFORE) {
            return None;
        }
        if self.mark(i, b'@') {
            return Some((Joiner::Word(Word::At), i + 1));
        }
        if self.mark(i, b',') {
            return (i + 1 < self.len()).then_some((Joiner::Comma, i + 1));
        }
        if self.shape(i).has(Shape::POSSESSIVE) {
            return Some((Joiner::Possessive, i + 1));
        }
        if self.dash(i) && self.glued(i) && self.glued(i + 1) {
            return Some((Joiner::Hyphen, i + 1));
        }
        match self.word(i) {
            Some(
                word @ (Word::Of
                | Word::In
                | Word::On
                | Word::At
                | Word::By
                | Word::From
                | Word::About),
            ) => Some((Joiner::Word(word), i + 1)),
            _ => Some((Joiner::Nothing, i)),
        }
    }

    /// Whether a piece may begin at `i`.
    #[inline]
    fn begins_piece(&self, i: usize) -> bool {
        let shape = self.shape(i);
        let classes = self.classes(i);
        classes.any(PIECES)
            || shape.has(Shape::DIGIT)
            || shape.has(Shape::MARK) && self.apostrophe(i)
            || shape.is_upper() && self.begins_fiscal(i)
            || classes.has(Class::TimeWord)
                && matches!(
                    self.word(i),
                    None | Some(Word::The | Word::A | Word::Half | Word::Quarter | Word::Fiscal)
                )
    }

    /// The piece that begins at `i`. The classes of the token say what it can be.
    #[inline(never)]
    pub(super) fn first_piece(&self, i: usize) -> Option<Piece> {
        let classes = *self.view.tokens.classes.get(i)?;
        let shape = self.shape(i);
        if !self.begins_piece(i) {
            return None;
        }
        let word = self.word(i);
        let the = word == Some(Word::The);
        let number = shape.has(Shape::LEADING_DIGIT) || classes.any(NUMBER);
        let clock = if number
            || classes.has(Class::DayPart)
            || matches!(word, Some(Word::A | Word::Half | Word::Quarter))
        {
            self.clock(i)
        } else {
            None
        };
        // A decade in words is a `TimeWord` that is no `Word`.
        let decade = word.is_none() && classes.has(Class::TimeWord);
        let dated = number && self.begins_date(i)
            || decade
            || classes.any(DATED)
            || word == Some(Word::Fiscal)
            || shape.has(Shape::DIGIT) && !number
            || self.begins_fiscal(i)
            || self.apostrophe(i);
        let date = if dated { self.date(i) } else { None };
        match (clock, date) {
            // `12 May`, `1998`: a date takes more than a bare hour.
            (Some(clock), Some(date)) if date.end >= clock.end => return Some(date),
            (Some(clock), _) if !clock.bound => return Some(clock),
            (_, Some(date)) => return Some(date),
            _ => {}
        }
        if classes.has(Class::TimePart)
            && let Some(piece) = self.early_hours(i)
        {
            return Some(piece);
        }
        let phrase = classes.has(Class::TimeStart) && classes.has(Class::PhraseStart);
        let when = |asked: bool, piece: &dyn Fn() -> Option<Piece>| {
            if asked { piece() } else { None }
        };
        let modified = the || phrase || classes.has(Class::TimeModifier);
        let part = modified
            || (number || shape.has(Shape::DIGIT)) && !shape.is_numeric()
            || classes.has(Class::TimeUnit)
            || word == Some(Word::Fiscal);
        when(phrase || classes.has(Class::Deictic), &|| self.deictic_day(i))
            .or_else(|| when(phrase || classes.has(Class::Holiday), &|| self.holiday_piece(i)))
            .or_else(|| when(part, &|| self.part_of_year(i)))
            .or_else(|| when(modified, &|| self.relative(i)))
            .or_else(|| when(classes.has(Class::Weekday), &|| self.weekday_piece(i)))
            .or_else(|| when(the || classes.has(Class::Season), &|| self.season_piece(i)))
            .or_else(|| when(classes.has(Class::DayPart), &|| self.day_part_piece(i)))
            .or(clock)
    }

    /// `the early hours of Thursday`: the part of the day.
    fn early_hours(&self, i: usize) -> Option<Piece> {
        let (modifier, form) = words::time_part(self.value(i, Class::TimePart)?);
        let hours = self.unit(i + 1).is_some_and(|u| u.unit == Unit::Hour && u.plural);
        let early = modifier == Some(Mod::Start) && form == PartForm::Adjective;
        let clock = Clock::Part(super::value::DayPart::Morning);
        (early && hours && self.is(i + 2, Word::Of)).then(|| Piece {
            modifier,
            ..Piece::new(i + 2, Moment { clock, ..Moment::OPEN }, Rule::DayPart, Kind::DayPart)
                .bound(true)
        })
    }

    /// `morning` beside a day; `overnight` alone.
    pub(super) fn day_part_piece(&self, i: usize) -> Option<Piece> {
        let word = self.day_part(i).filter(|w| !w.plural)?;
        let PartOrHour::Part(part) = word.what else { return None };
        let mut moment = Moment { clock: Clock::Part(part), ..Moment::OPEN };
        if word.adverb {
            moment.base = super::expression::Base::Article(0, Unit::Day);
        }
        let hours = self.unit(i + 1).is_some_and(|u| u.unit == Unit::Hour && u.plural);
        // `they travelled at night`.
        let told = word.adverb
            || part == super::value::DayPart::Night
                && i > 0
                && self.is(i - 1, Word::At)
                && !self.is_message();
        // `at dawn`, `from dusk to dawn`.
        let instant = word.common
            && i > 0
            && self.shape(i).is_lower()
            && matches!(
                self.word(i - 1),
                Some(
                    Word::At
                        | Word::Before
                        | Word::After
                        | Word::Until
                        | Word::By
                        | Word::From
                        | Word::To
                        | Word::Since
                )
            )
            && !self.is(i + 1, Word::Of)
            && self.hyphen(i + 1) == i + 1;
        if instant {
            moment.base = super::expression::Base::Mentioned(0, Unit::Day);
        }
        let told = told || instant;
        Some(
            Piece::new(i + 1 + usize::from(hours), moment, Rule::DayPart, Kind::DayPart)
                .bound(!told),
        )
    }
}

/// Whether `the` before a piece belongs to it: `the 1990s`, `the 1988 third quarter`.
fn takes_article(piece: &Piece) -> bool {
    matches!(
        piece.rule,
        Rule::Decade
            | Rule::Century
            | Rule::QuarterHalf
            | Rule::Season
            | Rule::Week
            | Rule::WeekdayOrdinal
    ) || piece.rule == Rule::YearAlone && matches!(piece.kind, Kind::Base(_))
}

/// What `later`, `earlier`, `sometime` stand before.
fn adverb_goes(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Base(_)
            | Kind::Today
            | Kind::Weekday
            | Kind::DayPart
            | Kind::Month
            | Kind::Year
            | Kind::Season
    )
}
