//! What kind of text it is: an article, or a short message of which every time word is a time.

use super::{Reference, reader::Reader, words::Word};
use crate::{
    TemporalBias, TimeAnchor,
    lexicon::Class,
    text::{Shape, TextView},
};

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Register {
    /// Whole sentences: a bare `day` or `night` is no time.
    Article,
    /// Questions to an assistant, which look ahead: `2 to 3 hours` is one time.
    Assistant,
    /// `Long day, great night`: notes of the day they are sent on.
    Message,
    /// A message that shows by more than its words where it was posted: `@`, `#`, a link, a smile.
    Post,
}

impl Register {
    /// Whether every time word is a time.
    pub(crate) const fn is_message(self) -> bool {
        matches!(self, Self::Message | Self::Post)
    }
}

impl Reference {
    /// How the text is written, by the option or by what stands in it.
    pub(crate) fn register(&self, view: &TextView<'_, '_>) -> Register {
        match self.anchor {
            TimeAnchor::Message => Register::Post,
            _ if self.bias == TemporalBias::Future => Register::Assistant,
            TimeAnchor::Automatic if self.date.is_some() => of_text(view),
            _ => Register::Article,
        }
    }
}

/// How long a message is at most, in bytes.
const LONGEST: usize = 480;

/// A message is brief, of one paragraph, with a sign that one wrote it to friends or followers.
fn of_text(view: &TextView<'_, '_>) -> Register {
    let tokens = view.tokens;
    if view.text.len() > LONGEST
        || tokens.shapes.iter().skip(1).any(|shape| shape.has(Shape::BLANK_BEFORE))
    {
        return Register::Article;
    }
    let reader = Reader::new(view, Register::Article);
    let (mut voice, mut cry) = (false, false);
    for i in 0..tokens.len() {
        let shape = tokens.shapes[i];
        if shape.has(Shape::MARK) {
            if is_sign(&reader, i) {
                return Register::Post;
            }
            cry |= view.byte(i) == b'!';
        } else if tokens.classes[i].has(Class::TimeWord) {
            match reader.word(i) {
                Some(Word::Informal)
                    if shape.is_lower()
                        || shape.has(Shape::SENTENCE_START) && !shape.is_upper() =>
                {
                    return Register::Post;
                }
                // `My Summer of Love`: a title.
                Some(Word::Voice) => {
                    let title = shape.is_capitalised()
                        && shape.has(Shape::LOWER)
                        && !shape.has(Shape::SENTENCE_START);
                    voice |= !title;
                }
                _ => {}
            }
        } else if shape.has(Shape::DOT) && reader.text(i).starts_with("http") {
            return Register::Post;
        }
    }
    // `so tired today`, `Long day!`: what no article prints outside of quotes.
    let low = tokens.shapes.first().is_some_and(|shape| shape.is_lower());
    if (voice || low || cry) && !view.text.contains(['"', '“', '”']) {
        Register::Message
    } else {
        Register::Article
    }
}

/// `#word`, `@word`, `:)`, `!!`, `http://…`, an emoji.
fn is_sign(reader: &Reader<'_, '_, '_>, i: usize) -> bool {
    if !matches!(
        reader.view.byte(i),
        b'#' | b'@' | b'.' | b'!' | b'?' | b':' | b';' | b'=' | b'<' | 0x80..
    ) {
        return false;
    }
    let text = reader.text(i);
    let next = reader.glued(i + 1);
    match text.as_bytes() {
        [b'#' | b'@'] => next && reader.shape(i + 1).is_word() && !reader.glued(i),
        [b'!' | b'?'] => next && matches!(reader.text(i + 1), "!" | "?"),
        [b':' | b';' | b'='] => {
            let nose = usize::from(next && reader.mark(i + 1, b'-'));
            reader.glued(i + 1 + nose)
                && matches!(reader.text(i + 1 + nose), ")" | "(" | "D" | "P" | "p" | "o" | "]")
                && !reader.glued(i)
        }
        // `home..`, but not `home...`.
        [b'.'] => {
            next && reader.mark(i + 1, b'.')
                && !(reader.glued(i) && reader.mark(i - 1, b'.'))
                && !(reader.glued(i + 2) && reader.mark(i + 2, b'.'))
        }
        [b'<'] => next && reader.text(i + 1) == "3",
        [0xF0, 0x9F, ..] => true,
        _ => false,
    }
}
