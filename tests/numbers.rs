//! The number grammar against `tests/data/numbers/*.toml`: each case is a text and all the numbers
//! in it; each rule has an example and a counter-example.

use std::collections::BTreeSet;

use dateline::{
    Extractor, Layer,
    number::{Decimal, Number, Rule},
};
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    case: Vec<Case>,
}

/// A text with all its numbers.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    text: String,
    /// The numbers of the text, in order.
    #[serde(default)]
    expect: Vec<Expected>,
    /// Rules that this text is the counter-example of.
    #[serde(default)]
    not: Vec<String>,
}

/// What is said here must come out; what is not said must not come out, `value` excepted.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    text: String,
    rule: String,
    kind: Option<String>,
    value: Option<String>,
    lower: Option<String>,
    upper: Option<String>,
    unit: Option<String>,
    currency: Option<String>,
    #[serde(default)]
    approximate: bool,
    counted: Option<String>,
    happening: Option<String>,
}

impl Expected {
    /// What differs from `number`.
    fn differences(&self, number: &Number<'_>) -> Vec<String> {
        let mut found = Vec::new();
        let mut check = |what: &str, want: Option<&str>, got: Option<String>| {
            if want != got.as_deref() {
                found.push(format!("{what}: wanted {want:?}, got {got:?}"));
            }
        };
        let text = |decimal: Option<Decimal>| decimal.map(|d| d.to_string());
        check("text", Some(&self.text), Some(number.text.to_string()));
        check("rule", Some(&self.rule), number.found_by().map(|r| r.id().to_owned()));
        let kind = serde_json::to_value(number.kind).unwrap();
        if self.kind.is_some() {
            check("kind", self.kind.as_deref(), kind.as_str().map(str::to_owned));
        }
        check("value", self.value.as_deref(), text(number.value));
        check("lower", self.lower.as_deref(), text(number.lower));
        check("upper", self.upper.as_deref(), text(number.upper));
        check("unit", self.unit.as_deref(), number.unit.as_deref().map(str::to_owned));
        check("currency", self.currency.as_deref(), number.currency.as_deref().map(str::to_owned));
        check("counted", self.counted.as_deref(), number.counted.as_deref().map(str::to_owned));
        check(
            "happening",
            self.happening.as_deref(),
            number.happening.as_deref().map(str::to_owned),
        );
        if self.approximate != number.approximate {
            found.push(format!("approximate: got {}", number.approximate));
        }
        found
    }
}

fn cases() -> Vec<(String, Case)> {
    let mut cases = Vec::new();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/numbers");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for path in files {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let file: File = toml::from_str(&std::fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|e| panic!("{name}: {e}"));
        cases.extend(file.case.into_iter().map(|case| (name.clone(), case)));
    }
    cases
}

fn extractor() -> Extractor {
    Extractor::builder().without_builtin().layers(&[Layer::Times, Layer::Numbers]).build().unwrap()
}

#[test]
fn every_case_comes_out() {
    let extractor = extractor();
    let mut wrong = Vec::new();
    for (file, case) in cases() {
        let document = extractor.extract(&case.text);
        let found: Vec<_> = document.numbers.iter().collect();
        if found.len() != case.expect.len() {
            let texts: Vec<_> = found.iter().map(|n| &*n.text).collect();
            wrong.push(format!("{file}: {:?}: found {texts:?}", case.text));
            continue;
        }
        for (expected, number) in case.expect.iter().zip(&found) {
            for difference in expected.differences(number) {
                wrong.push(format!("{file}: {:?}: {:?}: {difference}", case.text, expected.text));
            }
        }
        for rule in &case.not {
            if found.iter().any(|n| n.found_by().is_some_and(|r| r.id() == rule)) {
                wrong.push(format!("{file}: {:?}: rule `{rule}` must not apply", case.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_rule_has_an_example_and_a_counter_example() {
    let cases = cases();
    let known: BTreeSet<&str> = Rule::ALL.iter().map(|r| r.id()).collect();
    let examples: BTreeSet<&str> =
        cases.iter().flat_map(|(_, c)| &c.expect).map(|e| e.rule.as_str()).collect();
    let counters: BTreeSet<&str> =
        cases.iter().flat_map(|(_, c)| &c.not).map(String::as_str).collect();
    assert_eq!(known.difference(&examples).collect::<Vec<_>>(), Vec::<&&str>::new(), "examples");
    assert_eq!(known.difference(&counters).collect::<Vec<_>>(), Vec::<&&str>::new(), "counters");
    assert_eq!(counters.difference(&known).collect::<Vec<_>>(), Vec::<&&str>::new(), "unknown");
}

/// Input that nobody writes: it must come out, whole, in linear time.
mod absurd {
    use proptest::prelude::*;

    use super::extractor;

    /// Words that the grammar chains.
    const WORDS: [&str; 40] = [
        "hundred",
        "thousand",
        "million",
        "billion",
        "one",
        "two",
        "twenty",
        "first",
        "third",
        "half",
        "a",
        "and",
        "of",
        "point",
        "-",
        ".",
        ",",
        "/",
        "%",
        "$",
        "£",
        "1",
        "20",
        "3,000",
        "4.5",
        "5m",
        "Rs6",
        "dollars",
        "cents",
        "feet",
        "in",
        "miles",
        "to",
        "between",
        "from",
        "about",
        "at least",
        "hundreds",
        "quarters",
        "years old",
    ];

    #[test]
    fn endless_digits_keep_their_text() {
        let long = "9".repeat(400);
        let extractor = extractor();
        let document = extractor.extract(&long);
        assert_eq!(document.numbers.len(), 1);
        assert_eq!((&*document.numbers[0].text, document.numbers[0].value), (&*long, None));
    }

    #[test]
    fn endless_chains_take_linear_time() {
        let extractor = extractor();
        for unit in [
            "hundred thousand million ",
            "one and ",
            "two point ",
            "$5-",
            "1/2 ",
            "5 ft ",
            "a half of ",
            "twenty-",
            "1 000 ",
            "between 5 and ",
        ] {
            let text = unit.repeat(5_000);
            let start = std::time::Instant::now();
            assert!(extractor.extract(&text).numbers.len() < text.len());
            let took = start.elapsed();
            assert!(took.as_secs() < 20, "{unit:?} took {took:?}");
        }
    }

    proptest! {
        #[test]
        fn any_chain_comes_out_whole(picks in prop::collection::vec((0..WORDS.len(), any::<bool>()), 0..40)) {
            let mut text = String::new();
            for (word, space) in picks {
                text.push_str(WORDS[word]);
                if space {
                    text.push(' ');
                }
            }
            let extractor = extractor();
            let document = extractor.extract(&text);
            let mut end = 0;
            for number in &document.numbers {
                prop_assert!(number.span.start >= end && !number.span.is_empty());
                prop_assert_eq!(number.span.of(&text), &*number.text);
                end = number.span.end;
            }
            let json = serde_json::to_string(&document).unwrap();
            let back: dateline::Document<'_> = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(back.numbers.len(), document.numbers.len());
        }

        #[test]
        fn any_text_goes_through(text in "\\PC{0,80}") {
            let extractor = extractor();
            let document = extractor.extract(&text);
            prop_assert!(document.numbers.len() <= text.len());
        }
    }
}
