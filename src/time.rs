//! Time expressions to TIMEX3.
//!
//! Two stages. `find` reads the tokens left to right and keeps what the words say:
//! `last Monday`, `3 May`, `two days later`. Expressions then stand against names; those that
//! remain are [resolved](Value) in the order of the text against the date of the article, or, in a
//! narrative, against the time mentioned before.

mod amount;
mod anchor;
mod bare;
mod beside;
mod calendar;
mod clock;
mod date;
mod digits;
mod duration;
mod expression;
mod glance;
mod holiday;
mod interval;
mod lunar;
mod measure;
mod moment;
mod moon;
mod notation;
mod offset;
mod open;
mod parse;
mod piece;
mod reader;
mod register;
mod relative;
mod resolve;
mod rules;
mod scan;
mod set;
mod tense;
mod timex;
mod value;
mod window;
mod within;
mod words;
mod year;

pub(crate) use self::register::Register;
pub(crate) use self::{
    expression::{Expression, Strength},
    resolve::resolve,
    scan::find,
    words::add_words,
};
pub use self::{
    expression::{Freq, Mod, Quant},
    parse::ParseValueError,
    timex::{Timex, TimexKind},
    value::{Count, DayPart, Length, Part, Point, Season, Time, Unit, Value, Year},
};
use crate::{DateOrder, Explain, TemporalBias, TimeAnchor};

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
    /// Whether times say which rule found them.
    pub explain: Explain,
}

/// The ids of the rules that find times, as `rule` of an explained [`Timex`] names them.
///
/// ```
/// assert!(dateline::time::rules().contains(&"offset-ago"));
/// ```
#[must_use]
pub fn rules() -> &'static [&'static str] {
    rules::Rule::IDS
}
