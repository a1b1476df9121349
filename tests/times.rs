//! The time grammar against `tests/data/times/*.toml`: each case is a text and all the times in
//! it; each rule has an example and a counter-example. `runner` says how cases are written.

mod runner;

use dateline::{Article, Extractor, Layer, TemporalBias, TimeAnchor};
use proptest::prelude::*;

#[test]
fn every_case_holds_and_every_rule_has_its_examples() {
    let outcome = runner::Folder::grammar("times", "timexes", &[Layer::Times]).run();
    outcome.assert_all_hold();
    outcome.assert_covers(dateline::time::rules());
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

#[test]
fn the_other_order_of_a_date_is_told_where_it_is_another_date() {
    let alternative = |text: &str, date| {
        let extractor = Extractor::builder().layers(&[Layer::Times]).build().unwrap();
        let document = extractor.extract_article(&Article { text, date, ..Article::default() });
        document.timexes[0].alternative.map(|value| value.to_string())
    };
    let text = "On 3/4/2016 they met.";
    assert_eq!(alternative(text, None).as_deref(), Some("2016-04-03"));
    assert_eq!(alternative("On 4/4/2016 they met.", None), None);
    assert_eq!(alternative("The plant opened on 9/11 of last year.", None), None);
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
