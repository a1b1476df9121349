//! Words and digits to one number: `two and a half million`, `twenty-fifth`, `three quarters`.

use super::{Decimal, digits::Style, openings, words::Odd};
use crate::{
    lexicon::{Class, ClassSet},
    text::{Shape, TextView},
};

/// Classes of words that multiply the number before them, or stand before such a one.
const MAGNIFIES: ClassSet =
    ClassSet::of(&[Class::Magnitude, Class::Preposition, Class::Determiner]);

/// Classes of words that can go on with a number in digits.
const PROLONGS: ClassSet = ClassSet::of(&[
    Class::Magnitude,
    Class::Ordinal,
    Class::Fraction,
    Class::Conjunction,
    Class::NumberWord,
]);

/// Where the grammar may read: tokens from `floor` to before `limit`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scan<'v, 'a, 's> {
    pub(crate) view: &'v TextView<'a, 's>,
    pub(crate) floor: usize,
    pub(crate) limit: usize,
    /// Whether the text is a request to an assistant.
    pub(super) request: bool,
    /// Of the tokens before `limit`.
    classes: &'s [ClassSet],
    shapes: &'s [Shape],
}

/// How a number is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// `five`, `1.2 million`.
    Cardinal,
    /// `fifth`, `21st`.
    Ordinal,
    /// `two thirds`, `half`.
    Fraction,
    /// `hundreds of thousands`, `several million`: at least the value.
    Vague,
}

/// A number without unit or bounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Amount {
    /// First token.
    pub(crate) first: usize,
    /// One past the last token.
    pub(crate) last: usize,
    /// Where in the last token letters begin that are not read: `5km`.
    pub(crate) rest: Option<usize>,
    /// Its value (for [`Form::Vague`] the least); `None` if it has too many digits.
    pub(crate) value: Option<Decimal>,
    /// How it is meant.
    pub(crate) form: Form,
    /// How its first token is written, if in digits.
    pub(crate) style: Option<Style>,
    /// The power of ten that the last word multiplied by.
    pub(crate) magnitude: Option<i64>,
}

/// Classes of words that a number can open with.
const OPENS: ClassSet = WORDS.with(ClassSet::of(&[Class::NumberWord, Class::Determiner]));

/// Classes of what there is half of: `half a mile`, `half a dollar`.
const OF_HALVES: ClassSet = ClassSet::of(&[Class::Unit, Class::Currency]);

const WORDS: ClassSet =
    ClassSet::of(&[Class::Cardinal, Class::Ordinal, Class::Magnitude, Class::Fraction]);

impl<'v, 'a, 's> Scan<'v, 'a, 's> {
    /// Of tokens `floor` to before `limit`.
    pub(crate) fn new(view: &'v TextView<'a, 's>, floor: usize, limit: usize) -> Self {
        let limit = limit.min(view.tokens.len());
        let (classes, shapes) = (&view.tokens.classes[..limit], &view.tokens.shapes[..limit]);
        Self { view, floor, limit, request: false, classes, shapes }
    }

    /// The same in a request to an assistant, or not.
    pub(super) fn asking(self, request: bool) -> Self {
        Self { request, ..self }
    }
}

impl<'a> Scan<'_, 'a, '_> {
    #[inline]
    pub(crate) fn has(&self, i: usize, class: Class) -> bool {
        self.classes.get(i).is_some_and(|classes| classes.has(class))
    }

    #[inline]
    pub(crate) fn is(&self, i: usize, word: &str) -> bool {
        i < self.limit && self.view.is(i, word)
    }

    #[inline]
    pub(crate) fn is_mark(&self, i: usize, mark: u8) -> bool {
        self.shape(i).has(Shape::MARK) && self.view.byte(i) == mark
    }

    #[inline]
    pub(crate) fn value(&self, i: usize, class: Class) -> Option<i64> {
        if self.has(i, class) { self.view.value(i, class) } else { None }
    }

    #[inline]
    pub(crate) fn odd(&self, i: usize) -> Option<Odd> {
        if self.has(i, Class::NumberWord) { Odd::of(self.view, i) } else { None }
    }

    pub(crate) fn word(&self, i: usize) -> &'a str {
        if i < self.limit { self.view.word(i) } else { "" }
    }

    #[inline]
    pub(crate) fn glued(&self, i: usize) -> bool {
        self.shapes.get(i).is_some_and(|shape| !shape.has(Shape::SPACE_BEFORE))
    }

    #[inline]
    pub(crate) fn shape(&self, i: usize) -> Shape {
        self.shapes.get(i).copied().unwrap_or_default()
    }

    /// Whether token `i` is there and has any of these classes.
    #[inline]
    pub(crate) fn any(&self, i: usize, classes: ClassSet) -> bool {
        self.classes.get(i).is_some_and(|own| own.any(classes))
    }

    /// Whether token `i` is there and has this class or begins a phrase of a measure.
    #[inline]
    pub(super) fn measures(&self, i: usize, classes: ClassSet) -> bool {
        const PHRASE: ClassSet = ClassSet::of(&[Class::PhraseStart]);
        self.any(i, classes)
            || self.any(i, PHRASE) && openings::MEASURES.has(self.view.tokens.words[i])
    }

    /// Whether token `i` is there and no mark.
    #[inline]
    pub(super) fn is_word(&self, i: usize) -> bool {
        self.shapes.get(i).is_some_and(|shape| shape.is_word())
    }

    #[inline]
    pub(super) fn is_digits(&self, i: usize) -> bool {
        self.shape(i).has(Shape::LEADING_DIGIT)
    }

    /// `a` or `an`.
    #[inline]
    pub(crate) fn is_article(&self, i: usize) -> bool {
        self.has(i, Class::Determiner) && (self.is(i, "a") || self.is(i, "an"))
    }

    /// Whether token `i` is a hyphen or dash.
    #[inline(always)]
    pub(crate) fn is_dash(&self, i: usize) -> bool {
        self.shape(i).has(Shape::MARK) && self.is_dash_mark(i)
    }

    /// Whether the mark at token `i` is a hyphen or dash.
    #[inline(never)]
    fn is_dash_mark(&self, i: usize) -> bool {
        self.view.byte(i) == b'-'
            || self.shape(i).has(Shape::NON_ASCII)
                && matches!(self.word(i), "–" | "—" | "‐" | "‑" | "−")
    }

    /// The next token, past a hyphen that holds two words together.
    #[inline]
    pub(crate) fn past_hyphen(&self, i: usize) -> usize {
        if self.is_dash(i) && self.glued(i) && self.glued(i + 1) { i + 1 } else { i }
    }

    /// The number that begins at token `i`.
    pub(crate) fn amount(&self, i: usize) -> Option<Amount> {
        if self.is_digits(i) {
            return self.in_digits(i);
        }
        let minus =
            self.shape(i).has(Shape::MARK) && (self.is_mark(i, b'-') || self.word(i) == "−");
        if minus && self.glued(i + 1) || self.odd(i) == Some(Odd::Minus) {
            let amount = self.unsigned(i + 1)?;
            let signed = matches!(amount.form, Form::Cardinal | Form::Fraction)
                && !(self.has(i + 1, Class::Cardinal) && minus);
            let value = amount.value.map(Decimal::negated);
            return signed.then_some(Amount { first: i, value, ..amount });
        }
        self.unsigned(i)
    }

    pub(super) fn unsigned(&self, i: usize) -> Option<Amount> {
        if i >= self.limit {
            return None;
        }
        if self.is_digits(i) || self.is_mark(i, b'.') {
            return self.in_digits(i);
        }
        if !self.view.any(i, OPENS) {
            return None;
        }
        if let Some(Odd::Vulgar(n, d)) = self.odd(i) {
            return self.magnified(self.part(i, i + 1, n.into(), d.into())?);
        }
        if self.is_article(i) {
            return self.after_article(i);
        }
        if self.odd(i) == Some(Odd::Vague) {
            return self.vague(i, i);
        }
        if !self.view.any(i, WORDS) {
            return None;
        }
        if self.odd(i) == Some(Odd::Plural) {
            return self.plural(i);
        }
        if self.has(i, Class::Fraction) {
            return self.part_of(i);
        }
        let whole = self.whole(i)?;
        if whole.form == Form::Ordinal {
            if self.is(whole.last, "of")
                && self.is_article(whole.last + 1)
                && whole.value > Some(Decimal::from(2))
            {
                let value = Decimal::ONE.over(whole.value?);
                return self.magnified(Amount { value, form: Form::Fraction, ..whole });
            }
            return Some(whole);
        }
        self.with_fraction(whole)
    }

    /// Whether token `i`, or the one past a hyphen there, has any of these classes: almost all
    /// numbers end at their last word.
    #[inline]
    pub(super) fn goes_on(&self, i: usize, classes: ClassSet) -> bool {
        self.any(i, classes) || self.is_dash(i)
    }

    /// Whether token `i` neither goes on with digits before it nor has a class of these: what holds
    /// for almost all digits.
    #[inline]
    pub(super) fn ends_digits(&self, i: usize) -> bool {
        let shape = self.shape(i);
        if shape.has(Shape::MARK) {
            let joins = matches!(self.view.byte(i), b'-' | b'/' | b'^');
            return !shape.has(Shape::NON_ASCII) && !joins;
        }
        !shape.any(Shape::DIGIT.with(Shape::NON_ASCII)) && !self.any(i, PROLONGS)
    }

    /// A fraction `n/d` of tokens `first..last`.
    pub(super) fn part(&self, first: usize, last: usize, n: i64, d: i64) -> Option<Amount> {
        let value = Decimal::from(n).over(Decimal::from(d))?;
        Some(Amount {
            first,
            last,
            rest: None,
            value: Some(value),
            form: Form::Fraction,
            style: None,
            magnitude: None,
        })
    }

    /// `¾ million`, `half a million`, `two thirds of a million`.
    pub(super) fn magnified(&self, mut amount: Amount) -> Option<Amount> {
        if !self.goes_on(amount.last, MAGNIFIES) {
            return Some(amount);
        }
        let mut at = self.past_hyphen(amount.last);
        if self.is(at, "of") && self.is_article(at + 1) && self.has(at + 2, Class::Magnitude) {
            at += 2;
        } else if self.is_article(at) && self.has(at + 1, Class::Magnitude) {
            at += 1;
        }
        if self.odd(at) == Some(Odd::Plural) {
            return Some(amount);
        }
        while let Some(magnitude) = self.value(at, Class::Magnitude) {
            amount.value = amount.value.and_then(|v| v.times(Decimal::from(magnitude)));
            amount.magnitude = Some(magnitude);
            amount.form = Form::Cardinal;
            amount.last = at + 1;
            at = self.past_hyphen(at + 1);
        }
        Some(amount)
    }

    /// `a hundred`, `a dozen`, `a quarter`, `a fifth`, `a few thousand`, `a couple`.
    pub(super) fn after_article(&self, i: usize) -> Option<Amount> {
        let next = i + 1;
        let amount = if self.odd(next) == Some(Odd::Vague) {
            self.vague(i, next)?
        } else if self.odd(next) == Some(Odd::Plural) {
            return None;
        } else if self.has(next, Class::Magnitude) {
            let whole = self.whole(next)?;
            if whole.form == Form::Ordinal { whole } else { self.with_fraction(whole)? }
        } else if let Some(denominator) = self.value(next, Class::Fraction) {
            // `a half turn`, `a quarter of`; `a half` alone could be of a match.
            let half = self.part(i, next + 1, 1, denominator)?;
            self.magnified(half)?
        } else {
            let ordinal = self.whole(next).filter(|w| w.form == Form::Ordinal)?;
            let value = ordinal.value.filter(|&v| v > Decimal::from(2))?;
            let ends = !self.is_word(ordinal.last) || self.is(ordinal.last, "of");
            if !ends {
                return None;
            }
            let value = Decimal::ONE.over(value);
            self.magnified(Amount { value, form: Form::Fraction, ..ordinal })?
        };
        Some(Amount { first: i, ..amount })
    }

    /// `half a million`, `half of`, `quarter million`.
    pub(super) fn part_of(&self, i: usize) -> Option<Amount> {
        let denominator = self.value(i, Class::Fraction)?;
        let part = self.magnified(self.part(i, i + 1, 1, denominator)?)?;
        if part.magnitude.is_some() {
            return Some(part);
        }
        let half = denominator == 2 && self.is(i, "half");
        let at = self.past_hyphen(part.last);
        if half
            && self.is_article(at)
            && (self.any(at + 1, OF_HALVES) || self.percent(at + 1).is_some())
        {
            return Some(Amount { last: at + 1, ..part });
        }
        // `half percent`, `half of one percent`
        let one = at + 1 + usize::from(self.is(at + 1, "one") || self.is(at + 1, "1"));
        if half && self.percent(at).is_some() {
            return Some(part);
        } else if half && self.is(at, "of") && one > at + 1 && self.percent(one).is_some() {
            return Some(Amount { last: one, ..part });
        }
        // `quarter of a percent`
        if self.is(at, "of") && self.is_article(at + 1) && self.percent(at + 2).is_some() {
            return Some(part);
        }
        let of = self.is(at, "of") && !self.is(i, "quarter");
        let whole = self.has(at, Class::Unit) && !self.has(at, Class::TimeUnit)
            || of && half
            || ["the", "its", "their", "his", "her", "our", "all"].iter().any(|w| self.is(at, w));
        (half && whole).then_some(part)
    }

    /// `hundreds`, `tens of thousands`, `millions`.
    pub(super) fn plural(&self, i: usize) -> Option<Amount> {
        let mut value = Some(Decimal::from(2));
        let (mut at, mut last, mut magnitude) = (i, i, None);
        while self.odd(at) == Some(Odd::Plural) || last > i && self.has(at, Class::Magnitude) {
            magnitude = self.value(at, Class::Magnitude);
            value = value.and_then(|v| v.times(Decimal::from(magnitude?)));
            last = at + 1;
            at = if self.is(last, "of") { last + 1 } else { last };
        }
        let alone = last == i + 1;
        let scores = alone && matches!(magnitude, Some(10 | 20));
        let of = magnitude == Some(20) && self.is(last, "of");
        if last == i || scores && !of && self.happening(last).is_none() {
            return None;
        }
        let form = Form::Vague;
        Some(Amount { first: i, last, rest: None, value, form, style: None, magnitude })
    }

    /// `several million`, `a few hundred`, `a couple of thousand`, `a couple`.
    pub(super) fn vague(&self, first: usize, i: usize) -> Option<Amount> {
        let pair = self.is(i, "pair");
        let couple = pair || self.is(i, "couple");
        if pair && !self.request {
            return None;
        }
        let at = if couple && self.is(i + 1, "of") { i + 2 } else { self.past_hyphen(i + 1) };
        let mut amount = Amount {
            first,
            last: i + 1,
            rest: None,
            value: Some(Decimal::from(2)),
            form: Form::Vague,
            style: None,
            magnitude: None,
        };
        if self.has(at, Class::Magnitude) && self.odd(at) != Some(Odd::Plural) {
            amount = self.magnified(Amount { last: at, ..amount })?;
            amount.form = Form::Vague;
            return Some(amount);
        }
        let alone =
            couple && self.is_article(first) && (self.is(i + 1, "of") || i + 1 >= self.limit);
        alone.then_some(amount)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lexicon::Lexicon,
        text::{Tokens, tokenize},
    };

    pub(super) fn read(text: &str) -> (String, String) {
        let mut tokens = Tokens::default();
        tokenize(text, &mut tokens);
        let lexicon = Lexicon::english();
        lexicon.annotate(text, &mut tokens);
        let view = TextView { text, tokens: &tokens, sentences: &[], lexicon };
        let scan = Scan::new(&view, 0, tokens.len());
        let Some(amount) = scan.amount(0) else { return (String::new(), String::new()) };
        let span = tokens.span(amount.first).cover(tokens.span(amount.last - 1));
        (span.of(text).to_owned(), amount.value.map_or("?".into(), |v| v.to_string()))
    }

    #[test]
    pub(super) fn whole_texts() {
        for (text, value) in [
            ("sixteen", "16"),
            ("fifty-two", "52"),
            ("forty two", "42"),
            ("one hundred and sixteen", "116"),
            ("twenty-one thousand Eleven", "21011"),
            ("three cr twelve lac fifty-six thousand seven hundred twenty-one", "31256721"),
            ("three crore twelve lakh fifty-six thousand seven hundred twenty-one", "31256721"),
            ("two hundred dozens", "2400"),
            ("a dozen", "12"),
            ("half a dozen", "6"),
            ("two point two million", "2200000"),
            ("nought point nought three", "0.03"),
            ("nought point eleven", "0.11"),
            ("minus three million two hundred thousand", "-3200000"),
            ("1.2 million", "1200000"),
            ("19 000", "19000"),
            ("1\u{202f}234\u{202f}567.89", "1234567.89"),
            ("3 hundred and 21", "321"),
            ("2.12 hundred", "212"),
            ("-9.5", "-9.5"),
            (".08", "0.08"),
            ("2 1/4", "2.25"),
            ("-4/5", "-0.8"),
            ("2½", "2.5"),
            ("¾", "0.75"),
            ("one and a half", "1.5"),
            ("five and a half million", "5500000"),
            ("three and a half thousand", "3500"),
            ("three million and a half", "3500000"),
            ("one billion and three quarters million", "1000750000"),
            ("one hundred and three quarters", "100.75"),
            ("one hundred and three and two thirds", "103.666666666667"),
            ("two and fifty-four hundredths", "2.54"),
            ("two-thirds", "0.666666666667"),
            ("one-third", "0.333333333333"),
            ("one twenty-fifth", "0.04"),
            ("five - eighths", "0.625"),
            ("two thirds of a million", "666666.666667"),
            ("half a million", "500000"),
            ("quarter million", "250000"),
            ("hundreds of thousands", "200000"),
            ("tens of millions", "20000000"),
            ("several hundred", "200"),
            ("a few thousand", "2000"),
            ("hundred-and-first", "101"),
            ("twenty-fifth", "25"),
            ("two hundredth", "200"),
            ("21st", "21"),
            ("1.1^2", "1.21"),
            ("2.5^-1", "0.4"),
            ("hundred thousand million", "100000000000"),
        ] {
            let (span, got) = read(text);
            assert_eq!(got, value, "{text} ({span})");
            assert!(span == text, "{text}: read only {span}");
        }
    }

    #[test]
    pub(super) fn parts_and_nothing() {
        for (text, span) in [
            ("five six", "five"),
            ("two and three", "two"),
            ("22th", "22th"),
            ("three million two million", "three million"),
            ("the first", ""),
            ("a third term", ""),
            ("half time", ""),
            ("a hundreds", ""),
            ("1.2.3", ""),
            ("9/11", "9"),
            ("24/7", "24"),
        ] {
            assert_eq!(read(text).0, span, "{text}");
        }
    }
}
