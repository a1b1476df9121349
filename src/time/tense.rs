//! The tense of a sentence around a time, by the nearest verb form.

use super::{expression::Expression, reader::Reader, register::Register, words::Word};
use crate::text::{Shape, TextView};

/// Which way the verb beside a time looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    /// A verb of the past right before the time: `opened in January`.
    NearPast,
    Future,
    Unknown,
}

/// The tense of the verb nearest before the expression in its sentence, or else after it; what
/// holds `until Friday` goes on, unless a verb of the past stands right before.
pub(super) fn tense(view: &TextView<'_, '_>, expression: &Expression) -> Tense {
    let reader = Reader::new(view, Register::Article);
    let first = expression.first as usize;
    let before = first.checked_sub(1).and_then(|at| reader.word(at));
    match (before, of_verb(&reader, expression)) {
        (Some(Word::Until), Tense::Past | Tense::Unknown) => Tense::Future,
        (Some(Word::By | Word::Through), Tense::Unknown) => Tense::Future,
        (_, tense) => tense,
    }
}

fn of_verb(reader: &Reader<'_, '_, '_>, expression: &Expression) -> Tense {
    let view = reader.view;
    let (first, last) = (expression.first as usize, expression.last as usize);
    let sentence = view.sentences.partition_point(|s| s.last as usize <= first);
    let Some(sentence) = view.sentences.get(sentence) else { return Tense::Unknown };
    let tokens = sentence.tokens();
    let start = tokens.start.max(first.saturating_sub(30));
    for i in (start..first).rev() {
        // `since taking office in January`.
        if first - i <= SINCE && reader.is(i, Word::Since) {
            return Tense::NearPast;
        }
        if let Some(tense) = verb(reader, i) {
            let near = first - i <= NEAR;
            // `the funeral is Friday`.
            let is = near && reader.is(i, Word::Is);
            return match tense {
                Tense::Past if near => Tense::NearPast,
                Tense::Unknown if is => Tense::Future,
                tense => tense,
            };
        }
    }
    for i in last..tokens.end.min(last + 12) {
        if let Some(tense) = verb(reader, i) {
            return tense;
        }
    }
    Tense::Unknown
}

/// How many tokens on a verb is still right before a time.
const NEAR: usize = 3;

/// How many tokens on `since` still tells when.
const SINCE: usize = 5;

fn verb(reader: &Reader<'_, '_, '_>, i: usize) -> Option<Tense> {
    let shape = reader.shape(i);
    if shape.has(Shape::MARK) || shape.is_capitalised() {
        return None;
    }
    match reader.word(i) {
        // `would be paid`, `to be held`: the tense is that of what stands before.
        // `are set for Friday`.
        Some(Word::Toward)
            if reader.is(i + 1, Word::To)
                || i > 0 && reader.is(i - 1, Word::Is) && reader.text(i + 1) == "for" =>
        {
            return Some(Tense::Future);
        }
        Some(Word::Toward) => {}
        Some(Word::TensePast | Word::Had) if passive(reader, i) => return None,
        Some(Word::TensePast | Word::Had | Word::Ended) => return Some(Tense::Past),
        // `had been due`: what was to come has come.
        Some(Word::TenseFuture)
            if i > 1 && (reader.is(i - 2, Word::Had) || reader.is(i - 1, Word::Had)) =>
        {
            return Some(Tense::Past);
        }
        Some(Word::TenseFuture) => return Some(Tense::Future),
        // `is to resume`.
        Some(Word::TensePresent | Word::Is) if reader.is(i + 1, Word::To) => {
            return Some(Tense::Future);
        }
        Some(Word::TensePresent | Word::Is) => return Some(Tense::Unknown),
        // `to be completed by Dec. 15`.
        Some(Word::Be) if i > 0 && reader.is(i - 1, Word::To) => return Some(Tense::Future),
        Some(_) => return None,
        None => {}
    }
    let text = reader.text(i);
    let past = text.len() > 4 && text.ends_with("ed") && !text.ends_with("eed");
    (past && !passive(reader, i)).then_some(Tense::Past)
}

/// Whether `be` or a determiner stands before: `will be held`, `the planned talks`.
fn passive(reader: &Reader<'_, '_, '_>, i: usize) -> bool {
    i > 0 && (matches!(reader.word(i - 1), Some(Word::Be | Word::The | Word::A)))
}
