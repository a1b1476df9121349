//! What the rest of the article says of a word or a run of capitals.

use std::collections::HashMap;

use super::context::Attributes;
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

/// The words and runs of an article, by hash.
#[derive(Debug, Default)]
pub(crate) struct Article {
    words: HashMap<u64, Known, super::hash::Keyed>,
    runs: HashMap<u64, Known, super::hash::Keyed>,
    /// The cues at the run that begins at each token.
    own: Vec<u32>,
}

impl Article {
    /// What is known of the word with this folded hash.
    pub(crate) fn word(&self, hash: u64) -> Known {
        self.words.get(&hash).copied().unwrap_or_default()
    }

    /// The cues at the run that begins at token `first`.
    pub(crate) fn own(&self, first: usize) -> u32 {
        self.own.get(first).copied().unwrap_or(0)
    }

    /// What is known of the run with this hash.
    pub(crate) fn run(&self, hash: u64) -> Known {
        self.runs.get(&hash).copied().unwrap_or_default()
    }

    /// Reads the article.
    pub(crate) fn fill(&mut self, view: &TextView<'_, '_>, attributes: &[Attributes]) {
        self.words.clear();
        self.runs.clear();
        self.own.clear();
        self.own.resize(view.tokens.len(), 0);
        let tokens = view.tokens;
        for i in 0..tokens.len() {
            let shape = tokens.shapes[i];
            let a = &attributes[i];
            if a.in_run(i) {
                if a.run as usize == i {
                    self.add_run(view, attributes, i, a.run_end as usize);
                }
                if a.sentence == SentenceKind::Prose && !shape.has(Shape::SENTENCE_START) {
                    self.words.entry(tokens.hashes[i]).or_default().capital += 1;
                }
            }
        }
        // Only words that also stand in a run matter.
        for i in 0..tokens.len() {
            if tokens.shapes[i].is_lower()
                && let Some(known) = self.words.get_mut(&tokens.hashes[i])
            {
                known.lower = known.lower.saturating_add(1);
            }
        }
    }

    fn add_run(
        &mut self,
        view: &TextView<'_, '_>,
        attributes: &[Attributes],
        first: usize,
        last: usize,
    ) {
        let hashes = &view.tokens.hashes;
        let cues = cues(view, attributes, first, last);
        self.own[first] = cues;
        self.runs.entry(run_hash(hashes, first, last)).or_default().add(cues);
        if last - first == 1 {
            self.words.entry(hashes[first]).or_default().add(cues);
            return;
        }
        self.words.entry(hashes[last - 1]).or_default().add(cues | cue::LAST);
        self.words.entry(hashes[first]).or_default().add(cues | cue::FIRST);
        for &inner in &hashes[first + 1..last - 1] {
            self.words.entry(inner).or_default();
        }
        self.acronym(view, first, last, cues);
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
            let known = self.words.entry(crate::text::fold_hash(acronym)).or_default();
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
