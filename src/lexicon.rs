//! Word to what it can mean: one probe a token.
//!
//! Spellings are data, `gazetteers/en/*.tsv`; what a meaning does is Rust. Each area adds its own
//! lists through `Builder`: `names` here, the time and number words in `words.rs` of their
//! grammars.

mod build;
mod class;
mod names;
mod read;
mod words;

use std::sync::LazyLock;

pub use self::class::{Class, ClassSet};
pub(crate) use self::{
    build::Builder,
    read::{Row, Table},
};
use self::{names::stop, words::Words};
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
///
/// Everything lies flat: a token costs one read of the table of words, and what a word can mean stands in one
/// piece.
#[derive(Debug, Default)]
pub struct Lexicon {
    words: Words,
    /// Of each id.
    classes: Vec<ClassSet>,
    /// Of each id, where its meanings end in `senses`.
    sense_ends: Vec<u32>,
    senses: Vec<Sense>,
    /// Of each id, where the phrases that it begins end in `phrases`.
    phrase_ends: Vec<u32>,
    phrases: Vec<Phrase>,
    /// The words of phrases after the first, by id.
    rest: Vec<u32>,
}

/// A phrase with one meaning. Those of one first word stand together, in the order of classes.
#[derive(Clone, Copy, Debug)]
struct Phrase {
    sense: Sense,
    /// Its second word.
    second: u32,
    /// Where its words after the first begin and end in `rest`.
    rest: (u32, u32),
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
        builder.finish()
    }

    /// The id of a word by its [`fold_hash`]; 0 if it is not here.
    #[must_use]
    pub fn id(&self, hash: u64) -> u32 {
        self.words.find(hash).id
    }

    /// What the word with this id can mean.
    #[must_use]
    pub fn classes(&self, id: u32) -> ClassSet {
        self.classes[id as usize]
    }

    /// The meanings of the word with this id.
    #[must_use]
    pub fn senses(&self, id: u32) -> &[Sense] {
        &self.senses[range(&self.sense_ends, id)]
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
        let next = tokens.words.get(at + 1)?;
        let hyphen = tokens.hashes[at + 1] == *HYPHEN;
        let mut best: Option<(usize, Sense)> = None;
        for phrase in &self.phrases[range(&self.phrase_ends, tokens.words[at])] {
            if phrase.sense.class != class || phrase.second != *next && !hyphen {
                continue;
            }
            let rest = &self.rest[phrase.rest.0 as usize..phrase.rest.1 as usize];
            if let Some(len) = len_at(rest, tokens, at)
                && best.is_none_or(|(longest, _)| len > longest)
            {
                best = Some((len, phrase.sense));
            }
        }
        best
    }

    /// How many ids there are, 0 among them.
    pub(crate) fn len(&self) -> usize {
        self.classes.len()
    }

    /// Class and second word of each phrase that begins with the word with this id.
    pub(crate) fn phrases(&self, id: u32) -> impl Iterator<Item = (Class, u32)> {
        self.phrases[range(&self.phrase_ends, id)].iter().map(|p| (p.sense.class, p.second))
    }

    /// Fills in hashes, words and classes of `tokens`, and joins an abbreviation with its full
    /// stop.
    pub(crate) fn annotate(&self, text: &str, tokens: &mut Tokens) {
        let (bytes, len) = (text.as_bytes(), tokens.len());
        let Tokens { starts, ends, shapes, hashes, words, classes } = tokens;
        hashes.resize(len, 0);
        words.resize(len, 0);
        classes.resize(len, ClassSet::EMPTY);
        let spans = starts.iter().zip(&*ends).zip(&*shapes);
        let places = hashes.iter_mut().zip(words).zip(classes);
        for (((&start, &end), shape), ((hash, id), classes)) in spans.zip(places) {
            let (start, end) = (start as usize, end as usize);
            *hash = if shape.any(Shape::NON_ASCII.with(Shape::DOT)) {
                fold_hash(&text[start..end])
            } else {
                let stop = shape.has(Shape::MARK) & (bytes[start] == b'.');
                let plain = fold_hash_plain(bytes, start, end);
                if stop { NOTHING } else { plain }
            };
            debug_assert_eq!(*hash, fold_hash(&text[start..end]));
            let word = self.words.find(*hash);
            (*id, *classes) = (word.id, word.classes);
        }
        self.join_abbreviations(bytes, tokens);
    }

    /// Gives the abbreviations the full stops that they own, and moves the tokens behind up.
    fn join_abbreviations(&self, text: &[u8], tokens: &mut Tokens) {
        let owner = |tokens: &Tokens, from: usize| {
            let mut places = from..tokens.len();
            places.find(|&i| {
                tokens.classes[i].has(Class::Abbreviation)
                    && self.owns_stop(text, tokens, i, tokens.words[i])
            })
        };
        let (mut kept, mut from) = (0, 0);
        while let Some(at) = owner(tokens, from) {
            tokens.move_up(from..at + 1, kept);
            kept += at + 1 - from;
            tokens.ends[kept - 1] += 1;
            tokens.shapes[kept - 1] = tokens.shapes[kept - 1].with(Shape::DOT);
            from = at + 2;
        }
        if kept > 0 {
            tokens.move_up(from..tokens.len(), kept);
            tokens.truncate(tokens.len() + kept - from);
        }
    }

    /// Whether token `i`, the abbreviation `id`, has the full stop after it for its own.
    fn owns_stop(&self, text: &[u8], tokens: &Tokens, i: usize, id: u32) -> bool {
        let (shape, end) = (tokens.shapes[i], tokens.ends[i]);
        let mark_at = |i: usize, at: u32| {
            tokens.starts.get(i) == Some(&at) && text.get(at as usize) == Some(&b'.')
        };
        shape.is_word()
            && match self.value(id, Class::Abbreviation) {
                Some(stop::ALWAYS) => true,
                Some(stop::NEVER) => false,
                _ => shape.is_capitalised(),
            }
            && mark_at(i + 1, end)
            && !mark_at(i + 2, end + 1)
    }
}

/// Tokens of a phrase that begins at `at`, if the words after its first one are `rest`.
fn len_at(rest: &[u32], tokens: &Tokens, at: usize) -> Option<usize> {
    let mut i = at + 1;
    for &word in rest {
        let hyphen = i + 1 < tokens.len()
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

/// What ends hold for an id: the part between the end before and its own.
fn range(ends: &[u32], id: u32) -> std::ops::Range<usize> {
    let id = id as usize;
    let from = if id == 0 { 0 } else { ends[id - 1] };
    from as usize..ends[id] as usize
}

/// What a full stop folds to is nothing.
const NOTHING: u64 = 0;

static HYPHEN: LazyLock<u64> = LazyLock::new(|| fold_hash("-"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_take_their_stops() {
        let text = "Mr. Abe of Acme Inc. met Dr. No. Etc... The Corp. said so.";
        let mut tokens = Tokens::default();
        tokens.read(text);
        Lexicon::english().annotate(text, &mut tokens);
        let all: Vec<_> = (0..tokens.len()).map(|i| tokens.text(text, i)).collect();
        assert_eq!(all.join("|"), "Mr.|Abe|of|Acme|Inc.|met|Dr.|No.|Etc|.|.|.|The|Corp.|said|so|.");
        for i in 0..tokens.len() {
            assert_eq!(tokens.hashes[i], fold_hash(tokens.text(text, i)));
        }
        assert_eq!((tokens.words.len(), tokens.classes.len()), (17, 17));
    }

    #[test]
    fn word_lists_are_sound() {
        let lexicon = Lexicon::build().unwrap();
        assert!(lexicon.classes(lexicon.id(fold_hash("minister"))).has(Class::Title));
    }
}
