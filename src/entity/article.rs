//! What the rest of the article says of a word or a run of capitals.

use std::collections::HashMap;

use super::{context::Attributes, hash::Keyed};
use crate::{
    lexicon::{Class, ClassSet},
    text::{SentenceKind, Shape, TextView},
};

/// Cues seen at the mentions of a run, one bit each.
pub(crate) mod cue {
    /// After a title or honorific.
    pub(crate) const TITLE: u32 = 1;
    /// After a preposition of place.
    pub(crate) const IN: u32 = 1 << 1;
    /// Before or after a verb of speech.
    pub(crate) const SAID: u32 = 1 << 2;
    /// Before a comma and an age.
    pub(crate) const AGE: u32 = 1 << 3;
    /// Before a comma and a place.
    pub(crate) const COMMA_PLACE: u32 = 1 << 4;
    /// Before a possessive.
    pub(crate) const OWNS: u32 = 1 << 5;
    /// Begins with a given name, in a run of two or more.
    pub(crate) const GIVEN: u32 = 1 << 6;
    /// Ends with a head word of organisations or a company suffix.
    pub(crate) const ORG_HEAD: u32 = 1 << 7;
    /// Ends with a head word of places.
    pub(crate) const PLACE_HEAD: u32 = 1 << 8;
    /// Covered by a list of persons, places, organisations, groups, events.
    pub(crate) const LIST: u32 = 1 << 9;
    /// Last word of a longer run.
    pub(crate) const LAST: u32 = 1 << 14;
    /// First word of a longer run.
    pub(crate) const FIRST: u32 = 1 << 15;
    /// Acronym of a longer run.
    pub(crate) const ACRONYM: u32 = 1 << 16;
    /// After "the".
    pub(crate) const THE: u32 = 1 << 17;
    /// Before a noun for a person (`activist X` stands under TITLE): after one.
    pub(crate) const PERSON_NOUN: u32 = 1 << 18;
    /// After "by", "with", "told".
    pub(crate) const BY: u32 = 1 << 19;
    /// Before a lower-case noun (`Toyota cars`).
    pub(crate) const MODIFIES: u32 = 1 << 20;
}

/// What is known of one word or run.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Known {
    /// Times in lower case.
    pub(crate) lower: u16,
    /// Times with a capital inside a sentence.
    pub(crate) capital: u16,
    /// Cues seen at one mention at least.
    pub(crate) once: u32,
    /// Cues seen at two mentions at least.
    pub(crate) twice: u32,
}

impl Known {
    /// Cues of other mentions than one that has `own`.
    pub(crate) const fn elsewhere(self, own: u32) -> u32 {
        self.twice | self.once & !own
    }

    fn add(&mut self, cues: u32) {
        self.twice |= self.once & cues;
        self.once |= cues;
    }
}

/// A run of capitals where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    pub(crate) first: u32,
    /// One past the last token.
    pub(crate) last: u32,
    /// The same for all runs of these words.
    pub(crate) id: u32,
    /// The cues at this mention.
    pub(crate) own: u32,
    /// Where the ids of its words are.
    words: u32,
}

impl Run {
    pub(crate) fn tokens(&self) -> std::ops::Range<usize> {
        self.first as usize..self.last as usize
    }
}

/// The words and runs of an article. Those that occur in runs are numbered: what is known of them is
/// read by number, each is hashed once.
#[derive(Debug, Default)]
pub(crate) struct Article {
    word_ids: HashMap<u64, u32, Keyed>,
    run_ids: HashMap<u64, u32, Keyed>,
    words: Vec<Known>,
    runs: Vec<Known>,
    /// All runs, in order.
    mentions: Vec<Run>,
    /// The ids of their words, one after the other.
    of_runs: Vec<u32>,
    /// For each token of a run, which of the mentions it is in.
    of_tokens: Vec<u32>,
}

impl Article {
    /// How many words and how many different runs there are.
    pub(crate) fn counts(&self) -> (usize, usize) {
        (self.words.len(), self.runs.len())
    }

    /// All runs, in order.
    pub(crate) fn mentions(&self) -> &[Run] {
        &self.mentions
    }

    /// The run that token `i` is in: it must be in one.
    pub(crate) fn run_of(&self, i: usize) -> &Run {
        &self.mentions[self.of_tokens[i] as usize]
    }

    /// The number of token `i` of a run.
    pub(crate) fn word_of(&self, run: &Run, i: usize) -> u32 {
        self.of_runs[run.words as usize + i - run.first as usize]
    }

    /// The number of the word with this folded hash, if it occurs in a run.
    pub(crate) fn word_with(&self, hash: u64) -> Option<u32> {
        self.word_ids.get(&hash).copied()
    }

    /// What is known of a word.
    pub(crate) fn word(&self, id: u32) -> Known {
        self.words[id as usize]
    }

    /// What is known of the runs of a number.
    pub(crate) fn run(&self, id: u32) -> Known {
        self.runs[id as usize]
    }

    /// Reads the article; `odd` are the tokens that are not just a word in lower case.
    pub(crate) fn fill(&mut self, view: &TextView<'_, '_>, attributes: &[Attributes], odd: &[u32]) {
        self.word_ids.clear();
        self.run_ids.clear();
        self.words.clear();
        self.runs.clear();
        self.mentions.clear();
        self.of_runs.clear();
        self.of_tokens.clear();
        self.of_tokens.resize(view.tokens.len(), 0);
        for i in odd.iter().map(|&i| i as usize) {
            let a = &attributes[i];
            if a.in_run(i) && a.run as usize == i {
                self.add_run(view, attributes, i, a.run_end as usize);
            }
        }
        self.count_lower(view);
    }

    /// Counts in lower case the words that also stand in a run: only they matter.
    fn count_lower(&mut self, view: &TextView<'_, '_>) {
        let slot = |hash: u64| (hash as usize >> 6 & 63, 1_u64 << (hash & 63));
        let mut may_be = [0_u64; 64];
        for &hash in self.word_ids.keys() {
            let (at, bit) = slot(hash);
            may_be[at] |= bit;
        }
        for (shape, &hash) in view.tokens.shapes.iter().zip(&view.tokens.hashes) {
            let (at, bit) = slot(hash);
            if may_be[at] & bit != 0
                && shape.is_lower()
                && let Some(&id) = self.word_ids.get(&hash)
            {
                let lower = &mut self.words[id as usize].lower;
                *lower = lower.saturating_add(1);
            }
        }
    }

    fn word_mut(&mut self, hash: u64) -> (u32, &mut Known) {
        let next = self.words.len() as u32;
        let id = *self.word_ids.entry(hash).or_insert(next);
        if id == next {
            self.words.push(Known::default());
        }
        (id, &mut self.words[id as usize])
    }

    fn add_run(
        &mut self,
        view: &TextView<'_, '_>,
        attributes: &[Attributes],
        first: usize,
        last: usize,
    ) {
        let hashes = &view.tokens.hashes;
        let own = cues(view, attributes, first, last);
        let next = self.runs.len() as u32;
        let id = *self.run_ids.entry(run_hash(hashes, first, last)).or_insert(next);
        if id == next {
            self.runs.push(Known::default());
        }
        self.runs[id as usize].add(own);
        let words = self.of_runs.len() as u32;
        for i in first..last {
            let inside = attributes[i].sentence == SentenceKind::Prose
                && !view.tokens.shapes[i].has(Shape::SENTENCE_START);
            let (id, known) = self.word_mut(hashes[i]);
            known.capital = known.capital.saturating_add(u16::from(inside));
            if last - first == 1 {
                known.add(own);
            } else if i + 1 == last {
                known.add(own | cue::LAST);
            } else if i == first {
                known.add(own | cue::FIRST);
            }
            self.of_runs.push(id);
            self.of_tokens[i] = self.mentions.len() as u32;
        }
        self.mentions.push(Run { first: first as u32, last: last as u32, id, own, words });
        if last - first > 1 {
            self.acronym(view, first, last, own);
        }
    }

    /// The acronym that the initials of a run would make.
    fn acronym(&mut self, view: &TextView<'_, '_>, first: usize, last: usize, cues: u32) {
        let mut initials = [0u8; 12];
        let mut len = 0;
        for i in first..last {
            if view.tokens.shapes[i].is_capitalised() && len < initials.len() {
                initials[len] = view.byte(i);
                len += 1;
            }
        }
        if len >= 2
            && let Ok(acronym) = std::str::from_utf8(&initials[..len])
        {
            let (_, known) = self.word_mut(crate::text::fold_hash(acronym));
            known.add(cues & (cue::ORG_HEAD | (cue::LIST * 31)) | cue::ACRONYM);
        }
    }
}

/// Hash of a run.
pub(crate) fn run_hash(hashes: &[u64], first: usize, last: usize) -> u64 {
    hashes[first..last].iter().fold(0, |hash, &h| super::hash::mix(hash ^ h))
}

const TITLES: ClassSet = ClassSet::of(&[Class::Title, Class::Honorific]);

/// The cues at one mention.
fn cues(view: &TextView<'_, '_>, attributes: &[Attributes], first: usize, last: usize) -> u32 {
    let classes = &view.tokens.classes;
    let mut cues = 0;
    let mut set = |bit: u32, yes: bool| cues |= if yes { bit } else { 0 };
    if first > 0 && !view.tokens.shapes[first].has(Shape::SENTENCE_START) {
        let before = first - 1;
        set(cue::TITLE, classes[before].any(TITLES));
        set(
            cue::PERSON_NOUN,
            classes[before].any(ClassSet::of(&[Class::PersonNoun, Class::Relation])),
        );
        set(cue::IN, classes[before].has(Class::PlacePreposition));
        set(cue::SAID, classes[before].has(Class::SpeechVerb));
        set(cue::THE, view.is(before, "the"));
        set(cue::BY, view.is(before, "by") || view.is(before, "with") || view.is(before, "told"));
    }
    // A title at the head of the run itself: `President Putin`.
    set(cue::TITLE, last - first > 1 && classes[first].any(TITLES));
    if last < view.tokens.len() {
        set(cue::SAID, classes[last].has(Class::SpeechVerb));
        set(cue::OWNS, view.tokens.shapes[last].has(Shape::POSSESSIVE));
        let comma = view.is_mark(last, b',') && last + 1 < view.tokens.len();
        if comma {
            let after = last + 1;
            set(cue::AGE, view.tokens.shapes[after].is_numeric() && view.word(after).len() <= 2);
            set(cue::COMMA_PLACE, attributes[after].marks().any(|m| m.list() <= 4));
        }
        set(cue::MODIFIES, view.tokens.shapes[last].is_lower() && classes[last].is_empty());
    }
    if last - first > 1 {
        set(cue::GIVEN, attributes[first].strength & 3 >= 2);
        set(
            cue::ORG_HEAD,
            classes[last - 1].any(ClassSet::of(&[Class::OrgHead, Class::CompanySuffix])),
        );
        set(cue::PLACE_HEAD, classes[last - 1].has(Class::PlaceHead));
    }
    for mark in attributes[first].marks() {
        if let Some(kind) = mark.kind() {
            set(cue::LIST << kind as u32, mark.covers(last - first));
        }
    }
    cues
}
