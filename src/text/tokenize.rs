//! Bytes to tokens.
//!
//! Word boundaries follow UAX #29, tailored to news:
//!
//! - a hyphen or dash always stands alone (`Japan-Russia`, `10-year-old`, `Jean-Luc`: a name with
//!   a hyphen is a sequence of tokens, and matching decides what belongs together);
//! - `'s` and `’s` at the end of a word are a token of their own;
//! - full stops belong to acronyms and initials (`U.S.`, `W.`), and not to two words that lack a
//!   space (`said.He`);
//! - `:`, `;`, `_` and `'` between digits separate;
//! - a web or mail address is one token.
//!
//! Stretches of ASCII between white space take [`ascii`]; any other goes through
//! `unicode-segmentation`. On ASCII the two agree, which a property test holds.

use unicode_segmentation::UnicodeSegmentation;

use super::{
    blocks::Blocks,
    token::{Shape, Tokens},
};
use crate::machine;

/// Appends the tokens of `text` to empty `tokens`: spans and shapes; hashes, words and classes are
/// the lexicon's work.
pub(crate) fn tokenize(text: &str, tokens: &mut Tokens) {
    machine::dispatch(Blocks { text, tokens });
}

/// Appends the tokens of the first stretch at or after `at`; returns where the white space behind
/// it is.
pub(super) fn stretch(text: &str, mut at: usize, tokens: &mut Tokens) -> usize {
    let bytes = text.as_bytes();
    while at < bytes.len() && is_space(bytes[at]) {
        at += 1;
    }
    let start = at;
    let mut high = 0;
    while at < bytes.len() && !is_space(bytes[at]) {
        high |= bytes[at];
        at += 1;
    }
    let first = tokens.len();
    let before = tokens.ends.last().map(|&end| end as usize);
    let stretch = &text[start..at];
    if let Some(len) = address_len(stretch.as_bytes()) {
        tokens.push(start, start + len, shape_of(&stretch[..len]));
        marks(stretch, len, start, tokens);
    } else if high < 0x80 {
        ascii(bytes, start, at, tokens);
    } else {
        unicode(stretch, start, tokens);
    }
    if let Some(&begin) = tokens.starts.get(first) {
        let gap = gap_before(bytes, before, begin as usize);
        tokens.shapes[first] = tokens.shapes[first].with(gap);
    }
    at
}

/// The shape that the gap before a token gives it; `before` is where the token before it ends.
pub(super) fn gap_before(bytes: &[u8], before: Option<usize>, start: usize) -> Shape {
    match before {
        None => Shape::SPACE_BEFORE.with(Shape::LINE_BEFORE).with(Shape::BLANK_BEFORE),
        Some(end) if end < start => gap_shape(&bytes[end..start]),
        _ => Shape::default(),
    }
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

fn gap_shape(gap: &[u8]) -> Shape {
    let mut lines = 0;
    for (i, &byte) in gap.iter().enumerate() {
        lines += usize::from(byte == b'\n' || byte == b'\r' && gap.get(i + 1) != Some(&b'\n'));
    }
    match lines {
        0 => Shape::SPACE_BEFORE,
        1 => Shape::SPACE_BEFORE.with(Shape::LINE_BEFORE),
        _ => Shape::SPACE_BEFORE.with(Shape::LINE_BEFORE).with(Shape::BLANK_BEFORE),
    }
}

/// Length of the web or mail address that a stretch begins with, if it is one.
fn address_len(stretch: &[u8]) -> Option<usize> {
    let web = stretch.starts_with(b"www.")
        && stretch.get(4).is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0x80)
        || stretch.starts_with(b"http://")
        || stretch.starts_with(b"https://");
    let mail = !web
        && stretch.len() > 4
        && stretch.iter().position(|&b| b == b'@').is_some_and(|at| {
            at > 0
                && stretch[..at].iter().all(|b| b.is_ascii_alphanumeric() || b"._-+".contains(b))
                && stretch[at + 1..].contains(&b'.')
                && stretch[at + 1..].first().is_some_and(u8::is_ascii_alphanumeric)
                && stretch[at + 1..]
                    .iter()
                    .all(|b| b.is_ascii_alphanumeric() || b".-,;:!?)\"'".contains(b))
        });
    if !web && !mail {
        return None;
    }
    let end = stretch
        .iter()
        .rposition(|b| b.is_ascii_alphanumeric() || *b == b'/' || *b >= 0x80)
        .map_or(stretch.len(), |last| last + 1);
    Some(end)
}

fn marks(stretch: &str, from: usize, base: usize, tokens: &mut Tokens) {
    for (i, mark) in stretch[from..].char_indices() {
        let at = base + from + i;
        tokens.push(at, at + mark.len_utf8(), mark_shape(mark));
    }
}

fn mark_shape(mark: char) -> Shape {
    if mark.is_ascii() { Shape::MARK } else { Shape::MARK.with(Shape::NON_ASCII) }
}

/// Tokens of `bytes[at..end]`, ASCII without white space.
fn ascii(bytes: &[u8], mut at: usize, end: usize, tokens: &mut Tokens) {
    let byte = |i: usize| if i < end { bytes[i] } else { b' ' };
    while at < end {
        let start = at;
        if !bytes[at].is_ascii_alphanumeric() {
            if bytes[at] == b'\''
                && byte(at + 1).eq_ignore_ascii_case(&b's')
                && !byte(at + 2).is_ascii_alphanumeric()
                && start > 0
                && tokens.ends.last().is_some_and(|&e| e as usize == start)
                && bytes[start - 1].is_ascii_alphanumeric()
            {
                tokens.push(start, start + 2, shape_ascii(&bytes[start..start + 2]));
                at += 2;
            } else {
                tokens.push(start, start + 1, Shape::MARK);
                at += 1;
            }
            continue;
        }
        at += 1;
        loop {
            let (last, next) = (bytes[at - 1], byte(at));
            if next.is_ascii_alphanumeric() {
                at += 1;
                continue;
            }
            let after = byte(at + 1);
            let joins = match next {
                b'.' if last.is_ascii_alphabetic() && after.is_ascii_alphabetic() => {
                    !(after.is_ascii_uppercase() && byte(at + 2).is_ascii_lowercase())
                }
                b'.' | b',' => last.is_ascii_digit() && after.is_ascii_digit(),
                b'\'' => {
                    let possessive =
                        after.eq_ignore_ascii_case(&b's') && !byte(at + 2).is_ascii_alphanumeric();
                    last.is_ascii_alphabetic() && after.is_ascii_alphabetic() && !possessive
                }
                _ => false,
            };
            if !joins {
                break;
            }
            at += 2;
        }
        if byte(at) == b'.' && takes_final_stop(&bytes[start..at]) {
            at += 1;
        }
        tokens.push(start, at, shape_ascii(&bytes[start..at]));
    }
}

/// Whether a word owns the full stop after it: single letters with stops between (`U.S`), or one
/// capital (`W`).
fn takes_final_stop(word: &[u8]) -> bool {
    match word {
        [one] => one.is_ascii_uppercase(),
        _ => {
            word.len() % 2 == 1
                && word
                    .iter()
                    .enumerate()
                    .all(|(i, &b)| if i % 2 == 0 { b.is_ascii_alphabetic() } else { b == b'.' })
        }
    }
}

/// Tokens of a stretch without ASCII white space by `unicode-segmentation`, tailored.
pub(super) fn unicode(stretch: &str, base: usize, tokens: &mut Tokens) {
    let mut taken = 0;
    for (at, segment) in stretch.split_word_bound_indices() {
        let end = at + segment.len();
        if end <= taken {
            continue;
        }
        // A word may have taken the stop that this segment begins with.
        let (at, segment) = if at < taken { (taken, &stretch[taken..end]) } else { (at, segment) };
        if segment.chars().any(char::is_alphanumeric) {
            taken = words(stretch, at, end, base, tokens);
        } else if let Some(len) = possessive_len(stretch, at) {
            tokens.push(base + at, base + at + len, shape_of(&stretch[at..at + len]));
            taken = at + len;
        } else if !segment.chars().all(char::is_whitespace) {
            let mut chars = segment.chars();
            if segment.is_ascii() {
                for (i, mark) in segment.char_indices() {
                    tokens.push(base + at + i, base + at + i + 1, mark_shape(mark));
                }
            } else {
                let mark = chars.next().unwrap_or(' ');
                tokens.push(base + at, base + end, mark_shape(mark).with(Shape::NON_ASCII));
            }
            taken = end;
        }
    }
}

/// Length of `'s` or `’s` at `at`, at the end of a word.
fn possessive_len(stretch: &str, at: usize) -> Option<usize> {
    let before = stretch[..at].chars().next_back()?;
    let mut rest = stretch[at..].chars();
    let apostrophe = rest.next()?;
    let is_end = before.is_alphanumeric()
        && matches!(apostrophe, '\'' | '’')
        && matches!(rest.next(), Some('s' | 'S'))
        && !rest.next().is_some_and(char::is_alphanumeric);
    is_end.then(|| apostrophe.len_utf8() + 1)
}

/// Cuts one word segment of UAX #29 where news wants it cut; returns where it stopped.
fn words(stretch: &str, at: usize, end: usize, base: usize, tokens: &mut Tokens) -> usize {
    let mut start = at;
    let mut i = at;
    while let Some(c) = stretch[i..end].chars().next() {
        let next = i + c.len_utf8();
        if i > start && is_connector(c) && !joins(stretch, i, next) || i == start && is_connector(c)
        {
            if i > start {
                let stop = end_of_word(stretch, start, i);
                tokens.push(base + start, base + stop, shape_of(&stretch[start..stop]));
                if stop > i {
                    (start, i) = (stop, stop);
                    continue;
                }
            }
            let len =
                if i > start { possessive_len(stretch, i) } else { None }.unwrap_or(c.len_utf8());
            let piece = &stretch[i..i + len];
            let shape = if len > c.len_utf8() { shape_of(piece) } else { mark_shape(c) };
            tokens.push(base + i, base + i + len, shape);
            (start, i) = (i + len, i + len);
            continue;
        }
        i = next;
    }
    if start >= end {
        return start.max(end);
    }
    let stop = end_of_word(stretch, start, end);
    tokens.push(base + start, base + stop, shape_of(&stretch[start..stop]));
    stop
}

fn end_of_word(stretch: &str, start: usize, end: usize) -> usize {
    let stop = stretch.as_bytes().get(end) == Some(&b'.')
        && takes_final_stop(&stretch.as_bytes()[start..end]);
    end + usize::from(stop)
}

const fn is_connector(c: char) -> bool {
    matches!(c, '.' | ',' | ':' | ';' | '_' | '\'' | '’')
}

/// Whether the connector at `at..next` holds the two sides of a word together.
fn joins(stretch: &str, at: usize, next: usize) -> bool {
    let last = stretch[..at].chars().next_back().unwrap_or(' ');
    let mut rest = stretch[next..].chars();
    let (after, then) = (rest.next().unwrap_or(' '), rest.next().unwrap_or(' '));
    match stretch[at..].chars().next() {
        Some('.') if last.is_alphabetic() && after.is_alphabetic() => {
            !(after.is_uppercase() && then.is_lowercase())
        }
        Some('.' | ',') => last.is_numeric() && after.is_numeric(),
        Some('\'' | '’') => {
            last.is_alphabetic() && after.is_alphabetic() && possessive_len(stretch, at).is_none()
        }
        _ => false,
    }
}

fn shape_of(word: &str) -> Shape {
    if word.is_ascii() {
        return shape_ascii(word.as_bytes());
    }
    let mut shape = Shape::NON_ASCII;
    for (i, c) in word.chars().enumerate() {
        let bit = if c.is_uppercase() {
            if i == 0 { Shape::CAPITAL } else { Shape::INNER_UPPER }
        } else if c.is_lowercase() {
            Shape::LOWER
        } else if c.is_ascii_digit() {
            if i == 0 { Shape::DIGIT.with(Shape::LEADING_DIGIT) } else { Shape::DIGIT }
        } else if c == '.' {
            Shape::DOT
        } else if c.is_alphanumeric() {
            Shape::OTHER_LETTER
        } else {
            Shape::default()
        };
        shape = shape.with(bit);
    }
    possessive_shape(word.as_bytes(), shape)
}

fn shape_ascii(word: &[u8]) -> Shape {
    let mut shape = Shape::default();
    for (i, &b) in word.iter().enumerate() {
        let bit = match b {
            b'A'..=b'Z' if i == 0 => Shape::CAPITAL,
            b'A'..=b'Z' => Shape::INNER_UPPER,
            b'a'..=b'z' => Shape::LOWER,
            b'0'..=b'9' if i == 0 => Shape::DIGIT.with(Shape::LEADING_DIGIT),
            b'0'..=b'9' => Shape::DIGIT,
            b'.' => Shape::DOT,
            _ => Shape::default(),
        };
        shape = shape.with(bit);
    }
    possessive_shape(word, shape)
}

fn possessive_shape(word: &[u8], shape: Shape) -> Shape {
    match word {
        [b'\'', b's' | b'S'] | [0xe2, 0x80, 0x99, b's' | b'S'] => shape.with(Shape::POSSESSIVE),
        _ => shape,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::{Kernel, Scalar};
    use proptest::prelude::*;

    fn words_of(text: &str) -> Vec<&str> {
        let mut tokens = Tokens::default();
        tokenize(text, &mut tokens);
        (0..tokens.len()).map(|i| tokens.text(text, i)).collect()
    }

    #[test]
    fn news_words() {
        for (text, expected) in [
            ("Abe's U.S. visit.", "Abe|'s|U.S.|visit|."),
            ("a 10-year-old's $1.2m", "a|10|-|year|-|old|'s|$|1.2m"),
            ("George W. Bush, J.R.R. Tolkien", "George|W.|Bush|,|J.R.R.|Tolkien"),
            ("he said.He left", "he|said|.|He|left"),
            ("Shi'ite O’Neill’s don't", "Shi'ite|O’Neill|’s|don't"),
            ("see www.example.org/a, or me@x.org.", "see|www.example.org/a|,|or|me@x.org|."),
            ("at 5:30 p.m. 19,000 1.5", "at|5|:|30|p.m.|19,000|1.5"),
            ("Ivory Coast—Côte d’Ivoire", "Ivory|Coast|—|Côte|d’Ivoire"),
            ("\u{feff}TOKYO (AFP) --", "TOKYO|(|AFP|)|-|-"),
            ("AT&T A$5 x_y", "AT|&|T|A|$|5|x|_|y"),
        ] {
            assert_eq!(words_of(text).join("|"), expected, "{text}");
        }
    }

    #[test]
    fn breaks_are_seen() {
        let mut tokens = Tokens::default();
        tokenize("One\r\ntwo\r\n\r\nthree four", &mut tokens);
        let line = |i: usize| tokens.shapes[i].has(Shape::LINE_BEFORE);
        let blank = |i: usize| tokens.shapes[i].has(Shape::BLANK_BEFORE);
        assert!(line(1) && !blank(1) && blank(2) && !line(3));
    }

    /// Every stretch by itself, without blocks.
    fn by_stretches(text: &str) -> Tokens {
        let mut tokens = Tokens::default();
        let mut at = if text.starts_with('\u{feff}') { 3 } else { 0 };
        while at < text.len() {
            at = stretch(text, at, &mut tokens);
        }
        tokens
    }

    proptest! {
        #[test]
        fn blocks_agree_with_stretches(
            pieces in prop::collection::vec(
                prop_oneof![
                    "[a-zA-Z0-9]{1,9}", "[ \n\r\t]{1,4}", "[ -~]{1,3}", "[.,'’@:/é]", "www\\.|http://|U\\.S\\.|'s",
                    Just(" ".to_owned()),
                ],
                0..90,
            ),
        ) {
            let text = pieces.concat();
            let expected = by_stretches(&text);
            let (mut vectors, mut scalar) = (Tokens::default(), Tokens::default());
            tokenize(&text, &mut vectors);
            Blocks { text: &text, tokens: &mut scalar }.run::<Scalar>();
            for got in [&vectors, &scalar] {
                prop_assert_eq!(&got.starts, &expected.starts, "{:?}", &text);
                prop_assert_eq!(&got.ends, &expected.ends, "{:?}", &text);
                prop_assert_eq!(&got.shapes, &expected.shapes, "{:?}", &text);
            }
        }

        #[test]
        fn both_paths_agree_on_ascii(text in "[ -~]{0,40}") {
            for stretch in text.split_ascii_whitespace() {
                let (mut fast, mut slow) = (Tokens::default(), Tokens::default());
                ascii(stretch.as_bytes(), 0, stretch.len(), &mut fast);
                unicode(stretch, 0, &mut slow);
                prop_assert_eq!(&fast.starts, &slow.starts, "{}", stretch);
                prop_assert_eq!(&fast.ends, &slow.ends, "{}", stretch);
                prop_assert_eq!(&fast.shapes, &slow.shapes, "{}", stretch);
            }
        }

        #[test]
        fn tokens_and_gaps_rebuild_the_text(text in "\\PC{0,60}") {
            let mut tokens = Tokens::default();
            tokenize(&text, &mut tokens);
            let mut at = 0;
            for i in 0..tokens.len() {
                let span = tokens.span(i);
                prop_assert!(text.is_char_boundary(span.start as usize));
                prop_assert!(text.is_char_boundary(span.end as usize));
                prop_assert!(span.start as usize >= at && !span.is_empty());
                let gap = &text[at..span.start as usize];
                prop_assert!(gap.chars().all(|c| c.is_whitespace() || c == '\u{feff}'), "{:?}", gap);
                at = span.end as usize;
            }
            let rest = &text[at..];
            prop_assert!(rest.chars().all(|c| c.is_whitespace() || c == '\u{feff}'), "{:?}", rest);
        }
    }
}
