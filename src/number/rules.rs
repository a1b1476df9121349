//! The rules by name.

use serde::{Deserialize, Serialize};

macro_rules! rules {
    ($($(#[$doc:meta])* $rule:ident = $id:literal,)*) => {
        /// A rule of the number grammar. Each has an example and a counter-example in the
        /// project's tests.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[non_exhaustive]
        pub enum Rule {
            $($(#[$doc])* #[serde(rename = $id)] $rule,)*
        }

        impl Rule {
            /// Every rule.
            pub const ALL: &'static [Self] = &[$(Self::$rule,)*];

            /// Its name, which stays the same from version to version.
            ///
            /// ```
            /// assert_eq!(dateline::number::Rule::Age.id(), "age");
            /// ```
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$rule => $id,)*
                }
            }
        }
    };
}

rules! {
    /// `19,000 people`, `1.2m`.
    CardinalDigits = "cardinal-digits",
    /// `two countries`, `three and a half thousand`.
    CardinalWords = "cardinal-words",
    /// `two-thirds`, `half of`, `1/4`.
    Fraction = "fraction",
    /// `one in five`.
    Proportion = "proportion",
    /// `hundreds of thousands`, `several million`, `a couple of`.
    Vague = "vague",
    /// `21st`.
    OrdinalDigits = "ordinal-digits",
    /// `first`, `twenty-fifth`.
    OrdinalWords = "ordinal-words",
    /// `5.2 percent`.
    Percent = "percent",
    /// `two percentage points`.
    PercentPoint = "percentage-point",
    /// `25 basis points`.
    BasisPoint = "basis-point",
    /// `a small percent`.
    PercentAlone = "percent-alone",
    /// `$1.2m`, `Rs16,189-crore`.
    MoneyBefore = "money-before",
    /// `200 yen`, `20€`.
    MoneyAfter = "money-after",
    /// `13 dollars 45 cents`.
    MoneyCompound = "money-compound",
    /// `120 square miles`, `5km/h`.
    Quantity = "quantity",
    /// `6 ft 2 in`.
    QuantityCompound = "quantity-compound",
    /// `from celsius to fahrenheit`.
    ScaleAlone = "scale-alone",
    /// `convert 5 miles to kilometres`, in a request.
    UnitAlone = "unit-alone",
    /// `a metric ton`, `a mile and a half`.
    QuantityOne = "quantity-one",
    /// `ten years old`, `10-year-old`.
    Age = "age",
    /// `aged 34`, `the age of six weeks`, `she turned 40`.
    AgeSaid = "age-said",
    /// `Maria Lopez, 45, said`.
    AgeApposed = "age-apposed",
    /// `in her forties`, `in his late 30s`.
    AgeDecade = "age-decade",
    /// `under-16s`.
    AgeGroup = "age-group",
    /// `5 to 10`, `between 5 and 6`, `$10-$20`.
    Range = "range",
}
