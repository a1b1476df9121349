//! The words of numbers: `gazetteers/en/number-words.tsv`.

use crate::{
    Result,
    lexicon::{Builder, Class, Sense, Table},
    text::TextView,
};

/// What an odd word of the number grammar means; stored as the value of its
/// [`Class::NumberWord`] or [`Class::NumberCue`] sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Odd {
    /// hundreds, thousands, dozens: counts by itself.
    Plural,
    /// minus, negative.
    Minus,
    /// several, few: before a magnitude.
    Vague,
    /// Channel, page: numbers what it names.
    Label,
    /// rose, fell: from one number to another.
    Change,
    /// weighs, cocaine: pounds near it are a mass.
    Mass,
    /// won, beat: a pair of numbers near it is a score.
    Score,
    /// people, aircraft: counted without -s.
    Uncounted,
    /// virus, across: no plural for all its -s.
    Singular,
    /// killed, arrested: what became of those counted.
    Happening,
    /// COP, TOP: a currency's code that is also something else.
    Doubtful,
    /// remained, feared: before what became of those counted.
    State,
    /// than, about: the last word of one that qualifies the number after it.
    Qualifier,
    /// fold, strong: counts nothing after a hyphen.
    Joined,
    /// celsius: a temperature without a number.
    Scale,
    /// aged, age: before an age.
    Age,
    /// turned: before an age or another number.
    Birthday,
    /// temperature, warm: a letter after a number near it is a scale.
    Heat,
    /// pressure, hurricane: millibars near it.
    Pressure,
    /// left, found: in what state those counted ended.
    Outcome,
    /// ½, couple, celsius, square: may begin a number that no number word begins.
    Begin,
    /// forties: an age of at least so many years.
    Decade(u8),
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
            Self::Label => 4,
            Self::Change => 5,
            Self::Mass => 6,
            Self::Score => 7,
            Self::Uncounted => 8,
            Self::Singular => 9,
            Self::Happening => 10,
            Self::Scale => 11,
            Self::Joined => 15,
            Self::Qualifier => 14,
            Self::State => 13,
            Self::Doubtful => 12,
            Self::Age => 16,
            Self::Birthday => 17,
            Self::Heat => 18,
            Self::Begin => 21,
            Self::Outcome => 20,
            Self::Pressure => 19,
            Self::Decade(years) => 200 + years as i64,
            Self::Power(power) => 100 + power as i64,
            Self::Vulgar(n, d) => 10_000 + n as i64 * 100 + d as i64,
        }
    }

    pub(crate) const fn from_code(code: i64) -> Option<Self> {
        match code {
            1 => Some(Self::Plural),
            2 => Some(Self::Minus),
            3 => Some(Self::Vague),
            4 => Some(Self::Label),
            5 => Some(Self::Change),
            6 => Some(Self::Mass),
            7 => Some(Self::Score),
            8 => Some(Self::Uncounted),
            9 => Some(Self::Singular),
            10 => Some(Self::Happening),
            11 => Some(Self::Scale),
            15 => Some(Self::Joined),
            14 => Some(Self::Qualifier),
            13 => Some(Self::State),
            12 => Some(Self::Doubtful),
            16 => Some(Self::Age),
            17 => Some(Self::Birthday),
            18 => Some(Self::Heat),
            21 => Some(Self::Begin),
            20 => Some(Self::Outcome),
            19 => Some(Self::Pressure),
            100..200 => Some(Self::Power((code - 100) as u8)),
            200..300 => Some(Self::Decade((code - 200) as u8)),
            10_000..20_000 => Some(Self::Vulgar((code % 10_000 / 100) as u8, (code % 100) as u8)),
            _ => None,
        }
    }

    /// The class of its words.
    const fn class(self) -> Class {
        match self {
            Self::Age
            | Self::Birthday
            | Self::Heat
            | Self::Pressure
            | Self::Outcome
            | Self::Begin
            | Self::Decade(_) => Class::NumberCue,
            _ => Class::NumberWord,
        }
    }

    const fn sense(self) -> Sense {
        Sense { class: self.class(), value: self.code() }
    }

    /// The odd meaning of token `i`.
    pub(crate) fn of(view: &TextView<'_, '_>, i: usize) -> Option<Self> {
        view.value(i, Class::NumberWord).and_then(Self::from_code)
    }

    /// Whether this is an odd meaning of token `i`.
    #[inline]
    pub(crate) fn is(self, view: &TextView<'_, '_>, i: usize) -> bool {
        view.has(i, self.class()) && self.is_of(view, view.tokens.words[i])
    }

    /// Whether this is an odd meaning of a word of the lexicon.
    pub(crate) fn is_of(self, view: &TextView<'_, '_>, id: u32) -> bool {
        view.lexicon.senses(id).contains(&self.sense())
    }

    pub(super) fn add_to(self, builder: &mut Builder, word: &str) {
        builder.add(word, self.class(), self.code());
        let begins = matches!(self, Self::Vulgar(..) | Self::Scale | Self::Decade(_));
        if begins || self == Self::Vague && matches!(word, "couple" | "pair") {
            builder.add(word, Class::NumberCue, Self::Begin.code());
        }
    }
}

const FILE: &str = "gazetteers/en/number-words.tsv";

pub(super) fn add(builder: &mut Builder) -> Result<()> {
    let text = include_str!("../../gazetteers/en/number-words.tsv");
    for row in Table::read(FILE, text)?.rows() {
        let word = row.need("word")?;
        let odd = |builder: &mut Builder, odd: Odd| odd.add_to(builder, word);
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
            ("percent", "") => builder.add(word, Class::Percent, row.number("value")?),
            ("sign", "") => odd(builder, Odd::Minus),
            ("vague", "") => odd(builder, Odd::Vague),
            ("decade", "") => odd(builder, Odd::Decade(row.number("value")?)),
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

const CUES: &str = "gazetteers/en/number-cues.tsv";

/// Adds the words around numbers.
pub(super) fn add_cues(builder: &mut Builder) -> Result<()> {
    let text = include_str!("../../gazetteers/en/number-cues.tsv");
    for row in Table::read(CUES, text)?.rows() {
        let odd = match row.need("cue")? {
            "label" => Odd::Label,
            "change" => Odd::Change,
            "mass" => Odd::Mass,
            "score" => Odd::Score,
            "plural" => Odd::Uncounted,
            "singular" => Odd::Singular,
            "happening" => Odd::Happening,
            "scale" => Odd::Scale,
            "joined" => Odd::Joined,
            "state" => Odd::State,
            "doubtful" => Odd::Doubtful,
            "age" => Odd::Age,
            "birthday" => Odd::Birthday,
            "heat" => Odd::Heat,
            "outcome" => Odd::Outcome,
            "pressure" => Odd::Pressure,
            cue => return Err(row.error(format!("cue `{cue}` is not known"))),
        };
        odd.add_to(builder, row.need("word")?);
    }
    Ok(())
}

/// The lists of words that qualify numbers.
const QUALIFIERS: [(&str, &str); 2] = [
    (APPROXIMATORS, include_str!("../../gazetteers/en/approximators.tsv")),
    (BOUNDS, include_str!("../../gazetteers/en/bounds.tsv")),
];

const APPROXIMATORS: &str = "gazetteers/en/approximators.tsv";
const BOUNDS: &str = "gazetteers/en/bounds.tsv";

/// A word that qualifies a number, before or after it; stored as the value of its
/// [`Class::Approximator`] or [`Class::Bound`] sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Qualifier {
    /// Stands after the number.
    pub(crate) after: bool,
    /// Which bound it makes the number.
    pub(crate) bound: Option<Bound>,
}

/// Which bound a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bound {
    /// The least there is.
    Lower,
    /// The most there is.
    Upper,
}

impl Qualifier {
    const fn code(self) -> i64 {
        let bound = match self.bound {
            None => 0,
            Some(Bound::Lower) => 2,
            Some(Bound::Upper) => 4,
        };
        bound + self.after as i64
    }

    pub(crate) const fn from_code(code: i64) -> Self {
        let bound = match code >> 1 {
            1 => Some(Bound::Lower),
            2 => Some(Bound::Upper),
            _ => None,
        };
        Self { after: code & 1 == 1, bound }
    }
}

/// Calls `each` with every word that qualifies numbers, and whether it stands after them.
pub(super) fn qualifiers(mut each: impl FnMut(&'static str, bool)) -> Result<()> {
    for (file, text) in QUALIFIERS {
        for row in Table::read(file, text)?.rows() {
            each(row.need("word")?, row.get("where") == "after");
        }
    }
    Ok(())
}

/// Calls `each` with every word for a hundredth.
pub(super) fn percents(mut each: impl FnMut(&'static str)) -> Result<()> {
    let text = include_str!("../../gazetteers/en/number-words.tsv");
    for row in Table::read(FILE, text)?.rows() {
        if row.get("class") == "percent" {
            each(row.need("word")?);
        }
    }
    Ok(())
}

/// Adds the words that qualify numbers.
pub(super) fn add_qualifiers(builder: &mut Builder) -> Result<()> {
    for ((file, text), class) in QUALIFIERS.into_iter().zip([Class::Approximator, Class::Bound]) {
        for row in Table::read(file, text)?.rows() {
            let after = match row.need("where")? {
                "before" => false,
                "after" => true,
                place => return Err(row.error(format!("`{place}` is neither before nor after"))),
            };
            let bound = match row.get("bound") {
                "" => None,
                "lower" => Some(Bound::Lower),
                "upper" => Some(Bound::Upper),
                bound => return Err(row.error(format!("`{bound}` is neither lower nor upper"))),
            };
            let word = row.need("word")?;
            builder.add(word, class, Qualifier { after, bound }.code());
            if !after {
                let last = word.rsplit(' ').next().unwrap_or(word);
                let last = if last.ends_with('=') { "=" } else { last };
                Odd::Qualifier.add_to(builder, last);
            }
        }
    }
    Ok(())
}
