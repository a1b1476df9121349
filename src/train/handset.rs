//! A table of weights set by hand: lines of evidence, in words, to the rows of a weights file.
//!
//! | evidence | value | label | weight |
//! |---|---|---|---|
//! | list, place in the match | country\|city | place.same | 1.5 |
//! | meanings of the word before the run | president\|mr | person.same | 1 |
//! | transition | outside | name.begin | -0.5 |
//!
//! Evidence is named as `--explain` names it. Several values of one line are separated by `|`; where
//! a value is to be a word by its meanings, any word of the lexicon stands for all that mean the
//! same. A label is `outside` or a kind, all of its places or one (`person.begin`); `name` is any
//! person, place or organisation, `same` the place that the evidence itself has in its match or run.
//! Weights of lines that meet add up.

use std::collections::BTreeMap;

use crate::{
    Result, Weights,
    entity::{
        evidence::{EDGE, NAMING, Template, key, pair},
        label::LABELS,
        weights::{Row, UNIT},
    },
    lexicon::{Lexicon, Table},
    text::fold_hash,
};

/// A value of evidence, and the places in a name where it can stand: begin, inside, end, single.
type Value = (u64, [bool; 4]);

const ANYWHERE: [bool; 4] = [true; 4];
const BEGIN: [bool; 4] = [true, false, false, false];
const INSIDE: [bool; 4] = [false, true, false, false];
const END: [bool; 4] = [false, false, true, false];
const SINGLE: [bool; 4] = [false, false, false, true];

/// By number: the lists, the shapes, the cues, the kinds of line, what a first pass tells.
const LISTS: &str = "country subdivision major-city city small-town nature region landmark government party company media \
    club league school alliance force institution full-person short-person nationality people event user";
const SHAPES: &str = "lower comma stop hyphen bracket quote colon mark year number digits short-capitals capitals \
    initial inner-capitals capitalised other";
const CUES: &str = "title in said age comma-place owns given organisation-head place-head person-list place-list \
    organisation-list group-list event-list last first acronym the person-noun by modifies";
const LINES: &str = "prose headline capitals item";
const KINDS: &str = "none outside person place organisation group event";

/// Shape beyond the edge of a sentence.
const EDGE_SHAPE: u64 = 31;

/// Compiles a table that is set by hand; `file` is its name in messages.
///
/// # Errors
/// Evidence, a value or a label that is not known, or a weight that is no number.
///
/// ```
/// let table = "evidence\tvalue\tlabel\tweight\n\
///              list, place in the match\tcountry|city|major-city\tplace.same\t1.5\n\
///              transition\toutside\tname.begin\t-0.2\n";
/// let weights = dateline::train::handset("places.tsv", table)?;
/// let extractor = dateline::Extractor::builder().weights(weights).build()?;
/// let document = extractor.extract("She flew to Lagos.");
/// assert_eq!(document.entities[0].text, "Lagos");
/// # Ok::<(), dateline::Error>(())
/// ```
pub fn handset(file: &str, text: &str) -> Result<Weights> {
    let mut rows: BTreeMap<u64, [f32; LABELS]> = BTreeMap::new();
    let mut transitions = [[0.0f32; LABELS]; LABELS];
    for row in Table::read(file, text)?.rows() {
        let (evidence, value) = (row.need("evidence")?, row.need("value")?);
        let (label, weight) = (row.need("label")?, row.number::<f32>("weight")?);
        let wrong = |what: &str, cell: &str| row.error(format!("`{cell}` is no {what}"));
        if evidence == "transition" {
            let from = labels(value, ANYWHERE).ok_or_else(|| wrong("label", value))?;
            let to = labels(label, ANYWHERE).ok_or_else(|| wrong("label", label))?;
            for &from in &from {
                to.iter().for_each(|&to| transitions[from][to] += weight);
            }
            continue;
        }
        let template = Template::ALL.iter().copied().find(|t| t.words() == evidence);
        let template = template.ok_or_else(|| wrong("kind of evidence", evidence))?;
        // Words that mean the same are one value, which a line weighs once.
        let mut said: BTreeMap<u64, [bool; 4]> = BTreeMap::new();
        for part in value.split('|') {
            let values = values(template, part);
            said.extend(values.ok_or_else(|| wrong("value of this evidence", part))?);
        }
        for (value, places) in said {
            let labels = labels(label, places).ok_or_else(|| wrong("label", label))?;
            let row = rows.entry(key(template, value)).or_default();
            labels.iter().for_each(|&l| row[l] += weight);
        }
    }
    let largest = rows.values().flatten().fold(0.0f32, |most, w| most.max(w.abs()));
    let scale = UNIT.min(127.0 / largest.max(1.0));
    let rows: Vec<(u64, Row)> =
        rows.iter().map(|(&key, row)| (key, row.map(|w| (w * scale).round() as i8))).collect();
    let transitions = transitions.map(|row| row.map(|w| (w * scale).round() as i16));
    Weights::build(&rows, &transitions, &format!("set by hand: {file}\n"))
}

/// The labels that a word for them means, for evidence that stands at these places in a name.
fn labels(word: &str, here: [bool; 4]) -> Option<Vec<usize>> {
    let (kind, place) = word.split_once('.').unwrap_or((word, ""));
    let places = match place {
        "" => ANYWHERE,
        "begin" => BEGIN,
        "inside" => INSIDE,
        "end" => END,
        "single" => SINGLE,
        "same" => here,
        _ => return None,
    };
    let kinds = match kind {
        "outside" => return Some(vec![0]),
        "group" => return Some(vec![13]),
        "event" if place.is_empty() => return Some(vec![14, 15]),
        "event" => {
            let begins = usize::from(places[0] || places[3]);
            return Some(if begins == 1 { vec![14] } else { vec![15] });
        }
        "person" => 0..1,
        "place" => 1..2,
        "organisation" => 2..3,
        "name" => 0..3,
        _ => return None,
    };
    let each = |kind: usize| (0..4).filter(|&p| places[p]).map(move |p| 1 + kind * 4 + p);
    Some(kinds.flat_map(each).collect())
}

fn number(words: &str, word: &str) -> Option<u64> {
    words.split_whitespace().position(|w| w == word).map(|at| at as u64)
}

/// All values that a text means for a kind of evidence.
fn values(template: Template, text: &str) -> Option<Vec<Value>> {
    use Template as T;
    let anywhere = |values: Vec<u64>| values.into_iter().map(|v| (v, ANYWHERE)).collect();
    let in_run = |value: u64| places().map(move |(place, here)| (pair(value, place), here));
    let at = |value: u64| ends().map(move |(at, here)| (pair(value, at), here)).collect();
    Some(match template {
        T::Word | T::Before | T::After => anywhere(vec![word(text)]),
        T::Suffix4 => {
            let letters: [u8; 4] = text.as_bytes().try_into().ok()?;
            anywhere(vec![u32::from_le_bytes(letters).into()])
        }
        T::ShapeLine => {
            let (shape, start, line) = shape_line(text)?;
            let each = |s| line.clone().map(move |l| shape | s << 8 | l << 16);
            anywhere(start.flat_map(each).collect())
        }
        T::Name => anywhere(strengths(text)?),
        T::ListPlace => {
            let list = number(LISTS, text)?;
            let here = [BEGIN, INSIDE, END, SINGLE];
            (0..4).zip(here).map(|(place, here)| (list | place << 5, here)).collect()
        }
        T::RunLast => at(word(text)),
        T::RunLastClasses | T::RunClassesAfter => in_run(meanings(text)?).collect(),
        T::Joint => {
            let (word, meanings, after) = joint(text)?;
            anywhere(vec![pair(word, if after { meanings } else { meanings.rotate_left(1) })])
        }
        T::Joined => {
            let (word, meanings, after) = joint(text)?;
            let side = if after { 0 } else { 1 << 40 };
            let each = |(place, here): Value| {
                // What is joined to a name goes on with it.
                let [begin, inside, end, single] = here;
                let whole = match after {
                    true => [false, begin || inside, end || single, false],
                    false => [begin || single, inside || end, false, false],
                };
                (pair(pair(word, meanings), place | side), whole)
            };
            places().map(each).collect()
        }
        T::RunElsewhere => at(number(CUES, text)?),
        T::WordElsewhere => in_run(number(CUES, text)?).collect(),
        T::Time => {
            let around = |b: u64| (0..8).map(move |a| (b, a));
            let each =
                |here: u64| (0..8).flat_map(around).map(move |(b, a)| b | here << 8 | a << 16);
            (text == "any").then(|| anywhere((1..8).flat_map(each).collect()))?
        }
        T::Pass => {
            let (which, kind) = text.split_once(' ')?;
            let kind = number(KINDS, kind)?;
            let (own, other) = match which {
                "word" => (kind, 8),
                "name" => (kind << 8, 0),
                _ => return None,
            };
            let rest = (0..7).flat_map(|other| (0..7).map(move |longer| (other, longer)));
            let both = rest.map(move |(n, longer)| own | n << other | longer << 16);
            both.flat_map(in_run).collect()
        }
        _ => return None,
    })
}

fn word(text: &str) -> u64 {
    if text == "(edge)" { EDGE } else { fold_hash(text) }
}

/// What a word means, as evidence reads it.
fn meanings(text: &str) -> Option<u64> {
    if text == "(edge)" {
        return Some(EDGE);
    }
    if let Some(shape) = text.strip_prefix('(').and_then(|t| number(SHAPES, t.strip_suffix(')')?)) {
        return Some(shape << 56 | 1 << 63);
    }
    let lexicon = Lexicon::english();
    let bits = lexicon.classes(lexicon.id(fold_hash(text))).bits() & NAMING;
    (bits != 0).then_some(bits)
}

fn shape(text: &str) -> Option<u64> {
    if text == "(edge)" { Some(EDGE_SHAPE) } else { number(SHAPES, text) }
}

fn shapes() -> impl Iterator<Item = u64> + Clone {
    (0..17).chain([EDGE_SHAPE])
}

/// `of after ministry`, `of before finance`.
fn joint(text: &str) -> Option<(u64, u64, bool)> {
    let (connector, rest) = text.split_once(' ')?;
    let (side, neighbour) = rest.split_once(' ')?;
    let after = match side {
        "after" => true,
        "before" => false,
        _ => return None,
    };
    Some((word(connector), meanings(neighbour)?, after))
}

type Few = std::ops::Range<u64>;

/// `capitalised`, `capitalised start`, `capitals headline`.
fn shape_line(text: &str) -> Option<(u64, Few, Few)> {
    let mut words = text.split(' ');
    let shape = shape(words.next()?)?;
    let (mut start, mut line) = (0..2, 0..4);
    for word in words {
        match word {
            "start" => start = 1..2,
            "later" => start = 0..1,
            _ => line = number(LINES, word).map(|n| n..n + 1)?,
        }
    }
    Some((shape, start, line))
}

/// `given=2-3 common=0`: strengths as a name and as a word; what is not said is any.
fn strengths(text: &str) -> Option<Vec<u64>> {
    let (mut steps, mut of) = ([(0, 3); 4], shapes().collect::<Vec<u64>>());
    for part in text.split(' ').filter(|part| *part != "any") {
        let (what, range) = part.split_once('=')?;
        if what == "shape" {
            of = vec![shape(range)?];
            continue;
        }
        let at = number("given family common frequency", what)? as usize;
        let (from, to) = range.split_once('-').unwrap_or((range, range));
        steps[at] = (from.parse().ok()?, to.parse::<u64>().ok().filter(|&to| to < 4)?);
    }
    let fits = |name: &u64| {
        steps
            .iter()
            .enumerate()
            .all(|(n, &(from, to))| (from..=to).contains(&(name >> (2 * n) & 3)))
    };
    let names: Vec<u64> = (0..256).filter(fits).collect();
    Some(of.iter().flat_map(|&s| names.iter().map(move |&name| pair(name, s))).collect())
}

/// Places in runs with their lengths, as evidence packs them.
fn places() -> impl Iterator<Item = Value> + Clone {
    let of_len = |len: u64| {
        let first = (len > 1).then_some((0, BEGIN));
        let inside = (1..if len < 6 { len.max(2) - 1 } else { 5 }).map(|at| (at, INSIDE));
        let last = (14, if len == 1 { SINGLE } else { END });
        first.into_iter().chain(inside).chain([last]).map(move |(at, here)| (at | len << 8, here))
    };
    (1..=6).flat_map(of_len)
}

/// Places in runs of any length.
fn ends() -> impl Iterator<Item = Value> + Clone {
    let last = (14, [false, false, true, true]);
    [(0, BEGIN)].into_iter().chain((1..5).map(|at| (at, INSIDE))).chain([last])
}
