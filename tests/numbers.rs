//! The number grammar against `tests/data/numbers/*.toml`: each case is a text and all the numbers
//! in it; each rule has an example and a counter-example. `runner` says how cases are written.

mod runner;

use dateline::{Extractor, Layer, number::Rule};

const LAYERS: [Layer; 2] = [Layer::Times, Layer::Numbers];

#[test]
fn every_case_holds_and_every_rule_has_its_examples() {
    let outcome = runner::Folder::grammar("numbers", "numbers", &LAYERS).run();
    outcome.assert_all_hold();
    let rules: Vec<&str> = Rule::ALL.iter().map(|rule| rule.id()).collect();
    outcome.assert_covers(&rules);
}

fn extractor() -> Extractor {
    Extractor::builder().without_builtin().layers(&LAYERS).build().unwrap()
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
