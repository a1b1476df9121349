//! Finding expressions: where one can begin, and which of them is the longest.

use super::{
    expression::{Base, Clock, Expression, Meaning, Mod, Moment, Strength},
    reader::{Found, Reader},
    rules::Rule,
    value::Unit,
    words::{Deictic, Word},
};
use crate::{
    lexicon::{Class, ClassSet},
    text::{Shape, TextView},
};

/// A token that can begin an expression (behind an article) has one of these classes, or begins
/// with a digit.
const STARTS: ClassSet = ClassSet::of(&[
    Class::Month,
    Class::Weekday,
    Class::TimeUnit,
    Class::DayPart,
    Class::Season,
    Class::Holiday,
    Class::Deictic,
    Class::TimeModifier,
    Class::TimePart,
    Class::TimeStart,
    Class::Frequency,
    Class::Cardinal,
    Class::Ordinal,
    Class::Era,
    Class::PhraseStart,
]);

/// Finds the time expressions of a text, in order, none overlapping.
pub(crate) fn find(view: &TextView<'_, '_>, out: &mut Vec<Expression>) {
    let reader = Reader { view };
    let (mut i, mut floor) = (0, 0);
    while i < reader.len() {
        let shape = view.tokens.shapes[i];
        if !view.tokens.classes[i].any(STARTS)
            && !shape.has(Shape::LEADING_DIGIT)
            && !reader.lone_start(i)
        {
            i += 1;
            continue;
        }
        // `the Good Friday Agreement`: a name.
        if let Some((_, end)) = reader.holiday_name(i)
            && end > i + 1
            && reader.holiday_piece(i).is_some_and(|p| p.bound)
        {
            i = end;
            continue;
        }
        let article = i > floor && matches!(reader.word(i - 1), Some(Word::The | Word::A));
        // `over the years`.
        let over = article && i >= floor + 2 && reader.word(i - 2) == Some(Word::Greater);
        let found = over
            .then(|| reader.over_the_years(i - 2).map(|f| (i - 2, f)))
            .flatten()
            .or_else(|| {
                article
                    .then(|| reader.expression(i - 1).filter(|f| f.end > i).map(|f| (i - 1, f)))
                    .flatten()
            })
            .or_else(|| reader.expression(i).map(|f| (i, f)));
        let Some((first, found)) = found.filter(|&(first, ref f)| !reader.is_no_time(first, f))
        else {
            i += 1;
            continue;
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
}

impl Reader<'_, '_, '_> {
    /// Tokens without a class that begin an expression: `Q3`, `FY2015`, `'98`.
    fn lone_start(&self, i: usize) -> bool {
        let start = self.view.tokens.starts[i] as usize;
        match self.view.text.as_bytes().get(start..start + 2) {
            Some([b'Q' | b'q' | b'H', b'1'..=b'4']) => self.text(i).len() == 2,
            Some([b'F' | b'f' | b'C' | b'c', b'Y' | b'y']) => self.text(i).len() <= 6,
            Some([b'\'', b'0'..=b'9']) => self.glued(i + 1) && !self.glued(i),
            Some([0xe2, 0x80]) => {
                matches!(self.text(i), "’" | "‘")
                    && self.glued(i + 1)
                    && !self.glued(i)
                    && self.shape(i + 1).has(Shape::LEADING_DIGIT)
            }
            _ => false,
        }
    }

    /// The longest expression that begins at `i`.
    fn expression(&self, i: usize) -> Option<Found> {
        let mut best: Option<Found> = None;
        let mut offer = |found: Option<Found>| {
            if let Some(found) = found
                && best.is_none_or(|b| found.end > b.end)
            {
                best = Some(found);
            }
        };
        offer(self.interval(i));
        offer(self.set(i));
        offer(self.moment(i));
        offer(self.window(i));
        offer(self.definite_length(i));
        offer(self.duration(i));
        offer(self.year_end(i));
        offer(self.beside(i));
        offer(self.whole_unit(i));
        offer(self.week_of(i));
        offer(self.reference(i));
        best
    }

    /// `now`, `recently`, `the future`.
    fn reference(&self, i: usize) -> Option<Found> {
        let (len, value) = self.view.longest(i, Class::Deictic)?;
        let end = i + len;
        let (what, flagged) = Deictic::of(value);
        let meaning = match what {
            Deictic::Present => Meaning::Present,
            Deictic::Past => Meaning::Past,
            Deictic::Future => Meaning::Future,
            Deictic::Day(_) | Deictic::Night(_) => return None,
        };
        // `the past president`.
        if flagged
            && what == Deictic::Past
            && len > 1
            && self.shape(end).is_lower()
            && self.word(end).is_none()
            && !self.view.any(end, FUNCTION)
        {
            return None;
        }
        if i > 0 && matches!(self.word(i - 1), Some(Word::Until))
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
        if !self.view.is(at, "end") || self.is(at + 1, Word::Of) {
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
        // `VOA Today`, `ABC's This Week`.
        let name = self.capital(first) && !self.starts_sentence(first) && first > 0;
        match found.rule {
            Rule::RelativeUnit | Rule::DeicticDay | Rule::Reference | Rule::RelativeWindow
                if name && self.capital(next - 1) && !self.shape(first).is_upper() =>
            {
                true
            }
            Rule::DurationBare if first > 0 && self.is(first - 1, Word::The) => true,
            // `second half` of a match, `first quarter` of a game: with nothing that dates it.
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
        if !length && !moment {
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
                Word::Most if length => Some(Mod::EqualOrLess),
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

pub(super) const FUNCTION: ClassSet = ClassSet::of(&[
    Class::Preposition,
    Class::Conjunction,
    Class::Function,
    Class::Auxiliary,
    Class::Pronoun,
    Class::Determiner,
]);
