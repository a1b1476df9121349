//! Evidence for the label of a token: one template, one idea. Training and use run this code.

use super::{
    article::{self, Article},
    context::Attributes,
    hash::mix,
};
use crate::{
    lexicon::Class,
    text::{SentenceKind, Shape, TextView},
};

macro_rules! templates {
    ($($(#[doc = $doc:literal])+ $name:ident = $words:literal,)+) => {
        /// A kind of evidence. The number of each is part of the weights' file.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub(crate) enum Template {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Template {
            pub(crate) const ALL: &[Self] = &[$(Self::$name,)+];

            /// In words, for `--explain`.
            pub(crate) const fn words(self) -> &'static str {
                match self { $(Self::$name => $words,)+ }
            }
        }
    };
}

templates! {
    /// The word.
    Word = "the word",
    /// The word before.
    Before = "word before",
    /// The word after.
    After = "word after",
    /// Last letters.
    Suffix4 = "last four letters",
    /// Shape and the shapes beside it.
    Shapes = "shapes around",
    /// Shape and kind of line.
    ShapeLine = "shape and kind of line",
    /// Strength as a name.
    Name = "strength as given and family name",
    /// Strength as a name, with lists.
    NameLists = "name strength and lists",
    /// Each list and place.
    ListPlace = "list, place in the match",
    /// First list and the word before.
    ListBefore = "list and word before",
    /// Last word of the run.
    RunLast = "last word of the run",
    /// Meanings of the last word of the run, and place.
    RunLastClasses = "meanings of the run's last word",
    /// Meanings after the run.
    RunClassesAfter = "meanings of the word after the run",
    /// A connector with the meanings of the words beside it.
    Joint = "connector and the meanings beside it",
    /// What a connector joins the run to.
    Joined = "meanings of what a connector joins it to",
    /// A cue of another mention of the run.
    RunElsewhere = "seen elsewhere of this name",
    /// A cue of another mention of the word.
    WordElsewhere = "seen elsewhere of this word",
    /// The same in headlines.
    CasesLine = "cases elsewhere and kind of line",
    /// Own cues, pairs.
    OwnAll = "all cues at this mention",
    /// In brackets, after what.
    Bracket = "in brackets",
    /// Place in the article.
    Place = "place in the article",
    /// Part of a time.
    Time = "part of a time",
    /// First pass: what the same word and the same run were elsewhere.
    Pass = "labels elsewhere",
}

/// Where evidence goes: to a sum of weights, or to a training table.
pub(crate) trait Sink {
    /// One piece of evidence.
    fn add(&mut self, template: Template, value: u64);
}

/// The key of a piece of evidence.
pub(crate) const fn key(template: Template, value: u64) -> u64 {
    mix(value ^ (template as u64 + 1).wrapping_mul(0xD6E8_FEB8_6659_FD93))
}

/// Everything that evidence is drawn from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Context<'v, 'a, 's> {
    pub(crate) view: &'v TextView<'a, 's>,
    pub(crate) attributes: &'v [Attributes],
    pub(crate) article: &'v Article,
}

/// Stands for the place before the first and after the last token of a sentence.
pub(crate) const EDGE: u64 = 0x1234_5678_9ABC_DEF1;

/// Classes that say something about names.
pub(crate) const NAMING: u64 = (1 << (Class::PhraseStart as u64)) - 1;

struct Window<'c, 'v, 'a, 's> {
    c: &'c Context<'v, 'a, 's>,
    first: usize,
    last: usize,
}

impl Window<'_, '_, '_, '_> {
    fn word(&self, i: usize) -> u64 {
        if i < self.first || i >= self.last { EDGE } else { self.c.view.tokens.hashes[i] }
    }

    fn classes(&self, i: usize) -> u64 {
        if i < self.first || i >= self.last {
            EDGE
        } else {
            let classes = self.c.view.tokens.classes[i].bits() & NAMING;
            // A word without a meaning still shows its shape.
            if classes == 0 { u64::from(self.shape(i)) << 56 | 1 << 63 } else { classes }
        }
    }

    fn shape(&self, i: usize) -> u8 {
        if i < self.first || i >= self.last { 31 } else { self.c.attributes[i].shape }
    }

    fn attributes(&self, i: usize) -> Attributes {
        if i < self.first || i >= self.last { Attributes::default() } else { self.c.attributes[i] }
    }
}

/// Two values as one.
pub(crate) const fn pair(a: u64, b: u64) -> u64 {
    mix(a).wrapping_add(b.rotate_left(19)) ^ b
}

/// The evidence for token `i` of the sentence `first..last`, all but that of a first pass.
pub(crate) fn collect(
    c: &Context<'_, '_, '_>,
    first: usize,
    last: usize,
    i: usize,
    sink: &mut impl Sink,
) {
    let w = Window { c, first, last };
    // Before the first token there is no index: one past the last stands in.
    let back = |i: usize, n: usize| if i >= first + n { i - n } else { last };
    let a = &c.attributes[i];
    let (b1, n1) = (back(i, 1), i + 1);

    words(&w, i, b1, n1, sink);
    shapes(&w, i, b1, n1, sink);
    lists(&w, i, b1, sink);
    if a.in_run(i) {
        run(&w, i, sink);
        elsewhere(&w, i, sink);
    } else {
        // Between runs: what the run after it ends with.
        let last = last_of_run(&w, n1);
        sink.add(Template::RunLast, pair(w.word(i), w.word(last)));
        let word = w.word(i);
        sink.add(Template::Joint, pair(word, w.classes(b1)));
        sink.add(Template::Joint, pair(word, w.classes(n1).rotate_left(1)));
    }
    let times = [w.attributes(b1).time, a.time, w.attributes(n1).time];
    if times != [0; 3] {
        let [before, here, after] = times.map(u64::from);
        sink.add(Template::Time, before | here << 8 | after << 16);
        sink.add(Template::Time, pair(here | 1 << 40, a.marks[0].placed()));
    }
    let in_bracket = c.view.is_mark(b1, b'(') && b1 < last;
    if in_bracket {
        let before = w.attributes(back(i, 2));
        let closes = c.view.is_mark(a.run_end.max(i as u32 + 1) as usize, b')');
        sink.add(Template::Bracket, pair(u64::from(closes), before.marks[0].placed()));
        sink.add(Template::Bracket, pair(7, a.shape.into()));
    }
    place(&w, i, sink);
}

/// The last token of the run that token `i` stands in; the one before it where it stands in none.
fn last_of_run(w: &Window<'_, '_, '_, '_>, i: usize) -> usize {
    if i < w.last { (w.c.attributes[i].run_end as usize).max(i) - 1 } else { i }
}

fn words(w: &Window<'_, '_, '_, '_>, i: usize, b1: usize, n1: usize, sink: &mut impl Sink) {
    let word = w.word(i);
    sink.add(Template::Word, word);
    sink.add(Template::Before, w.word(b1));
    sink.add(Template::After, w.word(n1));
    let text = w.c.view.bytes(i);
    if let [_, .., a, b, c, d] = *text {
        let letters = [a, b, c, d].map(|letter| letter.to_ascii_lowercase());
        sink.add(Template::Suffix4, u32::from_le_bytes(letters).into());
    }
}

fn shapes(w: &Window<'_, '_, '_, '_>, i: usize, b1: usize, n1: usize, sink: &mut impl Sink) {
    let s = |i: usize| u64::from(w.shape(i));
    let start = u64::from(w.c.view.tokens.shapes[i].has(Shape::SENTENCE_START));
    let line = w.c.attributes[i].sentence as u64;
    let own = s(i);
    sink.add(Template::Shapes, own | s(b1) << 8 | s(n1) << 16);
    sink.add(Template::ShapeLine, own | start << 8 | line << 16);
}

fn lists(w: &Window<'_, '_, '_, '_>, i: usize, b1: usize, sink: &mut impl Sink) {
    let a = &w.c.attributes[i];
    let name = u64::from(a.strength);
    for mark in a.marks() {
        sink.add(Template::ListPlace, mark.placed());
        sink.add(Template::NameLists, pair(mark.full(), name));
    }
    if !a.marks[0].is_none() {
        sink.add(Template::ListBefore, pair(a.marks[0].full(), w.word(b1)));
    }
    sink.add(Template::Name, pair(name, a.shape.into()));
}

fn place_in_run(a: &Attributes, i: usize) -> (u64, u64) {
    if !a.in_run(i) {
        return (15, 0);
    }
    let len = (a.run_end - a.run) as usize;
    let at = i - a.run as usize;
    let at = if at + 1 == len { 14 } else { at.min(4) };
    (at as u64, len.min(6) as u64)
}

fn run(w: &Window<'_, '_, '_, '_>, i: usize, sink: &mut impl Sink) {
    let a = &w.c.attributes[i];
    let to = a.run_end as usize;
    let (at, len) = place_in_run(a, i);
    let place = at | len << 8;
    sink.add(Template::RunLast, pair(w.word(to - 1), at));
    sink.add(Template::RunLastClasses, pair(w.classes(to - 1), place));
    sink.add(Template::RunClassesAfter, pair(w.classes(to), place));
    joined(w, a, place, sink);
}

/// What a live connector on either side joins a run to: `Ministry` of `Finance`.
fn joined(w: &Window<'_, '_, '_, '_>, a: &Attributes, place: u64, sink: &mut impl Sink) {
    let (from, to) = (a.run as usize, a.run_end as usize);
    let live = |i: usize| i >= w.first && i < w.last && w.c.attributes[i].live;
    // `of the` is one connector.
    if from >= w.first + 2 && live(from - 1) {
        let long = from >= w.first + 3 && w.c.view.is(from - 1, "the") && live(from - 2);
        let joint = from - 1 - usize::from(long);
        let head = joint.max(w.first + 1) - 1;
        sink.add(Template::Joined, pair(pair(w.word(joint), w.classes(head)), place));
    }
    if live(to) {
        let long = w.c.view.is(to + 1, "the") && live(to + 1);
        let last = last_of_run(w, to + 1 + usize::from(long));
        sink.add(Template::Joined, pair(pair(w.word(to), w.classes(last)), place | 1 << 40));
    }
}

fn elsewhere(w: &Window<'_, '_, '_, '_>, i: usize, sink: &mut impl Sink) {
    let (c, a) = (w.c, &w.c.attributes[i]);
    let (from, to) = (a.run as usize, a.run_end as usize);
    let (at, len) = place_in_run(a, i);
    let run = c.article.run_of(i);
    let own = run.own;
    let known = c.article.run(run.id).elsewhere(own);
    let word = c.article.word(c.article.word_of(run, i));
    let own_word = if to - from == 1 {
        own
    } else if i + 1 == to {
        own | article::cue::LAST
    } else if i == from {
        own | article::cue::FIRST
    } else {
        0
    };
    let place = at | len << 8;
    let mut each = |template: Template, mut bits: u32, place: u64| {
        while bits != 0 {
            let bit = bits.trailing_zeros();
            bits &= bits - 1;
            sink.add(template, pair(u64::from(bit), place));
        }
    };
    each(Template::RunElsewhere, known, at);
    each(Template::WordElsewhere, word.elsewhere(own_word), place);
    sink.add(Template::OwnAll, pair(own.into(), place));
    let step = |n: u16| u64::from(n.min(8).ilog2_or_zero());
    let cases = step(word.lower) | step(word.capital) << 4;
    let start = u64::from(c.view.tokens.shapes[i].has(Shape::SENTENCE_START));
    if a.sentence != SentenceKind::Prose || start == 1 {
        sink.add(
            Template::CasesLine,
            cases | (a.sentence as u64) << 8 | u64::from(a.strength) << 16,
        );
    }
}

trait Steps {
    fn ilog2_or_zero(self) -> u32;
}

impl Steps for u16 {
    /// 0, 1, 2, 3 for none, one, two or three, four or more.
    fn ilog2_or_zero(self) -> u32 {
        if self == 0 { 0 } else { self.ilog2().min(2) + 1 }
    }
}

/// Place in the article: dateline, first line, byline.
fn place(w: &Window<'_, '_, '_, '_>, i: usize, sink: &mut impl Sink) {
    let view = w.c.view;
    let a = &w.c.attributes[i];
    let to = a.run_end.max(i as u32 + 1) as usize;
    let from = if a.in_run(i) { a.run as usize } else { i };
    if from == w.first && view.tokens.shapes[from].has(Shape::LINE_BEFORE) {
        let next = if to < w.last { u64::from(view.byte(to)) } else { 0 };
        let digit = to < w.last && view.tokens.shapes[to].has(Shape::LEADING_DIGIT);
        let next = if digit {
            1
        } else if next < 65 {
            next
        } else {
            2
        };
        sink.add(Template::Place, pair(next, u64::from(a.shape) | (a.sentence as u64) << 8));
        sink.add(Template::Place, pair(next | 1 << 20, a.marks[0].placed()));
    }
    if from < 3 {
        sink.add(Template::Place, 1 << 30 | u64::from(a.shape));
    }
    if w.last - w.first <= 8 {
        let len = (w.last - w.first) as u64;
        sink.add(
            Template::Place,
            pair(1 << 31 | len, (i - w.first) as u64 | u64::from(a.shape) << 8),
        );
    }
}

/// What a first pass found elsewhere in the article for a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pass {
    /// Of the same word: kind and place in the name, 0 for nothing known.
    pub(crate) word: u8,
    /// Of the same run of capitals.
    pub(crate) run: u8,
    /// Of the word as the last of longer names.
    pub(crate) longer: u8,
}

/// The evidence of a first pass for token `i`.
pub(crate) fn collect_pass(c: &Context<'_, '_, '_>, i: usize, pass: Pass, sink: &mut impl Sink) {
    if pass == Pass::default() {
        return;
    }
    let a = &c.attributes[i];
    let (at, len) = place_in_run(a, i);
    let place = at | len << 8;
    let both = u64::from(pass.word) | u64::from(pass.run) << 8 | u64::from(pass.longer) << 16;
    sink.add(Template::Pass, pair(both, place));
    sink.add(Template::Pass, pair(both, a.marks[0].placed() | 1 << 40));
}
