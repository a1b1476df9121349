//! A table for a person.

use std::fmt::Write as _;

use crate::{Document, Entity};

/// What is in a document, for a person to read: a line for each entity with the forms that name it,
/// then the times and the numbers.
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
    let mut rows = entities(document);
    if rows.is_empty() {
        let words = text.split_whitespace().count();
        let _ = writeln!(out, "nothing found in {words} words");
    }
    align(&mut rows, &mut out);
    out
}

fn entities(document: &Document<'_>) -> Vec<Vec<String>> {
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
        Some(vec![
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

/// Writes rows with their columns below each other; columns that are empty in all rows fall away.
fn align(rows: &mut [Vec<String>], out: &mut String) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |c: usize| {
        rows.iter().filter_map(|r| r.get(c)).map(|s| s.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    for row in rows.iter_mut() {
        let mut line = String::new();
        for (cell, &width) in row.iter().zip(&widths) {
            if width > 0 {
                let cell = cell.split_whitespace().collect::<Vec<_>>().join(" ");
                let _ = write!(line, "{cell:width$}  ");
            }
        }
        let _ = writeln!(out, "{}", line.trim_end());
    }
}
