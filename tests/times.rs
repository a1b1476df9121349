//! The time grammar against `tests/data/times/*.toml`: each case is a text and all the times in
//! it; each rule has an example and a counter-example.
//!
//! ```toml
//! date = "2016-06-22"       # of every article in the file; a case may have its own
//!
//! [[case]]
//! text = "They met in May 2014; they may meet again."
//! expect = [{ text = "May 2014", type = "DATE", value = "2014-05", rule = "month-year" }]
//! not = ["month-alone"]     # rules that this text is the counter-example of
//! ```
//!
//! A case may set `bias`, `order` and `anchor`. Without `value` in an expectation the time must
//! have none.

use std::{collections::BTreeSet, fs, path::Path};

use dateline::{Article, DateOrder, Explain, Extractor, Layer, TemporalBias, TimeAnchor, Timex};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    date: Option<String>,
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    text: String,
    date: Option<String>,
    #[serde(default)]
    bias: TemporalBias,
    #[serde(default)]
    order: DateOrder,
    #[serde(default)]
    anchor: TimeAnchor,
    /// The times of the text, in order.
    #[serde(default)]
    expect: Vec<Expected>,
    /// Rules that this text is the counter-example of.
    #[serde(default)]
    not: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    text: String,
    r#type: String,
    value: Option<String>,
    alternative: Option<String>,
    r#mod: Option<String>,
    quant: Option<String>,
    freq: Option<String>,
    rule: Option<String>,
}

impl Expected {
    fn fits(&self, timex: &Timex<'_>) -> bool {
        let shown = |value: Option<String>, wanted: &Option<String>| value == *wanted;
        self.text == timex.text
            && self.r#type == timex.kind.as_str()
            && shown(timex.value.map(|v| v.to_string()), &self.value)
            && shown(timex.alternative.map(|v| v.to_string()), &self.alternative)
            && shown(timex.modifier.map(|m| m.to_string()), &self.r#mod)
            && shown(timex.quant.map(|q| q.to_string()), &self.quant)
            && shown(timex.freq.map(|f| f.to_string()), &self.freq)
            && self.rule.as_deref().is_none_or(|rule| timex.rule.as_deref() == Some(rule))
    }
}

fn show(timex: &Timex<'_>) -> String {
    serde_json::to_string(timex).unwrap()
}

#[test]
fn every_case_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/times");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    let (mut shown, mut countered) = (BTreeSet::new(), BTreeSet::new());
    let mut faults = Vec::new();
    for path in paths {
        let file: File = toml::from_str(&fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        for case in &file.case {
            let extractor = Extractor::builder()
                .bias(case.bias)
                .date_order(case.order)
                .time_anchor(case.anchor)
                .layers(&[Layer::Times])
                .explain(Explain::On)
                .build()
                .unwrap();
            let date = case.date.as_deref().or(file.date.as_deref()).filter(|d| !d.is_empty());
            let article = Article { text: &case.text, date, ..Article::default() };
            let document = extractor.extract_article(&article);
            let found = &document.timexes;
            let same = found.len() == case.expect.len()
                && case.expect.iter().zip(found).all(|(wanted, timex)| wanted.fits(timex));
            if !same {
                let found: Vec<_> = found.iter().map(show).collect();
                faults.push(format!(
                    "{}\n    wanted {:?}\n    found {found:#?}",
                    case.text, case.expect
                ));
            }
            shown.extend(case.expect.iter().filter_map(|e| e.rule.clone()));
            for rule in &case.not {
                if found.iter().any(|t| t.rule.as_deref() == Some(rule)) {
                    faults.push(format!("{}: {rule} fired", case.text));
                }
                countered.insert(rule.clone());
            }
        }
    }
    for rule in dateline::time::rules() {
        if !shown.contains(*rule) {
            faults.push(format!("rule {rule} has no example"));
        }
        if !countered.contains(*rule) {
            faults.push(format!("rule {rule} has no counter-example"));
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn values_survive_json() {
    let text =
        "On 3/4/2016 they met twice a week, at 5:30 p.m., for about three days, every Tuesday.";
    let extractor = Extractor::builder().layers(&[Layer::Times]).build().unwrap();
    let article = Article { text, date: Some("2016-06-22"), ..Article::default() };
    let document = extractor.extract_article(&article);
    assert!(document.timexes.len() >= 5);
    let json = serde_json::to_string(&document).unwrap();
    let back: dateline::Document<'_> = serde_json::from_str(&json).unwrap();
    assert_eq!(back.timexes, document.timexes);
}

/// Pieces that times are made of, and marks and letters between them.
const PIECES: &[&str] = &[
    "the",
    "a",
    "of",
    "in",
    "at",
    "from",
    "to",
    "and",
    "last",
    "next",
    "this",
    "that",
    "every",
    "twice",
    "about",
    "more than",
    "May",
    "Sept.",
    "31",
    "30",
    "February",
    "Monday",
    "Mondays",
    "year",
    "years",
    "days",
    "week",
    "quarter",
    "third",
    "first",
    "half",
    "ago",
    "later",
    "before",
    "after",
    "2016",
    "1939",
    "45",
    "BC",
    "AD",
    "-",
    "–",
    "/",
    ":",
    ",",
    ".",
    "'",
    "’",
    "5:30",
    "p.m.",
    "noon",
    "midnight",
    "EST",
    "12",
    "9999",
    "99999999999",
    "0",
    "1.5",
    "2,000",
    "1990s",
    "80s",
    "century",
    "Easter",
    "Christmas",
    "early",
    "the end of",
    "mid",
    "morning",
    "tonight",
    "tomorrow",
    "now",
    "two",
    "hundred",
    "thousand",
    "million",
    "past",
    "o'clock",
    "Q3",
    "FY15",
    "ü",
    "日",
    "🙂",
    "Ⅷ",
    "٣",
    "\n\n",
    "22.06.2016",
    "3/4/16",
    "2016-02-30",
    "T10",
    "s",
    "%",
    "$",
];

fn sentence() -> impl Strategy<Value = String> {
    let piece = (0..PIECES.len(), any::<bool>());
    proptest::collection::vec(piece, 0..14).prop_map(|pieces| {
        let mut text = String::new();
        for (piece, space) in pieces {
            text.push_str(PIECES[piece]);
            if space {
                text.push(' ');
            }
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text_is_read(text in sentence(), dated: bool, ahead: bool, narrative: bool) {
        let extractor = Extractor::builder()
            .layers(&[Layer::Times])
            .bias(if ahead { TemporalBias::Future } else { TemporalBias::Past })
            .time_anchor(if narrative { TimeAnchor::Narrative } else { TimeAnchor::Automatic })
            .build()
            .unwrap();
        let date = dated.then_some("2016-02-29T23:59:59");
        let document = extractor.extract_article(&Article { text: &text, date, ..Article::default() });
        let mut end = 0;
        for timex in &document.timexes {
            prop_assert!(timex.span.start >= end && !timex.span.is_empty(), "{:?}", timex);
            prop_assert_eq!(timex.span.of(&text), &timex.text);
            end = timex.span.end;
            if let Some(value) = timex.value {
                let written = value.to_string();
                let read = written.parse::<dateline::time::Value>();
                prop_assert_eq!(read.ok(), Some(value), "{}", written);
                let _ = (value.date(), value.range());
            }
        }
    }
}
