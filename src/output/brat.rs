//! Standoff for brat.

use std::{collections::BTreeMap, fmt::Write as _};

use super::marks::marks;
use crate::{Document, OffsetMap, OffsetUnit, Span, fact::Part};

/// The `.ann` file of a text for the annotation tool brat.
///
/// Every annotation is a `T` line, its canonical name or value a note (`#`), its id a normalisation
/// (`N`); mentions of one entity are linked by `*` lines, roles and quotes by relations (`R`):
/// `holds` (person, title), `of` (title, organisation or country), `said` (speaker, quote). Offsets
/// are characters, as brat counts, of the text as it is.
///
/// ```
/// let extractor = dateline::Extractor::new();
/// let text = "Où? Tokyo.";
/// let standoff = dateline::output::brat(text, &extractor.extract(text));
/// assert!(standoff.starts_with("T1\tplace 4 9\tTokyo\n"), "{standoff}");
/// ```
#[must_use]
pub fn brat(text: &str, document: &Document<'_>) -> String {
    let mut file = Standoff {
        text,
        map: OffsetMap::new(text, OffsetUnit::Chars),
        out: String::new(),
        by_span: BTreeMap::new(),
        mentions: BTreeMap::new(),
        spans: 0,
        notes: 0,
        ids: 0,
        relations: 0,
    };
    for mark in marks(document).iter().filter(|mark| mark.layer != "role") {
        let number = file.span(mark.span, &mark.kind);
        if let Some(id) = mark.id.filter(|id| id.contains(':') && mark.layer == "entity") {
            file.ids += 1;
            let (n, name) = (file.ids, one_line(&mark.value));
            let _ = writeln!(file.out, "N{n}\tReference T{number} {id}\t{name}");
        }
        if !mark.value.is_empty() {
            file.notes += 1;
            let (n, value) = (file.notes, one_line(&mark.value));
            let _ = writeln!(file.out, "#{n}\tAnnotatorNotes T{number}\t{value}");
        }
        if let Some(entity) = mark.entity {
            file.mentions.entry(entity).or_default().push(number);
        }
    }
    for role in &document.roles {
        file.relation("holds", Some(&role.person), Some(&role.title));
        file.relation("of", Some(&role.title), role.of.as_ref());
    }
    for quote in &document.quotes {
        let said = file.by_span.get(&quote.span).copied();
        if let (Some(speaker), Some(said)) = (&quote.speaker, said) {
            let speaker = file.part(speaker);
            file.relate("said", speaker, said);
        }
    }
    for mentions in file.mentions.values().filter(|mentions| mentions.len() > 1) {
        file.out += "*\tAlias";
        for number in mentions {
            let _ = write!(file.out, " T{number}");
        }
        file.out.push('\n');
    }
    file.out
}

struct Standoff<'t> {
    text: &'t str,
    map: OffsetMap<'t>,
    out: String,
    /// The first annotation of a span.
    by_span: BTreeMap<Span, usize>,
    mentions: BTreeMap<u32, Vec<usize>>,
    spans: usize,
    notes: usize,
    ids: usize,
    relations: usize,
}

impl Standoff<'_> {
    /// Writes a `T` line. brat wants one fragment a line of the text.
    fn span(&mut self, span: Span, kind: &str) -> usize {
        self.spans += 1;
        let number = self.spans;
        self.by_span.entry(span).or_insert(number);
        let text = span.of(self.text);
        let mut fragments = Vec::new();
        let mut at = span.start;
        for line in text.split_inclusive('\n') {
            let body = line.trim_end_matches(['\r', '\n']);
            if !body.is_empty() {
                let (from, to) = (self.map.get(at), self.map.get(at + body.len() as u32));
                fragments.push(format!("{from} {to}"));
            }
            at += line.len() as u32;
        }
        let (fragments, text) = (fragments.join(";"), one_line(text));
        let _ = writeln!(self.out, "T{number}\t{} {fragments}\t{text}", type_name(kind));
        number
    }

    /// The number of a part of a fact, written now if no annotation has its span.
    fn part(&mut self, part: &Part<'_>) -> usize {
        let known = self.by_span.get(&part.span).copied();
        known.unwrap_or_else(|| self.span(part.span, "part"))
    }

    fn relation(&mut self, kind: &str, from: Option<&Part<'_>>, to: Option<&Part<'_>>) {
        if let (Some(from), Some(to)) = (from, to) {
            let (from, to) = (self.part(from), self.part(to));
            self.relate(kind, from, to);
        }
    }

    fn relate(&mut self, kind: &str, from: usize, to: usize) {
        self.relations += 1;
        let _ = writeln!(self.out, "R{}\t{kind} Arg1:T{from} Arg2:T{to}", self.relations);
    }
}

/// The text on one line.
fn one_line(text: &str) -> String {
    text.replace("\r\n", " ").replace(['\n', '\r', '\t'], " ")
}

/// brat's types are made of letters, digits, hyphen and underscore.
fn type_name(kind: &str) -> String {
    let fits = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    kind.chars().map(|c| if fits(c) { c } else { '_' }).collect()
}
