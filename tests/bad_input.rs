//! Input that nobody means well: it is survived, in time that grows with its length and no faster.

use std::{
    sync::LazyLock,
    time::{Duration, Instant},
};

use dateline::{Article, Document, Extractor, OffsetUnit, Scratch};

/// Sizes are smaller where the code is not optimised.
const MEGABYTE: usize = if cfg!(debug_assertions) { 40_000 } else { 1_000_000 };

/// Every span lies on character boundaries of the text and holds the annotation's own words.
fn check(text: &str, document: &Document<'_>) {
    for entity in &document.entities {
        assert_eq!(entity.span.of(text), entity.text);
        assert!(!entity.text.is_empty());
    }
    for number in &document.numbers {
        assert_eq!(number.span.of(text), number.text);
    }
    for timex in &document.timexes {
        assert_eq!(timex.span.of(text), timex.text);
    }
}

/// Time that this thread has spent working: other tests and programs run at the same time. Where
/// the system does not tell, time that has passed.
fn worked() -> Duration {
    static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|line| line.split(' ').next()?.parse().ok());
    nanos.map_or_else(|| BEGAN.elapsed(), Duration::from_nanos)
}

fn survives(text: &str) -> Duration {
    let extractor = Extractor::new();
    let began = worked();
    let document = extractor.extract(text);
    let took = worked().saturating_sub(began);
    check(text, &document);
    took
}

/// Whether four times the work takes about four times as long: eight at most, for noise of the
/// machine; sixteen would be quadratic. A busy machine gets three chances.
fn is_linear(mut measure: impl FnMut(usize) -> Duration) -> Result<(), String> {
    let mut seen = Vec::new();
    for _ in 0..3 {
        let (short, long) = (measure(1), measure(4));
        if long < short * 8 + Duration::from_millis(20) {
            return Ok(());
        }
        seen.push(format!("{short:?}, then {long:?}"));
    }
    Err(seen.join("; "))
}

/// Extracts `unit`, repeated to a size and to four times that size.
fn grows_with_its_length(unit: &str) {
    let times = (MEGABYTE / 2).div_ceil(unit.len());
    let _ = survives(unit);
    let texts = [1, 4].map(|n| unit.repeat(times * n));
    let linear = is_linear(|n| survives(&texts[usize::from(n > 1)]));
    assert!(linear.is_ok(), "{unit:?} over and over: {linear:?}");
}

#[test]
fn empty_and_blank() {
    for text in ["", " ", "\n", "\r\n\r\n", "\u{feff}", "\0", "\u{301}", ".", "\u{a0}\u{2028}"] {
        let extractor = Extractor::new();
        let document = extractor.extract(text);
        assert!(document.entities.is_empty() && document.numbers.is_empty(), "{text:?}");
    }
}

#[test]
fn without_a_space() {
    grows_with_its_length("x");
    grows_with_its_length("Tokyo");
    grows_with_its_length("é");
    grows_with_its_length("9");
}

#[test]
fn a_hundred_megabytes_without_a_space() {
    survives(&"x".repeat(if cfg!(debug_assertions) { 5_000_000 } else { 100_000_000 }));
}

#[test]
fn brackets_and_quotes() {
    for unit in ["(", "[", "\"", "“", "'", "-", "—", ".", ". ", "\n", "( "] {
        grows_with_its_length(unit);
    }
}

#[test]
fn a_million_opening_brackets() {
    survives(&"(".repeat(if cfg!(debug_assertions) { 200_000 } else { 1_000_000 }));
}

#[test]
fn combining_marks_only() {
    grows_with_its_length("\u{301}");
    grows_with_its_length("e\u{301}\u{302}");
    grows_with_its_length("\u{200d}");
}

#[test]
fn the_same_name_over_and_over() {
    for unit in [
        "Tokyo ",
        "Shinzo Abe ",
        "he left the café, ",
        "John Smith said. ",
        "New York ",
        "TOKYO ",
        "A. ",
    ] {
        grows_with_its_length(unit);
    }
}

#[test]
fn numbers_and_times_over_and_over() {
    for unit in [
        "one ",
        "twenty-",
        "1,000,",
        "3 million ",
        "1/2/",
        "12:30:",
        "Monday ",
        "of the ",
        "more than ",
        "between 3 and ",
        "$",
        "% ",
        "May 2016 to ",
    ] {
        grows_with_its_length(unit);
    }
}

#[test]
fn many_different_names() {
    let extractor = Extractor::new();
    let names = |n: usize| {
        let letters = |i: usize| {
            (0..4).map(|k| char::from(b'a' + (i / 26usize.pow(k) % 26) as u8)).collect::<String>()
        };
        (0..n).map(|i| format!("Mr Ka{0} Bo{0}n met Lu{0} Inc. ", letters(i))).collect::<String>()
    };
    let n = MEGABYTE / 100;
    let linear = is_linear(|times| {
        let text = names(n * times);
        let began = worked();
        check(&text, &extractor.extract(&text));
        worked().saturating_sub(began)
    });
    assert!(linear.is_ok(), "{linear:?}");
}

#[test]
fn line_ends_do_not_matter() {
    let unix = "TOKYO (AFP) -- Japan said no.\n\nShinzo Abe flew to\nParis on Monday.\n";
    let dos = unix.replace('\n', "\r\n");
    let extractor = Extractor::new();
    let names = |text: &str| -> Vec<String> {
        let document = extractor.extract(text);
        check(text, &document);
        document.entities.iter().map(|e| format!("{} {}", e.kind, e.canonical)).collect()
    };
    assert_eq!(names(unix), names(&dos));
    assert!(names(unix).contains(&"person Shinzo Abe".to_owned()));
}

#[test]
fn a_byte_order_mark_keeps_offsets() {
    let text = "\u{feff}Japan is far from Kenya.";
    let extractor = Extractor::new();
    let document = extractor.extract(text);
    check(text, &document);
    assert_eq!(document.entities.last().map(|e| e.span.start), Some(21));
}

#[test]
fn nul_bytes_are_no_end() {
    let text = "Japan\0is far\0\0from Kenya.";
    let extractor = Extractor::new();
    let document = extractor.extract(text);
    check(text, &document);
    assert_eq!(document.entities.last().map(|e| &*e.canonical), Some("Kenya"));
}

#[test]
fn broken_utf8_is_mended() {
    let extractor = Extractor::new();
    let document =
        extractor.extract_bytes(b"\xff\xfe He flew to Kenya \xed\xa0\x80 and then to Japan \xc3");
    let names: Vec<_> = document.entities.iter().map(|e| &*e.canonical).collect();
    assert_eq!(names, ["Kenya", "Japan"]);
}

#[test]
fn a_scratch_survives_everything_in_turn() {
    let extractor = Extractor::new();
    let mut scratch = Scratch::default();
    let long = "Shinzo Abe said 3 percent on Monday. ".repeat(2000);
    for text in ["", &long, "\0", "Tokyo.", &"(".repeat(5000), "Japan and Kenya.", ""] {
        let article = Article::from(text);
        let document = extractor.extract_with(&article, &mut scratch);
        check(text, &document);
        assert_eq!(document, extractor.extract(text), "a used scratch changes nothing");
    }
}

#[test]
fn dates_that_are_none_are_ignored() {
    let extractor = Extractor::new();
    for date in ["", "yesterday", "2016-13-45", "99999999999999", "2016-06-22T99:99", "\0"] {
        let article = Article { text: "On Wednesday.", id: None, date: Some(date) };
        let _ = extractor.extract_article(&article);
    }
    for date in ["", "yesterday", "2016-02-30"] {
        assert!(Extractor::builder().reference_date(date).build().unwrap_err().is_option());
    }
}

#[test]
fn a_quadratic_stage_would_be_seen() {
    let linear = is_linear(|times| {
        let n = if cfg!(debug_assertions) { 4_000 } else { 20_000 } * times;
        let began = worked();
        let text = "x".repeat(n);
        let count = (0..n)
            .step_by(4)
            .map(|i| text[i..].bytes().filter(|&b| std::hint::black_box(b) == b'x').count())
            .sum::<usize>();
        assert!(count > 0);
        worked().saturating_sub(began)
    });
    assert!(linear.is_err());
}

mod any_text {
    use proptest::prelude::*;

    use super::*;

    /// Pieces that mean something to some stage, and characters that mean nothing to any.
    fn text() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            any::<String>(),
            "[A-Z][a-z]{1,8} ",
            "[A-Z. ]{1,6}",
            "[0-9.,:/%$-]{1,8} ?",
            proptest::sample::select(vec![
                "Mr. ",
                "the ",
                "said ",
                "Tokyo",
                "'s ",
                "’s",
                "\"",
                "“",
                "” ",
                "(",
                ")",
                " - ",
                "U.S. ",
                "Ltd. ",
                "\n\n",
                "\r\n",
                "on Monday ",
                "million ",
                "half ",
                "of ",
                "May ",
                "Shinzo Abe",
                "é",
                "İ",
                "ß",
                "ﬁ",
                "🙂",
                "\u{301}",
                "\u{200b}",
                "\0",
                "Bank of ",
                "10-year-old ",
            ])
            .prop_map(str::to_owned),
        ];
        proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 150 } else { 1500 }))]

        #[test]
        fn is_survived_and_written_and_read_back(text in text(), date in any::<bool>()) {
            let extractor = Extractor::new();
            let date = date.then_some("2016-06-22");
            let document = extractor.extract_article(&Article { text: &text, id: Some("a"), date });
            check(&text, &document);

            let json = serde_json::to_string(&document).unwrap();
            let back: Document<'_> = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(&back, &document);
            prop_assert_eq!(back.into_owned(), document.clone().into_owned());

            for unit in [OffsetUnit::Chars, OffsetUnit::Utf16] {
                let mut other = document.clone();
                other.use_offsets(&text, unit);
                for (a, b) in document.entities.iter().zip(&other.entities) {
                    let before = &text[..a.span.start as usize];
                    let units = match unit {
                        OffsetUnit::Chars => before.chars().count(),
                        _ => before.encode_utf16().count(),
                    };
                    prop_assert_eq!(b.span.start as usize, units);
                }
            }
            let written = [
                dateline::output::html(&text, &document),
                dateline::output::brat(&text, &document),
                dateline::output::conll(&text, &document),
                dateline::output::csv(&text, &document, OffsetUnit::Utf16),
                dateline::output::table(&text, &document),
            ];
            prop_assert!(written.iter().all(|w| !w.contains('\0') || text.contains('\0')));
        }
    }
}
