//! What the grammar sees of a token.

use super::{
    expression::{Meaning, Mod, Moment, Strength},
    glance::{GLANCES, Glance},
    register::Register,
    rules::Rule,
    scan::NUMBER,
    words::{DayPartWord, Modifier, Named, UnitWord, Word},
};
use crate::{
    lexicon::{Class, ClassSet},
    text::{Shape, TextView},
};

/// A view of the tokens for the grammar: every question is safe beyond the end.
#[derive(Clone, Copy)]
pub(super) struct Reader<'r, 'a, 's> {
    pub(super) view: &'r TextView<'a, 's>,
    pub(super) register: Register,
    glances: &'static [Glance],
    // Of the tokens, near at hand.
    shapes: &'r [Shape],
    classes: &'r [ClassSet],
    words: &'r [u32],
}

/// Something that the grammar found from a token on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// One past its last token.
    pub(super) end: usize,
    pub(super) meaning: Meaning,
    pub(super) rule: Rule,
    pub(super) strength: Strength,
    pub(super) modifier: Option<Mod>,
}

impl Found {
    pub(super) const fn new(end: usize, meaning: Meaning, rule: Rule) -> Self {
        Self { end, meaning, rule, strength: Strength::Certain, modifier: None }
    }

    pub(super) const fn moment(end: usize, moment: Moment, rule: Rule) -> Self {
        Self::new(end, Meaning::Moment(moment), rule)
    }

    pub(super) const fn likely(mut self) -> Self {
        self.strength = Strength::Likely;
        self
    }

    pub(super) const fn with(mut self, modifier: Option<Mod>) -> Self {
        if modifier.is_some() {
            self.modifier = modifier;
        }
        self
    }
}

impl<'r, 'a, 's> Reader<'r, 'a, 's> {
    pub(super) fn new(view: &'r TextView<'a, 's>, register: Register) -> Self {
        let tokens = view.tokens;
        Self {
            view,
            register,
            glances: &GLANCES,
            shapes: &tokens.shapes,
            classes: &tokens.classes,
            words: &tokens.words,
        }
    }

    /// What the word at `i` does in times, at first sight.
    #[inline]
    pub(super) fn glance(&self, i: usize) -> Glance {
        let id = self.words.get(i).copied().unwrap_or_default();
        self.glances.get(id as usize).copied().unwrap_or_default()
    }

    /// Whether a word or phrase of this class of times may begin at `i`.
    #[inline]
    pub(super) fn may_be(&self, i: usize, class: Class) -> bool {
        self.has(i, class) || self.glance(i).begins(class)
    }

    /// Whether a phrase of this class of times may begin at `i`.
    #[inline]
    fn may_begin(&self, i: usize, class: Class) -> bool {
        let glance = self.glance(i);
        glance.begins(class) && self.words.get(i + 1).is_some_and(|&next| glance.goes_on(next))
            || glance.begins(class) && self.dash(i + 1)
    }

    pub(super) fn len(&self) -> usize {
        self.shapes.len()
    }

    pub(super) fn shape(&self, i: usize) -> Shape {
        self.shapes.get(i).copied().unwrap_or_default()
    }

    pub(super) fn text(&self, i: usize) -> &'a str {
        if i < self.len() { self.view.word(i) } else { "" }
    }

    #[inline]
    pub(super) fn has(&self, i: usize, class: Class) -> bool {
        self.classes(i).has(class)
    }

    #[inline(always)]
    pub(super) fn value(&self, i: usize, class: Class) -> Option<i64> {
        if self.has(i, class) { self.looked_up(i, class) } else { None }
    }

    /// The value of a class that token `i` has: apart from the question, which is asked often and
    /// mostly answered no.
    #[inline(never)]
    fn looked_up(&self, i: usize, class: Class) -> Option<i64> {
        self.view.lexicon.value(self.words[i], class)
    }

    /// What token `i` does as a function word.
    #[inline]
    pub(super) fn word(&self, i: usize) -> Option<Word> {
        self.glance(i).word
    }

    #[inline]
    pub(super) fn is(&self, i: usize, word: Word) -> bool {
        self.word(i) == Some(word)
    }

    /// A function word or phrase: where it ends and what it does.
    #[inline]
    pub(super) fn phrase(&self, i: usize) -> Option<(usize, Word)> {
        if self.may_begin(i, Class::TimeWord)
            && let Some((len, sense)) = self.view.phrase(i, Class::TimeWord)
        {
            return Some((i + len, Word::of(sense.value)?));
        }
        self.word(i).map(|word| (i + 1, word))
    }

    /// The longest word or phrase of a class of times at `i`: how many tokens, and its value.
    #[inline(always)]
    pub(super) fn longest(&self, i: usize, class: Class) -> Option<(usize, i64)> {
        if self.may_begin(i, class)
            && let Some((len, sense)) = self.view.phrase(i, class)
        {
            return Some((len, sense.value));
        }
        self.value(i, class).map(|value| (1, value))
    }

    /// Whether a time can begin with the word at `i` that is no phrase: `every`, `several`.
    #[inline]
    pub(super) fn starts_by_itself(&self, i: usize) -> bool {
        self.glance(i).starts()
    }

    /// Whether a phrase that names or dates something begins at `i`.
    #[inline]
    pub(super) fn begins_phrase(&self, i: usize) -> bool {
        let glance = self.glance(i);
        let next = self.words.get(i + 1).copied().unwrap_or_default();
        if !glance.begins_any() || !glance.goes_on(next) && !self.dash(i + 1) {
            return false;
        }
        let begins = |class| glance.begins(class) && self.view.phrase(i, class).is_some();
        [Class::Deictic, Class::Holiday, Class::TimePart].into_iter().any(begins)
    }

    /// The classes of token `i`.
    pub(super) fn classes(&self, i: usize) -> ClassSet {
        self.classes.get(i).copied().unwrap_or_default()
    }

    /// Past `word` if it stands at `i`, else `i`.
    pub(super) fn skip(&self, i: usize, word: Word) -> usize {
        i + usize::from(self.is(i, word))
    }

    pub(super) fn modifier(&self, i: usize) -> Option<Modifier> {
        self.value(i, Class::TimeModifier).and_then(Modifier::of)
    }

    pub(super) fn unit(&self, i: usize) -> Option<UnitWord> {
        self.value(i, Class::TimeUnit).and_then(UnitWord::of).filter(|unit| !unit.long)
    }

    /// `daylong`: a length in one word.
    pub(super) fn whole_word(&self, i: usize) -> Option<UnitWord> {
        self.value(i, Class::TimeUnit).and_then(UnitWord::of).filter(|unit| unit.long)
    }

    pub(super) fn month(&self, i: usize) -> Option<Named> {
        self.value(i, Class::Month).map(Named::of)
    }

    pub(super) fn weekday(&self, i: usize) -> Option<Named> {
        self.value(i, Class::Weekday).map(Named::of)
    }

    pub(super) fn season(&self, i: usize) -> Option<Named> {
        self.value(i, Class::Season).map(Named::of)
    }

    pub(super) fn day_part(&self, i: usize) -> Option<DayPartWord> {
        self.value(i, Class::DayPart).and_then(DayPartWord::of)
    }

    pub(super) fn ordinal(&self, i: usize) -> Option<u32> {
        self.value(i, Class::Ordinal).and_then(|v| u32::try_from(v).ok())
    }

    /// Whether `i` is this ASCII mark.
    pub(super) fn mark(&self, i: usize, mark: u8) -> bool {
        self.view.is_mark(i, mark)
    }

    /// Whether `i` is a hyphen or dash.
    #[inline]
    pub(super) fn dash(&self, i: usize) -> bool {
        self.shape(i).has(Shape::MARK) && is_dash(self.view.bytes(i))
    }

    /// Whether nothing stands between `i` and the token before.
    pub(super) fn glued(&self, i: usize) -> bool {
        i > 0 && i < self.len() && self.view.tokens.glued(i)
    }

    /// Past a hyphen that is glued on both sides, else `i`.
    pub(super) fn hyphen(&self, i: usize) -> usize {
        i + usize::from(self.dash(i) && self.glued(i) && self.glued(i + 1))
    }

    pub(super) fn capital(&self, i: usize) -> bool {
        self.shape(i).is_capitalised()
    }

    /// Whether token `i` begins a sentence.
    pub(super) fn starts_sentence(&self, i: usize) -> bool {
        self.shape(i).has(Shape::SENTENCE_START)
    }

    /// A token of digits only: its number and how many digits.
    #[inline]
    pub(super) fn digits(&self, i: usize) -> Option<(u32, usize)> {
        if !self.shape(i).has(Shape::LEADING_DIGIT) {
            return None;
        }
        let bytes = self.view.bytes(i);
        if bytes.len() > 9 {
            return None;
        }
        let number = bytes
            .iter()
            .try_fold(0u32, |n, b| b.is_ascii_digit().then(|| n * 10 + u32::from(b - b'0')))?;
        Some((number, bytes.len()))
    }

    /// Digits with letters after them: `21st`, `1990s`, `5pm`.
    #[inline]
    pub(super) fn suffixed(&self, i: usize) -> Option<(u32, usize, &'a str)> {
        if !self.shape(i).has(Shape::LEADING_DIGIT) {
            return None;
        }
        let text = self.text(i);
        let len = text.bytes().take_while(u8::is_ascii_digit).count();
        if len == 0 || len == text.len() || len > 9 {
            return None;
        }
        let number = text.bytes().take(len).fold(0u32, |n, b| n * 10 + u32::from(b - b'0'));
        Some((number, len, &text[len..]))
    }

    /// Whether an ordinal may stand at `i`: `3rd`, `third`, `twenty-first`.
    #[inline]
    fn is_ordinal(&self, i: usize) -> bool {
        let shape = self.shape(i);
        shape.has(Shape::LEADING_DIGIT) && !shape.is_numeric() || self.classes(i).any(NUMBER)
    }

    /// Whether a number in digits or in words stands at `i`.
    #[inline]
    pub(super) fn is_number(&self, i: usize) -> bool {
        self.shape(i).has(Shape::LEADING_DIGIT) || self.classes(i).any(NUMBER)
    }

    /// A day of the month: `3`, `3rd`, `third`, `twenty-first`; where it ends.
    pub(super) fn day_of_month(&self, i: usize) -> Option<(u8, usize)> {
        let (number, end) = if let Some((number, len)) = self.digits(i) {
            (number, if len <= 2 { i + 1 } else { return None })
        } else {
            self.ordinal_day(i)?
        };
        (1..=31).contains(&number).then_some((number as u8, end))
    }

    /// `3rd`, `third`, `twenty-first`.
    #[inline]
    pub(super) fn ordinal_day(&self, i: usize) -> Option<(u32, usize)> {
        if self.is_ordinal(i) { self.ordinal_number(i) } else { None }
    }

    fn ordinal_number(&self, i: usize) -> Option<(u32, usize)> {
        if let Some((number, _, suffix)) = self.suffixed(i) {
            return is_ordinal_suffix(suffix).then_some((number, i + 1));
        }
        if let Some(number) = self.ordinal(i) {
            return Some((number, i + 1));
        }
        let tens = self.value(i, Class::Cardinal).filter(|v| (20..=90).contains(v))?;
        let next = self.hyphen(i + 1);
        let ones = self.ordinal(next).filter(|n| (1..=9).contains(n))?;
        Some((tens as u32 + ones, next + 1))
    }
}

fn is_dash(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        b"-" | [0xE2, 0x80, 0x91 | 0x93 | 0x94] | [0xE2, 0x88, 0x92] // ‑ – — −
    )
}

pub(super) fn is_ordinal_suffix(suffix: &str) -> bool {
    ["st", "nd", "rd", "th"].iter().any(|s| suffix.eq_ignore_ascii_case(s))
}
