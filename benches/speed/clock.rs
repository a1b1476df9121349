//! Contenders in turns, on thread CPU time.

use std::{hint::black_box, time::Duration};

use cpu_time::ThreadTime;

/// How often every contender runs.
pub const ROUNDS: usize = 7;

/// A contender: a run that gives something to keep.
pub struct Contender<'c> {
    run: Box<dyn FnMut() -> usize + 'c>,
}

impl<'c> Contender<'c> {
    /// `name` says in the source who it is; the tables' columns say it in the report.
    pub fn new(_name: &str, run: impl FnMut() -> usize + 'c) -> Self {
        Self { run: Box::new(run) }
    }
}

/// The times of one contender, a round each.
pub struct Times {
    seconds: Vec<f64>,
}

/// Runs all contenders in turns.
pub fn race(contenders: &mut [Contender<'_>]) -> Vec<Times> {
    let mut all: Vec<Times> = contenders.iter().map(|_| Times { seconds: Vec::new() }).collect();
    for round in 0..=ROUNDS {
        for (contender, times) in contenders.iter_mut().zip(&mut all) {
            let seconds = time(|| (contender.run)()).1.as_secs_f64();
            if round > 0 {
                times.seconds.push(seconds);
            }
        }
    }
    all
}

/// What `run` gives, and how long it took.
pub fn time<T>(run: impl FnOnce() -> T) -> (T, Duration) {
    let start = ThreadTime::now();
    let out = black_box(run());
    (out, start.elapsed())
}

impl Times {
    pub fn median(&self) -> f64 {
        median(self.seconds.clone())
    }

    /// How many times faster than `other`, round by round.
    pub fn over(&self, other: &Self) -> f64 {
        median(self.seconds.iter().zip(&other.seconds).map(|(own, other)| other / own).collect())
    }
}

pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
