//! Finding names in a text.

use std::ops::Range;

use super::{
    Form, Gazetteer, NameId, NameMatch,
    image::Image,
    key::{Word, chain, next_word, seeded},
    layout::{ENDS, FINGERPRINT, GOES_ON, Section, filter_bits, fingerprint, home, next_bit},
    verify::{Policy, verify},
};
use crate::text::Tokens;

impl Gazetteer {
    /// Appends every name found in the tokens, longer and shorter, ordered by first token, then
    /// by length. Entities of one name may stand in several matches where their policies differ.
    pub fn find(&self, text: &str, tokens: &Tokens, out: &mut Vec<NameMatch>) {
        let from = out.len();
        let mut first = 0;
        scan(&self.0, text, |span, name, form| {
            while first > 0 && tokens.starts[first - 1] as usize >= span.start {
                first -= 1;
            }
            while first < tokens.len() && (tokens.starts[first] as usize) < span.start {
                first += 1;
            }
            if let Some(last) = last_token(text, tokens, first, &span) {
                out.push(NameMatch { first: first as u32, last: last as u32, name, form });
            }
        });
        if !out[from..].is_sorted() {
            out[from..].sort_unstable();
        }
    }

    /// Appends the longest names found in the tokens, from left to right, without overlap.
    pub fn find_longest(&self, text: &str, tokens: &Tokens, out: &mut Vec<NameMatch>) {
        let from = out.len();
        self.find(text, tokens, out);
        let (mut kept, mut end) = (from, 0);
        let mut i = from;
        while i < out.len() {
            let first = out[i].first;
            let mut longest = out[i];
            while i < out.len() && out[i].first == first {
                if out[i].last > longest.last {
                    longest = out[i];
                }
                i += 1;
            }
            if first >= end {
                out[kept] = longest;
                kept += 1;
                end = longest.last;
            }
        }
        out.truncate(kept);
    }

    /// The names that `text` is, as a whole, in any of their forms.
    ///
    /// ```
    /// let gazetteer = dateline::Gazetteer::builtin();
    /// assert_eq!(gazetteer.lookup("no such name at all").count(), 0);
    /// ```
    pub fn lookup(&self, text: &str) -> impl Iterator<Item = NameId> {
        let mut names = Vec::new();
        scan(&self.0, text, |span, name, _| {
            if span == (0..text.len()) {
                names.push(name);
            }
        });
        names.into_iter()
    }
}

/// One past the last token of `span`, which begins at token `first`; none if it begins or ends
/// inside a token. A token may have one stop more (`U.S.`).
fn last_token(text: &str, tokens: &Tokens, first: usize, span: &Range<usize>) -> Option<usize> {
    if first >= tokens.len() || tokens.starts[first] as usize != span.start {
        return None;
    }
    let mut last = first;
    while last < tokens.len() && (tokens.ends[last] as usize) < span.end {
        last += 1;
    }
    let end = *tokens.ends.get(last)? as usize;
    let stop = end == span.end + 1 && text.as_bytes()[span.end] == b'.';
    (end == span.end || stop).then_some(last + 1)
}

/// Calls `sink` with every name of `text`, its span and its form.
fn scan(image: &Image, text: &str, mut sink: impl FnMut(Range<usize>, NameId, Form)) {
    let filter = image.table(Section::Filter);
    if filter.is_empty() {
        return;
    }
    let slots = image.table(Section::Slots);
    let joined = !image.exact;
    let mut at = 0;
    while let Some(first) = next_word(text, at, joined) {
        at = first.end;
        let byte = text.as_bytes()[first.start];
        if byte < 0x80 && image.starts >> byte & 1 == 0 {
            continue;
        }
        let (place, bits) = filter_bits(first.hash, byte.is_ascii_lowercase(), filter.len());
        if u64::from_le_bytes(filter[place]) & bits != bits {
            continue;
        }
        extend(image, slots, text, first, &mut sink);
    }
}

/// Follows the names that begin with the word `first`.
fn extend(
    image: &Image,
    slots: &[[u8; 8]],
    text: &str,
    first: Word,
    sink: &mut impl FnMut(Range<usize>, NameId, Form),
) {
    let mut hash = 0;
    let mut word = first;
    loop {
        hash = chain(hash, word.hash);
        let slot = probe(slots, image.homes, seeded(hash, image.seed));
        if slot & ENDS != 0 {
            let mut at = Some(slot as u32 as usize);
            while let Some((spelling, next)) = at.and_then(|at| image.spelling(at)) {
                let policy = Policy::of_bits(spelling.policy());
                let words = first.start..word.end;
                if let Some((span, form)) =
                    verify(text, words, spelling.text, policy, spelling.is_plural())
                {
                    sink(span, spelling.id, form);
                }
                at = next;
            }
        }
        if slot & GOES_ON == 0 {
            return;
        }
        let end = word.end;
        let Some(next) = next_word(text, end, !image.exact) else { return };
        // A slot that only goes on says which words can be next.
        if slot & ENDS == 0 && slot & next_bit(next.hash) == 0 || next.start - end > 16 {
            return;
        }
        word = next;
    }
}

/// The slot of a hash; zero if there is none.
fn probe(slots: &[[u8; 8]], homes: usize, hash: u64) -> u64 {
    let mark = fingerprint(hash);
    for slot in slots.get(home(hash, homes)..).unwrap_or_default() {
        let slot = u64::from_le_bytes(*slot);
        if slot == 0 || (slot ^ mark) & FINGERPRINT == 0 {
            return slot;
        }
    }
    0
}
