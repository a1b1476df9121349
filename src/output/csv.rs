//! A spreadsheet.

use std::fmt::Write as _;

use super::marks::marks;
use crate::{Document, OffsetMap, OffsetUnit};

/// The header of [`csv`].
pub const CSV_HEAD: &str = "article,layer,start,end,text,kind,value,id,entity\r\n";

/// A row for each annotation: article, layer (`entity`, `time`, `number`, `role`, `quote`), start,
/// end, text, kind, value (canonical name, TIMEX3 value, number with unit, speaker), id, and the
/// number of the entity; offsets in `unit`. As RFC 4180 has it: commas, quotes doubled, lines end in CR LF.
///
/// ```
/// use dateline::OffsetUnit;
/// let extractor = dateline::Extractor::new();
/// let text = "Tokyo, \"no\"";
/// let csv = dateline::output::csv(text, &extractor.extract(text), OffsetUnit::Bytes);
/// assert!(csv.contains("entity,0,5,Tokyo,place,Tokyo,gn:1850147,0\r\n"), "{csv}");
/// ```
#[must_use]
pub fn csv(text: &str, document: &Document<'_>, unit: OffsetUnit) -> String {
    let map = OffsetMap::new(text, unit);
    let mut out = String::new();
    for mark in marks(document) {
        field(document.id.as_deref().unwrap_or(""), &mut out);
        let (start, end) = (map.get(mark.span.start), map.get(mark.span.end));
        let _ = write!(out, ",{},{start},{end},", mark.layer);
        field(mark.span.of(text), &mut out);
        for cell in [&mark.kind, &mark.value] {
            out.push(',');
            field(cell, &mut out);
        }
        out.push(',');
        field(mark.id.unwrap_or(""), &mut out);
        out.push(',');
        if let Some(entity) = mark.entity {
            let _ = write!(out, "{entity}");
        }
        out += "\r\n";
    }
    out
}

/// Appends a cell.
pub(super) fn field(text: &str, out: &mut String) {
    if text.contains(['"', ',', '\n', '\r']) {
        out.push('"');
        *out += &text.replace('"', "\"\"");
        out.push('"');
    } else {
        *out += text;
    }
}
