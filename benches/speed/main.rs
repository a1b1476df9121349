//! How fast names are matched and texts are cut into tokens, against the crates that people use
//! for it: `cargo bench --features train`.
//!
//! Contenders run in one process, in turns, on thread CPU time; each figure is the median of the
//! rounds, each ratio the median of the ratios round by round. What they find is compared before
//! anything is timed. The run writes `BENCHMARKS.md`.
//!
//! The data are made by the program itself. `DATELINE_BENCH_DATA=folder` takes `news.txt` and
//! `names_1k.txt` to `names_1m.txt` from there instead. `DATELINE_BENCH_ONLY=tokens,matching`
//! runs some sections only, and then prints without writing.

mod building;
mod clock;
mod data;
mod matching;
mod oracle;
mod report;
mod tokens;
mod whole;
mod worst;

use data::Data;
use report::Report;

/// By sampling.
const LIMITS: &str = "\
Matching is bound by instructions, not by memory, up to 100,000 names: of the time at 1,000 names, \
masks and starts take 20 % (with AVX-512), filtering words by their first letters 26 % (some 42 \
instructions a word), hashing those that pass 15 %, the gate and the next words 14 %, looking up and \
comparing names 15 %; at 100,000 names a third goes into looking up, choosing and comparing. The next \
steps would be filtering several words at once in vector registers, and records of names that can be \
compared without being read field by field. `aho-corasick` waits for memory instead, so it should \
lose less on a machine that is busy with other work. No stage dominates \
the whole extraction: the table above has the shares, DESIGN.md what was tried.";

fn main() {
    // `cargo test` runs benches without this argument.
    if !std::env::args().any(|arg| arg == "--bench") {
        return;
    }
    if let Some(size) = std::env::var_os("DATELINE_BENCH_CHILD") {
        return building::child(&size.to_string_lossy());
    }
    let only = std::env::var("DATELINE_BENCH_ONLY").unwrap_or_default();
    let asked = |section: &str| only.is_empty() || only.split(',').any(|s| s == section);
    let data = Data::load();
    let mut report = Report::new(&data);
    if asked("tokens") {
        tokens::run(&data, &mut report);
    }
    if asked("matching") {
        matching::run(&data, &mut report);
    }
    if asked("building") {
        building::run(&data, &mut report);
    }
    if asked("worst") {
        worst::run(&data, &mut report);
    }
    if asked("whole") {
        whole::run(&data, &mut report);
    }
    if only.is_empty() {
        report.title("What limits the next doubling");
        report.line(LIMITS);
        report.write();
    }
}
