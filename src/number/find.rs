//! The walk over a text: where a number can start, what qualifies it, what it is.

use super::{
    Decimal, Number, Rule,
    compose::{Form, Scan},
    currency::Hints,
    term::{Measure, Term},
    words::Odd,
};
use crate::{
    Explain,
    lexicon::{Class, ClassSet},
    text::{Shape, TextView},
    time::{Expression, Register},
};

/// Classes of words that a number can start at.
pub(super) const STARTS: ClassSet = ClassSet::of(&[
    Class::Cardinal,
    Class::Ordinal,
    Class::Magnitude,
    Class::Fraction,
    Class::Percent,
]);

/// Classes of words that may begin a number.
const MAYBE: ClassSet = STARTS.with(ClassSet::of(&[Class::NumberCue]));

/// Classes of words that go on with a number after what looks like a time: `2000 metres`.
const GOES_ON: ClassSet = STARTS.with(ClassSet::of(&[
    Class::Unit,
    Class::Currency,
    Class::PhraseStart,
    Class::NumberWord,
    Class::Conjunction,
]));

/// Classes of words inside a number with its unit.
const JOINS: ClassSet =
    GOES_ON.with(ClassSet::of(&[Class::Determiner, Class::Preposition, Class::NumberCue]));

/// A number with everything around it, before it comes out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// First token of the number without the words that qualify it.
    pub(super) core: usize,
    /// First token.
    pub(super) first: usize,
    /// One past the last token.
    pub(super) last: usize,
    /// One past the last token of the number without what qualifies it.
    pub(super) core_last: usize,
    pub(super) term: Term,
    pub(super) value: Option<Decimal>,
    pub(super) lower: Option<Decimal>,
    pub(super) upper: Option<Decimal>,
    pub(super) approximate: bool,
    pub(super) rule: Rule,
}

/// Finds the numbers of a text outside its times, in order, none overlapping.
#[inline(never)]
pub(crate) fn find<'a>(
    view: &TextView<'a, '_>,
    times: &[Expression],
    register: Register,
    explain: Explain,
    out: &mut Vec<Number<'a>>,
) {
    // One number in so many words is much.
    const MANY: usize = 24;
    let hints = Hints::default();
    let tokens = view.tokens;
    out.reserve(tokens.len() / MANY);
    let request = register == Register::Assistant;
    let whole = Scan::new(view, 0, tokens.len());
    let mut times = times.iter().filter(|time| !whole.is_age(time)).peekable();
    let mut found = whole.whole_of(0, 0, Measure::Plain, Rule::CardinalDigits);
    let mut floor = 0;
    for sentence in view.sentences {
        let range = sentence.tokens();
        let mut i = range.start.max(floor);
        floor = floor.max(range.start);
        let (classes, shapes) = (&tokens.classes[..range.end], &tokens.shapes[..range.end]);
        while i < range.end {
            let Some(next) = next_start(&classes[i..], &shapes[i..]) else { break };
            i += next;
            let starts =
                classes[i].any(STARTS) || shapes[i].has(Shape::DIGIT) || starts_oddly(view, i);
            if !starts && !stands_alone(view, i, request) {
                i += 1;
                continue;
            }
            while times.next_if(|t| t.last as usize <= i).is_some() {}
            let wide = Scan::new(view, floor, range.end).asking(request);
            let mut goal = times.peek().and_then(|time| wide.goal(&hints, i, time));
            let mut scan = wide;
            let outcome = loop {
                let limit = match times.peek() {
                    Some(time) if goal.is_none() => {
                        if time.first as usize <= i {
                            break Outcome::Skip(time.last as usize);
                        }
                        range.end.min(time.first as usize)
                    }
                    _ => range.end,
                };
                scan = Scan::new(view, floor, limit).asking(request);
                if !starts && goal.is_none() {
                    break scan.alone(i, &mut found);
                }
                let outcome = scan.number(&hints, i, &mut found);
                match (goal, outcome) {
                    (None, _) => break outcome,
                    (Some(goal), Outcome::Found) if found.term.last >= goal => {
                        break outcome;
                    }
                    _ => goal = None,
                }
            };
            match outcome {
                Outcome::Found => {
                    floor = found.last;
                    i = found.last.max(i + 1);
                    out.push(scan.output(&found, explain));
                }
                Outcome::Skip(to) => {
                    floor = to.max(floor);
                    i = to.max(i + 1);
                }
                Outcome::Nothing => i += 1,
            }
        }
    }
}

/// Where the next number may start: one test for most words, several at a time.
#[inline(never)]
fn next_start(classes: &[ClassSet], shapes: &[Shape]) -> Option<usize> {
    const PIECE: usize = 4;
    let may = |classes: ClassSet, shape: Shape| classes.any(MAYBE) | shape.has(Shape::DIGIT);
    let none = |(classes, shapes): &(&[ClassSet], &[Shape])| {
        let all = classes.iter().fold(ClassSet::EMPTY, |all, &one| all.with(one));
        !may(all, shapes.iter().fold(Shape::default(), |all, &one| all.with(one)))
    };
    let pieces = classes.chunks_exact(PIECE).zip(shapes.chunks_exact(PIECE));
    let from = pieces.take_while(none).count() * PIECE;
    let rest = classes.get(from..)?.iter().zip(shapes.get(from..)?);
    let next = rest.map(|(&classes, &shape)| may(classes, shape)).position(|may| may)?;
    Some(from + next)
}

/// Whether a word can be a number without a number word: `a mile`, `in her forties`.
fn stands_alone(view: &TextView<'_, '_>, i: usize, request: bool) -> bool {
    if !Odd::Begin.is(view, i) {
        return false;
    }
    let article = i > 0 && (view.is(i - 1, "a") || view.is(i - 1, "an"));
    article
        || request
        || !view.tokens.classes[i].any(ClassSet::of(&[Class::Unit, Class::PhraseStart]))
}

/// Whether an odd word can start a number.
fn starts_oddly(view: &TextView<'_, '_>, i: usize) -> bool {
    view.has(i, Class::NumberWord)
        && match Odd::of(view, i) {
            Some(Odd::Vulgar(..) | Odd::Scale) => true,
            Some(Odd::Vague) => view.is(i, "couple") || view.is(i, "pair"),
            _ => false,
        }
}

/// What came of a start.
#[derive(Clone, Copy, Debug)]
enum Outcome {
    /// A number.
    Found,
    /// No number; nothing starts before this token.
    Skip(usize),
    /// No number.
    Nothing,
}

/// Puts what was found in its place.
fn place(found: Option<Found>, out: &mut Found) -> Option<Outcome> {
    found.map(|found| {
        *out = found;
        Outcome::Found
    })
}

impl Scan<'_, '_, '_> {
    /// One past the token that the number at token `i` must reach to hold all of a time and more:
    /// `five and a quarter`, `1/2 gallon`, `188 miles an hour`, `2000 metres`.
    fn goal(&self, hints: &Hints, i: usize, time: &Expression) -> Option<usize> {
        const FAR: usize = 4;
        let (first, last) = (time.first as usize, time.last as usize);
        if first > i + FAR || last > self.limit || self.ends_time(i, first, last) {
            return None;
        }
        // `12 people on Monday`, `two weeks`: no number goes past its things.
        let past = |j: usize| self.is_word(j) && !self.is_digits(j) && !self.view.any(j, JOINS);
        if (i + 1..first).any(past) || first <= i && last > i + 1 && past(last - 1) {
            return None;
        }
        let start = self.start(hints, i);
        if start > first {
            return None;
        }
        let term = self.term(hints, start)?;
        let more = (start, term.last) != (first, last) || self.is_no_time(&term);
        (term.last >= last && more && term.last > i).then_some(term.last)
    }

    /// Whether no number that token `i` begins in digits goes on after a time.
    fn ends_time(&self, i: usize, first: usize, last: usize) -> bool {
        let ends = || {
            self.view.tokens.shapes.get(last).is_none_or(|shape| {
                let mark = shape.has(Shape::MARK) && !shape.has(Shape::NON_ASCII);
                shape.is_word() || mark && !matches!(self.view.byte(last), b'-' | b'/' | b'"')
            })
        };
        self.is_digits(i) && (first < i || first == i && !self.view.any(last, GOES_ON) && ends())
    }

    /// Words that look like a time and hardly are: `the forty-second president`, `three quarters
    /// of voters`.
    fn is_no_time(&self, term: &Term) -> bool {
        let (amount, before) = (&term.amount, term.first.wrapping_sub(1));
        if amount.style.is_some() || term.measure != Measure::Plain {
            return false;
        }
        let ordinal = amount.form == Form::Ordinal && amount.last > amount.first + 1;
        let quarters = amount.form == Form::Fraction
            && amount.value == Some(Decimal::new(75, 2))
            && (self.is(amount.last, "of") || !self.is_word(amount.last));
        ordinal && !self.view.is(before, "a") && !self.is_word(term.last)
            || ordinal && self.view.is(before, "the")
            || quarters && !self.view.has(before, Class::TimeModifier)
    }

    /// The number that token `i` is without a number word.
    fn alone(&self, i: usize, out: &mut Found) -> Outcome {
        let found = if self.has(i, Class::NumberCue) {
            self.age_decade(i).or_else(|| self.age_group(i))
        } else {
            None
        };
        let found = found.or_else(|| self.one_unit(i)).or_else(|| self.unit_alone(i));
        place(found, out).unwrap_or(Outcome::Nothing)
    }

    /// The number that token `i` is in.
    fn number(&self, hints: &Hints, i: usize, out: &mut Found) -> Outcome {
        if let Some(outcome) = place(self.plural_age(i), out) {
            return outcome;
        }
        if let Some(to) = self.no_number(i) {
            return Outcome::Skip(to);
        }
        let start = self.start(hints, i);
        out.term = match self.term(hints, start) {
            Some(term) if term.last > i => term,
            _ => match if start < i { self.term(hints, i) } else { None } {
                Some(term) if term.last > i => term,
                _ => return place(self.measure_alone(i), out).unwrap_or(Outcome::Skip(i + 1)),
            },
        };
        let quiet = self.is_quiet(out.term.last);
        if !quiet {
            self.aged(&mut out.term);
            self.suspended(hints, &mut out.term);
        }
        let term = &out.term;
        let bare = term.amount.style.is_none() && self.has(term.amount.first, Class::Magnitude);
        if bare && term.measure == Measure::Plain && term.amount.form == Form::Cardinal {
            return Outcome::Skip(term.last);
        }
        (out.core, out.first) = (term.first, term.first);
        (out.last, out.core_last) = (term.last, term.last);
        (out.value, out.lower, out.upper) = (term.value, None, None);
        (out.approximate, out.rule) = (false, term.rule);
        if term.amount.form == Form::Vague {
            out.approximate = true;
            let couple =
                self.is(term.amount.first + 1, "couple") || self.is(term.amount.first + 1, "pair");
            if !couple || term.amount.magnitude.is_some() {
                (out.lower, out.value) = (out.value, None);
            }
        }
        if !quiet {
            self.range(hints, out);
            self.proportion(out);
        }
        out.core_last = out.last;
        self.qualify(out);
        self.age(out);
        if self.veto(out) { Outcome::Skip(out.last) } else { Outcome::Found }
    }

    /// Whether no age, range or proportion goes on at token `i`: what holds for most.
    #[inline]
    fn is_quiet(&self, i: usize) -> bool {
        const JOINTS: ClassSet =
            ClassSet::of(&[Class::TimeUnit, Class::Preposition, Class::Conjunction]);
        if i >= self.view.tokens.len() {
            return true;
        }
        let (shape, first) = (self.view.tokens.shapes[i], self.view.byte(i));
        if shape.has(Shape::MARK) {
            return matches!(first, b',' | b'.' | b';' | b':' | b'%' | b')' | b'"');
        }
        let short = self.view.tokens.span(i).len() <= 2;
        !short && !matches!(first, b'y' | b'Y') && !self.view.any(i, JOINTS)
    }

    /// Steps back from token `i` to where its number may begin: `a`, a sign, a sign of money.
    fn start(&self, hints: &Hints, i: usize) -> usize {
        const BEFORE: ClassSet = ClassSet::of(&[Class::NumberWord, Class::Currency]);
        // Before most numbers stands a word that is no part of them.
        if i <= self.floor {
            return i;
        }
        if self.view.tokens.shapes[i - 1].is_word() && !self.view.any(i - 1, BEFORE) {
            let couple = i > 2 && self.view.has(i - 2, Class::NumberWord);
            if !couple && !self.is_article(i - 1) {
                return i;
            }
        }
        let mut start = i;
        let before = |n: usize| start.checked_sub(n).filter(|&j| j >= self.floor);
        if let Some(j) = before(1) {
            let leads = self.is_article(j)
                || self.odd(j) == Some(Odd::Minus)
                || self.is_mark(j, b'.') && self.glued(i)
                || self.is_dash(j) && self.glued(i) && (!self.glued(j) || self.ends_sign(j));
            if leads {
                start = j;
            } else if self.odd(j) == Some(Odd::Vague) && self.has(i, Class::Magnitude) {
                start = j - usize::from(j > self.floor && self.is_article(j - 1));
            } else if self.is(j, "of")
                && j > self.floor + 1
                && self.is(j - 1, "couple")
                && self.is_article(j - 2)
            {
                start = j - 2;
            } else if self.is_mark(i, b'%') {
                return i;
            }
        }
        if self.is_mark(start, b'.')
            && start > self.floor
            && self.is_dash(start - 1)
            && self.glued(start)
        {
            start -= 1;
        }
        // A sign of money: the longest that ends right before.
        if start == self.floor {
            return start;
        }
        // `S/ 20`
        let slash = self.is_mark(start - 1, b'/') || self.is_mark(start - 1, b'.');
        if !slash && !self.view.has(start - 1, Class::Currency) {
            return start;
        }
        for len in (1..=4).rev() {
            let Some(j) = start.checked_sub(len).filter(|&j| j >= self.floor) else { continue };
            if self.money_before(hints, j).is_some_and(|m| m.len == len) {
                return j - usize::from(j > self.floor && self.is_minus(j - 1));
            }
        }
        start
    }

    /// `$-30`: whether a sign of money stands right before token `i`.
    fn ends_sign(&self, i: usize) -> bool {
        i > self.floor && self.has(i - 1, Class::Currency) && self.shape(i - 1).has(Shape::MARK)
    }

    /// Whether token `i` turns what stands after it: `minus`, `-$30`.
    pub(super) fn is_minus(&self, i: usize) -> bool {
        self.is_dash(i) && self.glued(i + 1) && !self.glued(i) || self.odd(i) == Some(Odd::Minus)
    }
}
