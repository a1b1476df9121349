//! Numbers, amounts and quantities.
//!
//! A number is found where a token is a digit or a number word; words before it (`about`, `more
//! than`), its unit and a second number (`5 to 10`) are then joined to it. Words are data
//! (`gazetteers/en/`), the grammar is Rust: [`compose`](self) reads the number, `term` its unit,
//! `range` pairs, `context` what is no number, `counted` what is counted.
//!
//! Requests to an assistant (a future bias) are read a little otherwise: a unit that is named
//! without a number is found (`convert 5 miles to kilometres`), `2 Cups` are a measure, a pair is
//! two, and a hyphen between spaces makes no range where only the second number has a unit, since
//! it may be a minus: `40 - 50 years old` is 40, and 50 years. That last one is what assistants
//! expect rather than the better reading; articles keep the range.
//!
//! ```
//! let extractor = dateline::Extractor::new();
//! let document = extractor.extract("Exports fell 5.2 percent to $1.2bn, at least 300 firms said.");
//! let found: Vec<_> = document.numbers.iter().map(|n| &*n.text).collect();
//! assert_eq!(found, ["5.2 percent", "$1.2bn", "at least 300"]);
//! ```

mod age;
mod compose;
mod context;
mod counted;
mod currency;
mod decimal;
mod digits;
mod find;
mod fractions;
mod measure;
mod model;
mod money;
mod numerals;
mod openings;
mod output;
mod powers;
mod qualify;
mod quantity;
mod range;
mod rules;
mod spelled;
mod term;
mod told_age;
mod unit;
mod words;

pub(crate) use self::find::find;
pub use self::{
    currency::Currency,
    decimal::{Decimal, NotDecimal},
    model::{Number, NumberKind, Si},
    rules::Rule,
    unit::{Dimension, Unit},
};
use crate::{Result, lexicon::Builder};

/// Adds the words of numbers to the lexicon.
pub(crate) fn add_words(builder: &mut Builder) -> Result<()> {
    words::add(builder)?;
    words::add_cues(builder)?;
    words::add_qualifiers(builder)?;
    unit::add(builder)?;
    currency::add(builder)
}
