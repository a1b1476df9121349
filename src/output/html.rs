//! Highlighted text.

use super::marks::{Mark, marks};
use crate::Document;

/// What stands before all articles of a page: everything down to `<body>`, with a style for each
/// kind.
pub const HTML_HEAD: &str = "<!doctype html>
<html lang=\"en\">
<head>
<meta charset=\"utf-8\">
<title>dateline</title>
<style>
body { font: 1rem/1.7 serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
article { white-space: pre-wrap; border-bottom: 1px solid #ccc; margin-bottom: 2rem }
h2 { font: bold 0.9rem sans-serif; color: #666 }
mark { background: #eee; border-radius: 0.2em; padding: 0 0.15em; color: inherit }
mark.person { background: #fde2a7 } mark.place { background: #c9e8c4 }
mark.organisation { background: #c8dcf5 } mark.group { background: #e8d3f0 }
mark.event { background: #f8cfd0 } mark.time { background: none; border-bottom: 2px solid #2a7 }
mark.number { background: none; border-bottom: 2px solid #c73 }
mark.quote { background: none; font-style: italic } mark.role { background: none; outline: 1px dotted #888 }
.error { color: #b00 }
</style>
</head>
<body>
";

/// What stands after all articles of a page.
pub const HTML_TAIL: &str = "</body>\n</html>\n";

/// The text as an `<article>` with a `<mark>` for each annotation: its kind is the class, its
/// canonical name or value the title, its id and number stand in `data-id` and `data-entity`.
///
/// Annotations may nest and overlap; where two cross, the one that began later is cut in two.
/// All text is escaped.
///
/// ```
/// let extractor = dateline::Extractor::builder().layers(&[dateline::Layer::Entities]).build()?;
/// let text = "Vladimir Putin flew to Tokyo & left.";
/// let html = dateline::output::html(text, &extractor.extract(text));
/// assert!(html.contains("<mark class=\"place\" title=\"Tokyo\"") && html.contains(" &amp; "), "{html}");
/// # Ok::<(), dateline::Error>(())
/// ```
#[must_use]
pub fn html(text: &str, document: &Document<'_>) -> String {
    let mut out = String::from("<article>");
    if let Some(id) = &document.id {
        out += "<h2>";
        escape(id, &mut out);
        out += "</h2>";
    }
    sweep(text, &marks(document), &mut out);
    out += "</article>\n";
    out
}

/// Writes the text with marks, which come in order of their start. `open` holds those that the
/// current position is in; when one ends, those opened after it are closed and opened again.
fn sweep(text: &str, marks: &[Mark<'_>], out: &mut String) {
    let mut open: Vec<&Mark<'_>> = Vec::new();
    let mut at = 0;
    let mut next = marks.iter().filter(|mark| !mark.span.of(text).is_empty()).peekable();
    loop {
        let end = open.iter().map(|mark| mark.span.end).min();
        let start = next.peek().map(|mark| mark.span.start);
        let to = match (start, end) {
            (Some(start), Some(end)) => start.min(end),
            (Some(to), None) | (None, Some(to)) => to,
            (None, None) => break,
        };
        escape(text.get(at..to as usize).unwrap_or(""), out);
        at = to as usize;
        if let Some(first) = open.iter().position(|mark| mark.span.end == to) {
            let again: Vec<_> = open.drain(first..).inspect(|_| *out += "</mark>").collect();
            for mark in again.into_iter().filter(|mark| mark.span.end > to) {
                begin(mark, out);
                open.push(mark);
            }
        } else if let Some(mark) = next.next() {
            begin(mark, out);
            open.push(mark);
        }
    }
    escape(text.get(at..).unwrap_or(""), out);
}

fn begin(mark: &Mark<'_>, out: &mut String) {
    let class = if matches!(mark.layer, "entity") { &*mark.kind } else { mark.layer };
    attribute("<mark class=\"", class, out);
    if mark.layer == "time" || mark.layer == "number" {
        attribute(" data-kind=\"", &mark.kind, out);
    }
    attribute(" title=\"", &mark.value, out);
    if let Some(id) = mark.id {
        attribute(" data-id=\"", id, out);
    }
    if let Some(entity) = mark.entity {
        attribute(" data-entity=\"", &entity.to_string(), out);
    }
    out.push('>');
}

fn attribute(name: &str, value: &str, out: &mut String) {
    *out += name;
    escape(value, out);
    out.push('"');
}

/// Appends `text` so that it means itself in HTML and XML, in attributes too.
pub(super) fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => *out += "&amp;",
            '<' => *out += "&lt;",
            '>' => *out += "&gt;",
            '"' => *out += "&quot;",
            // Neither HTML nor XML has these.
            '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
                out.push('\u{fffd}');
            }
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;

    fn mark(start: u32, end: u32, kind: &str) -> Mark<'_> {
        let span = Span::new(start, end);
        Mark { span, layer: "entity", kind: kind.into(), value: "".into(), id: None, entity: None }
    }

    fn swept(marks: &[Mark<'_>]) -> String {
        let mut out = String::new();
        sweep("abcdef", marks, &mut out);
        out.replace(" title=\"\"", "")
            .replace("<mark class=\"", "<")
            .replace("\">", ">")
            .replace("</mark>", "</>")
    }

    #[test]
    fn marks_nest_cross_and_touch() {
        assert_eq!(swept(&[mark(0, 4, "p"), mark(1, 2, "q")]), "<p>a<q>b</>cd</>ef");
        assert_eq!(swept(&[mark(0, 3, "p"), mark(1, 5, "q")]), "<p>a<q>bc</></><q>de</>f");
        assert_eq!(swept(&[mark(0, 2, "p"), mark(2, 6, "q")]), "<p>ab</><q>cdef</>");
        assert_eq!(swept(&[mark(0, 6, "p"), mark(0, 6, "q")]), "<p><q>abcdef</></>");
        assert_eq!(swept(&[mark(3, 3, "p"), mark(9, 12, "q")]), "abcdef");
    }
}
