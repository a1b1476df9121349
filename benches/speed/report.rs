//! Tables, printed and written.

use crate::{clock::Times, data::Data};

pub struct Report {
    text: String,
}

impl Report {
    pub fn new(data: &Data) -> Self {
        let mut report = Self { text: String::new() };
        report.line("# Benchmarks");
        report.line("");
        report.line("Written by `cargo bench --features train`; see `benches/speed/main.rs` for how it measures.");
        report.line(&format!(
            "Text: {}, {:.1} MB. Processor: {}. Figures are megabytes (10⁶ bytes) a second of \
             thread CPU time, medians of {} rounds in turns; ratios are medians round by round.",
            data.origin,
            data.text.len() as f64 / 1e6,
            processor(),
            crate::clock::ROUNDS,
        ));
        report
    }

    pub fn line(&mut self, line: &str) {
        println!("{line}");
        self.text.push_str(line);
        self.text.push('\n');
    }

    pub fn title(&mut self, title: &str) {
        self.line(&format!("\n## {title}\n"));
    }

    /// A table of contenders over `bytes`; the first is compared with all others.
    pub fn race(&mut self, what: &str, bytes: usize, times: &[Times]) {
        let row = Self::row(what, bytes, times);
        self.line(&row);
    }

    /// A row of such a table.
    pub fn row(what: &str, bytes: usize, times: &[Times]) -> String {
        let speed = |t: &Times| bytes as f64 / t.median() / 1e6;
        let mut row = format!("| {what} | {:.0} |", speed(&times[0]));
        for other in &times[1..] {
            row.push_str(&format!(" {:.0} ({:.1}×) |", speed(other), times[0].over(other)));
        }
        row
    }

    pub fn head(&mut self, first: &str, columns: &[&str]) {
        self.line(&format!("| {first} | {} |", columns.join(" | ")));
        self.line(&format!("|---|{}", "---|".repeat(columns.len())));
    }

    pub fn write(&self) {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("BENCHMARKS.md");
        std::fs::write(path, &self.text).unwrap();
    }
}

fn processor() -> String {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = info.lines().find_map(|l| l.strip_prefix("model name")?.split_once(": "));
    name.map_or_else(|| std::env::consts::ARCH.to_owned(), |(_, name)| name.to_owned())
}
