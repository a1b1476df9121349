//! Names in a text.

use std::collections::HashSet;

use aho_corasick::AhoCorasick;
use daachorse::{DoubleArrayAhoCorasick, DoubleArrayAhoCorasickBuilder, MatchKind};
use dateline::{
    Gazetteer,
    gazetteer::{Matching, TextMatch},
};
use fst::raw::Fst;

use crate::{
    clock::{Contender, race},
    data::{Data, List},
    oracle::{self, Found},
    report::Report,
};

pub fn gazetteer(names: &[String], matching: Matching) -> Gazetteer {
    let mut builder = Gazetteer::builder().matching(matching);
    builder.add_names("name", names.iter().map(String::as_str)).unwrap();
    builder.build()
}

pub fn run(data: &Data, report: &mut Report) {
    exact(data, report);
    any_case(data, report);
}

fn exact(data: &Data, report: &mut Report) {
    report.title("Matching, exact case");
    report.line(
        "Longest names between word boundaries, from left to right. `dateline` gives exactly what \
         an overlapping search, filtered and then selected, gives (asserted here); the plain \
         leftmost-longest searches are filtered afterwards and miss some, as the last columns \
         count. `fst`: the longest key from each word start.\n",
    );
    let columns =
        ["dateline", "aho-corasick", "daachorse", "fst", "names found", "missed by the filter"];
    report.head("names", &columns);
    for list in &data.lists {
        let text = &data.text[..];
        let ours = gazetteer(&list.names, Matching::Exact);
        let right = oracle::longest(&oracle::all(&oracle::overlapping(&list.names, false), text));
        let mut found = Vec::new();
        ours.find_in(text, &mut found);
        let spans = |found: &[TextMatch]| -> Vec<Found> {
            found.iter().map(|m| (m.span.start as usize, m.span.end as usize)).collect()
        };
        same(text, &spans(&found), &right);
        for m in found.iter().step_by(97) {
            assert_eq!(ours.spelling(m.name), m.span.of(text));
        }
        let every = oracle::all(&oracle::overlapping(&list.names, false), text);
        found.clear();
        ours.find_all_in(text, &mut found);
        same(text, &spans(&found), &every);

        let aho = oracle::leftmost(&list.names, false);
        let missed = right.len() - intersection(&right, &filtered(&aho, text));
        let daachorse = daachorse(list);
        let fst = map(list);
        let mut out = Vec::new();
        let times = race(&mut [
            Contender::new("dateline", || {
                found.clear();
                ours.find_in(text, &mut found);
                found.len()
            }),
            Contender::new("aho-corasick", || filtered(&aho, text).len()),
            Contender::new("daachorse", || {
                out.clear();
                let found = daachorse.leftmost_find_iter(text).map(|m| (m.start(), m.end()));
                out.extend(found.filter(|&(start, end)| oracle::bounded(text, start, end)));
                out.len()
            }),
            Contender::new("fst", || from_word_starts(&fst, text).len()),
        ]);
        let mut row = Report::row(list.size, text.len(), &times);
        row.push_str(&format!(" {} | {missed} |", right.len()));
        report.line(&row);
    }
}

fn any_case(data: &Data, report: &mut Report) {
    report.title("Matching, any case");
    report.line(
        "All names count as found in any case. The contenders fold ASCII only, and `dateline` \
         folds accents, hyphens and line breaks too, so it finds more.\n",
    );
    report.head(
        "names",
        &["dateline", "aho-corasick, case-insensitive", "names found", "by aho-corasick"],
    );
    for list in &data.lists {
        let text = &data.text[..];
        let ours = gazetteer(&list.names, Matching::AnyCase);
        let aho = oracle::leftmost(&list.names, true);
        let mut found = Vec::new();
        ours.find_in(text, &mut found);
        let theirs = filtered(&aho, text).len();
        let count = found.len();
        let times = race(&mut [
            Contender::new("dateline", || {
                found.clear();
                ours.find_in(text, &mut found);
                found.len()
            }),
            Contender::new("aho-corasick", || filtered(&aho, text).len()),
        ]);
        let row = Report::row(list.size, text.len(), &times);
        report.line(&format!("{row} {count} | {theirs} |"));
    }
}

pub fn filtered(automaton: &AhoCorasick, text: &str) -> Vec<Found> {
    let found = automaton.find_iter(text).map(|m| (m.start(), m.end()));
    found.filter(|&(start, end)| oracle::bounded(text, start, end)).collect()
}

fn daachorse(list: &List) -> DoubleArrayAhoCorasick<u32> {
    let names: HashSet<&str> = list.names.iter().map(String::as_str).collect();
    let mut names: Vec<&str> = names.into_iter().collect();
    names.sort_unstable();
    DoubleArrayAhoCorasickBuilder::new()
        .match_kind(MatchKind::LeftmostLongest)
        .build(names)
        .unwrap()
}

fn map(list: &List) -> Fst<Vec<u8>> {
    let mut names: Vec<&[u8]> = list.names.iter().map(|n| n.as_bytes()).collect();
    names.sort_unstable();
    names.dedup();
    let map = fst::Set::from_iter(names).unwrap();
    Fst::new(map.into_fst().into_inner()).unwrap()
}

/// The longest key from each word start.
fn from_word_starts(fst: &Fst<Vec<u8>>, text: &str) -> Vec<Found> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let is_start = text.is_char_boundary(at) && oracle::boundary(text, at);
        let mut longest = 0;
        if is_start && !bytes[at].is_ascii_whitespace() {
            let mut node = fst.root();
            for (i, &byte) in bytes[at..].iter().enumerate() {
                let Some(step) = node.find_input(byte) else { break };
                node = fst.node(node.transition_addr(step));
                if node.is_final() && oracle::boundary(text, at + i + 1) {
                    longest = i + 1;
                }
            }
        }
        if longest > 0 {
            found.push((at, at + longest));
        }
        at += longest.max(1);
    }
    found
}

fn intersection(a: &[Found], b: &[Found]) -> usize {
    let b: HashSet<&Found> = b.iter().collect();
    a.iter().filter(|found| b.contains(found)).count()
}

fn same(text: &str, ours: &[Found], right: &[Found]) {
    if ours == right {
        return;
    }
    let at =
        ours.iter().zip(right).position(|(a, b)| a != b).unwrap_or(ours.len().min(right.len()));
    let show = |f: Option<&Found>| f.map(|&(start, end)| (start, &text[start..end]));
    panic!(
        "{} found and {} right; number {at}: {:?} and {:?}",
        ours.len(),
        right.len(),
        show(ours.get(at)),
        show(right.get(at))
    );
}
