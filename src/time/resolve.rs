//! Expressions to values.

use super::{
    Reference,
    anchor::{Anchors, Memory, is_narrative, quarter_of},
    beside::completed,
    calendar::{self, shift, shift_clock},
    digits::EITHER,
    expression::{Base, Clock, Day, Expression, Field, Meaning, Moment, Period, Toward, YearWord},
    holiday,
    notation::noted,
    reader::Reader,
    register::Register,
    tense::{Tense, tense},
    timex::{Timex, TimexKind},
    value::{Length, Part, Point, Time, Unit, Value, Year},
    words::Word,
};
use crate::{
    DateOrder, Explain, TemporalBias,
    lexicon::Class,
    text::{Shape, TextView},
};

/// A date that no calendar has.
pub(super) struct Impossible;

pub(super) type Resolved<T> = Result<T, Impossible>;

/// How many tokens before a date `until` may stand.
const UNTIL: usize = 7;

/// Gives the expressions that stood against names their values.
pub(crate) fn resolve<'a>(
    view: &TextView<'a, '_>,
    expressions: &[Expression],
    reference: &Reference,
    register: Register,
    out: &mut Vec<Timex<'a>>,
) {
    if expressions.is_empty() {
        return;
    }
    let narrative = is_narrative(expressions, reference);
    // `3-5 May`, `1939-45`: two times, where histories and messages are read as the corpora do.
    let apart = narrative || register.is_message();
    let anchors = Anchors { article: reference.date, narrative, memory: Memory::default() };
    let order = reference.order;
    let mut resolver =
        Resolver { reference, anchors, tense: Tense::Unknown, order, register, last: 0 };
    for at in 0..expressions.len() {
        let expression = &completed(view, expressions, at);
        resolver.tense = if is_open(expression) { tense(view, expression) } else { Tense::Unknown };
        // In news and narrative the two ends of `1914-1918` are two times; who asks an assistant
        // for `from May to July` means one stretch.
        if let Meaning::Interval(from, to, split) = expression.meaning
            && (!split.whole || apart && !view.is_mark(split.first_end as usize, b'/'))
            && reference.bias != TemporalBias::Future
        {
            let (from, to) = resolver.ordered(from, to);
            let (first, last) = (expression.first, expression.last);
            let part = |first, last, moment, at: usize| Expression {
                first,
                last,
                meaning: Meaning::Moment(moment),
                modifier: split.modifiers[at].or(expression.modifier),
                ..*expression
            };
            resolver.add(view, &part(first, split.first_end, from, 0), out);
            resolver.add(view, &part(split.second, last, to, 1), out);
        } else {
            resolver.add(view, expression, out);
        }
    }
}

/// Whether the tense of the sentence decides which time is meant.
fn is_open(expression: &Expression) -> bool {
    let open = |m: &Moment| m.year.is_none() && m.base == Base::Open;
    match &expression.meaning {
        Meaning::Moment(moment) | Meaning::Offset(.., moment) | Meaning::Around(_, moment) => {
            open(moment)
        }
        Meaning::Interval(from, to, _) => open(from) || open(to),
        _ => false,
    }
}

/// Whether token `i` stands in brackets that opened shortly before.
fn in_brackets(view: &TextView<'_, '_>, i: usize) -> bool {
    (i.saturating_sub(12)..i)
        .rev()
        .find_map(|at| match (view.is_mark(at, b'('), view.is_mark(at, b')')) {
            (true, _) => Some(true),
            (_, true) => Some(false),
            _ => None,
        })
        .unwrap_or(false)
}

/// Whether the expression from token `i` on begins with `the`.
fn follows_the(view: &TextView<'_, '_>, i: usize) -> bool {
    Reader::new(view, Register::Article).is(i, Word::The)
}

/// `the year-ago quarter`, `a year earlier`: told beside the time that the text is about.
fn is_comparison(expression: &Expression) -> bool {
    match expression.meaning {
        Meaning::Ago(..) => true,
        Meaning::Later(count, unit) => count < 0 && unit == Unit::Year,
        Meaning::Moment(moment) => {
            matches!(
                moment.base,
                Base::Mentioned(-4, Unit::Quarter)
                    | Base::Mentioned(-12, Unit::Month)
                    | Base::Mentioned(-1, Unit::Year)
            )
        }
        _ => false,
    }
}

/// Resolves the expressions of a text in order.
pub(super) struct Resolver<'r> {
    pub(super) reference: &'r Reference,
    pub(super) anchors: Anchors,
    pub(super) tense: Tense,
    pub(super) order: DateOrder,
    pub(super) register: Register,
    /// Where the time before ends.
    last: usize,
}

impl Resolver<'_> {
    /// Resolves one expression, and takes note of what it mentioned.
    fn add<'a>(
        &mut self,
        view: &TextView<'a, '_>,
        expression: &Expression,
        out: &mut Vec<Timex<'a>>,
    ) {
        let first = expression.first as usize;
        let mut span = view
            .tokens
            .span(expression.first as usize)
            .cover(view.tokens.span(expression.last as usize - 1));
        // `in 480 BC.`: the stop is the sentence's.
        let last = expression.last as usize - 1;
        if view.has(last, Class::TimeZone)
            && view.word(last).find('.') == Some(view.word(last).len() - 1)
        {
            span.end -= 1;
        }
        if view.has(expression.last as usize - 1, Class::Era)
            && view.word(expression.last as usize - 1).find('.') == Some(2)
        {
            span.end -= 1;
        }
        let (kind, value, alternative) = self.value(expression);
        if let Some(value) = &value
            && kind != TimexKind::Set
            && !is_comparison(expression)
        {
            let leads = view.tokens.shapes[first.saturating_sub(2)..=first]
                .iter()
                .any(|s| s.has(Shape::SENTENCE_START));
            let holiday = matches!(
                expression.meaning,
                Meaning::Moment(Moment { field: Field::Holiday(_), .. })
            );
            let aside = self.anchors.narrative
                && (holiday
                    || in_brackets(view, first)
                    || self.is_passing(view, expression, value, leads));
            self.anchors.memory.note(value, leads, aside);
        }
        self.last = expression.last as usize;
        if matches!(expression.meaning, Meaning::Length(_)) && follows_the(view, first) {
            self.anchors.memory.note_length();
        }
        let (quant, freq) = match expression.meaning {
            Meaning::Every(_, quant, freq) => (quant, freq),
            _ => (None, None),
        };
        let value = match self.register {
            Register::Post => value.map(|value| noted(expression, value)),
            _ => value,
        };
        let rule = (self.reference.explain == Explain::On).then(|| expression.rule.id().into());
        out.push(Timex {
            span,
            text: span.of(view.text).into(),
            kind,
            value,
            alternative,
            modifier: expression.modifier,
            quant,
            freq,
            rule,
        });
    }

    /// Whether a date of a narrative is only compared with or looked ahead to: an earlier year in
    /// the middle of a sentence that is not the first date of its paragraph, or a later one behind
    /// `until`.
    fn is_passing(
        &self,
        view: &TextView<'_, '_>,
        expression: &Expression,
        value: &Value,
        leads: bool,
    ) -> bool {
        let (Value::Point(Point { year: Year::Of(year), .. }), Some(stand)) =
            (value, self.anchors.memory.stands_in())
        else {
            return false;
        };
        // `would be home by next summer`: as the one who is quoted counts.
        let spoken = matches!(
            expression.meaning,
            Meaning::Moment(Moment { toward: Toward::Next | Toward::Last, .. })
        );
        let first = expression.first as usize;
        let reader = Reader::new(view, Register::Article);
        let ahead = || {
            (first.saturating_sub(UNTIL)..first)
                .rev()
                .take_while(|&i| !reader.starts_sentence(i + 1))
                .any(|i| reader.is(i, Word::Until))
        };
        let goes_on =
            || (self.last..first).all(|i| !view.tokens.shapes[i].has(Shape::BLANK_BEFORE));
        spoken && *year != stand || *year < stand && !leads && goes_on() || *year > stand && ahead()
    }

    fn value(&mut self, expression: &Expression) -> (TimexKind, Option<Value>, Option<Value>) {
        let value = match expression.meaning {
            Meaning::Moment(Moment {
                base: Base::Article(0, Unit::Day),
                clock: Clock::None,
                ..
            }) if self.anchors.narrative => Some(Value::Present),
            Meaning::Moment(moment) => {
                let value = self.moment(&moment).ok().map(Value::Point);
                let other = self.other_order(&moment).filter(|other| Some(other) != value.as_ref());
                return (kind_of(value.as_ref()), value, other);
            }
            Meaning::Interval(from, to, _) => self.interval(&from, &to).ok(),
            Meaning::Offset(count, unit, from) => {
                self.offset(count, unit, &from).ok().map(Value::Point)
            }
            Meaning::Around(unit, moment) => self.moment(&moment).ok().map(|point| {
                Value::Point(
                    point.date().map_or(calendar::open(unit), |date| calendar::period(date, unit)),
                )
            }),
            Meaning::Ago(count, unit) => Some(Value::Point(self.ago(count, unit))),
            Meaning::Later(count, unit) => Some(Value::Point(self.later(count, unit))),
            Meaning::Length(length) | Meaning::Window(length, _) => {
                return (TimexKind::Duration, Some(Value::Length(length)), None);
            }
            Meaning::Every(period, ..) => {
                let value = match period {
                    Period::Length(length) => Value::Length(length),
                    // Assistants and messages count from one to the next; news tells the pattern.
                    Period::Unit(unit)
                        if self.reference.bias == TemporalBias::Future
                            || self.register.is_message() =>
                    {
                        Value::Length(Length::of(Some(1000), unit))
                    }
                    Period::Unit(unit) => Value::Point(calendar::open(unit)),
                    Period::Moment(moment) => Value::Point(self.pattern(&moment)),
                };
                return (TimexKind::Set, Some(value), None);
            }
            Meaning::Present => Some(Value::Present),
            Meaning::Past => Some(Value::Past),
            Meaning::Future => Some(Value::Future),
            Meaning::Impossible => None,
        };
        (kind_of(value.as_ref()), value, None)
    }

    /// The value of a date in digits in the other order.
    fn other_order(&mut self, moment: &Moment) -> Option<Value> {
        let Field::Month(EITHER..) = moment.field else { return None };
        let order = self.order;
        self.order = match order {
            DateOrder::MonthDay => DateOrder::DayMonth,
            DateOrder::DayMonth => DateOrder::MonthDay,
        };
        let value = self.moment(moment).ok().map(Value::Point);
        self.order = order;
        value
    }

    /// What recurs, as a pattern.
    fn pattern(&self, moment: &Moment) -> Point {
        let time = time_of(moment.clock);
        let (year, part) = match (moment.field, moment.day) {
            (_, Day::Weekday(day)) => (Year::Open, Part::Weekday(0, day)),
            (_, Day::Weekend) => (Year::Open, Part::Weekend(0)),
            (Field::Month(month), Day::Of(day)) => (Year::Open, Part::Day(month, day)),
            (Field::Month(month), _) => (Year::Open, Part::Month(month)),
            (Field::Season(season), _) => (Year::Open, Part::Season(season)),
            (Field::Quarter(quarter), _) => (Year::Open, Part::Quarter(quarter)),
            (Field::Holiday(name), _) => match holiday::fixed(name) {
                Some((month, day)) => (Year::Open, Part::Day(month, day)),
                None => (Year::Open, Part::Whole),
            },
            _ if time == Time::Whole => (Year::Open, Part::Day(0, 0)),
            _ => (Year::Absent, Part::Whole),
        };
        Point { year, part, time }
    }

    /// Two ends of which the second lies after the first: `from Monday to Friday`.
    fn ordered(&mut self, from: Moment, to: Moment) -> (Moment, Moment) {
        let weekday = |m: &Moment| match m.day {
            Day::Weekday(day) if m.base == Base::Open && m.toward == Toward::Open => Some(day),
            _ => None,
        };
        let date = |this: &mut Self, m| this.moment(m).ok().and_then(|point| point.date());
        let told = |m: Moment, date: jiff::civil::Date| Moment {
            year: Some(YearWord::Full(calendar::year_of(date))),
            field: Field::Month(date.month() as u8),
            day: Day::Of(date.day() as u8),
            ..m
        };
        let Some(until) = weekday(&to) else { return (from, to) };
        let (Some(a), Some(b)) = (date(self, &from), date(self, &to)) else { return (from, to) };
        if a <= b {
            return (from, to);
        }
        match weekday(&from) {
            Some(since) if matches!(self.tense, Tense::Past | Tense::NearPast) => {
                let before = calendar::beside(b, -1, since);
                (before.map_or(from, |date| told(from, date)), to)
            }
            _ => {
                let after = calendar::beside(a, 1, until);
                (from, after.map_or(to, |date| told(to, date)))
            }
        }
    }

    fn interval(&mut self, from: &Moment, to: &Moment) -> Resolved<Value> {
        let first = self.moment(from)?;
        self.anchors.memory.note(&Value::Point(first), false, false);
        let mut last = self.moment(to)?;
        let open =
            |m: &Moment| m.base == Base::Open && m.year.is_none() && m.toward == Toward::Open;
        // `3-5 May` has one year, `November to March` two.
        if let (Year::Of(year), Field::Month(a), Field::Month(b)) =
            (first.year, from.field, to.field)
            && open(to)
        {
            last.year = if b < a { Year::Of(calendar::shift_year(year, 1)) } else { first.year };
        }
        // `from 2 p.m. to 4`: on one day; `from Monday to Wednesday`: the Wednesday after.
        if let (Some(a), Some(b)) = (first.date(), last.date())
            && a > b
            && open(to)
            && let (Day::Weekday(weekday), Some(_)) = (to.day, Some(b))
            && let Some(next) = calendar::beside(a, 1, weekday)
        {
            last = Point { time: last.time, ..Point::day(next) };
        }
        if to.field == Field::None && to.day == Day::None && open(to) && to.clock != Clock::None {
            last = Point { time: last.time, ..first };
        }
        Ok(Value::Range(first, last))
    }

    fn offset(&mut self, count: i32, unit: Unit, from: &Moment) -> Resolved<Point> {
        let point = self.moment(from)?;
        if unit.is_clock() {
            let at = point.datetime().or_else(|| point.date().map(|d| d.at(0, 0, 0, 0)));
            return Ok(at
                .and_then(|at| shift_clock(at, count, unit))
                .map_or(calendar::open(unit), moment_of));
        }
        let exact = point.date().and_then(|date| shift(date, count, unit));
        if let Some(date) = exact {
            return Ok(Point { time: point.time, ..Point::day(date) });
        }
        let from = point.range().and_then(|(first, _)| shift(first, count, unit));
        Ok(from.map_or(calendar::open(unit), |date| calendar::period(date, unit)))
    }

    /// `two years ago`.
    fn ago(&self, count: i32, unit: Unit) -> Point {
        if unit.is_clock() {
            let at = self.anchors.article.filter(|_| !self.anchors.narrative);
            // An article with no more than a date: the day.
            let timed = at.is_some_and(|at| at.time() != jiff::civil::Time::midnight());
            if !timed && self.reference.bias != TemporalBias::Future {
                let days = if unit == Unit::Hour { count / 24 } else { 0 };
                return self.shifted(self.anchors.article(Unit::Day), days, Unit::Day);
            }
            return at
                .and_then(|at| shift_clock(at, count, unit))
                .map_or(calendar::open(unit), moment_of);
        }
        self.shifted(self.anchors.article(unit), count, unit)
    }

    /// `three days later`.
    fn later(&self, count: i32, unit: Unit) -> Point {
        if unit.is_clock() && self.reference.bias == TemporalBias::Future {
            return self.ago(count, unit);
        }
        if unit.is_clock() {
            // `an hour later`: on the day that was mentioned, as far as hours make days.
            let days = if unit == Unit::Hour { count / 24 } else { 0 };
            return self.shifted(self.anchors.mentioned(Unit::Day), days, Unit::Day);
        }
        if let Some(point) = self.anchors.coarse(unit) {
            return point;
        }
        self.shifted(self.anchors.beside(unit), count, unit)
    }

    fn shifted(&self, anchor: Option<jiff::civil::Date>, count: i32, unit: Unit) -> Point {
        // `a year earlier` than a quarter is a quarter.
        if unit == Unit::Year
            && count.abs() == 1
            && !self.anchors.narrative
            && self.anchors.memory.last_was_quarter()
            && let Some((year, quarter)) = self.anchors.memory.quarter()
        {
            return quarter_of(calendar::shift_year(year, count), quarter);
        }
        let date = anchor.and_then(|date| shift(date, count, unit));
        date.map_or(calendar::open(unit), |date| calendar::period(date, unit))
    }

    /// The point that a moment is.
    fn moment(&mut self, moment: &Moment) -> Resolved<Point> {
        let mut moment = *moment;
        if let (Field::Month(month @ EITHER..), Day::Of(day)) = (moment.field, moment.day) {
            let (month, day) = match self.order {
                DateOrder::MonthDay => (month - EITHER, day),
                DateOrder::DayMonth => (day, month - EITHER),
            };
            (moment.field, moment.day) = (Field::Month(month), Day::Of(day));
        }
        let day = self.date_of(&moment)?;
        let time = time_of(moment.clock);
        Ok(if time == Time::Whole { day } else { Point { time, ..day } })
    }

    fn date_of(&mut self, moment: &Moment) -> Resolved<Point> {
        match moment.base {
            Base::Article(count, unit) => {
                self.based(moment, self.anchors.article(unit), count, unit)
            }
            Base::Mentioned(0, Unit::Quarter) if self.anchors.memory.quarter().is_none() => {
                if moment.field != Field::None {
                    return self.date_of(&Moment { base: Base::Open, ..*moment });
                }
                // `the quarter`: the one that ended before the article.
                self.based(moment, self.anchors.article(Unit::Quarter), -1, Unit::Quarter)
            }
            Base::Mentioned(-4, Unit::Quarter) if self.anchors.memory.quarter().is_none() => {
                self.based(moment, self.anchors.article(Unit::Quarter), -5, Unit::Quarter)
            }
            // `the same period last year`.
            Base::Mentioned(-12, Unit::Month) if !self.anchors.memory.last_was_month() => {
                let quarter = self.anchors.memory.quarter().is_some();
                let base = if quarter { (-4, Unit::Quarter) } else { (-1, Unit::Year) };
                self.date_of(&Moment { base: Base::Mentioned(base.0, base.1), ..*moment })
            }
            Base::Mentioned(count, unit) => {
                if let (Some(point), Day::None) = (self.anchors.coarse(unit), moment.day) {
                    return Ok(point);
                }
                let anchor = match count {
                    0 => self.anchors.mentioned(unit),
                    _ => self.anchors.beside(unit),
                };
                self.based(moment, anchor, count, unit)
            }
            Base::Open => match moment.year {
                Some(year) => self.in_year(moment, year),
                None => self.open(moment),
            },
        }
    }

    /// A moment inside a stretch counted from an anchor: `Monday of next week`, `June last year`.
    fn based(
        &mut self,
        moment: &Moment,
        anchor: Option<jiff::civil::Date>,
        count: i32,
        unit: Unit,
    ) -> Resolved<Point> {
        // In a narrative `tomorrow` and `tonight` are days of whoever speaks.
        let spoken =
            self.anchors.narrative && unit == Unit::Day && matches!(moment.base, Base::Article(..));
        if spoken {
            return Ok(calendar::open(Unit::Day));
        }
        let Some(date) = anchor.and_then(|date| shift(date, count, unit)) else {
            return Ok(calendar::open(unit));
        };
        let year = calendar::year_of(date);
        match unit {
            Unit::Year | Unit::Decade | Unit::Century | Unit::Millennium => {
                if moment.field == Field::None && moment.day == Day::None {
                    return Ok(calendar::period(date, unit));
                }
                self.in_year(moment, YearWord::Full(year))
            }
            Unit::Month | Unit::Quarter => {
                let month = Moment { field: Field::Month(date.month() as u8), ..*moment };
                match (moment.field, moment.day) {
                    (_, Day::NthWeek(nth)) => {
                        self.nth_week(Some(year), Some(date.month() as u8), nth)
                    }
                    (_, Day::None) => Ok(calendar::period(date, unit)),
                    _ => self.in_year(&month, YearWord::Full(year)),
                }
            }
            Unit::Week | Unit::Weekend => Ok(match moment.day {
                Day::Weekday(day) => {
                    calendar::in_week(date, day).map_or(calendar::open(Unit::Day), Point::day)
                }
                Day::Weekend => calendar::period(date, Unit::Weekend),
                Day::Nth(nth) => calendar::in_week(date, if nth < 0 { 7 } else { 1 })
                    .map_or(calendar::open(Unit::Day), Point::day),
                _ => calendar::period(date, Unit::Week),
            }),
            _ => Ok(Point::day(date)),
        }
    }
}

fn kind_of(value: Option<&Value>) -> TimexKind {
    match value {
        Some(Value::Point(Point { time, .. }) | Value::Range(Point { time, .. }, _))
            if *time != Time::Whole =>
        {
            TimexKind::Time
        }
        _ => TimexKind::Date,
    }
}

fn time_of(clock: Clock) -> Time {
    match clock {
        Clock::None => Time::Whole,
        Clock::Part(part) => Time::Part(part),
        Clock::At { hour, minute, second, .. } => {
            Time::Clock { hour: hour % 24, minute: Some(minute.unwrap_or(0)), second, zone: None }
        }
    }
}

fn moment_of(at: jiff::civil::DateTime) -> Point {
    let second = (at.second() != 0).then_some(at.second() as u8);
    let time =
        Time::Clock { hour: at.hour() as u8, minute: Some(at.minute() as u8), second, zone: None };
    Point { time, ..Point::day(at.date()) }
}
