//! What is no number: names, pronouns, scores, phone numbers, list markers, versions.

use super::{
    Rule,
    compose::{Form, Scan},
    digits::{self, Style},
    find::Found,
    term::Measure,
    words::Odd,
};
use crate::{
    lexicon::{Class, ClassSet},
    text::{Sentence, SentenceKind, Shape},
};

/// Words of grammar: with a capital they begin a sentence, not a name.
const GRAMMAR: ClassSet = ClassSet::GRAMMAR.with(ClassSet::of(&[
    Class::Function,
    Class::Approximator,
    Class::Bound,
    Class::SpeechVerb,
]));

impl Scan<'_, '_, '_> {
    /// The sentence that token `i` is in.
    pub(super) fn sentence(&self, i: usize) -> Option<&Sentence> {
        let at = self.view.sentences.partition_point(|s| s.last as usize <= i);
        self.view.sentences.get(at)
    }

    /// Token after which to go on if what starts at `i` is no number whatever stands around it.
    pub(super) fn no_number(&self, i: usize) -> Option<usize> {
        let shape = self.shape(i);
        if !shape.has(Shape::DIGIT) {
            return None;
        }
        // `COVID-19`, `F-16`, `under-21`, `G-7`: digits held to a word by a hyphen.
        if i >= 2 && self.glued(i) && self.view.is_mark(i - 1, b'-') && self.glued(i - 1) {
            let word = self.view.tokens.shapes[i - 2];
            let letters = word.is_word() && !word.has(Shape::LEADING_DIGIT);
            if letters && !self.view.any(i - 2, NUMBERS) {
                return Some(i + 1);
            }
        }
        self.phone(i)
    }

    /// `+81 3 1234 5678`, `0800 123 456`, `555-123-4567`: one past the last token of a phone number.
    fn phone(&self, i: usize) -> Option<usize> {
        let plus = i > 0 && self.view.is_mark(i - 1, b'+') && self.glued(i)
            || self.view.byte(i) == b'0' && self.view.tokens.span(i).len() >= 3;
        let next = i + 1;
        let more = plus || self.glued(next) && (self.is_dash(next) || self.is_mark(next, b'/'));
        if !more {
            return None;
        }
        let (mut at, mut groups, mut total) = (i, 0, 0);
        while at < self.limit && self.shape(at).is_numeric() {
            let Some(read) = digits::read(self.word(at)) else { break };
            let Style::Plain(len) = read.style else { break };
            groups += 1;
            total += len;
            at += 1;
            let joint = self.is_dash(at) && self.glued(at) && self.glued(at + 1);
            let joint = joint || self.is_mark(at, b'/') && self.glued(at + 1);
            if joint {
                at += 1;
            } else if !plus {
                break;
            }
        }
        (plus && groups > 1 && total >= 7 || groups >= 3).then_some(at)
    }

    /// Whether what was found is no number after all.
    pub(super) fn veto(&self, found: &Found) -> bool {
        if found.term.measure != Measure::Plain || found.rule == Rule::Range {
            return false;
        }
        match found.term.amount.form {
            Form::Ordinal => self.ordinal_veto(found),
            Form::Vague => {
                self.is_name_word(found.core)
                    || self.shape(found.last).is_capitalised() && self.is(found.core, "scores")
            }
            _ if found.term.amount.style.is_none() => self.word_veto(found),
            _ => self.digit_veto(found),
        }
    }

    /// A number word with a capital in the middle of a sentence is part of a name: `Group of
    /// Seven`, `Channel Four`, `First Minister`.
    fn is_name_word(&self, i: usize) -> bool {
        let shape = self.shape(i);
        if !shape.is_capitalised() || shape.has(Shape::SENTENCE_START) {
            return false;
        }
        let Some(sentence) = self.sentence(i) else { return false };
        if matches!(sentence.kind, SentenceKind::Headline | SentenceKind::Capitals) {
            return false;
        }
        // After an opening quote, a sentence begins; words in capitals are shouted.
        let begins = sentence.tokens().start..i;
        let opens = begins.len() <= 2 && begins.clone().all(|j| !self.is_word(j));
        let shouted = shape.is_upper() && i > 0 && self.view.tokens.shapes[i - 1].is_upper();
        !opens && !shouted
    }

    fn ordinal_veto(&self, found: &Found) -> bool {
        let i = found.term.amount.first;
        let second = self.is(i, "second") && found.last == i + 1;
        // `at first he agreed`
        let at_first = self.is(i, "first")
            && i > self.floor
            && self.is(i - 1, "at")
            && (!self.is_word(i + 1) || self.view.any(i + 1, GRAMMAR));
        self.is_name_word(i)
            || at_first
            || second && self.is_unit_second(i)
            || self.glued(i) && i > 0 && self.is_dash(i - 1) && !self.glued(i - 1)
    }

    /// `a second`, `per second`, `every second`, `30 second`.
    fn is_unit_second(&self, i: usize) -> bool {
        let Some(j) = i.checked_sub(1) else { return false };
        let unit = self.view.is(j, "per") || self.view.is(j, "split");
        let next = self.shape(i + 1);
        let open = !next.is_word() || self.view.any(i + 1, GRAMMAR);
        unit || self.view.is(j, "a") && open && !self.is_dash(i + 1)
    }

    fn word_veto(&self, found: &Found) -> bool {
        let i = found.term.amount.first;
        if self.is_name_word(i) {
            return true;
        }
        let one = found.last == i + 1 && self.is(i, "one") && found.core == i;
        // `net zero`, `ground zero`
        let zero = found.last == i + 1
            && self.is(i, "zero")
            && i > 0
            && ["net", "ground", "patient"].iter().any(|word| self.view.is(i - 1, word));
        let nil = zero || found.last == i + 1 && (self.is(i, "nil"));
        one && self.is_pronoun(i) || nil && i > 0 && self.view.tokens.len() > 1
    }

    /// Whether `one` at token `i` is the pronoun: it is no number unless it counts something.
    fn is_pronoun(&self, i: usize) -> bool {
        let next = i + 1;
        if self.is(next, "of") {
            return false;
        }
        if i > self.floor {
            let j = i - 1;
            let before =
                ["no", "this", "that", "which", "any", "every", "each", "another", "some", "the"];
            let shape = self.view.tokens.shapes[j];
            if before.iter().any(|w| self.view.is(j, w))
                && !(self.view.is(j, "the") && self.is_dash(next))
            {
                return true;
            }
            // `a good one`, `the next one`
            if shape.is_lower() && !self.view.any(j, GRAMMAR) && !self.shape(next).is_lower() {
                return true;
            }
        }
        if self.is_dash(next) && self.glued(next) {
            return true;
        }
        let noun = self.is_word(next)
            && next < self.limit
            && !self.view.any(next, GRAMMAR)
            && !self.shape(next).has(Shape::POSSESSIVE);
        !noun
    }

    fn digit_veto(&self, found: &Found) -> bool {
        let amount = &found.term.amount;
        let i = amount.first;
        let last = found.last;
        let plain = matches!(amount.style, Some(Style::Plain(_))) && amount.magnitude.is_none();
        let simple = amount.last == i + 1;
        // `1. Text`, `2) Text`, `(3) Text`
        if plain && simple && self.is_list_marker(i) {
            return true;
        }
        if plain && simple && (self.is_cell(i) || self.is_area_code(i)) {
            return true;
        }
        // `2-1`, `6-4`: what is no range.
        let pair = |dash: usize, other: usize| {
            self.is_dash(dash)
                && self.glued(dash)
                && self.glued(dash + 1)
                && self.view.tokens.shapes.get(other).is_some_and(|s| s.has(Shape::LEADING_DIGIT))
        };
        if plain && (pair(last, last + 1) || i > 1 && pair(i - 1, i - 2) && self.glued(i)) {
            return true;
        }
        // `12:30`, `3/4/05`, `24/7`
        let joint = |j: usize| {
            (self.view.is_mark(j, b':') || self.view.is_mark(j, b'/')) && self.view.tokens.glued(j)
        };
        let digit = |j: usize| self.view.tokens.shapes.get(j).is_some_and(|s| s.has(Shape::DIGIT));
        if simple
            && (joint(last) && self.glued(last + 1) && digit(last + 1)
                || i > 1 && self.glued(i) && joint(i - 1) && digit(i - 2))
        {
            return true;
        }
        // `#1`, `@2`, `x_1`, `&3`
        if i > 0
            && self.glued(i)
            && [b'#', b'@', b'_', b'&', b'=', b'\\'].iter().any(|&m| self.view.is_mark(i - 1, m))
        {
            return true;
        }
        (plain || amount.style == Some(Style::Point)) && found.first == i && self.is_numbered(found)
    }

    /// Whether the digits at token `i` stand among at least two others: a cell of a table.
    fn is_cell(&self, i: usize) -> bool {
        let shapes = &self.view.tokens.shapes;
        let number =
            |j: usize| shapes.get(j).is_some_and(|s| s.is_numeric() && s.has(Shape::DIGIT));
        let before = (1..=2).take_while(|n| i >= *n && number(i - n)).count();
        let after = (1..=2).take_while(|n| number(i + n)).count();
        before + after >= 2
    }

    /// `(713) 853-3242`
    fn is_area_code(&self, i: usize) -> bool {
        let number =
            self.view.tokens.shapes.get(i + 2).is_some_and(|s| s.has(Shape::LEADING_DIGIT));
        number && i > 0 && self.view.is_mark(i - 1, b'(') && self.view.is_mark(i + 1, b')')
    }

    fn is_list_marker(&self, i: usize) -> bool {
        let next = i + 1;
        let closes = (self.view.is_mark(next, b'.') || self.view.is_mark(next, b')'))
            && self.view.tokens.glued(next);
        let opens = i > 0 && self.view.is_mark(i - 1, b'(') && self.view.tokens.glued(i);
        let start = i - usize::from(opens);
        let shape = self.view.tokens.shapes[start];
        let goes_on = next + 1 < self.view.tokens.len()
            && !self.view.tokens.shapes[next + 1].has(Shape::LINE_BEFORE);
        closes && goes_on && shape.any(Shape::LINE_BEFORE.with(Shape::SENTENCE_START))
    }

    /// `Boeing 747`, `Channel 4`, `page 12`, `Windows 8.1`: digits that name one of a kind.
    fn is_numbered(&self, found: &Found) -> bool {
        let i = found.core;
        if i <= self.floor && i == 0 {
            return false;
        }
        let mut j = i - 1;
        // `No. 1`
        if self.view.is_mark(j, b'.') && self.glued(j) && j > 0 {
            j -= 1;
        }
        // `Sharma 103 not out`
        if self.is(found.last, "not") && self.is(found.last + 1, "out") {
            return false;
        }
        let label = Odd::Label.is(self.view, j);
        let shape = self.view.tokens.shapes[j];
        let name = (shape.is_capitalised() || shape.has(Shape::INNER_UPPER))
            && !self.view.any(j, GRAMMAR)
            && !(shape.has(Shape::SENTENCE_START) && is_verb_form(self.word(j)));
        if !label && !name {
            return false;
        }
        let kind = self.sentence(i).map_or(SentenceKind::Prose, |s| s.kind);
        if !label && matches!(kind, SentenceKind::Capitals | SentenceKind::Headline) {
            return false;
        }
        if label && name {
            return true;
        }
        // `In Syria 400,000 people`, `Police call 12 witnesses`
        !(found.last..(found.last + 3).min(self.limit))
            .take_while(|&k| self.is_word(k) && !self.view.any(k, GRAMMAR))
            .any(|k| self.is_plural(k))
    }
}

/// `Needing 279`, `Reduced 12`: hardly a name at the begin of a sentence.
fn is_verb_form(word: &str) -> bool {
    word.len() > 5 && (word.ends_with("ing") || word.ends_with("ed"))
}

const NUMBERS: ClassSet = ClassSet::of(&[Class::Cardinal, Class::Magnitude, Class::Currency]);
