//! A name found in a text, before it is known whose it is.

use super::label::Kind;
use crate::{
    Span,
    gazetteer::EntryId,
    lexicon::{Class, ClassSet},
    text::{Shape, TextView},
};

/// A name found in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Name {
    /// First token.
    pub(crate) first: u32,
    /// One past the last token.
    pub(crate) last: u32,
    /// What the decoder takes it for; none for a label of the user's.
    pub(crate) kind: Option<Kind>,
    /// The gazetteer (0 is the built-in one) and entity that it links to.
    pub(crate) entry: Option<(u32, EntryId)>,
    /// By how many points its entry leads any other that bears the name.
    pub(crate) lead: i32,
    /// The entry that it might link to, were that surer.
    pub(crate) held: Option<EntryId>,
    /// By how much its labels beat any other.
    pub(crate) margin: i32,
    /// Whether a user's gazetteer ordered it.
    pub(crate) ordered: bool,
}

impl Name {
    /// A name that links to nothing yet.
    pub(crate) const fn new(first: u32, last: u32, kind: Kind, margin: i32) -> Self {
        let kind = Some(kind);
        Self { first, last, kind, entry: None, lead: 0, held: None, margin, ordered: false }
    }

    pub(crate) fn tokens(&self) -> std::ops::Range<usize> {
        self.first as usize..self.last as usize
    }

    pub(crate) fn len(&self) -> usize {
        self.tokens().len()
    }

    /// Where it stands. The stop after a company's form that ends a sentence too (`… by Tata Sons Ltd.`)
    /// is the sentence's; that of `U.S.` or `Fla.` is also the name's.
    pub(crate) fn span(&self, view: &TextView<'_, '_>) -> Span {
        let last = self.last as usize - 1;
        let mut span = view.tokens.span(self.first as usize).cover(view.tokens.span(last));
        if let [_, inner @ .., b'.'] = view.bytes(last)
            && !inner.is_empty()
            && !inner.contains(&b'.')
            && self.kind == Some(Kind::Organisation)
            && ends_sentence(view, last)
        {
            span.end -= 1;
        }
        span
    }

    /// Cuts off what is no part of a name by the project's convention: leading "the", titles of
    /// people, the possessive.
    pub(crate) fn trim(&mut self, view: &TextView<'_, '_>) {
        while self.len() > 1 && view.is(self.first as usize, "the") {
            self.first += 1;
        }
        while self.len() > 1 && view.tokens.shapes[self.last as usize - 1].has(Shape::POSSESSIVE) {
            self.last -= 1;
        }
        if self.kind == Some(Kind::Person) {
            while self.len() > 1 && is_title(view, self.first as usize) {
                self.first += 1;
            }
        }
    }
}

/// Whether nothing but closing marks stands between token `i` and the end of its sentence.
fn ends_sentence(view: &TextView<'_, '_>, i: usize) -> bool {
    let n = view.sentences.partition_point(|sentence| sentence.last as usize <= i);
    view.sentences.get(n).is_some_and(|sentence| {
        let mut rest = i + 1..sentence.last as usize;
        rest.all(|i| view.tokens.shapes[i].has(Shape::MARK) && !view.is_mark(i, b','))
    })
}

/// Titles that are not also given names.
fn is_title(view: &TextView<'_, '_>, i: usize) -> bool {
    const TITLES: ClassSet = ClassSet::of(&[Class::Honorific, Class::Title]);
    const NAMES: [&str; 14] = [
        "dean",
        "earl",
        "duke",
        "baron",
        "major",
        "marshal",
        "judge",
        "bishop",
        "pope",
        "king",
        "prince",
        "queen",
        "chancellor",
        "nana",
    ];
    view.any(i, TITLES) && !NAMES.iter().any(|n| view.is(i, n))
}
