//! What a number is, as it comes out.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Currency, Decimal, Rule, Unit};
use crate::{Span, document::own};

/// What kind of number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum NumberKind {
    /// How many: `five`, `1.2 million`, `two-thirds`.
    Cardinal,
    /// Which place: `first`, `21st`.
    Ordinal,
    /// `5.2 percent`; percentage points and basis points have a unit.
    Percent,
    /// An amount of a currency.
    Money,
    /// A number of a unit; an age is one of years, months, weeks or days.
    Quantity,
}

impl NumberKind {
    /// As it is written in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cardinal => "cardinal",
            Self::Ordinal => "ordinal",
            Self::Percent => "percent",
            Self::Money => "money",
            Self::Quantity => "quantity",
        }
    }
}

/// A number with what it means.
///
/// ```
/// use dateline::number::NumberKind;
/// let extractor = dateline::Extractor::new();
/// let document = extractor.extract("The islands are home to some 19,000 Russians.");
/// let number = &document.numbers[0];
/// assert_eq!(number.kind, NumberKind::Cardinal);
/// assert_eq!(number.value.and_then(|v| v.to_i64()), Some(19_000));
/// assert!(number.approximate);
/// assert_eq!(number.counted.as_deref(), Some("Russians"));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Number<'a> {
    /// Where it stands, with its unit and the words that bound it; of money, only the amount.
    #[serde(flatten)]
    pub span: Span,
    /// As it stands.
    #[serde(borrow)]
    pub text: Cow<'a, str>,
    /// What kind of number.
    pub kind: NumberKind,
    /// The number that is named; of a bound (`more than 300`) the bound. `None` for a range, for
    /// `hundreds`, and for one of more digits than a [`Decimal`] holds. Money is in the main unit
    /// of its currency: `50 cents` is 0.5.
    #[serde(default)]
    pub value: Option<Decimal>,
    /// The least that it can be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lower: Option<Decimal>,
    /// The most that it can be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upper: Option<Decimal>,
    /// The unit's name; of money whose currency is not clear, the name in the text (`dinar`).
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Cow<'a, str>>,
    /// The currency by ISO 4217.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Cow<'a, str>>,
    /// Whether the text says that it is not exact.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approximate: bool,
    /// The noun phrase that is counted, without determiners.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<Cow<'a, str>>,
    /// What became of those counted: `killed`, `arrested`.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub happening: Option<Cow<'a, str>>,
    /// The rule that found it, where the extractor explains.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<Rule>,
}

/// A quantity in the SI unit of its dimension.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Si {
    /// The value, if there is a single one.
    pub value: Option<Decimal>,
    /// The least.
    pub lower: Option<Decimal>,
    /// The most.
    pub upper: Option<Decimal>,
    /// The SI unit.
    pub unit: &'static str,
}

impl Number<'_> {
    /// Its unit of measure, for quantities.
    ///
    /// ```
    /// let extractor = dateline::Extractor::new();
    /// let document = extractor.extract("It lies 12 miles off the coast.");
    /// assert_eq!(document.numbers[0].measure().unwrap().name(), "mile");
    /// ```
    #[must_use]
    pub fn measure(&self) -> Option<Unit> {
        if self.kind == NumberKind::Quantity { Unit::named(self.unit.as_deref()?) } else { None }
    }

    /// Its currency, for money.
    ///
    /// ```
    /// let extractor = dateline::Extractor::new();
    /// let document = extractor.extract("The bridge cost 3 billion yen.");
    /// assert_eq!(document.numbers[0].money().unwrap().name(), "Japanese yen");
    /// ```
    #[must_use]
    pub fn money(&self) -> Option<Currency> {
        Currency::of_code(self.currency.as_deref()?)
    }

    /// The quantity in the SI unit of its dimension; an age in seconds.
    ///
    /// ```
    /// let extractor = dateline::Extractor::new();
    /// let document = extractor.extract("The lake covers 2 square miles.");
    /// let si = document.numbers[0].si().unwrap();
    /// assert_eq!(si.unit, "square metre");
    /// assert_eq!(si.value.unwrap().to_string(), "5179976.220672");
    /// ```
    #[must_use]
    pub fn si(&self) -> Option<Si> {
        let measure = self.measure()?;
        let unit = measure.dimension().si_unit()?;
        let convert = |value: Option<Decimal>| value.and_then(|v| measure.to_si(v));
        Some(Si {
            value: convert(self.value),
            lower: convert(self.lower),
            upper: convert(self.upper),
            unit,
        })
    }

    pub(crate) fn into_owned<'b>(self) -> Number<'b> {
        Number {
            text: own(self.text),
            unit: self.unit.map(own),
            currency: self.currency.map(own),
            counted: self.counted.map(own),
            happening: self.happening.map(own),
            span: self.span,
            kind: self.kind,
            value: self.value,
            lower: self.lower,
            upper: self.upper,
            approximate: self.approximate,
            rule: self.rule,
        }
    }
}
