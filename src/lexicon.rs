//! Word to what it can mean: one probe a token.
//!
//! Spellings are data, `gazetteers/en/*.tsv`; what a meaning does is Rust. Each area adds its own
//! lists through `Builder`: `names` here, the time and number words in `words.rs` of their
//! grammars.

mod class;
mod names;
mod read;

use std::{collections::HashMap, sync::LazyLock};

pub use self::class::{Class, ClassSet};
pub(crate) use self::read::{Row, Table};
use crate::{
    Result,
    text::{Shape, Tokens, fold_hash, fold_hash_plain},
};

/// One meaning of a word: its class, and a number that the class reads (which month, which unit).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sense {
    /// What it can mean.
    pub class: Class,
    /// Which one; the class says what the number stands for.
    pub value: i64,
}

/// The words and phrases of a language. Ids of words are positive; 0 is any word that is not here.
#[derive(Debug, Default)]
pub struct Lexicon {
    ids: HashMap<u64, u32, Identity>,
    classes: Vec<ClassSet>,
    senses: Vec<Vec<Sense>>,
    /// The phrases that begin with each word, by its id.
    phrases: Vec<Phrases>,
}

/// Phrases of one first word.
#[derive(Debug, Default)]
struct Phrases {
    /// What any of them can mean.
    classes: ClassSet,
    all: Vec<Phrase>,
}

#[derive(Debug)]
struct Phrase {
    words: Box<[u32]>,
    senses: Vec<Sense>,
}

static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::build().expect("the built-in word lists are checked by `word_lists_are_sound`")
});

impl Lexicon {
    /// The built-in English lists.
    #[must_use]
    pub fn english() -> &'static Self {
        &ENGLISH
    }

    fn build() -> Result<Self> {
        let mut builder = Builder::new();
        names::add(&mut builder)?;
        crate::time::add_words(&mut builder)?;
        crate::number::add_words(&mut builder)?;
        Ok(builder.lexicon)
    }

    /// The id of a word by its [`fold_hash`]; 0 if it is not here.
    #[must_use]
    pub fn id(&self, hash: u64) -> u32 {
        self.ids.get(&hash).copied().unwrap_or(0)
    }

    /// What the word with this id can mean.
    #[must_use]
    pub fn classes(&self, id: u32) -> ClassSet {
        self.classes[id as usize]
    }

    /// The meanings of the word with this id.
    #[must_use]
    pub fn senses(&self, id: u32) -> &[Sense] {
        &self.senses[id as usize]
    }

    /// The value of the word's first meaning of this class.
    #[must_use]
    pub fn value(&self, id: u32, class: Class) -> Option<i64> {
        self.senses(id).iter().find(|s| s.class == class).map(|s| s.value)
    }

    /// The longest phrase of at least two words that begins at token `at` and has a meaning of
    /// `class`: how many tokens it takes, and the meaning. Hyphens between its words are allowed.
    #[must_use]
    pub fn phrase_at(&self, tokens: &Tokens, at: usize, class: Class) -> Option<(usize, Sense)> {
        if !tokens.classes[at].has(Class::PhraseStart) {
            return None;
        }
        let phrases = &self.phrases[tokens.words[at] as usize];
        if !phrases.classes.has(class) {
            return None;
        }
        let mut best: Option<(usize, Sense)> = None;
        for phrase in &phrases.all {
            let Some(&sense) = phrase.senses.iter().find(|s| s.class == class) else { continue };
            if let Some(len) = phrase.len_at(tokens, at)
                && best.is_none_or(|(longest, _)| len > longest)
            {
                best = Some((len, sense));
            }
        }
        best
    }

    /// Fills in hashes, words and classes of `tokens`, and joins an abbreviation with its full
    /// stop.
    pub(crate) fn annotate(&self, text: &str, tokens: &mut Tokens) {
        let mut kept = 0;
        let mut i = 0;
        while i < tokens.len() {
            let shape = tokens.shapes[i];
            let (start, end) = (tokens.starts[i] as usize, tokens.ends[i] as usize);
            let stop = shape.has(Shape::MARK) && text.as_bytes()[start] == b'.';
            let plain = !stop && !shape.any(Shape::NON_ASCII.with(Shape::DOT));
            let hash = if plain {
                fold_hash_plain(text.as_bytes(), start, end)
            } else {
                fold_hash(tokens.text(text, i))
            };
            debug_assert_eq!(hash, fold_hash(tokens.text(text, i)));
            let id = self.id(hash);
            let classes = self.classes[id as usize];
            let (start, mut end) = (tokens.starts[i], tokens.ends[i]);
            let mut shape = shape;
            let stop = i + 1 < tokens.len()
                && classes.has(Class::Abbreviation)
                && shape.is_word()
                && (shape.is_capitalised() || self.value(id, Class::Abbreviation) == Some(0))
                && tokens.starts[i + 1] == end
                && text.as_bytes()[end as usize] == b'.'
                && !(i + 2 < tokens.len()
                    && tokens.starts[i + 2] == end + 1
                    && text.as_bytes()[end as usize + 1] == b'.');
            if stop {
                end += 1;
                shape = shape.with(Shape::DOT);
                i += 1;
            }
            tokens.starts[kept] = start;
            tokens.ends[kept] = end;
            tokens.shapes[kept] = shape;
            tokens.hashes.push(hash);
            tokens.words.push(id);
            tokens.classes.push(classes);
            kept += 1;
            i += 1;
        }
        tokens.starts.truncate(kept);
        tokens.ends.truncate(kept);
        tokens.shapes.truncate(kept);
    }
}

impl Phrase {
    fn len_at(&self, tokens: &Tokens, at: usize) -> Option<usize> {
        let mut i = at;
        for (n, &word) in self.words.iter().enumerate() {
            let hyphen = n > 0
                && i + 1 < tokens.len()
                && tokens.glued(i)
                && tokens.glued(i + 1)
                && tokens.hashes[i] == *HYPHEN
                && tokens.words[i] != word;
            i += usize::from(hyphen);
            if i >= tokens.len() || tokens.words[i] != word {
                return None;
            }
            i += 1;
        }
        Some(i - at)
    }
}

static HYPHEN: LazyLock<u64> = LazyLock::new(|| fold_hash("-"));

/// Collects words with their meanings.
pub(crate) struct Builder {
    lexicon: Lexicon,
}

impl Builder {
    fn new() -> Self {
        let mut lexicon = Lexicon::default();
        lexicon.classes.push(ClassSet::EMPTY);
        lexicon.senses.push(Vec::new());
        lexicon.phrases.push(Phrases::default());
        Self { lexicon }
    }

    /// Adds a word or a phrase of several with one more meaning. A word is cut as the tokeniser
    /// cuts it.
    pub(crate) fn add(&mut self, spelling: &str, class: Class, value: i64) {
        let sense = Sense { class, value };
        let mut tokens = Tokens::default();
        crate::text::tokenize(spelling, &mut tokens);
        let mut words: Vec<u32> = Vec::with_capacity(tokens.len());
        for i in 0..tokens.len() {
            let word = tokens.text(spelling, i);
            // The stop of an abbreviation folds away: in a text it belongs to its token.
            if word == "." && tokens.glued(i) {
                continue;
            }
            words.push(self.intern(word));
        }
        match words[..] {
            [] => {}
            [one] => {
                self.lexicon.classes[one as usize].insert(class);
                let senses = &mut self.lexicon.senses[one as usize];
                if !senses.contains(&sense) {
                    senses.push(sense);
                }
            }
            [first, ..] => {
                self.lexicon.classes[first as usize].insert(Class::PhraseStart);
                let phrases = &mut self.lexicon.phrases[first as usize];
                phrases.classes.insert(class);
                let phrases = &mut phrases.all;
                match phrases.iter_mut().find(|p| *p.words == words[..]) {
                    Some(phrase) if phrase.senses.contains(&sense) => {}
                    Some(phrase) => phrase.senses.push(sense),
                    None => phrases.push(Phrase { words: words.into(), senses: vec![sense] }),
                }
            }
        }
    }

    fn intern(&mut self, word: &str) -> u32 {
        let next = self.lexicon.classes.len() as u32;
        let id = *self.lexicon.ids.entry(fold_hash(word)).or_insert(next);
        if id == next {
            self.lexicon.classes.push(ClassSet::EMPTY);
            self.lexicon.senses.push(Vec::new());
            self.lexicon.phrases.push(Phrases::default());
        }
        id
    }
}

/// Keys that are hashes already.
#[derive(Clone, Copy, Debug, Default)]
struct Identity;

impl std::hash::BuildHasher for Identity {
    type Hasher = IdentityHasher;
    fn build_hasher(&self) -> IdentityHasher {
        IdentityHasher(0)
    }
}

/// Passes a key that is a hash already.
struct IdentityHasher(u64);

impl std::hash::Hasher for IdentityHasher {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for &b in bytes {
            self.0 = (self.0 ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn word_lists_are_sound() {
        let lexicon = Lexicon::build().unwrap();
        assert!(lexicon.classes(lexicon.id(fold_hash("minister"))).has(Class::Title));
    }
}
