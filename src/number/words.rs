//! The words of numbers: `gazetteers/en/number-words.tsv`.

use crate::{
    Result,
    lexicon::{Builder, Class, Table},
    text::TextView,
};

/// What an odd word of the number grammar means; stored as the value of its
/// [`Class::NumberWord`] sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Odd {
    /// hundreds, thousands, dozens: counts by itself.
    Plural,
    /// minus, negative.
    Minus,
    /// several, few: before a magnitude.
    Vague,
    /// bn, k, m: 10 to this power, after digits only.
    Power(u8),
    /// ½: numerator and denominator.
    Vulgar(u8, u8),
}

impl Odd {
    const fn code(self) -> i64 {
        match self {
            Self::Plural => 1,
            Self::Minus => 2,
            Self::Vague => 3,
            Self::Power(power) => 100 + power as i64,
            Self::Vulgar(n, d) => 10_000 + n as i64 * 100 + d as i64,
        }
    }

    const fn from_code(code: i64) -> Option<Self> {
        match code {
            1 => Some(Self::Plural),
            2 => Some(Self::Minus),
            3 => Some(Self::Vague),
            100..200 => Some(Self::Power((code - 100) as u8)),
            10_000..20_000 => Some(Self::Vulgar((code % 10_000 / 100) as u8, (code % 100) as u8)),
            _ => None,
        }
    }

    /// The odd meaning of token `i`.
    pub(crate) fn of(view: &TextView<'_, '_>, i: usize) -> Option<Self> {
        view.value(i, Class::NumberWord).and_then(Self::from_code)
    }
}

const FILE: &str = "gazetteers/en/number-words.tsv";

pub(super) fn add(builder: &mut Builder) -> Result<()> {
    let text = include_str!("../../gazetteers/en/number-words.tsv");
    for row in Table::read(FILE, text)?.rows() {
        let word = row.need("word")?;
        let odd = |builder: &mut Builder, odd: Odd| {
            builder.add(word, Class::NumberWord, odd.code());
        };
        match (row.need("class")?, row.get("form")) {
            ("cardinal", "") => builder.add(word, Class::Cardinal, row.number("value")?),
            ("ordinal", "") => builder.add(word, Class::Ordinal, row.number("value")?),
            ("fraction", "") => builder.add(word, Class::Fraction, row.number("value")?),
            ("magnitude", "symbol") => {
                let value: u64 = row.number("value")?;
                if value == 0 || value != 10u64.pow(value.ilog10()) {
                    return Err(row.error("a symbol stands for a power of ten"));
                }
                odd(builder, Odd::Power(value.ilog10() as u8));
            }
            ("magnitude", form @ ("" | "plural")) => {
                builder.add(word, Class::Magnitude, row.number("value")?);
                if form == "plural" {
                    odd(builder, Odd::Plural);
                }
            }
            ("sign", "") => odd(builder, Odd::Minus),
            ("vague", "") => odd(builder, Odd::Vague),
            ("vulgar", "") => {
                let value = row.need("value")?;
                let parts = value.split_once('/').and_then(|(n, d)| {
                    Some((
                        n.parse().ok().filter(|&n| n < 100)?,
                        d.parse().ok().filter(|&d| d < 100)?,
                    ))
                });
                let Some((n, d)) = parts else {
                    return Err(row.error(format!("`{value}` is no fraction")));
                };
                odd(builder, Odd::Vulgar(n, d));
            }
            (class, form) => {
                return Err(row.error(format!("class `{class}` with form `{form}` is not known")));
            }
        }
    }
    Ok(())
}
