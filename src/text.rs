//! Bytes to tokens, sentences and paragraphs.

mod blocks;
mod fold;
mod sentence;
mod token;
mod tokenize;
mod view;

pub use self::{
    fold::{fold, fold_hash},
    sentence::{Sentence, SentenceKind},
    token::{Shape, Tokens},
    view::TextView,
};
pub(crate) use self::{
    fold::{fold_hash_plain, fold_in_chunks, folded, folds_alike},
    sentence::split,
    tokenize::tokenize,
};
