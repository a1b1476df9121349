//! Currencies: `gazetteers/en/currencies.tsv`.

use std::{
    cell::{Cell, OnceCell},
    sync::LazyLock,
};

use super::Decimal;
use crate::{
    Error, Result,
    lexicon::{Builder, Class, ClassSet, Sense, Table},
    text::TextView,
};

/// A currency by ISO 4217.
///
/// ```
/// use dateline::number::Currency;
/// let yen = Currency::of_code("JPY").unwrap();
/// assert_eq!((yen.name(), yen.digits(), yen.country()), ("Japanese yen", 0, Some("JP")));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Currency(&'static Record);

impl PartialEq for Currency {
    fn eq(&self, other: &Self) -> bool {
        self.0.name == other.0.name
    }
}

impl Eq for Currency {}

#[derive(Debug)]
struct Record {
    code: &'static str,
    name: &'static str,
    digits: u8,
    country: &'static str,
    /// Whether its own papers write `$` or a like sign for it.
    plain: bool,
}

/// How a spelling stands for a currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// Its own name.
    Name,
    /// A name that others have too.
    Short,
    /// Its own sign, before or after the number.
    Symbol,
    /// A sign that others have too.
    Shared,
    /// A part of it, mostly the hundredth.
    Minor,
}

#[derive(Debug)]
struct Spelling {
    record: usize,
    text: &'static str,
    sign: Sign,
    prior: bool,
    /// Whether it stands for a million: `MSEK`.
    millions: bool,
    /// How many of it make one of the currency.
    parts: u32,
}

#[derive(Debug, Default)]
struct Currencies {
    records: Vec<Record>,
    spellings: Vec<Spelling>,
}

const FILE: &str = "gazetteers/en/currencies.tsv";

/// What is wrong with the list, [`add`] tells.
static CURRENCIES: LazyLock<Currencies> = LazyLock::new(|| read().unwrap_or_default());

fn read() -> Result<Currencies> {
    let text = include_str!("../../gazetteers/en/currencies.tsv");
    let mut all = Currencies::default();
    for row in Table::read(FILE, text)?.rows() {
        let record = all.records.len();
        let parts = |column| row.get(column).split('|').filter(|part| !part.is_empty());
        let digits: u8 = row.number("digits")?;
        all.records.push(Record {
            code: row.get("code"),
            name: row.need("name")?,
            digits,
            country: row.get("country"),
            plain: !row.get("shared").is_empty(),
        });
        let spelling = Spelling {
            record,
            text: "",
            sign: Sign::Symbol,
            prior: false,
            millions: false,
            parts: 1,
        };
        let minor = if digits == 3 { 1000 } else { 100 };
        for (column, sign) in [
            ("names", Sign::Name),
            ("short", Sign::Short),
            ("symbols", Sign::Symbol),
            ("shared", Sign::Shared),
            ("minor", Sign::Minor),
        ] {
            for text in parts(column) {
                let prior = parts("prior").any(|p| p == text);
                let parts = if sign == Sign::Minor { minor } else { 1 };
                all.spellings.push(Spelling { text, sign, prior, parts, ..spelling });
            }
        }
        for text in parts("millions") {
            all.spellings.push(Spelling { text, millions: true, ..spelling });
        }
        for part in parts("parts") {
            let read = part.split_once('=').and_then(|(text, n)| Some((text, n.parse().ok()?)));
            let Some((text, parts)) = read.filter(|&(_, parts)| parts > 1) else {
                return Err(row.error(format!("`{part}` in `parts` is no name with a number")));
            };
            all.spellings.push(Spelling { text, sign: Sign::Minor, parts, ..spelling });
        }
        for text in parts("prior") {
            if !["short", "shared", "minor"].iter().any(|column| parts(column).any(|p| p == text)) {
                return Err(
                    row.error(format!("`{text}` in `prior` is no name or sign of this row"))
                );
            }
        }
    }
    if all.records.len() > MOST {
        return Err(Error::lexicon(FILE, 1, format!("has more than {MOST} rows")));
    }
    Ok(all)
}

/// Adds the spellings of currencies to the lexicon.
pub(super) fn add(builder: &mut Builder) -> Result<()> {
    let all = read()?;
    let rows = Table::read(FILE, include_str!("../../gazetteers/en/currencies.tsv"))?;
    let cues: Vec<&str> = rows.rows().map(|row| row.get("cues")).collect();
    for (record, cues) in (HINT..).zip(&cues) {
        for cue in cues.split('|').filter(|cue| !cue.is_empty() && !cue.contains(' ')) {
            builder.add(cue, Class::NumberCue, record);
        }
    }
    let mut name = String::new();
    for (value, spelling) in (0..).zip(&all.spellings) {
        builder.add(spelling.text, Class::Currency, value);
        if matches!(spelling.sign, Sign::Symbol | Sign::Shared) {
            continue;
        }
        let mut add = |before: &str| {
            for plural in ["", "s"] {
                if plural.is_empty() && before.is_empty() {
                    continue;
                }
                name.clear();
                name.push_str(before);
                name.push_str(spelling.text);
                name.push_str(plural);
                builder.add(&name, Class::Currency, value);
            }
        };
        add("");
        let single = spelling.sign == Sign::Name && !spelling.text.contains(' ');
        if matches!(spelling.sign, Sign::Short | Sign::Minor) || single {
            for cue in cues[spelling.record].split('|').filter(|cue| !cue.is_empty()) {
                add(&format!("{cue} "));
            }
        }
    }
    Ok(())
}

/// The spellings of money as the list has them.
pub(super) fn spellings() -> impl Iterator<Item = &'static str> {
    CURRENCIES.spellings.iter().map(|spelling| spelling.text)
}

/// Calls `each` with every word that speaks for a currency and makes a name of it.
pub(super) fn cues(mut each: impl FnMut(&'static str)) -> Result<()> {
    let text = include_str!("../../gazetteers/en/currencies.tsv");
    for row in Table::read(FILE, text)?.rows() {
        row.get("cues").split('|').for_each(&mut each);
    }
    Ok(())
}

impl Currency {
    /// The currency of this ISO 4217 code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        let all = &*CURRENCIES;
        all.records.iter().find(|r| !r.code.is_empty() && r.code == code).map(Self)
    }

    /// Its ISO 4217 code; empty for one that has none.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.0.code
    }

    /// Its English name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// How many digits its minor unit has: 2 for cents, 0 for none.
    #[must_use]
    pub fn digits(self) -> u8 {
        self.0.digits
    }

    /// The ISO 3166 code of its country; `None` if it has no single one.
    #[must_use]
    pub fn country(self) -> Option<&'static str> {
        (!self.0.country.is_empty()).then_some(self.0.country)
    }
}

/// What a name or sign of money in a text stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Money {
    /// The currency, if the text or custom settles it.
    pub(super) currency: Option<Currency>,
    /// The name or sign, in the list's spelling.
    pub(super) name: &'static str,
    /// How many of what the number counts make one of the currency: 100 for cents.
    parts: u32,
    /// Whether the number counts millions: `MSEK`.
    millions: bool,
    /// Whether it is a sign or code, not a name.
    pub(super) symbol: bool,
    /// Whether the article speaks of the currency's country.
    pub(super) hinted: bool,
    /// Tokens taken.
    pub(super) len: usize,
}

impl Money {
    /// Whether the number counts parts of the currency: cents.
    pub(super) fn is_minor(self) -> bool {
        self.parts > 1
    }

    /// `value` in the currency's main unit.
    pub(super) fn whole(self, value: Decimal) -> Option<Decimal> {
        match self.parts {
            1 => {}
            100 => return value.times(Decimal::new(1, 2)),
            parts => return value.over(Decimal::from(i64::from(parts))),
        }
        if self.millions {
            return value.times(Decimal::from(1_000_000));
        }
        Some(value)
    }

    /// The name or sign of money that begins at token `i`.
    pub(super) fn at(view: &TextView<'_, '_>, hints: &Hints, i: usize) -> Option<Self> {
        match hints.last.get() {
            Some((at, money)) if at == i => money,
            _ => {
                let money = Self::read(view, hints, i);
                hints.last.set(Some((i, money)));
                money
            }
        }
    }

    fn read(view: &TextView<'_, '_>, hints: &Hints, i: usize) -> Option<Self> {
        if let Some((len, sense)) = view.phrase(i, Class::Currency) {
            let span = view.tokens.span(i).cover(view.tokens.span(i + len - 1));
            let written = span.of(view.text);
            if let Some(money) = Self::of_senses(view, hints, &[sense], written, true) {
                return Some(Self { len, ..money });
            }
        }
        if !view.has(i, Class::Currency) {
            return None;
        }
        Self::of_word(view, hints, view.tokens.words[i], view.word(i)).map(|m| Self { len: 1, ..m })
    }

    /// How many of a minor unit make one of this money, if a word is one: `cents`, `sen`.
    pub(super) fn minor(self, view: &TextView<'_, '_>, id: u32) -> Option<u32> {
        let senses = view.lexicon.senses(id).iter().filter(|s| s.class == Class::Currency);
        let all = &*CURRENCIES;
        senses
            .filter_map(|s| all.spellings.get(usize::try_from(s.value).ok()?))
            .filter(|s| s.sign == Sign::Minor)
            .find(|s| {
                let own = self.currency.is_none_or(|c| c.name() == all.records[s.record].name);
                own || matches!(s.text, "cent" | "c")
            })
            .map(|s| s.parts)
    }

    /// The money that a sign of several tokens means, spelt so.
    pub(super) fn spelt(text: &str) -> Option<Self> {
        let all = &*CURRENCIES;
        let spelling = all.spellings.iter().find(|s| s.sign == Sign::Symbol && s.text == text)?;
        let currency = Some(Currency(&all.records[spelling.record]));
        Some(Self {
            currency,
            name: spelling.text,
            parts: 1,
            millions: false,
            symbol: true,
            hinted: false,
            len: 0,
        })
    }

    /// The money that a word of the lexicon means, written so.
    pub(super) fn of_word(
        view: &TextView<'_, '_>,
        hints: &Hints,
        id: u32,
        written: &str,
    ) -> Option<Self> {
        let key = Key::of(id, written);
        if let Some(money) = key.and_then(|key| hints.known.get(key)) {
            return money;
        }
        let money = Self::of_senses(view, hints, view.lexicon.senses(id), written, false);
        if let Some(key) = key {
            hints.known.set(key, money);
        }
        money
    }

    fn of_senses(
        view: &TextView<'_, '_>,
        hints: &Hints,
        senses: &[Sense],
        written: &str,
        phrase: bool,
    ) -> Option<Self> {
        let all = &*CURRENCIES;
        let bare = written.trim_end_matches('.');
        let spellings = senses
            .iter()
            .filter(|s| s.class == Class::Currency)
            .filter_map(|s| all.spellings.get(usize::try_from(s.value).ok()?))
            .filter(|s| match s.sign {
                Sign::Symbol | Sign::Shared => same_sign(s.text, bare) || s.text == written,
                // `5c`, and no `5C`.
                Sign::Minor if s.text.len() == 1 => s.text == bare,
                // `20 øre`, and no `20 ore`.
                Sign::Minor if !s.text.is_ascii() => !written.is_ascii(),
                _ => true,
            });
        let first = spellings.clone().next()?;
        let alone = phrase || spellings.clone().all(|s| s.record == first.record);
        let exact = || spellings.clone().find(|s| s.sign == Sign::Symbol && s.text == written);
        let chosen = if alone {
            Some(first)
        } else if let Some(exact) = exact() {
            Some(exact)
        } else {
            // Custom gives way only to many hints, and in dollars only to countries whose papers
            // write a plain `$`.
            let prior = spellings.clone().find(|s| s.prior);
            let least = prior.map_or(0, |p| 2 * hints.of(view, p.record) + 2);
            let mut best = (least, prior);
            for spelling in spellings {
                let record = &all.records[spelling.record];
                let weight = hints.of(view, spelling.record);
                let dollar = matches!(spelling.text, "dollar" | "dlr" | "cent" | "ct" | "c");
                if weight > best.0 && (record.plain || !dollar) {
                    best = (weight, Some(spelling));
                }
            }
            best.1
        };
        if chosen.is_none() && !matches!(first.sign, Sign::Short | Sign::Minor) {
            return None;
        }
        let spelling = chosen.unwrap_or(first);
        // `20 centavos` of no known country are centavos.
        let parts = if chosen.is_some() { spelling.parts } else { 1 };
        Some(Self {
            currency: chosen.map(|s| Currency(&all.records[s.record])),
            name: spelling.text,
            parts,
            millions: spelling.millions,
            hinted: bare.len() == 1 && hints.of(view, spelling.record) > 0,
            symbol: matches!(spelling.sign, Sign::Symbol | Sign::Shared),
            len: 0,
        })
    }
}

/// Whether a text writes a sign so: exactly, but for spaces and case in one like `US$`.
fn same_sign(sign: &str, written: &str) -> bool {
    if sign == written {
        return true;
    }
    let dollars = sign.len() > 2 && sign.ends_with('$');
    let mut left = sign.bytes();
    dollars
        && written
            .bytes()
            .filter(|b| !matches!(b, b' ' | b'.'))
            .all(|b| left.next().is_some_and(|l| l.eq_ignore_ascii_case(&b)))
        && left.next().is_none()
}

/// How often a text has words that speak for each currency.
#[derive(Debug, Default)]
pub(super) struct Hints {
    /// By record; counted when first asked for.
    counts: OnceCell<[u16; MOST]>,
    /// The token last asked about, and what money begins there: numbers ask several times.
    last: Cell<Option<(usize, Option<Money>)>>,
    /// What words of the text mean.
    known: Known,
}

/// A short word as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Key(u32, u64);

impl Key {
    fn of(id: u32, written: &str) -> Option<Self> {
        let mut bytes = [0; 8];
        bytes.get_mut(..written.len())?.copy_from_slice(written.as_bytes());
        Some(Self(id, u64::from_le_bytes(bytes)))
    }
}

/// A word with what money it means in a text, if any.
type Meaning = (Key, Option<Money>);

/// A few words with what money they mean in this text.
#[derive(Debug, Default)]
struct Known {
    slots: [Cell<Option<Meaning>>; 4],
    next: Cell<usize>,
}

impl Known {
    #[allow(clippy::option_option)] // Not known; known to be no money; known money.
    fn get(&self, key: Key) -> Option<Option<Money>> {
        let found = self.slots.iter().filter_map(Cell::get).find(|(known, _)| *known == key);
        found.map(|(_, money)| money)
    }

    fn set(&self, key: Key, money: Option<Money>) {
        let next = self.next.get() % self.slots.len();
        self.slots[next].set(Some((key, money)));
        self.next.set(next + 1);
    }
}

/// Tokens that are tested together.
const PIECE: usize = 16;

/// Most rows of the list.
const MOST: usize = 256;

/// A word that speaks for the first row has this value as a [`Class::NumberCue`], the next one more.
const HINT: i64 = 1000;

impl Hints {
    fn of(&self, view: &TextView<'_, '_>, record: usize) -> u16 {
        let counts = self.counts.get_or_init(|| {
            let mut counts = [0u16; MOST];
            let tokens = view.tokens;
            let mut count = |i: usize| {
                let senses = view.lexicon.senses(tokens.words[i]).iter();
                for sense in senses.filter(|s| s.class == Class::NumberCue && s.value >= HINT) {
                    if let Some(count) = counts.get_mut((sense.value - HINT) as usize) {
                        *count = count.saturating_add(1);
                    }
                }
            };
            // Such words are few: most pieces have none.
            for (piece, classes) in tokens.classes.chunks(PIECE).enumerate() {
                let all = classes.iter().fold(ClassSet::EMPTY, |all, &one| all.with(one));
                if !all.has(Class::NumberCue) {
                    continue;
                }
                for (i, classes) in (piece * PIECE..).zip(classes) {
                    if classes.has(Class::NumberCue) && tokens.shapes[i].is_capitalised() {
                        count(i);
                    }
                }
            }
            counts
        });
        counts.get(record).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_is_sound() {
        let all = read().unwrap();
        for (i, record) in all.records.iter().enumerate() {
            let same =
                |r: &Record| r.name == record.name || !r.code.is_empty() && r.code == record.code;
            assert_eq!(all.records.iter().position(same), Some(i), "{} stands twice", record.name);
            assert!(record.code.is_empty() || record.code.len() == 3, "{}", record.name);
        }
    }
}
