//! Times told from another: `last week`, `that year`, `the third quarter`, `the first Monday of`.

use super::{
    expression::{Base, Clock, Day, Field, Moment, Strength, Toward},
    piece::{Kind, Piece},
    reader::Reader,
    rules::Rule,
    value::Unit,
    words::{Deictic, DeicticWord, Modifier, PartOrHour, Word},
};
use crate::{lexicon::Class, text::Shape};

impl Reader<'_, '_, '_> {
    /// `today`, `yesterday`, `last night`.
    pub(super) fn deictic_day(&self, i: usize) -> Option<Piece> {
        let (len, value) = self.longest(i, Class::Deictic)?;
        let (base, clock) = match DeicticWord::of(value).what {
            Deictic::Day(offset) => (Base::Article(i32::from(offset), Unit::Day), Clock::None),
            Deictic::Night(offset) => (
                Base::Article(i32::from(offset), Unit::Day),
                Clock::Part(super::value::DayPart::Night),
            ),
            _ => return None,
        };
        let moment = Moment { base, clock, ..Moment::OPEN };
        let strength = if self.capital(i) && !self.starts_sentence(i) {
            Strength::Weak
        } else {
            Strength::Certain
        };
        Some(Piece::new(i + len, moment, Rule::DeicticDay, Kind::Today).at(strength))
    }

    /// A modifier at `i`, and where it ends: `last`, `this past`, `the same`.
    pub(super) fn modifier_at(&self, i: usize) -> Option<(Modifier, usize)> {
        if i >= self.len() {
            return None;
        }
        let (len, value) = self.longest(i, Class::TimeModifier)?;
        let modifier = Modifier::of(value)?;
        let end = i + len;
        // `the comparable year-ago quarter`.
        if modifier == Modifier::Same
            && let Some((len, value)) = self.longest(end, Class::TimeModifier)
            && Modifier::of(value) == Some(Modifier::YearAgo)
        {
            return Some((Modifier::YearAgo, end + len));
        }
        let second = self.modifier(end);
        Some(match (modifier, second) {
            // `this past Sunday`, `that same day`, `this coming week`.
            (Modifier::This, Some(Modifier::Past | Modifier::Last)) => (Modifier::Past, end + 1),
            (Modifier::This, Some(Modifier::Coming | Modifier::Next)) => {
                (Modifier::Coming, end + 1)
            }
            (Modifier::This | Modifier::That, Some(Modifier::Same)) => (Modifier::Same, end + 1),
            (Modifier::This | Modifier::Same, Some(Modifier::Current)) => {
                (Modifier::Current, end + 1)
            }
            _ => (modifier, end),
        })
    }

    /// `last week`, `the following year`, `this morning`, `next Tuesday`, `the quarter`.
    #[inline(never)]
    pub(super) fn relative(&self, i: usize) -> Option<Piece> {
        let the = self.is(i, Word::The);
        let at = self.skip(i, Word::The);
        let Some((modifier, next)) = self.modifier_at(at) else {
            return if the { self.plain_unit(at) } else { None };
        };
        let (base, toward) = anchor(modifier, the);
        let next = self.hyphen(next);
        if let Some(weekday) = self.weekday(next).filter(|w| !w.plural) {
            let moment = Moment { day: Day::Weekday(weekday.index), toward, ..Moment::OPEN };
            let piece = Piece::new(next + 1, moment, Rule::RelativeNamed, Kind::Weekday);
            let word = weekday.common && modifier == Modifier::That;
            return (points(modifier) && !word).then(|| piece.at(Strength::Likely));
        }
        if let Some(month) = self.month(next)
            && (self.capital(next) || !month.common)
        {
            let moment = Moment { field: Field::Month(month.index), toward, ..Moment::OPEN };
            let piece = Piece::new(next + 1, moment, Rule::RelativeNamed, Kind::Month);
            // `last March 3`.
            if let Some((day, end)) =
                self.day_of_month(next + 1).filter(|&(_, e)| self.plain_after_number(e))
            {
                let moment = Moment { day: Day::Of(day), ..moment };
                return Some(Piece::new(end, moment, Rule::RelativeNamed, Kind::Day));
            }
            return Some(piece.at(Strength::Likely));
        }
        if let Some(season) = self.season(next).filter(|s| !s.plural) {
            let moment = Moment { field: Field::Season(season.season()), toward, ..Moment::OPEN };
            let piece = Piece::new(next + 1, moment, Rule::RelativeNamed, Kind::Season);
            return points(modifier).then(|| piece.at(Strength::Likely));
        }
        if let Some((holiday, end)) = self.holiday_name(next) {
            let moment = Moment { field: Field::Holiday(holiday), toward, ..Moment::OPEN };
            return Some(
                Piece::new(end, moment, Rule::RelativeNamed, Kind::Holiday).at(Strength::Likely),
            );
        }
        if let Some(part) = self.day_part(next)
            && !part.plural
        {
            let PartOrHour::Part(part) = part.what else { return None };
            let base = match modifier {
                Modifier::Last => Base::Article(-1, Unit::Day),
                Modifier::This | Modifier::Current => Base::Article(0, Unit::Day),
                Modifier::That | Modifier::Same => Base::Mentioned(0, Unit::Day),
                Modifier::Next | Modifier::Following => Base::Mentioned(1, Unit::Day),
                Modifier::Previous => Base::Mentioned(-1, Unit::Day),
                _ => return None,
            };
            let moment = Moment { base, clock: Clock::Part(part), ..Moment::OPEN };
            return Some(
                Piece::new(next + 1, moment, Rule::RelativeDay, Kind::DayPart).at(Strength::Likely),
            );
        }
        let fiscal = self.word(next) == Some(Word::Fiscal)
            || self.word(next) == Some(Word::Full) && modifier != Modifier::This;
        let at = if fiscal { next + 1 } else { next };
        let at = self.hyphen(at);
        if modifier == Modifier::YearAgo {
            let piece = self.year_ago(at);
            // `the year-ago results`: the article belongs to the noun.
            return (!the || piece.end > at).then_some(piece);
        }
        // `this year's third quarter` joins later; `last third quarter` is here.
        if let Some(quarter) = self.quarter_number(at) {
            if matches!(modifier, Modifier::That | Modifier::First | Modifier::Same) {
                return None;
            }
            let moment = Moment { field: Field::Quarter(quarter.0), toward, ..Moment::OPEN };
            return Some(Piece::new(quarter.1, moment, Rule::QuarterHalf, Kind::Quarter));
        }
        if self.is(at, Word::Period) && matches!(modifier, Modifier::Latest | Modifier::Previous) {
            let moment = Moment { base: Base::Article(-1, Unit::Quarter), ..Moment::OPEN };
            return Some(
                Piece::new(at + 1, moment, Rule::RelativeUnit, Kind::Base(Unit::Quarter))
                    .at(Strength::Likely),
            );
        }
        if modifier == Modifier::Same
            && let Some(piece) = self.same_period(at)
        {
            return Some(piece);
        }
        let unit = self.unit(at).filter(|u| !u.plural && (!u.bound || self.text(at).len() > 1))?;
        if unit.unit == Unit::Second
            || unit.unit == Unit::Minute
            || unit.unit == Unit::Hour && modifier != Modifier::This
        {
            return None;
        }
        if unit.night {
            return None;
        }
        let times = i32::from(unit.times);
        let base = match base(unit.unit) {
            Base::Article(n, unit) => Base::Article(n * times, unit),
            Base::Mentioned(n, unit) => Base::Mentioned(n * times, unit),
            base => base,
        };
        let base = match (modifier, base) {
            // A quarter or year that just ended.
            (Modifier::Latest, Base::Article(_, unit)) => Base::Article(-1, unit),
            (Modifier::First | Modifier::Final, _) => return None,
            (Modifier::Recent | Modifier::These | Modifier::Those | Modifier::ComingOpen, _) => {
                return None;
            }
            // `this day` is the one talked of.
            (Modifier::This, Base::Article(0, Unit::Day)) => Base::Mentioned(0, Unit::Day),
            (_, base) => base,
        };
        let moment = if unit.unit == Unit::Weekend {
            weekend(base)
        } else {
            Moment { base, ..Moment::OPEN }
        };
        Some(
            Piece::new(at + 1, moment, Rule::RelativeUnit, Kind::Base(unit.unit))
                .at(Strength::Likely),
        )
    }

    /// `the corresponding period last year`, `the same quarter a year earlier`: a year before the
    /// quarter or month that was mentioned.
    fn same_period(&self, at: usize) -> Option<Piece> {
        let quarter = self.unit(at).is_some_and(|u| u.unit == Unit::Quarter && !u.plural);
        if !(quarter || self.is(at, Word::Period)) {
            return None;
        }
        let of = matches!(self.word(at + 1), Some(Word::Of | Word::In));
        let next = at + 1 + usize::from(of);
        let year = |i| self.unit(i).is_some_and(|u| u.unit == Unit::Year && !u.plural);
        let last = self.modifier(next) == Some(Modifier::Last) && year(next + 1);
        let ago = self.is(next, Word::A)
            && year(next + 1)
            && matches!(self.word(next + 2), Some(Word::Ago | Word::Earlier | Word::Before));
        let end = next + if last { 2 } else { 3 };
        // A period is as long as the one that it is compared with.
        let base = if quarter { (-4, Unit::Quarter) } else { (-12, Unit::Month) };
        let moment = Moment { base: Base::Mentioned(base.0, base.1), ..Moment::OPEN };
        (last || ago).then(|| {
            Piece::new(end, moment, Rule::RelativeUnit, Kind::Quarter).at(Strength::Likely)
        })
    }

    /// `the year-ago quarter`, `the year-earlier period`, `year-earlier`.
    fn year_ago(&self, at: usize) -> Piece {
        let quarter = Moment { base: Base::Mentioned(-4, Unit::Quarter), ..Moment::OPEN };
        let year = Base::Mentioned(-1, Unit::Year);
        if let Some((number, end)) = self.quarter_number(at) {
            let moment = Moment { base: year, field: Field::Quarter(number), ..Moment::OPEN };
            return Piece::new(end, moment, Rule::RelativeUnit, Kind::Quarter);
        }
        let more = self.is(at, Word::Period)
            || self.unit(at).is_some_and(|u| u.unit == Unit::Quarter && !u.plural);
        Piece::new(at + usize::from(more), quarter, Rule::RelativeUnit, Kind::Quarter)
    }

    /// `the year`, `the week`, `the quarter`: the one that is talked of.
    pub(super) fn plain_unit(&self, at: usize) -> Option<Piece> {
        let fiscal = matches!(self.word(at), Some(Word::Fiscal | Word::Full));
        let unit_at = at + usize::from(fiscal);
        if let Some(part) = self.day_part(unit_at)
            && !part.plural
            && let PartOrHour::Part(part) = part.what
        {
            // `the morning-after pill`.
            if self.hyphen(unit_at + 1) > unit_at + 1 {
                return None;
            }
            // `the night before the vote`: it is not known when that was.
            if self.is_beside(unit_at + 1) {
                let moment = Moment { clock: Clock::Part(part), ..Moment::OPEN };
                let piece = Piece::new(unit_at + 2, moment, Rule::DayPart, Kind::DayPart);
                return Some(piece.at(Strength::Likely));
            }
            let base = Base::Mentioned(0, Unit::Day);
            let moment = Moment { base, clock: Clock::Part(part), ..Moment::OPEN };
            return Some(
                Piece::new(unit_at + 1, moment, Rule::DayPart, Kind::DayPart).at(Strength::Likely),
            );
        }
        let unit =
            self.unit(unit_at).filter(|u| !u.plural && !u.bound && !u.night && u.times == 1)?;
        // `the end of the century`, but hardly `the century`.
        let part = at > 2 && self.is(at - 2, Word::Of) && self.has(at - 3, Class::TimePart);
        if unit.unit <= Unit::Hour || unit.unit >= Unit::Decade && !part {
            return None;
        }
        // `the day after the vote`: it is not known when that was; `two years to the day`.
        if unit.unit == Unit::Day && self.is_beside(unit_at + 1) {
            let moment = Moment { day: Day::Nth(1), ..Moment::OPEN };
            let piece = Piece::new(unit_at + 2, moment, Rule::RelativeUnit, Kind::Base(Unit::Day));
            let exact = at > 1 && self.is(at - 2, Word::To);
            return (!exact).then(|| piece.at(Strength::Likely));
        }
        // `the Day of the Jackal`, `the financial year 2014/15`.
        let named = self.capital(unit_at)
            && self.shape(unit_at).has(Shape::LOWER)
            && !self.starts_sentence(unit_at)
            && self.is(unit_at + 1, Word::Of);
        if named || fiscal && self.digits(unit_at + 1).is_some_and(|(_, len)| len == 4) {
            return None;
        }
        // `the whole day` is a length.
        if self.is(at, Word::Full) && unit.unit <= Unit::Week {
            return None;
        }
        // `the day after`, `the year that`, `the week of the vote`.
        if self.dash(unit_at + 1) && self.glued(unit_at + 1) {
            return None;
        }
        // `the year ended March 31` is a length.
        if unit.unit == Unit::Year && self.ended(unit_at + 1) {
            return None;
        }
        // `the quarter ended Sept. 30`: the one talked of, or else that of the date.
        if unit.unit == Unit::Quarter
            && self.ended(unit_at + 1)
            && let Some(Moment { field: Field::Month(month @ 1..=12), year, .. }) =
                self.date(unit_at + 2).map(|piece| piece.moment)
        {
            let field = Field::Quarter(month.div_ceil(3));
            let base = Base::Mentioned(0, Unit::Quarter);
            // `ended`: the last one, not the next.
            let past = self.text(unit_at + 1).ends_with("ed");
            let toward = if past && year.is_none() { Toward::Past } else { Toward::Open };
            let moment = Moment { base, field, year, toward, ..Moment::OPEN };
            return Some(
                Piece::new(unit_at + 1, moment, Rule::QuarterHalf, Kind::Quarter)
                    .at(Strength::Likely),
            );
        }
        let base = match unit.unit {
            Unit::Quarter => Base::Mentioned(0, Unit::Quarter),
            unit @ (Unit::Day | Unit::Century) => Base::Mentioned(0, unit),
            unit => Base::Article(0, unit),
        };
        let moment = if unit.unit == Unit::Weekend {
            Moment { toward: Toward::Open, base: Base::Open, ..weekend(Base::Open) }
        } else {
            Moment { base, ..Moment::OPEN }
        };
        Some(
            Piece::new(unit_at + 1, moment, Rule::RelativeUnit, Kind::Base(unit.unit))
                .at(Strength::Likely),
        )
    }

    /// Whether a unit before `i` is told from what follows: `the day after the vote`.
    fn is_beside(&self, i: usize) -> bool {
        let closes = i + 1 >= self.len()
            || self.shape(i + 1).has(Shape::MARK)
            || self.starts_sentence(i + 1);
        matches!(self.word(i), Some(Word::Before | Word::After)) && !closes
    }

    /// Whether a word in lower case that is no function word stands at `i`, in the same sentence.
    fn is_noun_after(&self, i: usize) -> bool {
        self.shape(i).is_lower()
            && self.word(i).is_none()
            && !self.starts_sentence(i)
            && !self.text(i).ends_with("ed")
            && !self.classes(i).any(super::scan::FUNCTION)
            && !self.has(i, Class::TimeModifier)
            && !self.has(i, Class::Deictic)
    }

    /// Whether `ended March 31`, `ending in June` stands at `i`.
    pub(super) fn ended(&self, i: usize) -> bool {
        self.is(i, Word::Ended) || self.is(i, Word::To) && self.has(i + 1, Class::Month)
    }

    /// `third quarter`, `fiscal second quarter`, `Q3`, `third-quarter`: number and end.
    pub(super) fn quarter_number(&self, i: usize) -> Option<(u8, usize)> {
        let text = if self.shape(i).has(Shape::DIGIT) { self.text(i) } else { "" };
        if let [b'q' | b'Q', digit @ b'1'..=b'4'] = text.as_bytes() {
            return Some((digit - b'0', i + 1));
        }
        let at = self.skip(i, Word::Fiscal);
        let at = if at > i { self.hyphen(at) } else { at };
        let (number, end) = match self.modifier(at) {
            Some(Modifier::First) => (1, at + 1),
            Some(Modifier::Final | Modifier::Last) if at > i || self.has(at, Class::Ordinal) => {
                (4, at + 1)
            }
            _ => self.ordinal_day(at)?,
        };
        let end = self.skip(self.hyphen(end), Word::Fiscal);
        let unit = self.unit(end)?;
        (unit.unit == Unit::Quarter && !unit.plural && (1..=4).contains(&number))
            .then_some((number as u8, end + 1))
    }

    /// `the third quarter`, `the second half`, `H1`, `week 31`, `the second week of`.
    #[inline(never)]
    pub(super) fn part_of_year(&self, i: usize) -> Option<Piece> {
        let at = self.skip(i, Word::The);
        if let Some((number, end)) = self.quarter_number(at) {
            // `the third-quarter loss`: the article belongs to the noun.
            if at > i
                && self.dash(end - 2)
                && self.shape(end).is_lower()
                && self.word(end).is_none()
            {
                return None;
            }
            let moment = Moment { field: Field::Quarter(number), ..Moment::OPEN };
            return Some(Piece::new(end, moment, Rule::QuarterHalf, Kind::Quarter));
        }
        if self.shape(at).has(Shape::DIGIT)
            && let [b'H', digit @ b'1'..=b'2'] = self.text(at).as_bytes()
        {
            let moment = Moment { field: Field::Half(digit - b'0'), ..Moment::OPEN };
            return Some(Piece::new(at + 1, moment, Rule::QuarterHalf, Kind::Quarter).bound(true));
        }
        let nth = match self.modifier(at) {
            Some(Modifier::First) => Some((1, at + 1)),
            Some(Modifier::Final | Modifier::Last) => Some((-1, at + 1)),
            _ => self.ordinal_day(at).map(|(n, end)| (n as i8, end)),
        };
        // `week 31`, `the week of`.
        if let Some(unit) = self.unit(at)
            && unit.unit == Unit::Week
            && let Some((week @ 1..=53, 1..=2)) = self.digits(at + 1)
        {
            let moment = Moment { field: Field::Week(week as u8), ..Moment::OPEN };
            return Some(Piece::new(at + 2, moment, Rule::Week, Kind::Week));
        }
        let (nth, end) = nth?;
        let end = self.hyphen(end);
        // `the first Monday of`, `the last Friday in May`.
        if let Some(weekday) = self.weekday(end).filter(|w| !w.plural)
            && (nth == -1 || (1..=5).contains(&nth))
            && matches!(self.word(end + 1), Some(Word::Of | Word::In))
        {
            let moment = Moment { day: Day::NthWeekday(nth, weekday.index), ..Moment::OPEN };
            return Some(
                Piece::new(end + 1, moment, Rule::WeekdayOrdinal, Kind::Weekday).bound(true),
            );
        }
        if self.is(end, Word::Half) && matches!(nth, 1 | 2 | -1) {
            let half = if nth == 1 { 1 } else { 2 };
            let moment = Moment { field: Field::Half(half), ..Moment::OPEN };
            return Some(Piece::new(end + 1, moment, Rule::QuarterHalf, Kind::Quarter).bound(true));
        }
        let unit = self.unit(end)?;
        if unit.unit == Unit::Day
            && !unit.plural
            && !unit.night
            && (matches!(nth, 1 | -1) || (1..=31).contains(&nth) && self.is(end + 1, Word::Of))
        {
            let moment = Moment { day: Day::Nth(nth), ..Moment::OPEN };
            return Some(Piece::new(end + 1, moment, Rule::WeekdayOrdinal, Kind::Day).bound(true));
        }
        let of = matches!(self.word(end + 1), Some(Word::Of | Word::In));
        if unit.unit == Unit::Week
            && !unit.plural
            && unit.times == 1
            && (of || self.modifier(at).is_none())
        {
            let moment = Moment { day: Day::NthWeek(nth), ..Moment::OPEN };
            return Some(Piece::new(end + 1, moment, Rule::Week, Kind::Week).bound(true));
        }
        None
    }

    /// `Wednesday`, `Sat.`; abbreviations that are words need a neighbour.
    pub(super) fn weekday_piece(&self, i: usize) -> Option<Piece> {
        let weekday = self.weekday(i).filter(|w| !w.plural)?;
        let moment = Moment { day: Day::Weekday(weekday.index), ..Moment::OPEN };
        let name = i > 0
            && self.capital(i - 1)
            && !self.starts_sentence(i - 1)
            && !self.has(i - 1, Class::Month)
            && self.word(i - 1).is_none()
            && self.weekday(i - 1).is_none()
            || self.capital(i + 1)
                && !self.starts_sentence(i + 1)
                && !self.has(i + 1, Class::Month);
        // `the Sunday Times`: the article belongs to the name.
        let article = i > 0 && self.is(i - 1, Word::The);
        if name && article && self.capital(i + 1) {
            return None;
        }
        let strength = if name { Strength::Weak } else { Strength::Likely };
        let low = self.shape(i).is_lower();
        let bound = weekday.common && (low || !self.shape(i).has(Shape::DOT));
        Some(Piece::new(i + 1, moment, Rule::Weekday, Kind::Weekday).at(strength).bound(bound))
    }

    /// `summer 1998`, `the summer`, `in winter`.
    pub(super) fn season_piece(&self, i: usize) -> Option<Piece> {
        let at = self.skip(i, Word::The);
        let season = self.season(at).filter(|s| !s.plural)?;
        // `the summer offensive`: the article belongs to the noun.
        if at > i && self.is_noun_after(at + 1) {
            return None;
        }
        let moment = Moment { field: Field::Season(season.season()), ..Moment::OPEN };
        let piece = Piece::new(at + 1, moment, Rule::Season, Kind::Season);
        let told = (at > i || i > 0 && self.is(i - 1, Word::The)) && !self.capital(at)
            || i > 0
                && (matches!(
                    self.word(i - 1),
                    Some(Word::In | Word::By | Word::Since | Word::Until | Word::During | Word::Of)
                ) || self.has(i - 1, Class::TimePart)
                    || self.mark(i - 1, b'-'));
        let strength = if told { Strength::Likely } else { Strength::Weak };
        let common = season.common && !told || self.capital(at) && !self.starts_sentence(at);
        let common = common
            || season.common && at > i && self.is(at + 1, Word::Of)
            || season.index == 2 && season.common && (at > i || i > 0 && self.is(i - 1, Word::The));
        Some(piece.at(strength).bound(common))
    }
}

/// Whether a modifier says which weekday, month or season: not `the first Monday`.
const fn points(modifier: Modifier) -> bool {
    use Modifier as M;
    !matches!(
        modifier,
        M::First | M::Final | M::Recent | M::These | M::Those | M::Current | M::YearAgo
    )
}

fn weekend(base: Base) -> Moment {
    let base = match base {
        Base::Article(n, _) => Base::Article(n, Unit::Week),
        Base::Mentioned(n, _) => Base::Mentioned(n, Unit::Week),
        base => base,
    };
    Moment { base, day: Day::Weekend, ..Moment::OPEN }
}

/// What a modifier makes of a unit, and of a weekday, month or season.
fn anchor(modifier: Modifier, the: bool) -> (impl Fn(Unit) -> Base, Toward) {
    use Modifier as M;
    let (mentioned, n) = match modifier {
        M::Last | M::Past => (false, -1),
        M::Next if the => (true, 1),
        M::Next | M::Coming | M::ComingOpen => (false, 1),
        M::Previous => (true, -1),
        M::Following => (true, 1),
        M::Same | M::That => (true, 0),
        M::YearAgo => (true, -1),
        M::This
        | M::Current
        | M::Latest
        | M::Recent
        | M::These
        | M::Those
        | M::First
        | M::Final => (false, 0),
    };
    let toward = match modifier {
        M::Last => Toward::Last,
        M::Past | M::Latest => Toward::Past,
        M::Next if the => Toward::Following,
        M::Coming | M::ComingOpen => Toward::Coming,
        M::Next => Toward::Next,
        M::Previous => Toward::Preceding,
        M::Following => Toward::Following,
        M::Same | M::That => Toward::Same,
        _ => Toward::This,
    };
    let base =
        move |unit| if mentioned { Base::Mentioned(n, unit) } else { Base::Article(n, unit) };
    (base, toward)
}
