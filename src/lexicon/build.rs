//! Word lists to a lexicon.

use std::collections::HashMap;

use super::{Class, ClassSet, Lexicon, Phrase, Sense, words::Words};
use crate::{
    Result,
    text::{Tokens, fold_hash},
};

/// Collects words with their meanings.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    ids: HashMap<u64, u32>,
    /// What is known of each word, by id.
    words: Vec<Meanings>,
}

/// What a word can mean, and what the phrases that it begins can.
#[derive(Debug, Default)]
struct Meanings {
    hash: u64,
    classes: ClassSet,
    senses: Vec<Sense>,
    phrases: Vec<(Box<[u32]>, Vec<Sense>)>,
}

impl Builder {
    pub(super) fn new() -> Self {
        // Id 0 is any word that is not here.
        Self { ids: HashMap::new(), words: vec![Meanings::default()] }
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
        let Some((&first, rest)) = words.split_first() else { return };
        let word = &mut self.words[first as usize];
        let senses = if rest.is_empty() {
            word.classes.insert(class);
            &mut word.senses
        } else {
            word.classes.insert(Class::PhraseStart);
            let known = word.phrases.iter().position(|(phrase, _)| **phrase == *rest);
            let at = known.unwrap_or_else(|| {
                word.phrases.push((rest.into(), Vec::new()));
                word.phrases.len() - 1
            });
            &mut word.phrases[at].1
        };
        if !senses.contains(&sense) {
            senses.push(sense);
        }
    }

    fn intern(&mut self, word: &str) -> u32 {
        let hash = fold_hash(word);
        let next = self.words.len() as u32;
        let id = *self.ids.entry(hash).or_insert(next);
        if id == next {
            self.words.push(Meanings { hash, ..Meanings::default() });
        }
        id
    }

    /// The lexicon.
    ///
    /// # Errors
    /// Two words have the same hash.
    pub(super) fn finish(self) -> Result<Lexicon> {
        let mut lexicon = Lexicon::default();
        for word in &self.words {
            lexicon.classes.push(word.classes);
            lexicon.senses.extend_from_slice(&word.senses);
            lexicon.sense_ends.push(lexicon.senses.len() as u32);
            let of_word = lexicon.phrases.len();
            for (rest, senses) in &word.phrases {
                let from = lexicon.rest.len() as u32;
                lexicon.rest.extend_from_slice(rest);
                let rest = (from, lexicon.rest.len() as u32);
                let second = lexicon.rest[from as usize];
                for (n, &sense) in senses.iter().enumerate() {
                    // The first meaning of a class is the one that is asked for.
                    if senses[..n].iter().all(|other| other.class != sense.class) {
                        lexicon.phrases.push(Phrase { sense, second, rest });
                    }
                }
            }
            lexicon.phrases[of_word..].sort_by_key(|phrase| phrase.sense.class);
            lexicon.phrase_ends.push(lexicon.phrases.len() as u32);
        }
        let words = self.words.iter().zip(0..).skip(1);
        let known: Vec<_> = words.map(|(word, id)| (word.hash, id, word.classes)).collect();
        lexicon.words = Words::new(&known)?;
        Ok(lexicon)
    }
}
