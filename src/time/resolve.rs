//! Expressions to values.

use super::{
    Reference,
    anchor::{Anchors, Memory, is_narrative, quarter_of},
    calendar::{self, shift, shift_clock},
    digits::EITHER,
    expression::{Base, Clock, Day, Expression, Field, Meaning, Moment, Period, Toward, YearWord},
    holiday,
    tense::{Tense, tense},
    timex::{Timex, TimexKind},
    value::{Length, Part, Point, Time, Unit, Value, Year},
};
use crate::{
    DateOrder, Explain, TemporalBias,
    lexicon::Class,
    text::{Shape, TextView},
};

/// A date that no calendar has.
struct Impossible;

type Resolved<T> = Result<T, Impossible>;

/// Gives the expressions that stood against names their values.
pub(crate) fn resolve<'a>(
    view: &TextView<'a, '_>,
    expressions: &[Expression],
    reference: &Reference,
    out: &mut Vec<Timex<'a>>,
) {
    let narrative = is_narrative(expressions, reference);
    let anchors = Anchors { article: reference.date, narrative, memory: Memory::default() };
    let mut resolver =
        Resolver { reference, anchors, tense: Tense::Unknown, order: reference.order };
    for expression in expressions {
        resolver.tense = tense(view, expression);
        // In news and narrative the two ends of `1914-1918` are two times; who asks an assistant
        // for `from May to July` means one stretch.
        if let Meaning::Interval(from, to, split) = expression.meaning
            && !split.whole
            && reference.bias != TemporalBias::Future
        {
            let (first, last) = (expression.first, expression.last);
            let part = |first, last, moment| Expression {
                first,
                last,
                meaning: Meaning::Moment(moment),
                ..*expression
            };
            resolver.add(view, &part(first, split.first_end, from), out);
            resolver.add(view, &part(split.second, last, to), out);
        } else {
            resolver.add(view, expression, out);
        }
    }
}

/// `the year-ago quarter`, `a year earlier`: told beside the time that the text is about.
fn is_comparison(expression: &Expression) -> bool {
    match expression.meaning {
        Meaning::Ago(..) => true,
        Meaning::Later(count, unit) => count < 0 && unit == Unit::Year,
        Meaning::Moment(moment) => {
            matches!(
                moment.base,
                Base::Mentioned(-4, Unit::Quarter) | Base::Mentioned(-1, Unit::Year)
            )
        }
        _ => false,
    }
}

struct Resolver<'r> {
    reference: &'r Reference,
    anchors: Anchors,
    tense: Tense,
    order: DateOrder,
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
            self.anchors.memory.note(value, leads);
        }
        let (quant, freq) = match expression.meaning {
            Meaning::Every(_, quant, freq) => (quant, freq),
            _ => (None, None),
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

    fn value(&mut self, expression: &Expression) -> (TimexKind, Option<Value>, Option<Value>) {
        let value = match expression.meaning {
            Meaning::Moment(Moment {
                base: Base::Article(0, Unit::Day),
                clock: Clock::None,
                ..
            }) if self.anchors.narrative => Some(Value::Present),
            Meaning::Moment(moment) => {
                let value = self.moment(&moment).ok().map(Value::Point);
                return (kind_of(value.as_ref()), value, self.other_order(&moment));
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
                    // Assistants count from one to the next; news tells the pattern.
                    Period::Unit(unit) if self.reference.bias == TemporalBias::Future => {
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

    fn interval(&mut self, from: &Moment, to: &Moment) -> Resolved<Value> {
        let first = self.moment(from)?;
        self.anchors.memory.note(&Value::Point(first), false);
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
            return calendar::open(unit);
        }
        self.shifted(self.anchors.mentioned(unit), count, unit)
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
                // `the quarter`: the one that ended before the article.
                self.based(moment, self.anchors.article(Unit::Quarter), -1, Unit::Quarter)
            }
            Base::Mentioned(-4, Unit::Quarter) if self.anchors.memory.quarter().is_none() => {
                self.based(moment, self.anchors.article(Unit::Quarter), -5, Unit::Quarter)
            }
            Base::Mentioned(count, unit) => {
                self.based(moment, self.anchors.mentioned(unit), count, unit)
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

    /// A moment whose year is told.
    fn in_year(&self, moment: &Moment, year: YearWord) -> Resolved<Point> {
        let year = match year {
            YearWord::Full(year) => year,
            YearWord::Short(short) => self.full(short),
            YearWord::Decade(year) => return Ok(Point::part(Year::Decade(year / 10), Part::Whole)),
            YearWord::ShortDecade(short) => {
                let century =
                    self.anchors.year().filter(|_| self.anchors.narrative).map_or(19, |y| y / 100);
                return Ok(Point::part(
                    Year::Decade((century * 100 + i32::from(short)) / 10),
                    Part::Whole,
                ));
            }
            YearWord::Century(century) => {
                return Ok(Point::part(Year::Century(century), Part::Whole));
            }
        };
        let known = Year::Of(year);
        Ok(match (moment.field, moment.day) {
            (Field::None, Day::None) => Point::part(known, Part::Whole),
            (Field::None, Day::Nth(nth)) => {
                let (month, day) = if nth < 0 { (12, 31) } else { (1, 1) };
                Point::part(known, Part::Day(month, day))
            }
            (Field::Month(month), Day::Of(day) | Day::Both(day, _)) => {
                self.real(year, month, day)?;
                Point::part(known, Part::Day(month, day))
            }
            (Field::Month(month), Day::Nth(nth)) => {
                let day = if nth < 0 { days_in(year, month) } else { nth.unsigned_abs() };
                self.real(year, month, day)?;
                Point::part(known, Part::Day(month, day))
            }
            (Field::Month(month), Day::NthWeek(nth)) => {
                return self.nth_week(Some(year), Some(month), nth);
            }
            (_, Day::NthWeek(nth)) => return self.nth_week(Some(year), None, nth),
            (Field::Month(month), Day::NthWeekday(nth, weekday)) => {
                let date = i16::try_from(year)
                    .ok()
                    .and_then(|y| calendar::nth_weekday(y, month, nth, weekday));
                date.map_or(Point::part(known, Part::Month(month)), Point::day)
            }
            (Field::Month(month), _) => Point::part(known, Part::Month(month)),
            (Field::Quarter(0), _) => Point::part(known, Part::Quarter(self.frame_quarter())),
            (Field::Quarter(quarter), _) => Point::part(known, Part::Quarter(quarter)),
            (Field::Half(half), _) => Point::part(known, Part::Half(half)),
            (Field::Season(season), _) => Point::part(known, Part::Season(season)),
            (Field::Week(week), _) => Point::part(known, Part::Week(week)),
            (Field::Holiday(name), _) => i16::try_from(year)
                .ok()
                .and_then(|year| holiday::day(name, year))
                .map_or(Point::part(known, Part::Day(0, 0)), Point::day),
            (Field::None, _) => Point::part(known, Part::Day(0, 0)),
        })
    }

    /// The quarter that a report is about: the last one told, or the one that ended last.
    fn frame_quarter(&self) -> u8 {
        let ended = |d: jiff::civil::DateTime| {
            (d.month() as u8).div_ceil(3).checked_sub(1).filter(|&q| q > 0).unwrap_or(4)
        };
        self.anchors
            .memory
            .quarter()
            .map(|(_, q)| q)
            .or(self.anchors.article.map(ended))
            .unwrap_or(0)
    }

    /// Whether a year has this day; a year before Christ is taken as it is written.
    fn real(&self, year: i32, month: u8, day: u8) -> Resolved<()> {
        let year = i16::try_from(year).ok().filter(|&y| y > 0).unwrap_or(2000);
        jiff::civil::Date::new(year, month as i8, day as i8).map(|_| ()).map_err(|_| Impossible)
    }

    /// `the second week of October`, `the last week of 2019`.
    fn nth_week(&self, year: Option<i32>, month: Option<u8>, nth: i8) -> Resolved<Point> {
        let Some(year) = year.or_else(|| self.anchors.year()).and_then(|y| i16::try_from(y).ok())
        else {
            return Ok(calendar::open(Unit::Week));
        };
        let first = jiff::civil::Date::new(
            year,
            month.unwrap_or(1) as i8,
            if month.is_none() { 4 } else { 1 },
        );
        let Ok(first) = first else { return Err(Impossible) };
        let date = if nth > 0 {
            shift(first, i32::from(nth) - 1, Unit::Week)
        } else if month.is_some() {
            Some(first.last_of_month())
        } else {
            jiff::civil::Date::new(year, 12, 28).ok()
        };
        Ok(date.map_or(calendar::open(Unit::Week), |date| calendar::period(date, Unit::Week)))
    }

    /// `'98`: the century in which it lies nearest to the article.
    fn full(&self, short: u8) -> i32 {
        let near = self.anchors.article.map_or(2020, |d| i32::from(d.year()));
        let same = near / 100 * 100 + i32::from(short);
        if same > near + 20 {
            same - 100
        } else if same < near - 79 {
            same + 100
        } else {
            same
        }
    }

    /// A moment of which neither year nor base is told.
    fn open(&mut self, moment: &Moment) -> Resolved<Point> {
        if let (Field::Month(month), Day::Of(day) | Day::Both(day, _)) = (moment.field, moment.day)
            && !(1..=longest(month)).contains(&day)
        {
            return Err(Impossible);
        }
        let Some(article) =
            self.anchors.article.map(|d| d.date()).filter(|_| !self.anchors.narrative)
        else {
            return self.open_narrative(moment);
        };
        match (moment.field, moment.day) {
            (Field::None, Day::Weekday(weekday)) => {
                Ok(Point::day(self.weekday(article, moment.toward, weekday)))
            }
            (Field::None, Day::Weekend) => {
                Ok(calendar::period(self.weekend(article), Unit::Weekend))
            }
            (Field::None, Day::Both(day, weekday)) => Ok(self.day_on(article, day, weekday)),
            (Field::None, Day::None) => Ok(Point::day(article)),
            (Field::None, Day::NthWeek(nth)) => self.nth_week(None, None, nth),
            (Field::None, _) => Ok(calendar::open(Unit::Day)),
            _ => {
                let year = self.year_for(article, moment);
                self.in_year(moment, YearWord::Full(year))
            }
        }
    }

    /// An open moment in a narrative: in the year, month or on the day mentioned before.
    fn open_narrative(&mut self, moment: &Moment) -> Resolved<Point> {
        let memory = self.anchors.memory;
        match (moment.field, moment.day) {
            (Field::None, Day::Weekday(weekday)) => {
                let day = match (memory.day(), moment.toward) {
                    (Some(day), Toward::Last | Toward::Past | Toward::Preceding) => {
                        calendar::beside(day, -1, weekday)
                    }
                    (Some(day), Toward::Next | Toward::Coming | Toward::Following) => {
                        calendar::beside(day, 1, weekday)
                    }
                    (Some(day), _) => {
                        shift(day, -1, Unit::Day).and_then(|d| calendar::beside(d, 1, weekday))
                    }
                    (None, _) => None,
                };
                Ok(day.map_or(Point::part(Year::Open, Part::Weekday(0, weekday)), Point::day))
            }
            (Field::None, Day::Both(day, _)) => Ok(match memory.month() {
                Some((year, month)) => Point::part(Year::Of(year), Part::Day(month, day)),
                None => Point::part(Year::Open, Part::Day(0, day)),
            }),
            (Field::None, _) => Ok(memory.day().map_or(calendar::open(Unit::Day), Point::day)),
            _ => {
                let year = match (memory.year(), moment.toward) {
                    (Some(year), Toward::Next | Toward::Coming | Toward::Following) => {
                        Some(self.beyond(year, moment, 1))
                    }
                    (Some(year), Toward::Last | Toward::Past | Toward::Preceding) => {
                        Some(self.beyond(year, moment, -1))
                    }
                    (_, Toward::Open) => memory.year_of(month_of(moment)),
                    (year, _) => year,
                };
                match year {
                    Some(year) => self.in_year(moment, YearWord::Full(year)),
                    None => {
                        let mut point = self.in_year(moment, YearWord::Full(2000))?;
                        point.year = Year::Open;
                        Ok(point)
                    }
                }
            }
        }
    }

    /// The year of `next June` and `last winter` in a narrative.
    fn beyond(&self, year: i32, moment: &Moment, way: i32) -> i32 {
        let Some((at, month)) = self.anchors.memory.month().filter(|&(at, _)| at == year) else {
            return calendar::shift_year(year, way);
        };
        let target = month_of(moment).unwrap_or(month);
        let same = if way > 0 { target > month } else { target < month };
        if same { at } else { calendar::shift_year(at, way) }
    }

    fn weekday(
        &self,
        article: jiff::civil::Date,
        toward: Toward,
        weekday: u8,
    ) -> jiff::civil::Date {
        use TemporalBias as Bias;
        let last = || calendar::beside(article, -1, weekday).unwrap_or(article);
        let next = || calendar::beside(article, 1, weekday).unwrap_or(article);
        let is_today = article.weekday().to_monday_one_offset() == weekday as i8;
        let mentioned = self.anchors.memory.day().unwrap_or(article);
        match toward {
            Toward::Last | Toward::Past => last(),
            Toward::Next => shift(article, 1, Unit::Week)
                .and_then(|day| calendar::in_week(day, weekday))
                .unwrap_or(article),
            Toward::Coming => next(),
            Toward::This | Toward::Same => calendar::in_week(article, weekday).unwrap_or(article),
            Toward::Following => calendar::beside(mentioned, 1, weekday).unwrap_or(article),
            Toward::Preceding => calendar::beside(mentioned, -1, weekday).unwrap_or(article),
            Toward::Open => match (self.reference.bias, self.tense) {
                (Bias::Future, Tense::Unknown | Tense::Future) => next(),
                _ if is_today => article,
                (_, Tense::Future) => next(),
                (Bias::Nearest, Tense::Unknown) => {
                    let (last, next) = (last(), next());
                    let before = calendar::days_between(last, article);
                    if before <= calendar::days_between(article, next) { last } else { next }
                }
                _ => last(),
            },
        }
    }

    /// A day in `the weekend`: the one that has passed or is running, unless the tense looks ahead.
    fn weekend(&self, article: jiff::civil::Date) -> jiff::civil::Date {
        let running = article.weekday().to_monday_one_offset() > 5;
        let ahead = self.tense == Tense::Future || self.reference.bias == TemporalBias::Future;
        if running || ahead { article } else { shift(article, -1, Unit::Week).unwrap_or(article) }
    }

    /// The year in which an open month, quarter, season or holiday lies.
    fn year_for(&self, article: jiff::civil::Date, moment: &Moment) -> i32 {
        let this = i32::from(article.year());
        let target = |year: i32| -> Option<jiff::civil::Date> {
            let year = i16::try_from(year).ok()?;
            match moment.field {
                Field::Holiday(name) => holiday::day(name, year),
                _ => {
                    let day = match moment.day {
                        Day::Of(day) | Day::Both(day, _) => day as i8,
                        _ => 1,
                    };
                    let month = month_of(moment)? as i8;
                    let first = jiff::civil::Date::new(year, month, 1).ok()?;
                    jiff::civil::Date::new(year, month, day.min(first.days_in_month())).ok()
                }
            }
        };
        // 29 February: the nearest year that has one.
        if let (Field::Month(2), Day::Of(29) | Day::Both(29, _)) = (moment.field, moment.day)
            && moment.toward == Toward::Open
        {
            let leap = |year: i32| {
                i16::try_from(year).is_ok_and(|y| jiff::civil::Date::new(y, 2, 29).is_ok())
            };
            let ahead = self.reference.bias == TemporalBias::Future || self.tense == Tense::Future;
            let near: [i32; 9] = if ahead {
                [0, 1, 2, 3, 4, -1, -2, -3, -4]
            } else {
                [0, -1, -2, -3, -4, 1, 2, 3, 4]
            };
            return near.into_iter().map(|n| this + n).find(|&y| leap(y)).unwrap_or(this);
        }
        // Days from the article to the target of a year; 0 inside a running month or quarter.
        let distance = |year: i32| -> Option<i32> {
            let date = target(year)?;
            let days = calendar::days_between(article, date);
            let length = match (moment.field, moment.day) {
                (Field::Month(_), Day::None) => i32::from(date.days_in_month()),
                (Field::Quarter(_) | Field::Season(_), _) => 91,
                (Field::Half(_), _) => 182,
                _ => 1,
            };
            Some(if days > 0 {
                days
            } else if days + length > 0 {
                0
            } else {
                days + length - 1
            })
        };
        // A weekday told with the date decides.
        if let (Field::Month(month), Day::Both(day, weekday)) = (moment.field, moment.day) {
            for year in [this, this - 1, this + 1] {
                let date = i16::try_from(year)
                    .ok()
                    .and_then(|y| jiff::civil::Date::new(y, month as i8, day as i8).ok());
                if date.is_some_and(|d| d.weekday().to_monday_one_offset() == weekday as i8) {
                    return year;
                }
            }
        }
        let past = [this, this - 1].into_iter().find(|&y| distance(y).is_some_and(|d| d < 0));
        let future = [this, this + 1].into_iter().find(|&y| distance(y).is_some_and(|d| d > 0));
        let running = distance(this) == Some(0);
        let (Some(past), Some(future)) = (past, future) else { return this };
        match moment.toward {
            Toward::Last if matches!(moment.field, Field::Season(_)) => return this - 1,
            Toward::Last | Toward::Past | Toward::Preceding => return past,
            Toward::Next | Toward::Coming | Toward::Following => return future,
            Toward::This | Toward::Same => return this,
            Toward::Open => {}
        }
        if running || matches!(moment.field, Field::Week(_)) {
            return this;
        }
        let (back, ahead) = (-distance(past).unwrap_or(0), distance(future).unwrap_or(0));
        let (back, ahead) = match (self.reference.bias, self.tense) {
            (TemporalBias::Future, _) => (back * 20, ahead),
            // `sales fell in the third quarter`: one that has begun.
            (_, Tense::Past) if matches!(moment.field, Field::Quarter(_) | Field::Half(_)) => {
                (back, i32::MAX)
            }
            (_, Tense::Past) => (back, ahead * PAST_WEIGHT),
            (_, Tense::Future) => (back * FUTURE_WEIGHT, ahead),
            (TemporalBias::Nearest, Tense::Unknown) => (back, ahead),
            (_, Tense::Unknown) => (back, ahead * OPEN_WEIGHT),
        };
        if back <= ahead { past } else { future }
    }

    /// `Friday the 13th`: the nearest month in which the day falls on the weekday.
    fn day_on(&self, article: jiff::civil::Date, day: u8, weekday: u8) -> Point {
        let fits = |months: i32| {
            let first = shift(article.first_of_month(), months, Unit::Month)?;
            let date = jiff::civil::Date::new(first.year(), first.month(), day as i8).ok()?;
            (date.weekday().to_monday_one_offset() == weekday as i8).then_some(date)
        };
        let order: [i32; 5] =
            if self.reference.bias == TemporalBias::Future || self.tense == Tense::Future {
                [0, 1, 2, 3, -1]
            } else {
                [0, -1, 1, -2, 2]
            };
        let found = order.into_iter().chain(3..14).find_map(fits);
        found.map_or(Point::part(Year::Open, Part::Day(0, day)), Point::day)
    }
}

/// How much farther ahead than back a date of a past sentence must lie to be ahead.
const PAST_WEIGHT: i32 = 6;
const FUTURE_WEIGHT: i32 = 6;
const OPEN_WEIGHT: i32 = 2;

/// The first month of what a moment's field is.
fn month_of(moment: &Moment) -> Option<u8> {
    match moment.field {
        Field::Month(month) => Some(month),
        Field::Quarter(quarter) => Some(quarter * 3 - 2),
        Field::Half(half) => Some(half * 6 - 5),
        Field::Season(season) => Some(calendar::first_month(season)),
        Field::Week(week) => Some((week.saturating_sub(1) / 5 + 1).clamp(1, 12)),
        Field::Holiday(_) | Field::None => None,
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

/// The most days that a month can have.
const fn longest(month: u8) -> u8 {
    match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn days_in(year: i32, month: u8) -> u8 {
    let year = i16::try_from(year).ok().filter(|&y| y > 0).unwrap_or(2001);
    jiff::civil::Date::new(year, month as i8, 1).map_or(28, |date| date.days_in_month() as u8)
}
