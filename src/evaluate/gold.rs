//! Annotations as they are compared: read from gold files and from Documents alike.

use serde::Deserialize;

use crate::Span;

/// An article with its annotations. A [`Document`](crate::Document) in JSON reads as one, and so
/// does a row of gold; a list that is not there means that nobody annotated it.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Annotated {
    /// The names.
    #[serde(default)]
    pub entities: Option<Vec<Mention>>,
    /// The times.
    #[serde(default)]
    pub timexes: Option<Vec<TimeMention>>,
    /// The numbers.
    #[serde(default)]
    pub numbers: Option<Vec<Amount>>,
}

/// A name.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Mention {
    /// Where it stands, in bytes.
    #[serde(flatten)]
    pub span: Span,
    /// As it stands.
    pub text: String,
    /// What kind of thing it names.
    pub kind: String,
    /// How sure it is, if it was found and not annotated: from 0 to 1.
    #[serde(default)]
    pub confidence: Option<f32>,
}

impl Mention {
    /// A name that begins at byte `start`.
    #[must_use]
    pub fn new(start: u32, text: &str, kind: &str) -> Self {
        let span = Span::new(start, start + text.len() as u32);
        Self { span, text: text.to_owned(), kind: kind.to_owned(), confidence: None }
    }
}

/// A time.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct TimeMention {
    /// Where it stands, in bytes.
    #[serde(flatten)]
    pub span: Span,
    /// DATE, TIME, DURATION or SET.
    #[serde(rename = "type", default)]
    pub class: Option<String>,
    /// The TIMEX3 value.
    #[serde(default)]
    pub value: Option<String>,
}

/// A number.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Amount {
    /// Where it stands, in bytes.
    #[serde(flatten)]
    pub span: Span,
    /// cardinal, ordinal, percent, money or quantity.
    pub kind: String,
    /// The value, if it is a single one.
    #[serde(default)]
    pub value: Option<f64>,
    /// The lower end of a range.
    #[serde(default)]
    pub lower: Option<f64>,
    /// The upper end of a range.
    #[serde(default)]
    pub upper: Option<f64>,
    /// The unit of a quantity.
    #[serde(default)]
    pub unit: Option<String>,
    /// The currency of money, by ISO 4217.
    #[serde(default)]
    pub currency: Option<String>,
}
