//! Time expressions to TIMEX3.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::{
    DateOrder, Result, Span, TemporalBias, TimeAnchor, document::own, lexicon::Builder,
    text::TextView,
};

/// What the values of an article's times are resolved against.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reference {
    /// The article's date and time; relative times of an article without one stay open.
    pub date: Option<jiff::civil::DateTime>,
    /// Which way open expressions resolve.
    pub bias: TemporalBias,
    /// How all-digit dates are read.
    pub order: DateOrder,
    /// What relative times are counted from.
    pub anchor: TimeAnchor,
}

/// A time expression with its TIMEX3 type and value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Timex<'a> {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// As it stands.
    #[serde(borrow)]
    pub text: Cow<'a, str>,
}

impl Timex<'_> {
    pub(crate) fn into_owned<'b>(self) -> Timex<'b> {
        Timex { span: self.span, text: own(self.text) }
    }
}

/// A time expression before its value is known.
#[derive(Clone, Debug)]
pub(crate) struct Expression {
    /// First token.
    pub(crate) first: u32,
    /// One past the last token.
    pub(crate) last: u32,
}

/// Adds the words of time to the lexicon.
pub(crate) fn add_words(_builder: &mut Builder) -> Result<()> {
    Ok(())
}

/// Finds the time expressions of a text, in order, none overlapping.
pub(crate) fn find(_view: &TextView<'_, '_>, _out: &mut Vec<Expression>) {}

/// Gives the expressions that stood against names their values.
pub(crate) fn resolve<'a>(
    _view: &TextView<'a, '_>,
    _expressions: &[Expression],
    _reference: &Reference,
    _out: &mut Vec<Timex<'a>>,
) {
}
