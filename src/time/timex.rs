//! A time expression with its value, as it comes out.

use std::{borrow::Cow, fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{
    expression::{Freq, Mod, Quant},
    value::{Unit, Value},
};
use crate::{Span, document::own};

/// The type of a time expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[non_exhaustive]
pub enum TimexKind {
    /// A day or a longer stretch of the calendar.
    Date,
    /// A time of the day.
    Time,
    /// A length of time.
    Duration,
    /// What recurs.
    Set,
}

impl TimexKind {
    /// As TIMEX3 writes it.
    ///
    /// ```
    /// assert_eq!(dateline::time::TimexKind::Date.as_str(), "DATE");
    /// ```
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// A time expression with its TIMEX3 type and value.
///
/// ```
/// use dateline::{Article, Extractor};
/// let extractor = Extractor::new();
/// let article = Article { text: "They met last year.", date: Some("2016-06-22"), ..Article::default() };
/// let document = extractor.extract_article(&article);
/// assert_eq!(document.timexes[0].value.unwrap().to_string(), "2015");
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Timex<'a> {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// As it stands.
    #[serde(borrow)]
    pub text: Cow<'a, str>,
    /// DATE, TIME, DURATION or SET.
    #[serde(rename = "type")]
    pub kind: TimexKind,
    /// Its value; none where the calendar has no such time (30 February).
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional_string")]
    pub value: Option<Value>,
    /// The other reading of a date in digits whose order is not known (`3/4/2016`).
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional_string")]
    pub alternative: Option<Value>,
    /// What part, or how exactly.
    #[serde(
        rename = "mod",
        default,
        skip_serializing_if = "Option::is_none",
        with = "optional_string"
    )]
    pub modifier: Option<Mod>,
    /// Quantifier of a set.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional_string")]
    pub quant: Option<Quant>,
    /// How often within the period of a set.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional_string")]
    pub freq: Option<Freq>,
    /// The rule that found it, where the extractor explains.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<Cow<'a, str>>,
}

impl Timex<'_> {
    pub(crate) fn into_owned<'b>(self) -> Timex<'b> {
        Timex {
            span: self.span,
            text: own(self.text),
            kind: self.kind,
            value: self.value,
            alternative: self.alternative,
            modifier: self.modifier,
            quant: self.quant,
            freq: self.freq,
            rule: self.rule.map(own),
        }
    }

    /// The day, where the value is one (or a time on one).
    #[must_use]
    pub fn date(&self) -> Option<jiff::civil::Date> {
        self.value.and_then(|value| value.date())
    }

    /// First and last day of the stretch that the value covers; none where it is open.
    #[must_use]
    pub fn range(&self) -> Option<(jiff::civil::Date, jiff::civil::Date)> {
        self.value.and_then(|value| value.range())
    }
}

impl fmt::Display for Mod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Mod {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.iter().find(|(_, name)| *name == text);
        found.map(|&(modifier, _)| modifier).ok_or("no modifier of TIMEX3")
    }
}

impl fmt::Display for Quant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Quant {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::Every, Self::Each, Self::Some]
            .into_iter()
            .find(|quant| quant.as_str() == text)
            .ok_or("no quantifier")
    }
}

impl FromStr for Freq {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = "no frequency: write 2X or 3D";
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let count = text[..digits].parse().map_err(|_| wrong)?;
        let code = &text[digits..];
        if code == "X" {
            return Ok(Self { count, unit: None });
        }
        let unit = Unit::ALL.iter().find(|(unit, _, c)| *c == code && *unit != Unit::Minute);
        unit.map(|&(unit, ..)| Self { count, unit: Some(unit) }).ok_or(wrong)
    }
}

/// Values that JSON holds as their strings.
mod optional_string {
    use super::{Cow, Deserialize, Deserializer, FromStr, Serializer, de, fmt};

    pub(super) fn serialize<T: fmt::Display, S: Serializer>(
        value: &Option<T>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => serializer.collect_str(value),
            None => serializer.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
    where
        T: FromStr,
        T::Err: fmt::Display,
        D: Deserializer<'de>,
    {
        Option::<Cow<'de, str>>::deserialize(deserializer)?
            .map(|text| text.parse().map_err(de::Error::custom))
            .transpose()
    }
}
