//! The words of time: lists into the lexicon, and what their values mean.

use super::{
    expression::Mod,
    value::{DayPart, Season, Unit},
};
use crate::{
    Result,
    lexicon::{Builder, Class, Table},
};

macro_rules! list {
    ($file:literal) => {
        ($file, include_str!(concat!("../../gazetteers/en/", $file)))
    };
}

/// Declares an enum whose variants are spelled in the word lists.
macro_rules! meanings {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum $name { $($variant,)* }

        impl $name {
            const ALL: &'static [(Self, &'static str)] = &[$((Self::$variant, $word),)*];

            /// The meaning with this name in the lists.
            fn named(name: &str) -> Option<i64> {
                Self::ALL.iter().position(|(_, word)| *word == name).map(|at| at as i64)
            }

            /// The meaning with this value in the lexicon.
            pub(super) fn of(value: i64) -> Option<Self> {
                Self::ALL.get(usize::try_from(value).ok()?).map(|&(meaning, _)| meaning)
            }
        }
    };
}

meanings! {
    /// What a function word does in a time expression.
    Word {
        The = "the", A = "a", Of = "of", In = "in", On = "on", At = "at", And = "and", Or = "or",
        To = "to", Until = "until", Through = "through", From = "from", Between = "between",
        Since = "since", Ago = "ago", Later = "later", Earlier = "earlier", Before = "before",
        After = "after", Hence = "hence", Old = "old", Long = "long", Per = "per", Every = "every",
        Each = "each", Other = "other", More = "more", Another = "another", Few = "few",
        Several = "several", Couple = "couple", Many = "many", Dozen = "dozen", Half = "half",
        Fiscal = "fiscal", Working = "working", Straight = "straight", Full = "full",
        OClock = "oclock", Am = "am", Pm = "pm", By = "by", During = "during", About = "about",
        Nearly = "nearly", Less = "less", Greater = "greater", Least = "least", Most = "most",
        Within = "within", OrSo = "or-so", OrMore = "or-more", OrLess = "or-less",
        OrLater = "or-later", OrEarlier = "or-earlier", Once = "once", Twice = "twice",
        Thrice = "thrice", Time = "time", Times = "times", Period = "period", Term = "term",
        Era = "era", Date = "date", ClockPast = "clock-past", Oh = "oh", Quarter = "quarter",
        Eve = "eve", Anniversary = "anniversary", Just = "just",
        Ahead = "ahead", Ended = "ended", Starting = "starting", Single = "single", Age = "age",
        All = "all", BoundEnd = "bound-end", Than = "than", End = "end", ZoneKind = "zone-kind", Be = "be",
        Numbered = "numbered", Had = "had", Toward = "toward",
        Attack = "attack", Informal = "informal", Voice = "voice",
        Is = "is", TensePast = "past", TensePresent = "present", TenseFuture = "future",
    }
}

meanings! {
    /// Which unit, weekday, month or season is meant.
    Modifier {
        Last = "last", Past = "past", Previous = "previous", Next = "next", Coming = "coming",
        Following = "following", This = "this", Current = "current", Same = "same", That = "that",
        Latest = "latest", Recent = "recent", These = "these", Those = "those", First = "first",
        Final = "final", ComingOpen = "coming-open", YearAgo = "year-ago",
    }
}

impl Word {
    /// Whether the word is an amount or begins one.
    pub(super) const fn counts(self) -> bool {
        matches!(
            self,
            Self::A
                | Self::Another
                | Self::Few
                | Self::Several
                | Self::Many
                | Self::Couple
                | Self::Dozen
                | Self::Half
        )
    }

    /// Whether a time can begin with the word.
    const fn starts(self) -> bool {
        matches!(
            self,
            Self::Every
                | Self::Each
                | Self::Per
                | Self::Once
                | Self::Twice
                | Self::Thrice
                | Self::Few
                | Self::Several
                | Self::Couple
                | Self::Many
                | Self::Dozen
                | Self::Half
                | Self::Quarter
                | Self::Another
                | Self::Fiscal
                | Self::Full
                | Self::All
                | Self::Period
                | Self::Working
        )
    }
}

/// What a deictic word means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deictic {
    Day(i8),
    Night(i8),
    Present,
    Past,
    Future,
}

/// How a word for a part of a period is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PartForm {
    Adjective,
    Adverb,
    Prefix,
    Noun,
}

/// A word for a unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct UnitWord {
    pub(super) unit: Unit,
    pub(super) times: u8,
    pub(super) plural: bool,
    /// Only after a number.
    pub(super) bound: bool,
    pub(super) night: bool,
    /// A length by itself: `daylong`.
    pub(super) long: bool,
}

impl UnitWord {
    pub(super) fn of(value: i64) -> Option<Self> {
        let (unit, ..) = *Unit::ALL.get((value & 15) as usize)?;
        Some(Self {
            unit,
            times: (value >> 4 & 15) as u8,
            plural: value >> 8 & 1 == 1,
            bound: value >> 9 & 1 == 1,
            night: value >> 10 & 1 == 1,
            long: value >> 11 & 1 == 1,
        })
    }
}

/// A word for a part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DayPartWord {
    pub(super) what: PartOrHour,
    pub(super) plural: bool,
    /// Stands without determiner or day: overnight.
    pub(super) adverb: bool,
    pub(super) common: bool,
}

/// A part of the day, or noon and midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PartOrHour {
    Part(DayPart),
    Hour(u8),
}

impl DayPartWord {
    pub(super) fn of(value: i64) -> Option<Self> {
        let what = if value & 16 != 0 {
            PartOrHour::Hour(if value & 1 == 1 { 24 } else { 12 })
        } else {
            PartOrHour::Part(DayPart::ALL.get((value & 15) as usize)?.0)
        };
        Some(Self {
            what,
            plural: value & PLURAL != 0,
            adverb: value & ADVERB != 0,
            common: value & COMMON != 0,
        })
    }
}

const PLURAL: i64 = 1 << 8;
const ADVERB: i64 = 1 << 9;
const COMMON: i64 = 1 << 10;
const SHORT: i64 = 1 << 11;
const ARTICLE: i64 = 1 << 12;

/// Month, weekday or season with its flags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) index: u8,
    pub(super) plural: bool,
    /// Also another word.
    pub(super) common: bool,
    /// An abbreviation.
    pub(super) short: bool,
}

impl Named {
    pub(super) const fn of(value: i64) -> Self {
        Self {
            index: (value & 0xff) as u8,
            plural: value & PLURAL != 0,
            common: value & COMMON != 0,
            short: value & SHORT != 0,
        }
    }

    pub(super) fn season(self) -> Season {
        Season::ALL[usize::from(self.index) % 4].0
    }
}

/// A deictic word or phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DeicticWord {
    pub(super) what: Deictic,
    /// Only behind `the`.
    pub(super) article: bool,
    /// Not before another noun.
    pub(super) noun: bool,
}

impl DeicticWord {
    pub(super) const fn of(value: i64) -> Self {
        let offset = (value >> 4 & 15) as i8 - 8;
        let what = match value & 15 {
            0 => Deictic::Day(offset),
            1 => Deictic::Night(offset),
            2 => Deictic::Present,
            3 => Deictic::Past,
            _ => Deictic::Future,
        };
        Self { what, article: value & ARTICLE != 0, noun: value & COMMON != 0 }
    }
}

/// `early`, `the end of`: modifier (none for `the rest of`) and form.
pub(super) fn time_part(value: i64) -> (Option<Mod>, PartForm) {
    let form = match value >> 8 {
        0 => PartForm::Adjective,
        1 => PartForm::Adverb,
        2 => PartForm::Prefix,
        _ => PartForm::Noun,
    };
    (Mod::ALL.get((value & 0xff) as usize).map(|&(modifier, _)| modifier), form)
}

/// Minutes east of UTC of a time zone word; none where daylight saving leaves it open.
pub(super) fn zone(value: i64) -> Option<i16> {
    (value != ZONE_OPEN).then_some(value as i16)
}

const ZONE_OPEN: i64 = 10_000;

/// Adds the words of time to the lexicon.
pub(crate) fn add_words(builder: &mut Builder) -> Result<()> {
    named(builder, list!("months.tsv"), Class::Month, |row| row.number("month"))?;
    named(builder, list!("weekdays.tsv"), Class::Weekday, |row| row.number("weekday"))?;
    named(builder, list!("seasons.tsv"), Class::Season, |row| {
        position(row, "value", Season::ALL.iter().map(|(_, code)| *code))
    })?;
    each(list!("time-units.tsv"), |row| {
        let unit = position(row, "unit", Unit::ALL.iter().map(|(_, name, _)| *name))?;
        let flag = |name, bit: i64| if has(row, name) { 1 << bit } else { 0 };
        let value = unit
            | row.number::<i64>("times")? << 4
            | flag("plural", 8)
            | flag("short", 9)
            | flag("letter", 9)
            | flag("night", 10)
            | flag("long", 11);
        builder.add(row.need("word")?, Class::TimeUnit, value);
        if has(row, "short") {
            builder.add(row.need("word")?, Class::Abbreviation, 0);
        }
        Ok(())
    })?;
    each(list!("day-parts.tsv"), |row| {
        let what = match row.need("value")? {
            "12:00" => 16,
            "24:00" => 17,
            _ => position(row, "value", DayPart::ALL.iter().map(|(_, code)| *code))?,
        };
        builder.add(row.need("word")?, Class::DayPart, what | flags(row));
        Ok(())
    })?;
    each(list!("deictics.tsv"), |row| {
        let kinds = ["day", "night", "present", "past", "future"];
        let kind = position(row, "meaning", kinds.into_iter())?;
        let offset: i64 = if kind < 2 { row.number("offset")? } else { 0 };
        let article = if has(row, "article") { ARTICLE } else { 0 };
        let noun = if has(row, "noun") { COMMON } else { 0 };
        phrase(builder, row, Class::Deictic, kind | (offset + 8) << 4 | article | noun)
    })?;
    each(list!("time-modifiers.tsv"), |row| {
        let value = Modifier::named(row.need("meaning")?)
            .ok_or_else(|| row.error("column `meaning` is no modifier"))?;
        phrase(builder, row, Class::TimeModifier, value)
    })?;
    each(list!("time-parts.tsv"), |row| {
        let part = match row.need("mod")? {
            "REST" => 0xff,
            _ => position(row, "mod", Mod::ALL.iter().map(|(_, name)| *name))?,
        };
        let form = position(row, "form", ["adjective", "adverb", "prefix", "noun"].into_iter())?;
        phrase(builder, row, Class::TimePart, part | form << 8)
    })?;
    each(list!("eras.tsv"), |row| {
        builder.add(row.need("word")?, Class::Era, row.number("sign")?);
        Ok(())
    })?;
    each(list!("time-zones.tsv"), |row| {
        let minutes =
            if row.get("minutes").is_empty() { ZONE_OPEN } else { row.number("minutes")? };
        builder.add(row.need("word")?, Class::TimeZone, minutes);
        Ok(())
    })?;
    each(list!("frequencies.tsv"), |row| {
        let period = row.need("period")?;
        let digits = period.trim_matches(|c: char| !c.is_ascii_digit());
        let code = period.trim_start_matches(['P', 'T']).trim_start_matches(digits);
        let clock = period.starts_with("PT");
        let unit = Unit::ALL
            .iter()
            .position(|(unit, _, c)| *c == code && unit.is_clock() == clock)
            .ok_or_else(|| row.error("column `period` is no length of one unit"))?;
        let count: i64 = digits.parse().map_err(|_| row.error("column `period` has no count"))?;
        let night = if has(row, "night") { COMMON } else { 0 };
        builder.add(row.need("word")?, Class::Frequency, unit as i64 | count << 4 | night);
        Ok(())
    })?;
    each(list!("time-words.tsv"), |row| word(builder, row, "meaning"))?;
    each(list!("tenses.tsv"), |row| word(builder, row, "tense"))?;
    each(list!("message-words.tsv"), |row| word(builder, row, "sign"))?;
    each(list!("decades.tsv"), |row| {
        builder.add(row.need("word")?, Class::TimeWord, DECADE + row.number::<i64>("year")?);
        builder.add(row.need("word")?, Class::TimeStart, 0);
        Ok(())
    })?;
    super::holiday::add_words(builder)
}

/// `the nineties`: values of `TimeWord` from here on are decades.
const DECADE: i64 = 1000;

/// The first year, without its century, of a decade in words.
pub(super) fn decade(value: i64) -> Option<u8> {
    u8::try_from(value.checked_sub(DECADE)?).ok()
}

type List = (&'static str, &'static str);
use crate::lexicon::Row;

fn each(list: List, mut add: impl FnMut(Row<'_, '_>) -> Result<()>) -> Result<()> {
    Table::read(list.0, list.1)?.rows().try_for_each(&mut add)
}

fn named(
    builder: &mut Builder,
    list: List,
    class: Class,
    index: impl Fn(Row<'_, '_>) -> Result<i64>,
) -> Result<()> {
    each(list, |row| {
        let word = row.need("word")?;
        builder.add(word, class, index(row)? | flags(row));
        if has(row, "abbreviation") {
            builder.add(word, Class::Abbreviation, 0);
        }
        Ok(())
    })
}

/// Adds a word or phrase; the first word of a phrase is known to begin one.
fn phrase(builder: &mut Builder, row: Row<'_, '_>, class: Class, value: i64) -> Result<()> {
    let words = row.need("word")?;
    add_phrase(builder, words, class, value);
    Ok(())
}

/// Adds a word or phrase; the first word of a phrase is known to begin one of its class.
pub(super) fn add_phrase(builder: &mut Builder, words: &str, class: Class, value: i64) {
    builder.add(words, class, value);
    let first = words.split([' ', '-', '\'']).next().unwrap_or(words);
    if first.len() < words.len() {
        builder.add(first, Class::TimeStart, class as i64);
    }
}

fn word(builder: &mut Builder, row: Row<'_, '_>, column: &str) -> Result<()> {
    let value = Word::named(row.need(column)?)
        .ok_or_else(|| row.error(format!("column `{column}` is no function of a word")))?;
    builder.add(row.need("word")?, Class::TimeWord, value);
    if Word::of(value).is_some_and(Word::starts) {
        builder.add(row.need("word")?, Class::TimeStart, 0);
    }
    Ok(())
}

fn has(row: Row<'_, '_>, flag: &str) -> bool {
    row.get("flags").split(' ').any(|f| f == flag)
}

fn flags(row: Row<'_, '_>) -> i64 {
    [("plural", PLURAL), ("adverb", ADVERB), ("common", COMMON), ("abbreviation", SHORT)]
        .iter()
        .filter(|(name, _)| has(row, name))
        .fold(0, |bits, (_, bit)| bits | bit)
}

fn position<'n>(
    row: Row<'_, '_>,
    column: &str,
    mut names: impl Iterator<Item = &'n str>,
) -> Result<i64> {
    let cell = row.need(column)?;
    names
        .position(|name| name == cell)
        .map(|at| at as i64)
        .ok_or_else(|| row.error(format!("`{cell}` in column `{column}` is not known")))
}
