//! Compiling lists, opening what came of it, and how large all is.

use std::{process::Command, time::Instant};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use dateline::{Gazetteer, gazetteer::Matching};

use crate::{
    clock::{median, time},
    data::{Data, List},
    report::Report,
};

pub fn run(data: &Data, report: &mut Report) {
    report.title("Building and opening");
    report.line(
        "Plain lists, exact case. `opened`: mapping the file, its checks, and the first match of a \
         sentence, on the clock of the wall, with the file in the page cache. `peak`: what the \
         process grew by while compiling, over the size of the result.\n",
    );
    let columns = ["compiled", "aho-corasick", "bytes a name", "of aho-corasick", "opened", "peak"];
    report.head("names", &columns);
    for list in &data.lists {
        let (mut ours, mut ratios, mut theirs) = (Vec::new(), Vec::new(), Vec::new());
        let rounds = if list.names.len() > 500_000 { 1 } else { 5 };
        let (mut bytes, mut size) = (Vec::new(), 0);
        for _ in 0..rounds {
            let (image, own) = time(|| compile(list));
            let (automaton, other) = time(|| {
                AhoCorasick::builder()
                    .kind(Some(AhoCorasickKind::ContiguousNFA))
                    .match_kind(MatchKind::LeftmostLongest)
                    .build(&list.names)
                    .unwrap()
            });
            (bytes, size) = (image, automaton.memory_usage());
            ours.push(own.as_secs_f64());
            theirs.push(other.as_secs_f64());
            ratios.push(other.as_secs_f64() / own.as_secs_f64());
        }
        let per_name = |bytes: usize| bytes as f64 / list.names.len() as f64;
        report.line(&format!(
            "| {} | {:.1} ms | {:.1} ms ({:.1}×) | {:.1} | {:.0} | {:.2} ms | {} |",
            list.size,
            median(ours) * 1e3,
            median(theirs) * 1e3,
            median(ratios),
            per_name(bytes.len()),
            per_name(size),
            opened(&bytes, list) * 1e3,
            peak(list.size),
        ));
    }
    let list = five_times(data);
    let (bytes, own) = time(|| compile(&list));
    report.line(&format!(
        "| {} | {:.1} ms | | {:.1} | | {:.2} ms | {} |",
        list.size,
        own.as_secs_f64() * 1e3,
        bytes.len() as f64 / list.names.len() as f64,
        opened(&bytes, &list) * 1e3,
        peak(list.size),
    ));
    let letters = |list: &List| list.names.iter().map(String::len).sum::<usize>();
    let mean = |list: &List| letters(list) as f64 / list.names.len() as f64;
    report.line(&format!(
        "\nThe last row has the names of the row before it and four times as many, each of the first \
         word of one and the rest of another; its names have {:.1} bytes on average, those of the \
         row before it {:.1}.",
        mean(&list),
        data.lists.last().map_or(0.0, mean),
    ));
}

/// The longest list, and four times as many names of its words.
fn five_times(data: &Data) -> List {
    let names = &data.lists.last().unwrap().names;
    let mut many = names.clone();
    for turn in 1..5 {
        for (i, name) in names.iter().enumerate() {
            let first = name.split(' ').next().unwrap_or(name);
            let other = &names[(i + turn * 245_489) % names.len()];
            let rest = other.split_once(' ').map_or(&**other, |(_, rest)| rest);
            many.push(format!("{first} {rest}{}", ["", "s", "es"][i % 3]));
        }
    }
    List { size: "five times", names: many }
}

fn compile(list: &List) -> Vec<u8> {
    let mut builder = Gazetteer::builder().matching(Matching::Exact);
    builder.add_names("name", list.names.iter().map(String::as_str)).unwrap();
    builder.compile()
}

/// Seconds from the path to the first match.
fn opened(bytes: &[u8], list: &List) -> f64 {
    let path = std::env::temp_dir().join(format!("dateline-bench-{}.gaz", std::process::id()));
    std::fs::write(&path, bytes).unwrap();
    let sentence = format!("They met in {} again.", list.names[0]);
    let seconds = (0..9)
        .map(|_| {
            let start = Instant::now();
            let mut found = Vec::new();
            Gazetteer::open(&path).unwrap().find_in(&sentence, &mut found);
            assert!(!found.is_empty());
            start.elapsed().as_secs_f64()
        })
        .collect();
    std::fs::remove_file(&path).unwrap();
    median(seconds)
}

/// By how much a process of its own grows while it compiles the list, over the size of the result.
fn peak(size: &str) -> String {
    let program = std::env::current_exe().unwrap();
    let child = Command::new(program).arg("--bench").env("DATELINE_BENCH_CHILD", size).output();
    child
        .ok()
        .map_or_else(String::new, |out| String::from_utf8_lossy(&out.stdout).trim().to_owned())
}

/// The child's part.
pub fn child(size: &str) {
    let data = Data::load();
    let many = (size == "five times").then(|| five_times(&data));
    let list = many.as_ref().or_else(|| data.lists.iter().find(|list| list.size == size)).unwrap();
    let before = status("VmRSS:");
    let bytes = compile(list);
    let (Some(before), Some(after)) = (before, status("VmHWM:")) else { return };
    println!("{:.1}×", (after - before) / bytes.len() as f64);
}

fn status(field: &str) -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(field))?;
    line.split_whitespace().next()?.parse::<f64>().ok().map(|kb| kb * 1024.0)
}
