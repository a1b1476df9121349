//! How many ordinary words the lists alone would take for names.

use std::collections::{BTreeMap, HashMap};

use crate::{
    Gazetteer,
    gazetteer::{Flags, NameMatch},
    lexicon::Lexicon,
    text::{self, Shape, Tokens},
};

/// Ordinary words of a text that lists would mark.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Noise {
    /// Words of the text.
    pub words: usize,
    /// Ordinary words that would be marked.
    pub marked: usize,
    /// Each of them with how often, most frequent first.
    pub examples: Vec<(String, usize)>,
}

impl Noise {
    /// Marked words of a thousand.
    #[must_use]
    pub fn per_thousand(&self) -> f64 {
        if self.words == 0 { 0.0 } else { 1000.0 * self.marked as f64 / self.words as f64 }
    }
}

/// Looks for ordinary English words that the lists alone, without weights, would mark: names in
/// lower case, or at the start of a sentence and otherwise in lower case, that bear neither the flag
/// `common` nor `ctx` for one of their bearers.
///
/// A word is ordinary if the text has it in lower case more often than with a capital inside a
/// sentence, and the list of English words has it too.
///
/// ```
/// let mut builder = dateline::Gazetteer::builder();
/// builder.add_names("company", ["Apple"])?;
/// let noise = dateline::evaluate::noise(&builder.build(), "Apple trees bear an apple a day.");
/// assert_eq!(noise.words, 7);
/// # Ok::<(), dateline::Error>(())
/// ```
#[must_use]
pub fn noise(gazetteer: &Gazetteer, text: &str) -> Noise {
    let lexicon = Lexicon::english();
    let mut tokens = Tokens::default();
    let mut sentences = Vec::new();
    text::tokenize(text, &mut tokens);
    lexicon.annotate(text, &mut tokens);
    text::split(text, &mut tokens, &mut sentences);

    // In lower case, less with a capital inside a sentence.
    let mut lower: HashMap<u64, i64> = HashMap::new();
    for (&hash, &shape) in tokens.hashes.iter().zip(&tokens.shapes) {
        let at = lower.entry(hash).or_default();
        *at += i64::from(shape.is_lower());
        *at -= i64::from(shape.is_capitalised() && !shape.has(Shape::SENTENCE_START));
    }
    let english = Gazetteer::builtin();
    let is_ordinary = |i: usize| {
        let hash = tokens.hashes[i];
        lower.get(&hash).is_some_and(|&n| n > 0) && english.word(hash).frequency > 0
    };
    let stands = |i: usize| {
        let shape = tokens.shapes[i];
        shape.is_lower() || (shape.has(Shape::SENTENCE_START) && !shape.is_upper())
    };
    let is_plain = |found: &NameMatch| {
        gazetteer.entries(found.name).any(|entry| {
            let flags = gazetteer.entry_head(entry).flags;
            !flags.has(Flags::COMMON) && !flags.has(Flags::CONTEXT)
        })
    };
    let mut found = Vec::new();
    gazetteer.find_longest(text, &tokens, &mut found);
    let mut marked: BTreeMap<&str, usize> = BTreeMap::new();
    for found in found.iter().filter(|found| is_plain(found)) {
        let range = found.first as usize..found.last as usize;
        if range.clone().all(|i| stands(i) && is_ordinary(i)) {
            let span = tokens.span(range.start).cover(tokens.span(range.end - 1));
            *marked.entry(span.of(text)).or_default() += range.len();
        }
    }
    let words = tokens.shapes.iter().filter(|shape| shape.is_word()).count();
    let mut examples: Vec<_> = marked.iter().map(|(word, &n)| ((*word).to_owned(), n)).collect();
    examples.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Noise { words, marked: marked.values().sum(), examples }
}
