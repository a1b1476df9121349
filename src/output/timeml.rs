//! Times marked in the text.

use std::fmt::Write as _;

use super::html::escape;
use crate::{Document, Timex};

/// The text as a TimeML document with its times as inline TIMEX3 elements; the article's date is
/// the creation time, `t0`.
///
/// A value that is not known is `XXXX-XX-XX` (`PXX` of a duration), as TIMEX3 writes it. Events and
/// links are not TimeML's business here: there are none.
///
/// ```
/// use dateline::Article;
/// let extractor = dateline::Extractor::new();
/// let text = "He left on 22 June 2016 & never came back.";
/// let article = Article { text, id: Some("a17"), date: Some("2016-06-23") };
/// let timeml = dateline::output::timeml(text, &extractor.extract_article(&article));
/// assert!(timeml.contains(
///     "<TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2016-06-22\">22 June 2016</TIMEX3> &amp; never"
/// ));
/// assert!(timeml.contains("<DOCID>a17</DOCID>"));
/// ```
#[must_use]
pub fn timeml(text: &str, document: &Document<'_>) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TimeML>\n");
    if let Some(id) = &document.id {
        out += "<DOCID>";
        escape(id, &mut out);
        out += "</DOCID>\n";
    }
    if let Some(date) = &document.date {
        let class = if date.contains('T') { "TIME" } else { "DATE" };
        let _ = write!(out, "<DCT><TIMEX3 tid=\"t0\" type=\"{class}\" value=\"");
        escape(date, &mut out);
        out += "\" functionInDocument=\"CREATION_TIME\">";
        escape(date, &mut out);
        out += "</TIMEX3></DCT>\n";
    }
    out += "<TEXT>";
    let mut at = 0;
    // Times are in order and do not overlap.
    for (i, timex) in document.timexes.iter().enumerate() {
        let (start, end) = (timex.span.start as usize, timex.span.end as usize);
        let (Some(before), Some(inside)) = (text.get(at..start), text.get(start..end)) else {
            continue;
        };
        escape(before, &mut out);
        begin(timex, i + 1, &mut out);
        escape(inside, &mut out);
        out += "</TIMEX3>";
        at = end;
    }
    escape(text.get(at..).unwrap_or(""), &mut out);
    out += "</TEXT>\n</TimeML>\n";
    out
}

fn begin(timex: &Timex<'_>, number: usize, out: &mut String) {
    let kind = timex.kind.as_str();
    let unknown = || if kind == "DURATION" { "PXX" } else { "XXXX-XX-XX" }.to_owned();
    let value = timex.value.as_ref().map_or_else(unknown, ToString::to_string);
    let _ = write!(out, "<TIMEX3 tid=\"t{number}\" type=\"{kind}\" value=\"{value}\"");
    for (name, value) in [
        ("mod", timex.modifier.as_ref().map(ToString::to_string)),
        ("quant", timex.quant.as_ref().map(ToString::to_string)),
        ("freq", timex.freq.as_ref().map(ToString::to_string)),
    ] {
        if let Some(value) = value {
            let _ = write!(out, " {name}=\"");
            escape(&value, out);
            out.push('"');
        }
    }
    out.push('>');
}
