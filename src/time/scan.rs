//! Finding expressions: where one can begin, and which of them is the longest.

use super::{
    expression::{Base, Clock, Expression, Meaning, Mod, Moment, Strength},
    reader::{Found, Reader},
    register::Register,
    rules::Rule,
    value::Unit,
    words::{Deictic, DeicticWord, Word},
};
use crate::{
    lexicon::{Class, ClassSet},
    text::{Shape, TextView, fold_hash},
};

/// A token of one of these classes is a time, or most of one.
const STRONG: ClassSet = STRONG_BUT_MONTH.with(ClassSet::of(&[Class::Month]));

const STRONG_BUT_MONTH: ClassSet = ClassSet::of(&[
    Class::Weekday,
    Class::TimeUnit,
    Class::DayPart,
    Class::Season,
    Class::Holiday,
    Class::Deictic,
    Class::Frequency,
    Class::Era,
]);

/// A token of one of these classes begins a time if a strong one stands near.
const WEAK: ClassSet = ClassSet::of(&[
    Class::TimeModifier,
    Class::TimePart,
    Class::TimeStart,
    Class::Cardinal,
    Class::Ordinal,
    Class::Magnitude,
]);

const STARTS: ClassSet = STRONG.with(WEAK);

/// A set begins with one of these, with `every` or `twice`, or with a number.
const RECURRING: ClassSet = ClassSet::of(&[
    Class::Weekday,
    Class::DayPart,
    Class::TimeUnit,
    Class::Frequency,
    Class::TimeStart,
]);

/// The first bound of an interval that is no number: `May 3-5`, `noon to 4 p.m.`
const BOUNDS: ClassSet = ClassSet::of(&[Class::Month, Class::DayPart]);

const MODIFIED: ClassSet = ClassSet::of(&[Class::TimeModifier, Class::TimeStart]);

const REFERRING: ClassSet = ClassSet::of(&[Class::Deictic, Class::TimeStart]);

/// A number in words.
pub(super) const NUMBER: ClassSet =
    ClassSet::of(&[Class::Cardinal, Class::Ordinal, Class::Magnitude]);

/// How far behind a weak token the strong one may stand.
const REACH: usize = 5;

/// How many tokens a number in words, or a time of the day, takes at most.
const LONGEST: usize = 12;

/// What stands behind the first token of an expression: what is not there need not be looked for.
#[derive(Clone, Copy)]
pub(super) struct Ahead {
    /// A unit of time.
    pub(super) unit: bool,
    /// What joins two bounds: `to`, `and`, a dash.
    pub(super) range: bool,
    /// `times`, as in `three times a week`.
    pub(super) times: bool,
}

impl Ahead {
    /// Not looked: all of it may be there.
    const ANY: Self = Self { unit: true, range: true, times: true };
}

/// Finds the time expressions of a text, in order, none overlapping.
pub(crate) fn find(view: &TextView<'_, '_>, register: Register, out: &mut Vec<Expression>) {
    let reader = Reader::new(view, register);
    let (mut i, mut floor) = (0, 0);
    let (classes, shapes) = (&view.tokens.classes[..], &view.tokens.shapes[..]);
    while let Some(next) = next_start(classes, shapes, i) {
        i = next;
        let classes = classes[i];
        let digit = shapes[i].has(Shape::DIGIT);
        // `#Friday`: a label.
        if reader.is_message() && i > 0 && reader.mark(i - 1, b'#') && reader.glued(i) {
            i += 1;
            continue;
        }
        let low_month = view.tokens.shapes[i].is_lower()
            && !classes.any(STRONG_BUT_MONTH)
            && !reader.is_message();
        if (low_month || !classes.any(STRONG)) && !reader.is_promising(i, digit) {
            i += 1;
            continue;
        }
        match reader.time_at(i, floor) {
            Step::Found(first, found) => {
                let (first, found) = match found.meaning {
                    Meaning::Every(..) => reader.with_its_day(first, found, out),
                    _ => (first, found),
                };
                let (first, modifier) = reader.approximated(first, floor, &found);
                out.push(Expression {
                    first: first as u32,
                    last: found.end as u32,
                    strength: found.strength,
                    rule: found.rule,
                    modifier: modifier.or(found.modifier),
                    meaning: found.meaning,
                });
                i = found.end;
                floor = i;
            }
            Step::Past(next) => i = next,
        }
    }
}

/// The next token from `i` on at which a time may begin: by its class, or a digit in it. Most tokens
/// are none, so four are asked at a time.
#[inline]
fn next_start(classes: &[ClassSet], shapes: &[Shape], i: usize) -> Option<usize> {
    let starts = |classes: ClassSet, shape: Shape| classes.any(STARTS) || shape.has(Shape::DIGIT);
    let (classes, shapes) = (classes.get(i..)?, shapes.get(i..)?);
    let fours = classes.as_chunks::<4>().0.iter().zip(shapes.as_chunks::<4>().0);
    let skipped = 4 * fours
        .take_while(|([a, b, c, d], [e, f, g, h])| {
            !starts(a.with(*b).with(c.with(*d)), e.with(*f).with(g.with(*h)))
        })
        .count();
    let mut rest = classes[skipped..].iter().zip(&shapes[skipped..]);
    rest.position(|(&classes, &shape)| starts(classes, shape)).map(|at| i + skipped + at)
}

/// What comes of trying a token.
enum Step {
    /// A time, and its first token.
    Found(usize, Found),
    /// None: where to go on.
    Past(usize),
}

impl Reader<'_, '_, '_> {
    /// The time that begins at `i` or at the article before it, which is not before `floor`.
    #[inline(never)]
    fn time_at(&self, i: usize, floor: usize) -> Step {
        // `the Good Friday Agreement`: a name.
        if self.may_be(i, Class::Holiday)
            && let Some((_, end)) = self.holiday_name(i)
            && end > i + 1
            && self.holiday_piece(i).is_some_and(|p| p.bound)
        {
            return Step::Past(end);
        }
        let before = if i > floor { self.word(i - 1) } else { None };
        let mut found = None;
        if matches!(before, Some(Word::The | Word::A)) {
            // `over the years`.
            if i >= floor + 2 && self.is(i - 2, Word::Greater) {
                found = self.over_the_years(i - 2).map(|f| (i - 2, f));
            }
            let wider = || self.expression(i - 1).filter(|f| f.end > i).map(|f| (i - 1, f));
            found = found.or_else(wider);
        } else if i > floor && self.apostrophe(i - 1) && self.glued(i) && !self.glued(i - 1) {
            // `'98`, `the '80s`.
            let the = i >= floor + 2 && self.is(i - 2, Word::The);
            let wider = || self.expression(i - 2).filter(|f| f.end > i).map(|f| (i - 2, f));
            found = if the { wider() } else { None };
            found = found.or_else(|| self.expression(i - 1).map(|f| (i - 1, f)));
        }
        // `a year-earlier loss`: where `a year` is none, `year-earlier` is.
        let timely = |&(first, found): &(usize, Found)| !self.is_no_time(first, &found);
        let found =
            found.filter(timely).or_else(|| self.expression(i).map(|f| (i, f)).filter(timely));
        match found {
            Some((first, found)) => Step::Found(first, found),
            None => Step::Past(i + 1),
        }
    }

    /// Whether a token that is no time by itself may begin one here.
    #[inline(never)]
    fn is_promising(&self, i: usize, digit: bool) -> bool {
        if digit {
            return self.is_promising_number(i);
        }
        let classes = self.view.tokens.classes[i];
        // `may`, `march`: hardly ever the month.
        if classes.has(Class::Month) {
            return self.shape(i + 1).has(Shape::DIGIT)
                || self.ordinal_day(self.skip(i + 1, Word::The)).is_some()
                || self.begins_phrase(i)
                || i > 0
                    && (self.shape(i - 1).has(Shape::DIGIT)
                        || matches!(self.word(i - 1), Some(Word::In | Word::Of | Word::Since)));
        }
        let Some(next) = self.view.tokens.classes.get(i + 1) else { return false };
        let shape = self.shape(i + 1);
        let timely = next.any(STARTS) || shape.has(Shape::DIGIT) || shape.has(Shape::MARK);
        let modifies = classes.has(Class::TimePart) || classes.has(Class::TimeModifier);
        // `the first of March`.
        let first = classes.has(Class::Ordinal)
            && self.is(i + 1, Word::Of)
            && self.has(i + 2, Class::Month);
        let part = classes.has(Class::TimePart) && next.has(Class::TimeWord);
        if modifies && !(timely || first || part) {
            return false;
        }
        // `at the moment`, `New Year's Eve`: only as a phrase.
        let starts = classes.has(Class::TimeStart);
        if starts && !modifies && !classes.any(NUMBER) && !self.starts_by_itself(i) {
            return self.begins_phrase(i);
        }
        // `five-and-a-half years`.
        let near = self.strong_near(i)
            || classes.has(Class::Cardinal)
                && self.hyphen(i + 1) > i + 1
                && self.strong_near(i + REACH);
        if modifies {
            let end = self.len().min(i + REACH);
            return near
                || self.is(i + 1, Word::Period)
                || self.view.tokens.shapes[i + 1..end].iter().any(|s| s.has(Shape::DIGIT));
        }
        if near && (timely || starts || self.leads_on(i, classes.has(Class::Ordinal))) {
            return true;
        }
        if starts {
            // A phrase, a decade in words, `half past five`, `fiscal 1998`.
            return self.begins_phrase(i)
                || self
                    .value(i, Class::TimeWord)
                    .is_some_and(|v| super::words::decade(v).is_some())
                || self.is_told(i + 1)
                || self.shape(i + 1).has(Shape::DIGIT) && self.is(i, Word::Fiscal);
        }
        // `five o'clock`, `nineteen ninety-eight`.
        classes.has(Class::Cardinal) && (self.is_told(i + 1) || self.year_in_words(i).is_some())
    }

    /// Whether what stands behind the number at `i` may belong to a time with it.
    fn leads_on(&self, i: usize, ordinal: bool) -> bool {
        match self.word(i + 1) {
            Some(Word::Of) => ordinal,
            Some(_) => true,
            // `two bloody weeks`.
            None => self.shape(i + 1).is_lower() && self.has(i + 2, Class::TimeUnit),
        }
    }

    /// `p.m.`, `o'clock`, `past`, `to` after an hour or minutes, of which there are at most three
    /// words more.
    fn is_told(&self, i: usize) -> bool {
        for at in i..i + 4 {
            match self.word(at) {
                Some(
                    Word::Am | Word::Pm | Word::OClock | Word::ClockPast | Word::To | Word::Oh,
                ) => {
                    return true;
                }
                _ if self.has(at, Class::Cardinal) => {}
                _ => return false,
            }
        }
        false
    }

    /// Whether a word with digits may begin a time.
    #[inline(never)]
    fn is_promising_number(&self, i: usize) -> bool {
        let shape = self.shape(i);
        if !shape.has(Shape::LEADING_DIGIT) {
            // `Q3`, `FY2015`.
            let text = self.text(i).as_bytes();
            return matches!(text, [b'Q' | b'q' | b'H', b'1'..=b'4'])
                || text.len() <= 6 && matches!(text, [b'F' | b'f' | b'C' | b'c', b'Y' | b'y', ..]);
        }
        // `15 million last year`: money, but `15 million years`.
        if self.has(i + 1, Class::Magnitude)
            && !(2..=4)
                .any(|n| self.has(i + n, Class::TimeUnit) || self.has(i + n, Class::Magnitude))
        {
            return false;
        }
        if !shape.is_numeric() {
            // `25m`, `3.5bn`.
            let text = self.text(i);
            let digits = text.bytes().take_while(|b| !b.is_ascii_alphabetic()).count();
            let suffix = self.view.lexicon.id(fold_hash(&text[digits..]));
            return !self.view.lexicon.classes(suffix).has(Class::Magnitude);
        }
        // `1.5 hours`, `2,000 years`, but not `4.2 last year`.
        let plain = || self.view.bytes(i).iter().all(u8::is_ascii_digit);
        if self.strong_near(i) && (plain() || (1..=3).any(|n| self.has(i + n, Class::TimeUnit))) {
            let next = self.shape(i + 1);
            let timely =
                self.classes(i + 1).any(STARTS) || next.has(Shape::DIGIT) || next.has(Shape::MARK);
            if timely || self.leads_on(i, true) {
                return true;
            }
        }
        let len = match self.digits(i) {
            Some((1000..=2999, 4)) => return true,
            Some((_, len)) => len,
            // `22.06.2016`, `at 17.30`.
            None => {
                return self.shape(i).has(Shape::DOT)
                    && (self.text(i).len() > 5
                        || i > 0 && self.is(i - 1, Word::At)
                        || self.is_told(i + 1)
                        || self.has(i + 1, Class::TimeZone));
            }
        };
        let mark = self.shape(i + 1).has(Shape::MARK)
            && self.glued(i + 1)
            && (self.dash(i + 1) || matches!(self.view.byte(i + 1), b':' | b'/' | b'~'));
        mark || self.is_told(i + 1 + usize::from(self.mark(i + 1, b'+')))
            || self.has(i + 1, Class::TimeZone)
            || i > 0 && len == 2 && self.apostrophe(i - 1)
            || i > 0 && self.is(i - 1, Word::At)
    }

    /// Whether a strong token stands within reach behind `i`.
    fn strong_near(&self, i: usize) -> bool {
        let (from, end) = (self.len().min(i + 1), self.len().min(i + 1 + REACH));
        self.view.tokens.classes[from..end].iter().any(|c| c.any(STRONG))
    }

    /// The longest expression that begins at `i`.
    #[inline(never)]
    fn expression(&self, i: usize) -> Option<Found> {
        let mut best: Option<Found> = None;
        let mut offer = |found: Option<Found>| {
            if let Some(found) = found
                && best.is_none_or(|b| found.end > b.end)
            {
                best = Some(found);
            }
        };
        let classes = self.classes(i);
        let word = self.word(i);
        let the = word == Some(Word::The);
        let a = word == Some(Word::A);
        let unit = classes.has(Class::TimeUnit);
        let counted = self.is_number(i);
        let ahead = if counted { self.ahead(i) } else { Ahead::ANY };
        let moment = self.moment(i);
        if moment.is_some() || counted && ahead.range || classes.any(BOUNDS) {
            offer(self.interval(i, moment.as_ref(), ahead));
        }
        if counted && ahead.times || a || classes.any(RECURRING) {
            offer(self.set(i, ahead));
        }
        offer(moment);
        if the || classes.any(MODIFIED) {
            offer(self.window(i));
        }
        if the {
            offer(self.definite_length(i));
        }
        if unit || self.counts(i) {
            offer(self.duration(i, ahead));
        }
        if counted && self.has(i + 1, Class::Weekday) {
            offer(self.weekdays_on(i));
        }
        if unit {
            offer(self.year_end(i));
        }
        if the {
            offer(self.beside(i));
        }
        if the || matches!(word, Some(Word::All)) {
            offer(self.whole_unit(i));
        }
        if the || unit {
            offer(self.week_of(i));
        }
        if the || classes.any(REFERRING) {
            offer(self.reference(i));
        }
        if best.is_none() && self.is_message() {
            best = self.bare(i);
        }
        best
    }

    /// What stands behind `i` within the reach of the longest number.
    fn ahead(&self, i: usize) -> Ahead {
        let mut ahead = Ahead { unit: false, range: false, times: false };
        let tokens = self.view.tokens;
        let reach = i + 1..self.len().min(i + LONGEST);
        let near = tokens.classes[reach.clone()].iter().zip(&tokens.shapes[reach.clone()]);
        for ((classes, shape), at) in near.zip(reach) {
            ahead.unit |= classes.has(Class::TimeUnit);
            if classes.has(Class::TimeWord) {
                match self.word(at) {
                    Some(Word::To | Word::Until | Word::Through | Word::And) => ahead.range = true,
                    Some(Word::Times) => ahead.times = true,
                    _ => {}
                }
            } else if shape.has(Shape::MARK) {
                ahead.range |= matches!(self.view.byte(at), b'-' | b'~' | b'/' | 0x80..);
            }
        }
        ahead
    }

    /// `now`, `recently`, `the future`.
    #[inline(never)]
    fn reference(&self, i: usize) -> Option<Found> {
        let at = self.skip(i, Word::The);
        let (len, value) = self.longest(at, Class::Deictic)?;
        let end = at + len;
        let DeicticWord { what, article, noun } = DeicticWord::of(value);
        // `in future`: in a message.
        let future = self.is_message() && len == 1 && what == Deictic::Future;
        if article != (at > i) && !future {
            return None;
        }
        let meaning = match what {
            Deictic::Present => Meaning::Present,
            Deictic::Past => Meaning::Past,
            Deictic::Future => Meaning::Future,
            Deictic::Day(_) | Deictic::Night(_) => return None,
        };
        // `the past president`.
        if noun
            && self.shape(end).is_lower()
            && self.word(end).is_none()
            && !self.classes(end).any(FUNCTION)
        {
            return None;
        }
        // `as recently as May`.
        if matches!(self.word(end), Some(Word::BoundEnd | Word::Than)) {
            return None;
        }
        // `lasted until now`: up to where it is told; a message means the hour.
        let until = i > 0 && self.is(i - 1, Word::Until) && !self.is_message();
        if until && what == Deictic::Present
            || self.dash(end) && self.glued(end) && self.glued(end + 1)
        {
            return None;
        }
        let strength = if self.capital(i) && !self.starts_sentence(i) {
            Strength::Weak
        } else {
            Strength::Likely
        };
        let mut found = Found::new(end, meaning, Rule::Reference);
        found.strength = strength;
        Some(found)
    }

    /// `year-end`, `year's end`, `midyear`.
    fn year_end(&self, i: usize) -> Option<Found> {
        let unit = self
            .unit(i)
            .filter(|u| !u.plural && matches!(u.unit, Unit::Year | Unit::Month | Unit::Quarter))?;
        let at = self.hyphen(i + 1);
        let at = at + usize::from(self.shape(at).has(Shape::POSSESSIVE));
        if !self.is(at, Word::End) || self.is(at + 1, Word::Of) {
            return None;
        }
        let moment = Moment { base: Base::Article(0, unit.unit), ..Moment::OPEN };
        Some(Found::moment(at + 1, moment, Rule::RelativeUnit).with(Some(Mod::End)).likely())
    }

    /// What looks like a time and is none.
    fn is_no_time(&self, first: usize, found: &Found) -> bool {
        // Ages: `10-year-old`, `45 years old` are lengths, and stay. `May you`, `march on`: the
        // grammar of months sees to them.
        let next = found.end;
        if self.is_message() {
            return false;
        }
        // `VOA Today`, `ABC's This Week`.
        let name = self.capital(first)
            && !self.starts_sentence(first)
            && first > 0
            && !(self.shape(first - 1).has(Shape::DOT) || self.shape(first - 1).has(Shape::MARK));
        match found.rule {
            Rule::RelativeUnit | Rule::DeicticDay | Rule::Reference | Rule::RelativeWindow
                if name && self.capital(next - 1) && !self.shape(first).is_upper() =>
            {
                true
            }
            // `the years of`, `the closing days of`.
            Rule::DurationBare if first > 0 => {
                if self.is_war(first, next) {
                    return true;
                }
                // `voting hours`.
                let hours = self.unit(first).is_some_and(|u| u.unit == Unit::Hour)
                    && (self.text(first - 1).ends_with("ing") || self.is(first - 1, Word::Working));
                hours
                    || self.shape(first - 1).has(Shape::LEADING_DIGIT)
                    || self.is(first - 1, Word::The)
                    || self.is(first - 1, Word::Many)
                    || self.has(first - 1, Class::TimeModifier)
                    || self.has(first - 1, Class::TimePart)
                    || self.ordinal_day(first - 1).is_some()
                    || first > 1
                        && (self.is(first - 2, Word::The) || self.dash(first - 2))
                        && self.shape(first - 1).is_lower()
                        && self.word(first - 1).is_none()
            }
            // `the Six-Day War`, `the Thirty Years' War`: names.
            Rule::DurationHyphen | Rule::Duration if self.is_war(first, next) => true,
            Rule::Duration => {
                // `a day` in `a day trip`, `one second`.
                matches!(found.meaning, Meaning::Length(_))
                    && self.dash(next)
                    && self.glued(next)
                    && self.glued(next + 1)
            }
            _ => false,
        }
    }

    /// Whether a length in words and capitals is part of the name of an event.
    fn is_war(&self, first: usize, end: usize) -> bool {
        let next =
            end + usize::from(self.apostrophe(end) || self.shape(end).has(Shape::POSSESSIVE));
        let named = |i: usize| self.capital(i) && self.shape(i).has(Shape::LOWER);
        !self.shape(first).has(Shape::DIGIT)
            && named(end - 1)
            && named(next)
            && self.has(next, Class::EventHead)
    }

    /// Takes in what stands before: `about`, `more than`, `at least`.
    fn approximated(&self, first: usize, floor: usize, found: &Found) -> (usize, Option<Mod>) {
        let none = (first, None);
        let (length, moment) = match found.meaning {
            Meaning::Length(_) | Meaning::Window(..) => (true, false),
            Meaning::Ago(..) | Meaning::Later(..) => (true, false),
            Meaning::Moment(m) => {
                (false, !matches!(m.base, Base::Article(0, _)) || m.clock != Clock::None)
            }
            _ => (false, false),
        };
        let ago = matches!(found.meaning, Meaning::Ago(..));
        if !length && !moment {
            return none;
        }
        // The last word of `more than`, `at least`, `up to`, `upwards of`, `as many as`, `about`.
        let ends = first > floor
            && match self.word(first - 1) {
                Some(word) => matches!(
                    word,
                    Word::About
                        | Word::Nearly
                        | Word::Greater
                        | Word::Less
                        | Word::To
                        | Word::Of
                        | Word::Many
                        | Word::BoundEnd
                        | Word::Than
                ),
                None => false,
            };
        if !ends {
            return none;
        }
        for start in first.saturating_sub(4).max(floor)..first {
            let Some((end, word)) = self.phrase(start) else { continue };
            if end != first {
                continue;
            }
            let told = self.is(first, Word::The);
            let modifier = match word {
                Word::About => Some(Mod::Approx),
                Word::Nearly if length => Some(Mod::LessThan),
                Word::Less if length && !told => Some(Mod::LessThan),
                Word::Greater if length && !told => Some(Mod::MoreThan),
                Word::Least if length => Some(Mod::EqualOrMore),
                // `twice as many as a month ago`.
                Word::Most if length && !ago => Some(Mod::EqualOrLess),
                _ => continue,
            };
            // `about the past year`, `under a day's`.
            if word == Word::About && told && length {
                continue;
            }
            return (start, modifier);
        }
        none
    }
}

/// Words of grammar, and those that only make a phrase go on.
pub(super) const FUNCTION: ClassSet = ClassSet::GRAMMAR.with(ClassSet::of(&[Class::Function]));
