//! Units of measure: `gazetteers/en/units.tsv`.

use std::sync::LazyLock;

use super::{Decimal, words::Odd};
use crate::{
    Result,
    lexicon::{Builder, Class, Table},
    text::TextView,
};

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Dimension {
    /// Length, in metres.
    Length,
    /// Area, in square metres.
    Area,
    /// Volume, in cubic metres.
    Volume,
    /// Flow, in cubic metres per second.
    Flow,
    /// Mass, in kilograms.
    Mass,
    /// Speed, in metres per second.
    Speed,
    /// Temperature, in kelvins.
    Temperature,
    /// Degrees of an angle or of a temperature: which, the text does not say.
    Degree,
    /// Angle, in radians.
    Angle,
    /// Energy, in joules.
    Energy,
    /// Power, in watts.
    Power,
    /// Data, in bits.
    Data,
    /// Data rate, in bits per second.
    DataRate,
    /// Pressure, in pascals.
    Pressure,
    /// Frequency, in hertz.
    Frequency,
    /// Duration, as of an age, in seconds.
    Duration,
    /// Any other: its name in the list of units.
    Other(&'static str),
}

impl Dimension {
    fn from_name(name: &'static str) -> Self {
        match name {
            "length" => Self::Length,
            "area" => Self::Area,
            "volume" => Self::Volume,
            "flow" => Self::Flow,
            "mass" => Self::Mass,
            "speed" => Self::Speed,
            "temperature" => Self::Temperature,
            "degree" => Self::Degree,
            "angle" => Self::Angle,
            "energy" => Self::Energy,
            "power" => Self::Power,
            "data" => Self::Data,
            "data rate" => Self::DataRate,
            "pressure" => Self::Pressure,
            "frequency" => Self::Frequency,
            "duration" => Self::Duration,
            other => Self::Other(other),
        }
    }

    /// The SI unit that [`Unit::to_si`] converts to; `None` for a degree without a scale and for
    /// dimensions beyond the usual ones.
    #[must_use]
    pub const fn si_unit(self) -> Option<&'static str> {
        Some(match self {
            Self::Length => "metre",
            Self::Area => "square metre",
            Self::Volume => "cubic metre",
            Self::Flow => "cubic metre per second",
            Self::Mass => "kilogram",
            Self::Speed => "metre per second",
            Self::Temperature => "kelvin",
            Self::Angle => "radian",
            Self::Energy => "joule",
            Self::Power => "watt",
            Self::Data => "bit",
            Self::DataRate => "bit per second",
            Self::Pressure => "pascal",
            Self::Frequency => "hertz",
            Self::Duration => "second",
            Self::Degree | Self::Other(_) => return None,
        })
    }
}

/// A unit of measure.
///
/// ```
/// use dateline::number::{Dimension, Unit};
/// let mile = Unit::named("mile").unwrap();
/// assert_eq!(mile.dimension(), Dimension::Length);
/// assert_eq!(mile.to_si("2".parse().unwrap()).unwrap().to_string(), "3218.688");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Unit(&'static Record);

impl PartialEq for Unit {
    fn eq(&self, other: &Self) -> bool {
        self.0.name == other.0.name
    }
}

impl Eq for Unit {}

#[derive(Debug)]
struct Record {
    name: &'static str,
    dimension: Dimension,
    factor: Option<Decimal>,
    offset: Decimal,
}

/// A spelling of a unit.
#[derive(Debug)]
struct Spelling {
    unit: usize,
    text: &'static str,
    symbol: bool,
    /// Whether it is one of the unit after an article.
    one: bool,
}

#[derive(Debug, Default)]
struct Units {
    records: Vec<Record>,
    spellings: Vec<Spelling>,
}

const FILE: &str = "gazetteers/en/units.tsv";

/// Units of ages; their words belong to the time grammar.
const AGES: [(&str, i64); 7] = [
    ("year", 31_557_600),
    ("month", 2_629_800),
    ("week", 604_800),
    ("day", 86_400),
    ("hour", 3_600),
    ("decade", 315_576_000),
    ("century", 3_155_760_000),
];

/// What is wrong with the list, [`add`] tells.
static UNITS: LazyLock<Units> = LazyLock::new(|| read().unwrap_or_default());

fn read() -> Result<Units> {
    let text = include_str!("../../gazetteers/en/units.tsv");
    let mut units = Units::default();
    for (name, seconds) in AGES {
        units.records.push(Record {
            name,
            dimension: Dimension::Duration,
            factor: Some(Decimal::from(seconds)),
            offset: Decimal::ZERO,
        });
    }
    for row in Table::read(FILE, text)?.rows() {
        let unit = units.records.len();
        let decimal = |column| match row.get(column) {
            "" => Ok(None),
            cell => cell.parse().map(Some).map_err(|e| row.error(format!("`{cell}`: {e}"))),
        };
        units.records.push(Record {
            name: row.need("unit")?,
            dimension: Dimension::from_name(row.need("dimension")?),
            factor: decimal("factor")?,
            offset: decimal("offset")?.unwrap_or(Decimal::ZERO),
        });
        let of = row.get("one");
        if !matches!(of, "" | "names" | "symbols" | "all") {
            return Err(row.error(format!("`{of}` in `one` is none of names, symbols, all")));
        }
        for (column, symbol) in [("names", false), ("symbols", true)] {
            let cell = row.get(column);
            let one = of == column || of == "all";
            for text in cell.split('|').filter(|text| !text.is_empty()) {
                units.spellings.push(Spelling { unit, text, symbol, one });
            }
        }
    }
    Ok(units)
}

/// Adds the spellings of units to the lexicon.
pub(super) fn add(builder: &mut Builder) -> Result<()> {
    let units = read()?;
    let mut plural = String::new();
    for (value, spelling) in (0..).zip(&units.spellings) {
        builder.add(spelling.text, Class::Unit, value);
        if spelling.one {
            let first = spelling.text.split(' ').next().unwrap_or(spelling.text);
            Odd::Begin.add_to(builder, first);
        }
        if !spelling.symbol && !spelling.text.ends_with('s') {
            plural.clear();
            plural.push_str(spelling.text);
            plural.push('s');
            builder.add(&plural, Class::Unit, value);
            if spelling.one && !spelling.text.contains(' ') {
                Odd::Begin.add_to(builder, &plural);
            }
        }
    }
    Ok(())
}

/// The spellings of units as the list has them.
pub(super) fn spellings() -> impl Iterator<Item = &'static str> {
    UNITS.spellings.iter().map(|spelling| spelling.text)
}

impl Unit {
    /// The unit of this name, as [`Number`](crate::Number) has it.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let units = &*UNITS;
        units.records.iter().find(|record| record.name == name).map(Self)
    }

    /// This much in so long: metres per second. The unit of time is a word.
    pub(super) fn per(self, time: &str) -> Option<Self> {
        let is_it = |name: &str| {
            let rest = name.strip_prefix(self.name()).and_then(|rest| rest.strip_prefix(" per "));
            rest == Some(time)
        };
        UNITS.records.iter().find(|record| is_it(record.name)).map(Self)
    }

    /// `square` or `cubic` of it.
    pub(super) fn raised(self, power: &str) -> Option<Self> {
        let is_it = |name: &str| {
            let rest = name.strip_prefix(power).and_then(|rest| rest.strip_prefix(' '));
            rest == Some(self.name())
        };
        UNITS.records.iter().find(|record| is_it(record.name)).map(Self)
    }

    /// The year, of an age.
    pub(super) fn year() -> Option<Self> {
        UNITS.records.first().map(Self)
    }

    /// Its name: lower case, singular, `metre` and `litre` so spelt.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// What it measures.
    #[must_use]
    pub fn dimension(self) -> Dimension {
        self.0.dimension
    }

    /// `value` of it in the SI unit of its dimension; `None` where there is none.
    #[must_use]
    pub fn to_si(self, value: Decimal) -> Option<Decimal> {
        self.0.dimension.si_unit()?;
        value.plus(self.0.offset)?.times(self.0.factor?)
    }

    /// `value` of `other`, which has the same dimension, in this unit.
    pub(super) fn convert(self, value: Decimal, other: Self) -> Option<Decimal> {
        value.times(other.0.factor?)?.over(self.0.factor?)
    }

    /// Whether it is smaller than `other` of the same dimension.
    pub(super) fn is_part_of(self, other: Self) -> bool {
        self.0.dimension == other.0.dimension
            && self.0.dimension != Dimension::Temperature
            && matches!((self.0.factor, other.0.factor), (Some(a), Some(b)) if a < b)
    }

    fn of_spelling(value: i64) -> Option<(Self, &'static Spelling)> {
        let units = &*UNITS;
        let spelling = units.spellings.get(usize::try_from(value).ok()?)?;
        Some((Self(&units.records[spelling.unit]), spelling))
    }

    /// The unit that token `i` begins: how many tokens it takes, whether it is a symbol.
    pub(super) fn at(view: &TextView<'_, '_>, i: usize) -> Option<Found> {
        if let Some((len, sense)) = view.phrase(i, Class::Unit) {
            let span = view.tokens.span(i).cover(view.tokens.span(i + len - 1));
            let (unit, spelling) = Self::of_spelling(sense.value)?;
            let written = span.of(view.text);
            // `MB/s` is no `Mb/s`.
            let exact = |s: &&Spelling| s.symbol && s.text == written;
            let other = || UNITS.spellings.iter().find(exact);
            if spelling.symbol
                && spelling.text != written
                && let Some(spelling) = other()
            {
                let unit = Self(&UNITS.records[spelling.unit]);
                return Some(Found { unit, len, symbol: true, one: spelling.one });
            }
            let close = !spelling.symbol || written == spelling.text || written.len() > 3;
            if close {
                return Some(Found { unit, len, symbol: spelling.symbol, one: spelling.one });
            }
        }
        if !view.has(i, Class::Unit) {
            return None;
        }
        Self::of_word(view, view.tokens.words[i], view.word(i)).map(|mut found| {
            found.len = 1;
            found
        })
    }

    /// The unit that letters glued to digits name.
    pub(super) fn of_word(view: &TextView<'_, '_>, id: u32, written: &str) -> Option<Found> {
        let mut other = None;
        let written = written.trim_end_matches('.');
        for sense in view.lexicon.senses(id).iter().filter(|s| s.class == Class::Unit) {
            let (unit, spelling) = Self::of_spelling(sense.value)?;
            let found = Found { unit, len: 0, symbol: spelling.symbol, one: spelling.one };
            if !spelling.symbol || spelling.text == written {
                return Some(found);
            }
            let single = written.chars().nth(1).is_none();
            let mixed = written.bytes().any(|b| b.is_ascii_lowercase())
                && written.bytes().any(|b| b.is_ascii_uppercase());
            if !single && !mixed && other.is_none() {
                other = Some(found);
            }
        }
        other
    }
}

/// A unit in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) unit: Unit,
    pub(super) len: usize,
    pub(super) symbol: bool,
    /// Whether it is one of the unit after an article.
    pub(super) one: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_is_sound() {
        read().unwrap();
        let units = &*UNITS;
        for (i, record) in units.records.iter().enumerate() {
            let first = units.records.iter().position(|r| r.name == record.name);
            assert_eq!(first, Some(i), "{} stands twice", record.name);
            assert!(record.factor.is_some() || record.dimension == Dimension::Degree);
            if let Some(si) = record.dimension.si_unit() {
                assert!(Unit(record).to_si(Decimal::ZERO).is_some(), "{}", record.name);
                let own = Unit::named(si).map(|u| u.to_si(Decimal::ONE));
                assert!(own.is_none_or(|one| one == Some(Decimal::ONE)), "{si}");
            }
        }
    }

    #[test]
    fn freezing_points() {
        let si = |unit: &str, value: i64| {
            Unit::named(unit).unwrap().to_si(Decimal::from(value)).unwrap().to_f64()
        };
        assert!((si("celsius", 0) - 273.15).abs() < 1e-9);
        assert!((si("fahrenheit", 32) - 273.15).abs() < 1e-6);
    }
}
