//! What evidence reads of each token: shape, lists, name strengths, runs of capitals.

use super::lists::{List, Mark};
use crate::{
    Gazetteer,
    gazetteer::{Flags, NameMatch, WordFacts},
    lexicon::{Class, ClassSet},
    text::{SentenceKind, Shape, TextView},
    time::{Expression, Strength},
};

/// How many list marks a token keeps.
pub(crate) const MARKS: usize = 5;

/// What evidence reads of a token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attributes {
    /// Coarse shape, 0..16.
    pub(crate) shape: u8,
    /// Strengths as a name and as a word, in steps, packed: [`strength`].
    pub(crate) strength: u16,
    /// Its places in the matches of lists, distinct, longest matches first.
    pub(crate) marks: [Mark; MARKS],
    /// First token of the run of capitals it stands in; 0 where it stands in none.
    pub(crate) run: u32,
    /// One past the last token of that run; 0 where it stands in none.
    pub(crate) run_end: u32,
    /// 0, or how sure a time it is part of is, from 1, and whether it begins it.
    pub(crate) time: u8,
    /// Kind of its sentence.
    pub(crate) sentence: SentenceKind,
    /// Whether it can be part of a name at all.
    pub(crate) live: bool,
}

impl Default for Attributes {
    fn default() -> Self {
        Self {
            shape: 0,
            strength: 0,
            marks: [Mark::NONE; MARKS],
            run: 0,
            run_end: 0,
            time: 0,
            sentence: SentenceKind::Prose,
            live: false,
        }
    }
}

impl Attributes {
    /// Whether it stands in a run of capitals.
    pub(crate) const fn in_run(&self, i: usize) -> bool {
        self.run_end as usize > i
    }

    pub(crate) fn marks(&self) -> impl Iterator<Item = Mark> {
        self.marks.into_iter().take_while(|m| !m.is_none())
    }

    fn add(&mut self, mark: Mark) {
        for slot in &mut self.marks {
            if slot.is_none() {
                *slot = mark;
                return;
            }
            if *slot == mark {
                return;
            }
        }
    }
}

/// What a word in lower case seldom has.
const UNUSUAL: Shape = Shape::DIGIT.with(Shape::OTHER_LETTER).with(Shape::NON_ASCII);

/// Words in lower case that join two parts of a name without being particles of personal names.
const JOINERS: &[&str] = &["of", "and", "for", "y", "e", "et", "und", "di", "do", "dos", "da"];

/// Fills in the attributes of every token, and lists those that are not just a word in lower case:
/// every name has one of them.
pub(crate) fn fill(
    view: &TextView<'_, '_>,
    gazetteers: &[Gazetteer],
    matches: &[NameMatch],
    out: &mut Vec<Attributes>,
    odd: &mut Vec<u32>,
) {
    out.clear();
    out.resize(view.tokens.len(), Attributes::default());
    odd.clear();
    let Some(builtin) = gazetteers.first() else { return };
    for (i, &shape) in view.tokens.shapes.iter().enumerate() {
        if !shape.is_lower() || shape.any(UNUSUAL) {
            odd.push(i as u32);
            if is_weighed(shape) {
                builtin.prefetch_word(view.tokens.hashes[i]);
            }
        }
    }
    let mut rest = &odd[..];
    for sentence in view.sentences {
        let range = sentence.tokens();
        if sentence.kind != SentenceKind::Prose {
            out[range.clone()].iter_mut().for_each(|a| a.sentence = sentence.kind);
        }
        let (odd, after) = rest.split_at(rest.partition_point(|&i| i < sentence.last));
        rest = after;
        for i in odd.iter().map(|&i| i as usize) {
            let (shape, a) = (view.tokens.shapes[i], &mut out[i]);
            a.shape = coarse(view, i, shape);
            if is_weighed(shape) {
                a.strength = strength(builtin.word(view.tokens.hashes[i]));
            }
            a.live = shape.is_capitalised()
                || shape.has(Shape::INNER_UPPER)
                || shape.has(Shape::OTHER_LETTER);
        }
        runs(view, builtin, odd, range.clone(), out);
        connect(view, odd, range, out);
    }
    mark(view, builtin, matches, out);
    quiet(view, odd, out);
}

/// Whether a word's strength as a name matters.
fn is_weighed(shape: Shape) -> bool {
    shape.is_capitalised() || shape.has(Shape::NON_ASCII) && shape.is_word()
}

/// A function word with a capital is part of a name only beside other capitals, and at the start
/// of a sentence only where a list says so: `The Hague`, but `In Tokyo`. The `US` of `US$` is none.
fn quiet(view: &TextView<'_, '_>, odd: &[u32], out: &mut [Attributes]) {
    for i in odd.iter().map(|&i| i as usize) {
        if out[i].live && !out[i].in_run(i) && is_money(view, i) {
            out[i].live = false;
        }
        if !out[i].live
            || out[i].in_run(i)
            || !out[i].marks[0].is_none()
            || !view.tokens.classes[i].any(ClassSet::GRAMMAR)
            || view.tokens.shapes[i].is_lower()
        {
            continue;
        }
        let starts = view.tokens.shapes[i].has(Shape::SENTENCE_START) && !view.is(i, "the");
        let before = i > 0 && out[i - 1].live;
        let after = out.get(i + 1).is_some_and(|next| next.live);
        out[i].live = before || after && !starts && !view.is(i, "I");
    }
}

/// Marks the tokens of times. A weekday or date that stands alone is none of a name.
pub(crate) fn fill_times(times: &[Expression], out: &mut [Attributes]) {
    for time in times {
        let tokens = time.first as usize..time.last as usize;
        let alone = time.strength != Strength::Weak
            && tokens.clone().all(|i| !out[i].in_run(i) || tokens.contains(&(out[i].run as usize)))
            && out[tokens.end - 1].run_end as usize <= tokens.end;
        for i in tokens.clone() {
            out[i].time = 1 + time.strength as u8 + if i == tokens.start { 4 } else { 0 };
            if alone && out[i].marks[0].is_none() {
                out[i].live = false;
            }
        }
    }
}

/// Marks the tokens of each match with its lists, longer matches before shorter ones.
fn mark(
    view: &TextView<'_, '_>,
    gazetteer: &Gazetteer,
    matches: &[NameMatch],
    out: &mut [Attributes],
) {
    let mut longest = (0, 0);
    for m in matches.iter().rev() {
        let (first, last) = (m.first as usize, m.last as usize);
        // A match inside a longer one of the same first token speaks only if it is strong itself.
        if longest.0 == m.first && longest.1 > m.last + 2 {
            continue;
        }
        longest = (m.first, m.last.max(longest.1));
        let lower = !view.tokens.shapes[first..last].iter().any(|s| s.is_capitalised());
        if lower {
            continue;
        }
        for (n, id) in gazetteer.entries(m.name).enumerate() {
            if n == 4 {
                break;
            }
            let entry = gazetteer.entry_head(id);
            let list = List::of(entry, last - first);
            let flags = if last - first == 1 { entry.flags } else { Flags::default() };
            for (at, token) in out[first..last].iter_mut().enumerate() {
                token.add(Mark::new(list, at, last - first, flags));
                token.live = true;
            }
        }
    }
}

/// Longer runs are cut: every token looks at the whole of its run, and no name is that long.
const LONGEST_RUN: usize = 40;

/// Runs of capitalised words, hyphens and ampersands between them; function words at their head
/// are left out.
fn runs(
    view: &TextView<'_, '_>,
    gazetteer: &Gazetteer,
    odd: &[u32],
    tokens: std::ops::Range<usize>,
    out: &mut [Attributes],
) {
    let mut last = tokens.start;
    for first in odd.iter().map(|&i| i as usize) {
        if first < last || !is_run_word(view, first) {
            continue;
        }
        last = first + 1;
        while last - first < LONGEST_RUN {
            if last < tokens.end && is_run_word(view, last) && !breaks(view, last) {
                last += 1;
            } else if last + 1 < tokens.end
                && (view.is_mark(last, b'-') || view.is_mark(last, b'&'))
                && (view.tokens.glued(last) == view.tokens.glued(last + 1))
                && (view.tokens.glued(last) || view.is_mark(last, b'&'))
                && (is_run_word(view, last + 1)
                    || is_tail(view, gazetteer, last + 1)
                    || last - first >= 2 && is_syllable(view, gazetteer, last + 1))
            {
                last += 2;
            } else {
                break;
            }
        }
        for a in &mut out[first..last] {
            a.run = first as u32;
            a.run_end = last as u32;
            a.live = true;
        }
    }
}

/// The rest of a hyphenated name in lower case (`Tsai Ing-wen`), if it is no English word
/// (`Canberra-based`).
fn is_tail(view: &TextView<'_, '_>, gazetteer: &Gazetteer, i: usize) -> bool {
    view.tokens.glued(i)
        && view.tokens.shapes[i].is_lower()
        && view.tokens.classes[i].is_empty()
        && gazetteer.word(view.tokens.hashes[i]).frequency == 0
}

/// The second syllable of a given name after a family name, though it is also an English word:
/// `Moon Jae-in`, `Lee Sang-min`, but not `Hong Kong-made`.
fn is_syllable(view: &TextView<'_, '_>, gazetteer: &Gazetteer, i: usize) -> bool {
    const FREQUENT: u8 = 180;
    let short = |i: usize| view.bytes(i).len() <= 6;
    let facts = |i: usize| gazetteer.word(view.tokens.hashes[i]);
    let (tail, family) = (i, i - 3);
    let names = || facts(tail).given >= FREQUENT && facts(family).family >= FREQUENT;
    let word = || facts(tail).frequency < FREQUENT || view.any(tail, ClassSet::GRAMMAR);
    view.tokens.glued(tail)
        && view.is_mark(tail - 1, b'-')
        && view.tokens.shapes[tail].is_lower()
        && (family..=tail).all(short)
        && names()
        && word()
}

fn breaks(view: &TextView<'_, '_>, i: usize) -> bool {
    view.tokens.shapes[i].has(Shape::POSSESSIVE)
}

/// Capitals that belong to a sign for money: `US$5`, `HK$20`.
fn is_money(view: &TextView<'_, '_>, i: usize) -> bool {
    view.is_mark(i + 1, b'$') && view.tokens.glued(i + 1) && view.tokens.shapes[i].is_upper()
}

fn is_run_word(view: &TextView<'_, '_>, i: usize) -> bool {
    let shape = view.tokens.shapes[i];
    if !shape.is_word() || shape.has(Shape::POSSESSIVE) {
        return false;
    }
    let capital =
        shape.is_capitalised() || shape.has(Shape::INNER_UPPER) || shape.has(Shape::OTHER_LETTER);
    capital
        && (shape.is_upper() || !view.tokens.classes[i].any(ClassSet::GRAMMAR))
        && !is_money(view, i)
}

/// Lower-case connectors between runs, and digits after them, can be part of a name.
fn connect(
    view: &TextView<'_, '_>,
    odd: &[u32],
    tokens: std::ops::Range<usize>,
    out: &mut [Attributes],
) {
    // All before it have been looked at.
    let mut next = tokens.start;
    for i in odd.iter().map(|&i| i as usize) {
        if i < next || !out[i].live {
            continue;
        }
        for before in next.max(i.saturating_sub(2))..i {
            if before_run(view, before, tokens.end, out)
                || before > tokens.start && out[before - 1].live
            {
                out[before].live = connects(view, before, &tokens, out);
            }
        }
        next = i + 1;
        while next < tokens.end && out[next - 1].live {
            out[next].live = out[next].live || connects(view, next, &tokens, out);
            next += 1;
        }
    }
}

/// Whether a token beside a run can be part of a name with it.
fn connects(
    view: &TextView<'_, '_>,
    i: usize,
    tokens: &std::ops::Range<usize>,
    out: &[Attributes],
) -> bool {
    let after_run = i > tokens.start && out[i - 1].live;
    let next = i + 1 < tokens.end && out[i + 1].live;
    let shape = view.tokens.shapes[i];
    if shape.has(Shape::MARK) {
        after_run && next && (view.tokens.glued(i) || matches!(view.byte(i), b'&' | b'.' | b'\''))
    } else if shape.has(Shape::DIGIT) {
        after_run || before_run(view, i, tokens.end, out)
    } else if shape.has(Shape::POSSESSIVE) {
        next
    } else {
        joins(view, i, tokens.end, out)
    }
}

/// Whether a lower-case word can join what is before it with what follows: `Bank of the West`,
/// `Trinidad and Tobago`, `Ngugi wa Thiong'o`. Other words (`Man in the Moon`) are in names only
/// where a list has the name.
fn joins(view: &TextView<'_, '_>, i: usize, end: usize, out: &[Attributes]) -> bool {
    let after = i > 0 && out[i - 1].live;
    let next = i + 1 < end && out[i + 1].live;
    if view.is(i, "the") {
        return next && after && (view.is(i - 1, "of") || view.is(i - 1, "for"));
    }
    if view.has(i, Class::NameParticle) && !view.any(i, ClassSet::GRAMMAR) {
        return next || after && before_run(view, i, end, out);
    }
    after
        && (next || i + 2 < end && out[i + 2].live && view.is(i + 1, "the"))
        && JOINERS.iter().any(|c| view.is(i, c))
}

/// Whether a live token follows within two tokens.
fn before_run(view: &TextView<'_, '_>, i: usize, end: usize, out: &[Attributes]) -> bool {
    let next = i + 1;
    next < end && out[next].live
        || next + 1 < end
            && out[next + 1].live
            && (view.tokens.shapes[next].is_lower() || view.is_mark(next, b'-'))
}

/// Name strengths in steps of two bits each: given, family, common name, frequency.
fn strength(facts: WordFacts) -> u16 {
    let step = |s: u8| match s {
        0 => 0,
        1..=70 => 1,
        71..=140 => 2,
        _ => 3,
    };
    step(facts.given)
        | step(facts.family) << 2
        | step(facts.common) << 4
        | step(facts.frequency) << 6
}

/// One of sixteen shapes.
fn coarse(view: &TextView<'_, '_>, i: usize, shape: Shape) -> u8 {
    let len = view.tokens.ends[i] - view.tokens.starts[i];
    if shape.has(Shape::MARK) {
        return match view.byte(i) {
            b',' => 1,
            b'.' | b'!' | b'?' => 2,
            b'-' => 3,
            b'(' | b')' | b'[' | b']' => 4,
            b'"' | b'\'' => 5,
            b':' | b';' => 6,
            _ => 7,
        };
    }
    if shape.is_numeric() {
        return if len == 4 { 8 } else { 9 };
    }
    if shape.has(Shape::DIGIT) {
        return 10;
    }
    if shape.is_upper() {
        return if len <= 4 { 11 } else { 12 };
    }
    if shape.is_capitalised() {
        return if len <= 2 {
            13
        } else if shape.has(Shape::INNER_UPPER) {
            14
        } else {
            15
        };
    }
    if shape.has(Shape::INNER_UPPER) { 16 } else { 0 }
}
