//! The gazetteer from the outside.

use proptest::prelude::*;

use super::{Flags, Form, Gazetteer, Kind, NameMatch, NewEntry, SubkindId};
use crate::{
    lexicon::Lexicon,
    text::{Tokens, tokenize},
};

const HEADER: &str =
    "id\tkind\tsubkind\tcanonical\taliases\tcountry\tweight\tlatitude\tlongitude\tflags\n";

fn sample() -> Gazetteer {
    let mut builder = Gazetteer::builder();
    let lines = [
        "gn:1850147\tplace\tcity\tTokyo\t\tJP\t0.6\t35.6895\t139.69171\t",
        "\torganisation\talliance\tEuropean Union\tEU\t\t0.9\t\t\tcased",
        "\torganisation\talliance\tEuropean Union\tEuropean Communities\t\t0.9\t\t\t",
        "\tplace\tcountry\tUnited States\tUS|America\tUS\t1\t\t\t",
        "\torganisation\tcompany\tYahoo!\tYahoo! Inc.\tUS\t0.3\t\t\t",
        "\torganisation\tcompany\tAT&T\t\tUS\t0.3\t\t\t",
        "\torganisation\tarmed-group\tAl-Shabaab\t\tSO\t0.4\t\t\t",
        "\tplace\tcountry\tGeorgia\t\tGE\t0.4\t\t\t",
        "\tplace\tsubdivision\tGeorgia\t\tUS\t0.5\t\t\t",
        "\tgroup\tnationality\tRussian\t\tRU\t0.8\t\t\t",
        "\tgroup\tpolitical\tTory\t\tGB\t0.3\t\t\t",
        "\torganisation\tnews-agency\tReuters\t\tGB\t0.7\t\t\t",
        "\tplace\tcountry\tCôte d'Ivoire\tIvory Coast\tCI\t0.4\t\t\t",
        "\tdisease\t\tEbola\tebola virus\t\t0.4\t\t\tanycase",
        "\torganisation\tagency\tWorld Bank\t\t\t0.7\t\t\t",
        "\tperson\twriter\tJ. K. Rowling\t\tGB\t0.3\t\t\t",
        "\tplace\tcountry\tGuinea\t\tGN\t0.3\t\t\t",
        "\tplace\tcountry\tGuinea-Bissau\t\tGW\t0.3\t\t\t",
        "\tplace\tcity\tN'Djamena\t\tTD\t0.3\t\t\t",
    ];
    builder.add_tsv("sample.tsv", &format!("{HEADER}{}\n", lines.join("\n"))).unwrap();
    builder.build()
}

fn tokens_of(text: &str) -> Tokens {
    let mut tokens = Tokens::default();
    tokenize(text, &mut tokens);
    Lexicon::english().annotate(text, &mut tokens);
    tokens
}

fn found(gazetteer: &Gazetteer, text: &str) -> Vec<(String, Form)> {
    let tokens = tokens_of(text);
    let mut matches = Vec::new();
    gazetteer.find(text, &tokens, &mut matches);
    matches
        .iter()
        .map(|m: &NameMatch| {
            let (start, end) = (tokens.starts[m.first as usize], tokens.ends[m.last as usize - 1]);
            (text[start as usize..end as usize].to_owned(), m.form)
        })
        .collect()
}

#[test]
fn names_are_found_in_the_forms_of_news() {
    use Form::{Capitals, Exact, Folded, Lower, Plural};
    let gazetteer = sample();
    let cases: &[(&str, &[(&str, Form)])] = &[
        ("in Tokyo's bay", &[("Tokyo", Exact)]),
        ("in tokyo bay", &[]),
        ("TOKYO (AFP)", &[("TOKYO", Capitals)]),
        ("the eu and the Eu", &[]),
        ("EU, E.U. and", &[("EU", Exact), ("E.U.", Folded)]),
        ("The U.S. said", &[("U.S.", Folded)]),
        ("Yahoo! said Yahoo Inc", &[("Yahoo!", Exact)]),
        ("AT&T AT & T AT-T", &[("AT&T", Exact), ("AT & T", Folded)]),
        ("al-Shabaab Al Shabaab al shabaab", &[("al-Shabaab", Folded), ("Al Shabaab", Folded)]),
        (
            "Russians, Russian Tories",
            &[("Russians", Plural), ("Russian", Exact), ("Tories", Plural)],
        ),
        ("RUSSIANS", &[("RUSSIANS", Capitals)]),
        ("Reuters' office", &[("Reuters", Exact)]),
        ("Cote d’Ivoire", &[("Cote d’Ivoire", Folded)]),
        (
            "ebola and EBOLA VIRUS",
            &[("ebola", Lower), ("EBOLA", Capitals), ("EBOLA VIRUS", Capitals)],
        ),
        ("World\nBank", &[("World\nBank", Folded)]),
        ("World\n\nBank", &[]),
        ("World. Bank", &[]),
        ("J.K. Rowling", &[("J.K. Rowling", Folded)]),
        ("Guinea-Bissau", &[("Guinea", Exact), ("Guinea-Bissau", Exact)]),
        ("N’Djamena NDjamena", &[("N’Djamena", Folded)]),
        ("www.tokyo.jp Tokyo2020", &[]),
    ];
    for (text, expected) in cases {
        let expected: Vec<_> = expected.iter().map(|&(s, f)| (s.to_owned(), f)).collect();
        assert_eq!(found(&gazetteer, text), expected, "{text}");
    }
}

#[test]
fn entries_say_what_was_listed() {
    let gazetteer = sample();
    let entries = |text: &str| -> Vec<_> {
        gazetteer.lookup(text).flat_map(|name| gazetteer.entries(name)).collect()
    };
    let tokyo = entries("Tokyo")[0];
    let entry = gazetteer.entry(tokyo);
    assert_eq!(
        (entry.id, entry.kind, entry.subkind, entry.canonical, entry.country, entry.coordinates),
        ("gn:1850147", "place", "city", "Tokyo", "JP", Some((35.6895, 139.69171)))
    );
    let head = gazetteer.entry_head(tokyo);
    assert_eq!((head.kind, head.subkind), (Kind::Place, SubkindId::named("city")));
    assert_eq!((head.weight, head.country), (153, *b"JP"));

    let georgia: Vec<_> =
        entries("Georgia").into_iter().map(|id| gazetteer.entry(id).subkind).collect();
    assert_eq!(georgia, ["subdivision", "country"], "the heavier first");

    let (short, full) = (entries("EU")[0], entries("European Union")[0]);
    assert_ne!(short, full);
    assert_eq!(gazetteer.entity(short), gazetteer.entity(full));
    assert!(gazetteer.entry(short).flags.has(Flags::CASED));
    assert!(!gazetteer.entry(full).flags.has(Flags::CASED));
    assert_eq!(gazetteer.entry(short).canonical, "European Union");
    assert_eq!(gazetteer.entry(entries("Russians")[0]).canonical, "Russian");
    assert_eq!(gazetteer.entry(entries("ebola")[0]).kind, "disease");
}

#[test]
fn the_first_fault_of_a_list_is_told_with_its_place() {
    for (line, place) in [
        ("\tship\t\tEver Given\t\t\t\t\t\tcsed", "t:2:"),
        ("\tship\t\tEver Given\t\t\t7\t\t\t", "t:2:"),
        ("\tship\t\tEver Given\t\t\t\t91\t0\t", "t:2:"),
        ("\tship\t\t???\t\t\t\t\t\t", "t:2:"),
        ("\t\t\tEver Given\t\t\t\t\t\t", "t:2:"),
    ] {
        let error = Gazetteer::builder().add_tsv("t", &format!("{HEADER}{line}\n")).unwrap_err();
        assert!(error.is_gazetteer() && error.to_string().starts_with(place), "{error}");
        assert!(!error.to_string().contains("malformed"), "{error}");
    }
}

/// Words in lower case are dropped by blocks of 64 bytes, wherever in one they stand.
#[test]
fn lower_case_is_found_at_any_place() {
    let mut builder = Gazetteer::builder();
    let names =
        ["Al-Shabaab", "a.s. Roma", "iPhone", "de Gaulle", "e.GO", "u-blox", "été Sud", "A"];
    builder.add_names("x", names).unwrap();
    let gazetteer = builder.build();
    let written = ["al-Shabaab", "a.s. Roma", "as Roma", "iPhone", "de Gaulle", "e.GO", "ete Sud"];
    for before in 0..130 {
        for name in written {
            for filler in ["- ", "of ", "e. ", "é "] {
                let text = format!("{}{name}. He", filler.repeat(before));
                let mut found = Vec::new();
                gazetteer.find_in(&text, &mut found);
                let last = found.last().map(|m| m.span.of(&text));
                assert_eq!(last, Some(name), "{text}");
            }
        }
    }
}

/// Single letters with stops are one word, whatever names there are and wherever it stands: no
/// name begins inside it.
#[test]
fn no_name_begins_among_single_letters() {
    let mut builder = Gazetteer::builder().matching(super::Matching::AnyCase);
    builder.add_names("x", ["U.S.", "S", "t.v. York", "tea"]).unwrap();
    let gazetteer = builder.build();
    for (text, names) in [
        ("«A.U.S.» a", &[][..]),
        ("A.U.S. and U.S. a", &["U.S."]),
        ("W. U. S. Grant", &[]),
        ("x.s or é.s a", &["s"]),
        ("q.t.v. york", &[]),
        ("«t.U.S.", &[]),
        ("t.v. york, b.tea", &["t.v. york", "tea"]),
    ] {
        for filler in ["- ", "a ", "é "] {
            for before in 0..66 {
                let text = filler.repeat(before) + text;
                for dense in [None, Some(false), Some(true)] {
                    let found = found_in(&gazetteer, &text, super::scan::Select::All, dense);
                    let found: Vec<_> = found.iter().map(|h| &text[h.start..h.end]).collect();
                    assert_eq!(found, names, "{text} {dense:?}");
                }
            }
        }
    }
}

/// What is found in a text: without vectors, if it is told whether it is dense.
fn found_in(
    gazetteer: &Gazetteer,
    text: &str,
    select: super::scan::Select,
    dense: Option<bool>,
) -> Vec<super::scan::Hit> {
    let mut found = Vec::new();
    let sink = |hits: &[super::scan::Hit]| found.extend_from_slice(hits);
    match dense {
        Some(dense) => super::scan::scan_scalar(&gazetteer.0, text, select, dense, sink),
        None => {
            let space = &mut super::Workspace::default();
            super::scan::scan(&gazetteer.0, text, select, space, sink);
        }
    }
    found
}

/// All names in a text, word by word: every name is compared with the words at every place.
fn word_by_word(
    names: &[String],
    policy: super::verify::Policy,
    text: &str,
) -> Vec<(usize, usize)> {
    let words: Vec<_> = super::key::words(text, true).collect();
    let mut found = Vec::new();
    for i in 0..words.len() {
        for name in names {
            let own: Vec<_> = super::key::words(name, true).map(|word| word.hash).collect();
            let Some(there) = words.get(i..i + own.len()) else { continue };
            if there.iter().map(|word| word.hash).eq(own) {
                let there = there[0].start..there[there.len() - 1].end;
                let hit = super::verify::verify(text, there, name.as_bytes(), policy, false);
                found.extend(hit.map(|(span, _)| (span.start, span.end)));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

#[test]
fn longest_match_wins_from_the_left() {
    let mut builder = Gazetteer::builder();
    builder.add_names("x", ["New York", "York Times", "New York Times", "Times Square"]).unwrap();
    let gazetteer = builder.build();
    let text = "New York Times Square, York Times";
    let tokens = tokens_of(text);
    let mut out = Vec::new();
    gazetteer.find_longest(text, &tokens, &mut out);
    let names: Vec<_> = out.iter().map(|m| gazetteer.spelling(m.name)).collect();
    assert_eq!(names, ["New York Times", "York Times"]);
}

#[test]
fn what_is_built_opens_and_what_is_broken_does_not() {
    let bytes = {
        let mut builder = Gazetteer::builder();
        let entry = NewEntry {
            kind: "place",
            canonical: "Tokyo",
            aliases: &["Edo"],
            id: "gn:1",
            ..NewEntry::default()
        };
        builder.add(&entry).unwrap().add_names("ship", ["Ever Given", "Edo"]).unwrap();
        builder.compile()
    };
    assert_eq!(Gazetteer::from_bytes(bytes.clone()).unwrap().len(), 3);
    for len in 0..bytes.len() {
        let error = Gazetteer::from_bytes(bytes[..len].to_vec()).unwrap_err();
        assert!(error.is_image());
    }
    for at in 0..bytes.len() {
        let mut broken = bytes.clone();
        broken[at] ^= 0x41;
        let error = Gazetteer::from_bytes(broken).unwrap_err();
        assert!(error.is_image(), "{at}");
    }
    let older = [&bytes[..8], &[0, 0, 0, 0], &bytes[12..]].concat();
    let message = Gazetteer::from_bytes(older).unwrap_err().to_string();
    assert!(message.contains("version 0") && message.contains("compile it again"), "{message}");
    let foreign = Gazetteer::from_bytes(b"PK\x03\x04 something else entirely".repeat(20));
    assert!(foreign.unwrap_err().to_string().contains("no compiled gazetteer"));
}

/// All occurrences between word boundaries, by looking everywhere.
fn everywhere(names: &[String], text: &str) -> Vec<(usize, usize)> {
    let word = |c: Option<char>| c.is_some_and(super::key::is_word_char);
    let boundary =
        |at: usize| !(word(text[..at].chars().next_back()) && word(text[at..].chars().next()));
    let mut found = Vec::new();
    for start in (0..text.len()).filter(|&at| text.is_char_boundary(at)) {
        for name in names.iter().filter(|name| text[start..].starts_with(&***name)) {
            let end = start + name.len();
            if boundary(start) && boundary(end) {
                found.push((start, end));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn longest_of(found: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut kept: Vec<(usize, usize)> = Vec::new();
    for &(start, end) in found {
        match kept.last_mut() {
            Some(last) if last.0 == start => last.1 = last.1.max(end),
            Some(last) if last.1 > start => {}
            _ => kept.push((start, end)),
        }
    }
    kept
}

proptest! {
    #[test]
    fn exact_matching_is_exact(
        names in prop::collection::vec("['’(]?(New|York|U\\.S\\.|de|l|la|été|Éa|東京|A|1|«|’s|Looooooooooooooooong)([ .'’-](New|York|U\\.S\\.|de|l|la|été|Éa|東京|A|1|«|’s|Looooooooooooooooong)){0,4}[!.]?", 1..30),
        text in "((New|York|U\\.S\\.|de|l|la|été|Éa|東京|A|1|«|’s|Looooooooooooooooong)[ .,'’!-]{0,2}){0,120}",
    ) {
        let names: Vec<String> =
            names.into_iter().filter(|n| super::build::check_name(n).is_ok()).collect();
        let mut builder = Gazetteer::builder().matching(super::Matching::Exact);
        builder.add_names("x", names.iter().map(String::as_str)).unwrap();
        let gazetteer = builder.build();
        let right = everywhere(&names, &text);
        let (mut all, mut longest) = (Vec::new(), Vec::new());
        gazetteer.find_all_in(&text, &mut all);
        gazetteer.find_in(&text, &mut longest);
        let spans = |found: &[super::TextMatch]| -> Vec<(usize, usize)> {
            found.iter().map(|m| (m.span.start as usize, m.span.end as usize)).collect()
        };
        let mut sorted = spans(&all);
        sorted.sort_unstable();
        prop_assert_eq!(&sorted, &right, "{:?} in {:?}", names, text);
        prop_assert_eq!(spans(&longest), longest_of(&right), "{:?} in {:?}", names, text);
    }

    /// Vectors or not, the same names are found.
    #[test]
    fn scalar_finds_the_same(text in "((New|York|U\\.S\\.|de|l|la|été|Éa|東京|A|1|«|’s|Looooooooooooooooong)[ .,'’!\n-]{0,2}){0,300}") {
        let mut builder = Gazetteer::builder().matching(super::Matching::AnyCase);
        builder.add_names("x", ["New York", "York", "U.S.", "la A", "ete", "東京", "l'ea"]).unwrap();
        let gazetteer = builder.build();
        for select in [super::scan::Select::All, super::scan::Select::Longest] {
            let vectors = found_in(&gazetteer, &text, select, None);
            for dense in [false, true] {
                let scalar = found_in(&gazetteer, &text, select, Some(dense));
                prop_assert_eq!(&vectors, &scalar, "{}", dense);
            }
        }
    }

    /// However names may be written, those are found that a word-by-word reading finds.
    #[test]
    fn all_names_are_found(
        names in prop::collection::vec("(A|b|U\\.S\\.|t\\.v\\.|J\\. K\\.|al|de|York|été|’s|Looooooooooooooooong)([ .-](A|b|U\\.S\\.|t\\.v\\.|al|de|York|été|Looooooooooooooooong)){0,2}", 1..8),
        text in "((A|b|U|s|t|v|al|J|K|1|de|York|YORK|été|«|—|Looooooooooooooooong)([.]|[ .,’\n-]{0,3})){0,120}",
        any_case in any::<bool>(),
    ) {
        use super::{Matching, verify::Policy};
        let (matching, policy) = if any_case {
            (Matching::AnyCase, Policy::Any)
        } else {
            (Matching::default(), Policy::Normal)
        };
        let mut builder = Gazetteer::builder().matching(matching);
        builder.add_names("x", names.iter().map(String::as_str)).unwrap();
        let gazetteer = builder.build();
        let right = word_by_word(&names, policy, &text);
        for dense in [None, Some(false), Some(true)] {
            let found = found_in(&gazetteer, &text, super::scan::Select::All, dense);
            let mut found: Vec<_> = found.iter().map(|hit| (hit.start, hit.end)).collect();
            found.sort_unstable();
            found.dedup();
            prop_assert_eq!(&found, &right, "{:?}", dense);
        }
    }

    /// Content that no checksum guards (large files) must still not panic.
    #[test]
    fn no_content_panics(changes in prop::collection::vec((256usize..4096, any::<u8>()), 1..20)) {
        let mut builder = Gazetteer::builder();
        builder.add_tsv("t", &format!("{HEADER}\tship\tx\tEver Given\tEver Green|Given\t\t0.5\t1.5\t2.25\t\n")).unwrap();
        builder.add_names("b", ["Ever Green Island", "Ever"]).unwrap();
        let mut bytes = builder.compile();
        for (at, byte) in changes {
            let len = bytes.len();
            bytes[256 + at % (len - 256)] = byte;
        }
        let leaked: &'static [u8] = bytes.leak();
        if let Ok(gazetteer) = Gazetteer::from_static(leaked) {
            let text = "Ever Given and Ever Green Island, EVER GREEN, Given";
            let mut out = Vec::new();
            gazetteer.find(text, &tokens_of(text), &mut out);
            for m in out {
                for id in gazetteer.entries(m.name).take(100) {
                    let _ = gazetteer.entry(id);
                    let _ = gazetteer.entity(id);
                }
            }
            let _ = gazetteer.word(7);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Words that lie across the parts of a text are found as others are, one way or the other.
    #[test]
    fn dense_texts_are_read_as_others(
        text in "((New|york|U\\.S\\.|J\\. K\\.|z\\. la|x|été|Éa|東京|l’|1|«|’s|Looooooooooooooooong|[a-z]{1,70})[ .,'’!\n-]{0,20}){0,300}",
        shift in 0_usize..64,
    ) {
        let text = "-".repeat(shift) + &text.repeat(40_000 / (text.len() + 1));
        let mut builder = Gazetteer::builder().matching(super::Matching::AnyCase);
        builder.add_names("x", ["New York", "York", "U.S.", "la", "k", "J.K. ete", "ete", "東京", "l'ea", "loooooooooooooooong 1 x"]).unwrap();
        let gazetteer = builder.build();
        for select in [super::scan::Select::All, super::scan::Select::Longest] {
            let [sparse, dense] =
                [false, true].map(|dense| found_in(&gazetteer, &text, select, Some(dense)));
            prop_assert_eq!(sparse, dense);
        }
    }
}
