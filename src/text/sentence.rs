//! Tokens to sentences and paragraphs.

use super::token::{Shape, Tokens};
use crate::lexicon::{Class, ClassSet};

/// What kind of line a sentence is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum SentenceKind {
    /// Running text.
    #[default]
    Prose,
    /// A line of its own without a final mark, most of its words with a capital.
    Headline,
    /// A line whose words are all in capitals.
    Capitals,
    /// An item of a list or table: begins with a bullet, or is short and without a final mark.
    Item,
}

/// A sentence: a range of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// First token.
    pub first: u32,
    /// One past the last token.
    pub last: u32,
    /// What kind of line it is.
    pub kind: SentenceKind,
    /// Whether it begins a paragraph.
    pub paragraph: bool,
}

impl Sentence {
    /// Its tokens.
    #[must_use]
    pub fn tokens(&self) -> std::ops::Range<usize> {
        self.first as usize..self.last as usize
    }
}

/// Cuts tokens into sentences and marks their first tokens.
pub(crate) fn split(text: &str, tokens: &mut Tokens, sentences: &mut Vec<Sentence>) {
    let mut first = 0;
    let mut paragraph = true;
    let mut from = 0;
    while let Some(i) = next_end(&tokens.shapes, from) {
        from = i + 1;
        let end = i + 1 == tokens.len()
            || tokens.shapes[i + 1].has(Shape::BLANK_BEFORE)
            || line_ends(text, tokens, first, i)
            || sentence_ends(text, tokens, i);
        if !end {
            continue;
        }
        tokens.shapes[first] = tokens.shapes[first].with(Shape::SENTENCE_START);
        sentences.push(Sentence {
            first: first as u32,
            last: i as u32 + 1,
            kind: kind_of(text, tokens, first, i + 1),
            paragraph,
        });
        first = i + 1;
        paragraph = i + 1 < tokens.len() && tokens.shapes[i + 1].has(Shape::BLANK_BEFORE);
    }
}

/// The first token from `from` on that may end a sentence: most are words in the middle of a line.
fn next_end(shapes: &[Shape], from: usize) -> Option<usize> {
    let own = Shape::MARK.with(Shape::DOT);
    let next = Shape::LINE_BEFORE.with(Shape::BLANK_BEFORE);
    let rest = shapes.get(from..)?;
    let ends = |pair: &[Shape]| pair[0].any(own) | pair[1].any(next);
    let place = rest.windows(2).position(ends);
    place.or(rest.len().checked_sub(1)).map(|i| from + i)
}

fn byte(text: &str, tokens: &Tokens, i: usize) -> u8 {
    text.as_bytes()[tokens.starts[i] as usize]
}

fn is_mark(tokens: &Tokens, i: usize) -> bool {
    tokens.shapes[i].has(Shape::MARK)
}

/// Marks that may stand between the final mark and the end of the sentence.
fn closes(text: &str, tokens: &Tokens, i: usize) -> bool {
    is_mark(tokens, i)
        && !tokens.shapes[i].has(Shape::SPACE_BEFORE)
        && (matches!(byte(text, tokens, i), b'"' | b'\'' | b')' | b']')
            || matches!(tokens.text(text, i), "”" | "’" | "»"))
}

/// A line break after token `i` ends a sentence when the line is no wrapped prose: the line before
/// is short of a sentence (headline, item, dateline table) or has ended.
fn line_ends(text: &str, tokens: &Tokens, first: usize, i: usize) -> bool {
    if !tokens.shapes[i + 1].has(Shape::LINE_BEFORE) {
        return false;
    }
    let last = byte(text, tokens, i);
    if is_mark(tokens, i) && matches!(last, b'.' | b'!' | b'?' | b':' | b'"') {
        return true;
    }
    let next = i + 1;
    if is_mark(tokens, next) && matches!(byte(text, tokens, next), b'*' | b'-' | b'#') {
        return true;
    }
    let open = is_mark(tokens, i) && matches!(last, b',' | b';' | b'-' | b'(')
        || tokens.classes[i].any(ClassSet::of(&[
            Class::Determiner,
            Class::Preposition,
            Class::Conjunction,
            Class::Auxiliary,
        ]));
    let starts_low = tokens.shapes[next].is_lower();
    let width = tokens.ends[i] - tokens.starts[line_start(tokens, first, i)];
    !open && !starts_low && (width < 50 || tokens.shapes[next].is_capitalised() && width < 60)
        || width >= 120 && !starts_low && !open
}

fn line_start(tokens: &Tokens, first: usize, i: usize) -> usize {
    (first..=i).rev().find(|&j| tokens.shapes[j].has(Shape::LINE_BEFORE)).unwrap_or(first)
}

/// Whether a sentence ends after token `i` (final mark with its closing quotes and brackets).
fn sentence_ends(text: &str, tokens: &Tokens, i: usize) -> bool {
    let next = i + 1;
    if closes(text, tokens, next) || !tokens.shapes[next].has(Shape::SPACE_BEFORE) {
        return false;
    }
    let mut mark = i;
    while mark > 0 && closes(text, tokens, mark) {
        mark -= 1;
    }
    let begins = begins_sentence(text, tokens, next);
    if is_mark(tokens, mark) {
        return match byte(text, tokens, mark) {
            b'.' => begins || mark == i && !tokens.shapes[next].is_lower(),
            b'!' | b'?' => begins,
            _ => tokens.text(text, mark) == "…" && begins,
        };
    }
    if !(tokens.shapes[mark].has(Shape::DOT)
        && text.as_bytes()[tokens.ends[mark] as usize - 1] == b'.')
    {
        return false;
    }
    // A word that owns its stop: initial, acronym or abbreviation.
    if !begins || mark == 0 {
        return false;
    }
    let word = tokens.text(text, mark);
    let one_letter = word.len() == 2;
    if one_letter {
        // `George W. Bush`, but `vitamin C. The`.
        return tokens.classes[next].any(STARTERS) && !tokens.shapes[mark - 1].is_capitalised();
    }
    if tokens.classes[mark].any(ClassSet::of(&[
        Class::Honorific,
        Class::Title,
        Class::TitleModifier,
    ])) {
        return false;
    }
    if tokens.classes[mark].has(Class::Month) && tokens.shapes[next].has(Shape::LEADING_DIGIT) {
        return false;
    }
    // `U.S. The`, `Inc. He`, `p.m. It`: only before a word that hardly continues a name.
    tokens.classes[next].any(STARTERS) || mark < i
}

const STARTERS: ClassSet = ClassSet::of(&[
    Class::Determiner,
    Class::Pronoun,
    Class::Conjunction,
    Class::Preposition,
    Class::Auxiliary,
    Class::Function,
]);

fn begins_sentence(text: &str, tokens: &Tokens, i: usize) -> bool {
    let shape = tokens.shapes[i];
    if shape.is_capitalised() || shape.any(Shape::LEADING_DIGIT.with(Shape::OTHER_LETTER)) {
        return true;
    }
    shape.has(Shape::MARK)
        && (matches!(byte(text, tokens, i), b'"' | b'\'' | b'(' | b'[' | b'-' | b'*' | b'$')
            || shape.has(Shape::NON_ASCII))
}

fn kind_of(text: &str, tokens: &Tokens, first: usize, last: usize) -> SentenceKind {
    let own_line = tokens.shapes[first].has(Shape::LINE_BEFORE)
        && (last == tokens.len() || tokens.shapes[last].has(Shape::LINE_BEFORE));
    let final_mark = is_mark(tokens, last - 1)
        && matches!(byte(text, tokens, last - 1), b'.' | b'!' | b'"' | b',' | b';');
    let short_line = own_line && !final_mark && last - first <= 25;
    let (mut upper, mut lower, mut capital) = (0u32, 0u32, 0u32);
    for i in first..last {
        let shape = tokens.shapes[i];
        if shape.is_lower() && !shape.has(Shape::POSSESSIVE) {
            // Function words stay in lower case in headlines.
            lower += u32::from(tokens.ends[i] - tokens.starts[i] > 3);
            if lower > 0 && !short_line {
                break;
            }
        } else if shape.is_upper() {
            upper += 1;
        } else if shape.is_capitalised() && tokens.ends[i] - tokens.starts[i] > 1 {
            capital += 1;
        }
    }
    if upper >= 2 && lower == 0 && upper > capital * 2 {
        return SentenceKind::Capitals;
    }
    if own_line && is_mark(tokens, first) && matches!(byte(text, tokens, first), b'*' | b'-' | b'#')
    {
        return SentenceKind::Item;
    }
    if short_line {
        return if capital + upper > lower { SentenceKind::Headline } else { SentenceKind::Item };
    }
    SentenceKind::Prose
}
