//! Numbers, amounts and quantities.

mod compose;
mod decimal;
mod digits;
mod fractions;
mod numerals;
mod spelled;
mod words;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

#[allow(unused_imports)]
pub(crate) use self::compose::cardinal_at;
pub use self::decimal::{Decimal, NotDecimal};
use crate::{Result, Span, document::own, lexicon::Builder, text::TextView, time::Expression};

/// A number with what it means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Number<'a> {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// As it stands.
    #[serde(borrow)]
    pub text: Cow<'a, str>,
}

impl Number<'_> {
    pub(crate) fn into_owned<'b>(self) -> Number<'b> {
        Number { span: self.span, text: own(self.text) }
    }
}

/// Adds the words of numbers to the lexicon.
pub(crate) fn add_words(builder: &mut Builder) -> Result<()> {
    words::add(builder)
}

/// Finds the numbers of a text outside its times, in order, none overlapping.
pub(crate) fn find<'a>(
    _view: &TextView<'a, '_>,
    _times: &[Expression],
    _out: &mut Vec<Number<'a>>,
) {
}
