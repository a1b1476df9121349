//! Whether what stands in a text is a name as it is listed, and in which form.
//!
//! The key of a name says only that its words are the same in lower case and without accents.
//! Policy judges the rest: capitals, and what stands between the words.

use std::ops::Range;

use super::{
    Form,
    key::{LOWER, next_place},
};
use crate::text::{folded, folds_alike};

/// How a name may be written; in this order of strictness, and in the bits of its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Policy {
    /// With the capitals listed, or more.
    Normal,
    /// With exactly the capitals listed.
    Cased,
    /// In any case.
    Any,
    /// Byte by byte.
    Exact,
}

impl Policy {
    pub(super) const fn of_bits(bits: u8) -> Self {
        match bits & 3 {
            0 => Self::Normal,
            1 => Self::Cased,
            2 => Self::Any,
            _ => Self::Exact,
        }
    }
}

/// Judges `text[words]`, whose words have the key of `name`: where the name stands, marks at its
/// ends included, and its form.
#[inline]
pub(super) fn verify(
    text: &str,
    words: Range<usize>,
    name: &[u8],
    policy: Policy,
    plural: bool,
) -> Option<(Range<usize>, Form)> {
    let as_listed = if plural { Form::Plural } else { Form::Exact };
    let same = text.as_bytes().get(words.start..words.start + name.len());
    if same == Some(name) && words.end <= words.start + name.len() && !name.is_empty() {
        // The common case. A name's last marks (`Yahoo!`) stand behind its last word.
        return Some((words.start..words.start + name.len(), as_listed));
    }
    if policy == Policy::Exact && name.first().is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    if let Some(same) = same
        && words.end <= words.start + name.len()
        && let Some(form) = in_other_case(same, name, policy, as_listed)
    {
        return form.map(|form| (words.start..words.start + name.len(), form));
    }
    let name = std::str::from_utf8(name).ok()?;
    let joined = policy != Policy::Exact;
    let first = next_place(name, 0, joined)?;
    let start = words.start.checked_sub(first.start)?;
    if policy == Policy::Exact {
        let end = start + name.len();
        return (text.as_bytes().get(start..end)? == name.as_bytes() && words.end <= end)
            .then_some((start..end, as_listed));
    }
    if !same_marks(text.get(start..words.start)?, &name[..first.start], "") {
        return None;
    }
    let mut spelling = Case::default();
    let mut surface = Case::default();
    let (mut there, mut here) = (first, next_place(text, words.start, joined)?);
    loop {
        let (listed, written) = (&name[there.clone()], &text[here.clone()]);
        if !same_word(listed, written) || policy == Policy::Cased && !same_case(listed, written) {
            return None;
        }
        let dash = text.as_bytes().get(here.end) == Some(&b'-');
        spelling.add(listed);
        surface.add(written);
        if policy == Policy::Normal && spelling.last_is_capital && !surface.last_is_capital {
            // `al-Shabaab` of `Al-Shabaab`: a particle may lose its capital.
            let particle = spelling.words == 1 && dash && words.end > here.end;
            if !particle {
                return None;
            }
        }
        let (after, behind) = (there.end, here.end);
        if here.end >= words.end {
            let end = end_of(text, behind, &name[after..])?;
            return form(text, start..end, name, policy, spelling, surface, as_listed);
        }
        there = next_place(name, after, joined)?;
        here = next_place(text, behind, joined)?;
        let between = &name[after..there.start];
        if !same_marks(&text[behind..here.start], between, written) {
            return None;
        }
    }
}

/// The form of `text` if it differs from `name` in nothing but the case of ASCII letters; no form
/// if the policy forbids it. None at all if it takes a closer look. Eight bytes at a time.
#[inline]
fn in_other_case(text: &[u8], name: &[u8], policy: Policy, listed: Form) -> Option<Option<Form>> {
    let (mut before, mut capitals, mut missing, mut upper) = (0, 0, 0, 0);
    let (mut lower, mut name_lower) = (0, 0);
    let mut at = 0;
    while at < name.len() {
        let (a, b) = (eight(text, at), eight(name, at));
        let letters = letters8(b);
        // Bit 5 of a letter tells its case: moved to the top, as in `letters`.
        let other = a ^ b;
        if (other & !LOWER) | ((other << 2) & !letters) | (a & HIGH) != 0 {
            return None;
        }
        let (a_lower, b_lower) = (letters & (a << 2), letters & (b << 2));
        let inside = letters | digits8(b);
        let first = (letters & !b_lower) & !((inside << 8) | before);
        before = inside >> 56;
        capitals |= first;
        missing |= first & a_lower;
        upper += (letters & !a_lower).count_ones();
        lower |= a_lower;
        name_lower |= b_lower;
        at += 8;
    }
    if policy == Policy::Cased {
        return Some(None);
    }
    if policy == Policy::Normal && (missing != 0 || capitals == 0) {
        // A particle, or a name without capitals.
        return None;
    }
    Some(Some(if lower == 0 && upper > 1 && name_lower != 0 {
        Form::Capitals
    } else if missing != 0 {
        Form::Lower
    } else if listed == Form::Plural {
        Form::Plural
    } else {
        Form::Folded
    }))
}

const HIGH: u64 = 0x8080_8080_8080_8080;

/// Up to eight bytes from `at` on, zeros behind the last.
#[inline(always)]
fn eight(bytes: &[u8], at: usize) -> u64 {
    if let Some(eight) = bytes[at..].first_chunk() {
        return u64::from_le_bytes(*eight);
    }
    let (rest, len) = (&bytes[at..], bytes.len() - at);
    if let Some(last) = bytes.last_chunk() {
        return u64::from_le_bytes(*last) >> (8 * (8 - len));
    }
    if let (Some(first), Some(last)) = (rest.first_chunk(), rest.last_chunk()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        return u64::from(first) | u64::from(last) << (8 * (len - 4));
    }
    rest.iter().rev().fold(0, |eight, &byte| eight << 8 | u64::from(byte))
}

/// The top bits of those of eight bytes that lie in `from..=to`, as ASCII.
#[inline(always)]
const fn within8(word: u64, from: u8, to: u8) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let low = word & !HIGH;
    let reach = low + EACH * (0x80 - from as u64);
    let past = low + EACH * (0x7f - to as u64);
    reach & !past & !word & HIGH
}

const fn letters8(word: u64) -> u64 {
    within8(word | LOWER, b'a', b'z')
}

const fn digits8(word: u64) -> u64 {
    within8(word, b'0', b'9')
}

fn form(
    text: &str,
    span: Range<usize>,
    name: &str,
    policy: Policy,
    spelling: Case,
    surface: Case,
    listed: Form,
) -> Option<(Range<usize>, Form)> {
    let exact = text[span.clone()] == *name;
    let capitals = surface.letters && !surface.lower && surface.upper > 1 && spelling.lower;
    let form = if exact {
        listed
    } else if capitals {
        Form::Capitals
    } else if policy == Policy::Any && spelling.capitals > surface.capitals {
        Form::Lower
    } else if listed == Form::Plural {
        Form::Plural
    } else {
        Form::Folded
    };
    // `adidas` and `iPhone` are found as listed or with a capital, and not as `iphone`.
    let bare = policy == Policy::Normal && spelling.capitals == 0 && surface.capitals == 0;
    (!bare || exact || !surface.letters).then_some((span, form))
}

/// What the capitals of the words so far are.
#[derive(Clone, Copy, Debug, Default)]
struct Case {
    words: u32,
    /// Words that begin with a capital.
    capitals: u32,
    /// Upper-case letters.
    upper: u32,
    lower: bool,
    letters: bool,
    last_is_capital: bool,
}

impl Case {
    fn add(&mut self, word: &str) {
        self.words += 1;
        self.last_is_capital = word.chars().next().is_some_and(char::is_uppercase);
        self.capitals += u32::from(self.last_is_capital);
        for c in word.chars() {
            let upper = c.is_uppercase();
            self.upper += u32::from(upper);
            self.lower |= c.is_lowercase();
            self.letters |= upper || c.is_lowercase();
        }
    }
}

fn letters(word: &str) -> impl Iterator<Item = char> {
    word.chars().filter(|&c| c != '.' && c != ' ')
}

fn same_word(a: &str, b: &str) -> bool {
    if a.is_ascii() && b.is_ascii() {
        return a.eq_ignore_ascii_case(b)
            || letters(a)
                .map(|c| c.to_ascii_lowercase())
                .eq(letters(b).map(|c| c.to_ascii_lowercase()));
    }
    // Words of which nothing is left are compared as they stand.
    folds_alike(a, b) && (a == b || folded(a).next().is_some())
}

/// Whether two words that fold alike have their capitals in the same places.
fn same_case(a: &str, b: &str) -> bool {
    fn case(word: &str) -> impl Iterator<Item = bool> {
        letters(word).filter(|c| c.is_alphabetic()).map(char::is_uppercase)
    }
    if a.is_ascii() && b.is_ascii() { letters(a).eq(letters(b)) } else { case(a).eq(case(b)) }
}

/// What stands between two words, as far as it tells names apart.
#[derive(Debug, PartialEq, Eq)]
struct Marks {
    /// Whether there are [`others`].
    other: bool,
    /// A hyphen, dash or white space.
    gap: bool,
    stop: bool,
    /// Line breaks; two are a blank line.
    lines: usize,
}

fn marks(between: &str) -> Marks {
    let mut marks = Marks { other: false, gap: false, stop: false, lines: 0 };
    let mut last = ' ';
    for c in between.chars() {
        match c {
            '.' => marks.stop = true,
            '\n' | '\r' => {
                marks.lines += usize::from(c == '\r' || last != '\r');
                marks.gap = true;
            }
            c if is_gap(c) => marks.gap = true,
            _ => marks.other = true,
        }
        last = c;
    }
    marks
}

fn is_gap(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–' | '\u{ad}') || c.is_whitespace()
}

/// Marks other than stops, hyphens and white space; curly ones straight.
fn others(between: &str) -> impl Iterator<Item = char> {
    between.chars().filter(|&c| c != '.' && !is_gap(c)).map(|c| match c {
        '’' | '‘' | 'ʼ' | '`' | '´' => '\'',
        '“' | '”' => '"',
        c => c,
    })
}

/// Whether `text` behind the word `before` can stand for what the list has there.
fn same_marks(text: &str, listed: &str, before: &str) -> bool {
    if text == listed {
        return true;
    }
    if text.len() > 16 {
        // Longer white space than any layout of prose has within a name.
        return false;
    }
    let (here, there) = (marks(text), marks(listed));
    if here.lines > 1 || !others(text).eq(others(listed)) {
        return false;
    }
    // A stop is left out freely, but only a short word brings one of its own: `St. Louis`.
    if here.stop
        && !there.stop
        && !(before.len() <= 3 && before.chars().next().is_some_and(char::is_uppercase))
    {
        return false;
    }
    // Two hyphens are a dash between clauses.
    if text.matches('-').count() > 1 {
        return false;
    }
    here.gap == there.gap || here.other || there.stop || here.stop
}

/// Where the name ends whose last word ends at `at`, if the marks behind it are there; a stop may
/// lack.
fn end_of(text: &str, at: usize, marks: &str) -> Option<usize> {
    let rest = &text[at..];
    if rest.starts_with(marks) {
        return Some(at + marks.len());
    }
    (marks == ".").then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::key::words;

    fn check(name: &str, text: &str, policy: Policy) -> Option<Form> {
        let joined = policy != Policy::Exact;
        let all: Vec<_> = words(text, joined).collect();
        let span = all[0].start..all[all.len() - 1].end;
        verify(text, span, name.as_bytes(), policy, false).map(|(_, form)| form)
    }

    #[test]
    fn policies() {
        use Form::{Capitals, Exact, Folded, Lower};
        use Policy::{Any, Cased, Normal};
        for (name, text, policy, expected) in [
            ("World Bank", "World Bank", Normal, Some(Exact)),
            ("World Bank", "WORLD BANK", Normal, Some(Capitals)),
            ("World Bank", "world bank", Normal, None),
            ("World Bank", "world bank", Any, Some(Lower)),
            ("World Bank", "World bank", Normal, None),
            ("World Bank", "World\nBank", Normal, Some(Folded)),
            ("World Bank", "World\n\nBank", Normal, None),
            ("World Bank", "World\r\n   Bank", Normal, Some(Folded)),
            ("World Bank", "World, Bank", Normal, None),
            ("World Bank", "World. Bank", Normal, None),
            ("Burkina Faso", "Burkina-Faso", Normal, Some(Folded)),
            ("Al-Shabaab", "al Shabaab", Normal, None),
            ("Al-Shabaab", "al-Shabaab", Normal, Some(Folded)),
            ("Al-Shabaab", "Al Shabaab", Normal, Some(Folded)),
            ("US", "U.S.", Cased, Some(Folded)),
            ("US", "us", Cased, None),
            ("US", "Us", Cased, None),
            ("WHO", "Who", Cased, None),
            ("U.S. Steel", "US Steel", Normal, Some(Folded)),
            ("St Louis", "St. Louis", Normal, Some(Folded)),
            ("St. Louis", "St Louis", Normal, Some(Folded)),
            ("J. K. Rowling", "J.K. Rowling", Normal, Some(Folded)),
            ("Côte d'Ivoire", "Cote d’Ivoire", Normal, Some(Folded)),
            ("Côte d'Ivoire", "COTE D'IVOIRE", Normal, Some(Capitals)),
            ("AT&T", "AT&T", Normal, Some(Exact)),
            ("AT&T", "AT T", Normal, None),
            ("AT&T", "AT & T", Normal, Some(Folded)),
            ("Yahoo!", "Yahoo!", Normal, Some(Exact)),
            ("Yahoo!", "Yahoo", Normal, None),
            ("Apple Inc.", "Apple Inc", Normal, Some(Folded)),
            ("iPhone", "iphone", Normal, None),
            ("iPhone", "IPHONE", Normal, Some(Capitals)),
            ("adidas", "Adidas", Normal, Some(Folded)),
            ("adidas", "adidas", Normal, Some(Exact)),
            ("Republic of Korea", "REPUBLIC OF KOREA", Normal, Some(Capitals)),
            ("Republic of Korea", "Republic Of Korea", Normal, Some(Folded)),
            ("Osama bin Laden", "Osama bin Laden", Normal, Some(Exact)),
            ("東京", "東京", Normal, Some(Exact)),
            ("World Bank", "WORLD BANK", Policy::Exact, None),
            ("Nato", "NATO", Normal, Some(Capitals)),
            ("NATO", "Nato", Normal, Some(Folded)),
        ] {
            assert_eq!(check(name, text, policy), expected, "{name} {text:?} {policy:?}");
        }
    }
}
