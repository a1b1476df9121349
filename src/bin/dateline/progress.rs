//! A bar on standard error: only for a person, and only where it takes long.

use std::{
    io::IsTerminal,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressStyle};

/// Shows how much of the input has been read.
pub struct Progress {
    read: Arc<AtomicU64>,
    total: Option<u64>,
    began: Instant,
    bar: Option<ProgressBar>,
    articles: u64,
    wanted: bool,
}

const PATIENCE: Duration = Duration::from_secs(1);

impl Progress {
    /// Progress of an input of `total` bytes, of which `read` counts those that have been read.
    /// Silent unless standard error is a terminal and the output goes elsewhere.
    pub fn new(read: Arc<AtomicU64>, total: Option<u64>, output_is_terminal: bool) -> Self {
        let wanted = std::io::stderr().is_terminal() && !output_is_terminal;
        Self { read, total, began: Instant::now(), bar: None, articles: 0, wanted }
    }

    /// So many articles more have been written.
    pub fn advance(&mut self, articles: usize) {
        self.articles += articles as u64;
        if !self.wanted || self.began.elapsed() < PATIENCE {
            return;
        }
        let bar = self.bar.get_or_insert_with(|| {
            let shape = match self.total {
                Some(_) => "{bytes}/{total_bytes} {wide_bar} {bytes_per_sec} {eta} {msg}",
                None => "{bytes} {bytes_per_sec} {msg}",
            };
            let bar = self.total.map_or_else(ProgressBar::new_spinner, ProgressBar::new);
            let style = ProgressStyle::with_template(shape);
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar.with_elapsed(self.began.elapsed())
        });
        bar.set_position(self.read.load(Ordering::Relaxed));
        bar.set_message(format!("{} articles", self.articles));
    }

    /// Writes a line to standard error without tearing the bar.
    pub fn say(&self, line: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| eprintln!("{line}")),
            None => eprintln!("{line}"),
        }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
