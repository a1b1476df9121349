//! A table for a person.

use std::fmt::Write as _;

use super::marks::{number_value, role_value, time_value};
use crate::{Document, Entity, Number, Timex};

/// What is in a document, for a person to read: a line for each entity with the forms that name it,
/// then the times, the numbers with what they count, who holds which office, and who said what.
///
/// ```
/// let extractor = dateline::Extractor::new();
/// let text = "Shinzo Abe flew to Tokyo. Abe said nothing.";
/// let table = dateline::output::table(text, &extractor.extract(text));
/// assert!(table.lines().any(|line| line.starts_with("person") && line.ends_with("Shinzo Abe, Abe")));
/// ```
#[must_use]
pub fn table(text: &str, document: &Document<'_>) -> String {
    let mut out = String::new();
    let parts = [document.id.as_deref(), document.date.as_deref()];
    let title: Vec<&str> = parts.into_iter().flatten().collect();
    if !title.is_empty() {
        let _ = writeln!(out, "{}", title.join("  "));
    }
    let rows =
        [entities(document), times(document), numbers(document), facts(text, document)].concat();
    if rows.is_empty() {
        let words = text.split_whitespace().count();
        let _ = writeln!(out, "nothing found in {words} words");
    }
    align(&rows, &mut out);
    out
}

/// Kind, finer kind, name or value, id, number of mentions, forms.
type Row = [String; 6];

fn entities(document: &Document<'_>) -> Vec<Row> {
    let mut order: Vec<u32> = Vec::new();
    for entity in &document.entities {
        if !order.contains(&entity.entity) {
            order.push(entity.entity);
        }
    }
    let row = |number: &u32| {
        let mentions = || document.entities.iter().filter(|e| e.entity == *number);
        let first: &Entity<'_> = mentions().next()?;
        let mut forms: Vec<&str> = Vec::new();
        for mention in mentions() {
            if !forms.contains(&&*mention.text) {
                forms.push(&mention.text);
            }
        }
        Some([
            first.kind.to_string(),
            first.subkind.as_deref().unwrap_or("").to_owned(),
            first.canonical.to_string(),
            first.id.as_deref().unwrap_or("").to_owned(),
            format!("{}×", mentions().count()),
            forms.join(", "),
        ])
    };
    order.iter().filter_map(row).collect()
}

fn times(document: &Document<'_>) -> Vec<Row> {
    let row = |timex: &Timex<'_>| {
        let kind = timex.kind.as_str().to_ascii_lowercase();
        plain(&kind, &time_value(timex), &timex.text)
    };
    document.timexes.iter().map(row).collect()
}

fn numbers(document: &Document<'_>) -> Vec<Row> {
    let row = |number: &Number<'_>| {
        let counted = number.counted.as_deref().unwrap_or("");
        let value = format!("{} {counted}", number_value(number));
        plain(number.kind.as_str(), &value, &number.text)
    };
    document.numbers.iter().map(row).collect()
}

fn facts(text: &str, document: &Document<'_>) -> Vec<Row> {
    let roles = document.roles.iter().map(|r| plain("role", &role_value(r), r.span.of(text)));
    let quotes = document.quotes.iter().map(|quote| {
        let speaker = quote.speaker.as_ref().map_or("?", |speaker| speaker.name());
        plain("quote", speaker, quote.span.of(text))
    });
    roles.chain(quotes).collect()
}

fn plain(kind: &str, value: &str, text: &str) -> Row {
    let [kind, value, text] = [kind, value, text].map(str::to_owned);
    [kind, String::new(), value, String::new(), String::new(), text]
}

/// Writes rows with their columns below each other; columns that are empty in all rows fall away.
fn align(rows: &[Row], out: &mut String) {
    let mut widths = [0; 6];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().max(*width);
        }
    }
    for row in rows {
        let mut line = String::new();
        for (cell, &width) in row.iter().zip(&widths).filter(|(_, width)| **width > 0) {
            let cell = cell.split_whitespace().collect::<Vec<_>>().join(" ");
            let _ = write!(line, "{cell:width$}  ");
        }
        let _ = writeln!(out, "{}", line.trim_end());
    }
}
